"""Finds who says what in a sentence: before, after or around it, `according to …`, a headline's `: UN`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from factdesk.intake import speech
from factdesk.intake.dates import WEEKDAYS
from factdesk.intake.sayings import Saying, headline
from factdesk.intake.sentences import Sentence
from factdesk.intake.slavic_sayings import slavic
from factdesk.intake.subjects import LONGEST, QUOTES, opening_name, plain
from factdesk.intake.tokens import Page
from factdesk.intake.whose import according, ahead, aside_ahead, by_count, named, own_count
from factdesk.intake.words import words

_BE: Final = words("is are was were been being be")
_SKIP: Final = words("""
    has have had also later earlier then repeatedly previously immediately again separately reportedly now
    continues continued to still flatly publicly officially strongly firmly categorically both quickly initially
    swiftly subsequently promptly vehemently meanwhile since already angrily itself so far only
    """)
_NOT: Final = frozenset(["not", "never", "neither", "nor", "n't", "no", "didn't", "hasn't", "couldn't", "nobody"])
_INVERTED: Final = words(
    "said says added reported reports confirmed warned wrote writes adds announced claimed noted notes stated"
)
_NAMED: Final = frozenset(["a", "an", "any", "every", "this", "its", "his", "their"])
"""Words behind which `claim`, `report`, `count` is a noun."""

_OF_TOLLS: Final = words("put puts raised raises lowered revised cut increased upgraded lifted")
_TOLLS: Final = words("toll number figure count tally estimate dead deaths missing injured killed losses")
_GIVES: Final = words("""
    gave gives provided provides published publishes released releases shared issued supplied announced disclosed
    presented read posted
    """)
"""Verbs with which somebody hands out numbers that were told before."""
_GIVEN: Final = words("figures numbers toll tally figure count data update breakdown statistics information list")
_CITING: Final = frozenset(["citing", "quoting", "cited", "quoted", "quotes", "cites"])
_REPORTED: Final = words("""
    confirmed reported announced released published verified quoted carried compiled recorded documented named given
    provided identified
    """)
_COUNTED_THINGS: Final = words("death body casualty head victim fatality toll vote")
_NOUNS: Final = words(
    "report reports claim claims count counts estimate estimates record records notes states put posts"
)
_OF_NOUN: Final = words("""
    indicate indicates suggest suggests indicated suggested of from are were is have had say said spoke speak emerged
    """)
_FOUND: Final = frozenset(["found", "concluded", "determined", "established", "learned"])
_CALLED: Final = frozenset(["called", "calls", "branded", "labelled", "labeled", "termed", "described", "decried"])


_CUES: Final = frozenset(speech.VERBS) | _GIVES | _CITING | _FOUND | _CALLED | {"according", "per", "by"}
"""Words at which somebody may speak."""


def sayings(page: Page, sentence: Sentence) -> list[Saying]:
    """Everyone who says something in this sentence, in order."""
    found: list[Saying] = []
    low = page.low
    for at in range(sentence.first, sentence.after):
        word = low[at]
        if word not in _CUES and word[-2:] != "'s" and word[0] <= "~":
            continue
        made = None
        if word == "according" and low[at + 1 : at + 2] == ["to"]:
            made = according(page, sentence, at, at + 2)
        elif word == "per" and (after := named(page, at + 1, sentence.after)):
            made = Saying(at + 1, after, None, at, "said", at - sentence.first < 2)
        elif word in _CITING and (after := named(page, at + 1, sentence.after)):
            made = Saying(at + 1, after, None, at, "said", False, cites=True)
        elif word == "by" and low[at - 1] in _REPORTED and (after := named(page, at + 1, sentence.after)):
            made = Saying(at + 1, after, None, at, "said", False)
        elif word.endswith("'s") and (own := own_count(page, sentence, at)):
            made = own
        elif word in _GIVES and (gave := _gave(page, sentence, at)):
            made = gave
        elif word == "by" and (after := by_count(page, at + 1, sentence.after)):
            made = Saying(at + 1, after, None, at, "said", at - sentence.first < 2)
        elif word in speech.VERBS:
            made = _verb(page, sentence, at, speech.VERBS[word], found[-1] if found else None)
        elif word in _FOUND and "that" in low[at + 1 : at + 3]:
            made = _verb(page, sentence, at, "said", found[-1] if found else None)
        elif word in _CALLED and not speech.UNTRUE.isdisjoint(low[at + 1 : min(sentence.after, at + 10)]):
            made = _verb(page, sentence, at, "denied", found[-1] if found else None)
        elif word[0] > "~" and "а" <= word[0] <= "ґ":
            made = slavic(page, sentence, at)
        if made is not None and not (
            found and made.first != found[-1].first and made.first < found[-1].after and made.verb < found[-1].after
        ):
            found.append(made)
    return found or headline(page, sentence)


def _gave(page: Page, sentence: Sentence, at: int) -> Saying | None:
    """`The minister gave the figures on X.`: says whose the numbers before are."""
    low = page.low
    behind = at + 1 + (low[at + 1 : at + 2] == ["out"])
    if low[behind : behind + 1] not in (["the"], ["these"], ["those"], ["both"]):
        return None
    if _GIVEN.isdisjoint(low[behind + 1 : behind + 4]) or any(
        i in page.values for i in range(at, min(sentence.after, at + 8))
    ):
        return None
    made = _verb(page, sentence, at, "said", None)
    return None if made is None or made.first < 0 else replace(made, leads=False, signs=True)


def _verb(page: Page, sentence: Sentence, at: int, force: str, earlier: Saying | None) -> Saying | None:
    low = page.low
    if low[at - 1] in _NAMED or (low[at - 1] in _COUNTED_THINGS and low[at] in _NOUNS):
        return None
    if low[at] in _NOUNS and (low[at - 1] in speech.VERBS or (low[at + 1 : at + 2] and low[at + 1] in _OF_NOUN)):
        return None  # `denied reports that …`, `Current reports indicate …`
    if force == "claimed" and not {"life", "lives"}.isdisjoint(low[at + 1 : at + 7]):
        return None  # `the landslide claimed 23 more lives`
    if low[at - 1] in ("and", "but", "then") and at - 1 > sentence.first and earlier is not None and earlier.leads:
        return Saying(earlier.first, earlier.after, earlier.aside, at, force, True)
    if low[at - 1] == "and" and low[at + 1 : at + 2] == ["that"]:
        after = opening_name(page, sentence)
        if after:
            return Saying(sentence.first, after, None, at, force, True)
    back = at - 1
    while back >= sentence.first and (low[back] in _SKIP or (low[back] in WEEKDAYS and low[back - 1] == "on")):
        back -= 2 if low[back] in WEEKDAYS else 1
    if low[at] in _OF_TOLLS and _TOLLS.isdisjoint(low[at + 1 : min(sentence.after, at + 6)]):
        return None
    if any(word in _NOT for word in low[max(sentence.first, at - 3) : at]):
        return None
    if back >= sentence.first and low[back] in _BE and low[at] not in ("saying", "denying"):
        return None
    if low[at] in _INVERTED and (back < sentence.first or low[back] == "," or low[back] in QUOTES):
        made = _inverted(page, sentence, at, force)
        if made is not None:
            return made
    if back < sentence.first or low[back] in QUOTES:
        return None
    if low[back] == ",":
        return _behind_aside(page, sentence, at, back, force)
    if low[back] == ")":
        while back > sentence.first and low[back] != "(":
            back -= 1
        back -= 1
    return plain(page, sentence, at, back + 1, None, force)


def _inverted(page: Page, sentence: Sentence, at: int, force: str) -> Saying | None:
    """`…, said Ihor Koval, the mayor.`"""
    first = at + 1
    after = ahead(page, first, sentence.after)
    if after == first or low_that(page, first):
        return None
    if not (page.capital(after - 1) or not speech.BODIES.isdisjoint(page.low[first:after])) or first in page.values:
        return None
    return Saying(first, after, aside_ahead(page, after, sentence.after), at, force, False)


def low_that(page: Page, at: int) -> bool:
    """Whether what follows is said, not who says it."""
    return page.low[at] in ("that", "there", "no", "it")


def _behind_aside(page: Page, sentence: Sentence, at: int, comma: int, force: str) -> Saying | None:
    """`Dmytro Lubinets, the ombudsman, said`: the name stands before the comma that opens the aside."""
    low = page.low
    for opening in range(comma - 1, max(sentence.first, comma - LONGEST), -1):
        if low[opening] in QUOTES or low[opening] == ";":
            break
        if low[opening] == ",":
            aside = (opening + 1, comma)
            made = plain(page, sentence, at, opening, aside, force)
            if made is not None and not page.capital(opening - 1):
                if not page.capital(comma - 1) and not speech.BODIES.isdisjoint(low[made.first : opening]):
                    return replace(made, aside=None)
                named = all(page.capital(i) for i in range(*aside)) and not speech.ROLES.isdisjoint(
                    low[made.first : opening]
                )
                return made if named else None
            return made
    if low[at] in (
        "saying",
        "adding",
        "denying",
        "rejecting",
        "dismissing",
        "disputing",
        "accusing",
        "blaming",
        "confirming",
        "claiming",
    ):
        return Saying(-1, -1, None, at, force, True)
    return None
