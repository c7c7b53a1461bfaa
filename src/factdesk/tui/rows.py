"""How one row of each list is drawn: claims, incidents, sources, hits and history, in as many columns as fit."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from factdesk.model.views import ClaimRow, Counts, Hit, IncidentRow, LogLine, SourceRow
from factdesk.model.wording import figure_text, interval
from factdesk.tui import safe
from factdesk.tui.cells import width_of
from factdesk.tui.theme import Look

GAP = " "


def claim(row: ClaimRow, width: int, look: Look, selected: bool, *, whole_desk: bool = False) -> Strip:
    """A claim: verdict, code, what is said (parts indented), then as fits: interval, speaker, sources, day.

    What is no figure has no interval; its words take that room in narrow rows, but that it is a denial is told.
    A sign after the verdict says that it is stale: it asks for another look.
    """
    glyph, word, style = look.verdict(row.verdict)
    lead = "  " * min(row.depth, 6)
    cells: list[tuple[str, int, Style | None, bool]] = []
    if width >= 44 and row.kind == "figure":
        cells.append((interval(row.low, row.high, ascii_only=look.ascii), 9, look.style("accent"), True))
    elif width >= 100 or (width >= 44 and row.kind == "denial"):
        cells.append((row.kind, 9, look.style("dim"), True))
    if width >= 60:
        named = look.style("text" if row.speaker else "dim")
        cells.append((row.speaker or "not named", min(26, width // 4), named, False))
    if width >= 84:
        cells.append(((row.said_at or "")[:10], 10, look.style("dim"), False))
    if width >= 76:
        cells.append(
            (
                f"{min(row.sources, 999)} src" if row.sources else "no src",
                7,
                look.style("dim" if row.sources else "warning"),
                True,
            )
        )
    code = code_cells(row.code, 8 if whole_desk else 6)
    room = width - 7 - code - sum(size + 1 for _, size, _, _ in cells)
    text = lead + figure_text(row) + (f" ({row.scope})" if row.scope and width >= 100 else "")
    parts = [
        Segment(safe.fit(f"{glyph} {word}", 6), style),
        Segment("!", look.style("warning")) if row.stale else Segment(GAP),
        Segment(safe.fit(row.code, code), look.style("dim")),
        Segment(safe.fit(text, max(room, 4)), look.style("heading" if selected else "text")),
    ]
    for shown, size, cell_style, right in cells:
        parts += [Segment(GAP), Segment(safe.fit(shown, size, "right" if right else "left"), cell_style)]
    return Strip(parts).adjust_cell_length(width)


def code_cells(code: str, least: int) -> int:
    """How wide the column of codes is: `KRY1-12` takes more than `A12`, and a gap stands after every code."""
    long = width_of(code) + 1
    return least if long <= least else 8 if long <= 8 else 14 if long <= 14 else 25


def incident(row: IncidentRow, width: int, look: Look, selected: bool) -> Strip:
    """An incident: code, title, day and place as fits, how many conflicts it has, and its claims by verdict.

    Where they would leave the title no room, only what asks for work: conflicts and open claims.
    """
    few = width < 60 and row.counts.total < 1000
    tally = [*_conflicts(row, look), *counts(row.counts, look, 4 if few else 5)]
    if width < 43:
        del tally[1:-1]
    code = code_cells(row.code, 6 if width >= 60 else 5)
    used = code + 1 + sum(safe.cell_len(s.text) for s in tally)
    about: list[tuple[str, int]] = []
    if width >= 76:
        about.append(((row.began or "")[:10], 10))
    if width >= 90:
        about.append((row.place or "", 16))
    room = max(width - used - sum(size + 1 for _, size in about), 4)
    parts = [
        Segment(safe.fit(row.code, code), look.style("dim")),
        Segment(safe.fit(row.title, room), look.style("heading" if selected else "text")),
    ]
    for shown, size in about:
        parts += [Segment(GAP), Segment(safe.fit(shown, size), look.style("dim"))]
    return Strip([*parts, Segment(GAP), *tally]).adjust_cell_length(width)


def _conflicts(row: IncidentRow, look: Look) -> list[Segment]:
    """Figures that cannot all be true, or else verdicts that ask for another look; nothing while it is not known."""
    if row.conflicts:
        text = f"{'!=' if look.ascii else '≠'}{short_number(row.conflicts)}"
        return [Segment(safe.fit(text, 4, "right"), look.style("error"))]
    text = f"!{short_number(row.stale)}" if row.stale else ""
    return [Segment(safe.fit(text, 4, "right"), look.style("warning"))]


def counts(found: Counts, look: Look, size: int = 5) -> list[Segment]:
    """Claims by verdict as glyph and number, each verdict in its own column of `size` so that rows line up."""
    parts: list[Segment] = []
    for verdict in ("confirmed", "disputed", "denied", "open"):
        number = getattr(found, verdict)
        glyph, _, style = look.verdict(verdict)
        shown = f"{glyph}{short_number(number)}" if number else ""
        parts.append(Segment(safe.fit(shown, size, "right"), style))
    return parts


def short_number(number: int) -> str:
    """A count in at most four characters: 999, 12k, 1.2M."""
    if number < 1000:
        return str(number)
    if number < 10_000:
        return f"{number / 1000:.1f}k"
    return f"{number // 1000}k" if number < 1_000_000 else f"{number / 1_000_000:.1f}M"


def source(row: SourceRow, width: int, look: Look, selected: bool) -> Strip:
    """A source: code, whether it is public, title, then as fits: publisher, root, day, claims that cite it."""
    shut = row.confidentiality != "public"
    sign = (
        "WITHDR" if row.withdrawn else ("CONFID" if row.confidentiality == "confidential" else "BACKGR" if shut else "")
    )
    cells: list[tuple[str, int]] = []
    if width >= 64:
        cells.append((row.publisher or "", min(16, width // 5)))
    if width >= 100:
        cells.append((f"carries {row.root}" if row.root else _own_root(row), 22))
    if width >= 78:
        cells.append(((row.published_at or "")[:10], 10))
    cells.append((f"{row.claims:>3} claim{'' if row.claims == 1 else 's'}", 10))
    code = code_cells(row.code, 6)
    used = code + 7 + sum(size + 1 for _, size in cells)
    parts = [
        Segment(safe.fit(row.code, code), look.style("dim")),
        Segment(safe.fit(sign, 7), look.style("warning")),
        Segment(safe.fit(row.title, max(width - used, 4)), look.style("heading" if selected else "text")),
    ]
    for shown, size in cells:
        parts += [Segment(GAP), Segment(safe.fit(shown, size), look.style("dim"))]
    return Strip(parts).adjust_cell_length(width)


def _own_root(row: SourceRow) -> str:
    """A source that carries nothing as a whole may do so for some of its claims, or for all."""
    return f"carries in {row.carrying} of {row.claims}" if row.carrying else "root"


def hit(row: Hit, width: int, look: Look, selected: bool) -> Strip:
    """A search hit: kind, code, title, and the found words lit in their surroundings.

    Where the words were found in the title itself, the title is lit and not told twice. A speaker has no code.
    """
    style = look.style("heading" if selected else "text")
    kind = "quote" if row.kind == "citation" else row.kind
    name, title = (row.title, row.code) if row.kind == "speaker" else (row.code, row.title)
    bare = row.snippet.replace("\ue000", "").replace("\ue001", "")
    parts = [Segment(safe.fit(kind, 9), look.style("dim"))]
    more = ""
    if row.kind != "speaker":
        parts.append(Segment(safe.fit(name, 8), look.style("accent")))
    if bare.strip("…") == row.code:
        parts.append(Segment(safe.plain(title), style))  # found by its code, which stands there already
    elif bare.strip("…") in title:
        whole = title.replace(bare.strip("…"), row.snippet.strip("…"), 1)
        parts += _lit(whole if safe.cell_len(title) <= width - 17 else row.snippet, look, style)
        more = name if row.kind == "speaker" else ""
    else:
        title_cells = min(safe.cell_len(title), max(width * 2 // 5, 12))
        parts.append(Segment(safe.fit(title, title_cells), style))
        room = width - title_cells - 19
        parts += [Segment("  "), *_lit(_from_hit(row.snippet, room), look, look.style("dim"))]
    if more:
        parts.append(Segment("  " + safe.plain(more), look.style("dim")))
    return Strip(parts).adjust_cell_length(width)


def log_line(row: LogLine, width: int, look: Look, selected: bool) -> Strip:
    """A change: when, who, the action it belongs to, and which record it touched."""
    parts = [
        Segment(safe.fit(row.at.replace("T", " ")[:16], 17), look.style("dim")),
        Segment(safe.fit(row.author, min(22, width // 4)), look.style("accent")),
        Segment(GAP),
        Segment(safe.fit(f"{row.op} {row.kind} {row.name}", 30 if width >= 90 else 22), look.style("text")),
        Segment(GAP),
        Segment(safe.cut(row.label, width), look.style("dim")),
    ]
    return Strip(parts).adjust_cell_length(width)


def _from_hit(snippet: str, room: int) -> str:
    """The snippet from where its first found word is in view, in `room` cells or so."""
    first = snippet.find("\ue000")
    end = snippet.find("\ue001", first)
    if first < 0 or end <= room:
        return snippet
    start = snippet.rfind(" ", 0, max(first - max(room - (end - first), 0) // 2, 0)) + 1
    return "…" + snippet[start:].removeprefix("…") if start else snippet


def _lit(snippet: str, look: Look, style: Style) -> list[Segment]:
    """A snippet with the words between the search's private marks lit, the rest in `style`."""
    parts: list[Segment] = []
    for place, piece in enumerate(snippet.replace("\n", " ").split("\ue000")):
        lit, _, rest = piece.partition("\ue001") if place else ("", "", piece)
        if lit:
            parts.append(Segment(safe.plain(lit), look.style("match")))
        if rest:
            parts.append(Segment(safe.plain(rest), style))
    return parts
