"""The article beside its candidates: goes from sentence to sentence, takes clicks and words chosen with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.geometry import Offset

from factdesk.desk.candidates import sentence_at
from factdesk.tui.commands import bindings_for
from factdesk.tui.widgets.article_rows import Rows
from factdesk.tui.widgets.article_view import MARGIN, ArticleView
from factdesk.tui.widgets.fields.shown import index_at

__all__ = ["ArticlePane"]

AHEAD: Final = 2
"""Rows that stay in view above the place that was gone to."""
LONGEST_WORD: Final = 60
"""Characters to which a half chosen word is filled up."""


class ArticlePane(ArticleView):
    """`on_place(id)` is called when a person went to a sentence or clicked: with the candidate there, or None.

    `here` is the current place (a span or a sentence), `chosen` the words that were chosen or found.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_for("text")

    def __init__(
        self,
        on_long: Callable[[int, Callable[[Rows], None]], None],
        on_place: Callable[[str | None], None],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(on_long, id=id)
        self._on_place = on_place
        self._pressed: int | None = None

    # the current place

    def go_to(self, start: int, end: int) -> None:
        """Makes these characters the current place and brings them into view."""
        self.here, self.chosen = (start, end), (0, 0)
        self._keep_in_view()
        self.repaint()

    def choose(self, start: int, end: int, head: int | None = None) -> None:
        """Chooses these characters, the current place their sentence; `head` is the one that is brought into view."""
        self.here, self.chosen = sentence_at(self.text, start), (start, end)
        at = start if head is None else head
        self._show_rows(at, end if head is None else at + 1)
        self.repaint()

    def sentence(self) -> tuple[int, int]:
        """The sentence of the current place."""
        return sentence_at(self.text, self.here[0])

    def _keep_in_view(self) -> None:
        self._show_rows(*(self.here if self.chosen == (0, 0) else self.chosen))

    def _show_rows(self, start: int, end: int) -> None:
        row, height, top = self.rows.row_of(start), self.size.height, self.scroll_offset.y
        last = self.rows.row_of(max(start, end - 1))
        if height > 0 and not (top <= row and min(last, row + height - 1) < top + height):
            self._scroll(row - min(AHEAD, height // 3) if last - row < height else row)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._keep_in_view()

    def _place(self, start: int, end: int, index: int) -> None:
        """A person went there: the smallest span around the character, else the first one of the sentence."""
        lit = self.spans.at(index) or self.spans.within(start, end)
        self.here, self.chosen = (start, end), (0, 0)
        self._keep_in_view()
        self.repaint()
        self._on_place(lit.id if lit is not None else None)

    def _step(self, forwards: bool) -> None:
        start, end = self.sentence()
        at = end if forwards else start - 1
        while 0 <= at < len(self.text) and self.text[at].isspace():
            at += 1 if forwards else -1
        if 0 <= at < len(self.text):
            first, after = sentence_at(self.text, at)
            self._place(first, after, first)

    def action_cursor_down(self) -> None:
        self._step(True)

    def action_cursor_up(self) -> None:
        self._step(False)

    def action_page_down(self) -> None:
        self._page(self.size.height - 1)

    def action_page_up(self) -> None:
        self._page(1 - self.size.height)

    def _page(self, rows: int) -> None:
        if len(self.text):
            row = min(max(self.rows.row_of(self.here[0]) + rows, 0), len(self.rows) - 1)
            self._to(self.rows.starts[row])

    def action_first(self) -> None:
        self._to(0)

    def action_last(self) -> None:
        self._to(len(self.text) - 1)

    def _to(self, index: int) -> None:
        start, end = sentence_at(self.text, max(index, 0))
        if end:
            self._place(start, end, start)

    # the mouse

    def _under(self, offset: Offset) -> int:
        """The character under the mouse, or the nearest one of its row."""
        row = min(max(self.scroll_offset.y + offset.y, 0), len(self.rows) - 1)
        start, stop = self.rows.starts[row], self.rows.stops[row]
        return index_at(self.text, start, stop, max(0, offset.x - MARGIN))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self.text and event.button == 1:
            self._pressed = self._under(event.get_content_offset_capture(self))
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is not None:
            at = self._under(event.get_content_offset_capture(self))
            first, last = sorted((self._pressed, at))
            chosen = self._words(first, last) if first != last else (0, 0)
            if chosen != self.chosen:
                self.chosen = chosen
                self.repaint()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        self.release_mouse()
        if self.chosen == (0, 0):
            start, end = sentence_at(self.text, min(pressed, len(self.text) - 1))
            lit = self.spans.at(pressed)
            self._place(lit.start if lit else start, lit.end if lit else end, pressed)

    def _words(self, first: int, last: int) -> tuple[int, int]:
        """Whole words around what was dragged over."""
        text = self.text
        least, most = max(0, first - LONGEST_WORD), min(len(text), last + LONGEST_WORD)
        while first > least and not text[first - 1].isspace():
            first -= 1
        while last < most and not text[last].isspace():
            last += 1
        chosen = text[first:last]
        return first + len(chosen) - len(chosen.lstrip()), last - (len(chosen) - len(chosen.rstrip(" .,;:!?\n\r")))
