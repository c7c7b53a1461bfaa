"""The one way out: lines and JSON in which nothing from outside can act on a terminal, piped or not.

Data goes to stdout, messages to stderr. Text is printed as `model.text.visible` shows it; in JSON the same
characters are escaped, so that a reader gets the stored text back unchanged.
"""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, TextIO

from factdesk.model.text import ZALGO, is_safe, visible

STYLES: Final = {
    "confirmed": "94", "disputed": "33", "denied": "91", "open": "2", "dim": "2", "bold": "1", "warning": "33",
}  # fmt: skip
"""The program's own styles as SGR numbers; 16 colours, so that a terminal's theme decides the shades."""

_COMMON: Final = (
    "\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0388-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
)
_SUSPECT: Final = re.compile(f"[^{_COMMON}]")
_TOWER: Final = re.compile(f"[^{_COMMON}]{{{ZALGO + 1},}}")

Piece = str | tuple[str, str]
"""A part of a line: text from anywhere, or text and one of `STYLES`."""


def prepare_streams() -> None:
    """Lets no character fail in a locale that cannot show it: it is written as an escape instead.

    A stream that was closed by whoever started the program is replaced by one that leads nowhere.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w"))  # noqa: SIM115  (lives until the exit)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


class Out:
    """Standard output as it is now: whether a person looks at it, how wide it is, what it can show."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout
        self.tty = self.stream.isatty()
        self.colour = self.tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.width = _columns() if self.tty else 0
        encoding = (getattr(self.stream, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "")
        self.unicode = encoding in ("utf8", "utf16", "utf32", "utf8sig", "gb18030")

    def line(self, *pieces: Piece) -> None:
        """One line; whatever is in the pieces, it stays one line."""
        self.stream.write("".join(self.shown(piece) for piece in pieces) + "\n")

    def fields(self, *values: str) -> None:
        """One line of values: apart by blanks for a person, by tabs for a program."""
        self.stream.write(("  " if self.tty else "\t").join(visible(value) for value in values) + "\n")

    def shown(self, piece: Piece) -> str:
        """A piece as it may be printed, with its style where colours are on."""
        text, style = piece if isinstance(piece, tuple) else (piece, "")
        text = visible(text)
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if style and self.colour and text else text

    def json(self, value: Any) -> None:
        """One JSON document, indented."""
        self.stream.write(self._dump(value, indent=2) + "\n")

    def json_line(self, value: Any) -> None:
        """One line of JSON Lines."""
        self.stream.write(self._dump(value) + "\n")

    def json_list(self, values: Iterable[Any]) -> None:
        """One JSON document, a list with a record a line, written as the records come."""
        lead = "[\n"
        for value in values:
            self.stream.write(lead + self._dump(value))
            lead = ",\n"
        self.stream.write("[]\n" if lead == "[\n" else "\n]\n")

    def records(self, values: Iterable[Any], *, lines: bool) -> None:
        """Records as JSON Lines, or as one JSON list."""
        if not lines:
            self.json_list(values)
            return
        for value in values:
            self.json_line(value)

    def _dump(self, value: Any, indent: int | None = None) -> str:
        if not self.unicode:
            return json.dumps(value, indent=indent).replace("\x7f", "\\u007f")
        return escaped(json.dumps(value, ensure_ascii=False, indent=indent))


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def tell(text: str) -> None:
    """A message for the person, on stderr, in one line."""
    sys.stderr.write(visible(" ".join(text.split("\n"))) + "\n")


def escaped(dumped: str) -> str:
    """JSON text with every character that could act on a terminal written as `\\uXXXX`; it means the same."""
    if dumped.isascii():
        return dumped.replace("\x7f", "\\u007f")
    dumped = _TOWER.sub(_escape_tower, dumped)
    return _SUSPECT.sub(lambda found: _escaped(found[0]), dumped)


def _escape_tower(found: re.Match[str]) -> str:
    """Combining marks beyond those that are shown, escaped: they would climb over other lines."""
    out: list[str] = []
    run = 0
    for char in found[0]:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        out.append(_hex(char) if run > ZALGO else char)
    return "".join(out)


@lru_cache(maxsize=8192)
def _escaped(char: str) -> str:
    return char if is_safe(char) else _hex(char)


def _hex(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
