"""Reads a number in running text with the words that limit it: `at least another 72`, `two dozen`, `30–35`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from factdesk.intake.limits import DASHES, RISING, SPAN_WORDS, extent, limited_from, range_to, suffix_to
from factdesk.intake.tokens import ROUND, UNKNOWN, Page
from factdesk.model import numerals
from factdesk.model.checks import LARGEST
from factdesk.model.errors import Problem
from factdesk.model.figures import Figure, parse_figure

STARTS: Final = (
    frozenset(numerals.ALL_WORDS)
    | frozenset(numerals.SCALES)
    | frozenset(numerals.PLURAL_SCALES)
    | frozenset(p[0] for p in numerals.NUMBER_PHRASES)
    | frozenset(p[0] for p in numerals.VAGUE)
    | {"a", "an", "another"}
) - {"some", "score", "нет", "тис", "тыс", "млн"}
"""Words with which a number can begin."""


_GO_ON: Final = (
    frozenset(numerals.SCALES)
    | frozenset(numerals.PLURAL_SCALES)
    | frozenset(phrase[0] for phrase in numerals.SUFFIXES)
    | DASHES
    | SPAN_WORDS
    | {"and", "і", "и", "та", "-"}
)
"""Words behind digits that may belong to the same figure."""


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
    if word == "another":
        return _another(page, at, end)
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
    after = extent(page, at, end)
    if after is None:
        return None
    first = limited_from(page, at, begin)
    if first is None:
        return None
    between = low[first] == "between" or (low[first] in ("між", "между", "від", "от") and first < at)
    after = range_to(page, at, after, end, between, begin)
    after = suffix_to(page, after, end)
    figure = _figure(page, first, at, after)
    return Quantity(first, at, after, figure, old=_old(page, first, after, begin, end)) if figure else None


def _plain(page: Page, at: int, value: int, begin: int, end: int) -> Quantity | None:
    """A number in digits with nothing behind it that goes on with it."""
    first = limited_from(page, at, begin)
    if first is None:
        return None
    if first == at:
        words = page.raw[page.starts[at] : page.ends[at]]
        figure: Figure | None = Figure(value, value, "exact", value, words) if value <= LARGEST else None
        if "-" in words and figure is not None and (rounded := ROUND.get(words.rpartition("-")[2].lower())):
            figure = Figure(value if rounded == "at_least" else None, None, rounded, value, words)
    else:
        figure = _figure(page, first, at, at + 1)
    if figure is None:
        return None
    return Quantity(first, at, at + 1, figure, old=_old(page, first, at + 1, begin, end))


def _article(page: Page, at: int, begin: int, end: int) -> Quantity | None:
    low = page.low
    if at + 1 < end and low[at + 1] in (
        "dozen",
        "hundred",
        "thousand",
        "million",
        "pair",
        "few",
        "handful",
        "couple",
        "score",
    ):
        after = extent(page, at, end)
        first = limited_from(page, at, begin)
        figure = _figure(page, first, at, after) if after and first is not None else None
        return Quantity(first, at, after, figure) if figure and after and first is not None else None
    if at + 1 < end and low[at + 1] in ("number", "total", "further", "minimum", "maximum", "lot", "series"):
        return None
    return Quantity(at, at, at + 1, Figure(1, None, "vague", None, page.said(at, at + 1)), article=True)


def _another(page: Page, at: int, end: int) -> Quantity | None:
    """`one was killed, another wounded`: one more; `another 72` begins with the number."""
    following = page.low[at + 1] if at + 1 < end else ""
    if not following or at + 1 in page.values or following in STARTS:
        return None
    return Quantity(at, at, at + 1, Figure(1, 1, "exact", 1, page.said(at, at + 1)), article=True)


def _figure(page: Page, first: int, at: int, after: int) -> Figure | None:
    words = page.said(first, after)
    return _parsed(words) or _scaled(page, first, at, after) or _parsed(page.said(at, after))


@lru_cache(maxsize=4096)
def _parsed(words: str) -> Figure | None:
    """The figure that the words state; most texts state the same few again and again."""
    try:
        return parse_figure(words)
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
    found = _parsed(f"{limit}{value}")
    return (
        None if found is None else Figure(found.low, found.high, found.qualifier, found.value, page.said(first, after))
    )


def _old(page: Page, first: int, after: int, begin: int, end: int) -> bool:
    """Whether this is the number that was raised: `from 14 to 16`, `16, up from 14`, `16 instead of 14`."""
    low = page.low
    before = low[first - 1] if first > begin else ""
    earlier = low[first - 2] if first - 1 > begin else ""
    if before == "the" and earlier == "from":
        before, earlier = earlier, low[first - 3] if first - 2 > begin else ""
    if low[after : after + 1] == ["→"]:
        return True
    if before in ("from", "з", "с"):
        window = low[max(begin, first - 7) : first - 1]
        ahead = low[after : min(end, after + 2)]
        return any(word in RISING for word in window) and (earlier in ("up", "down") or bool(ahead) or True)
    if before == "not" and low[after : after + 1] == ["as"] and earlier in (",", "(", "and", "—", "–"):
        return True
    return (earlier, before) in (("instead", "of"), ("(", "was"), ("(", "were"), ("(", "from"))
