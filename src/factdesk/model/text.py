"""Makes text from outside visible: what a terminal would obey, hide or reorder becomes a mark that shows it.

The stored text stays as it is; only what is shown or printed goes through here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

ZALGO: Final = 4
"""Combining marks in a row that are shown; more are counted, because they climb over other lines."""

_PICTURES: Final = 0x2400
"""The Unicode block of pictures for the control characters 0..31."""


def is_safe(char: str) -> bool:
    """Whether the character may reach a terminal: it neither controls, hides, reorders nor is unassigned.

    Letters, marks, numbers, punctuation, symbols and the plain space are; so are variation selectors 15 and
    16, which only choose between text and picture form of the character before.
    """
    return _mark(char) is None


def visible(text: str, *, newlines: bool = False) -> str:
    """The text with every unsafe character as a visible mark; a second run changes nothing.

    Control characters become their Unicode pictures (ESC is `␛`), others `<U+202E>`. Tabs become four
    spaces when `newlines` is set (a block of text), else a picture; line breaks stay only then. Runs of more
    than `ZALGO` combining marks end in `<+9 marks>`.
    """
    if text.isascii() and text.isprintable():
        return text
    if newlines:
        text = text.replace("\r\n", "\n").replace("\t", "    ")
    if text.isprintable() and not _has_marks(text):
        return text
    return _rewrite(text, newlines)


def clean_line(text: str) -> str:
    """One line for lists: line breaks and tabs as spaces, everything else as `visible` shows it."""
    if text.isascii() and text.isprintable():
        return text
    return visible(text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " "))


def shorten(text: str, length: int) -> str:
    """At most `length` characters, the last one an ellipsis where something was left out."""
    return text if len(text) <= length else text[: max(length - 1, 0)] + "…"


def _rewrite(text: str, newlines: bool) -> str:
    out: list[str] = []
    run = 0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
            run += 1
            if run <= ZALGO:
                out.append(_mark(char) or char)
            continue
        if run > ZALGO:
            out.append(f"<+{run - ZALGO} marks>")
        run = 0
        out.append("\n" if newlines and char == "\n" else _mark(char) or char)
    if run > ZALGO:
        out.append(f"<+{run - ZALGO} marks>")
    return "".join(out)


@lru_cache(maxsize=8192)
def _mark(char: str) -> str | None:
    """What stands for an unsafe character; None for a safe one."""
    code = ord(char)
    if char == " ":
        return None
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == 0x7F:
        return "\u2421"
    category = unicodedata.category(char)
    if 0xFE00 <= code <= 0xFE0F:
        return None if code >= 0xFE0E else f"<U+{code:04X}>"
    if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or 0xE0100 <= code <= 0xE01EF or char in _HIDDEN:
        return f"<U+{code:04X}>"
    return None


_HIDDEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
"""Letters and symbols that show nothing: grapheme joiner, Hangul and Khmer fillers, the blank Braille cell."""


def _has_marks(text: str) -> bool:
    """Whether combining marks or invisible letters may be among printable characters."""
    return any(char in _HIDDEN or unicodedata.category(char) in ("Mn", "Me") for char in set(text))
