"""What a file would become, and afterwards what an import did, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factdesk.desk.imports.report import Report
from factdesk.desk.imports.run import Importer
from factdesk.desk.imports.told import claims_of, mapped
from factdesk.model.importing.rows import Taken
from factdesk.tui.widgets.text_lines import BLANK, Line, field, heading, line

__all__ = ["done_lines", "empty_lines", "plan_lines"]

SHOWN = 20
"""Rows with problems that are listed; all are counted."""

_ORIGIN = {
    "named": "as it stands beside", "desk": "used before on this desk", "shipped": "ships with factdesk",
    "proposed": "proposed from header and values: look at it before anything is stored",
}  # fmt: skip


def empty_lines() -> list[Line]:
    """What is shown before a file was named."""
    return [
        heading("Nothing was read yet"),
        line("Name a file and press Enter. Nothing is stored before F2."),
        BLANK,
        line("CSV and TSV, whatever separates their cells; JSON; JSON Lines; tables of SQLite files."),
        line("Then the map stands beside, which says what each column becomes, and here the first rows as claims."),
    ]


def plan_lines(importer: Importer, first: Sequence[tuple[int, Taken]], report: Report) -> list[Line]:
    """The file, its problems, its first rows as claims, and which column becomes what."""
    map_ = importer.found.map
    told = "; ".join([importer.table.kind, *importer.table.told])
    return [
        heading(importer.table.path.name, told),
        field("map", f"{map_.title} ({map_.name}), {_ORIGIN[report.map_from]}"),
        field("rows", f"{report.rows:,}: {report.taken:,} would be taken, {report.set_aside:,} set aside"),
        field("become", _records(report.records)),
        BLANK,
        *_problems(report),
        heading("First rows as claims"),
        *(one for number, taken in first for one in _row(number, taken)),
        BLANK,
        heading("What becomes what"),
        *(
            line((one.column, "heading"), (" → ", "dim"), one.field, (f"   {_short(one.example)}", "dim"), hang=4)
            for one in mapped(map_, first[0][1] if first else None)
        ),
    ]


def done_lines(report: Report) -> list[Line]:
    """What an import did: counted, with what it left and why."""
    if not report.action:
        top = [
            heading("Nothing new is in the file"),
            line("Everything in it is on the desk already. No trace was left."),
        ]
    else:
        top = [heading("✓ imported", "one action: u takes all of it back")]
    return [
        *top,
        field("rows", f"{report.rows:,}: {report.taken:,} taken, {report.set_aside:,} set aside"),
        field("of these", f"{report.added:,} added, {report.changed:,} changed, {report.unchanged:,} unchanged"),
        *([field("records", _records(report.records))] if report.records else []),
        *([field("gone", f"{report.gone_count:,} are not in the set any more; they stay on the desk")]
          if report.gone_count else []),
        *([field("left out", f"{report.left_out:,} that somebody removed from the desk")] if report.left_out else []),
        BLANK,
        *_counted("Kept as the desk has them, though the set says otherwise", report.kept),
        *_problems(report),
        *([field("for mending", report.aside_file)] if report.aside_file else []),
        *([heading("Gone from the set"), *(line(f"{kind} {code}") for kind, code in report.gone[:SHOWN])]
          if report.gone else []),
    ]  # fmt: skip


def _records(counted: Counter[str]) -> str:
    return ", ".join(f"{number:,} {kind}{'s' if number != 1 else ''}" for kind, number in sorted(counted.items()))


def _problems(report: Report) -> Iterator[Line]:
    yield from _counted("Set aside, and why", report.reasons)
    for one in report.asides[:SHOWN]:
        yield _aside(one.row, one.column, one.reason, one.cell)
    if report.set_aside:
        yield BLANK
    yield from _counted("Taken, but look at", report.remarks)
    for one in report.flags[:SHOWN]:
        yield _aside(one.row, one.column, one.reason, one.cell)
    if report.flagged:
        yield BLANK


def _aside(row: int, column: str, reason: str, cell: str) -> Line:
    shown = f" “{_short(cell)}”" if cell else ""
    where = f", {column}" if column else ""
    return line((f"row {row}{where}: ", "label"), reason, (shown, "dim"), indent=2, hang=2)


def _counted(title: str, counted: Counter[str]) -> Iterator[Line]:
    if not counted:
        return
    yield heading(title, f"{sum(counted.values()):,}")
    for reason, number in counted.most_common(8):
        yield line((f"{number:>7,}  ", "warning"), reason, hang=9)


def _row(number: int, taken: Taken) -> Iterator[Line]:
    title, claims, sources = claims_of(taken)
    yield line((f"row {number}  ", "label"), (title, "heading"), hang=6)
    for one in claims:
        bounds = (f"  {one.bounds}", "dim") if one.bounds else ("", "dim")
        who = f"  {one.speaker}" if one.speaker else ""
        yield line(one.words, bounds, (who, "label"), indent=6 if one.part else 3, hang=3)
    if sources:
        more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
        yield line(("carried by ", "dim"), (f"{_short(sources[0])}{more}", "dim"), indent=3, hang=3)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
