"""Checks a desk whole: the file, every hash of the ledger, and that the plain tables are what the ledger tells."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factdesk.desk.check_run import Run
from factdesk.desk.open import Desk, open_desk
from factdesk.model.errors import Busy, Failed, NotFound, Refused
from factdesk.store import logbook, migrate, replay, soundness
from factdesk.store.connection import Database
from factdesk.store.files import Progress
from factdesk.store.told import Fault


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    `problems` are lines for people: where (table, record, field) and what it means. `counts` tells what was
    looked at (entries, records, redacted, unknown, files) and, as `problems`, how many were found in all.
    `skipped` says what could not be looked at, and why.
    """

    ok: bool
    problems: tuple[str, ...]
    counts: dict[str, int]
    skipped: tuple[str, ...] = ()


def check(desk: Desk, progress: Progress | None = None) -> Report:
    """Checks an open desk. Others can go on working: each part is read in one state of the desk, and briefly.

    `progress` hears of ledger entries done and in all, often; Cancelled, raised there, ends the check.
    """
    run = Run(desk.db, progress)
    with run.cancellable():
        run.total = logbook.newest_seq(desk.db)
        run.look("the desk's structure", _schema_faults)
        with run.helped(_ASIDE, lambda _: _look_at_search(run, desk)):
            run.look("the ledger", replay.gap_faults)
            run.look("the ledger", lambda db: replay.ledger_faults(db, run.counts, run.tick))
            run.look("the attached files", lambda db: soundness.attachment_faults(db, run.counts, run.beat))
    return Report(not run.counts["problems"], tuple(run.lines()), dict(run.counts), tuple(run.skipped))


def check_file(path: str | os.PathLike[str], progress: Progress | None = None, *, read_only: bool = False) -> Report:
    """Checks the desk at `path`; one too damaged to be opened is a report of just that.

    Raises NotFound, Refused (no desk, newer, or its structure was altered) and Busy like opening does.
    """
    where = Path(path)
    try:
        desk = open_desk(where, read_only=read_only)
    except NotFound:
        raise
    except Failed as problem:
        return Report(False, (f"{where}: {problem.what}; restore a backup",), {"problems": 1})
    with desk:
        return check(desk, progress)


def _look_at_search(run: Run, desk: Desk) -> None:
    """The search indexes, which SQLite only checks where it might write."""
    if desk.read_only:
        run.skipped.append(f"the search indexes: the desk is open for reading only ({desk.why_read_only})")
        return
    try:
        run.look("the search indexes", soundness.search_faults, desk.db)
    except Busy:
        run.skipped.append("the search indexes: another program was writing")


def _schema_faults(db: Database) -> Iterator[Fault]:
    try:
        migrate.compare_schema(db.conn, db.path)
    except Refused as problem:
        yield Fault("structure", problem.what)


_ASIDE = (
    ("the file", lambda db: soundness.file_faults(db)),
    ("the tables", lambda db: soundness.derived_faults(db)),
    ("the tables", lambda db: replay.unknown_rows(db)),
)
"""What can be looked at beside the ledger, the longest part first."""
