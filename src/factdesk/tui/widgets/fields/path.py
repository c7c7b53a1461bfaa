"""A field for the path of a file, with the folder's entries under it and completion."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote, urlsplit

from textual import events

from factdesk.tui.widgets.fields.base import FieldWidget
from factdesk.tui.widgets.fields.matching import Match, MatchingField

__all__ = ["PathField", "entries"]

MOST: Final = 200
"""Entries of a folder that are offered; more letters narrow them."""


class PathField(MatchingField):
    """A path as it is typed; → at its end takes the first entry that goes on so, Enter the one under the cursor.

    `look_up(field, text)` answers through `offer(text, matches)`, so that a slow folder does not block the
    screen. A path that was dragged into the terminal loses its quotes.
    """

    def __init__(
        self,
        field_name: str,
        label: str,
        look_up: Callable[[PathField, str], None],
        *,
        placeholder: str = "",
        required: bool = False,
        on_change: Callable[[FieldWidget], None] | None = None,
    ) -> None:
        super().__init__(field_name, label, placeholder=placeholder, required=required, on_change=on_change)
        self.look_up = look_up

    def edited(self, note: str = "") -> None:
        self.matches, self.at = (), -1
        if self.is_mounted:
            self.look_up(self, self.text)
        super().edited(note)

    def on_focus(self) -> None:
        """Shows where one could go from here."""
        self.look_up(self, self.text)

    def offer(self, text: str, matches: list[Match]) -> None:
        """The answer to `look_up`; one that came too late is dropped."""
        if text == self.text:
            self.matches, self.at = matches, -1
            self.redraw()

    def take(self, match: Match) -> None:
        self.text = match.key

    def paste(self, pasted: str) -> None:
        super().paste(as_path(pasted))

    def on_key(self, event: events.Key) -> None:
        at_end = self.buffer.cursor == len(self.text)
        if event.key == "right" and at_end and self.matches:
            self.take(self.matches[max(0, self.at)])
            event.stop()
            event.prevent_default()
            return
        super().on_key(event)


def entries(text: str) -> list[Match]:
    """What a path that begins with `text` could go on with: folders first, hidden ones only where asked for.

    A folder that cannot be read offers nothing; attaching says why then.
    """
    base, _, begun = text.rpartition("/")
    folder = os.path.expanduser(base + "/") if base or text.startswith("/") else "."
    if text == "~":
        return [Match("~/", "~/", "the home folder")]
    found = []
    try:
        with os.scandir(folder) as listed:
            for entry in listed:
                hidden = entry.name.startswith(".") and not begun.startswith(".")
                if not hidden and entry.name.casefold().startswith(begun.casefold()):
                    found.append((not entry.is_dir(), entry.name))
    except (OSError, ValueError):
        return []
    head = text[: len(text) - len(begun)]
    return [Match(f"{head}{name}{'' if plain else '/'}", f"{name}{'' if plain else '/'}")
            for plain, name in sorted(found)[:MOST]]  # fmt: skip


def as_path(pasted: str) -> str:
    """A path as terminals and file managers paste it, without quotes, escapes and `file://`."""
    path = pasted.strip()
    if path.startswith("file://"):
        return unquote(urlsplit(path).path)
    if os.path.lexists(os.path.expanduser(path)):
        return path
    try:
        parts = shlex.split(path)
    except ValueError:
        return pasted
    return parts[0] if len(parts) == 1 else pasted
