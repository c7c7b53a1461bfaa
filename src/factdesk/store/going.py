"""Which records may leave the desk, by the same selection that the reviewed file is made with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from factdesk.model.leaks import Secret
from factdesk.store import export_secrets, export_select
from factdesk.store.connection import Database, readable


@dataclass(frozen=True, slots=True)
class Going:
    """Ids of what may leave; the claims of one incident in the order of its outline. `held` counts the others.

    `secrets` are the texts that stay behind, for whoever writes sentences: what they write is searched for them.
    """

    claims: tuple[str, ...]
    sources: frozenset[str]
    speakers: frozenset[str]
    held: dict[str, int]
    secrets: tuple[Secret, ...] = ()


def going(
    db: Database, incident: str | None, named: Iterable[str] = (), *, include_open: bool = False, secrets: bool = False
) -> Going:
    """What of an incident, or of the whole desk, may leave; `named` are ids of sources and speakers that go though
    they are not public. `secrets` asks for the texts that stay behind."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with readable(db.path):
            export_select.take(conn, db, named)
            export_select.select(conn, include_open=include_open)
            of = "(?1 IS NULL OR incident = ?1)"
            claims = conn.execute(
                f"SELECT id FROM taken.claims WHERE why IS NULL AND {of} ORDER BY outline", (incident,)
            ).fetchall()
            held = conn.execute(
                f"SELECT why, count(*) FROM taken.claims WHERE why IS NOT NULL AND {of} GROUP BY why", (incident,)
            ).fetchall()
            sources = conn.execute("SELECT id FROM taken.sources WHERE why IS NULL").fetchall()
            speakers = conn.execute("SELECT id FROM taken.speakers WHERE why IS NULL").fetchall()
            stays = tuple(export_secrets.collect(conn, db)) if secrets else ()
    finally:
        conn.close()
    return Going(tuple(row[0] for row in claims), frozenset(row[0] for row in sources),
                 frozenset(row[0] for row in speakers), dict(held), stays)  # fmt: skip
