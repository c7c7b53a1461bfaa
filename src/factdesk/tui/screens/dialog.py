"""What all small dialogs share: the box, its buttons, and that what follows is done after it is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Button

from factdesk.tui import safe
from factdesk.tui.commands import bindings_for
from factdesk.tui.screens.leaving import Leaving

__all__ = ["Dialog", "Then", "button"]

Then = Callable[[], object]


class Dialog(Leaving):
    """A box in the middle. Enter goes on, Esc leaves; what follows is done after the box is gone."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("dialog",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("dialog")
    CSS_PATH = "dialogs.tcss"

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title

    def compose(self) -> ComposeResult:
        box = Vertical(classes="dialog")
        box.border_title = safe.content(self.heading)
        with box:
            yield from self.body()

    def body(self) -> ComposeResult:
        """What stands in the box."""
        raise NotImplementedError

    def close_and(self, then: Then) -> None:
        """Leaves, then does what follows on the screen below."""
        app = self.app
        self.leave()
        app.call_next(then)

    def action_confirm_dialog(self) -> object:
        """Enter. What it returns is awaited where it can be."""

    async def action_dismiss(self, result: object = None) -> None:
        """Esc: leaves and does nothing."""
        self.leave()


def button(label: str, id: str) -> Button:
    """For the mouse; keys are the dialog's own, so that Enter always means the same."""
    button = Button(safe.content(label), id=id)
    button.can_focus = False
    return button
