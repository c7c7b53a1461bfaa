"""How raw text looks while it is edited: what each character shows as, how wide, and where lines break."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final

from factdesk.model.text import ZALGO, visible
from factdesk.tui.cells import NARROWEST, break_line, width_of

__all__ = ["Layout", "glyphs", "index_at", "offset_of", "row_ranges"]

Glyph = tuple[str, int]
"""What one character shows as, and how many cells that takes."""

_CHOOSERS: Final = "\ufe0e\ufe0f"


@lru_cache(maxsize=4096)
def _glyph(char: str) -> Glyph:
    if char in _CHOOSERS:
        return "", 0  # drawn one cell wide by some terminals and two by others, so left out
    shown = visible(char)
    return shown, width_of(shown)


def glyphs(text: str, start: int, stop: int) -> Iterator[Glyph]:
    """What the characters `start`..`stop` show as: every one that a terminal would obey or hide as a mark.

    Of combining marks in a row the first four stand over their letter, further ones by their number.
    """
    run = _marks_before(text, start)
    for char in text[start:stop]:
        if char.isascii():
            run = 0
            yield _glyph(char)
            continue
        shown, width = _glyph(char)
        if width or unicodedata.category(char) not in ("Mn", "Me"):
            run = 0
            yield shown, width
            continue
        run += 1
        yield (shown, width) if run <= ZALGO else (mark := f"<U+{ord(char):04X}>", len(mark))


def _marks_before(text: str, at: int) -> int:
    run = 0
    while at - run > 0 and run <= ZALGO and unicodedata.category(text[at - run - 1]) in ("Mn", "Me"):
        run += 1
    return run


def offset_of(text: str, start: int, index: int) -> int:
    """How many cells the characters `start`..`index` take."""
    part = text[start:index]
    if part.isascii() and part.isprintable():
        return len(part)
    return sum(width for _, width in glyphs(text, start, index))


def index_at(text: str, start: int, stop: int, cells: int) -> int:
    """The character at `cells` cells from `start`, at most `stop`."""
    used = 0
    for index, (_, width) in enumerate(glyphs(text, start, stop), start):
        if used + width > cells:
            return index
        used += width
    return stop


def row_ranges(line: str, cells: int) -> list[tuple[int, int]]:
    """Where a line without line breaks is broken to fit `cells` cells as it is shown: half-open ranges.

    The ranges cover every character: a blank at which a line breaks belongs to the line before.
    """
    plain = line.isascii() and line.isprintable()
    if plain or (line.isprintable() and visible(line) == line):
        found = break_line(line, cells)
        return [(a, found[i + 1][0]) if i + 1 < len(found) else (a, b) for i, (a, b) in enumerate(found)]
    return _break_shown(line, max(NARROWEST, cells))


def _break_shown(line: str, cells: int) -> list[tuple[int, int]]:
    rows: list[tuple[int, int]] = []
    at, used, blank, used_to_blank = 0, 0, -1, 0
    for index, (shown, width) in enumerate(glyphs(line, 0, len(line))):
        while width and used + width > cells and index > at:
            if blank > at:
                rows.append((at, blank))
                at, used = blank, used - used_to_blank
            else:
                rows.append((at, index))
                at, used = index, 0
            blank = -1
        used += width
        if shown == " ":
            blank, used_to_blank = index + 1, used
    rows.append((at, len(line)))
    return rows


class Layout:
    """The rows of a text at a width: only lines that were typed into are broken anew."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._cells = 0
        self._kept: dict[str, list[tuple[int, int]]] = {}
        self._lines: list[list[tuple[int, int]]] = [[(0, 0)]]
        self._starts: list[int] = [0]
        self._first: list[int] = [0, 1]

    @property
    def rows(self) -> int:
        """How many rows there are; at least one."""
        return self._first[-1]

    def lay_out(self, text: str, cells: int) -> None:
        """Breaks the text into rows of at most `cells` cells as shown (a trailing blank may stand over)."""
        if self._text is text and self._cells == cells:
            return
        known = self._kept if self._cells == cells else {}
        lines = text.split("\n")
        self._kept = {line: known.get(line) or row_ranges(line, cells) for line in lines}
        self._lines = [self._kept[line] for line in lines]
        self._starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
        self._first = [0, *accumulate(len(rows) for rows in self._lines)]
        self._text, self._cells = text, cells

    def row(self, y: int) -> tuple[int, int]:
        """The characters of row `y` (0-based), half open, without the line break."""
        line = bisect_right(self._first, y) - 1
        a, b = self._lines[line][y - self._first[line]]
        return self._starts[line] + a, self._starts[line] + b

    def row_of(self, index: int) -> int:
        """The row in which the character `index` stands, or the cursor before it."""
        line = bisect_right(self._starts, index) - 1
        rows = self._lines[line]
        if len(rows) == 1:
            return self._first[line]
        inside = index - self._starts[line]
        return self._first[line] + max(0, bisect_right(rows, inside, key=lambda row: row[0]) - 1)
