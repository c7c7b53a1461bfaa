"""Decides what leaves a desk: copies its rows into memory in one short read, and marks why each one stays behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, Final

from factdesk.model.records import RECORDS, Claim
from factdesk.model.roots import fold
from factdesk.store import cards, export_schema, tables
from factdesk.store.connection import Database

TAKEN: Final = {
    "incident": ("nr",),
    "speaker": ("nr",),
    "source": ("nr",),
    "claim": ("nr", "verdict", "outline"),
    "citation": ("nr",),
    "review": ("nr",),
    "file": ("nr",),
}
"""Each kind that is copied, with what its row has beside the record's own fields."""

_MARKS: Final = "why TEXT, n INTEGER, named INTEGER NOT NULL DEFAULT 0, stale INTEGER NOT NULL DEFAULT 0, root_key TEXT"

_INDEXES: Final = (
    "CREATE INDEX taken.by_claim ON citations (claim)",
    "CREATE INDEX taken.by_source ON citations (source)",
    "CREATE INDEX taken.by_file ON sources (file) WHERE file IS NOT NULL",
    "CREATE INDEX taken.of_claim ON reviews (claim)",
    "CREATE INDEX taken.of_incident ON claims (incident)",
)

_MAYBE_STALE: Final = """
SELECT c.id FROM claims AS c WHERE c.verdict <> 'open' AND (
  (SELECT count(*) FROM ledger AS l WHERE l.about = c.id AND l.record = c.id) > 1
  OR EXISTS (
    SELECT 1 FROM reviews AS r JOIN json_each(r.rests_on) AS k LEFT JOIN citations AS t ON t.id = k.value
    LEFT JOIN sources AS s ON s.id = t.source WHERE r.claim = c.id AND (s.id IS NULL OR s.withdrawn IS NOT NULL)))
"""
"""Claims whose verdict may be stale: edited at least once, or resting on what is withdrawn or gone."""


def take(conn: sqlite3.Connection, db: Database, named: Iterable[str]) -> None:
    """Copies the desk's rows into the attached `taken`, in one state of the desk; `named` are ids of exceptions.

    The copy is in memory alone, so that the desk's lock is held as briefly as it can be and nothing that is
    withheld touches a disk.
    """
    conn.execute("ATTACH ':memory:' AS taken")
    with db.snapshot():
        for kind, extra in TAKEN.items():
            _copy(conn, db, kind, extra)
        stale = [id_ for (id_,) in db.all(_MAYBE_STALE) if _is_stale(db, id_)]
    for kind in TAKEN:
        conn.execute(f"CREATE UNIQUE INDEX taken.{kind}_by_id ON {RECORDS[kind].TABLE} (id)")
    for index in _INDEXES:
        conn.execute(index)
    conn.executemany("UPDATE taken.claims SET stale = 1 WHERE id = ?", ((id_,) for id_ in stale))
    for table in ("sources", "speakers"):
        conn.executemany(f"UPDATE taken.{table} SET named = 1 WHERE id = ?", ((id_,) for id_ in named))


def select(conn: sqlite3.Connection, *, include_open: bool) -> None:
    """Marks every copied row with the reason that keeps it back, or with its new number."""
    _fold_roots(conn)
    for statement in export_schema.script("selection"):
        conn.execute(statement, {"include_open": int(include_open)})


def counts(conn: sqlite3.Connection) -> list[tuple[str, str, str | None, int]]:
    """What stays behind, what is marked and what was named, as (section, name, reason, number)."""
    return [row for statement in export_schema.script("counts") for row in conn.execute(statement).fetchall()]


def _copy(conn: sqlite3.Connection, db: Database, kind: str, extra: tuple[str, ...]) -> None:
    record = RECORDS[kind]
    names = (*extra, *record.columns())
    defined = ", ".join(name for name in names if name != "nr")
    conn.execute(f"CREATE TABLE taken.{record.TABLE} (nr INTEGER PRIMARY KEY, {defined}, {_MARKS})")
    rows = db.conn.execute(f"SELECT {', '.join(names)} FROM {record.TABLE} ORDER BY nr")
    marks = ", ".join("?" for _ in names)
    conn.executemany(f"INSERT INTO taken.{record.TABLE} ({', '.join(names)}) VALUES ({marks})", rows)


def _is_stale(db: Database, id_: str) -> bool:
    """Whether the verdict in force asks for another look, by the same rule as the claim's card."""
    claim = tables.fetch(db.conn, "claim", id_)
    given = cards.reviews(db, id_)
    assert isinstance(claim, Claim)
    return bool(given and cards.stale(db, claim, given[0], cards.citations(db, id_)))


def _fold_roots(conn: sqlite3.Connection) -> None:
    """Gives every source the root that it folds to on the desk, withheld or not: what corroboration counts."""
    rows: list[tuple[str, Any, Any]] = conn.execute("SELECT id, root, root_speaker FROM taken.sources").fetchall()
    parents = {id_: (root, speaker) for id_, root, speaker in rows}
    keys = ((fold(id_, parents)[0], id_) for id_ in parents)
    conn.executemany("UPDATE taken.sources SET root_key = ? WHERE id = ?", keys)
