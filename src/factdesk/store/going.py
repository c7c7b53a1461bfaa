"""Which records may leave the desk, by the same selection that the reviewed file is made with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from factdesk.model.leaks import Secret
from factdesk.store import export_secrets, export_select
from factdesk.store.connection import Database, readable

_GOING: Final = {
    "claims": "SELECT c.id FROM taken.claims AS m CROSS JOIN desk.claims AS c ON c.nr = m.nr"
    " WHERE ?1 IS NULL OR c.incident = ?1 ORDER BY c.outline",
    "sources": "SELECT s.id FROM taken.sources AS m CROSS JOIN desk.sources AS s ON s.nr = m.nr WHERE ?1 IS ?1",
    "speakers": "SELECT p.id FROM taken.speakers AS m CROSS JOIN desk.speakers AS p ON p.nr = m.nr WHERE ?1 IS ?1",
}
_HELD: Final = """
SELECT why, count(*) FROM (
  SELECT coalesce(h.why, 'open') AS why FROM desk.claims AS c LEFT JOIN taken.held_claims AS h ON h.nr = c.nr
  WHERE (?1 IS NULL OR c.incident = ?1) AND c.nr NOT IN (SELECT nr FROM taken.claim_n)
) GROUP BY why
"""


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
    conn = sqlite3.connect("", isolation_level=None, uri=True)
    try:
        with readable(db.path), export_select.reading(conn, db, hold=True) as desk:
            named = tuple(named)
            export_select.select(desk, named, include_open=include_open)
            ids = {table: [row[0] for row in desk.all(sql, incident)] for table, sql in _GOING.items()}
            held = desk.all(_HELD, incident)
            stays = tuple(export_secrets.collect(desk)) if secrets else ()
    finally:
        conn.close()
    return Going(tuple(ids["claims"]), frozenset(ids["sources"]), frozenset(ids["speakers"]), dict(held), stays)
