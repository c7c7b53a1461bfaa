"""An article laid out in rows of a width, and what is lit in it: pure, so that a long one is done off the screen."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from factdesk.tui.widgets.fields.shown import row_ranges

__all__ = ["Lit", "LitSpans", "Rows", "lay_out"]

TOP: Final = {"finding": 0, "figure": 0, "denial": 1, "statement": 2, "assertion": 3, "unread": 4}
"""Which kind shows where spans lie over each other: the smaller number."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a text at a width in cells: row `y` shows the characters `starts[y]`..`stops[y]`."""

    cells: int
    starts: array[int]
    stops: array[int]

    def __len__(self) -> int:
        return len(self.starts)

    def row_of(self, index: int) -> int:
        """The row in which a character stands."""
        return max(0, bisect_right(self.starts, index) - 1)


def lay_out(text: str, cells: int) -> Rows:
    """Breaks a text into rows of at most `cells` cells as it is shown; linear in its length."""
    starts, stops = array("l"), array("l")
    at = 0
    for line in text.split("\n"):
        shown = line[:-1] if line.endswith("\r") else line
        for start, stop in row_ranges(shown, cells):
            starts.append(at + start)
            stops.append(at + stop)
        at += len(line) + 1
    return Rows(cells, starts, stops)


@dataclass(slots=True)
class Lit:
    """Characters that are lit: `id` says for which candidate, `state` is accepted, skipped or empty and may change."""

    start: int
    end: int
    id: str
    kind: str
    state: str = ""


class LitSpans:
    """Spans in the order of the text, found by place in logarithmic time."""

    def __init__(self, spans: Sequence[Lit] = ()) -> None:
        self.all = sorted(spans, key=lambda one: (one.start, -one.end))
        self._starts = [one.start for one in self.all]
        self._reach = list(accumulate((one.end for one in self.all), max))

    def over(self, start: int, stop: int) -> Iterator[Lit]:
        """The spans that touch the characters `start`..`stop`."""
        at = bisect_right(self._starts, max(start, stop - 1)) - 1
        while at >= 0 and self._reach[at] > start:
            if self.all[at].end > start:
                yield self.all[at]
            at -= 1

    def at(self, index: int) -> Lit | None:
        """The smallest span around a character."""
        return min(self.over(index, index + 1), key=lambda one: (one.end - one.start, TOP[one.kind]), default=None)

    def within(self, start: int, stop: int) -> Lit | None:
        """The first span that begins between two characters."""
        found = [one for one in self.over(start, stop) if one.start >= start]
        return min(found, key=lambda one: (one.start, TOP[one.kind]), default=None)

    def runs(self, start: int, stop: int) -> Iterator[tuple[int, int, Lit | None]]:
        """The characters `start`..`stop` in runs of one look each, with the span that shows there."""
        here = list(self.over(start, stop))
        cuts = {start, stop}
        for one in here:
            cuts |= {max(start, one.start), min(stop, one.end)}
        ordered = sorted(cuts)
        for low, high in pairwise(ordered):
            on = [one for one in here if one.start <= low and one.end >= high]
            best = min(on, key=lambda one: (one.state == "skipped", TOP[one.kind], one.end - one.start), default=None)
            yield low, high, best
