"""Lists as lines: aligned columns where a person looks on, tab-separated values where a program reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final

from factdesk.cli.output import Out
from factdesk.model.text import clean_line, visible

SAMPLE: Final = 200
"""Rows that decide the widths of columns; a longer list is not held back until its end is known."""

GAP: Final = 2
"""Cells between two columns."""

NARROWEST: Final = 12
"""Cells that the wide column keeps on the narrowest terminal."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, the text of a row, its style, and its most cells on a terminal.

    `shown` is what a person sees where it differs from what a program reads. The column without `most` takes
    the room that the others leave.
    """

    title: str
    text: Callable[[Any], str]
    most: int | None = None
    shown: Callable[[Any], str] | None = None
    style: Callable[[Any], str] | None = None
    right: bool = False


def print_rows(out: Out, columns: list[Column], rows: Iterable[Any]) -> int:
    """Prints the rows, `rows` being read as they are printed; returns how many there were."""
    if not out.tty:
        return _print_values(out, columns, rows)
    waiting = iter(rows)
    first = list(islice(waiting, SAMPLE))
    if not first:
        return 0
    widths = _widths(out, columns, first)
    out.stream.write(_line(out, columns, widths, None) + "\n")
    number = 0
    for row in chain(first, waiting):
        out.stream.write(_line(out, columns, widths, row) + "\n")
        number += 1
    return number


def _print_values(out: Out, columns: list[Column], rows: Iterable[Any]) -> int:
    number = 0
    for row in rows:
        # `visible` shows tabs and line breaks as signs, so no text can forge a column or a row
        out.stream.write("\t".join(visible(column.text(row)) for column in columns) + "\n")
        number += 1
    return number


def _shown(column: Column, row: Any, room: int) -> str:
    raw = (column.shown or column.text)(row)
    return clean_line(raw[: room * 8 + 64])


def _widths(out: Out, columns: list[Column], rows: list[Any]) -> list[int]:
    from rich.cells import cell_len

    widths = []
    for column in columns:
        most = column.most or out.width
        longest = max(cell_len(_shown(column, row, most)) for row in rows)
        widths.append(min(most, max(longest, len(column.title))))
    for at, column in enumerate(columns):
        if column.most is None:
            others = sum(widths) - widths[at] + GAP * (len(columns) - 1)
            widths[at] = max(NARROWEST, min(widths[at], out.width - others))
    return widths


def _line(out: Out, columns: list[Column], widths: list[int], row: Any) -> str:
    """The row, or the headings for None, cut to the terminal's width."""
    room = out.width
    parts: list[str] = []
    for column, width in zip(columns, widths, strict=True):
        if room <= 0:
            break
        text = column.title if row is None else _shown(column, row, width)
        cut = fit(text, min(width, room), right=column.right)
        style = "dim" if row is None else (column.style(row) if column.style else "")
        parts.append(out.shown((cut, style)) if style else cut)
        room -= width + GAP
    return (" " * GAP).join(parts).rstrip()


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """The text in exactly `cells` cells: filled up, or cut with an ellipsis."""
    from rich.cells import cell_len, set_cell_size

    length = cell_len(text)
    if length > cells:
        return set_cell_size(text, max(cells - 1, 0)) + "…"
    return " " * (cells - length) + text if right else text + " " * (cells - length)
