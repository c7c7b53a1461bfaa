"""How far a number goes with the words that limit it: `at least another 72`, `30–35`, `16 or more`."""

from __future__ import annotations

from typing import Final

from factdesk.intake.nouns import MARKS_BEFORE, PEOPLE
from factdesk.intake.tokens import UNKNOWN, Page
from factdesk.intake.words import words
from factdesk.model import numerals
from factdesk.model.amounts import Token, read_amount
from factdesk.model.errors import Problem

_FILLERS: Final = frozenset(
    ["another", "further", "additional", "the", "all", "other", "ще", "еще", "all", "total", "of", "a", "an"]
)
_VARY: Final = words("vary varies varied varying range ranges ranged ranging anywhere")
DASHES: Final = frozenset("-–—‑")
RISING: Final = words("""
    rose risen rises rise rising raised raises raise climbed climbs climbing climb increased increases
    increasing increase grew grown grows jumped jumps revised updated up upped upgraded lowered cut reduced down
    dropped fallen fell went gone moved surged soared mounted зросла зріс зросло зросли збільшилась збільшилася
    збільшилось збільшилося збільшився выросло возросло увеличилось увеличился возросла выросла увеличилась
    возросло
    """)
"""Words of a figure that changes: what follows `from` is old, what follows `to` is new."""
SPAN_WORDS: Final = frozenset(["to", "or", "до", "або", "или"])
_AGE_LIMITS: Final = frozenset(["under", "over", "above", "below"])
_WORDS: Final = frozenset(numerals.ALL_WORDS)
_LIMITS: Final = frozenset(phrase[-1] for phrase in numerals.QUALIFIERS)
"""The last words of what limits a number."""


def limited_from(page: Page, at: int, begin: int) -> int | None:
    """The first token of the words that limit the number; None where they make it no count (`under 16`)."""
    low = page.low
    back = at
    while back > begin and back > at - 4 and low[back - 1] in _FILLERS:
        back -= 1
    for start in (back, at) if back < at else (at,):
        if start == begin or low[start - 1] not in _LIMITS:
            continue
        for length in (4, 3, 2, 1):
            phrase = tuple(low[start - length : start]) if start - length >= begin else ()
            kind = numerals.QUALIFIERS.get(phrase) if phrase else None
            if kind is None or (phrase == ("from",)) or _no_limit(low, start - length, begin, phrase):
                continue
            before = low[start - length - 1] if start - length > begin else ""
            if length == 1 and phrase[0] in _AGE_LIMITS and (before in PEOPLE or before in ("aged", "those")):
                return None
            return start - length
    before = low[at - 1] if at > begin else ""
    return None if before in MARKS_BEFORE else at


def _no_limit(low: list[str], start: int, begin: int, phrase: tuple[str, ...]) -> bool:
    """`rose to 20` and `зросла до 20` set no ceiling; `up to` behind a rise does neither."""
    if phrase in (("від",), ("от",), ("c",), ("-",), ("below",)):
        return True
    return phrase == ("до",) and any(word in RISING for word in low[max(begin, start - 4) : start])


def range_to(page: Page, at: int, after: int, end: int, between: bool, begin: int) -> int:
    """The token behind a range that goes on at `after`, or `after`."""
    low = page.low
    if after + 1 >= end:
        return after
    joiner = low[after]
    if joiner not in DASHES and joiner not in SPAN_WORDS and not (between and joiner in ("and", "і", "и", "та")):
        return after
    if at > begin and ((low[at - 1] in ("from", "з", "із", "с") and not _varies(low, at, begin)) or _year(page, at)):
        return after
    second = page.values.get(after + 1)
    if second is None and low[after + 1] not in _WORDS:
        return after
    if second == UNKNOWN or low[after + 1] in ("no", "none", "both"):
        return after
    behind = extent(page, after + 1, end)
    if behind is None or (joiner in DASHES and page.starts[after] != page.ends[after - 1] and second is None):
        return after
    first = page.values.get(at, numerals.ALL_WORDS.get(low[at], 0))
    last = second if second is not None else numerals.ALL_WORDS.get(low[after + 1], 0)
    return behind if first < last or last < 1 else after


def _varies(low: list[str], at: int, begin: int) -> bool:
    """`figures vary from 1,000 to 3,000`: two ends of one count, not an old and a new one."""
    return not _VARY.isdisjoint(low[max(begin, at - 5) : at])


def _year(page: Page, at: int) -> bool:
    """`the total since October 2023 to 62,895`: the year begins no range."""
    year = 1900 <= page.values.get(at, 0) < 2100 and page.low[at].isdecimal()
    return year and (page.low[at - 1] in ("since", "in", "of", "early", "late") or page.capital(at - 1))


def suffix_to(page: Page, after: int, end: int) -> int:
    """The token behind words such as `or more` that limit the number before token `after`, else `after`."""
    low = page.low
    for length in (2, 1):
        words = tuple(low[after : min(end, after + length)])
        if len(words) == length and words in numerals.SUFFIXES:
            return after + length
    return after


def extent(page: Page, at: int, end: int) -> int | None:
    """The token behind the number that begins at `at`."""
    value = page.values.get(at)
    following = page.low[at + 1] if at + 1 < end else ""
    scales = following in numerals.SCALES or following in numerals.PLURAL_SCALES
    if value is not None:
        if not scales:
            return at + 1
        return at + 2
    word = page.low[at]
    if "-" in word:
        return at + 1 if read_amount(_window(page, at, end), 0) else None
    try:
        found = read_amount(_window(page, at, end), 0)
    except Problem:
        return None
    return min(end, at + found.after) if found else None


def _window(page: Page, at: int, end: int) -> list[Token]:
    found: list[Token] = []
    for place in range(at, min(end, at + 6)):
        word = page.low[place]
        value = page.values.get(place)
        if value is not None and (value == UNKNOWN or place > at):
            break
        if "-" in word and value is None and len(word) > 1:
            parts = word.split("-")
            if not all(part in _WORDS for part in parts):
                break
            found.extend(Token(part) for part in parts)
            break
        found.append(Token(word, value, value is not None and value >= 1000 and not page.low[place].isdecimal()))
    return found
