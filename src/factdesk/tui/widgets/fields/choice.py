"""A field with a short closed list of words: all of them in view, one chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from rich.style import Style
from textual import events

from factdesk.tui.cells import width_of
from factdesk.tui.theme import COLOURS
from factdesk.tui.widgets.fields.base import FieldWidget, Parts

__all__ = ["ChoiceField"]

GAP: Final = 2
"""Cells between two words."""


class ChoiceField(FieldWidget):
    """One word of a list. ← → or a letter chooses, a click too; the line of the chosen word stands beneath.

    `choices` are words with the line that explains each. Where `empty` is given, it names the choice of none.
    """

    def __init__(
        self,
        field_name: str,
        label: str,
        choices: Mapping[str, str],
        *,
        empty: str = "",
        start: str | None = None,
        required: bool = False,
        on_change: Callable[[FieldWidget], None] | None = None,
    ) -> None:
        super().__init__(field_name, label, required=required, on_change=on_change)
        self.choices: dict[str, str] = dict(choices)
        self.words: list[str | None] = [*([None] if empty else []), *choices]
        self.names: dict[str | None, str] = {None: empty, **{word: word.replace("_", " ") for word in choices}}
        self.fixed = False
        self._chosen = start if start in self.choices else self.words[0]
        self._tell()

    @property
    def value(self) -> str | None:
        return self._chosen

    @property
    def state(self) -> Any:
        return self._chosen

    @state.setter
    def state(self, state: Any) -> None:
        if state in self.words and state != self._chosen:
            self._chosen = state
            self._tell()
            self.changed()

    def _tell(self) -> None:
        self.note, self.note_use = self.choices.get(self._chosen or "", ""), "dim"

    def choose(self, word: str | None) -> None:
        """Chooses a word of the list, unless the field is fixed."""
        if not self.fixed and word in self.words:
            self.state = word

    @property
    def _sign(self) -> int:
        """Cells before a word: what tells whether it is chosen, and a blank."""
        return 4 if self.looks.ascii else 2

    def _rows(self, cells: int) -> list[list[str | None]]:
        rows: list[list[str | None]] = [[]]
        used = 0
        for word in self.words:
            width = width_of(self.names[word]) + self._sign + GAP
            if used + width > cells + GAP and rows[-1]:
                rows.append([])
                used = 0
            rows[-1].append(word)
            used += width
        return rows

    def body_height(self, cells: int) -> int:
        return len(self._rows(cells))

    def body_style(self) -> Style:
        """Choices stand on the form's own ground."""
        return Style()

    def body_parts(self, y: int, cells: int, style: Style) -> Parts:
        looks = self.looks
        on, off = ("(*)", "( )") if looks.ascii else ("●", "○")
        parts: list[tuple[str, Style | None]] = []
        for word in self._rows(cells)[y]:
            chosen = word == self._chosen
            use = looks.style("heading" if chosen else "dim")
            if chosen and self.has_focus:
                use += Style(bgcolor=COLOURS[looks.theme]["cursor"]) if looks.colour else Style(reverse=True)
            parts += [(f"{on if chosen else off} {self.names[word]}", use), (" " * GAP, None)]
        return parts[:-1]

    def on_key(self, event: events.Key) -> None:
        """← → and Space go through the words; a letter goes to the next word that begins with it."""
        if event.key in ("left", "right", "space"):
            self._step(-1 if event.key == "left" else 1)
        elif event.character and event.character.isalpha() and event.is_printable:
            self._to_letter(event.character.casefold())
        else:
            return
        event.stop()
        event.prevent_default()

    def _step(self, step: int) -> None:
        self.choose(self.words[(self.words.index(self._chosen) + step) % len(self.words)])

    def _to_letter(self, letter: str) -> None:
        at = self.words.index(self._chosen)
        for word in self.words[at + 1 :] + self.words[: at + 1]:
            if self.names[word].casefold().startswith(letter):
                self.choose(word)
                return

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters choose, whatever they do elsewhere."""
        return character is not None and character.isalpha()

    def on_click(self, event: events.Click) -> None:
        """Chooses the word under the mouse."""
        offset = event.get_content_offset(self)
        rows = self._rows(self.body_cells(self.size.width))
        if offset is None or not 0 <= offset.y < len(rows):
            return
        at = self.margin
        for word in rows[offset.y]:
            width = width_of(self.names[word]) + self._sign
            if at <= offset.x < at + width:
                self.choose(word)
                return
            at += width + GAP
