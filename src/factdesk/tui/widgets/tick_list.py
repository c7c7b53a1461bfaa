"""Choices of which any number may be ticked; the ticks can be told apart without colour."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import SelectionList

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
        box = Segment("[x]" if ticked else "[ ]", drawn[BUTTON - 2].style)
        return Strip([box, *drawn[BUTTON:]])
