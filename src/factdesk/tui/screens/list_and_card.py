"""A list and the card of what is under its cursor: moving between them, the same in every screen of this shape."""

from __future__ import annotations

from typing import Any

from textual import on

from factdesk.tui.screens.base import MainScreen
from factdesk.tui.widgets.text_pane import TextPane
from factdesk.tui.widgets.window_list import WindowList

__all__ = ["ListAndCard"]


class ListAndCard(MainScreen):
    """The list has the id `<context>-list`, the card `<context>-card`; the class `at-card` tells style sheets
    which of the two a narrow screen shows."""

    @property
    def items(self) -> WindowList[Any]:
        """The list."""
        return self.query_one(f"#{self.CONTEXTS[0]}-list", WindowList)

    @property
    def card(self) -> TextPane:
        """The card of the row under the cursor."""
        return self.query_one(f"#{self.CONTEXTS[0]}-card", TextPane)

    def go_in(self, card: bool) -> None:
        """The focus to the card, or back to the list."""
        self.set_class(card, "at-card")
        (self.card if card else self.items).focus()

    def enter_row(self) -> None:
        """Enter on a row."""
        self.go_in(True)

    @on(WindowList.Selected)
    def _row_selected(self, event: WindowList.Selected) -> None:
        if event.source is self.items:
            self.enter_row()

    def on_descendant_focus(self) -> None:
        """A click or Tab brings its pane along."""
        self.set_class(self.card.has_focus, "at-card")

    def action_next_pane(self) -> None:
        self.go_in(not self.card.has_focus)

    def action_previous_pane(self) -> None:
        self.action_next_pane()

    def action_card_down(self) -> None:
        self.card.scroll_relative(y=3, animate=False)

    def action_card_up(self) -> None:
        self.card.scroll_relative(y=-3, animate=False)

    def action_clear_marks(self) -> None:
        self.items.clear_marks()
