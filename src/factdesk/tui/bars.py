"""A figure as a bar of terminal cells on a scale, and the scale's ticks: open ends stay open, no colour is needed."""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from rich.style import Style

from factdesk.tui.board_rows import Bar
from factdesk.tui.scales import Scale
from factdesk.tui.theme import Look

__all__ = ["bar", "cell_of", "short_tick", "tick_line"]

SIGNS: Final = {
    True: {"line": "━", "from": "┣", "to": "┫", "exact": "●", "about": "≈", "up": "→", "down": "←", "tick": "┊"},
    False: {"line": "╌", "from": "├", "to": "┤", "exact": "○", "about": "~", "up": "→", "down": "←", "tick": "┊"},
}
"""What a bar is drawn with, of a figure that stands and of one that does not (superseded, set aside)."""
ASCII_SIGNS: Final = {
    True: {"line": "=", "from": "[", "to": "]", "exact": "O", "about": "~", "up": ">", "down": "<", "tick": ":"},
    False: {"line": "-", "from": "|", "to": "|", "exact": "o", "about": "~", "up": ">", "down": "<", "tick": ":"},
}


def cell_of(number: int, on: Scale, width: int) -> int:
    """The cell (from 0) in which a number lies on a scale that is `width` cells wide."""
    return round(on.place(number) * (width - 1))


def bar(row: Bar, width: int, look: Look) -> list[Segment]:
    """The figure in exactly `width` cells (2 or more), with the scale's ticks faintly where nothing is drawn."""
    signs = (ASCII_SIGNS if look.ascii else SIGNS)[row.state == "current"]
    start, drawn = _drawn(row, width, signs)
    style = look.style(row.verdict if row.state == "current" else "dim")
    ticks = {cell_of(one, row.scale, width) for one in shown_ticks(row.scale, width)}
    back = "".join(signs["tick"] if cell in ticks else " " for cell in range(width))
    rule = look.style("rule")
    parts = [(back[:start], rule), (drawn, style), (back[start + len(drawn) :], rule)]
    return [Segment(text, shown) for text, shown in parts if text]


def _drawn(row: Bar, width: int, signs: dict[str, str]) -> tuple[int, str]:
    """The cell at which the figure begins, and its signs; "" where its words set no number at all."""
    if row.low is None and row.high is None:
        return (0, "") if row.value is None else (cell_of(row.value, row.scale, width), signs["about"])
    if row.low == row.high:
        return cell_of(row.low or 0, row.scale, width), signs["exact"]
    start = 0 if row.low is None else cell_of(row.low, row.scale, width)
    end = width - 1 if row.high is None else cell_of(row.high, row.scale, width)
    if end <= start:  # both ends in one cell: it takes two, so that it is no exact figure
        start, end = (start, start + 1) if start + 1 < width else (width - 2, width - 1)
    left = signs["down"] if row.low is None else signs["from"]
    right = signs["up"] if row.high is None else signs["to"]
    return start, left + signs["line"] * (end - start - 1) + right


def tick_line(on: Scale, width: int, style: Style) -> list[Segment]:
    """The numbers of the scale's ticks over their cells, in exactly `width` cells."""
    line = [" "] * width
    for one in shown_ticks(on, width):
        text = short_tick(one)
        if len(text) <= width:
            start = _start(one, on, width)
            line[start : start + len(text)] = text
    return [Segment("".join(line), style)]


def shown_ticks(on: Scale, width: int) -> tuple[int, ...]:
    """The ticks whose numbers have room beside each other: all, or each second, third … from the first on."""
    for stride in range(1, len(on.ticks) + 1):
        ticks = on.ticks[::stride]
        ends = [_start(one, on, width) + len(short_tick(one)) for one in ticks]
        if all(end < _start(one, on, width) for end, one in zip(ends, ticks[1:], strict=False)):
            return ticks
    return on.ticks[:1]


def _start(number: int, on: Scale, width: int) -> int:
    """The cell at which a tick's number begins: over its tick, but within the scale."""
    size = len(short_tick(number))
    return max(0, min(cell_of(number, on, width) - size // 2, width - size))


def short_tick(number: int) -> str:
    """A number for a tick, exact and short: 800, 1,200, 15k, 2M; numbers that are not round stay whole."""
    for size, letter in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if number >= 10_000 and number % size == 0:
            return f"{number // size}{letter}"
    return f"{number:,}"
