"""The lines of a list: a row with its gutter and background, and what an empty list says of itself."""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from factdesk.tui import safe
from factdesk.tui.theme import Look

__all__ = ["GUTTER", "Frame", "empty_line", "row_line"]

GUTTER: Final = 2
"""Cells left of every row: the mark's sign or the cursor's bar, and room. A click there marks the row."""

Frame = tuple[Look, Style, Style, Style]
"""What is looked up once a frame: the look, and the styles of the list, of the cursor's row and of a mark."""


def row_line(drawn: Strip, width: int, frame: Frame, *, selected: bool, marked: bool) -> Strip:
    """A drawn row behind its gutter, `width` cells wide, over the background that cursor and mark give it."""
    look, style, cursor, mark = frame
    over = style + mark if marked else style
    if selected:
        over += cursor
    sign = look.sign("mark") if marked else look.sign("cursor") if selected else " "
    gutter = Segment(safe.pad(sign, GUTTER), look.style("accent"))
    inner = drawn.adjust_cell_length(max(0, width - GUTTER))
    return Strip([gutter, *inner], width).adjust_cell_length(width).apply_style(over)


def empty_line(text: str, y: int, width: int, height: int, look: Look) -> Strip:
    """Line `y` (from 0) of an empty list that is `width` by `height` cells: the wrapped text, or a blank."""
    lines = safe.wrap(text, max(2, width - 4))
    line = y - max(0, (height - len(lines)) // 3)
    shown = safe.pad(lines[line], width - 2, "center") if 0 <= line < len(lines) else ""
    return safe.strip([(" ", None), (shown, look.style("dim"))], width)
