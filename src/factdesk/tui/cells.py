"""Measuring, cutting and wrapping of text in terminal cells, for text that is already fit to be shown."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len as _rich_cell_len
from rich.cells import get_character_cell_size

__all__ = ["break_line", "cut_plain", "width_of"]

_PRINTABLE_ASCII: Final = frozenset(map(chr, range(0x20, 0x7F)))
_CYRILLIC_GREEK: Final = frozenset(map(chr, range(0x370, 0x483)))
_LATIN: Final = frozenset(map(chr, (*range(0xA1, 0xAD), *range(0xAE, 0x300))))
_SINGLE: Final = _PRINTABLE_ASCII | _CYRILLIC_GREEK | _LATIN | frozenset("—–“”‘’„…•·×≥≤∞→←✓")
NARROWEST: Final = 2
"""The narrowest line that text is broken to: one wide character."""


def width_of(text: str) -> int:
    """How many cells the text takes. It must hold no line break or control character."""
    return len(text) if text.isascii() else _rich_cell_len(text)


def all_single(text: str) -> bool:
    """Whether every character takes one cell, so that cells are characters."""
    if text.isascii():
        return True
    return all(get_character_cell_size(char) == 1 for char in set(text) - _SINGLE)


def cut_plain(text: str, cells: int, ellipsis: str = "…") -> str:
    """The text in at most `cells` cells; what was cut off shows as `ellipsis`."""
    if cells <= 0:
        return ""
    if len(text) <= cells and all_single(text):
        return text
    if all_single(text):
        room = cells - width_of(ellipsis)
        return text[:room] + ellipsis if room >= 0 else ellipsis[:cells]
    if width_of(text) <= cells:
        return text
    room = cells - width_of(ellipsis)
    return head(text, room) + ellipsis if room >= 0 else ellipsis[:cells]


def head(text: str, cells: int) -> str:
    """The longest beginning that takes at most `cells` cells, marks with their letter."""
    used = 0
    for index, char in enumerate(text):
        used += get_character_cell_size(char)
        if used > cells:
            return text[:index]
    return text


def break_line(text: str, cells: int, first: int | None = None) -> list[tuple[int, int]]:
    """Where a line without line breaks is broken to fit into `cells` cells.

    Returns half-open character ranges, one a line. It breaks at spaces, and inside a word only where
    the word alone is too long. `first` is the room on the first line (for an indent). Linear in the
    length of the text; lines are never narrower than `NARROWEST` cells.
    """
    cells = max(NARROWEST, cells)
    room = cells if first is None else max(NARROWEST, first)
    if all_single(text):
        return _break_single(text, cells, room)
    return _break_wide(text, cells, room)


def _break_single(text: str, cells: int, room: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    at, length = 0, len(text)
    while length - at > room:
        space = text.rfind(" ", at, at + room + 1)
        if space > at:
            lines.append((at, space))
            at = space + 1
        else:
            lines.append((at, at + room))
            at += room
        room = cells
    lines.append((at, length))
    return lines


def _break_wide(text: str, cells: int, room: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    at, used, space, used_to_space = 0, 0, -1, 0
    for index, char in enumerate(text):
        width = get_character_cell_size(char)
        while width and used + width > room:
            if char == " ":
                break
            if space > at:
                lines.append((at, space))
                at, used = space + 1, used - used_to_space
            else:
                lines.append((at, index))
                at, used = index, 0
            space, room = -1, cells
        if char == " ":
            if used + 1 > room:
                lines.append((at, index))
                at, used, space, room = index + 1, 0, -1, cells
                continue
            space, used_to_space = index, used + 1
        used += width
    lines.append((at, len(text)))
    return lines
