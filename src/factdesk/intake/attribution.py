"""Finds who says what in a sentence: before, after or around it, `according to …`, a headline's `: UN`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from factdesk.intake import speech
from factdesk.intake.dates import WEEKDAYS
from factdesk.intake.sayings import Saying, headline, slavic
from factdesk.intake.sentences import Sentence
from factdesk.intake.subjects import LONGEST, QUOTES, STOP, opening_name, plain
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

_BE: Final = words("is are was were been being be")
_SKIP: Final = words("""
    has have had also later earlier then repeatedly previously immediately again separately reportedly now
    continues continued to still flatly publicly officially strongly firmly categorically both quickly initially
    swiftly subsequently promptly vehemently meanwhile since already angrily itself so far only
    """)
_NOT: Final = frozenset(["not", "never", "neither", "nor", "n't", "no", "didn't", "hasn't", "couldn't", "nobody"])
_AHEAD_STOP: Final = STOP | {
    ".",
    "…",
    "is",
    "was",
    "were",
    "are",
    "has",
    "had",
    "have",
    "said",
    "will",
    "in",
    "on",
    "and",
    "at",
    "by",
    "from",
    "with",
    "to",
}
_INVERTED: Final = words(
    "said says told added reported reports confirmed warned wrote writes adds announced claimed noted notes stated"
)
_NAMED: Final = frozenset(["a", "an", "any", "every", "this", "its", "his", "their"])
"""Words behind which `claim`, `report`, `count` is a noun."""

_OF_TOLLS: Final = words("put puts raised raises lowered revised cut increased upgraded lifted")
_TOLLS: Final = words("toll number figure count tally estimate dead deaths missing injured killed losses")
_COUNTS: Final = words("count tally estimate reckoning figures estimates numbers")
_FOUND: Final = frozenset(["found", "concluded", "determined", "established", "learned"])
_CALLED: Final = frozenset(["called", "calls", "branded", "labelled", "labeled", "termed", "described", "decried"])
_ASIDE_ENDS: Final = frozenset([",", ".", ";", ":", "!", "—"]) | QUOTES


def sayings(page: Page, sentence: Sentence) -> list[Saying]:
    """Everyone who says something in this sentence, in order."""
    found: list[Saying] = []
    low = page.low
    for at in range(sentence.first, sentence.after):
        word = low[at]
        made = None
        if word == "according" and low[at + 1 : at + 2] == ["to"]:
            made = _according(page, sentence, at, at + 2)
        elif word == "by" and (after := _by_count(page, at + 1, sentence.after)):
            made = Saying(at + 1, after, None, at, "said", at - sentence.first < 2)
        elif word in speech.VERBS:
            made = _verb(page, sentence, at, speech.VERBS[word], found[-1] if found else None)
        elif word in _FOUND and "that" in low[at + 1 : at + 3]:
            made = _verb(page, sentence, at, "said", found[-1] if found else None)
        elif word in _CALLED and not speech.FALSE.isdisjoint(low[at + 1 : min(sentence.after, at + 10)]):
            made = _verb(page, sentence, at, "denied", found[-1] if found else None)
        elif word[0] > "~" and "а" <= word[0] <= "ґ":
            made = slavic(page, sentence, at)
        if made is not None and not (
            found and made.first != found[-1].first and made.first < found[-1].after and made.verb < found[-1].after
        ):
            found.append(made)
    return found or headline(page, sentence)


def _by_count(page: Page, first: int, end: int) -> int:
    """`by UNHCR's count`: the token behind the name, 0 where there is none."""
    for at in range(first, min(end - 1, first + 5)):
        if page.low[at].endswith("'s"):
            return at + 1 if page.low[at + 1] in _COUNTS else 0
    return 0


def _according(page: Page, sentence: Sentence, at: int, first: int) -> Saying | None:
    after = _ahead(page, first, sentence.after)
    if after == first:
        return None
    return Saying(first, after, _aside_ahead(page, after, sentence.after), at, "said", at - sentence.first < 2)


def _ahead(page: Page, first: int, end: int) -> int:
    """The token behind a speaker who begins at `first`: `the health ministry in Gaza`, `police and medics`."""
    low = page.low
    after = first
    while after < end and after - first < LONGEST:
        word = low[after]
        if word in QUOTES:
            break
        if word in _AHEAD_STOP:
            joins = after + 1 < end and (
                (
                    word in ("in", "and", "at", "from")
                    and (page.capital(after + 1) or (word == "and" and low[after + 1] in speech.BODIES))
                )
                or (
                    word == "."
                    and page.ends[after - 1] == page.starts[after]
                    and low[after - 1] in ("gen", "lt", "col", "mr", "dr", "st")
                )
            )
            if not joins or low[after + 1] in WEEKDAYS or low[after + 1] == "telegram":
                break
        after += 1
    return after


def _aside_ahead(page: Page, after: int, end: int) -> tuple[int, int] | None:
    """`, said Ihor Koval, the mayor of Lypky.`: the role behind a name that stands last."""
    low = page.low
    if after >= end or low[after] != "," or not page.capital(after - 1):
        return None
    stop = after + 1
    while stop < end and stop - after < LONGEST and low[stop] not in _ASIDE_ENDS:
        if low[stop] in speech.VERBS or stop in page.values:
            return None
        stop += 1
    words = low[after + 1 : stop]
    return (after + 1, stop) if words and not speech.ROLES.isdisjoint(words) else None


def _verb(page: Page, sentence: Sentence, at: int, force: str, earlier: Saying | None) -> Saying | None:
    low = page.low
    if low[at - 1] in _NAMED:
        return None
    if low[at - 1] in ("and", "but") and at - 1 > sentence.first and earlier is not None and earlier.leads:
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
    after = _ahead(page, first, sentence.after)
    if after == first or low_that(page, first):
        return None
    if not (page.capital(after - 1) or not speech.BODIES.isdisjoint(page.low[first:after])) or first in page.values:
        return None
    return Saying(first, after, _aside_ahead(page, after, sentence.after), at, force, False)


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
