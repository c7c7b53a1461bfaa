"""The only maker of displayed text: nothing is read as markup, nothing invisible stays invisible.

Every widget, title, option, notification and row takes its text from here. Text from outside may hold
markup, escape sequences, bidi overrides, zero-width characters, towers of combining marks or a million
characters in one line; it is shown literally, at a width that is known, and cannot act. Styles are the
program's own words and never come from data.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.text import Text
from textual.content import Content, Span
from textual.strip import Strip
from textual.style import Style as VisualStyle

from factdesk.model.text import visible
from factdesk.tui.cells import break_line, cut_plain, width_of

__all__ = [
    "Align", "Part", "assemble", "cell", "cell_len", "content", "cut", "fit", "pad", "plain",
    "rich_text", "segments", "strip", "wrap",
]  # fmt: skip

Align = Literal["left", "right", "center"]
Part = tuple[str, RichStyle | None]
"""A piece of a line: its text (raw; made safe here) and its style."""

LONGEST: Final = 100_000
"""Characters of one text that are laid out; the rest is counted and named, not drawn."""

_PRESENTATION: Final = str.maketrans("", "", "\ufe0e\ufe0f")
"""Emoji or text presentation: drawn one cell wide by some terminals and two by others, so left out."""


def plain(text: object, newlines: bool = False) -> str:
    """The text as it may be shown: every control, bidi and zero-width character visible, marks tamed.

    With `newlines`, line breaks stay line breaks; else they show as signs too. None is empty.
    """
    if text is None:
        return ""
    seen = visible(text if isinstance(text, str) else str(text), newlines=newlines)
    if seen.isascii():
        return seen
    return seen.translate(_PRESENTATION) if "\ufe0f" in seen or "\ufe0e" in seen else seen


def content(text: object, style: str | VisualStyle = "", newlines: bool = False) -> Content:
    """Text for a widget, a border title, a label or an option; never read as markup."""
    shown = _short(text, newlines)
    spans = [Span(0, len(shown), style)] if style and shown else None
    return Content(shown, spans, strip_control_codes=False)


def assemble(*parts: str | tuple[object, str | VisualStyle] | Content) -> Content:
    """Content from pieces: a text, a (text, style) pair, or content made here before."""
    made = (part if isinstance(part, Content) else _piece(part) for part in parts)
    return Content.assemble(*made, strip_control_codes=False)


def _piece(part: str | tuple[object, str | VisualStyle]) -> Content:
    return content(part) if isinstance(part, str) else content(part[0], part[1])


def rich_text(text: object, style: str | RichStyle = "", newlines: bool = False) -> Text:
    """Text for the widgets that take Rich's (DataTable, Tree); never read as markup."""
    return Text(_short(text, newlines), style=style, no_wrap=not newlines, end="")


def _short(text: object, newlines: bool) -> str:
    """As `plain`, but a text beyond `LONGEST` characters ends in a count of the rest."""
    raw = "" if text is None else str(text)
    if len(raw) <= LONGEST:
        return plain(raw, newlines)
    return f"{plain(raw[:LONGEST], newlines)} {_rest(len(raw) - LONGEST)}"


def _rest(count: int) -> str:
    return f"… {count:,} more characters"


def cell_len(text: object) -> int:
    """How many cells the text takes once it is shown on one line."""
    return width_of(plain(text))


def cut(text: object, cells: int, ellipsis: str = "…") -> str:
    """The text on one line in at most `cells` cells; what is cut off shows as `ellipsis`."""
    raw = "" if text is None else str(text)
    enough = max(cells, 0) * 8 + 64
    if len(raw) <= enough:
        return cut_plain(plain(raw), cells, ellipsis)
    return cut_plain(plain(raw[:enough]) + ellipsis, cells, ellipsis)


def pad(text: object, cells: int, align: Align = "left") -> str:
    """The text on one line filled up with spaces to `cells` cells; longer text stays whole."""
    return _pad(plain(text), cells, align)


def fit(text: object, cells: int, align: Align = "left", ellipsis: str = "…") -> str:
    """The text on one line in exactly `cells` cells: cut or filled up."""
    return _pad(cut(text, cells, ellipsis), cells, align)


def _pad(shown: str, cells: int, align: Align) -> str:
    room = cells - width_of(shown)
    if room <= 0:
        return shown
    if align == "right":
        return " " * room + shown
    if align == "center":
        return " " * (room // 2) + shown + " " * (room - room // 2)
    return shown + " " * room


def wrap(text: object, cells: int, *, limit: int = LONGEST) -> list[str]:
    """The text in lines of at most `cells` cells (never under two), line breaks kept.

    Words that are longer than a line are broken. Of a text longer than `limit` characters the rest is
    counted in a last line, "… 1,048,000 more characters". An empty text gives one empty line.
    """
    raw = "" if text is None else str(text)
    lines: list[str] = []
    for paragraph in plain(raw[:limit], newlines=True).split("\n"):
        lines.extend(paragraph[a:b] for a, b in break_line(paragraph, cells))
    if len(raw) > limit:
        lines.extend(_rest(len(raw) - limit)[a:b] for a, b in break_line(_rest(len(raw) - limit), cells))
    return lines


def cell(
    text: object, cells: int, style: RichStyle | None = None, align: Align = "left", ellipsis: str = "…"
) -> Segment:
    """One column of a row: the text in exactly `cells` cells."""
    return Segment(fit(text, cells, align, ellipsis), style)


def segments(parts: Iterable[Part]) -> list[Segment]:
    """Pieces of one line as segments for `render_line`."""
    return [Segment(shown, style) for text, style in parts if (shown := plain(text))]


def strip(parts: Iterable[Part], width: int | None = None, fill: RichStyle | None = None) -> Strip:
    """One line for `render_line`, exactly `width` cells: cut with an ellipsis, or filled in style `fill`."""
    if width is None:
        made = segments(parts)
        return Strip(made, sum(width_of(segment.text) for segment in made))
    made, used = [], 0
    for text, style in parts:
        shown = cut(text, width - used + 2, "")
        cells = width_of(shown)
        if used + cells > width:
            shown = cut_plain(shown, width - used, "…")
            made.append(Segment(shown, style))
            used += width_of(shown)
            break
        if shown:
            made.append(Segment(shown, style))
            used += cells
    if used < width:
        made.append(Segment(" " * (width - used), fill))
    return Strip(made, width)
