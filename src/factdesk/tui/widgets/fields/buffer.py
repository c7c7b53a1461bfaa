"""The text of a field while it is edited: cursor, selection, undo. No screen; the text is kept as it came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Buffer"]

_WORD: Final = re.compile(r"\w+|[^\w\s]+")
_UNDOABLE: Final = 200
"""Changes that can be taken back in one field."""


@dataclass(slots=True)
class _Change:
    """One change: at `at`, `gone` was replaced by `came`."""

    at: int
    gone: str
    came: str


class Buffer:
    """Text with a cursor and a selection; indices are characters of the raw text, 0 to its length."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.cursor = len(text)
        self.anchor = self.cursor
        self._done: list[_Change] = []
        self._undone: list[_Change] = []

    @property
    def selection(self) -> tuple[int, int]:
        """What is selected, half open; empty where cursor and anchor are one."""
        return (self.anchor, self.cursor) if self.anchor <= self.cursor else (self.cursor, self.anchor)

    @property
    def selected(self) -> str:
        """The selected text."""
        start, stop = self.selection
        return self.text[start:stop]

    def load(self, text: str) -> None:
        """Takes another text; nothing of the old one can be brought back."""
        self.text = text
        self.cursor = self.anchor = len(text)
        self._done.clear()
        self._undone.clear()

    def replace(self, start: int, stop: int, came: str) -> None:
        """Puts `came` in place of what stands from `start` to `stop`, the cursor behind it."""
        gone = self.text[start:stop]
        if gone == came:
            self.move(start + len(came))
            return
        last = self._done[-1] if self._done else None
        if last is not None and not gone and len(came) == 1 and not came.isspace() and last.came[-1:].strip() and (
            last.at + len(last.came) == start
        ):  # fmt: skip
            last.came += came  # letters of one word are taken back together
        else:
            self._done.append(_Change(start, gone, came))
            del self._done[:-_UNDOABLE]
        self._undone.clear()
        self._put(start, stop, came)

    def insert(self, came: str) -> None:
        """Types or pastes: the selection gives way."""
        self.replace(*self.selection, came)

    def undo(self) -> bool:
        """Takes the last change back; False where there is none."""
        if not self._done:
            return False
        change = self._done.pop()
        self._undone.append(change)
        self._put(change.at, change.at + len(change.came), change.gone)
        return True

    def redo(self) -> bool:
        """Makes a change again that was taken back; False where there is none."""
        if not self._undone:
            return False
        change = self._undone.pop()
        self._done.append(change)
        self._put(change.at, change.at + len(change.gone), change.came)
        return True

    def _put(self, start: int, stop: int, came: str) -> None:
        self.text = self.text[:start] + came + self.text[stop:]
        self.cursor = self.anchor = start + len(came)

    def move(self, to: int, *, select: bool = False) -> None:
        """Moves the cursor, with the selection growing where `select` is set."""
        self.cursor = max(0, min(len(self.text), to))
        if not select:
            self.anchor = self.cursor

    def select_all(self) -> None:
        """Selects the whole text, the cursor at its end."""
        self.anchor, self.cursor = 0, len(self.text)

    def delete(self, start: int, stop: int) -> None:
        """Deletes the selection, or where there is none the text from `start` to `stop`."""
        if self.anchor != self.cursor:
            start, stop = self.selection
        start, stop = max(0, start), min(len(self.text), stop)
        if start < stop:
            self.replace(start, stop, "")

    def word_left(self) -> int:
        """Where the word before the cursor begins."""
        start = max(0, self.cursor - 2000)  # a word is looked for nearby, so that a megabyte is not searched
        found = [m.start() for m in _WORD.finditer(self.text, start, self.cursor)]
        return found[-1] if found else start

    def word_right(self) -> int:
        """Where the word at or behind the cursor ends."""
        found = _WORD.search(self.text, self.cursor, self.cursor + 2000)
        return found.end() if found else min(len(self.text), self.cursor + 2000)

    def line_start(self) -> int:
        """Where the line of the cursor begins."""
        return self.text.rfind("\n", 0, self.cursor) + 1

    def line_end(self) -> int:
        """Where the line of the cursor ends, before its line break."""
        found = self.text.find("\n", self.cursor)
        return len(self.text) if found < 0 else found
