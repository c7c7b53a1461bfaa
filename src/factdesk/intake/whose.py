"""The words for who speaks that stand behind `according to`, `per`, `said`, or own a count: `AFP's tally`."""

from __future__ import annotations

from typing import Final

from factdesk.intake import speech
from factdesk.intake.dates import WEEKDAYS
from factdesk.intake.sayings import Saying
from factdesk.intake.sentences import Sentence
from factdesk.intake.subjects import LONGEST, QUOTES, STOP
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

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
    "citing",
    "quoting",
}
_COUNTS: Final = words("count tally estimate reckoning figures estimates numbers")
_ASIDE_ENDS: Final = frozenset([",", ".", ";", ":", "!", "—"]) | QUOTES
_TIMES: Final = frozenset(["today", "yesterday", "week", "month", "year", "day", "it", "that"])
_TOLLS: Final = words("toll number figure count tally estimate")


def according(page: Page, sentence: Sentence, at: int, first: int) -> Saying | None:
    """Whom `according to` names; `first` is the token behind it."""
    after = ahead(page, first, sentence.after)
    if after == first:
        return None
    opens = at - sentence.first < 2 or page.low[at - 1] in ("and", "but", "that", "while")
    return Saying(first, after, aside_ahead(page, after, sentence.after), at, "said", opens)


def named(page: Page, first: int, end: int) -> int:
    """`per the ministry`, `citing police`: the token behind who is named, 0 where it is no speaker."""
    if first >= end or page.low[first] in ("cent", "day", "week", "year", "person", "capita"):
        return 0
    after = ahead(page, first, end)
    while after > first and page.low[after - 1] == "as":
        after -= 1
    for at in range(first, after):
        if page.low[at] == "as":
            after = at
            break
    told = after > first and not any(at in page.values for at in range(first, after))
    return after if told and not speech.BODIES.isdisjoint(page.low[first:after]) else 0


def own_count(page: Page, sentence: Sentence, at: int) -> Saying | None:
    """`the ministry's own count is 22`, `AFP's tally stands at 32`."""
    low, end = page.low, sentence.after
    behind = at + 1
    while behind < end and low[behind] in ("own", "official", "latest", "preliminary", "current", "last"):
        behind += 1
    if low[behind : behind + 1] == ["death"]:
        behind += 1
    if behind + 1 >= end or low[behind] not in _COUNTS | _TOLLS or low[behind + 1] in ("of", ","):
        return None
    first = at
    if low[at][:-2] in _TIMES or low[at][:-2] in WEEKDAYS:
        return None
    if not page.capital(at) and low[at][:-2] not in speech.BODIES:
        return None
    while first > sentence.first and at - first < 5 and low[first - 1] not in ("in", "at", "on", "by", "but", "and"):
        if not page.capital(first - 1) and low[first - 1] not in ("the", "of"):
            break
        first -= 1
    return Saying(first, at + 1, None, at, "said", True)


def by_count(page: Page, first: int, end: int) -> int:
    """`by UNHCR's count`: the token behind the name, 0 where there is none."""
    for at in range(first, min(end - 1, first + 5)):
        if page.low[at].endswith("'s"):
            return at + 1 if page.low[at + 1] in _COUNTS else 0
    return 0


def ahead(page: Page, first: int, end: int) -> int:
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


def aside_ahead(page: Page, after: int, end: int) -> tuple[int, int] | None:
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
