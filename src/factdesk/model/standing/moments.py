"""Moments for which figures hold, and which of two is surely not after the other.

A day without an hour is one moment: two figures for one day are figures for one moment, until an hour tells them
apart. Clocks are read as written; only two times that both name their offset are compared through UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

_ISO: Final = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:(Z)|([+-])(\d\d):(\d\d))?)?)?)?"
)
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Moment:
    """A kept moment: its text, its first and last second by the written clock, and the second in UTC if known."""

    text: str
    first: int
    last: int
    utc: int | None = None

    def not_after(self, other: Moment) -> bool:
        """Whether this moment is the other one or surely before it."""
        if self.text == other.text:
            return True
        if self.utc is not None and other.utc is not None:
            return self.utc <= other.utc
        return bool(self.text and other.text) and self.last <= other.first

    def before(self, other: Moment) -> bool:
        """Whether this moment is surely before the other."""
        return self.not_after(other) and not other.not_after(self)


UNTOLD: Final = Moment("", 0, 0)
"""The moment of figures that name none: the same as itself, neither before nor after any other."""


@lru_cache(maxsize=8_192)
def moment(iso: str | None) -> Moment:
    """The moment of a kept date; what is no date is `UNTOLD`."""
    found = _ISO.fullmatch(iso or "")
    if found is None:
        return UNTOLD
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
    assert year is not None
    try:
        start = date(year, month or 1, day or 1).toordinal()
        end = start + 1 if day else _next(year, month)
    except ValueError:
        return UNTOLD
    if hour is None or minute is None:
        return Moment(found[0], start * _DAY, end * _DAY - 1)
    at = start * _DAY + hour * 3_600 + minute * 60 + (second or 0)
    return Moment(found[0], at, at, _utc(at, found))


def _next(year: int, month: int | None) -> int:
    """The first day after a year or month, as an ordinal."""
    if month in (None, 12):
        return date(year + 1, 1, 1).toordinal()
    assert month is not None
    return date(year, month + 1, 1).toordinal()


def _utc(at: int, found: re.Match[str]) -> int | None:
    if found[7]:
        return at
    if not found[8]:
        return None
    offset = int(found[9]) * 3_600 + int(found[10]) * 60
    return at - offset if found[8] == "+" else at + offset
