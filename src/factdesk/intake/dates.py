"""Relative and written dates in a sentence, resolved against the day on which the report was published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page

WEEKDAYS: Final = {
    name: nr
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "понеділок вівторок середу четвер п'ятницю суботу неділю",
        "понедельник вторник среду четверг пятницу субботу воскресенье",
    )
    for nr, name in enumerate(names.split())
}
_MONTHS: Final = {
    name: nr
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    )
    for nr, name in enumerate(names.split(), 1)
}
_DAYS: Final = {"today": 0, "tonight": 0, "yesterday": -1, "сьогодні": 0, "сегодня": 0, "вчора": -1, "вчера": -1}
_DATED: Final = frozenset(WEEKDAYS) | frozenset(_MONTHS) | frozenset(_DAYS)
_BESIDE: Final = frozenset(["late", "early", "on", "last", "overnight", "since"])
_BEHIND: Final = frozenset(["night", "morning", "evening", "afternoon"])


Told = tuple[int, int, str | None]
"""A date in a sentence: its tokens `first`..`after`, and the day as ISO 8601 where it can be told."""


def told(page: Page, sentence: Sentence, published: date | None) -> list[Told]:
    """All dates of a sentence."""
    low = page.low
    if _DATED.isdisjoint(low[sentence.first : sentence.after]):
        return []
    found = (_at(page, at, sentence, published) for at in range(sentence.first, sentence.after) if low[at] in _DATED)
    return [item for item in found if item is not None]


def begins(page: Page, found: Told) -> bool:
    """`since October 2023`: where a total begins is no date of the figures beside it."""
    return page.low[found[0] - 1] == "since" and page.low[found[0]] not in WEEKDAYS


def nearest(page: Page, found: list[Told], near: int) -> tuple[str, str | None]:
    """The words that date the figure at token `near`, and the day."""
    if not found:
        return "", None
    best = min(found[:40], key=lambda item: _far(page, item[0], near))
    return page.said(best[0], best[1]), best[2]


def _far(page: Page, at: int, near: int) -> int:
    """How far a date stands from a figure; one in the next clause is further: `three on Monday, four on Tuesday`."""
    apart = "," in page.low[min(at, near) : min(max(at, near), min(at, near) + 40)]
    return abs(at - near) + (10 if apart else 0)


def _at(page: Page, at: int, sentence: Sentence, published: date | None) -> tuple[int, int, str | None] | None:
    word = page.low[at]
    if word in WEEKDAYS:
        return _weekday(page, at, sentence, published)
    if word in _DAYS:
        day = published + timedelta(days=_DAYS[word]) if published else None
        return at, at + 1, day.isoformat() if day else None
    if word in _MONTHS and (word not in ("may", "mar") or page.capital(at)):
        return _written(page, at, sentence, published)
    return None


def _weekday(page: Page, at: int, sentence: Sentence, published: date | None) -> tuple[int, int, str | None]:
    first, after = at, at + 1
    if first > sentence.first and page.low[first - 1] in ("late", "early", "last"):
        first -= 1
    if after < sentence.after and page.low[after] in _BEHIND:
        after += 1
    if published is None:
        return first, after, None
    back = (published.weekday() - WEEKDAYS[page.low[at]]) % 7
    if back == 0 and page.low[first] == "last":
        back = 7
    return first, after, (published - timedelta(days=back)).isoformat()


def _written(page: Page, at: int, sentence: Sentence, published: date | None) -> tuple[int, int, str | None]:
    """`4 April`, `April 4, 2025`: without a year the latest such day up to publication."""
    month, day, first, after = _MONTHS[page.low[at]], None, at, at + 1
    before = page.values.get(at - 1, 0) if at > sentence.first else 0
    behind = page.values.get(at + 1, 0) if at + 1 < sentence.after else 0
    if 1 <= before <= 31:
        day, first = before, at - 1
    elif 1 <= behind <= 31:
        day, after = behind, at + 2
    skip = 1 if after < sentence.after and page.low[after] == "," else 0
    year = page.values.get(after + skip, 0) if after + skip < sentence.after else 0
    if 1900 <= year <= 2099:
        after += skip + 1
    else:
        year = 0
    if not year and published is not None and day is not None:
        year = published.year if (month, day) <= (published.month, published.day) else published.year - 1
    try:
        told = date(year, month, day).isoformat() if year and day else f"{year}-{month:02d}" if year else None
    except ValueError:
        told = None
    return first, after, told


def published_in(page: Page) -> date | None:
    """The day of a full date in the first words of the text (a dateline); None where there is none."""
    head = Sentence(0, min(len(page.low), 40), 0, 0)
    for at in range(head.after):
        if page.low[at] in _MONTHS:
            told = _written(page, at, head, None)[2]
            if told is not None and len(told) == 10:
                return date.fromisoformat(told)
    return None
