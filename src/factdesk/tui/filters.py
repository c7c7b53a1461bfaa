"""The second wall: line filters over everything that leaves for the terminal, whoever made it.

The first wall is `safe`, which makes characters visible. Where a text comes past it (a field of Textual's own
shows what was pasted into it as it is), these filters let nothing out that `model.text` calls unsafe: no control
character, C1 code, bidi control, invisible letter, noncharacter or lone surrogate; and no hyperlink.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import combining

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from factdesk.model.text import ZALGO, is_safe

__all__ = ["AsciiFilter", "SafeFilter", "harmless"]

_harmless: Final[set[str]] = set(map(chr, range(0x20, 0x7F)))
"""Characters that were found to be safe; marks that sit on the letter before them are never in here."""
_KEPT: Final = 8192
"""So many are remembered."""


@lru_cache(maxsize=2048)
def _harmless_char(char: str) -> str:
    """The character, or as many replacement signs as the cells that the layout counted for it."""
    return char if is_safe(char) else "\ufffd" * get_character_cell_size(char)


def _is_harmless(text: str) -> bool:
    if _harmless.issuperset(text):
        return True
    if len(_harmless) < _KEPT:
        _harmless.update(char for char in text if is_safe(char) and not combining(char))
    return _harmless.issuperset(text)


def harmless(text: str) -> str:
    """The text without a character that a terminal may obey or hide, of the same width in cells.

    A harmful character that was counted as wide as a cell becomes U+FFFD, one of no width goes: the escape
    sequence behind it then stands there as plain letters. Of a pile of marks on one letter `ZALGO` are left.
    """
    if _is_harmless(text):
        return text
    out: list[str] = []
    pile = 0
    for char in text:
        pile = pile + 1 if combining(char) else 0
        if pile <= ZALGO:
            out.append(_harmless_char(char))
    return "".join(out)


class SafeFilter(LineFilter):
    """Lets only harmless text out. Cheap: text of known characters is handed on as it is."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments where all are harmless and link nowhere, else harmless ones."""
        for text, style, _ in segments:
            if not _is_harmless(text) or (style is not None and style._link):
                break
        else:
            return segments
        return [Segment(harmless(text), _unlinked(style)) for text, style, _ in segments]


def _unlinked(style: Style | None) -> Style | None:
    """The style without a terminal hyperlink: its address is written out raw and may come from data."""
    return style.update_link(None) if style is not None and style.link else style


class AsciiFilter(LineFilter):
    """Draws the screen's own lines, bars and signs in ASCII for poor terminals; letters stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with every drawn sign as one ASCII character."""
        if all(text.isascii() for text, _, _ in segments):
            return segments
        return [Segment(text.translate(_DRAWN), style) for text, style, _ in segments]


_SIGNS: Final = {
    "·": ".", "✓": "+", "✗": "x", "…": "~", "—": "-", "–": "-", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "•": "*", "◆": "*", "▌": ">", "⏎": "/", "↵": "/", "«": '"', "»": '"', "“": '"', "”": '"', "‘": "'",
    "’": "'", "×": "x", "●": "*", "○": "o", "▸": ">", "▾": "v", "⟨": "<", "⟩": ">", "\ufffd": "?",
}  # fmt: skip
"""Signs whose ASCII stand-in means the same. Not ≥ and ≤: another sign would change the figure."""


def _drawn() -> dict[int, str]:
    """Box drawing and block elements by shape, and the signs of the program, each as one character."""
    table = dict.fromkeys(range(0x2500, 0x2580), "+")
    table.update(dict.fromkeys(map(ord, "─━┄┅┈┉╌╍═╴╶╸╺╼╾"), "-"))
    table.update(dict.fromkeys(map(ord, "│┃┆┇┊┋╎╏║╵╷╹╻╽╿"), "|"))
    table.update(dict.fromkeys(range(0x2580, 0x2590), "#"))
    table.update(dict.fromkeys(range(0x2591, 0x25A0), "#"))
    table.update(dict.fromkeys(map(ord, "▁▂▃▄▏▎▍▕▔"), " "))
    table[0x2590] = "#"
    table.update(str.maketrans(_SIGNS))
    return table


_DRAWN: Final = _drawn()
