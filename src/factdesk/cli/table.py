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
"""Cells that a text column keeps on the narrowest terminal."""

ENOUGH: Final = 30
"""Cells of the widest column below which optional ones give way."""

WANTED: Final = 44
"""Cells that the widest column gets, if it needs them, before the others keep theirs."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, the text of a row, its style, and its most cells on a terminal.

    `shown` is what a person sees where it differs from what a program reads. The column without `most` takes
    the room that the others leave. On a narrow terminal a column keeps `least` cells, and those that are
    `optional` give way, the last one first.
    """

    title: str
    text: Callable[[Any], str]
    most: int | None = None
    shown: Callable[[Any], str] | None = None
    style: Callable[[Any], str] | None = None
    right: bool = False
    least: int = NARROWEST
    optional: bool = False


def print_rows(out: Out, columns: list[Column], rows: Iterable[Any]) -> int:
    """Prints the rows, `rows` being read as they are printed; returns how many there were."""
    if not out.tty:
        return _print_values(out, columns, rows)
    waiting = iter(rows)
    first = list(islice(waiting, SAMPLE))
    if not first:
        return 0
    columns, widths = _layout(out, columns, first)
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


def _layout(out: Out, columns: list[Column], rows: list[Any]) -> tuple[list[Column], list[int]]:
    """The columns for which there is room, and their widths."""
    natural = _widths(out, columns, rows)
    shown = list(zip(columns, natural, strict=True))
    while True:
        main = next(at for at, (column, _) in enumerate(shown) if column.most is None)
        widths = _fitted([width for _, width in shown], [column.least for column, _ in shown], main, out.width)
        dropped = max((at for at, (column, _) in enumerate(shown) if column.optional), default=None)
        if widths[main] >= min(shown[main][1], ENOUGH) or dropped is None:
            return [column for column, _ in shown], widths
        del shown[dropped]


def _widths(out: Out, columns: list[Column], rows: list[Any]) -> list[int]:
    from rich.cells import cell_len

    widths = []
    for column in columns:
        most = column.most or out.width
        longest = max(cell_len(_shown(column, row, most)) for row in rows)
        widths.append(min(most, max(longest, len(column.title))))
    return widths


def _fitted(natural: list[int], least: list[int], main: int, room: int) -> list[int]:
    """The widths for a terminal: the main column takes what is left, and up to `WANTED` from the wide others."""
    widths = list(natural)
    wanted = min(widths[main], WANTED)
    spare = room - GAP * (len(widths) - 1)
    while spare - sum(widths) + widths[main] < wanted:
        wide = [at for at in range(len(widths)) if at != main and widths[at] > least[at]]
        if not wide:
            break
        widest = max(wide, key=lambda at: widths[at])
        widths[widest] -= 1
    widths[main] = max(NARROWEST, min(widths[main], spare - sum(widths) + widths[main]))
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
