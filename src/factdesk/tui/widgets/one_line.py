"""The base of the lines above and below a screen: one row, drawn from pieces, never measured or laid out."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from factdesk.tui import safe
from factdesk.tui.cells import width_of
from factdesk.tui.theme import Look, look

__all__ = ["OneLine"]


class OneLine(Widget):
    """A widget one row high. A subclass gives `left` and `right` pieces; the right ones keep their room."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    OneLine { height: 1; width: 1fr; background: $panel; color: $foreground; }
    """

    def left(self, look: Look, width: int) -> list[safe.Part]:
        """What stands at the left in `width` cells; it is cut where the right pieces begin."""
        raise NotImplementedError

    def right(self, look: Look, width: int) -> list[safe.Part]:
        """What stands at the right; by default nothing."""
        return []

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        base = self.visual_style.rich_style
        if y or width <= 0:
            return Strip.blank(max(width, 0), base)
        now = look(self.app)
        right = safe.segments(self.right(now, width))
        room = width - sum(width_of(segment.text) for segment in right)
        if room < width // 3:
            right, room = [], width
        left = safe.strip(self.left(now, room), room)
        return Strip([*left, *right], width).apply_style(base)
