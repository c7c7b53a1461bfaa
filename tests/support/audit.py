"""Reads what a full-screen program wrote to its terminal; reports whatever is not in its own small language.

The language is an allow-list: plain visible text, line ends, cursor moves, colours, and the private modes
that Textual switches. Everything else (other escape sequences, C0 and C1 controls, bidirectional controls,
characters without width, text that is not UTF-8) is a finding: it can only have come from somebody's data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MODES: Final = frozenset(
    {1, 7, 12, 25, 1000, 1002, 1003, 1004, 1006, 1015, 1016, 1049, 2004, 2026, 2048}
)  # fmt: skip
_SHAPES: Final = re.compile(
    "default|pointer|text|crosshair|help|wait|progress|cell|not-allowed|grab|grabbing|move|all-scroll|(?:col|row|"
    "[ns]?[ew]?|ew|ns|nesw|nwse)-resize|zoom-in|zoom-out|alias|copy|no-drop|context-menu|vertical-text"
)
"""Names of mouse pointers that Textual asks for (OSC 22)."""

_TOKEN: Final = re.compile(
    r"(?P<csi>\x1b\[(?P<params>[0-?]*)(?P<middle>[ -/]*)(?P<final>[@-~]))"
    r"|(?P<osc>\x1b\](?P<number>\d*);?(?P<payload>[^\x07\x1b]*)(?:\x07|\x1b\\))"
    r"|(?P<string>\x1b[PX^_](?:[^\x1b]|\x1b[^\\])*?\x1b\\)"
    r"|(?P<escape>\x1b.?)"
    r"|(?P<other>[\x00-\x08\x0b-\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\t]|[^\x00-\x7f])",
    re.S,
)
_CLIPBOARD: Final = re.compile(r"c;[A-Za-z0-9+/]*={0,2}")
_SGR: Final = re.compile(r"(?:[0-9]{1,3}(?:[;:][0-9]{1,3})*)?")

_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WIDTHLESS: Final = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u200c\u200d"
    "\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0"
)
PILE: Final = 8
"""More combining marks than this on one character overrun the lines around it. Scripts need at most five."""


@dataclass(frozen=True)
class Finding:
    """One thing that should not have been written: what it is, its bytes, where, and what stood around it."""

    kind: str
    raw: str
    offset: int
    around: str

    def __str__(self) -> str:
        return f"{self.kind} {self.raw!r} at {self.offset} in {self.around!r}"


def hidden(char: str) -> str | None:
    """Why a character must not reach a terminal (`control`, `bidi`, `width`, …), or None if it may.

    Covers Unicode's C0, C1, bidirectional controls (UAX 9), default-ignorable characters that are not
    variation selectors, line and paragraph separators, tags, noncharacters and surrogates.
    """
    code = ord(char)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return "control"
    if char in _BIDI:
        return "bidi"
    if char in _WIDTHLESS or 0x1D173 <= code <= 0x1D17A or 0x1BCA0 <= code <= 0x1BCA3:
        return "width"
    if code in (0x2028, 0x2029):
        return "separator"
    if 0xE0000 <= code <= 0xE007F:
        return "tag"
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return "noncharacter"
    if 0xD800 <= code <= 0xDFFF:
        return "surrogate"
    if 0xFFF9 <= code <= 0xFFFB:
        return "annotation"
    return None


def audit(data: bytes, *, clipboard: bool = False, allow: str = "") -> list[Finding]:
    """Everything in `data` that is outside the allow-list, in order.

    `clipboard` permits OSC 52 with a base64 payload (what copying does); `allow` permits single characters.
    """
    text = data.decode("utf-8", "surrogateescape")
    found = []
    for kind, at, raw in _strange(text, clipboard):
        if raw not in allow or not raw:
            found.append(Finding(kind, raw, at, text[max(0, at - 30) : at + 50]))
    return found


def _strange(text: str, clipboard: bool) -> Iterator[tuple[str, int, str]]:
    marks, last = 0, -1
    for match in _TOKEN.finditer(text):
        raw, at = match[0], match.start()
        kind = match.lastgroup or ""
        if match["csi"] is not None:
            if not _own_csi(match["params"], match["middle"], match["final"]):
                yield "csi", at, raw
        elif match["osc"] is not None:
            if not _own_osc(match["number"], match["payload"], clipboard):
                yield "osc", at, raw
        elif match["string"] is not None or match["escape"] is not None:
            yield ("string" if match["string"] is not None else "escape"), at, raw
        else:
            marks = marks + 1 if unicodedata.combining(raw) and at == last + 1 else bool(unicodedata.combining(raw))
            last = at
            kind = "not UTF-8" if "\udc80" <= raw <= "\udcff" else hidden(raw) or ""
            if kind:
                yield kind, at, raw
            elif marks == PILE + 1:
                yield "pile", at, raw


def _own_csi(params: str, middle: str, final: str) -> bool:
    """Whether a control sequence is one that Textual's drivers and its compositor write."""
    if final == "m":
        return not middle and bool(_SGR.fullmatch(params))
    if final in "hl":
        return not middle and params[:1] == "?" and all(_mode(p) for p in params[1:].split(";"))
    if final == "p":
        return middle == "$" and params[:1] == "?" and _mode(params[1:])
    if final == "u":
        return not middle and bool(re.fullmatch(r">\d+|<\d*|\?", params))
    return final == "H" and not middle and bool(re.fullmatch(r"\d+;\d+", params))


def _mode(number: str) -> bool:
    return number.isdecimal() and int(number) in _MODES


def _own_osc(number: str, payload: str, clipboard: bool) -> bool:
    if number == "22":
        return bool(_SHAPES.fullmatch(payload))
    return number == "52" and clipboard and bool(_CLIPBOARD.fullmatch(payload))


def pieces(text: str) -> tuple[bytes, ...]:
    """What must not occur raw in terminal output that shows `text`.

    A lone character where the character itself is never legitimate; with a little of what stands around it
    where a program writes the same control for itself, so that somebody's colours are told from its own.
    """
    found: list[str] = []
    for at, char in enumerate(text):
        if hidden(char) and len(found) < 200:
            found.append(char if ord(char) >= 0x80 else _in_context(text, at))
    encoded = dict.fromkeys(piece.encode("utf-8", "surrogatepass") for piece in found)
    return tuple(piece for piece in encoded if piece)


def _in_context(text: str, at: int) -> str:
    """The control at `at` with what stands around it; nothing where that could be a program's own."""
    char, after = text[at], _visible_run(text[at + 1 : at + 17])
    if char in "\x1b\r\n":
        if len(after) < 3:
            return ""
        own = char == "\x1b" and re.fullmatch(r"\[\??(?:25|1049|\d{0,2})[A-Za-z]", after)
        return "" if own else char + after
    return char + after if len(after) >= 3 else _visible_run(text[max(0, at - 6) : at][::-1])[::-1] + char


def _visible_run(text: str) -> str:
    """The start of `text` up to its first hidden character."""
    for at, char in enumerate(text):
        if hidden(char):
            return text[:at]
    return text
