"""What a list over a window shows: rows by pages, finished lines kept, cursor and marks, one frame a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from textual.cache import LRUCache
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from factdesk.model.views import Window
from factdesk.tui.patient import Patient
from factdesk.tui.theme import look
from factdesk.tui.widgets.list_lines import GUTTER, Frame, empty_line, row_line
from factdesk.tui.widgets.scrolling import set_line_count
from factdesk.tui.widgets.window_marks import Marks
from factdesk.tui.widgets.window_pages import ListWindow, Pages

__all__ = ["GUTTER", "Renderer", "WindowView"]

Row = TypeVar("Row")
AGAIN_SECONDS: Final = 0.2
"""After which rows are read again that could not be read because another process was committing."""
Renderer = Callable[[Any, int, bool, bool], Strip]
"""Draws one row: (row, width in cells, selected, marked) -> Strip. The list lays it over the row's
background, cuts it to the width and draws the gutter; so a renderer gives text and colours alone."""


class WindowView(Patient, ScrollView, Generic[Row]):
    """The part of `WindowList` that shows and moves; keys and mouse are in the subclass."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    WindowView { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(
        self,
        renderer: Renderer,
        window: Window[Row] | None = None,
        *,
        on_cursor: Callable[[int | None, Row | None], None] | None = None,
        on_marks: Callable[[int], None] | None = None,
        empty: str = "Nothing here.",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._renderer = renderer
        self._on_cursor, self._on_marks = on_cursor, on_marks
        self._empty = empty
        self._pages: Pages[Row] = Pages(ListWindow[Row]() if window is None else window)
        self._cursor = 0 if self._pages.count else -1
        self._marks = Marks()
        self._version = 0
        self._width = 0
        self._strips: LRUCache[tuple[int, int, bool, int, int], tuple[Row | None, Strip]] = LRUCache(512)
        self._frame: Frame | None = None

    @property
    def window(self) -> Window[Row]:
        """What is shown."""
        return self._pages.window

    @property
    def count(self) -> int:
        """How many rows the list has."""
        return self._pages.count

    @property
    def cursor(self) -> int:
        """Where the cursor stands (0-based), -1 in an empty list."""
        return self._cursor

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._pages.row(self._cursor)

    @property
    def current_nr(self) -> int | None:
        """The `nr` of the row under the cursor."""
        return self._nr(self._cursor)

    @property
    def marks(self) -> list[int]:
        """The `nr` of the marked rows, in the order of the list, an open range included."""
        return self._marks.all(self._pages.window, self._cursor)

    @property
    def targets(self) -> list[int]:
        """What a command acts on: the marks, or without marks the row under the cursor."""
        return self.marks or [nr for nr in (self.current_nr,) if nr is not None]

    def row_of(self, index: int) -> Row | None:
        """The row at that index (0-based)."""
        return self._pages.row(index)

    def show(self, window: Window[Row], *, at: int | str | None = None, empty: str | None = None) -> None:
        """Another window. The cursor goes to the row with nr or id `at`, else to the first row.

        Marks of rows that are not in it are dropped: no command may act on what is not to be seen.
        """
        if empty is not None:
            self._empty = empty
        self._pages = Pages(window)
        index = None if at is None else window.index_of(at)
        self._marks.keep_those_in(window)
        self._settle(index or 0, scroll_top=0)

    def reload(self) -> None:
        """Reads the window anew; the cursor stays on its record and that on its line of the screen."""
        nr = self.current_nr
        self.window.reload()
        self.rearranged(nr)

    def reread(self) -> None:
        """Reads the rows anew where only their values changed: order and number stay, and so does the cursor.

        Only the rows that look otherwise are drawn and sent.
        """
        if not all(node.display for node in self.ancestors_with_self if isinstance(node, Widget)):
            self._pages.forget()  # out of sight: drawn when it comes back
            self._tell()
            return
        top = self.scroll_offset.y
        shown = range(top, min(top + self._height(), self.count))
        before = [self._pages.row(index) for index in shown]
        self._pages.forget()
        if not before:
            self.refresh()
        for index, row in zip(shown, before, strict=True):
            if self._pages.row(index) != row:
                self._refresh_rows(index, index)
        self._tell()

    def rearranged(self, nr: int | None = None) -> None:
        """Draws anew after the window's order changed; the cursor goes to `nr` on the same line of the screen."""
        line = self._cursor - self.scroll_offset.y
        self._pages.forget()
        self._marks.keep_those_in(self.window)
        index = None if nr is None else self.window.index_of(nr)
        index = self._cursor if index is None else index
        self._settle(index, scroll_top=index - line)

    def repaint(self) -> None:
        """Draws all rows anew: the renderer draws otherwise than before (theme, columns, hits)."""
        self._version += 1
        self._frame = None
        self._strips.clear()
        self.refresh()

    def _settle(self, index: int, scroll_top: int) -> None:
        """After rows changed: cursor and scroll position within the list, everything drawn anew."""
        self._cursor = min(max(index, 0), self.count - 1)
        set_line_count(self, self.count)
        self._scroll_top(scroll_top)
        self._keep_in_view()
        self.repaint()
        self._tell()
        self._tell_marks()

    def go_to(self, index: int) -> None:
        """The cursor to that index (0-based), at most the last; one frame."""
        target = min(max(index, 0), self.count - 1)
        if target == self._cursor or target < 0:
            self._keep_in_view()
            return
        before, self._cursor = self._cursor, target
        if not self._keep_in_view():
            low, high = sorted((before, target))
            if self._marks.ranging:
                self._refresh_rows(low, high)
            else:
                self._refresh_rows(before, before)
                self._refresh_rows(target, target)
        self._tell()
        if self._marks.ranging:
            self._tell_marks()

    def go_to_key(self, ref: int | str) -> bool:
        """The cursor to the row with that nr or id; False where the list has no such row."""
        index = self.window.index_of(ref)
        if index is None:
            return False
        self.go_to(index)
        return True

    def _keep_in_view(self) -> bool:
        """Scrolls when the cursor left the view; True if it scrolled.

        It scrolls half a page, so that the next dozen moves send two lines each and not the whole list.
        """
        height, top = self._height(), self.scroll_offset.y
        if height <= 0 or self._cursor < 0 or top <= self._cursor < top + height:
            return False
        if self._cursor < top:
            return self._scroll_top(self._cursor - height + 1 + height // 2)
        return self._scroll_top(self._cursor - height // 2)

    def _scroll_top(self, top: int) -> bool:
        """The first line of the view to that index; True if it changed."""
        top = min(max(top, 0), max(0, self.count - self._height()))
        if top == self.scroll_offset.y:
            return False
        self.scroll_to(y=top, animate=False, force=True)
        return True

    def _refresh_rows(self, low: int, high: int) -> None:
        """Draws the rows low..high (inclusive) anew, as far as they are in view."""
        top = self.scroll_offset.y
        low, high = max(low, top), min(high, top + self._height() - 1)
        if low <= high:
            self.refresh_lines(low, high - low + 1)

    def _page(self, step: int) -> None:
        """Cursor and view together by `step` lines, so that the cursor stays on its line."""
        self._scroll_top(self.scroll_offset.y + step)
        self.go_to(self._cursor + step)

    def _height(self) -> int:
        return self.scrollable_content_region.height

    def _nr(self, index: int) -> int | None:
        row = self._pages.row(index)
        if row is None:
            return None
        nr = getattr(row, "nr", None)
        return nr if isinstance(nr, int) else self.window.keys(index, index + 1)[0]

    def _tell(self) -> None:
        row = self.current
        if self._on_cursor is not None and (row is not None or not self._pages.kept_waiting):
            self._on_cursor(self.current_nr, row)

    def _tell_marks(self) -> None:
        if self._on_marks is not None:
            self._on_marks(self._marks.count(self.window, self._cursor))

    def render_lines(self, crop: Region) -> list[Strip]:
        """One frame: styles are looked up here, once, not for every row."""
        now = look(self.app)
        style = self.visual_style.rich_style
        cursor = now.style("cursor" if self.has_focus else "cursor_idle")
        if self._frame is None or self._frame[:2] != (now, style):
            self._strips.clear()
        if self._frame is None or self._frame[:3] != (now, style, cursor):
            self._frame = (now, style, cursor, now.style("marked"))
        self._width = self.scrollable_content_region.width
        lines = super().render_lines(crop)
        if self._pages.kept_waiting:
            self._pages.kept_waiting = False
            self.set_timer(AGAIN_SECONDS, self._read_again)
        return lines

    def _read_again(self) -> None:
        """The desk was locked when rows were to be drawn: once more, now."""
        self.refresh()
        self._tell()

    def render_line(self, y: int) -> Strip:
        width = self._width
        index = self.scroll_offset.y + y
        nr = self._nr(index)
        if nr is None or self._frame is None:
            return self._blank(y, width)
        selected, marked = index == self._cursor, self._marks.has(nr, index, self._cursor)
        key = (nr, selected and 1 + self.has_focus, marked, width, self._version)
        row = self._pages.row(index)
        kept = self._strips.get(key)
        if kept is None or kept[0] != row:
            kept = self._strips[key] = (row, self._draw(index, width, selected, marked))
        return kept[1]

    def _draw(self, index: int, width: int, selected: bool, marked: bool) -> Strip:
        assert self._frame is not None
        drawn = self._renderer(self._pages.row(index), max(0, width - GUTTER), selected, marked)
        return row_line(drawn, width, self._frame, selected=selected, marked=marked)

    def _blank(self, y: int, width: int) -> Strip:
        style = self.visual_style.rich_style
        if self.count:
            return Strip.blank(width, style)
        return empty_line(self._empty, y, width, self._height(), look(self.app)).apply_style(style)

    def clear_marks(self) -> None:
        """Takes all marks off."""
        if self._marks.count(self.window, self._cursor):
            self._marks.clear()
            self.refresh()
            self._tell_marks()
