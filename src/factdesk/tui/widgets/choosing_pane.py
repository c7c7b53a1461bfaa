"""The article in which words are chosen with the keyboard: word by word, then from one to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from factdesk.tui.commands import bindings_for
from factdesk.tui.widgets.article_pane import ArticlePane
from factdesk.tui.widgets.article_rows import Rows
from factdesk.tui.widgets.article_words import spanned, word_at, word_before
from factdesk.tui.widgets.fields.shown import index_at, offset_of

__all__ = ["ChoosingPane"]

NOWHERE = (0, 0)


class ChoosingPane(ArticlePane):
    """`on_choice(words)` is called when words were chosen, with the keyboard or the mouse; empty when dropped.

    A first → chooses a word; then the four arrows go to other words, and after `v` they choose all up to there.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_for("article")

    def __init__(
        self,
        on_long: Callable[[int, Callable[[Rows], None]], None],
        on_place: Callable[[str | None], None],
        on_choice: Callable[[str], None],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(on_long, on_place, id=id)
        self._on_choice = on_choice
        self._fixed: tuple[int, int] | None = None
        self._head = NOWHERE
        self._column: int | None = None

    @property
    def choosing(self) -> bool:
        """Whether words are chosen."""
        return self.chosen != NOWHERE

    def drop_choice(self) -> bool:
        """Chooses nothing any more; False where nothing was chosen."""
        chosen, self.chosen, self._fixed = self.choosing, NOWHERE, None
        if chosen:
            self.repaint()
            self._on_choice("")
        return chosen

    def choose(self, start: int, end: int, head: int | None = None) -> None:
        """These words are chosen: found by a search, or taken with the mouse."""
        super().choose(start, end, head)
        self._fixed, self._head = None, word_before(self.text, end) or (start, end)

    def _take(self, word: tuple[int, int] | None) -> None:
        """The choice goes to a word, or on to it from the fixed one."""
        if word is None:
            return
        fixed = self._fixed
        chosen = spanned(fixed, word) if fixed is not None else word
        super().choose(*chosen, head=word[0])
        self._head, self._column = word, None
        self._on_choice(self.text[slice(*chosen)])

    def _first(self) -> tuple[int, int] | None:
        """The first word of the current place."""
        self._fixed = None
        return word_at(self.text, self.here[0])

    def action_word_right(self) -> None:
        self._take(word_at(self.text, self._head[1]) if self.choosing else self._first())

    def action_word_left(self) -> None:
        self._take(word_before(self.text, self._head[0]) if self.choosing else self._first())

    def action_choose_words(self) -> None:
        """`v`: what follows is chosen from this word on; again: only the word."""
        word = self._head if self.choosing else self._first()
        if word is not None:
            self._fixed = word if self._fixed is None else None
            self._take(word)

    def action_cursor_down(self) -> None:
        self._to_row(1) if self.choosing else super().action_cursor_down()

    def action_cursor_up(self) -> None:
        self._to_row(-1) if self.choosing else super().action_cursor_up()

    def _to_row(self, step: int) -> None:
        """The word in the row below or above, in the column in which it began to go up or down."""
        at = self.rows.row_of(self._head[0])
        goal = at + step
        while 0 <= goal < len(self.rows) and self.rows.stops[goal] == self.rows.starts[goal]:
            goal += step
        if 0 <= goal < len(self.rows):
            column = self._column
            if column is None:
                column = offset_of(self.text, self.rows.starts[at], self._head[0])
            start, stop = self.rows.starts[goal], self.rows.stops[goal]
            self._take(word_at(self.text, min(index_at(self.text, start, stop, column), stop - 1)))
            self._column = column

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Words chosen with the mouse can be gone on from with the keyboard."""
        if self.choosing and self._pressed is not None:
            start, end = self.chosen
            self._fixed, self._head = word_at(self.text, start), word_before(self.text, end) or (start, end)
            self._on_choice(self.text[start:end])
