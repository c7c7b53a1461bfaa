"""A notice is edited before it is copied: one field of several lines in a box."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Button

from factdesk.tui.commands import bindings_for
from factdesk.tui.screens.dialog import Dialog, button
from factdesk.tui.widgets.fields.text import TextField

__all__ = ["EditNotice"]


class EditNotice(Dialog):
    """Takes the text as it is typed; F2 keeps it, Esc leaves the one before."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("form",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("form")

    def __init__(self, title: str, text: str, then: Callable[[str], object]) -> None:
        super().__init__(title)
        self._then = then
        self.field = TextField("notice", "", most=12, least=6)
        self.field.text = text

    def body(self) -> ComposeResult:
        """The text, and the buttons for the mouse."""
        yield self.field
        with Horizontal(classes="dialog-buttons"):
            yield button("F2  Keep it", "yes")
            yield button("Esc  Leave it", "no")

    def on_mount(self) -> None:
        self.field.focus()

    @on(Button.Pressed, "#yes")
    def action_save(self) -> None:
        """Keeps the text."""
        text = self.field.text.strip()
        self.close_and(lambda: self._then(text))

    @on(Button.Pressed, "#no")
    async def action_dismiss(self, result: object = None) -> None:
        self.leave()
