"""The candidates of a text under the incidents that they belong to: lines of two rows, one cursor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from factdesk.tui import safe
from factdesk.tui.commands import bindings_for
from factdesk.tui.theme import Look, look
from factdesk.tui.widgets.list_lines import empty_line
from factdesk.tui.widgets.scrolling import set_line_count

__all__ = ["CandidateList", "Row"]

Row = tuple[str, str]
"""Key of the group and id of the candidate; the id is empty on a heading."""
Drawer = Callable[[Row, int, Look], list[list[safe.Part]]]
"""Draws the lines of one row in a width."""


class CandidateList(ScrollView, can_focus=True):
    """Draws only what is in view. `on_cursor(row)` is called in the frame in which the cursor moved,
    `on_enter()` for Enter and a double click."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("text")
    DEFAULT_CSS = """
    CandidateList { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    def __init__(
        self,
        draw: Drawer,
        on_cursor: Callable[[Row], None],
        on_enter: Callable[[], None],
        *,
        empty: str,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._draw, self._on_cursor, self._entered, self._empty = draw, on_cursor, on_enter, empty
        self.rows: Sequence[Row] = ()
        self._tops: list[int] = [0]
        self._at: dict[str, int] = {}
        self.cursor = -1

    # rows

    def show(self, rows: Sequence[Row], at: Row | None = None) -> None:
        """These rows; the cursor goes to the row `at`, or where that is gone stays as near as it can."""
        self.rows = rows
        self._at = {id_: index for index, (_, id_) in enumerate(rows) if id_}
        self._tops = list(accumulate((self._height(index) for index in range(len(rows))), initial=0))
        set_line_count(self, self._tops[-1])
        index = next((i for i, row in enumerate(rows) if row == at), self.cursor)
        self.cursor = min(max(index, 0), len(rows) - 1)
        self._keep_in_view()
        self.refresh()

    def _height(self, index: int) -> int:
        """A candidate has two lines, a heading one, with a blank line above all but the first."""
        return 2 if self.rows[index][1] or index else 1

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def go_to_id(self, id_: str) -> None:
        """The cursor to a candidate, without telling: the one who asks knows."""
        index = self._at.get(id_)
        if index is not None and index != self.cursor:
            self._move(index)

    def go_to(self, index: int) -> None:
        """The cursor to that row, at most the last; told in the same frame."""
        index = min(max(index, 0), len(self.rows) - 1)
        if index >= 0:
            self._move(index)
            self._on_cursor(self.rows[index])

    def _move(self, index: int) -> None:
        before, self.cursor = self.cursor, index
        if not self._keep_in_view():
            for moved in (before, index):
                self._refresh(moved)

    def redraw(self, index: int | None = None) -> None:
        """Draws a row anew, or all of them."""
        if index is None:
            self.refresh()
        else:
            self._refresh(index)

    def _refresh(self, index: int) -> None:
        if 0 <= index < len(self.rows):
            top, view = self._tops[index], self.scroll_offset.y
            low, high = max(top, view), min(self._tops[index + 1], view + self.size.height)
            if low < high:
                self.refresh_lines(low, high - low)

    def _keep_in_view(self) -> bool:
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        if height <= 0 or self.cursor < 0:
            return False
        first, after = self._tops[self.cursor], self._tops[self.cursor + 1]
        if top <= first and after <= top + height:
            return False
        first = 0 if self.cursor <= 1 else first  # the heading above the first candidate
        target = first - height // 3 if first < top or after > top + height else top
        target = min(max(target, 0), max(0, self._tops[-1] - height))
        if target == top:
            return False
        self.scroll_to(y=target, animate=False, force=True)
        return True

    # drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        self._look = look(self.app)
        self._base = self.visual_style.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if not self.rows:
            return empty_line(self._empty, y, width, self.size.height, self._look).apply_style(self._base)
        line = self.scroll_offset.y + y
        index = bisect_right(self._tops, line) - 1
        if not 0 <= index < len(self.rows):
            return Strip.blank(width, self._base)
        part = line - self._tops[index]
        heading = not self.rows[index][1]
        if heading and index and not part:
            return Strip.blank(width, self._base)
        lines = self._draw(self.rows[index], width - 1, self._look)
        drawn = safe.strip(lines[0 if heading else part], width - 1)
        bar = self._look.sign("cursor") if index == self.cursor else " "
        strip = Strip.join([safe.strip([(bar, self._look.style("key"))], 1), drawn]).apply_style(self._base)
        if index == self.cursor:
            strip = strip.apply_style(self._look.style("cursor" if self.has_focus else "cursor_idle"))
        return strip

    # moving

    def action_cursor_down(self) -> None:
        self.go_to(self.cursor + 1)

    def action_cursor_up(self) -> None:
        self.go_to(self.cursor - 1)

    def action_page_down(self) -> None:
        self.go_to(self.cursor + max(1, self.size.height // 2))

    def action_page_up(self) -> None:
        self.go_to(self.cursor - max(1, self.size.height // 2))

    def action_first(self) -> None:
        self.go_to(0)

    def action_last(self) -> None:
        self.go_to(len(self.rows) - 1)

    def action_select(self) -> None:
        if self.rows:
            self._entered()

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is None or not self.rows:
            return
        index = bisect_right(self._tops, self.scroll_offset.y + place.y) - 1
        if 0 <= index < len(self.rows):
            again = index == self.cursor and event.chain > 1
            self.go_to(index)
            if again:
                self._entered()

    def on_mount(self) -> None:
        set_line_count(self, self._tops[-1])

    def on_resize(self, event: events.Resize) -> None:
        set_line_count(self, self._tops[-1])
        self._keep_in_view()

    def on_focus(self) -> None:
        self._refresh(self.cursor)

    on_blur = on_focus
