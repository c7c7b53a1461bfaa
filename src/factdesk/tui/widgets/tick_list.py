"""Choices of which any number may be ticked; ticks and cursor can be told apart without colour."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import SelectionList

from factdesk.tui.theme import look

__all__ = ["TickList"]

BUTTON: int = 3
"""The segments that Textual draws for a box: left side, inside, right side."""


class TickList(SelectionList[str]):
    """As Textual's list, which has an X in every box and tells by its colour alone which of them are ticked."""

    def render_line(self, y: int) -> Strip:
        drawn = list(super().render_line(y))
        row = self.scroll_offset.y + y
        if row >= self.option_count or len(drawn) <= BUTTON:
            return Strip(drawn)
        ticked = self.get_option_at_index(row).value in self.selected
        style = drawn[BUTTON - 2].style
        here = self.has_focus and row == self.highlighted
        cursor = Segment(look(self.app).sign("cursor") if here else " ", style)
        box = Segment("[x]" if ticked else "[ ]", style)
        return Strip([cursor, box, *drawn[BUTTON:]]).adjust_cell_length(Strip(drawn).cell_length)
