"""One speaker's track of a plot as lines of signs: intervals upright, the steps from one figure to the next between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from rich.segment import Segment
from rich.style import Style

from factdesk.model.standing.board import Point, Track
from factdesk.tui.bars import short_tick
from factdesk.tui.scales import Scale
from factdesk.tui.theme import Look

__all__ = ["LEFT", "band", "number"]

LEFT: Final = 8
"""Cells left of the plot for the numbers of the scale."""
SIGNS: Final = {
    True: {"bar": "┃", "exact": "●", "up": "↑", "down": "↓", "low": "┻", "high": "┳"},
    False: {"bar": "╎", "exact": "○", "up": "↑", "down": "↓", "low": "┴", "high": "┬"},
}
"""What a figure is drawn with that stands, and one that does not (superseded, set aside)."""
ASCII_SIGNS: Final = {
    True: {"bar": "H", "exact": "O", "up": "^", "down": "v", "low": "=", "high": "="},
    False: {"bar": "|", "exact": "o", "up": "^", "down": "v", "low": "-", "high": "-"},
}
FEW: Final = 4
"""So many figures of one moment are drawn beside each other."""
Cells = list[list[tuple[str, Style]]]


def number(point: Point, look: Look) -> str:
    """A figure for the plot, short: `18`, `≥16`, `≤85`, `10-20`."""
    if point.high is None:
        return f"{'>=' if look.ascii else '≥'}{point.low:,}"
    if point.low == point.high:
        return f"{point.low:,}"
    if point.low == 0:
        return f"{'<=' if look.ascii else '≤'}{point.high:,}"
    return f"{point.low:,}-{point.high:,}"


def band(
    track: Track, on: Scale, height: int, width: int, cell: Callable[[Point], int], look: Look, chosen: str | None
) -> list[list[Segment]]:
    """The plot of a track in `height` lines (2 or more) of exactly `width` cells; `cell` tells where a figure stands.

    Figures outside of 0..`width`-1 are not drawn, but the steps that lead to them are.
    """
    blank = (" ", look.style("text"))
    cells: Cells = [[blank] * width for _ in range(height)]
    points = _apart([(cell(point), point) for point in track.points], look)
    _steps(cells, [(at, _line(point.number, on, height)) for at, point in points], look)
    for at, point in points:
        if 0 <= at < width:
            _upright(cells, at, point, on, look, point.claim == chosen)
    for at, point in points:
        _label(cells, at, point, on, look, point.claim == chosen)
    return [_segments(line, _axis(on, place, height), look) for place, line in enumerate(cells)]


def _apart(points: list[tuple[int, Point]], look: Look) -> list[tuple[int, Point]]:
    """Figures of one moment beside each other, in their order, while they are few; many share their cell."""
    often = Counter(at for at, _ in points)
    found: list[tuple[int, Point]] = []
    free = 0
    for at, point in points:
        if found and 1 < often[at] <= FEW and at < free:
            at = free
        found.append((at, point))
        free = at + len(number(point, look)) + 2
    return found


def _line(value: int, on: Scale, height: int) -> int:
    return height - 1 - round(on.place(value) * (height - 1))


def _steps(cells: Cells, stops: list[tuple[int, int]], look: Look) -> None:
    """From each figure along its height to the next, and up or down there."""
    across, upright = ("-", ":") if look.ascii else ("╌", "┊")
    style, width = look.style("rule"), len(cells[0])
    for (left, here), (right, there) in pairwise(stops):
        for at in range(max(left + 1, 0), min(right, width)):
            cells[here][at] = (across, style)
        if 0 <= right < width:
            for place in range(min(here, there), max(here, there) + 1):
                cells[place][right] = (upright, style)


def _upright(cells: Cells, at: int, point: Point, on: Scale, look: Look, chosen: bool) -> None:
    height = len(cells)
    stands = point.state == "current"
    signs = (ASCII_SIGNS if look.ascii else SIGNS)[stands]
    style = look.style(point.verdict if stands else "dim")
    if chosen:
        style += look.style("cursor")
    low, high = _line(point.low, on, height), 0 if point.high is None else _line(point.high, on, height)
    if point.low == point.high:
        cells[low][at] = (signs["exact"], style)
        return
    for place in range(high, low + 1):
        cells[place][at] = (signs["bar"], style)
    cells[low][at] = (signs["low"], style)
    if point.high is None:
        cells[high][at] = (signs["up"], style)
    elif high != low:
        cells[high][at] = (signs["high"], style)


def _label(cells: Cells, at: int, point: Point, on: Scale, look: Look, chosen: bool) -> None:
    """The number beside its figure, where nothing else stands; the chosen one always."""
    width, text = len(cells[0]), number(point, look)
    if not 0 <= at < width:
        return
    line = cells[_line(point.number, on, len(cells))]
    start = at + 1 if at + 1 + len(text) <= width else at - len(text)
    room = range(max(start, 0), min(start + len(text), width))
    free = all(line[place][0] in " ╌-┊:" for place in room)
    if (free or chosen) and len(room) == len(text):
        style = look.style("heading" if chosen else "text" if point.state == "current" else "dim")
        for place, sign in zip(room, text, strict=True):
            line[place] = (sign, style)


def _axis(on: Scale, place: int, height: int) -> str:
    """The number of the scale left of a line: at the top, and at the bottom."""
    if place == 0:
        return short_tick(on.stop)
    return short_tick(on.start) if place == height - 1 else ""


def _segments(line: list[tuple[str, Style]], axis: str, look: Look) -> list[Segment]:
    edge = "|" if look.ascii else "│"
    parts = [Segment(f"{axis[: LEFT - 2]:>{LEFT - 2}} ", look.style("dim")), Segment(edge, look.style("rule"))]
    text, style = "", None
    for sign, own in line:
        if own is not style and text:
            parts.append(Segment(text, style))
            text = ""
        text, style = text + sign, own
    return [*parts, Segment(text, style)]
