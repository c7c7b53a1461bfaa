"""Draws one row of edited text: marks for what is invisible, the selection, the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.style import Style

from factdesk.tui.theme import COLOURS
from factdesk.tui.widgets.fields.shown import glyphs

if TYPE_CHECKING:
    from factdesk.tui.widgets.fields.text import TextField

__all__ = ["CURSOR", "row_parts"]

CURSOR: Final = Style(reverse=True)


def row_parts(field: TextField, start: int, stop: int, style: Style) -> list[tuple[str, Style | None]]:
    """The characters `start`..`stop` of the field's text as pieces of a line."""
    text, buffer = field.buffer.text, field.buffer
    first, last = buffer.selection
    looks = field.looks
    chosen = style + (Style(bgcolor=COLOURS[looks.theme]["cursor"]) if looks.colour else Style(bold=True))
    mark = style + looks.style("warning")
    cursor = buffer.cursor if field.has_focus else -1
    parts: list[tuple[str, Style | None]] = []
    run: list[str] = []
    run_style: Style | None = None
    for index, (shown, _) in enumerate(glyphs(text, start, stop), start):
        here = mark if shown != text[index] else style
        if first <= index < last and field.has_focus:
            here = here + chosen if here is mark else chosen
        if index == cursor:
            here = here + CURSOR
        if here is not run_style and run:
            parts.append(("".join(run), run_style))
            run = []
        run_style = here
        run.append(shown)
    if run:
        parts.append(("".join(run), run_style))
    if cursor == stop and (stop == len(text) or text[stop] == "\n"):
        parts.append((" ", style + CURSOR))
    return parts
