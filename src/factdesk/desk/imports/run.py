"""Imports a file: reads its rows, maps them, brings them onto the desk as one action that one undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from factdesk.desk import clock
from factdesk.desk.imports import maps
from factdesk.desk.imports.report import AsideFile, Report
from factdesk.desk.imports.tables import Numbered, Table, open_table
from factdesk.desk.open import Desk
from factdesk.desk.steps import Progress, Step, listening
from factdesk.model.errors import BadInput
from factdesk.model.importing.rows import Draft, Flag, Mapper, SetAside, Taken
from factdesk.model.records import Import
from factdesk.store import bulk, importing
from factdesk.store.ledger import new_id

BATCH: Final = 5_000
"""Records that are written in one go."""


class Importer:
    """One file on its way in. Made by `plan`; `preview` shows, `store` does it."""

    def __init__(self, table: Table, found: maps.Found) -> None:
        self.table, self.found = table, found
        maps.check_columns(found.map, table)
        self.mapper = Mapper(found.map)
        self.report = Report(found.map.name, table.path.name, found.origin)

    def taken(self, aside: AsideFile | None) -> Iterator[tuple[Numbered, Taken]]:
        """The rows that the map takes, counted; the others are set aside."""
        for numbered in self.table.rows:
            self.report.rows += 1
            try:
                if numbered.fault:
                    self.set_aside(numbered, Flag("", numbered.fault, ""), aside)
                    continue
                yield numbered, self.mapper.row(numbered.row)
            except SetAside as problem:
                self.set_aside(numbered, problem.flag, aside)

    def set_aside(self, numbered: Numbered, flag: Flag, aside: AsideFile | None) -> None:
        """Counts a row that is not taken, and writes it where that is asked for."""
        self.report.aside(numbered, flag)
        if aside is not None:
            aside.write(numbered, flag)


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
    return Importer(open_table(path, {**found.map.format, **given}), found)


def preview(importer: Importer, rows: int, progress: Progress | None = None, set_aside: Path | None = None,
            ) -> tuple[list[tuple[int, Taken]], Report]:  # fmt: skip
    """Reads the whole file without storing anything; returns the first rows as records, and what was counted."""
    aside = AsideFile(set_aside, importer.table) if set_aside is not None else None
    first: list[tuple[int, Taken]] = []
    report, done, met = importer.report, False, set[str]()
    try:
        for numbered, taken in importer.taken(aside):
            claim = next(draft[1] for draft in taken.drafts if draft[0] == "claim")
            if claim in met:
                importer.set_aside(numbered, Flag("key", "another row above has the same key", taken.key), aside)
                continue
            met.add(claim)
            report.taken += 1
            report.records.update(draft[0] for draft in taken.drafts)
            if taken.flags:
                report.remark(numbered.number, taken.flags)
            if len(first) < rows:
                first.append((numbered.number, taken))
            if progress is not None and report.rows % 200 == 0:
                progress(_reading(importer))
        done = True
    finally:
        if aside is not None:
            aside.end(keep=done and bool(report.set_aside))
    return first, report


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
        batch: list[tuple[Numbered, Taken]] = []
        size = 0
        for pair in importer.taken(aside):
            batch.append(pair)
            size += len(pair[1].drafts)
            if size >= BATCH:
                _take(importer, load, batch, aside)
                batch, size = [], 0
                step("rows", importer.table.done(), importer.table.size)
        _take(importer, load, batch, aside)
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
        work.add([_import_draft(importer)], {}, {})
        report.action = work.change.id
        step("writing to the disk", 1, 1)


def _take(
    importer: Importer, load: importing.Load, batch: list[tuple[Numbered, Taken]], aside: AsideFile | None
) -> None:
    report = importer.report
    drafts: list[list[Draft]] = [taken.drafts for _, taken in batch]
    for (numbered, taken), result in zip(batch, load.rows(drafts), strict=True):
        if result.state == "repeated":
            importer.set_aside(numbered, Flag("key", "another row above has the same key", taken.key), aside)
            continue
        report.taken += 1
        if taken.flags:
            report.remark(numbered.number, taken.flags)
        report.kept.update(result.kept)
        if result.state == "added":
            report.added += 1
        elif result.state == "changed":
            report.changed += 1
        else:
            report.unchanged += 1


def _same_part(importer: Importer, work: bulk.Bulk) -> list[str]:
    """The earlier imports of the set whose files hold the same part of it: only of those can something be gone."""
    part, found = importer.found.map.part, []
    for action, text in importing.imports_of(work.conn, importer.report.dataset, work.first):
        if maps.part_of(text) == part:
            found.append(action)
    return found


def _index(work: bulk.Bulk, step: Callable[[str, int, int], None]) -> None:
    steps = len(bulk.searched()) + 1
    for place, stage in enumerate(bulk.once(work)):
        step(stage, place, steps)


def _import_draft(importer: Importer) -> Draft:
    report = importer.report
    made = Import(
        id=new_id("m"), dataset=report.dataset, file=report.file, sha256=importer.table.digest(), rows=report.rows,
        taken=report.taken, set_aside=report.set_aside, flagged=report.flagged, map=importer.found.text,
    )  # fmt: skip
    return ("import", made.id, made.dataset, made.values())


def _reading(importer: Importer) -> Step:
    return Step("rows", importer.table.done(), importer.table.size, importer.report.rows)


__all__ = ["Importer", "Progress", "Report", "Step", "plan", "preview", "store"]
