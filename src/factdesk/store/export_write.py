"""Writes the reviewed file: fresh tables filled row by row from an allow-list, a search index, a manifest, a hash."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from factdesk.model.errors import Failed
from factdesk.model.handover import Carried
from factdesk.model.leaks import Leak, Secret
from factdesk.store import (
    export_about,
    export_check,
    export_scan,
    export_schema,
    export_secrets,
    export_select,
    handover,
)
from factdesk.store.connection import Database, connect, readable
from factdesk.store.export_hash import content_hash
from factdesk.version import __version__

Progress = Callable[[int, int | None], None]

WHOLE: Final = 100
"""What `progress` hears as total: the work is told in parts of a hundred."""

_STEPS: Final = 200_000
"""Steps of SQLite's machine between two looks whether the export was cancelled: some milliseconds."""

_PLAIN: Final = re.compile(r"\bplain\(([a-z.]+)\)")
"""Where a column is made plain: Python is asked only for values with other characters than printable ASCII."""

_OBEYED: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
"""Characters that a terminal obeys or that turn the reading direction: nobody said them. Line breaks and tabs stay."""

_PLACES: Final = {
    "incidents": "SELECT 'incident ' || code FROM taken.incidents WHERE n = ?",
    "speakers": "SELECT 'speaker ' || name FROM taken.speakers WHERE n = ?",
    "sources": "SELECT 'source ' || code FROM taken.sources WHERE n = ?",
    "claims": "SELECT 'claim ' || code FROM taken.claims WHERE n = ?",
    "citations": "SELECT 'the citation of ' || c.code || ' from ' || s.code FROM taken.citations AS t"
    " JOIN taken.claims AS c ON c.id = t.claim JOIN taken.sources AS s ON s.id = t.source WHERE t.n = ?",
    "reviews": "SELECT 'the review of ' || c.code FROM taken.reviews AS r"
    " JOIN taken.claims AS c ON c.id = r.claim WHERE r.n = ?",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person chose: whether open claims go, and the ids of what goes though it is not public."""

    include_open: bool
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What an export holds: the manifest's counts, its content hash, and what the search for withheld texts found."""

    counts: tuple[tuple[str, str, str | None, int], ...]
    content_hash: str
    leaks: tuple[Leak, ...]
    cautions: tuple[Leak, ...]
    carried: tuple[Carried, ...]


def rehearse(db: Database, wanted: Wanted, progress: Progress | None = None) -> Made:
    """Makes the export in memory alone and says what it would hold."""
    conn = sqlite3.connect("file::memory:", isolation_level=None, uri=True)
    try:
        run = _Run(conn, db, progress)
        with readable(db.path), run.cancellable():
            secrets = run.fill(wanted)
            run.at(60)
            found = export_scan.values(conn, secrets, run.told, run.beat)
            run.at(WHOLE)
            return run.made(found, written=False)
    finally:
        conn.close()


def write(db: Database, part: Path, wanted: Wanted, progress: Progress | None = None) -> Made:
    """Fills the empty file `part`; where `leaks` of the answer is not empty, it must not be handed over.

    Raises Failed where the finished file does not stand its own check.
    """
    conn = connect(part, "rw")
    try:
        # The part is thrown away whenever anything fails, so that it needs no journal; it is synced when finished.
        # References and search indexes are checked once, in the finished file, and not along with every row.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=MEMORY", "secure_delete=ON",
                       "cache_size=-65536", "foreign_keys=OFF", "locking_mode=EXCLUSIVE"):  # fmt: skip
            conn.execute(f"PRAGMA {pragma}").close()
        run = _Run(conn, db, progress)
        with run.cancellable():
            secrets = run.fill(wanted)
            run.at(45)
            _index(conn)
            run.at(60)
            found = export_scan.whole_file(conn, part, secrets, run.told, run.beat)
            made = run.made(found, written=True)
    finally:
        conn.close()
    if not made.leaks:
        faults = [line for ok, line in export_check.check(part).lines if not ok]
        if faults:
            raise Failed(f"the finished file does not stand its own check: {faults[0]}", where=str(part.name),
                         todo="look at the desk with: factdesk check")  # fmt: skip
    if progress is not None:
        progress(WHOLE, WHOLE)
    return made


def visible_controls(text: str | None) -> str | None:
    """The text with characters that a terminal obeys as marks: ESC as `␛`, U+202E as `<U+202E>`."""
    if text is None or (text.isascii() and text.isprintable()):
        return text
    return _OBEYED.sub(_mark, text)


def _mark(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else f"<U+{code:04X}>"


class _Run:
    """One export under way: its connection, and how far it is."""

    def __init__(self, conn: sqlite3.Connection, db: Database, progress: Progress | None) -> None:
        self.conn, self.db, self.progress = conn, db, progress
        self.done = 0
        self.stopped: BaseException | None = None

    def fill(self, wanted: Wanted) -> list[Secret]:
        """Copies, selects and writes every row and the manifest; returns the texts that stayed behind."""
        conn = self.conn
        export_schema.build(conn)
        export_select.take(conn, self.db, wanted.named)
        self.at(15)
        export_select.select(conn, include_open=wanted.include_open)
        self.at(25)
        conn.create_function("plain", 1, visible_controls, deterministic=True)
        conn.execute("BEGIN")
        for statement in export_schema.script("fill"):
            conn.execute(_PLAIN.sub(r"iif(\1 GLOB '*[^ -~]*', plain(\1), \1)", statement))
        conn.executemany("INSERT INTO about (kind, table_name, column_name, code, meaning) VALUES (?, ?, ?, ?, ?)",
                         export_about.lines())  # fmt: skip
        self.at(35)
        _manifest(conn)
        conn.execute("COMMIT")
        return export_secrets.collect(conn, self.db)

    def told(self, table: str, row: int) -> str:
        """A record of the file by the name that it has on the desk."""
        found = self.conn.execute(_PLACES[table], (row,)).fetchone()
        return str(found[0]) if found else f"{table} {row}"

    def made(self, found: export_scan.Findings, *, written: bool) -> Made:
        """The outcome, with the counts as they stand in the manifest; what was carried only of what is written."""
        rows = self.conn.execute("SELECT section, name, reason, value FROM manifest ORDER BY id").fetchall()
        counts = tuple((section, name, reason, int(value)) for section, name, reason, value in rows
                       if section != "file")  # fmt: skip
        (sha,) = self.conn.execute("SELECT value FROM manifest WHERE name = 'content hash'").fetchone()
        carried = tuple(handover.carried(self.conn)) if written else ()
        return Made(counts, sha, tuple(found.leaks), tuple(found.cautions), carried)

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


def _manifest(conn: sqlite3.Connection) -> None:
    """What the file holds and what stayed behind; the hash comes last, over everything before it."""
    newest = conn.execute("SELECT max(at) FROM reviews").fetchone()[0]
    rows: list[tuple[str, str, str | None, object]] = [
        ("file", "format", None, export_schema.FORMAT),
        ("file", "made by", None, f"factdesk {__version__}"),
        ("file", "newest review", None, newest or "none"),
    ]
    for table in export_schema.TABLES:
        rows.append(("records", table, None, conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]))
    rows += export_select.counts(conn)
    _note(conn, rows)
    _note(conn, [("file", "content hash", None, content_hash(conn))])


def _note(conn: sqlite3.Connection, rows: Iterable[tuple[str, str, str | None, object]]) -> None:
    conn.executemany(
        "INSERT INTO manifest (section, name, reason, value) VALUES (?, ?, ?, ?)",
        ((section, name, reason, str(value)) for section, name, reason, value in rows),
    )


def _index(conn: sqlite3.Connection) -> None:
    """Builds the search index and leaves no free page; the check of the finished file looks at what it holds."""
    for index in export_schema.SEARCH:
        conn.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        conn.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    if conn.execute("PRAGMA freelist_count").fetchone()[0]:
        conn.execute("VACUUM main")
