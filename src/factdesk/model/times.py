"""Moments as people type them, and as the desk keeps them: ISO 8601, only as precise as what was said."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import Final

from factdesk.model.errors import BadInput

FIRST_YEAR, LAST_YEAR = 1000, 2999
FORM: Final = "YYYY-MM-DD, YYYY-MM or YYYY, with a time as in 2025-04-04T18:50+03:00"
_ISO: Final = re.compile(
    r"(?P<y>[0-9]{4})(?:-(?P<mo>[0-9]{2})(?:-(?P<d>[0-9]{2})"
    r"(?:T(?P<h>[0-9]{2}):(?P<mi>[0-9]{2})(?::(?P<s>[0-9]{2})(?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+-](?P<oh>[0-9]{2}):(?P<om>[0-9]{2}))?)?)?)?"
)
_LONGEST: Final = 40


@lru_cache(maxsize=4096)
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


_NAMES: Final = (
    "jan january січня січень января январь|feb february лютого лютий февраля февраль|"
    "mar march березня березень марта март|apr april квітня квітень апреля апрель|"
    "may травня травень мая май|jun june червня червень июня июнь|jul july липня липень июля июль|"
    "aug august серпня серпень августа август|sep sept september вересня вересень сентября сентябрь|"
    "oct october жовтня жовтень октября октябрь|nov november листопада листопад ноября ноябрь|"
    "dec december грудня грудень декабря декабрь"
)
"""Names of months in English, Ukrainian and Russian, month by month."""

_SHORT: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CLOCK: Final = (
    r"(?P<date>.*[0-9])(?:[Tt]|,? +)(?P<h>[0-9]{1,2}):(?P<mi>[0-9]{2})(?P<s>:[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r" ?(?:(?P<utc>[Zz]|UTC|GMT)|(?P<oh>[+-][0-9]{2}):?(?P<om>[0-9]{2})?)?"
)
_DATES: Final = (
    r"(?P<y>[0-9]{4})(?:([-/])(?P<mo>[0-9]{1,2})(?:\2(?P<d>[0-9]{1,2}))?)?",
    r"(?:(?P<d>[0-9]{1,2})\.)?(?P<mo>[0-9]{1,2})\.(?P<y>[0-9]{4})",
    r"(?:(?P<d>[0-9]{1,2}) )?(?P<name>[^\W\d_]+)\.?,? (?P<y>[0-9]{4})",
    r"(?P<name>[^\W\d_]+)\.? (?P<d>[0-9]{1,2}),? (?P<y>[0-9]{4})",
    r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?P<y>[0-9]{4})",
)
"""Forms of a day, month or year. Compiled by `re` on first use: every start of the program imports this file."""


@cache
def _months() -> dict[str, int]:
    return {name: nr for nr, names in enumerate(_NAMES.split("|"), 1) for name in names.split()}


def parse_moment(text: str) -> tuple[str, str]:
    """A moment as people type it, as ISO 8601 and its precision (a word of vocabulary.TIME_PRECISION).

    Understood: 2025, 2025-04, 2025-04-04, 04.04.2025 (day first, as everywhere with dots), 4 Apr 2025,
    April 4, 2025, 4 квітня 2025, and 04/13/2025 where only one reading exists; each day also with a time
    such as 18:50 and Z, UTC or an offset. Raises BadInput for what does not exist (31 April), could be two
    days (04/05/2025), or needs to know today's date.
    """
    typed = " ".join(text.split())
    if not typed or len(typed) > 60:
        raise _refused(text, "this is not a date")
    clock = re.fullmatch(_CLOCK, typed)
    year, month, day = _date(clock["date"] if clock else typed, text)
    if problem := date_fault(year, month, day):
        raise _refused(text, problem)
    if clock and day is None:
        raise _refused(text, "a time needs a whole day before it")
    iso = f"{year}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    if clock is None:
        return iso, "day" if day else "month" if month else "year"
    zone = "Z" if clock["utc"] else f"{clock['oh']}:{clock['om'] or '00'}" if clock["oh"] else ""
    iso += f"T{int(clock['h']):02d}:{clock['mi']}{clock['s'] or ''}{zone}"
    if problem := fault(iso):
        raise _refused(text, problem)
    return iso, "minute"


def _date(typed: str, text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day as numbers, not yet looked up in the calendar."""
    for form in _DATES:
        found = re.fullmatch(form, typed)
        if found is None:
            continue
        part = found.groupdict()
        if "first" in part:
            return _slashed(int(part["first"]), int(part["second"]), int(part["y"]), text)
        month = _months().get(part["name"].casefold(), 0) if "name" in part else int(part["mo"] or 0) or None
        if month == 0:
            raise _refused(text, "no month is called that")
        if part.get("mo") and month is None:
            raise _refused(text, "there is no month 0")
        return int(part["y"]), month, int(part["d"]) if part.get("d") else None
    raise _refused(text, "this is not a date")


def _slashed(first: int, second: int, year: int, text: str) -> tuple[int, int, int]:
    """04/13/2025 and 13/04/2025 have one reading each; 04/05/2025 has two and is refused."""
    if first <= 12 and second <= 12 and first != second:
        raise _refused(text, "this is one day in Europe and another in America")
    return (year, second, first) if first > 12 or first == second else (year, first, second)


def _refused(text: str, problem: str) -> BadInput:
    shown = repr(text if len(text) <= 40 else text[:39] + "…")
    return BadInput(f"{problem}: {shown}", where="date", todo="write it as 2025-04-04 or 4 Apr 2025")


@lru_cache(maxsize=4_096)
def show_moment(iso: str) -> str:
    """A kept moment for reading: `4 Apr 2025 18:50 UTC`, `Apr 2025`; what is no moment stays as it is."""
    found = _ISO.fullmatch(iso) if len(iso) <= _LONGEST else None
    if found is None or fault(iso):
        return iso
    shown = found["y"] if not found["mo"] else f"{_SHORT[int(found['mo']) - 1]} {found['y']}"
    if found["d"]:
        shown = f"{int(found['d'])} {shown}"
    if found["h"]:
        zone = "UTC" if iso.endswith(("Z", "+00:00")) else iso[-6:] if found["oh"] else ""
        shown = f"{shown} {found['h']}:{found['mi']} {zone}".rstrip()
    return shown
