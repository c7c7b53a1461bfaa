"""Full-text search over the whole desk, newest first, with the found words lit in a snippet."""

from __future__ import annotations

from typing import Final

from factdesk.model.views import Hit
from factdesk.store.connection import Database
from factdesk.store.filters import match

LIT: Final = ("\ue000", "\ue001")
"""Private-use characters around the found words of a snippet."""

_TOLD: Final = "coalesce(c.words || ' ' || c.counted || ' ' || c.measure, c.statement)"

_QUERIES: Final = {
    "incident": ("r.id, r.code, r.title, r.id", "incidents_fts", "JOIN incidents AS r ON r.nr = incidents_fts.rowid"),
    "claim": (f"c.id, c.code, {_TOLD}, c.incident", "claims_fts", "JOIN claims AS c ON c.nr = claims_fts.rowid"),
    "citation": (
        f"c.id, c.code, {_TOLD}, c.incident",
        "citations_fts",
        "JOIN citations AS t ON t.nr = citations_fts.rowid JOIN claims AS c ON c.id = t.claim",
    ),
    "source": ("r.id, r.code, r.title, NULL", "sources_fts", "JOIN sources AS r ON r.nr = sources_fts.rowid"),
    "speaker": (
        "r.id, r.name, coalesce(r.role || ', ', '') || coalesce(r.organisation, ''), NULL",
        "speakers_fts",
        "JOIN speakers AS r ON r.nr = speakers_fts.rowid",
    ),
}
"""For each kind of hit: what is told of it, the index, and the way from the index to the record."""


def search(db: Database, text: str, limit: int) -> list[Hit]:
    """At most `limit` hits of each kind for the words of `text`, newest first; none for an empty text."""
    words = match(text)
    if not words:
        return []
    hits: list[Hit] = []
    with db.snapshot():
        for kind, (told, index, way) in _QUERIES.items():
            rows = db.all(
                f"SELECT {told}, snippet({index}, -1, '{LIT[0]}', '{LIT[1]}', '…', 16) FROM {index} {way}"
                f" WHERE {index} MATCH ? ORDER BY {index}.rowid DESC LIMIT ?",
                words,
                limit,
            )
            hits += [Hit(kind, id_, code, title or "", found, incident) for id_, code, title, incident, found in rows]
    return hits


def tend(db: Database, pages: int = 32) -> None:
    """Merges a little of each index, for idle moments: a few milliseconds that a later insert does not wait."""
    with db.write() as conn:
        for _, index, _ in _QUERIES.values():
            conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", (pages,)).close()
