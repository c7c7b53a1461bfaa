"""What a text pane shows: lines of styled pieces, and how they are laid out in a width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.style import Style

from factdesk.model.values import dataclass
from factdesk.tui import safe
from factdesk.tui.cells import break_line

__all__ = ["BLANK", "RULE", "Laid", "Line", "Piece", "field", "heading", "lay_out", "line"]

LineStyle = str | Style | None
"""The name of a style of `theme.Look.style` (it follows the theme), or a style as it is."""
Piece = tuple[str, LineStyle]
"""A text and its style. The text is raw and made safe when it is laid out; its line breaks are kept."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the pane before wrapping.

    `indent` is the room left of it, `hang` the further room left of its continuation lines, in cells.
    `ref` makes it an anchor: it can be gone to and entered, and names a record or whatever the screen
    likes. It is never an address that something opens by itself. `rule` draws a line across the pane.
    """

    pieces: tuple[Piece, ...] = ()
    indent: int = 0
    hang: int = 0
    ref: str | None = None
    rule: bool = False


BLANK: Final = Line()
RULE: Final = Line(rule=True)


def line(*pieces: str | Piece, indent: int = 0, hang: int = 0, ref: str | None = None) -> Line:
    """A line from texts and (text, style) pairs."""
    made: tuple[Piece, ...] = tuple((piece, "text") if isinstance(piece, str) else piece for piece in pieces)
    return Line(made, indent, hang, ref)


def heading(text: str, note: str = "") -> Line:
    """A section's title, with a dim note behind it (a count, a date)."""
    return Line(((text, "heading"), *(((f"  {note}", "dim"),) if note else ())))


def field(label: str, text: str, *, width: int = 12, style: str = "text", ref: str | None = None) -> Line:
    """A dim label in a column of `width` cells and its text, continued under the text."""
    return Line(((safe.pad(label, width), "label"), (text, style)), hang=width, ref=ref)


@dataclass(frozen=True, slots=True)
class Laid:
    """One line of the screen: its indent in cells, its pieces (safe by now) and the line it belongs to."""

    indent: int
    pieces: tuple[Piece, ...]
    source: int
    rule: bool = False

    @property
    def text(self) -> str:
        """The line as it reads on the screen, its indent included."""
        return " " * self.indent + "".join(text for text, _ in self.pieces)


def lay_out(lines: Sequence[Line], width: int) -> Iterator[Laid]:
    """The lines of the screen at `width` cells, in order; linear in the length of the text."""
    for number, item in enumerate(lines):
        if item.rule or not item.pieces:
            yield Laid(0, (), number, item.rule)
            continue
        pieces = [shown for text, style in item.pieces for shown in _shown(text, style)]
        first, rest = _indents(item, width)
        ranges = _ranges("".join(text for text, _ in pieces), width - first, width - rest)
        for place, parts in enumerate(_cut(pieces, ranges)):
            yield Laid(rest if place else first, parts, number)


def _shown(text: str, style: LineStyle) -> Iterator[Piece]:
    """The text fit to be shown; what goes beyond `safe.LONGEST` characters is counted behind it."""
    yield safe.plain(text[: safe.LONGEST], newlines=True), style
    if len(text) > safe.LONGEST:
        yield f" … {len(text) - safe.LONGEST:,} more characters", "dim"


def _ranges(text: str, first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Where the text is broken: at its own line breaks, and where `first` and then `rest` cells are full."""
    start, room = 0, first
    for paragraph in text.split("\n"):
        for low, high in break_line(paragraph, rest, room):
            yield start + low, start + high
        start, room = start + len(paragraph) + 1, rest


def _indents(item: Line, width: int) -> tuple[int, int]:
    """The indents of first and continuation lines, less where the pane is too narrow for them."""
    first = min(item.indent, max(0, width // 2))
    return first, min(item.indent + item.hang, max(0, width // 2))


def _cut(pieces: Sequence[Piece], ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[Piece, ...]]:
    """The pieces of each range of the joined text. Ranges ascend, so that one pass is enough."""
    if len(pieces) == 1:
        text, style = pieces[0]
        yield from (((text[start:stop], style),) for start, stop in ranges)
        return
    starts, position = [], 0
    for text, _ in pieces:
        starts.append(position)
        position += len(text)
    current = 0
    parts: list[Piece]
    for start, stop in ranges:
        while current + 1 < len(pieces) and starts[current + 1] <= start:
            current += 1
        parts, at = [], current
        while at < len(pieces) and starts[at] < stop:
            text, style = pieces[at]
            parts.append((text[max(0, start - starts[at]) : stop - starts[at]], style))
            at += 1
        yield tuple(parts)
