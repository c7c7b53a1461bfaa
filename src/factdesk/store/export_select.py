"""Decides what leaves a desk: copies its rows into memory in one short read, and marks why each one stays behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from factdesk.model.records import RECORDS
from factdesk.model.roots import Parents, fold, fold_ties
from factdesk.store import export_schema, kept
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

_JUDGED_AND_DUE: Final = """
SELECT d.incident FROM standing_due AS d WHERE EXISTS (
  SELECT 1 FROM verdict_counts AS v WHERE v.incident = d.incident AND v.verdict <> 'open' AND v.claims > 0)
"""


def take(conn: sqlite3.Connection, db: Database, named: Iterable[str]) -> None:
    """Copies the desk's rows into the attached `taken`, in one state of the desk; `named` are ids of exceptions.

    The copy is in memory alone, so that the desk's lock is held as briefly as it can be and nothing that is
    withheld touches a disk.
    """
    conn.execute("ATTACH ':memory:' AS taken")
    with _same_state(conn, db):
        for kind, extra in TAKEN.items():
            _copy(conn, kind, extra)
        stale = _stale(db)
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


def _copy(conn: sqlite3.Connection, kind: str, extra: tuple[str, ...]) -> None:
    record = RECORDS[kind]
    names = ", ".join((*extra, *record.columns()))
    defined = ", ".join(name for name in (*extra, *record.columns()) if name != "nr")
    conn.execute(f"CREATE TABLE taken.{record.TABLE} (nr INTEGER PRIMARY KEY, {defined}, {_MARKS})")
    conn.execute(f"INSERT INTO taken.{record.TABLE} ({names}) SELECT {names} FROM desk.{record.TABLE} ORDER BY nr")


@contextmanager
def _same_state(conn: sqlite3.Connection, db: Database) -> Iterator[None]:
    """The desk attached as `desk`, for reading, in the state that `db` sees: nobody can commit meanwhile."""
    conn.execute("ATTACH ? AS desk", (f"file:{quote(str(db.path.absolute()))}?mode=ro",))
    try:
        with db.snapshot():
            db.value("SELECT 1 FROM meta LIMIT 1")  # takes the lock that keeps others from committing
            conn.execute("BEGIN")
            try:
                yield
            finally:
                conn.execute("COMMIT")
    finally:
        conn.execute("DETACH desk")


def _stale(db: Database) -> set[str]:
    """The claims whose verdict asks for another look: as kept, and told anew for incidents that were changed since."""
    kept_ = (
        "SELECT DISTINCT claim FROM stale_verdicts AS v"
        " WHERE NOT EXISTS (SELECT 1 FROM standing_due AS d WHERE d.incident = v.incident)"
    )
    told = (kept.tell(db, incident).stale for (incident,) in db.all(_JUDGED_AND_DUE))
    return {row[0] for row in db.all(kept_)}.union(*told)


def _fold_roots(conn: sqlite3.Connection) -> None:
    """Gives every source the root that it folds to on the desk, withheld or not: what corroboration counts."""
    conn.execute("UPDATE taken.sources SET root_key = coalesce(root_speaker, id) WHERE root IS NULL")
    sql = "SELECT id, root, root_speaker FROM taken.sources WHERE root IS NOT NULL OR root_speaker IS NOT NULL"
    rows: list[tuple[str, Any, Any]] = conn.execute(sql).fetchall()
    parents = {id_: (root, speaker) for id_, root, speaker in rows}
    keys = [(fold(id_, parents)[0], id_) for id_, root, _ in rows if root is not None]
    conn.executemany("UPDATE taken.sources SET root_key = ? WHERE id = ?", keys)
    _fold_citations(conn, parents)


def _fold_citations(conn: sqlite3.Connection, parents: Parents) -> None:
    """The same for the citations of claims of which one says by itself what it carries."""
    sql = (
        "SELECT claim, nr, source, root, root_speaker FROM taken.citations WHERE claim IN (SELECT claim"
        " FROM taken.citations WHERE root IS NOT NULL OR root_speaker IS NOT NULL) ORDER BY claim, nr"
    )
    for _, group in groupby(conn.execute(sql).fetchall(), key=lambda row: row[0]):
        rows = list(group)
        folded = fold_ties([(source, (root, speaker)) for _, _, source, root, speaker in rows], parents)
        keys = [(key, row[1]) for row, (key, _) in zip(rows, folded, strict=True)]
        conn.executemany("UPDATE taken.citations SET root_key = ? WHERE nr = ?", keys)
