"""Decides what leaves a desk: the numbers of the records that go, read from the desk itself in one of its states."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import quote

from factdesk.store import export_roots, export_schema, kept
from factdesk.store.connection import Database

CACHE_KIB: Final = 8 * 1024
"""Memory that each file of an export may use for its pages, however large the desk is."""

_JUDGED_AND_DUE: Final = """
SELECT d.incident FROM standing_due AS d WHERE EXISTS (
  SELECT 1 FROM verdict_counts AS v WHERE v.incident = d.incident AND v.verdict <> 'open' AND v.claims > 0)
"""


class Moved(Exception):
    """The desk was changed while it was read: what was read so far belongs to two of its states."""


class Reading:
    """The desk attached as `desk` beside `taken`, a nameless file of numbers that is gone when it is closed.

    Others may commit between two statements, so that nobody waits for a long export; `same` tells whether somebody
    did. With `hold` nobody can.
    """

    def __init__(self, conn: sqlite3.Connection, db: Database) -> None:
        self.conn, self.db = conn, db
        self._seen = self._version()

    def same(self) -> None:
        """Raises Moved where the desk is not as it was at the beginning."""
        if self._version() != self._seen:
            raise Moved

    def all(self, sql: str, *values: Any) -> list[Any]:
        """The rows of a short question to the desk, with no lock kept behind them."""
        return self.conn.execute(sql, values).fetchall()

    def _version(self) -> int:
        return int(self.conn.execute("PRAGMA desk.data_version").fetchone()[0])


@contextmanager
def reading(conn: sqlite3.Connection, db: Database, *, hold: bool = False) -> Iterator[Reading]:
    """Attaches the desk for reading; `conn` must be open for addresses (`uri=True`) and in no transaction.

    `taken` stays with the connection.
    """
    conn.execute("ATTACH '' AS taken")
    conn.execute("ATTACH ? AS desk", (f"file:{quote(str(db.path.absolute()))}?mode=ro",))
    try:
        for pragma in (f"desk.cache_size=-{CACHE_KIB}", f"taken.cache_size=-{CACHE_KIB}",
                       "taken.journal_mode=OFF", "taken.synchronous=OFF"):  # fmt: skip
            conn.execute(f"PRAGMA {pragma}").close()
        with _held(db) if hold else _free():
            yield Reading(conn, db)
    finally:
        conn.execute("DETACH desk")


def select(desk: Reading, named: Iterable[str], *, include_open: bool, beat: Callable[[], None] = lambda: None) -> None:
    """Writes the numbers of what goes and what is held back into `taken`; `named` are ids of exceptions."""
    conn = desk.conn
    asked = {"include_open": int(include_open), "named": json.dumps(list(named))}
    _stale(desk)
    for statement in export_schema.script("selection"):
        conn.execute(statement, asked)
        beat()
    export_roots.fold_sources(conn)
    for statement in export_schema.script("citations"):
        conn.execute(statement)
        beat()
    export_roots.fold_citations(conn)
    desk.same()


def counts(desk: Reading, named: Iterable[str]) -> list[tuple[str, str, str | None, int]]:
    """What stays behind, what is marked and what was named, as (section, name, reason, number)."""
    asked = {"named": json.dumps(list(named))}
    return [
        row for statement in export_schema.script("counts") for row in desk.conn.execute(statement, asked).fetchall()
    ]


@contextmanager
def _held(db: Database) -> Iterator[None]:
    with db.snapshot():
        db.value("SELECT 1 FROM meta LIMIT 1")  # takes the lock that keeps others from committing
        yield


@contextmanager
def _free() -> Iterator[None]:
    yield


def _stale(desk: Reading) -> None:
    """The claims whose verdict asks for another look: as kept, and told anew for incidents that were changed since."""
    conn = desk.conn
    conn.execute("CREATE TABLE taken.stale (nr INTEGER PRIMARY KEY)")
    conn.execute(
        "INSERT INTO taken.stale SELECT DISTINCT c.nr FROM desk.stale_verdicts AS v JOIN desk.claims AS c"
        " ON c.id = v.claim WHERE NOT EXISTS (SELECT 1 FROM desk.standing_due AS d WHERE d.incident = v.incident)"
    )
    for (incident,) in desk.db.all(_JUDGED_AND_DUE):
        told = json.dumps(list(kept.tell(desk.db, incident).stale))
        conn.execute("INSERT OR IGNORE INTO taken.stale SELECT c.nr FROM json_each(?) AS k JOIN desk.claims AS c"
                     " ON c.id = k.value", (told,))  # fmt: skip
