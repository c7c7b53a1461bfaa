"""A field of one line with a list of matches under it: suggestions for free text, or records to pick from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.style import Style
from textual import events
from textual.message import Message

from factdesk.tui import safe
from factdesk.tui.cells import width_of
from factdesk.tui.theme import COLOURS
from factdesk.tui.widgets.fields.base import FieldWidget, Parts
from factdesk.tui.widgets.fields.drawing import CURSOR
from factdesk.tui.widgets.fields.text import Reading, TextField

__all__ = ["NEW", "Match", "MatchingField", "PickField", "SuggestField"]

SHOWN: Final = 6
"""Matches in view at once."""
NEW: Final = "+"
"""The key of the match that makes a new record."""


@dataclass(frozen=True, slots=True)
class Match:
    """One line of the list: `key` is what is stored (an id or a word), `code` and `words` are shown."""

    key: str
    code: str
    words: str = ""


class MatchingField(TextField):
    """Draws the list and moves in it. ↓ ↑ go through the matches and, past them, out of the field."""

    class Taken(Message):
        """Enter took a match: the form goes on to the next field."""

    matches: Sequence[Match] = ()
    at: int = -1

    def listed(self) -> Sequence[Match]:
        """What the list shows now; nothing without the focus."""
        return self.matches if self.has_focus else ()

    def take(self, match: Match) -> None:
        """Takes a match into the field."""
        raise NotImplementedError

    def _window(self) -> range:
        listed = len(self.listed())
        first = max(0, min(max(self.at, 0) - SHOWN // 2, listed - SHOWN))
        return range(first, min(listed, first + SHOWN))

    def extra_parts(self, cells: int) -> Sequence[Parts]:
        listed, window = self.listed(), self._window()
        if not listed:
            return ()
        codes = min(24, max((width_of(safe.plain(listed[i].code)) for i in window), default=0))
        rows = [self._match_parts(listed[i], i == self.at, codes, cells) for i in window]
        if rest := len(listed) - len(window):
            rows.append([(f"  … {rest} more: type to narrow, or go on with ↓", self.looks.style("dim"))])
        return rows

    def _match_parts(self, match: Match, here: bool, codes: int, cells: int) -> Parts:
        looks = self.looks
        ground = Style()
        if here:
            ground = Style(bgcolor=COLOURS[looks.theme]["cursor"]) if looks.colour else Style(reverse=True)
        bar = f"{looks.sign('in')} " if here else "  "
        code = match.code if not match.words else safe.fit(match.code, codes)
        used = 2 + width_of(safe.plain(code))
        words = safe.fit(f"  {match.words}" if match.words else "", max(0, cells - used))
        return [(bar, ground + looks.style("key")), (code, ground + looks.style("heading")), (words, ground)]

    def on_key(self, event: events.Key) -> None:
        """Moves in the list, takes with Enter and goes on, else types."""
        listed = self.listed()
        if event.key == "down" and self.at + 1 < len(listed):
            self._go(self.at + 1)
        elif event.key == "up" and self.at > self.first_place():
            self._go(self.at - 1)
        elif event.key == "enter" and 0 <= self.at < len(listed):
            match = listed[self.at]
            self.take(match)
            if match.key != NEW:
                self.post_message(self.Taken())
        else:
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()

    def first_place(self) -> int:
        """Where ↑ ends: -1 is the text itself."""
        return -1

    def _go(self, at: int) -> None:
        self.at = at
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Takes the match under the mouse."""
        offset = event.get_content_offset(self)
        listed, window = self.listed(), self._window()
        if offset is not None and offset.x >= self.margin and 1 <= offset.y < 1 + len(window):
            self.take(listed[window[offset.y - 1]])


class SuggestField(MatchingField):
    """Free text with suggestions: what is typed counts as it is; → at its end takes the first suggestion."""

    def __init__(
        self,
        field_name: str,
        label: str,
        suggestions: Sequence[str],
        *,
        placeholder: str = "",
        required: bool = False,
        on_change: Callable[[FieldWidget], None] | None = None,
    ) -> None:
        super().__init__(field_name, label, placeholder=placeholder, required=required, on_change=on_change)
        self.suggestions = list(suggestions)

    def edited(self, note: str = "") -> None:
        typed = self.text.strip().casefold()
        ranked = sorted((not w.casefold().startswith(typed), i, w) for i, w in enumerate(self.suggestions))
        found = [word for _, _, word in ranked if typed in word.casefold() and word.casefold() != typed]
        self.matches = [Match(word, word) for word in found]
        self.at = -1
        super().edited(note)

    def on_mount(self) -> None:
        """The suggestions of an untouched field."""
        self.matches = [Match(word, word) for word in self.suggestions if word != self.text]

    def take(self, match: Match) -> None:
        self.text = match.key
        self.matches = ()
        self.redraw()

    def extra_parts(self, cells: int) -> Sequence[Parts]:
        rows = list(super().extra_parts(cells))
        if rows and self.text.strip() and self.matches[0].key.startswith(self.text) and self.at <= 0:
            rows[0] = [*rows[0][:2], ("  → takes it", self.looks.style("dim"))]
        return rows

    def on_key(self, event: events.Key) -> None:
        at_end = self.buffer.cursor == len(self.text) and self.text.strip()
        if event.key == "right" and at_end and self.matches and self.matches[0].key.startswith(self.text):
            self.take(self.matches[0])
            event.stop()
            event.prevent_default()
            return
        super().on_key(event)


class PickField(MatchingField):
    """Holds one record, picked from a list that narrows while something is typed; never a free text.

    `look_up(field, text)` is called for every text; it answers through `offer(text, matches)`, at once or
    later. `new` names what can be made anew ("new speaker"); picking it calls `on_new(field, text)`.
    """

    def __init__(
        self,
        field_name: str,
        label: str,
        look_up: Callable[[PickField, str], None],
        *,
        what: str,
        placeholder: str = "",
        new: str = "",
        on_new: Callable[[PickField, str], None] | None = None,
        required: bool = False,
        reading: Reading | None = None,
        on_change: Callable[[FieldWidget], None] | None = None,
    ) -> None:
        super().__init__(field_name, label, placeholder=placeholder, required=required, on_change=on_change)
        self.look_up, self.what, self.new, self.on_new = look_up, what, new, on_new
        self.chosen: Match | None = None
        self._waiting = ""

    # value

    @property
    def value(self) -> str | None:
        return self.chosen.key if self.chosen else None

    @property
    def state(self) -> Any:
        chosen = self.chosen
        return [chosen.key, chosen.code, chosen.words] if chosen else self.text

    @state.setter
    def state(self, state: Any) -> None:
        if isinstance(state, list) and len(state) == 3 and all(isinstance(part, str) for part in state):
            self.take(Match(*state))
        elif state is None or isinstance(state, str):
            self.chosen = None
            self.text = state or ""

    def problem(self) -> str:
        if self.chosen is None and self.text.strip():
            return f"no {self.what} was chosen: take one from the list, or empty the field"
        return super().problem()

    def take(self, match: Match) -> None:
        """Takes a record, or goes to make a new one."""
        if match.key == NEW:
            if self.on_new is not None:
                self.on_new(self, self.text.strip())
            return
        self.chosen, self.note = match, ""
        self.matches, self.at = (), -1
        self.buffer.load("")
        self.changed()

    def clear(self) -> None:
        """Holds nothing again."""
        self.chosen = None
        self.text = ""

    # the list

    def edited(self, note: str = "") -> None:
        self.chosen = None
        if self.is_mounted:
            self._ask()
        super().edited(note)

    def on_focus(self) -> None:
        """Shows what there is to choose from."""
        if self.chosen is None:
            self._ask()

    def on_blur(self) -> None:
        """A text that can only mean one record takes it; any other that is left standing is said."""
        self._settle()

    def _settle(self) -> None:
        if self.chosen is not None or not self.text.strip() or self._waiting != self.text:
            return
        typed = self.text.strip().casefold()
        real = [match for match in self.matches if match.key != NEW]
        exact = [match for match in real if match.code.casefold() == typed]
        if len(exact) == 1 or (len(real) == 1 and not self.new):
            self.take((exact or real)[0])
        else:
            self.complain(self.problem())

    def _ask(self) -> None:
        self._waiting = self.text
        self.look_up(self, self.text.strip())

    def offer(self, text: str, matches: Sequence[Match]) -> None:
        """The answer to `look_up`; one that came too late is dropped."""
        if text != self.text.strip() or self.chosen is not None:
            return
        self.matches = [*matches, *([Match(NEW, f"+ {self.new} …", text)] if self.new else [])]
        self.at = 0 if text and self.matches else -1
        nothing = f"no {self.what} answers to that" if text and not matches else ""
        if nothing or self.note_use == "warning":  # any other note is the form's
            self.note, self.note_use = nothing, "warning" if nothing else "dim"
        self.redraw()
        if not self.has_focus:
            self._settle()

    # drawing and keys

    def body_parts(self, y: int, cells: int, style: Style) -> Parts:
        if self.chosen is None:
            return super().body_parts(y, cells, style)
        code, words = self.chosen.code, self.chosen.words
        bold = style + Style(bold=True)
        shown: Parts = [(code, bold), (f"  {words}" if words else "", style)]
        return [(" ", style + CURSOR), *shown] if self.has_focus else shown

    def on_key(self, event: events.Key) -> None:
        """With a record in the field, Backspace or Del takes it out and a letter begins a new search."""
        if self.chosen is not None:
            if event.key in ("backspace", "delete", "ctrl+u", "ctrl+w"):
                self.clear()
                event.stop()
                event.prevent_default()
                return
            if not (event.is_printable and event.character):
                return
            self.buffer.load("")
        super().on_key(event)

    def paste(self, pasted: str) -> None:
        """A paste begins a new search."""
        self.chosen = None
        super().paste(pasted)
