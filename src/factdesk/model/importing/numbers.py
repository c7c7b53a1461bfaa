"""Figures of a table: whole numbers in cells, and low, high, best and qualifier as the interval they imply."""

from __future__ import annotations

import re
from typing import Any, Final

from factdesk.model.checks import LARGEST
from factdesk.model.errors import BadInput
from factdesk.model.figures import parse_figure
from factdesk.model.importing.cells import BadCell, bare

_GROUPED: Final = re.compile(r"\d{1,3}(?:([,\u066c' \u00a0\u202f])\d{3})(?:\1\d{3})*")
_WHOLE: Final = re.compile(r"(\d+)\.0+")
_WORDS: Final = "this is no number"
_NONE: Final = re.compile(r"[+-]?(nan|inf|infinity)", re.I)

PHRASES: Final = {"exact": "", "at_least": "at least ", "more_than": "more than ", "up_to": "up to ",
                  "fewer_than": "fewer than ", "about": "about "}  # fmt: skip
"""How a qualifier of a column is written before its number."""


def whole(text: str) -> int:
    """The whole number from 0 to 2**53 that a cell holds, in digits of any script. Raises BadCell; zero is one."""
    plain = bare(text)
    if not (plain.isdecimal() and len(plain) < 20):
        plain = _plain(plain, text)
    number = int(plain)
    if number > LARGEST:
        raise BadCell("the number is larger than 2^53", text)
    return number


def _plain(plain: str, text: str) -> str:
    """The digits of a number with groups, or with nothing but zeros behind the point."""
    if len(plain) > 40:
        raise BadCell("this is no number", text)
    if _NONE.fullmatch(plain):
        raise BadCell("this says that there is no number", text)
    if _GROUPED.fullmatch(plain):
        return "".join(filter(str.isdecimal, plain))
    if found := _WHOLE.fullmatch(plain):
        return found[1]
    try:
        number = float(plain)
    except ValueError:
        raise BadCell(_WORDS, text) from None
    if number < 0:
        raise BadCell("the number is below 0", text)
    if number > LARGEST:
        raise BadCell("the number is larger than 2^53", text)
    if number != int(number):
        raise BadCell("this is no whole number", text)
    return str(int(number))


def from_cell(text: str) -> dict[str, Any]:
    """The fields for a column of numbers in which somebody may have written `over 50` too. Raises BadCell."""
    try:
        value = whole(text)
    except BadCell as problem:
        if problem.reason != _WORDS:
            raise
        return from_text(text)
    return _fields(value, value, "exact", value, str(value))


def from_text(text: str) -> dict[str, Any]:
    """The fields of a figure that is written as people write it (`at least 16`). Raises BadCell."""
    try:
        found = parse_figure(bare(text))
    except BadInput as problem:
        raise BadCell(problem.what, text) from None
    return _fields(found.low, found.high, found.qualifier, found.value, found.words)


def from_bounds(low: int | None, high: int | None, best: int | None) -> dict[str, Any] | None:
    """The fields for columns with a lowest, a highest and a best number; None where all three are missing.

    A low alone is `at_least`, a high alone `up_to`. Raises BadCell for a low above a high, or a best outside.
    """
    if low is None and high is None:
        return None if best is None else _fields(best, best, "exact", best, str(best))
    if low is not None and high is not None and low > high:
        raise BadCell(f"low {low} is above high {high}", f"{low}..{high}")
    if best is not None and not (low or 0) <= best <= (LARGEST if high is None else high):
        raise BadCell(f"the best number {best} is outside {_range(low, high)}", best)
    if low is not None and low == high:
        return _fields(low, high, "exact", low, str(low))
    chosen = f" (best {best})" if best is not None else ""
    if high is None:
        return _fields(low, None, "at_least", low, f"at least {low}{chosen}")
    if low is None:
        return _fields(0, high, "up_to", high, f"up to {high}{chosen}")
    return _fields(low, high, "between", best, f"{low}–{high}{chosen}")


def from_qualifier(qualifier: str, value: int) -> dict[str, Any]:
    """The fields for a number with a qualifier of its own column (a word of vocabulary.QUALIFIERS)."""
    if qualifier not in PHRASES:
        raise BadCell("this qualifier needs two numbers, or none", qualifier)
    if qualifier == "fewer_than" and value == 0:
        raise BadCell("nothing is fewer than 0", value)
    if qualifier == "more_than" and value == LARGEST:
        raise BadCell("the number is larger than 2^53", value)
    bounds: dict[str, tuple[int | None, int | None]] = {
        "exact": (value, value), "at_least": (value, None), "more_than": (value + 1, None), "up_to": (0, value),
        "fewer_than": (0, value - 1), "about": (None, None),
    }  # fmt: skip
    return _fields(*bounds[qualifier], qualifier, value, f"{PHRASES[qualifier]}{value}")


def contradiction(low: int | None, high: int | None, best: int | None) -> dict[str, Any]:
    """The fields for numbers that contradict each other and are kept all the same.

    A low above a high sets no bounds; a best value outside sound bounds is told beside them and chosen by nobody.
    """
    chosen = f" (best {best})" if best is not None else ""
    if low is None or high is None or low <= high:
        sound = from_bounds(low, high, None)
        if sound is not None:
            return {**sound, "words": f"{sound['words']}{chosen}"}
    told = [f"{name} {number}" for name, number in (("low", low), ("high", high)) if number is not None]
    return _fields(None, None, "about", None, f"{', '.join(told)}{chosen}")


def _range(low: int | None, high: int | None) -> str:
    return f"{'' if low is None else low}..{'∞' if high is None else high}"


def _fields(low: int | None, high: int | None, qualifier: str, value: int | None, words: str) -> dict[str, Any]:
    found = {"low": low, "high": high, "qualifier": qualifier, "value": value, "words": words}
    return {name: value for name, value in found.items() if value is not None}
