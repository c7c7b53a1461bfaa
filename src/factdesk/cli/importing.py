"""Takes in other people's data: shows what its rows would become, brings them onto the desk, says what was left."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from factdesk.cli.context import as_option, exactly, json_option, path_of, reader, writer
from factdesk.cli.output import Out, tell
from factdesk.cli.pace import Pace
from factdesk.cli.stopping import Progress
from factdesk.model.errors import BadInput

if TYPE_CHECKING:
    from factdesk.desk.imports.report import Report
    from factdesk.desk.imports.run import Importer
    from factdesk.model.importing.rows import Taken

SET_ASIDE: Final = 5
"""The exit code where rows were set aside."""

_SHOWN: Final = 8
"""Reasons and rows that are printed; `--json` tells more, `--set-aside` all."""

_EXAMPLES: Final = """\b
Examples:
  factdesk import strike.sqlite events.csv --dry-run          the first rows as claims; nothing is stored
  factdesk import strike.sqlite events.csv --write-map my.toml    write the proposed map, to change it
  factdesk import strike.sqlite events.csv --map my.toml --set-aside mend.csv
  factdesk import strike.sqlite GEDEvent.csv --map ucdp-ged

A map says which column becomes what. Without --map it is the one used before on this desk for such a file, else one
that ships, else a proposal. Importing a file twice adds nothing; a newer release changes what it changed. One undo
takes all of it back. The exit code is 5 where rows were set aside."""


@click.command("import", epilog=_EXAMPLES)
@click.argument("words", nargs=-1, metavar="[DESK] FILE")
@click.option("--map", "map_name", metavar="MAP", help="A map (TOML), or the name of one that ships.")
@click.option("--dry-run", is_flag=True, help="Show the first rows as claims and count the rest; store nothing.")
@click.option("--rows", type=click.IntRange(0, 1000), default=3, metavar="N", help="Rows that --dry-run shows (3).")
@click.option("--set-aside", "aside", metavar="OUT.csv", help="Write the rows that are not taken, for mending.")
@click.option("--write-map", metavar="OUT.toml", help="Write the map that would be used, and stop.")
@click.option("--table", metavar="NAME", help="The table of an SQLite file.")
@click.option("--encoding", metavar="NAME", help="The encoding of the text, such as cp1251.")
@click.option("--delimiter", metavar="CHAR", help="What stands between two cells.")
@as_option
@json_option
def import_(
    words: tuple[str, ...], map_name: str | None, dry_run: bool, rows: int, aside: str | None, write_map: str | None,
    table: str | None, encoding: str | None, delimiter: str | None, author: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Take in a data set (CSV, JSON, JSON Lines or an SQLite table) as claims with their sources."""
    from factdesk.desk.imports import run

    word, (name,) = _named(words)
    form = {"table": table or "", "encoding": encoding or "", "delimiter": delimiter or ""}
    file, out = Path(name).expanduser(), Path(aside).expanduser() if aside else None
    with reader(word) if dry_run or write_map else writer(word, author) as desk, Progress("importing") as progress:
        importer = run.plan(file, map_name, desk, form)
        if write_map:
            return _write_map(importer, write_map)
        pace = Pace(progress)
        if dry_run:
            first, report = run.preview(importer, rows, pace, out)
        else:
            first, report = [], run.store(desk, importer, pace, out)
    progress.clear()
    _show(report, importer, first, dry_run, as_json)
    return SET_ASIDE if report.set_aside else 0


def _named(words: tuple[str, ...]) -> tuple[str | None, list[str]]:
    """The desk, which must be named where the file could be one, and the file."""
    word, rest = exactly(words, "FILE")
    if word is None and not path_of(None).exists():
        raise BadInput("DESK or FILE is missing", todo="give the desk and the file to import")
    return word, rest


def _write_map(importer: Importer, name: str) -> int:
    path = Path(name).expanduser()
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(importer.found.text)
    except FileExistsError:
        raise BadInput("there is a file already", where=name, todo="give another name") from None
    tell(f"{name}: the map ({importer.found.origin}); look at it with: factdesk import … --map {name} --dry-run")
    return 0


def _show(report: Report, importer: Importer, first: list[tuple[int, Taken]], dry: bool, as_json: bool) -> None:
    out = Out()
    if as_json:
        out.json(_document(report, first, dry))
        return
    out.line(("map ", "dim"), f"{importer.found.map.title} ({importer.found.map.name}, {report.map_from})")
    for number, taken in first:
        _row(out, number, taken)
    told = "would be " if dry else ""
    out.line(f"{report.rows:,} rows: {report.taken:,} {told}taken, {report.set_aside:,} set aside")
    if not dry:
        out.line(f"  {report.added:,} added, {report.changed:,} changed, {report.unchanged:,} unchanged,"
                 f" {report.gone_count:,} gone")  # fmt: skip
    if report.records:
        out.line("  " + ", ".join(f"{number:,} {kind}" for kind, number in sorted(report.records.items())))
    _counted(out, "kept as the desk has it", report.kept)
    _counted(out, "remarks", report.remarks)
    _counted(out, "set aside", report.reasons)
    for one in report.asides[:_SHOWN]:
        shown = f" “{one.cell}”" if one.cell else ""
        out.line(f"  {report.file}, row {one.row}", f", {one.column}" if one.column else "", f": {one.reason}{shown}")
    for kind, code in report.gone[:_SHOWN]:
        out.line(f"  gone from the set, still on the desk: {kind} {code}")
    if report.aside_file:
        tell(f"the rows that were set aside are in {report.aside_file}")


def _counted(out: Out, what: str, counted: Counter[str]) -> None:
    for reason, number in counted.most_common(_SHOWN):
        out.line(f"  {what:<9} {number:>7,} {reason}")
    if len(counted) > _SHOWN:
        out.line(f"  {what:<9} and {len(counted) - _SHOWN} other reasons")


def _row(out: Out, number: int, taken: Taken) -> None:
    """A row as the records that it would become."""
    sources = sum(draft[0] == "source" for draft in taken.drafts)
    names = {draft[1]: draft[3].get("name", "") for draft in taken.drafts if draft[0] == "speaker"}
    for kind, _, _, values in taken.drafts:
        if kind == "incident":
            where = ", ".join(values[name] for name in ("began", "place", "country") if name in values)
            out.line(f"row {number}: ", (values["title"][:90], "bold"), f"  {where}")
        elif kind == "claim":
            told = (
                f"{values['words']} {values['counted']} {values['measure']}"
                if "words" in values
                else values["statement"]
            )
            who = names.get(values.get("speaker", ""), "") or "in the source's own voice"
            part = "  part of a claim above" if "part_of" in values else ""
            bounds = f" [{values.get('low', '')}..{values.get('high', '∞')}]" if "words" in values else ""
            out.line(f"  {values['code']:<14} {told[:70]}{bounds}  {who[:40]}{part}")
    if sources:
        out.line(f"  {sources} source{'s' if sources > 1 else ''}: ",
                 next(d[3]["title"] for d in taken.drafts if d[0] == "source")[:80])  # fmt: skip
    for flag in taken.flags:
        out.line(("  look at ", "warning"), f"{flag.column}: {flag.reason} “{flag.cell}”")


def _document(report: Report, first: list[tuple[int, Taken]], dry: bool) -> dict[str, Any]:
    from dataclasses import asdict

    found = asdict(report)
    for name in ("records", "reasons", "remarks", "kept"):
        found[name] = dict(found[name])
    found["gone"] = [{"kind": kind, "code": code} for kind, code in report.gone]
    found["dry_run"] = dry
    if dry:
        found["first"] = [
            {"row": number, "key": taken.key, "flags": [asdict(flag) for flag in taken.flags],
             "records": [{"kind": kind, **values} for kind, _, _, values in taken.drafts]}
            for number, taken in first
        ]  # fmt: skip
    return found
