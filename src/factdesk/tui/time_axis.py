"""A stretch of time on terminal cells: where a second lies, and which days, hours or years are written under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from factdesk.model.times import show_moment

__all__ = ["TimeAxis"]

DAY: Final = 86_400
_HOURS: Final = (1, 3, 6, 12)
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240)
GAP: Final = 2
"""Cells between two labels at the least."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """From `first` to `last` (seconds by the written clock, the day's number times 86,400) on `cells` cells.

    A stretch of no length has its one moment in the middle.
    """

    first: int
    last: int
    cells: int

    def cell(self, second: int) -> int:
        """The cell (from 0) of a second; what is before or after lies at the end."""
        if self.last <= self.first:
            return self.cells // 2
        part = (min(max(second, self.first), self.last) - self.first) / (self.last - self.first)
        return round(part * (self.cells - 1))

    def labels(self) -> list[tuple[int, str]]:
        """The cell and the text of each label, from left to right, the finest that do not touch."""
        if self.last <= self.first:
            return [(self.cell(self.first), _day(self.first))]
        for found in self._all():
            labels = [(self.cell(second), text) for second, text in found]
            ends = [cell + len(text) + GAP for cell, text in labels]
            if all(end <= cell for end, (cell, _) in zip(ends, labels[1:], strict=False)):
                return labels or [(0, _day(self.first))]
        return [(0, _day(self.first))]

    def _all(self) -> Iterator[list[tuple[int, str]]]:
        """Labels in ever larger steps; steps that would give more labels than cells are left out."""
        span = self.last - self.first
        for hours in _HOURS:
            if span // (hours * 3_600) < self.cells:
                yield [(at, _hour(at)) for at in _multiples(self.first, self.last, hours * 3_600)]
        for days in _DAYS:
            if span // (days * DAY) < self.cells:
                yield [(at, _day(at)) for at in _multiples(self.first, self.last, days * DAY)]
        for months in _MONTHS:
            if span // (months * 28 * DAY) < self.cells:
                yield list(_month_starts(self.first, self.last, months))


def _multiples(first: int, last: int, step: int) -> Iterator[int]:
    start = -(-first // step) * step
    yield from range(start, last + 1, step)


def _month_starts(first: int, last: int, step: int) -> Iterator[tuple[int, str]]:
    begin, end = date.fromordinal(max(1, first // DAY)), date.fromordinal(max(1, last // DAY))
    for month in range(begin.year * 12 // step * step, end.year * 12 + 12, step):
        at = date(month // 12, month % 12 + 1, 1)
        second = at.toordinal() * DAY
        if first <= second <= last:
            yield second, str(at.year) if step % 12 == 0 else f"{at:%b} {at.year}"


def _day(second: int) -> str:
    return " ".join(show_moment(date.fromordinal(max(1, second // DAY)).isoformat()).split()[:2])


def _hour(second: int) -> str:
    return f"{second % DAY // 3_600:02}:00" if second % DAY else _day(second)
