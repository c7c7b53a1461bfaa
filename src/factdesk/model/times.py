"""Moments as people type them, and as the desk keeps them: ISO 8601, only as precise as what was said."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

FIRST_YEAR, LAST_YEAR = 1000, 2999
FORM: Final = "YYYY-MM-DD, YYYY-MM or YYYY, with a time as in 2025-04-04T18:50+03:00"
_ISO: Final = re.compile(
    r"(?P<y>[0-9]{4})(?:-(?P<mo>[0-9]{2})(?:-(?P<d>[0-9]{2})"
    r"(?:T(?P<h>[0-9]{2}):(?P<mi>[0-9]{2})(?::(?P<s>[0-9]{2})(?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+-](?P<oh>[0-9]{2}):(?P<om>[0-9]{2}))?)?)?)?"
)
_LONGEST: Final = 40


def fault(iso: str) -> str | None:
    """Why `iso` is not a moment that the desk keeps, in a few words; None where it is one.

    A kept moment is a year, month, day or a day with `THH:MM[:SS]` and, where it is known, `Z` or an
    offset of at most 14 hours. Years run from 1000 to 2999. A time without an offset is local time.
    """
    found = _ISO.fullmatch(iso) if len(iso) <= _LONGEST else None
    if found is None:
        return "this is not a date"
    part = {name: int(digits) for name, digits in found.groupdict().items() if digits is not None}
    return date_fault(part["y"], part.get("mo"), part.get("d")) or _clock_fault(part)


def date_fault(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Why this year, month and day (1-based) do not exist in the calendar, or None."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"the year {year} is outside {FIRST_YEAR}..{LAST_YEAR}"
    if month is None:
        return None
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if day is None:
        return None
    try:
        date(year, month, day)
    except ValueError:
        return f"there is no day {day} in {year}-{month:02d}"
    return None


def _clock_fault(part: dict[str, int]) -> str | None:
    hour, minute, second = part.get("h", 0), part.get("mi", 0), part.get("s", 0)
    if hour > 23 or minute > 59 or second > 59:
        return f"there is no time {hour:02d}:{minute:02d}" + (f":{second:02d}" if "s" in part else "")
    if part.get("oh", 0) * 60 + part.get("om", 0) > 14 * 60 or part.get("om", 0) > 59:
        return "no clock is that far from UTC"
    return None
