"""Reads a number in running text with the words that limit it: `at least another 72`, `two dozen`, `30–35`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factdesk.intake.nouns import MARKS_BEFORE, PEOPLE
from factdesk.intake.tokens import UNKNOWN, Page
from factdesk.intake.words import words
from factdesk.model import numerals
from factdesk.model.amounts import Token, read_amount
from factdesk.model.checks import LARGEST
from factdesk.model.errors import Problem
from factdesk.model.figures import Figure, parse_figure

STARTS: Final = (
    frozenset(numerals.ALL_WORDS)
    | frozenset(numerals.SCALES)
    | frozenset(numerals.PLURAL_SCALES)
    | frozenset(p[0] for p in numerals.NUMBER_PHRASES)
    | frozenset(p[0] for p in numerals.VAGUE)
    | {"a", "an"}
) - {"some", "score", "нет", "тис", "тыс", "млн"}
"""Words with which a number can begin."""

_FILLERS: Final = frozenset(
    ["another", "further", "additional", "the", "all", "other", "ще", "еще", "all", "total", "of", "a", "an"]
)
_DASHES: Final = frozenset("-–—‑")
RISING: Final = words("""
    rose risen rises rise rising raised raises raise climbed climbs climbing climb increased increases
    increasing increase grew grown grows jumped jumps revised updated up upped upgraded lowered cut reduced down
    dropped fallen fell went gone moved surged soared mounted зросла зріс зросло зросли збільшилась збільшилася
    збільшилось збільшилося збільшився выросло возросло увеличилось увеличился возросла выросла увеличилась
    возросло
    """)
"""Words of a figure that changes: what follows `from` is old, what follows `to` is new."""

_SPAN_WORDS: Final = frozenset(["to", "or", "до", "або", "или"])
_AGE_LIMITS: Final = frozenset(["under", "over", "above", "below"])
_WORDS: Final = frozenset(numerals.ALL_WORDS)
_GO_ON: Final = (
    frozenset(numerals.SCALES)
    | frozenset(numerals.PLURAL_SCALES)
    | frozenset(phrase[0] for phrase in numerals.SUFFIXES)
    | _DASHES
    | _SPAN_WORDS
    | {"and", "і", "и", "та", "-"}
)
"""Words behind digits that may belong to the same figure."""

_LIMITS: Final = frozenset(phrase[-1] for phrase in numerals.QUALIFIERS)
"""The last words of what limits a number."""


@dataclass(slots=True, eq=False)
class Quantity:
    """A number in the text: tokens `first`..`after` with its limits, `at` where the number itself begins.

    `article` says that it is only `a` or `an`; `old` that a newer number replaces it in the same breath.
    """

    first: int
    at: int
    after: int
    figure: Figure
    article: bool = False
    old: bool = False


def quantity(page: Page, at: int, begin: int, end: int) -> Quantity | None:
    """The number that begins at token `at` of the sentence `begin`..`end`, or None where none does."""
    low = page.low
    word = low[at]
    if word in ("a", "an"):
        return _article(page, at, begin, end)
    value = page.values.get(at)
    following = low[at + 1] if at + 1 < end else ""
    if value is not None:
        if value == UNKNOWN and following not in numerals.SCALES:
            return None
        if value >= 0 and following not in _GO_ON:
            return _plain(page, at, value, begin, end)
    if word == "both" and at > begin and low[at - 1] == ",":
        return None
    if word in ("many", "numerous") and low[at + 1 : at + 2] == ["of"]:
        return None
    if word in ("no", "not", "none") and at + 2 < end and low[at + 1] in ("more", "fewer", "less", "later", "longer"):
        return None
    after = _extent(page, at, end)
    if after is None:
        return None
    first = _limit(page, at, begin)
    if first is None:
        return None
    between = low[first] == "between" or (low[first] in ("між", "между", "від", "от") and first < at)
    after = _range(page, at, after, end, between, begin)
    after = _suffix(page, after, end)
    figure = _figure(page, first, at, after)
    return Quantity(first, at, after, figure, old=_old(page, first, after, begin, end)) if figure else None


def _plain(page: Page, at: int, value: int, begin: int, end: int) -> Quantity | None:
    """A number in digits with nothing behind it that goes on with it."""
    first = _limit(page, at, begin)
    if first is None:
        return None
    if first == at:
        words = page.raw[page.starts[at] : page.ends[at]]
        figure: Figure | None = Figure(value, value, "exact", value, words) if value <= LARGEST else None
    else:
        figure = _figure(page, first, at, at + 1)
    if figure is None:
        return None
    return Quantity(first, at, at + 1, figure, old=_old(page, first, at + 1, begin, end))


def _article(page: Page, at: int, begin: int, end: int) -> Quantity | None:
    low = page.low
    if at + 1 < end and low[at + 1] in ("dozen", "hundred", "thousand", "million", "pair", "few", "handful", "couple"):
        after = _extent(page, at, end)
        first = _limit(page, at, begin)
        figure = _figure(page, first, at, after) if after and first is not None else None
        return Quantity(first, at, after, figure) if figure and after and first is not None else None
    if at + 1 < end and low[at + 1] in ("number", "total", "further", "minimum", "maximum", "lot", "series"):
        return None
    return Quantity(at, at, at + 1, Figure(1, None, "vague", None, page.said(at, at + 1)), article=True)


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


def _extent(page: Page, at: int, end: int) -> int | None:
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


def _limit(page: Page, at: int, begin: int) -> int | None:
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


def _range(page: Page, at: int, after: int, end: int, between: bool, begin: int) -> int:
    """The token behind a range that goes on at `after`, or `after`."""
    low = page.low
    if after + 1 >= end:
        return after
    joiner = low[after]
    if joiner not in _DASHES and joiner not in _SPAN_WORDS and not (between and joiner in ("and", "і", "и", "та")):
        return after
    if at > begin and (low[at - 1] in ("from", "з", "із", "с") or _year(page, at)):
        return after
    second = page.values.get(after + 1)
    if second is None and low[after + 1] not in _WORDS:
        return after
    if second == UNKNOWN or low[after + 1] in ("no", "none", "both"):
        return after
    behind = _extent(page, after + 1, end)
    if behind is None or (joiner in _DASHES and page.starts[after] != page.ends[after - 1] and second is None):
        return after
    first = page.values.get(at, numerals.ALL_WORDS.get(low[at], 0))
    last = second if second is not None else numerals.ALL_WORDS.get(low[after + 1], 0)
    return behind if first < last or last < 1 else after


def _year(page: Page, at: int) -> bool:
    """`the total since October 2023 to 62,895`: the year begins no range."""
    year = 1900 <= page.values.get(at, 0) < 2100 and page.low[at].isdecimal()
    return year and (page.low[at - 1] in ("since", "in", "of", "early", "late") or page.capital(at - 1))


def _suffix(page: Page, after: int, end: int) -> int:
    low = page.low
    for length in (2, 1):
        words = tuple(low[after : min(end, after + length)])
        if len(words) == length and words in numerals.SUFFIXES:
            return after + length
    return after


def _figure(page: Page, first: int, at: int, after: int) -> Figure | None:
    words = page.said(first, after)
    try:
        return parse_figure(words)
    except Problem:
        return _scaled(page, first, at, after) or _alone(page, at, after)


def _alone(page: Page, at: int, after: int) -> Figure | None:
    try:
        return parse_figure(page.said(at, after))
    except Problem:
        return None


def _scaled(page: Page, first: int, at: int, after: int) -> Figure | None:
    """`2.5 million`: a decimal with a scale, as the whole number that it means."""
    written, scale = page.low[at], numerals.SCALES.get(page.low[at + 1] if at + 1 < len(page.low) else "")
    whole, _, part = written.replace(",", ".").partition(".")
    if page.values.get(at) != UNKNOWN or not scale or not (whole + part).isdecimal() or len(whole + part) > 9:
        return None
    value = int(whole + part) * scale // 10 ** len(part)
    limit = page.raw[page.starts[first] : page.starts[at]]
    try:
        found = parse_figure(f"{limit}{value}")
    except Problem:
        return None
    return Figure(found.low, found.high, found.qualifier, found.value, page.said(first, after))


def _old(page: Page, first: int, after: int, begin: int, end: int) -> bool:
    """Whether this is the number that was raised: `from 14 to 16`, `16, up from 14`, `16 instead of 14`."""
    low = page.low
    before = low[first - 1] if first > begin else ""
    earlier = low[first - 2] if first - 1 > begin else ""
    if before in ("from", "з", "с"):
        window = low[max(begin, first - 7) : first - 1]
        ahead = low[after : min(end, after + 2)]
        return any(word in RISING for word in window) and (earlier in ("up", "down") or bool(ahead) or True)
    return (earlier, before) in (("instead", "of"), ("(", "was"), ("(", "were"), ("(", "from"))
