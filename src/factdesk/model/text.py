"""Makes text from outside visible: what a terminal would obey, hide or reorder becomes a mark that shows it.

The stored text stays as it is; only what is shown or printed goes through here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

ZALGO: Final = 4
"""Combining marks in a row that are shown; more are counted, because they climb over other lines."""

_PICTURES: Final = 0x2400
"""The Unicode block of pictures for the control characters 0..31."""

_HIDDEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and symbols that show nothing: grapheme joiner, Hangul and Khmer fillers, the blank Braille cell."""

_UNSAFE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that control, hide or reorder, or that nobody knows how to draw."""


def is_safe(char: str) -> bool:
    """Whether the character may reach a terminal: it neither controls, hides, reorders nor is unassigned.

    Letters, marks, numbers, punctuation, symbols and every space are; so are variation selectors 15 and
    16, which only choose between text and picture form of the character before.
    """
    return _mark(char) is None


def visible(text: str, *, newlines: bool = False) -> str:
    """The text with every unsafe character as a visible mark; a second run changes nothing.

    Control characters become their Unicode pictures (ESC is `␛`), others `<U+202E>`. Runs of more than
    `ZALGO` combining marks end in `<+9 marks>`. Where `newlines` is set (a block of text), line breaks stay
    and tabs become four spaces. Linear in the text; printable ASCII is handed back as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    if newlines:
        text = text.replace("\r\n", "\n").replace("\t", "    ")
    found = set(text)
    combining = sorted(char for char in found if unicodedata.category(char) in ("Mn", "Me"))
    marks = {ord(char): mark for char in found if (mark := _mark(char)) is not None}
    if newlines:
        marks.pop(0x0A, None)
    if combining and sum(map(text.count, combining)) > ZALGO:
        text = _towers("".join(combining)).sub(_count_marks, text)
    return text.translate(marks) if marks else text


def clean_line(text: str) -> str:
    """One line for lists: line breaks and tabs as spaces, everything else as `visible` shows it."""
    if text.isascii() and text.isprintable():
        return text
    return visible(re.sub(r"\r\n|[\r\n\t]", " ", text))


def shorten(text: str, length: int) -> str:
    """At most `length` characters, the last one an ellipsis where something was left out."""
    if len(text) <= length:
        return text
    return text[: length - 1] + "…" if length > 0 else ""


@lru_cache(maxsize=64)
def _towers(combining: str) -> re.Pattern[str]:
    """Runs of more than `ZALGO` of these combining marks; the group holds those that are shown."""
    return re.compile(f"([{combining}]{{{ZALGO}}})[{combining}]+")


def _count_marks(tower: re.Match[str]) -> str:
    return f"{tower[1]}<+{len(tower[0]) - ZALGO} marks>"


@lru_cache(maxsize=8192)
def _mark(char: str) -> str | None:
    """What stands for an unsafe character; None for a safe one."""
    code = ord(char)
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == 0x7F:
        return "\u2421"
    if unicodedata.category(char) in _UNSAFE or char in _HIDDEN or _selects_glyph(code):
        return f"<U+{code:04X}>"
    return None


def _selects_glyph(code: int) -> bool:
    """Variation selectors but 15 and 16: invisible, and known to smuggle text along."""
    return 0xFE00 <= code <= 0xFE0D or 0xE0100 <= code <= 0xE01EF or 0x180B <= code <= 0x180F


def brief(text: str, length: int = 48) -> str:
    """One short line to name something by, of at most `length` characters."""
    return shorten(" ".join(text[: length * 4].split()), length)
