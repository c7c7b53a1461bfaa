"""A list over a window: a million rows move like a thousand, because only what is seen is read and drawn."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.message import Message

from factdesk.tui.commands import bindings_for
from factdesk.tui.widgets.scrolling import set_line_count
from factdesk.tui.widgets.window_pages import ListWindow
from factdesk.tui.widgets.window_view import GUTTER, Renderer, WindowView

__all__ = ["GUTTER", "ListWindow", "Renderer", "WindowList"]

Row = TypeVar("Row")


class WindowList(WindowView[Row], can_focus=True):
    """Shows a `Window` with a cursor and marks.

    `renderer` draws a row. `on_cursor(nr, row)` is called in the same handler as the key whenever the
    cursor stands on another row or its row was read anew ((None, None) when the list is empty), so that
    what it changes is drawn in the same frame. `on_marks(count)` likewise. Enter, `l`, → and a double click
    post `Selected`. Marks are the rows' `nr` and outlive scrolling and reloading.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_for("list")

    class Selected(Message):
        """Somebody went into a row."""

        def __init__(self, source: WindowList[Any], nr: int, row: Any) -> None:
            super().__init__()
            self.source, self.nr, self.row = source, nr, row

        @property
        def control(self) -> WindowList[Any]:
            """The list, so that `@on(WindowList.Selected, "#claims")` works."""
            return self.source

    def on_mount(self) -> None:
        set_line_count(self, self.count)
        if self.count:
            self._tell()

    def on_resize(self, event: events.Resize) -> None:
        set_line_count(self, self.count)
        self._keep_in_view()

    def on_focus(self) -> None:
        self._refresh_rows(self._cursor, self._cursor)

    on_blur = on_focus

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self)
        index = self.scroll_offset.y + place.y
        if not 0 <= index < self.count:
            return
        self.go_to(index)
        if place.x < GUTTER:
            self.action_mark(advance=False)
        elif event.chain == 2:
            self.action_select()

    def action_cursor_down(self) -> None:
        self.go_to(self._cursor + 1)

    def action_cursor_up(self) -> None:
        self.go_to(self._cursor - 1)

    def action_page_down(self) -> None:
        self._page(max(1, self._height() - 1))

    def action_page_up(self) -> None:
        self._page(-max(1, self._height() - 1))

    def action_first(self) -> None:
        self.go_to(0)

    def action_last(self) -> None:
        self.go_to(self.count - 1)

    def action_select(self) -> None:
        nr = self.current_nr
        if nr is not None:
            self.post_message(self.Selected(self, nr, self.current))

    def action_mark(self, advance: bool = True) -> None:
        """Marks or unmarks the row and goes on to the next; ends an open range."""
        nr = self.current_nr
        if nr is None:
            return
        if self._marks.ranging:
            self._marks.end_range(self.window, self._cursor)
        else:
            self._marks.toggle(nr)
            self._refresh_rows(self._cursor, self._cursor)
            if advance:
                self.go_to(self._cursor + 1)
        self._tell_marks()

    def action_mark_range(self) -> None:
        """Opens a range at the cursor, or ends the open one; what lies between is marked."""
        if self._cursor >= 0:
            self._marks.range(self.window, self._cursor)
            self.refresh()
            self._tell_marks()

    def action_mark_all(self) -> None:
        """Marks every row, seen or not."""
        self._marks.mark_all(self.window)
        self.repaint()
        self._tell_marks()

    def action_leave(self) -> None:
        """Esc drops an open range; without one it is the screen's."""
        if not self._marks.ranging:
            raise SkipAction()
        self._marks.drop_range()
        self.refresh()
        self._tell_marks()
