"""Colours, glyphs and words of the screen: one calm dark and one calm light theme, ASCII and no-colour.

A verdict is told by glyph, then word, then colour, so that it reads without colour and without
Unicode. The colours are Okabe and Ito's, which people with any colour vision tell apart; in the light
theme they are darkened until text in them is readable on paper white (contrast of at least 4.5 to 1).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from rich.style import Style

from factdesk.model.values import dataclass
from factdesk.tui.colours import ASCII_GLYPHS, ASCII_SIGNS, COLOURS, DARK, GLYPHS, LIGHT, SIGNS, WORDS

if TYPE_CHECKING:
    from textual.app import App
    from textual.theme import Theme

__all__ = [
    "ASCII_GLYPHS",
    "ASCII_SIGNS",
    "COLOURS",
    "DARK",
    "GLYPHS",
    "LIGHT",
    "SIGNS",
    "WORDS",
    "Look",
    "look",
    "themes",
]

_BOLD: Final = frozenset({"heading", "confirmed", "disputed", "denied", "error", "warning", "key", "sign"})
_PLAIN: Final[dict[str, Style]] = {
    "dim": Style(dim=True),
    "label": Style(dim=True),
    "match": Style(underline=True),
    "cursor": Style(reverse=True),
    "cursor_idle": Style(underline=True),
    "marked": Style(bold=True),
    "quote": Style(italic=True),
    "anchor": Style(underline=True),
    "sign": Style(bold=True, reverse=True),
}
"""What tells things apart where there is no colour."""


@dataclass(frozen=True)
class Look:
    """What a frame needs to know to draw: take it once a frame by `look(app)`, not once a row."""

    theme: str
    ascii: bool
    colour: bool

    def style(self, name: str) -> Style:
        """The style of a use: text dim label heading quote accent anchor key sign match warning error ok
        rule, a verdict, or the backgrounds cursor, cursor_idle and marked. Unknown names raise KeyError.
        """
        return _style(self.theme, self.colour, name)

    def sign(self, name: str) -> str:
        """One drawn sign: ellipsis, cursor, mark, bullet, in, rule or bar."""
        return (ASCII_SIGNS if self.ascii else SIGNS)[name]

    def verdict(self, verdict: str) -> tuple[str, str, Style]:
        """Glyph, short word and style of a verdict; always all three, colour last in trust."""
        glyph = (ASCII_GLYPHS if self.ascii else GLYPHS)[verdict]
        return glyph, WORDS[verdict], self.style(verdict)


@lru_cache(maxsize=128)
def _style(theme: str, colour: bool, name: str) -> Style:
    if not colour:
        return _PLAIN.get(name, Style(bold=name in _BOLD or None))
    colours = COLOURS[theme]
    if name in ("cursor", "cursor_idle", "marked"):
        return Style(bgcolor=colours[name])
    if name == "sign":
        return Style(color=colours["background"], bgcolor=colours["warning"], bold=True)
    own = {"label": "dim", "rule": "line", "quote": "text", "anchor": "accent", "key": "accent"}
    return Style(
        color=colours[own.get(name, name)],
        bold=name in ("heading", "key") or None,
        italic=True if name == "quote" else None,
        underline=True if name == "anchor" else None,
    )


@lru_cache(maxsize=16)
def _look(theme: str, ascii_only: bool, colour: bool) -> Look:
    return Look(theme, ascii_only, colour)


def look(app: App[Any]) -> Look:
    """The look of a running application: its theme, whether it draws ASCII only, whether in colour."""
    theme = app.theme if app.theme in COLOURS else (DARK if app.current_theme.dark else LIGHT)
    return _look(theme, bool(getattr(app, "ascii", False)), not app.no_color)


def themes() -> list[Theme]:
    """The two themes for `App.register_theme`; `$open`, `$confirmed` … are variables for style sheets."""
    from textual.theme import Theme

    return [Theme(name=name, dark=name == DARK, **_theme_fields(colours)) for name, colours in COLOURS.items()]


def _theme_fields(colours: dict[str, str]) -> dict[str, Any]:
    own = ("open", "confirmed", "disputed", "denied", "dim", "heading", "line", "match")
    return {
        "primary": colours["accent"],
        "secondary": colours["confirmed"],
        "accent": colours["accent"],
        "warning": colours["warning"],
        "error": colours["error"],
        "success": colours["ok"],
        "foreground": colours["text"],
        "background": colours["background"],
        "surface": colours["surface"],
        "panel": colours["panel"],
        "variables": {
            **{name: colours[name] for name in own},
            "cursor": colours["cursor"],
            "cursor-idle": colours["cursor_idle"],
            "border": colours["accent"],
            "border-blurred": colours["line"],
            "block-cursor-background": colours["cursor"],
            "block-cursor-foreground": colours["heading"],
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": colours["cursor_idle"],
            "input-selection-background": f"{colours['confirmed']} 35%",
            "scrollbar": colours["line"],
            "scrollbar-hover": colours["dim"],
            "scrollbar-active": colours["accent"],
            "scrollbar-background": colours["surface"],
            "scrollbar-background-hover": colours["surface"],
            "scrollbar-background-active": colours["surface"],
            "scrollbar-corner-color": colours["surface"],
        },
    }
