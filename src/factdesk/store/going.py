"""Which records may leave the desk, by the same selection that the reviewed file is made with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from factdesk.store import export_select
from factdesk.store.connection import Database, readable


@dataclass(frozen=True, slots=True)
class Going:
    """Ids of what may leave; the claims of one incident in the order of its outline. `held` counts the others."""

    claims: tuple[str, ...]
    sources: frozenset[str]
    speakers: frozenset[str]
    held: dict[str, int]


def going(db: Database, incident: str, named: Iterable[str] = ()) -> Going:
    """What of an incident may leave; `named` are ids of sources and speakers that go though they are not public."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with readable(db.path):
            export_select.take(conn, db, named)
            export_select.select(conn, include_open=False)
            claims = conn.execute(
                "SELECT id FROM taken.claims WHERE why IS NULL AND incident = ? ORDER BY outline", (incident,)
            ).fetchall()
            held = conn.execute(
                "SELECT why, count(*) FROM taken.claims WHERE why IS NOT NULL AND incident = ? GROUP BY why",
                (incident,),
            ).fetchall()
            sources = conn.execute("SELECT id FROM taken.sources WHERE why IS NULL").fetchall()
            speakers = conn.execute("SELECT id FROM taken.speakers WHERE why IS NULL").fetchall()
    finally:
        conn.close()
    return Going(tuple(row[0] for row in claims), frozenset(row[0] for row in sources),
                 frozenset(row[0] for row in speakers), dict(held))  # fmt: skip
