"""The colours of both themes, and the glyphs and words of the verdicts. It loads nothing, for the first page."""

from __future__ import annotations

from typing import Final

DARK: Final = "factdesk-dark"
LIGHT: Final = "factdesk-light"

COLOURS: Final[dict[str, dict[str, str]]] = {
    DARK: {
        "background": "#10141a",
        "surface": "#151a22",
        "panel": "#1d242e",
        "line": "#303a47",
        "text": "#d9dfe7",
        "dim": "#8d99a8",
        "heading": "#f1f4f8",
        "accent": "#45c1a4",
        "cursor": "#24405a",
        "cursor_idle": "#202936",
        "marked": "#2a2f45",
        "match": "#f0e442",
        "open": "#9aa5b1",
        "confirmed": "#56b4e9",
        "disputed": "#e69f00",
        "denied": "#f0763a",
        "warning": "#e6b422",
        "error": "#ff7b72",
        "ok": "#45c1a4",
    },
    LIGHT: {
        "background": "#f7f7f4",
        "surface": "#fdfdfb",
        "panel": "#ecece6",
        "line": "#c9c9c0",
        "text": "#23282f",
        "dim": "#616973",
        "heading": "#0d1117",
        "accent": "#00735a",
        "cursor": "#cfe3f2",
        "cursor_idle": "#e6e8e6",
        "marked": "#e4e0f2",
        "match": "#7a5c00",
        "open": "#5f6771",
        "confirmed": "#00609a",
        "disputed": "#8a5a00",
        "denied": "#b03f00",
        "warning": "#7d5a00",
        "error": "#b3261e",
        "ok": "#00735a",
    },
}
"""The colours by theme and use. `open` … `denied` are the verdicts'."""

GLYPHS: Final = {"open": "·", "confirmed": "✓", "disputed": "~", "denied": "✗"}
ASCII_GLYPHS: Final = {"open": ".", "confirmed": "+", "disputed": "~", "denied": "x"}
WORDS: Final = {"open": "open", "confirmed": "CONF", "disputed": "DISP", "denied": "DENY"}
"""A verdict's sign and short word, for lists; cards write the verdict out."""

SIGNS: Final = {"ellipsis": "…", "cursor": "▌", "mark": "◆", "bullet": "•", "in": "›", "rule": "─", "bar": "█"}
ASCII_SIGNS: Final = {"ellipsis": "~", "cursor": ">", "mark": "*", "bullet": "*", "in": ">", "rule": "-", "bar": "#"}
