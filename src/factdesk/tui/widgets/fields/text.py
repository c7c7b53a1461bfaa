"""A field for text, one line or many: what is typed or pasted shows safely and is kept character for character."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from rich.style import Style
from textual import events
from textual.geometry import Offset

from factdesk.tui.widgets.fields.base import FieldWidget, Parts
from factdesk.tui.widgets.fields.buffer import Buffer
from factdesk.tui.widgets.fields.drawing import row_parts
from factdesk.tui.widgets.fields.keys import act
from factdesk.tui.widgets.fields.shown import Layout, glyphs, index_at, offset_of

__all__ = ["Reading", "TextField"]

Reading = Callable[[str], tuple[str, str]]
"""What the program makes of a text: the note under the field and its use (ok, warning, dim)."""

BREAKS: Final = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")


class TextField(FieldWidget):
    """Text that a person types. With `most` above 1 it takes line breaks and grows up to that many rows.

    `reading` is asked at every change and its answer stands under the field in the same frame. In a field
    of one line a paste loses its line breaks to blanks, and the field says so; a value that was set with
    line breaks keeps them and shows them as signs.
    """

    buffer: Buffer
    goal: int | None

    def __init__(
        self,
        field_name: str,
        label: str,
        *,
        most: int = 1,
        least: int = 1,
        placeholder: str = "",
        reading: Reading | None = None,
        required: bool = False,
        on_change: Callable[[FieldWidget], None] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(field_name, label, required=required, on_change=on_change, id=id)
        self.buffer = Buffer()
        self.most, self.least, self.placeholder, self.reading = most, min(least, most), placeholder, reading
        self.top = 0
        self.left = 0
        self.goal = None
        self._layout = Layout()
        self._dragging = False

    # value

    @property
    def many(self) -> bool:
        """Whether it takes line breaks."""
        return self.most > 1

    @property
    def text(self) -> str:
        """The raw text."""
        return self.buffer.text

    @text.setter
    def text(self, text: str) -> None:
        self.buffer.load(text)
        self.top = self.left = 0
        self.edited()

    @property
    def value(self) -> str | None:
        return self.buffer.text if self.buffer.text.strip() else None

    def problem(self) -> str:
        """A text that was not understood cannot be stored as if it had been."""
        return super().problem() or (self.note if self.reading is not None and self.note_use == "warning" else "")

    @property
    def state(self) -> Any:
        return self.buffer.text

    @state.setter
    def state(self, state: Any) -> None:
        self.text = state if isinstance(state, str) else ""

    def edited(self, note: str = "") -> None:
        """To be called after the text changed: what was understood is told anew."""
        if self.reading is not None:
            self.note, self.note_use = self.reading(self.buffer.text)
        else:
            self.note, self.note_use = note, "warning" if note else "dim"
        self.goal = None
        self.changed()

    def paste(self, pasted: str) -> None:
        """Takes a paste whole; line breaks become blanks where the field has one line, and that is said."""
        if "\n" not in pasted:
            pasted = pasted.replace("\r", "\n")  # terminals send a line break in a paste as a return
        if self.many:
            self.buffer.insert(pasted)
            self.edited()
            return
        line = pasted.rstrip("\r\n")
        for sign in BREAKS:
            line = line.replace(sign, " ")
        self.buffer.insert(line)
        broken = len(pasted.rstrip("\r\n").splitlines()) - 1
        self.edited(f"{broken} line break{'s' if broken > 1 else ''} of the paste became blanks" if broken > 0 else "")

    # drawing

    def body_height(self, cells: int) -> int:
        if not self.many:
            return 1
        self._layout.lay_out(self.buffer.text, cells - 1)
        return max(self.least, min(self.most, self._layout.rows))

    def body_parts(self, y: int, cells: int, style: Style) -> Parts:
        text = self.buffer.text
        if not text and y == 0 and self.placeholder:
            dim = style + self.looks.style("dim")
            first = style + Style(reverse=True) if self.has_focus else dim
            return [(self.placeholder[:1], first), (self.placeholder[1:], dim)]
        start, stop = self._row(y, cells)
        if self.many or self.has_focus or stop == len(text):
            return row_parts(self, start, stop, style)
        stop = index_at(text, start, stop, cells - 1)
        return [*row_parts(self, start, stop, style), ("…", style + self.looks.style("dim"))]

    def _row(self, y: int, cells: int) -> tuple[int, int]:
        """The characters that row `y` of the body shows; the cursor is in view, or without the focus the beginning."""
        text = self.buffer.text
        if not self.many:
            if self.has_focus:
                self._show_cursor_in_line(cells)
            else:
                self.left = 0
            stop = min(len(text), self.left + cells + 64)
            return self.left, index_at(text, self.left, stop, cells)
        self._layout.lay_out(text, cells - 1)
        height = self.body_height(cells)
        at = self._layout.row_of(self.buffer.cursor)
        self.top = max(at - height + 1, min(self.top, at))
        self.top = max(0, min(self.top, self._layout.rows - height))
        if self.top + y >= self._layout.rows:
            return len(text), len(text)
        return self._layout.row(self.top + y)

    def _show_cursor_in_line(self, cells: int) -> None:
        text, cursor = self.buffer.text, self.buffer.cursor
        self.left = min(self.left, cursor)
        if cursor - self.left <= cells * 8 and offset_of(text, self.left, cursor) < cells:
            return
        self.left = max(0, cursor - cells * 8)
        widths = [width for _, width in glyphs(text, self.left, cursor)]
        used = 0
        for back, width in enumerate(reversed(widths)):
            used += width
            if used >= cells:
                self.left = cursor - back
                return

    # keys and mouse

    def on_key(self, event: events.Key) -> None:
        """Types, moves and deletes; what the field has no use for goes on to the form."""
        if event.is_printable and event.character is not None:
            self.buffer.insert(event.character)
            self.edited()
        elif not act(self, event.key):
            return
        event.stop()
        event.prevent_default()

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Printable keys are typed, whatever they do elsewhere."""
        return character is not None and character.isprintable()

    def on_paste(self, event: events.Paste) -> None:
        """Takes what the terminal pastes."""
        event.stop()
        if event.text:
            self.paste(event.text)

    def row_move(self, step: int, *, select: bool = False) -> bool:
        """Moves the cursor by rows; False where there is no such row, so that the form moves on."""
        cells = self.body_cells(self.size.width)
        if not self.many:
            return False
        text = self.buffer.text
        self._layout.lay_out(text, cells - 1)
        row = self._layout.row_of(self.buffer.cursor)
        start, _ = self._layout.row(row)
        goal = self.goal if self.goal is not None else offset_of(text, start, self.buffer.cursor)
        wanted = max(0, min(self._layout.rows - 1, row + step))
        if wanted == row:
            return False
        self.buffer.move(self._index_in(wanted, goal), select=select)
        self.goal = goal
        self.refresh()
        return True

    def _index_in(self, row: int, cells: int) -> int:
        start, stop = self._layout.row(row)
        found = index_at(self.buffer.text, start, stop, cells)
        last = row == self._layout.rows - 1 or self._layout.row(row + 1)[0] > stop
        return found if last else min(found, max(start, stop - 1))

    def row_edges(self) -> tuple[int, int]:
        """Where the row of the cursor begins and ends."""
        if not self.many:
            return 0, len(self.buffer.text)
        self._layout.lay_out(self.buffer.text, self.body_cells(self.size.width) - 1)
        row = self._layout.row_of(self.buffer.cursor)
        start, stop = self._layout.row(row)
        broken = row + 1 < self._layout.rows and self._layout.row(row + 1)[0] == stop
        return start, stop - 1 if broken and stop - start > 1 else stop

    def _index_under(self, offset: Offset) -> int:
        cells = self.body_cells(self.size.width)
        start, stop = self._row(max(0, min(offset.y, self.body_height(cells) - 1)), cells)
        return index_at(self.buffer.text, start, stop, max(0, offset.x - self.margin))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Puts the cursor where the mouse is; dragging selects."""
        offset = event.get_content_offset_capture(self)
        if offset.x >= self.margin and offset.y < self.body_height(self.body_cells(self.size.width)):
            self.buffer.move(self._index_under(offset), select=event.shift)
            self.goal = None
            self._dragging = True
            self.capture_mouse()
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Goes through a text that is longer than the field; else the form scrolls."""
        if self.has_focus and self.row_move(3):
            event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        if self.has_focus and self.row_move(-3):
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self.buffer.move(self._index_under(event.get_content_offset_capture(self)), select=True)
            self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()
