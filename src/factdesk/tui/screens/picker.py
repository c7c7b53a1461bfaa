"""One of many is chosen: a list over the screen that narrows while words are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from factdesk.tui import safe
from factdesk.tui.commands import bindings_for
from factdesk.tui.theme import look
from factdesk.tui.widgets.window_list import WindowList
from factdesk.tui.widgets.window_pages import ListWindow as Rows

__all__ = ["Choice", "Picker"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to choose: what it stands for (`id`), how it is called, and a note at its right."""

    nr: int
    id: str
    title: str
    note: str = ""


class Picker(ModalScreen[None]):
    """Shows choices; Enter or a double click takes one and calls `chosen` with its id, Esc takes none."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("dialog",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("dialog")
    CSS_PATH = "picker.tcss"

    def __init__(self, title: str, choices: Sequence[Choice], chosen: Callable[[str], object], at: str = "") -> None:
        super().__init__()
        self._title, self._choices, self._chosen, self._at = title, choices, chosen, at

    def compose(self) -> ComposeResult:
        with Vertical(id="picker", classes="dialog"):
            yield Input(placeholder="type to narrow the list", id="picker-words")
            yield WindowList[Choice](self._draw, empty="Nothing is called that.", id="picker-list")

    def on_mount(self) -> None:
        """All choices, with the cursor on the one that is in force."""
        box = self.query_one("#picker", Vertical)
        box.border_title = safe.content(self._title)
        box.border_subtitle = safe.content("Enter chooses · Esc leaves")
        self._list.show(Rows(self._choices), at=self._at)
        self.query_one(Input).focus()

    @property
    def _list(self) -> WindowList[Choice]:
        return self.query_one(WindowList)

    def _draw(self, row: Choice, width: int, selected: bool, marked: bool) -> Strip:
        now = look(self.app)
        note = safe.cut(row.note, max(8, width // 3))
        room = max(4, width - safe.cell_len(note) - 1)
        title = Segment(safe.fit(row.title, room), now.style("heading" if selected else "text"))
        return Strip([title, Segment(" "), Segment(note, now.style("dim"))]).adjust_cell_length(width)

    @on(Input.Changed, "#picker-words")
    def _narrow(self, event: Input.Changed) -> None:
        words = event.value.casefold().split()
        left = [c for c in self._choices if all(word in f"{c.title} {c.note}".casefold() for word in words)]
        self._list.show(Rows(left))

    def on_key(self, event: events.Key) -> None:
        """↑ and ↓ move in the list while the words are being typed."""
        steps = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if event.key in steps and isinstance(self.focused, Input):
            self._list.go_to(max(0, self._list.cursor + steps[event.key]))
            event.stop()
            event.prevent_default()

    @on(Input.Submitted)
    @on(WindowList.Selected)
    def action_confirm_dialog(self) -> None:
        """Takes the choice under the cursor."""
        row = self._list.current
        if row is not None:
            self.dismiss()
            self._chosen(row.id)

    def action_dismiss(self, result: object = None) -> None:  # type: ignore[override]  # a key's action here
        """Esc: nothing is chosen."""
        self.dismiss()
