"""What the rules of standing say of each incident, kept beside the ledger so that lists need not tell it anew.

Triggers note which incidents are due: changed since they were told, or never told. Whoever has time tells them
(`refresh`); whoever needs the truth of one that is due (`causes`) tells it in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from factdesk.model.standing.stale import stale
from factdesk.model.standing.whole import Standing, stand
from factdesk.store import standing, terms
from factdesk.store.connection import Database

Causes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of an incident: how many conflicts and questions, and why which verdicts are stale."""

    conflicts: int
    questions: int
    stale: Causes
    conflicting: frozenset[str] = frozenset()


def due(db: Database, most: int = 1_000) -> list[str]:
    """Incidents that were changed since they were told, `most` of them."""
    return [row[0] for row in db.all("SELECT incident FROM standing_due LIMIT ?", most)]


def is_due(db: Database, incident: str) -> bool:
    """Whether what is kept of the incident may be old."""
    return db.one("SELECT 1 FROM standing_due WHERE incident = ?", incident) is not None


def told(found: Standing, causes: Causes) -> Told:
    """What is kept of a standing."""
    sides = (side for conflict in found.conflicts for side in conflict.sides)
    return Told(len(found.conflicts), len(found.questions), causes, frozenset(id_ for side in sides for id_ in side))


def tell(db: Database, incident: str) -> Told:
    """The truth of an incident, told from its claims in one state of the desk."""
    with db.snapshot():
        facts, words = standing.facts(db, incident), terms.nesting(db)
    known = {fact.id: fact for fact in facts}
    found = stand(facts, words)
    return told(found, stale(known, found, words))


def causes(db: Database, incident: str) -> Causes:
    """Why which verdicts of an incident are stale; kept where that is fresh, else told in memory."""
    with db.snapshot():
        if is_due(db, incident):
            return tell(db, incident).stale
        found: dict[str, tuple[str, ...]] = {}
        sql = "SELECT claim, cause FROM stale_verdicts WHERE incident = ? ORDER BY claim, place"
        for claim, cause in db.all(sql, incident):
            found[claim] = (*found.get(claim, ()), cause)
        return found


def refresh(
    db: Database, most: int, go_on: Callable[[], bool] = lambda: True, wanted: Callable[[], bool] = lambda: True
) -> int:
    """Tells up to `most` incidents that are due, as long as `go_on` says so, and keeps them in one transaction.

    Returns how many were kept; none where they are not `wanted` by then. What was changed while it was told stays due.
    """
    ready: list[tuple[str, int, Told]] = []
    for incident, stamp in db.all("SELECT incident, stamp FROM standing_due LIMIT ?", most):
        if ready and not go_on():
            break
        ready.append((incident, stamp, tell(db, incident)))
    if not ready or not wanted():
        return 0
    with db.write() as conn:
        return sum(_keep(conn, *one) for one in ready)


def _keep(conn: sqlite3.Connection, incident: str, stamp: int, found: Told) -> bool:
    """Keeps what was told while the incident bore this stamp; nothing where it was changed meanwhile."""
    cursor = conn.execute("DELETE FROM standing_due WHERE incident = ? AND stamp = ?", (incident, stamp))
    if not cursor.rowcount:
        return False
    conn.execute("DELETE FROM stale_verdicts WHERE incident = ?", (incident,)).close()
    conn.executemany(
        "INSERT INTO stale_verdicts (claim, place, incident, cause) VALUES (?, ?, ?, ?)",
        [(claim, place, incident, cause) for claim, given in found.stale.items() for place, cause in enumerate(given)],
    ).close()
    conn.execute("DELETE FROM conflicting_claims WHERE incident = ?", (incident,)).close()
    conn.executemany(
        "INSERT OR REPLACE INTO conflicting_claims (claim, incident) VALUES (?, ?)",
        [(claim, incident) for claim in sorted(found.conflicting)],
    ).close()
    conn.execute(
        "INSERT OR REPLACE INTO standing_kept (incident, conflicts, questions, stale) VALUES (?, ?, ?, ?)",
        (incident, found.conflicts, found.questions, len(found.stale)),
    ).close()
    return True
