"""Draws a screen as SVG: small, the same bytes for the same screen, and with nothing to fetch from anywhere.

Every run of cells of one style has its place and its width, so that any monospaced font keeps the columns. Lines and
blocks are drawn as shapes, since fonts leave gaps between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.color import blend_rgb
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

WIDE: Final = 9
"""Width of a cell in pixels."""
HIGH: Final = 18
"""Height of a cell in pixels."""
EDGE: Final = 12
"""Room around the screen in pixels."""
FONT: Final = "ui-monospace,SFMono-Regular,Menlo,'DejaVu Sans Mono','Liberation Mono',Consolas,monospace"

STROKES: Final = {
    "─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "udr", "┤": "udl", "┬": "lrd", "┴": "lru",
    "┼": "lrud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu", "╷": "d", "╵": "u", "╴": "l", "╶": "r",
}  # fmt: skip
"""Line signs: the arms that each has from the middle of its cell, left, right, up and down."""
ARMS: Final = {"l": f"h-{WIDE / 2:g}", "r": f"h{WIDE / 2:g}", "u": f"v-{HIGH / 2:g}", "d": f"v{HIGH / 2:g}"}
HEAVY: Final = {"━": "─", "┃": "│", "┏": "┌", "┓": "┐", "┗": "└", "┛": "┘", "╸": "╴", "╺": "╶"}
"""Signs of thick lines, by the thin sign of the same arms."""
BLOCKS: Final = {
    "█": (0, 0, 8, 8), "▀": (0, 0, 8, 4), "▔": (0, 0, 8, 1), "▐": (4, 0, 4, 8), "▕": (7, 0, 1, 8),
    **{sign: (0, 8 - eighths, 8, eighths) for eighths, sign in enumerate("▁▂▃▄▅▆▇", 1)},
    **{sign: (0, 0, eighths, 8) for eighths, sign in enumerate("▏▎▍▌▋▊▉", 1)},
}  # fmt: skip
"""Block signs: left, top, width and height in eighths of a cell."""
SHAPES: Final = frozenset(STROKES) | frozenset(HEAVY) | frozenset(BLOCKS)


class Look(NamedTuple):
    """What a style comes to: colours as `#rrggbb`, and how the letters stand."""

    ink: str
    paper: str
    bold: bool
    italic: bool
    underline: bool
    strike: bool


class Run(NamedTuple):
    """Cells of one look beside each other; `at` and `cells` are columns."""

    at: int
    cells: int
    text: str
    look: Look


def svg(lines: Sequence[Iterable[Segment]], size: tuple[int, int], ink: str, paper: str, title: str) -> str:
    """The screen of `size` columns and rows as an SVG document; `ink` and `paper` hold where a style says nothing."""
    width, height = size[0] * WIDE + 2 * EDGE, size[1] * HIGH + 2 * EDGE
    names: dict[str, str] = {}
    body: list[str] = []
    plain = Look(ink, paper, False, False, False, False)
    for row, line in enumerate(lines):
        runs = list(_runs(line, plain))
        body += [part for run in _papers(runs) for part in _paper(run, row, paper)]
        for run in runs:
            body += _ink(run, row, names)
    rules = "".join(f".{name}{{{rule}}}" for rule, name in names.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" xml:space="preserve">\n<title>{escape(title)}</title>\n'
        f"<style>text{{font:15px {FONT}}}path{{fill:none;stroke-width:1.2}}{rules}</style>\n"
        f'<rect width="{width}" height="{height}" rx="8" fill="{paper}"/>\n'
        f'<g transform="translate({EDGE} {EDGE})">\n' + "\n".join(body) + "\n</g>\n</svg>\n"
    )


def _runs(line: Iterable[Segment], plain: Look) -> Iterator[Run]:
    """The line's cells, joined where neighbours look the same; shapes apart from letters, blanks apart from both."""
    at = 0
    looked = ((_look(segment.style, plain), sign) for segment in line if not segment.control for sign in segment.text)
    for (look, _), group in groupby(looked, key=lambda pair: (pair[0], pair[1] if pair[1] in SHAPES else "")):
        text = "".join(sign for _, sign in group)
        cells = cell_len(text)
        yield Run(at, cells, text, look)
        at += cells


def _look(style: Style | None, plain: Look) -> Look:
    if style is None:
        return plain
    ink = style.color.get_truecolor() if style.color and not style.color.is_default else _triplet(plain.ink)
    paper = style.bgcolor.get_truecolor() if style.bgcolor and not style.bgcolor.is_default else _triplet(plain.paper)
    if style.reverse:
        ink, paper = paper, ink
    if style.dim:
        ink = blend_rgb(ink, paper, 0.4)
    marks = (style.bold, style.italic, style.underline, style.strike)
    return Look(ink.hex, paper.hex, *(bool(mark) for mark in marks))


def _triplet(colour: str) -> ColorTriplet:
    return ColorTriplet(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def _papers(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs as their background sees them: joined where only the ink differs."""
    for _, group in groupby(runs, key=lambda run: run.look.paper):
        same = list(group)
        yield same[0]._replace(cells=sum(run.cells for run in same))


def _paper(run: Run, row: int, paper: str) -> Iterator[str]:
    if run.look.paper != paper:
        place = f'x="{run.at * WIDE}" y="{row * HIGH}" width="{run.cells * WIDE}" height="{HIGH}"'
        yield f'<rect {place} fill="{run.look.paper}"/>'


def _ink(run: Run, row: int, names: dict[str, str]) -> Iterator[str]:
    sign = run.text[0]
    if sign in BLOCKS:
        yield from _block(run, row)
    elif sign in SHAPES:
        yield _stroke(run, row)
    elif run.text.strip() or run.look.underline or run.look.strike:
        yield _text(run, row, names)


def _block(run: Run, row: int) -> Iterator[str]:
    left, top, width, height = BLOCKS[run.text[0]]
    joined = width == 8
    for place in range(1 if joined else run.cells):
        x, y = (run.at + place) * WIDE + left * WIDE / 8, row * HIGH + top * HIGH / 8
        wide = run.cells * WIDE if joined else width * WIDE / 8
        yield f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{height * HIGH / 8:g}" fill="{run.look.ink}"/>'


def _stroke(run: Run, row: int) -> str:
    sign = HEAVY.get(run.text[0], run.text[0])
    thick = ' stroke-width="2.4"' if run.text[0] in HEAVY else ""
    x, y = run.at * WIDE, row * HIGH + HIGH / 2
    if sign == "─":
        path = f"M{x} {y:g}h{run.cells * WIDE}"
    else:
        middles = [f"M{x + (place + 0.5) * WIDE:g} {y:g}" for place in range(run.cells)]
        path = "".join(middle + ARMS[arm] for middle in middles for arm in STROKES[sign])
    return f'<path d="{path}" stroke="{run.look.ink}"{thick}/>'


def _text(run: Run, row: int, names: dict[str, str]) -> str:
    """A text element without the blanks around it, unless a line is drawn under or through them."""
    kept = run.text if run.look.underline or run.look.strike else run.text.strip(" ")
    at = run.at + cell_len(run.text[: run.text.index(kept)])
    place = f'x="{at * WIDE}" y="{row * HIGH + 13.5:g}" textLength="{cell_len(kept) * WIDE}"'
    return f'<text class="{_name(run.look, names)}" {place} lengthAdjust="spacingAndGlyphs">{escape(kept)}</text>'


def _name(look: Look, names: dict[str, str]) -> str:
    lines = " ".join(word for on, word in ((look.underline, "underline"), (look.strike, "line-through")) if on)
    rule = f"fill:{look.ink}"
    rule += ";font-weight:bold" if look.bold else ""
    rule += ";font-style:italic" if look.italic else ""
    rule += f";text-decoration:{lines}" if lines else ""
    return names.setdefault(rule, f"s{len(names)}")
