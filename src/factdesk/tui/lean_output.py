"""Sends the terminal only what changed: a frame is compared with what stands there, cell by cell.

Textual sends whole regions, with all colours written out for every piece of text: twelve kilobytes for one move
of the cursor beside a card. Over a slow line from the field that is felt. What is left here of such a move is the
cells that look otherwise, and of their colours what differs from the piece before.

A frame is understood wholly or not at all: what is not made of moves, styles and text goes out as it came, and
nothing is known of the screen afterwards. So does text whose width terminals do not agree on.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final, NamedTuple

from textual.driver import Driver

from factdesk.tui.early import current
from factdesk.tui.single import is_single

__all__ = ["LeanOutput", "lean"]

_TOKEN: Final = re.compile(r"\x1b\[(?:(\d+);(\d+)H|([\d;]*)m)([^\x1b]*)")
_HARMLESS: Final = re.compile(r"(?:\x1b\[\?2026[hl]|\x1b\]22;[a-z-]*\x07)+")
"""What may come between frames and changes no cell: the marks around a frame, the mouse pointer's shape."""
ALTERNATE: Final = "\x1b[?1049h"
GAP: Final = 8
"""Unchanged cells that are sent along where a jump over them would take as many bytes."""
_DECORATED: Final = frozenset(("4", "7", "9"))
"""Attributes that show on a blank: underline, reverse, strike."""


class _Style(NamedTuple):
    """A style as its codes; `fg` None where the colour of the text does not show (a plain blank)."""

    attributes: frozenset[str]
    fg: str | None
    bg: str


class _Blank(_Style):
    """How a plain blank looks. `text` is the style that a text there would have: a mark laid over it shows that."""

    text: _Style


_PLAIN: Final = _Style(frozenset(), "", "")
_Cell = tuple[_Style, str]
_styles: Final[dict[str, _Style | None]] = {"": _PLAIN, "0": _PLAIN}
_blanks: Final[dict[_Style, _Style]] = {}
_changes: Final[dict[tuple[_Style, _Style], tuple[str, _Style]]] = {}


def _style(codes: str) -> _Style | None:
    """The style of an SGR sequence that stands for itself alone; None for one that is not understood."""
    if codes not in _styles:
        _styles[codes] = _parsed(codes.split(";"))
    return _styles[codes]


def _parsed(codes: list[str]) -> _Style | None:
    attributes, fg, bg = set(), "", ""
    at = 0
    while at < len(codes):
        code = codes[at]
        if code in ("38", "48"):
            length = {"2": 5, "5": 3}.get(codes[at + 1] if at + 1 < len(codes) else "", 0)
            if not length or at + length > len(codes):
                return None
            colour = ";".join(codes[at : at + length])
            fg, bg = (colour, bg) if code == "38" else (fg, colour)
            at += length
            continue
        if re.fullmatch(r"3[0-79]|9[0-7]", code):
            fg = "" if code == "39" else code
        elif re.fullmatch(r"4[0-79]|10[0-7]", code):
            bg = "" if code == "49" else code
        elif code in "1234579":
            attributes.add(code)
        else:
            return None
        at += 1
    return _Style(frozenset(attributes), fg, bg)


def _blank(style: _Style) -> _Style:
    """How a blank in that style looks: of most only the background shows."""
    found = _blanks.get(style)
    if found is None:
        decorated = style.attributes & _DECORATED
        found = style
        if not decorated:
            found = _Blank(frozenset(), None, style.bg)
            found.text = style
        _blanks[style] = found
    return found


def _change(now: _Style, wanted: _Style) -> tuple[str, _Style]:
    """The sequence from one style to another (empty where none is needed), and the style that is on then."""
    key = (now, wanted)
    found = _changes.get(key)
    if found is None:
        found = _changes[key] = _made(now, wanted)
    return found


def _made(now: _Style, wanted: _Style) -> tuple[str, _Style]:
    gone = now.attributes - wanted.attributes
    if wanted.fg is None and not gone & _DECORATED:
        wanted = _Style(now.attributes, now.fg, wanted.bg)  # a plain blank: the text's colour stays for what follows
        gone = frozenset()
    elif wanted.fg is None:
        wanted = _Style(frozenset(), "", wanted.bg)
    start = _PLAIN if gone else now
    codes = ["0"] if gone else []
    codes += sorted(wanted.attributes - start.attributes)
    if wanted.fg != start.fg:
        codes.append(wanted.fg or "39")
    if wanted.bg != start.bg:
        codes.append(wanted.bg or "49")
    return (f"\x1b[{';'.join(codes)}m" if codes else ""), wanted


class LeanOutput:
    """What stands on a terminal's screen as far as it is known, and frames made lean by it."""

    def __init__(self) -> None:
        self._rows: dict[int, list[_Cell | None]] = {}
        self.stale = (0, 0)
        """Columns and lines on which something stands that the first frame knows nothing of: it goes with that."""

    def forget(self) -> None:
        """Nothing is known of the screen any more."""
        self._rows.clear()

    def lean(self, data: str) -> str:
        """What has to be written so that the screen looks as after `data`."""
        if _HARMLESS.fullmatch(data):
            return data
        chunks = self._read(data)
        if chunks is None:
            self.forget()
            return data
        # the whole screen drawn anew: whoever asks for that does not trust what stands there
        anew = all(row == place and column == 1 for place, (row, column, _) in enumerate(chunks[:-1], 1))
        columns, lines = self.stale
        out = [f"\x1b[{line};1H{' ' * columns}" for line in range(1, lines + 1)]
        self.stale = (0, 0)
        style = _PLAIN
        for row, column, pieces in chunks:
            if pieces:
                style = self._draw(row, column, pieces, out, style, anew)
        if style != _PLAIN:
            out.append("\x1b[0m")
        out.append(f"\x1b[{chunks[-1][0]};{chunks[-1][1]}H")  # where the cursor was left
        return "".join(out)

    def _read(self, data: str) -> list[tuple[int, int, list[tuple[_Style, str]]]] | None:
        """The frame as pieces of text at their places; None for what is not one."""
        tokens = _TOKEN.findall(data)
        if len(tokens) != data.count("\x1b") or not tokens or not tokens[0][0]:
            return None
        chunks: list[tuple[int, int, list[tuple[_Style, str]]]] = []
        style: _Style | None = _PLAIN
        for row, column, codes, text in tokens:
            if row:
                chunks.append((int(row), int(column), []))
            else:
                style = _style(codes)
            if style is None:
                return None
            text = text.removesuffix("\n")
            if text:
                if not text.isprintable():
                    return None
                chunks[-1][2].append((style, text))
        return None if chunks[-1][2] else chunks

    def _draw(
        self, row: int, column: int, pieces: list[tuple[_Style, str]], out: list[str], style: _Style, anew: bool
    ) -> _Style:
        """Writes what differs of one piece of a line; returns the style that is on then."""
        known = self._rows.setdefault(row, [])
        if not all(is_single(text) for _, text in pieces):
            del known[column - 1 :]  # it may reach further on the screen than was counted
            style = self._lead(row, column, pieces[0][1][0], out, style)
            for wanted, text in pieces:
                codes, style = _change(style, wanted)
                out.append(codes + text)
            return style
        cells: list[_Cell] = [
            (wanted if char != " " else _blank(wanted), char) for wanted, text in pieces for char in text
        ]
        start, end = column - 1, column - 1 + len(cells)
        if len(known) < end:
            known.extend([None] * (end - len(known)))
        before: list[_Cell | None] = [None] * len(cells) if anew else known[start:end]
        known[start:end] = cells
        for first, last in _changed(before, cells):
            out.append(f"\x1b[{row};{column + first}H")
            for wanted, char in cells[first:last]:
                if wanted is not style:
                    codes, style = _change(style, wanted)
                    out.append(codes)
                out.append(char)
        return style

    def _lead(self, row: int, column: int, first: str, out: list[str], style: _Style) -> _Style:
        """Goes to where a text begins. A mark joins the cell before, which then looks as it was asked for."""
        known = self._rows[row]
        if not unicodedata.combining(first) or not 1 < column <= len(known) + 1:
            out.append(f"\x1b[{row};{column}H")
            return style
        cell, known[-1] = known[-1], None
        if cell is None or not isinstance(cell[0], _Blank):
            out.append(f"\x1b[{row};{column}H")
            return style
        codes, style = _change(style, cell[0].text)
        out.append(f"\x1b[{row};{column - 1}H{codes} ")
        return style


def _changed(before: list[_Cell | None], now: list[_Cell]) -> list[tuple[int, int]]:
    """The stretches of cells that differ, half open; such with few cells between them are one."""
    found: list[tuple[int, int]] = []
    for place, (old, new) in enumerate(zip(before, now, strict=True)):
        if old != new:
            if found and place - found[-1][1] <= GAP:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found


def lean(driver: type[Driver]) -> type[Driver]:
    """The driver, writing only what changed. Output that comes in pieces (Windows) is left as it is."""
    base: Any = driver

    class LeanDriver(base):  # type: ignore[misc]  # whichever driver the platform has
        """The platform's driver with a lean output."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.output = LeanOutput()
            self._early = current()

        def start_application_mode(self) -> None:
            """Takes the terminal over, from an early page where one is shown: that stays until the first frame."""
            super().start_application_mode()
            if self._early is not None:
                self.attrs_before, self.output.stale = self._early.hand_over(), self._early.size
                self._early = None

        def write(self, data: str) -> None:
            """Writes what has to be written."""
            if self._early is None or data != ALTERNATE:  # entered already: some terminals would clear it
                super().write(self.output.lean(data))

    return LeanDriver
