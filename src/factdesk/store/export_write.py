"""Writes the reviewed file: fresh tables filled from an allow-list, a manifest, a hash, search indexes, a last look."""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from factdesk.model.errors import Failed
from factdesk.model.leaks import Leak, Secret
from factdesk.store import (
    export_check,
    export_fill,
    export_hash,
    export_scan,
    export_schema,
    export_secrets,
    export_select,
    export_words,
    handover,
)
from factdesk.store.connection import Database, connect, readable
from factdesk.store.export_select import CACHE_KIB, Moved, Reading
from factdesk.version import __version__

Progress = Callable[[int, int | None], None]

WHOLE: Final = 100
"""What `progress` hears as total: the work is told in parts of a hundred."""

_STEPS: Final = 200_000
"""Steps of SQLite's machine between two looks whether the export was cancelled: some milliseconds."""

_TRIES: Final = (False, False, True)
"""Where others change the desk meanwhile, it is read anew; at last they have to wait."""

_PLACES: Final = {
    "incidents": "SELECT 'incident ' || i.code FROM incidents AS i WHERE i.nr = ?",
    "speakers": "SELECT 'speaker ' || p.name FROM speakers AS p WHERE p.nr = ?",
    "sources": "SELECT 'source ' || s.code FROM sources AS s WHERE s.nr = ?",
    "claims": "SELECT 'claim ' || c.code FROM claims AS c WHERE c.nr = ?",
    "citations": "SELECT 'the citation of ' || c.code || ' from ' || s.code FROM citations AS t"
    " JOIN claims AS c ON c.id = t.claim JOIN sources AS s ON s.id = t.source WHERE t.nr = ?",
    "reviews": "SELECT 'the review of ' || c.code FROM reviews AS r JOIN claims AS c ON c.id = r.claim WHERE r.nr = ?",
}
"""What a record, given by its number on the desk, is called there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person chose: whether open claims go, and the ids of what goes though it is not public."""

    include_open: bool
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What an export holds: the manifest's counts, its content hash, and what the search for withheld texts found.

    `claims` is how many go, `carried` what the desk keeps of them (see `model.handover`), empty for a rehearsal.
    """

    counts: tuple[tuple[str, str, str | None, int], ...]
    content_hash: str
    leaks: tuple[Leak, ...]
    cautions: tuple[Leak, ...]
    claims: int
    carried: str


def rehearse(db: Database, wanted: Wanted, progress: Progress | None = None) -> Made:
    """Makes the export in a nameless file that is gone with the connection, and says what it would hold."""

    def once(hold: bool) -> Made:
        conn = sqlite3.connect("", isolation_level=None, uri=True)
        try:
            run = _Run(conn, db, progress)
            with run.cancellable():
                secrets, _ = run.fill(wanted, hold=hold)
                run.finish()
                found = export_scan.values(conn, secrets, run.told, run.beat, run.wild)
                run.at(WHOLE)
                return run.made(found)
        finally:
            conn.close()

    with readable(db.path):
        return _tried(once)


def write(db: Database, part: Path, wanted: Wanted, progress: Progress | None = None) -> Made:
    """Fills the empty file `part`; where `leaks` of the answer is not empty, it must not be handed over.

    Raises Failed where the finished file does not stand its own check.
    """

    def once(hold: bool) -> Made:
        os.truncate(part, 0)
        conn = connect(part, "rw")
        try:
            run = _Run(conn, db, progress)
            with run.cancellable():
                secrets, carried = run.fill(wanted, hold=hold, carry=True)
                run.finish()
                found = export_scan.whole_file(conn, part, secrets, run.told, run.beat, run.wild)
                return run.made(found, carried)
        finally:
            conn.close()

    made = _tried(once)
    if not made.leaks:
        faults = [line for ok, line in export_check.check_made(part).lines if not ok]
        if faults:
            raise Failed(f"the finished file does not stand its own check: {faults[0]}", where=str(part.name),
                         todo="look at the desk with: factdesk check")  # fmt: skip
    if progress is not None:
        progress(WHOLE, WHOLE)
    return made


def _tried(once: Callable[[bool], Made]) -> Made:
    for hold in _TRIES:
        try:
            return once(hold)
        except Moved:
            continue
    raise AssertionError("a desk that is held was changed")


class _Run:
    """One export under way: its connection, and how far it is."""

    def __init__(self, conn: sqlite3.Connection, db: Database, progress: Progress | None) -> None:
        self.conn, self.db, self.progress = conn, db, progress
        self.done = 0
        self.stopped: BaseException | None = None
        self.wild: defaultdict[str, list[export_words.Stretch]] = defaultdict(list)

    def fill(self, wanted: Wanted, *, hold: bool, carry: bool = False) -> tuple[list[Secret], str]:
        """Selects and writes every row and the manifest; returns the texts that stayed behind and what was carried."""
        conn = self.conn
        # A part is thrown away whenever anything fails, so that it needs no journal; it is synced when finished.
        # References follow from the selection, and are not looked up along with every row.
        for pragma in ("main.journal_mode=OFF", "main.synchronous=OFF", "temp_store=FILE", "secure_delete=ON",
                       f"main.cache_size=-{CACHE_KIB}", "foreign_keys=OFF", "main.locking_mode=EXCLUSIVE"):  # fmt: skip
            conn.execute(f"PRAGMA {pragma}").close()
        export_schema.build(conn, indexes=False)
        with export_select.reading(conn, self.db, hold=hold) as desk:
            export_select.select(desk, wanted.named, include_open=wanted.include_open, beat=self.beat)
            self.at(20)
            export_fill.rows(desk, lambda done, all_: self.at(20 + 25 * done // max(1, all_)))
            _manifest(desk, wanted)
            secrets = export_secrets.collect(desk)
            self.at(50)
            carried = handover.carried(desk) if carry else ""
            desk.same()
        self.at(55)
        return secrets, carried

    def finish(self) -> None:
        """Makes plain what nobody said, hashes every record, and builds the indexes."""
        conn = self.conn
        digest = export_hash.Digest(conn, self._look)
        digest.tables()
        _note(conn, [("file", "content hash", None, digest.manifest())])
        self.at(65)
        _index(conn)
        self.at(80)

    def _look(self, table: str, first: int, last: int, lines: bytes) -> bool:
        if export_words.wild(lines):
            self.wild[table].append((first, last))
        return export_fill.mend(self.conn, table, first, last, lines)

    def told(self, table: str, row: int) -> str:
        """A record of the file by the name that it has on the desk."""
        nr = self.conn.execute(f"SELECT nr FROM taken.{table} WHERE n = ?", (row,)).fetchone()
        found = self.db.value(_PLACES[table], nr[0]) if nr else None
        return str(found) if found else f"{table} {row}"

    def made(self, found: export_scan.Findings, carried: str = "") -> Made:
        """The outcome, with the counts as they stand in the manifest."""
        rows = self.conn.execute("SELECT section, name, reason, value FROM manifest ORDER BY id").fetchall()
        counts = tuple((section, name, reason, int(value)) for section, name, reason, value in rows
                       if section != "file")  # fmt: skip
        (sha,) = self.conn.execute("SELECT value FROM manifest WHERE name = 'content hash'").fetchone()
        (claims,) = self.conn.execute("SELECT count(*) FROM claims").fetchone()
        return Made(counts, sha, tuple(found.leaks), tuple(found.cautions), claims, carried)

    def at(self, done: int) -> None:
        """Tells how far the work is, in parts of a hundred."""
        self.done = done
        self.beat()

    def beat(self) -> None:
        """Tells that the work goes on; raises what the listener raises."""
        if self.progress is not None:
            self.progress(self.done, WHOLE)

    @contextmanager
    def cancellable(self) -> Iterator[None]:
        """Inside, one long statement too is ended by an error of the listener, and that error comes out."""

        def stop() -> int:
            try:
                self.beat()
            except BaseException as error:
                self.stopped = error
                return 1
            return 0

        self.conn.set_progress_handler(stop, _STEPS)
        try:
            yield
        except sqlite3.OperationalError:
            if self.stopped is not None:
                raise self.stopped from None
            raise
        finally:
            self.conn.set_progress_handler(None, 0)


def _manifest(desk: Reading, wanted: Wanted) -> None:
    """What the file holds and what stayed behind; the hash comes last, over everything before it."""
    conn = desk.conn
    newest = conn.execute("SELECT max(at) FROM reviews").fetchone()[0]
    rows: list[tuple[str, str, str | None, object]] = [
        ("file", "format", None, export_schema.FORMAT),
        ("file", "made by", None, f"factdesk {__version__}"),
        ("file", "newest review", None, newest or "none"),
    ]
    for table in export_schema.TABLES:
        rows.append(("records", table, None, conn.execute(f"SELECT count(*) FROM main.{table}").fetchone()[0]))
    rows += export_select.counts(desk, wanted.named)
    _note(conn, rows)


def _note(conn: sqlite3.Connection, rows: Iterable[tuple[str, str, str | None, object]]) -> None:
    conn.executemany(
        "INSERT INTO manifest (section, name, reason, value) VALUES (?, ?, ?, ?)",
        ((section, name, reason, str(value)) for section, name, reason, value in rows),
    )


def _index(conn: sqlite3.Connection) -> None:
    """Builds the search indexes and the others, and leaves no free page."""
    for index in export_schema.SEARCH:
        export_fill.build_search(conn, index)
    export_schema.build_indexes(conn)
    if conn.execute("PRAGMA freelist_count").fetchone()[0]:  # left by texts that were made plain
        conn.execute("VACUUM main")
