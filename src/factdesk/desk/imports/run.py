"""Imports a file: reads its rows, maps them, brings them onto the desk as one action that one undo takes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from factdesk.desk import clock
from factdesk.desk.imports import maps
from factdesk.desk.imports.across import is_large, reading
from factdesk.desk.imports.batches import Batch, Here, Importer, Row, taken_of
from factdesk.desk.imports.report import AsideFile, Report
from factdesk.desk.imports.tables import open_table
from factdesk.desk.open import Desk
from factdesk.desk.steps import Progress, Step, listening
from factdesk.model.errors import BadInput
from factdesk.model.importing.rows import Draft, Taken
from factdesk.model.records import Import
from factdesk.store import bulk, bulk_end, importing
from factdesk.store.ledger import new_id

GROWS: Final = 4
"""Bytes of a desk that come of one byte of a file, about: with this a load is large against the desk."""

REPEATED: Final = "another row above has the same key"


def plan(
    path: Path, map_name: str | None = None, desk: Desk | None = None, form: dict[str, str] | None = None, *,
    map_text: str | None = None,
) -> Importer:  # fmt: skip
    """Opens a file and finds its map, or takes the one that is named or given as text.

    Raises what opening the file and reading the map raise.
    """
    given = {name: value for name, value in (form or {}).items() if value}
    if map_text is not None:
        found = maps.Found(maps.parse(map_text, "the map"), map_text, "named")
    elif map_name is not None:
        found = maps.named(map_name)
    else:
        from factdesk.desk.imports.propose import proposed

        found = maps.fitting(open_table(path, given), desk) or proposed(path, given)
    return Importer(open_table(path, {**found.map.format, **given}), found, given)


def preview(importer: Importer, rows: int, progress: Progress | None = None, set_aside: Path | None = None,
            ) -> tuple[list[tuple[int, Taken]], Report]:  # fmt: skip
    """Reads the whole file without storing anything; returns the first rows as records, and what was counted."""
    aside = AsideFile(set_aside, importer.table) if set_aside is not None else None
    first: list[tuple[int, Taken]] = []
    report, done, met = importer.report, False, set[str]()
    try:
        for batch in Here(importer, None, cells=aside is not None):
            for row in batch.rows:
                claim = next((record[1] for record in row.records if record[0] == "claim"), "")
                if not _counted(report, row, aside, repeated=claim in met):
                    continue
                met.add(claim)
                report.records.update(record[0] for record in row.records)
                if len(first) < rows:
                    first.append((row.number, taken_of(row)))
            if progress is not None:
                progress(Step("rows", batch.done, importer.table.size, report.rows))
        done = True
    finally:
        if aside is not None:
            aside.end(keep=done and bool(report.set_aside))
    return first, report


def _counted(report: Report, row: Row, aside: AsideFile | None, *, repeated: bool) -> bool:
    """Counts a row, and writes it where it is set aside and that is asked for; whether it is taken."""
    report.rows += 1
    if row.records and not repeated:
        report.taken += 1
        if row.flags:
            report.remark(row.number, row.flags)
        return True
    flag = ("key", REPEATED, row.key) if row.records else row.flags[0]
    report.aside(row.number, flag)
    if aside is not None:
        aside.write(row.number, row.cells, flag)
    return False


def store(desk: Desk, importer: Importer, progress: Progress | None = None, set_aside: Path | None = None,
          ) -> Report:  # fmt: skip
    """Brings the file's rows onto the desk: one action, kept whole or not at all; nothing new leaves no trace.

    Raises Cancelled from `progress`, Busy or Failed; then the desk is as it was.
    """
    if not desk.author:
        raise BadInput("nobody is named as the author of the change", where="author",
                       todo="give your name with --as NAME or in FACTDESK_AUTHOR")  # fmt: skip
    aside = AsideFile(set_aside, importer.table) if set_aside is not None else None
    report, done = importer.report, False
    report.label = f"import {report.dataset} ({report.file[:60]})"
    try:
        with listening(desk, progress) as told:
            _within(desk, importer, aside, lambda stage, done, total: told(stage, done, total, report.rows))
        done = True
    except _Nothing:
        done = True
    finally:
        if aside is not None:
            aside.end(keep=done and bool(report.set_aside))
            report.aside_file = str(set_aside) if done and report.set_aside else ""
    return report


class _Nothing(Exception):
    """Nothing new is in the file: the transaction is given up."""


def _within(desk: Desk, importer: Importer, aside: AsideFile | None, step: Callable[[str, int, int], None]) -> None:
    report = importer.report
    author = desk.author or ""
    with bulk.bulk(desk.db, label=report.label, author=author, at=clock.now()) as work:
        load = importing.Load(work, report.dataset)
        if not load.earlier and is_large(importer) and importer.bytes() * GROWS >= desk.db.size():
            work.sort_later(but=() if work.is_first else ("ledger_by_record",))
        with reading(importer, work, prepare=not load.earlier, cells=aside is not None, step=step) as batches:
            for batch in batches:
                _take(report, load, batch, aside)
                step("rows", batch.done, importer.table.size)
            digest = batches.digest()
        report.records = load.counts
        report.left_out = load.counts.pop("left out", 0)
        if load.earlier:
            for kind, _, code in load.gone(_same_part(importer, work)):
                report.gone_count += 1
                if len(report.gone) < 1_000:
                    report.gone.append((kind, code))
        if not report.added and not report.changed:
            raise _Nothing
        _index(work, step)
        work.add([_import_draft(importer, digest)], {}, {})
        report.action = work.change.id
        step("writing to the disk", 0, 1)


def _take(report: Report, load: importing.Load, batch: Batch, aside: AsideFile | None) -> None:
    results = iter(load.rows([row.records for row in batch.rows if row.records]))
    for row in batch.rows:
        result = next(results) if row.records else _ASIDE
        if not _counted(report, row, aside, repeated=result.state == "repeated"):
            continue
        report.kept.update(result.kept)
        if result.state == "added":
            report.added += 1
        elif result.state == "changed":
            report.changed += 1
        else:
            report.unchanged += 1


_ASIDE: Final = importing.Result("aside")


def _same_part(importer: Importer, work: bulk.Bulk) -> list[str]:
    """The earlier imports of the set whose files hold the same part of it: only of those can something be gone."""
    part, found = importer.found.map.part, []
    for action, text in importing.imports_of(work.conn, importer.report.dataset, work.first):
        if maps.part_of(text) == part:
            found.append(action)
    return found


def _index(work: bulk.Bulk, step: Callable[[str, int, int], None]) -> None:
    steps = bulk_end.steps(work)
    for place, stage in enumerate(bulk_end.once(work)):
        step(stage, place, steps)


def _import_draft(importer: Importer, digest: str) -> Draft:
    report = importer.report
    made = Import(
        id=new_id("m"), dataset=report.dataset, file=report.file, sha256=digest, rows=report.rows,
        taken=report.taken, set_aside=report.set_aside, flagged=report.flagged, map=importer.found.text,
    )  # fmt: skip
    return ("import", made.id, made.dataset, made.values())


__all__ = ["Importer", "Progress", "Report", "Step", "plan", "preview", "store"]
