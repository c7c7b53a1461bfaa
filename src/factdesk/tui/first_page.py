"""The first page as lines of text with colours, drawn without Textual: what the full screen will show in its place.

It has the incidents and the claims of the first one at the places and in the columns of the desk's screen. Text
is made safe like everywhere; where a character is not one cell wide on all terminals, the text is cut before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factdesk.desk.first_page import FirstClaim, FirstIncident, FirstPage
from factdesk.model.text import visible
from factdesk.model.wording import figure_text, interval
from factdesk.tui.colours import COLOURS, DARK, GLYPHS, WORDS
from factdesk.tui.single import is_single

__all__ = ["draw"]

Part = tuple[str, str]
"""A text, safe and of known width by now, and the use that gives it its colour."""
COLOUR: Final = COLOURS[DARK]
TABS: Final = ("Desk", "Queue", "Sources", "History", "Search")
VERDICTS: Final = ("confirmed", "disputed", "denied", "open")


def fit(text: str, cells: int, right: bool = False) -> str:
    """The text in exactly `cells` cells, cut with an ellipsis, before what has no sure width at the latest."""
    shown = visible(text[: 4 * cells + 8].replace("\n", " "))
    if not is_single(shown):
        sure = next(place for place, char in enumerate(shown) if not is_single(char))
        shown = shown[:sure] + "…"
    if len(shown) > cells:
        shown = shown[: max(cells - 1, 0)] + "…"[:cells]
    return shown.rjust(cells) if right else shown.ljust(cells)


def draw(page: FirstPage, name: str, author: str, size: tuple[int, int], *, colours: bool) -> list[str]:
    """The lines of the screen for a terminal of (columns, lines); with `colours` in the dark theme's."""
    width, height = size
    inner = height - 5
    left = width if width < 100 else width * 2 // 5 if width < 160 else width * 3 // 12
    middle = 0 if width < 100 else width - left if width < 160 else width * 8 // 12 - left
    room = left - 3  # within the frame and beside the column of the scroll bar
    boxes = [_box("Incidents", _incidents(page.incidents, room), left, inner, "accent")]
    if middle:
        first = page.incidents[0]
        number = first.confirmed + first.disputed + first.denied + first.open
        title = f"{first.title} · {number:,}"
        room = middle - 3
        boxes.append(_box(title, [_claim(c, room, i == 0) for i, c in enumerate(page.claims)], middle, inner))
    if width >= 160:
        boxes.append(_box("Card", [], width - left - middle, inner))
    body = [[part for box in boxes for part in box[y]] for y in range(inner + 2)]
    lines: list[list[Part]] = [_header(name, author, width), *body, [("  opening …", "dim")], []]
    return [_line(parts, width, colours) for parts in lines]


def _header(name: str, author: str, width: int) -> list[Part]:
    """As the full screen's: at 80 columns the five names leave who works no room."""
    shown = visible(name)
    shown = fit(shown, min(len(shown), max(8, width // 3 if width >= 100 else width - 69))) if shown else "factdesk"
    parts: list[Part] = [(f" {shown}  ", "heading")]
    for number, title in enumerate(TABS, 1):
        here = number == 1
        named = f" {title}" if width >= 77 or here else ""
        parts.append((f" {number}{named} ", "key" if here else "dim"))
    used = sum(len(text) for text, _ in parts)
    who = f"{fit(author, min(len(author), 24))} " if author and width >= 100 else ""
    return [*parts, (who.rjust(max(width - used, 0)), "text")]


def _box(title: str, rows: Sequence[list[Part]], width: int, height: int, border: str = "line") -> list[list[Part]]:
    inner = width - 2
    named = visible(title)
    named = fit(named, min(len(named), inner - 4))
    top = f"─ {named} "
    lines: list[list[Part]] = [[("╭" + top + "─" * (inner - len(top)) + "╮", border)]]
    for y in range(height):
        row = _filled(rows[y] if y < len(rows) else [], inner)
        lines.append([("│", border), *row, ("│", border)])
    return [*lines, [("╰" + "─" * inner + "╯", border)]]


def _incidents(found: Sequence[FirstIncident], width: int) -> list[list[Part]]:
    every: list[Part] = [("  ", "text"), (fit("all", _code("all", 6 if width - 2 >= 60 else 5)), "dim"),
                         ("All incidents", "text")]  # fmt: skip
    rows = [_filled(every, width)]
    return rows + [_incident(row, width, place == 0) for place, row in enumerate(found)]


def _incident(row: FirstIncident, width: int, selected: bool) -> list[Part]:
    room = width - 2
    few = room < 60 and row.confirmed + row.disputed + row.denied + row.open < 1000
    tally = [_conflicts(row)]
    for verdict in VERDICTS:
        number = getattr(row, verdict)
        tally.append((fit(f"{GLYPHS[verdict]}{_short(number)}" if number else "", 4 if few else 5, True), verdict))
    code = _code(row.code, 6 if room >= 60 else 5)
    about = [((row.began or "")[:10], 10)] if room >= 76 else []
    about += [(row.place or "", 16)] if room >= 90 else []
    used = code + 1 + sum(len(text) for text, _ in tally) + sum(size + 1 for _, size in about)
    parts: list[Part] = [_gutter(selected), (fit(row.code, code), "dim")]
    parts.append((fit(row.title, max(room - used, 4)), "heading" if selected else "text"))
    parts += [(" " + fit(text, size), "dim") for text, size in about]
    return _filled([*parts, (" ", "text"), *tally], width, selected)


def _conflicts(row: FirstIncident) -> Part:
    if row.conflicts:
        return fit(f"≠{_short(row.conflicts)}", 4, True), "error"
    return fit(f"!{_short(row.stale)}" if row.stale else "", 4, True), "warning"


def _claim(row: FirstClaim, width: int, selected: bool) -> list[Part]:
    room = width - 2
    cells: list[tuple[str, int, str, bool]] = []
    if room >= 44 and row.kind == "figure":
        cells.append((interval(row.low, row.high), 9, "accent", True))
    elif room >= 100 or (room >= 44 and row.kind == "denial"):
        cells.append((row.kind, 9, "dim", True))
    if room >= 60:
        cells.append((row.speaker or "not named", min(26, room // 4), "text" if row.speaker else "dim", False))
    if room >= 84:
        cells.append(((row.said_at or "")[:10], 10, "dim", False))
    if room >= 76:
        told = f"{min(row.sources, 999)} src" if row.sources else "no src"
        cells.append((told, 7, "dim" if row.sources else "warning", True))
    code = _code(row.code, 6)
    left = room - 7 - code - sum(size + 1 for _, size, _, _ in cells)
    text = "  " * min(row.depth, 6) + figure_text(row) + (f" ({row.scope})" if row.scope and room >= 100 else "")
    parts: list[Part] = [_gutter(selected), (fit(f"{GLYPHS[row.verdict]} {WORDS[row.verdict]}", 6), row.verdict)]
    parts += [("!", "warning") if row.stale else (" ", "text"), (fit(row.code, code), "dim")]
    parts.append((fit(text, max(left, 4)), "heading" if selected else "text"))
    parts += [(" " + fit(shown, size, right), use) for shown, size, use, right in cells]
    return _filled(parts, width, selected, "cursor_idle")


def _gutter(selected: bool) -> Part:
    return ("▌ " if selected else "  "), "accent"


def _filled(parts: list[Part], width: int, selected: bool = False, ground: str = "cursor") -> list[Part]:
    """The parts in exactly `width` cells; a selected row on its own ground."""
    made: list[Part] = []
    used = 0
    for text, use in [*parts, (" " * width, "text")]:
        shown = text[: width - used]
        used += len(shown)
        made.append((shown, f"{use}/{ground}" if selected else use))
    return made


def _code(code: str, least: int) -> int:
    long = len(visible(code)) + 1
    return least if long <= least else 8 if long <= 8 else 14 if long <= 14 else 25


def _short(number: int) -> str:
    if number < 1000:
        return str(number)
    if number < 10_000:
        return f"{number / 1000:.1f}k"
    return f"{number // 1000}k" if number < 1_000_000 else f"{number / 1_000_000:.1f}M"


def _line(parts: Sequence[Part], width: int, colours: bool) -> str:
    out = []
    for text, use in _filled(list(parts), width):
        named, _, ground = use.partition("/")
        out.append(f"\x1b[{_codes(named, ground, colours)}m{text}" if text else "")
    return "".join(out) + "\x1b[0m"


def _codes(use: str, ground: str, colours: bool) -> str:
    if not colours:
        return "0;7" if ground else {"dim": "0;2", "heading": "0;1", "key": "0;1"}.get(use, "0")
    bold = "1;" if use in ("heading", "key") else ""
    colour = COLOUR["accent" if use == "key" else use]
    return f"0;{bold}38;2;{_rgb(colour)};48;2;{_rgb(COLOUR[ground or 'surface'])}"


def _rgb(colour: str) -> str:
    return ";".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
