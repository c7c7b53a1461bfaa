"""pyte's parser with short ways for what a full-screen program writes most: colours, moves, plain text.

pyte sends every character of a sequence through a generator, and draws every character by itself: most of a
terminal test's time. What the short ways do not know goes pyte's own way.
"""

from __future__ import annotations

import re
from typing import Any

import pyte
from pyte import modes
from wcwidth import wcwidth

_CSI = re.compile(r"\x1b\[([0-9;]*)([mHK])")


class QuickScreen(pyte.Screen):
    """pyte's screen, which remembers what a colour sequence does and how wide a character is."""

    def __init__(self, columns: int, lines: int) -> None:
        self._renditions: dict[tuple[Any, str], Any] = {}
        self._cells: dict[tuple[Any, str], Any] = {}
        super().__init__(columns, lines)

    def draw(self, data: str) -> None:
        """As pyte does; at once where all characters are one cell wide and end on this line."""
        cursor = self.cursor
        x = cursor.x
        plain = x + len(data) <= self.columns and modes.IRM not in self.mode and not self.charset
        if not plain or self.g0_charset is not pyte.charsets.LAT1_MAP:
            super().draw(data)
            return
        row, attrs, cells = self.buffer[cursor.y], cursor.attrs, self._cells
        for place, char in enumerate(data, x):
            cell = cells.get((attrs, char))
            if cell is None:
                if wcwidth(char) != 1:
                    cursor.x = place
                    self.dirty.add(cursor.y)
                    super().draw(data[place - x :])
                    return
                cell = cells[attrs, char] = attrs._replace(data=char)
            row[place] = cell
        cursor.x = x + len(data)
        self.dirty.add(cursor.y)

    def render(self, codes: str) -> None:
        """Does what `CSI codes m` asks."""
        key = (self.cursor.attrs, codes)
        after = self._renditions.get(key)
        if after is None:
            self.select_graphic_rendition(*(min(int(code or 0), 9999) for code in codes.split(";")))
            self._renditions[key] = self.cursor.attrs
        else:
            self.cursor.attrs = after


class QuickStream(pyte.ByteStream):
    """Hands whole sequences to a QuickScreen."""

    def feed(self, data: bytes) -> None:
        """Draws `data`."""
        if not self.use_utf8:
            super().feed(data)
            return
        screen = self.listener
        assert isinstance(screen, QuickScreen)
        text, offset, plain = self.utf8_decoder.decode(data), 0, self._taking_plain_text
        while offset < len(text):
            if plain and (match := self._text_pattern.match(text, offset)):
                screen.draw(match[0])
            elif plain and (match := _CSI.match(text, offset)):
                _obey(screen, match[2], match[1])
            else:
                plain = self._send_to_parser(text[offset])
                offset += 1
                continue
            offset = match.end()
        self._taking_plain_text = plain


def _obey(screen: QuickScreen, command: str, codes: str) -> None:
    if command == "m":
        screen.render(codes)
        return
    numbers = [min(int(code or 0), 9999) for code in codes.split(";")]
    if command == "H":
        screen.cursor_position(*numbers[:2])
    else:
        screen.erase_in_line(numbers[0])
