"""The first page of a desk, read by itself in a few milliseconds, before anything else of the program is loaded.

It is read from a file that nobody has compared with our schema yet: only from plain tables, without trusting it,
within a bounded number of steps; and nothing is shown of a file that gives any reason to look closer.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final, NamedTuple

from factdesk.model.errors import Problem
from factdesk.store import schema
from factdesk.store.connection import connect, read_header

__all__ = ["FirstClaim", "FirstIncident", "FirstPage", "read"]

STEPS: Final = 200_000
"""Steps of SQLite's machine that the page may take: some milliseconds. A page takes about ten thousand."""
_TABLES: Final = ("claims", "incidents", "speakers", "citations", "verdict_counts", "standing_kept", "standing_due",
                  "stale_verdicts")  # fmt: skip
_INCIDENTS: Final = """
SELECT i.id, i.code, i.title, i.began, i.place, s.conflicts, s.stale,
  coalesce((SELECT claims FROM verdict_counts AS v WHERE v.incident = i.id AND v.verdict = 'confirmed'), 0),
  coalesce((SELECT claims FROM verdict_counts AS v WHERE v.incident = i.id AND v.verdict = 'disputed'), 0),
  coalesce((SELECT claims FROM verdict_counts AS v WHERE v.incident = i.id AND v.verdict = 'denied'), 0),
  coalesce((SELECT claims FROM verdict_counts AS v WHERE v.incident = i.id AND v.verdict = 'open'), 0)
FROM incidents AS i
LEFT JOIN standing_kept AS s ON s.incident = i.id
  AND NOT EXISTS (SELECT 1 FROM standing_due AS d WHERE d.incident = i.id)
ORDER BY i.nr LIMIT ?
"""
_CLAIMS: Final = """
SELECT c.code, c.kind, (length(c.outline) - 8) / 9, c.measure, c.counted, c.low, c.high, c.qualifier, c.words,
  c.statement, c.scope, (SELECT p.name FROM speakers AS p WHERE p.id = c.speaker), c.said_at, c.verdict,
  (SELECT count(*) FROM citations AS t WHERE t.claim = c.id),
  EXISTS (SELECT 1 FROM stale_verdicts AS v WHERE v.claim = c.id)
FROM claims AS c WHERE c.incident = ? ORDER BY c.outline LIMIT ?
"""


class FirstIncident(NamedTuple):
    """An incident as a line of the list, with its claims by verdict."""

    id: str
    code: str
    title: str
    began: str | None
    place: str | None
    conflicts: int | None
    stale: int | None
    confirmed: int
    disputed: int
    denied: int
    open: int


class FirstClaim(NamedTuple):
    """A claim as a line of the list."""

    code: str
    kind: str
    depth: int
    measure: str | None
    counted: str | None
    low: int | None
    high: int | None
    qualifier: str | None
    words: str | None
    statement: str | None
    scope: str | None
    speaker: str | None
    said_at: str | None
    verdict: str
    sources: int
    stale: int


class FirstPage(NamedTuple):
    """The first incidents of a desk and the first claims of the first one."""

    incidents: list[FirstIncident]
    claims: list[FirstClaim]


def read(path: Path, lines: int) -> FirstPage | None:
    """The first `lines` of both lists; None for a file that is not plainly a desk of this version and at rest."""
    try:
        if read_header(path) != schema.version():
            return None
        conn = connect(path, "ro")
    except (Problem, sqlite3.Error, OSError):
        return None
    try:
        conn.execute("PRAGMA busy_timeout=0")
        conn.execute("PRAGMA query_only=ON")
        conn.set_progress_handler(lambda: 1, STEPS)
        marks = ",".join("?" * len(_TABLES))
        found = conn.execute(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            f" AND name IN ({marks})",
            _TABLES,
        ).fetchone()
        if found != (len(_TABLES),):
            return None
        incidents = [FirstIncident(*row) for row in conn.execute(_INCIDENTS, (lines,)).fetchall()]
        first = incidents[0].id if incidents else ""
        return FirstPage(incidents, [FirstClaim(*row) for row in conn.execute(_CLAIMS, (first, lines)).fetchall()])
    except (Problem, sqlite3.Error, UnicodeError):  # a locked desk is a Problem by now
        return None
    finally:
        conn.close()
