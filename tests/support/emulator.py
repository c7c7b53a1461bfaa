"""A terminal's screen in memory (pyte), which answers what full-screen programs ask at their start."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from support.quick_stream import QuickScreen, QuickStream

# What pyte cannot parse and would draw as text: private CSI other than plain modes, CSI with
# intermediates, sub-parameters, and the string sequences. Cut before pyte sees it.
_CUT = re.compile(
    rb"\x1b\[[<=>][0-9;:]*[@-~]|\x1b\[\??[0-9;:]*[ !\"$'*]+[@-~]|\x1b\[\?[0-9;]*[mu]"
    rb"|\x1b\[[0-9;]*:[0-9;:]*m|\x1b[PX^_\]].*?(?:\x1b\\|\x07)",
    re.S,
)
_PARTIAL = re.compile(rb"\x1b(?:\[[0-9;:?<=>]*[ !\"$'*]*|[PX^_\]][^\x07\x1b]*\x1b?)?$", re.S)
_QUERY = re.compile(
    rb"\x1b\[(?P<device>[>=]?)0?c|\x1b\[(?P<report>\??[56])n|\x1b\[\?(?P<mode>\d+)\$p|\x1b\[\?(?P<kitty>u)"
    rb"|\x1b\[>0?(?P<version>q)|\x1b\](?P<colour>1[0-2]);\?(?:\x07|\x1b\\)"
)
_KITTY = re.compile(rb"\x1b\[(?:>(?P<on>\d+)|<\d*)u")
_KNOWN_MODES = frozenset({"25", "1049", "2004", "2026"})


class Screen(QuickScreen):
    """pyte's screen, with the alternate screen emptied on entering and leaving."""

    def set_mode(self, *modes: int, **kw: Any) -> None:
        """As pyte does; the alternate screen opens empty."""
        if kw.get("private"):
            self._switch(modes)
        super().set_mode(*modes, **kw)

    def reset_mode(self, *modes: int, **kw: Any) -> None:
        """As pyte does; the main screen comes back empty."""
        if kw.get("private"):
            self._switch(modes)
        super().reset_mode(*modes, **kw)

    def _switch(self, modes: tuple[int, ...]) -> None:
        if {47, 1047, 1049} & set(modes):
            self.erase_in_display(2)
            self.cursor_position()

    def report_device_attributes(self, mode: int = 0, **kw: bool) -> None:
        """Answered by the emulator, so not here."""

    def report_device_status(self, mode: int) -> None:
        """Answered by the emulator, so not here."""


class Emulator:
    """Draws what a program writes and hands the answers to its queries to `answer`."""

    def __init__(self, size: tuple[int, int], answer: Callable[[bytes], object]) -> None:
        self.screen = Screen(*size)
        self.kitty = False
        self._stream = QuickStream(self.screen)
        self._answer = answer
        self._rest = b""
        self._rows: dict[int, str] = {}

    def feed(self, data: bytes) -> None:
        """Draws `data`; a sequence cut in two by the pty waits for its other half."""
        data, self._rest = self._rest + data, b""
        partial = _PARTIAL.search(data)
        if partial and len(data) - partial.start() < 8192:
            data, self._rest = data[: partial.start()], data[partial.start() :]
        self._stream.feed(_CUT.sub(b"", data))
        if b"\x1b" in data:
            for match in _KITTY.finditer(data):
                self.kitty = bool(match["on"] and match["on"] != b"0")
            for match in _QUERY.finditer(data):
                self._answer(self._reply(match))

    def _reply(self, match: re.Match[bytes]) -> bytes:
        kind = match.lastgroup or ""
        value = match[kind].decode()
        if kind == "device":
            return {"": b"\x1b[?62;22c", ">": b"\x1b[>41;390;0c"}.get(value, b"\x1bP!|00000000\x1b\\")
        if kind == "report":
            cursor = self.screen.cursor
            return b"\x1b[0n" if value == "5" else f"\x1b[{cursor.y + 1};{cursor.x + 1}R".encode()
        if kind == "mode":
            return f"\x1b[?{value};{2 if value in _KNOWN_MODES else 0}$y".encode()
        if kind == "kitty":
            return b"\x1b[?0u"
        if kind == "version":
            return b"\x1bP>|testterm(1)\x1b\\"
        shade = "ffff" if value == "10" else "0000"
        return f"\x1b]{value};rgb:{shade}/{shade}/{shade}\x1b\\".encode()

    def resize(self, size: tuple[int, int]) -> None:
        """Changes the size to (columns, rows)."""
        self.screen.resize(lines=size[1], columns=size[0])
        self.screen.dirty.update(range(size[1]))

    def rows(self) -> list[str]:
        """The lines as a person reads them, without trailing blanks; a wide character counts once."""
        screen, columns = self.screen, range(self.screen.columns)
        for y in screen.dirty:
            self._rows[y] = "".join(screen.buffer[y][x].data for x in columns).rstrip()
        screen.dirty.clear()
        return [self._rows[y] for y in range(screen.lines)]

    def picture(self, box: tuple[int, int, int, int] | None = None) -> tuple[tuple[Any, ...], ...]:
        """Characters and colours of a region (left, top, right, bottom; half open): what an eye sees."""
        x0, y0, x1, y1 = box or (0, 0, self.screen.columns, self.screen.lines)
        buffer = self.screen.buffer
        return tuple(tuple(buffer[y][x] for x in range(x0, x1)) for y in range(y0, y1))
