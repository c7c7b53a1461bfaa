"""The bytes that an xterm sends for a key, a pasted text or the mouse."""

from __future__ import annotations

from typing import Final

_NAMED: Final = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "delete": "\x1b[3~", "insert": "\x1b[2~", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C",
    "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "ctrl+home": "\x1b[1;5H", "ctrl+end": "\x1b[1;5F", "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f10": "\x1b[21~",
}  # fmt: skip


def encode(key: str, *, kitty: bool = False) -> bytes:
    """One key by its name (`enter`, `ctrl+s`, `f1`) or one character. Raises ValueError for neither.

    With the kitty keyboard protocol on, Escape is a sequence of its own and needs no pause after it.
    """
    if key == "escape" and kitty:
        return b"\x1b[27u"
    if key in _NAMED:
        return _NAMED[key].encode()
    if len(key) == 6 and key.startswith("ctrl+") and "a" <= key[5] <= "z":
        return bytes([ord(key[5]) - 96])
    if len(key) == 1:
        return key.encode()
    raise ValueError(f"no such key: {key!r}")


def pasted(text: str) -> bytes:
    """A bracketed paste. As terminals do, the mark that would end it early is taken out of the text."""
    data = text.encode("utf-8", "surrogatepass").replace(b"\x1b[201~", b"")
    return b"\x1b[200~" + data.replace(b"\r\n", b"\r").replace(b"\n", b"\r") + b"\x1b[201~"


def mouse(button: int, x: int, y: int, *, press: bool = True) -> bytes:
    """An SGR mouse report for cell (x, y) from 0; button 0 left, 2 right, 35 moved, 64 wheel up, 65 down."""
    return f"\x1b[<{button};{x + 1};{y + 1}{'M' if press else 'm'}".encode()
