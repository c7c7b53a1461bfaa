"""Full-text search over the whole desk, newest first, with the found words lit in a snippet."""

from __future__ import annotations

from typing import Final

from factdesk.model.views import Hit
from factdesk.store.connection import Database
from factdesk.store.filters import match

LIT: Final = ("\ue000", "\ue001")
"""Private-use characters around the found words; in data they are made visible before this."""

_QUERIES: Final = {
    "incident": ("incidents_fts", "SELECT i.id, i.code, i.title, i.id, {snippet} FROM incidents_fts"
                 " JOIN incidents AS i ON i.nr = incidents_fts.rowid"),
    "claim": ("claims_fts", "SELECT c.id, c.code, coalesce(c.words || ' ' || c.counted || ' ' || c.measure,"
              " c.statement), c.incident, {snippet} FROM claims_fts JOIN claims AS c ON c.nr = claims_fts.rowid"),
    "source": ("sources_fts", "SELECT s.id, s.code, s.title, NULL, {snippet} FROM sources_fts"
               " JOIN sources AS s ON s.nr = sources_fts.rowid"),
    "citation": ("citations_fts", "SELECT c.id, c.code, coalesce(c.words || ' ' || c.counted || ' ' || c.measure,"
                 " c.statement), c.incident, {snippet} FROM citations_fts JOIN citations AS t ON t.nr = citations_fts.rowid"
                 " JOIN claims AS c ON c.id = t.claim"),
    "speaker": ("speakers_fts", "SELECT p.id, p.name, coalesce(p.role || ', ', '') || coalesce(p.organisation, ''),"
                " NULL, {snippet} FROM speakers_fts JOIN speakers AS p ON p.nr = speakers_fts.rowid"),
}  # fmt: skip


def search(db: Database, text: str, limit: int) -> list[Hit]:
    """At most `limit` hits of each kind for the words of `text`, newest first; none for an empty text."""
    words = match(text)
    if not words:
        return []
    hits: list[Hit] = []
    with db.snapshot():
        for kind, (table, sql) in _QUERIES.items():
            snippet = f"snippet({table}, -1, '{LIT[0]}', '{LIT[1]}', '…', 16)"
            rows = db.all(
                f"{sql.format(snippet=snippet)} WHERE {table} MATCH ? ORDER BY {table}.rowid DESC LIMIT ?",
                words,
                limit,
            )
            hits += [
                Hit(kind, id_, code, title or "", found, incident)
                for id_, code, title, incident, found in rows
            ]
    return hits
