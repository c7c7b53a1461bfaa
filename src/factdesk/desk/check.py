"""Checks a desk whole: the file, every hash of the ledger, and that the plain tables are what the ledger tells."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from factdesk.desk.open import Desk, open_desk
from factdesk.model.errors import Busy, Cancelled, Failed, NotFound, Refused
from factdesk.store import logbook, migrate, replay, soundness
from factdesk.store.connection import Database, readable
from factdesk.store.files import Progress
from factdesk.store.told import Fault

MOST: Final = 200
"""How many problems a report lists; further ones are counted, and the memory stays flat."""

COUNTED: Final = ("entries", "records", "redacted", "unknown", "files", "problems")
"""What a report counts."""

_STEPS: Final = 200_000
"""Steps of SQLite's machine between two looks whether the check was cancelled: some milliseconds."""


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
    run = _Run(desk.db, progress)
    with run.cancellable():
        run.total = logbook.newest_seq(desk.db)
        run.look("the desk's structure", lambda: _schema_faults(desk.db))
        run.look("the file", lambda: soundness.file_faults(desk.db))
        run.look("the ledger", lambda: replay.gap_faults(desk.db))
        run.look("the ledger", lambda: replay.ledger_faults(desk.db, run.counts, run.tick))
        run.look("the tables", lambda: replay.unknown_rows(desk.db))
        run.look("the tables", lambda: soundness.derived_faults(desk.db))
        run.look("the attached files", lambda: soundness.attachment_faults(desk.db, run.counts, run.beat))
        run.look_at_search(desk)
    return run.report()


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


@dataclass(slots=True)
class _Run:
    """One check under way: what was found so far, and how far it is."""

    db: Database
    progress: Progress | None
    total: int = 0
    done: int = 0
    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(COUNTED, 0)))
    problems: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    stopped: BaseException | None = None

    def look(self, what: str, faults: Callable[[], Iterator[Fault]]) -> None:
        """Collects the faults of one part; damage that ends the look is a fault itself."""
        try:
            with readable(self.db.path):
                for fault in faults():
                    self._note(str(fault))
        except Failed as problem:
            self._note(f"{what}: it could not be read to its end: {problem.what}")

    def look_at_search(self, desk: Desk) -> None:
        """The search indexes, which SQLite only checks where it might write."""
        if desk.read_only:
            self.skipped.append(f"the search indexes: the desk is open for reading only ({desk.why_read_only})")
            return
        try:
            self.look("the search indexes", lambda: soundness.search_faults(self.db))
        except Busy:
            self.skipped.append("the search indexes: another program was writing")

    def tick(self, done: int) -> None:
        """Tells how many ledger entries are done."""
        self.done, self.total = done, max(done, self.total)
        self.beat()

    def beat(self) -> None:
        """Tells that the check goes on; raises what the listener raises."""
        if self.progress is not None:
            self.progress(self.done, self.total)

    @contextmanager
    def cancellable(self) -> Iterator[None]:
        """Inside, one long query too is ended by an error of the listener, and that error comes out."""

        def stop() -> int:
            try:
                self.beat()
            except BaseException as error:
                self.stopped = error
                return 1
            return 0

        self.db.every(_STEPS, stop)
        try:
            yield
        except Cancelled:
            if self.stopped is not None:
                raise self.stopped from None
            raise
        finally:
            self.db.every(0, None)

    def report(self) -> Report:
        """What was found."""
        found = self.counts["problems"]
        more = (f"and {found - MOST} more problems",) if found > MOST else ()
        return Report(not found, (*self.problems, *more), dict(self.counts), tuple(self.skipped))

    def _note(self, line: str) -> None:
        self.counts["problems"] += 1
        if len(self.problems) < MOST:
            self.problems.append(line)


def _schema_faults(db: Database) -> Iterator[Fault]:
    try:
        migrate.compare_schema(db.conn, db.path)
    except Refused as problem:
        yield Fault("structure", problem.what)
