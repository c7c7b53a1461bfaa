"""A paste stays a paste: nothing inside it is read as a key, whatever escape sequences it holds.

Textual's parser looks for escape sequences inside a bracketed paste and hands those that it does not know on
as keys: text from outside could press Esc, `y` and `q`. Most terminals take ESC out of what they paste; tmux
and others do not.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from typing import Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

__all__ = ["PasteParser", "guard"]

START: Final = "\x1b[200~"
END: Final = "\x1b[201~"


class PasteParser(XTermParser):
    """Textual's parser, which gets everything but what stands inside a paste; that is taken as it came."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: list[str] | None = None
        self._tail = ""

    def feed(self, data: str) -> Iterable[Message]:
        """The messages that these characters complete."""
        if not data:
            yield from super().feed(data)
        while data:
            data = yield from self._outside(data) if self._pasted is None else self._inside(data)

    def _outside(self, data: str) -> Generator[Message, None, str]:
        """Hands on up to and with the beginning of a paste; returns what follows. The mark may come in pieces."""
        joined = self._tail + data
        at = joined.find(START)
        if at < 0:
            self._tail = joined[1 - len(START) :]
            yield from super().feed(data)
            return ""
        end = at + len(START) - len(self._tail)
        self._tail, self._pasted = "", []
        yield from super().feed(data[:end])
        return data[end:]

    def _inside(self, data: str) -> Generator[Message, None, str]:
        """Collects the paste; returns what follows its end."""
        assert self._pasted is not None
        joined = self._tail + data
        at = joined.find(END)
        if at < 0:
            self._tail = joined[1 - len(END) :]
            self._pasted.append(joined[: len(joined) - len(self._tail)])
            return ""
        text = "".join((*self._pasted, joined[:at]))
        self._tail, self._pasted = "", None
        yield events.Paste(text)
        for message in super().feed(END):
            if not (isinstance(message, events.Paste) and not message.text):  # its own paste, which is empty now
                yield message
        return joined[at + len(END) :]


def guard(driver: type[Driver]) -> type[Driver]:
    """The driver, reading with `PasteParser` wherever it made a parser of its own before."""
    for name in (driver.__module__, "textual.drivers.win32"):
        module = sys.modules.get(name)
        if module is not None and hasattr(module, "XTermParser"):
            module.XTermParser = PasteParser  # type: ignore[attr-defined]  # a module's global
    return driver
