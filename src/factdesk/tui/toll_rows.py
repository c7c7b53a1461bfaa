"""How the lines of the toll board and of the findings are drawn, in as many columns as fit."""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from textual.strip import Strip

from factdesk.model.times import show_moment
from factdesk.model.wording import interval
from factdesk.tui import safe
from factdesk.tui.bars import bar, tick_line
from factdesk.tui.board_rows import Bar, Head
from factdesk.tui.cells import width_of
from factdesk.tui.standing_view import FindingRow
from factdesk.tui.theme import Look

__all__ = ["KINDS", "finding", "toll"]

KINDS: Final = {
    "conflict": ("CONFLICT", "error"), "stale": ("stale", "warning"), "one-scope": ("one scope?", "warning"),
    "scope": ("scope?", "warning"), "counting": ("counting?", "warning"), "revised": ("revised", "warning"),
    "wording": ("wording", "warning"), "denied": ("denied", "denied"), "enemy": ("of enemy", "denied"),
    "agree": ("agree", "ok"), "ladder": ("superseded", "dim"), "circle": ("circle", "warning"),
    "one-root": ("one root", "dim"),
}  # fmt: skip
"""The word for each kind of finding, and its style."""


def toll(row: Head | Bar, width: int, look: Look, selected: bool) -> Strip:
    """A line of the board: what is counted with the ticks of its scale, or a figure as number and bar."""
    number, who, when = _columns(width)
    room = max(4, width - 10 - number - who - when)
    if isinstance(row, Head):
        return _head(row, number + 9, room, width, look)
    glyph, _, style = look.verdict(row.verdict)
    text = look.style("dim" if row.state != "current" else "heading" if selected else "text")
    parts = [
        Segment(f"{glyph} ", style),
        Segment(safe.fit(row.code, 5) + " ", look.style("dim")),
        Segment(safe.fit(_number(row, look), number, "right"), text),
        *_state(row, look),
        *bar(row, room, look),
        Segment(" " + safe.fit(row.who, who - 1), text),
    ]
    if when:
        parts.append(Segment(" " + safe.fit(_when(row.when, when - 1), when - 1), look.style("dim")))
    return Strip(parts).adjust_cell_length(width)


def _columns(width: int) -> tuple[int, int, int]:
    """Cells of the number, the speaker and the day, the latter two with the gap before them."""
    return 9 if width < 96 else 13, max(10, min(28, width // 4)), 7 if width < 76 else 12


def _head(row: Head, left: int, room: int, width: int, look: Look) -> Strip:
    told = f"{row.counted} {row.measure}".strip() or "figures"
    note = "log scale" if row.scale.log else ""
    if width_of(told) > left and not note:  # the name takes the room left of the scale, and more where it needs it
        told = safe.cut(told, left)
    parts = [Segment(safe.fit(told, left), look.style("accent")), Segment(" ")]
    parts += tick_line(row.scale, room, look.style("dim"))
    many = f"{row.figures:,} figure{'' if row.figures == 1 else 's'}"
    parts.append(Segment(f" {note or many}", look.style("warning" if note else "dim")))
    return Strip(parts).adjust_cell_length(width)


def _number(row: Bar, look: Look) -> str:
    if row.low is None and row.high is None:
        return f"~{row.value:,}" if row.value is not None else row.words
    return interval(row.low, row.high, ascii_only=look.ascii)


def _state(row: Bar, look: Look) -> list[Segment]:
    """One sign in two cells: superseded, set aside, or a verdict that asks for another look."""
    if row.stale:
        return [Segment("! ", look.style("warning"))]
    sign = {"superseded": ">" if look.ascii else "»", "set-aside": "/"}.get(row.state, " ")
    return [Segment(f"{sign} ", look.style("dim"))]


def _when(iso: str, cells: int) -> str:
    """The moment in the room there is: without its year where that is short of it."""
    shown = show_moment(iso) if iso else "undated"
    return shown if width_of(shown) <= cells else " ".join(shown.split()[:2])


def finding(row: FindingRow, width: int, look: Look, selected: bool) -> Strip:
    """A finding: what kind it is, and its sentence as far as it goes."""
    word, style = KINDS.get(row.kind, (row.kind, "text"))
    name = 11 if width >= 60 else 9
    shown = look.style("heading" if selected else "text")
    parts = [Segment(safe.fit(word, name), look.style(style)), Segment(safe.fit(row.sentence, width - name), shown)]
    return Strip(parts).adjust_cell_length(width)
