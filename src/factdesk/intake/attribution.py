"""Finds who says what in a sentence: before, after or around it, `according to …`, a headline's `: UN`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from factdesk.intake import speech
from factdesk.intake.dates import WEEKDAYS
from factdesk.intake.numbers import STARTS
from factdesk.intake.sayings import Saying, headline, leads, slavic
from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

_BE: Final = words("is are was were been being be")
_SKIP: Final = words("""
    has have had also later earlier then repeatedly previously immediately again separately reportedly now
    continues continued to still flatly publicly officially strongly firmly categorically both quickly initially
    swiftly subsequently promptly vehemently meanwhile since already angrily itself angrily
    """)
_NOT: Final = frozenset(["not", "never", "neither", "nor", "n't", "no", "didn't", "hasn't", "couldn't", "nobody"])
_QUOTES: Final = frozenset('“”"«»„‟')
_STOP: Final = frozenset(
    [
        ",",
        ";",
        ":",
        "(",
        ")",
        "—",
        "–",
        "that",
        "while",
        "when",
        "because",
        "where",
        "as",
        "but",
        "although",
        "though",
        "after",
        "before",
        "if",
        "which",
        "who",
        "until",
        "!",
        "?",
    ]
)
_AHEAD_STOP: Final = _STOP | {
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
_INVERTED: Final = words("said says told added reported confirmed warned wrote announced claimed noted stated")
_OF_TOLLS: Final = words("put puts raised raises lowered revised cut increased upgraded lifted")
_TOLLS: Final = words("toll number figure count tally estimate dead deaths missing injured killed")
_LONGEST: Final = 14
_ASIDE_ENDS: Final = frozenset([",", ".", ";", ":", "!", "—"]) | _QUOTES


def sayings(page: Page, sentence: Sentence) -> list[Saying]:
    """Everyone who says something in this sentence, in order."""
    found: list[Saying] = []
    low = page.low
    for at in range(sentence.first, sentence.after):
        word = low[at]
        made = None
        if word == "according" and low[at + 1 : at + 2] == ["to"]:
            made = _according(page, sentence, at, at + 2)
        elif word in speech.VERBS:
            made = _verb(page, sentence, at, speech.VERBS[word], found[-1] if found else None)
        elif word[0] > "~" and "а" <= word[0] <= "ґ":
            made = slavic(page, sentence, at)
        if made is not None and not (
            found and made.first != found[-1].first and made.first < found[-1].after and made.verb < found[-1].after
        ):
            found.append(made)
    return found or headline(page, sentence)


def _according(page: Page, sentence: Sentence, at: int, first: int) -> Saying | None:
    after = _ahead(page, first, sentence.after)
    if after == first:
        return None
    return Saying(first, after, _aside_ahead(page, after, sentence.after), at, "said", at - sentence.first < 2)


def _ahead(page: Page, first: int, end: int) -> int:
    """The token behind a speaker who begins at `first`: `the health ministry in Gaza`, `police and medics`."""
    low = page.low
    after = first
    while after < end and after - first < _LONGEST:
        word = low[after]
        if word in _QUOTES:
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
    while stop < end and stop - after < _LONGEST and low[stop] not in _ASIDE_ENDS:
        if low[stop] in speech.VERBS or stop in page.values:
            return None
        stop += 1
    words = low[after + 1 : stop]
    return (after + 1, stop) if words and not speech.ROLES.isdisjoint(words) else None


def _verb(page: Page, sentence: Sentence, at: int, force: str, earlier: Saying | None) -> Saying | None:
    low = page.low
    if low[at - 1] in ("and", "but") and at - 1 > sentence.first and earlier is not None and earlier.leads:
        return Saying(earlier.first, earlier.after, earlier.aside, at, force, True)
    back = at - 1
    while back >= sentence.first and (low[back] in _SKIP or (low[back] in WEEKDAYS and low[back - 1] == "on")):
        back -= 2 if low[back] in WEEKDAYS else 1
    if low[at] in _OF_TOLLS and _TOLLS.isdisjoint(low[at + 1 : min(sentence.after, at + 6)]):
        return None
    if any(word in _NOT for word in low[max(sentence.first, at - 3) : at]):
        return None
    if back >= sentence.first and low[back] in _BE and low[at] not in ("saying", "denying"):
        return None
    if low[at] in _INVERTED and (back < sentence.first or low[back] == "," or low[back] in _QUOTES):
        made = _inverted(page, sentence, at, force)
        if made is not None:
            return made
    if back < sentence.first or low[back] in _QUOTES:
        return None
    if low[back] == ",":
        return _behind_aside(page, sentence, at, back, force)
    if low[back] == ")":
        while back > sentence.first and low[back] != "(":
            back -= 1
        back -= 1
    return _plain(page, sentence, at, back + 1, None, force)


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
    for opening in range(comma - 1, max(sentence.first, comma - _LONGEST), -1):
        if low[opening] in _QUOTES or low[opening] == ";":
            break
        if low[opening] == ",":
            aside = (opening + 1, comma)
            made = _plain(page, sentence, at, opening, aside, force)
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


def _plain(
    page: Page, sentence: Sentence, at: int, after: int, aside: tuple[int, int] | None, force: str
) -> Saying | None:
    """The speaker right before token `after`."""
    low = page.low
    first = after
    while first > sentence.first and after - first < _LONGEST:
        word = low[first - 1]
        if (
            word in _STOP
            or word in _QUOTES
            or (word in (".", "…") and low[first - 2] not in ("gen", "lt", "col", "mr", "dr"))
        ):
            break
        if first - 1 in page.values and ":" in word:
            break
        if word == "and" and not _joined_bodies(low, first, after):
            break
        if word in speech.VERBS and word not in ("report", "claim", "reports", "records") and first < after:
            break
        first -= 1
    first = _without_opening(page, first, after)
    if first >= after or not _speaks(page, first, after, low[at]):
        return None
    return Saying(first, after, aside, at, force, leads(page, sentence, first, at))


def _joined_bodies(low: list[str], first: int, after: int) -> bool:
    return not speech.BODIES.isdisjoint(low[max(0, first - 4) : first - 1]) and not speech.BODIES.isdisjoint(
        low[first:after]
    )


def _without_opening(page: Page, first: int, after: int) -> int:
    """Steps over `On Friday the …`, `In Gaza the …`, `But …`."""
    low = page.low
    if low[first] in ("but", "and", "meanwhile", "however", "earlier", "later"):
        return first + 1
    if low[first] in ("in", "on", "at", "by", "overnight"):
        for place in range(first + 1, after):
            if low[place] in ("the", "a") and place - first > 1:
                return place
            if low[place] in WEEKDAYS and place + 1 < after:
                return place + 1
        return after
    return first


def _acronym(page: Page, at: int) -> bool:
    word = page.raw[page.starts[at] : page.ends[at]]
    return len(word) > 1 and word.isupper()


def _speaks(page: Page, first: int, after: int, verb: str) -> bool:
    low = page.low
    if all(word in ("a", "an", "the") for word in low[first:after]):
        return False
    if any(i in page.values for i in range(first, after)):
        return False
    if low[first] in STARTS - {"a", "an"}:
        return after - first <= 4 and low[after - 1] in speech.PLURAL_BODIES
    if after - first == 1 and low[first] in ("he", "she", "it", "they", "we", "i", "both"):
        return low[first] not in ("i", "we") or verb != "put"
    if not speech.BODIES.isdisjoint(low[first:after]):
        return True
    if verb in speech.NEEDS_THAT:
        named = any(page.capital(i) for i in range(max(first, 1), after)) or _acronym(page, first)
        return named and after - first <= 6
    if low[after - 1] in ("this", "that", "which", "attack", "strike", "blast", "fire", "people", "those"):
        return False
    return any(page.capital(i) for i in range(first, after)) or after - first <= 3
