"""The lists of the desk as windows: claims by filter, the queue of open claims, sources, and the incident rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from factdesk.model.records import Speaker
from factdesk.model.views import ClaimFilter, ClaimRow, Counts, Filter, IncidentRow, SourceRow
from factdesk.store import filter_claims, filter_others, filters, tables
from factdesk.store.connection import Database
from factdesk.store.windows import ListWindow

CLAIM_COLUMNS: Final = """
c.nr, c.id, c.code, c.incident, i.code, c.kind, (length(c.outline) - 8) / 9, c.measure, c.counted, c.low, c.high,
c.qualifier, c.words, c.statement, c.scope, p.name, c.said_at, c.as_of, c.verdict,
(SELECT count(*) FROM citations AS t WHERE t.claim = c.id),
EXISTS (SELECT 1 FROM stale_verdicts AS v WHERE v.claim = c.id)
"""
_CLAIM_JOINS: Final = "JOIN incidents AS i ON i.id = c.incident LEFT JOIN speakers AS p ON p.id = c.speaker"

CLAIM_PAGE: Final = f"""
SELECT {CLAIM_COLUMNS} FROM json_each(?) AS k JOIN claims AS c ON c.nr = k.value {_CLAIM_JOINS} ORDER BY k.key
"""
CARRIERS: Final = """
SELECT o.id FROM sources AS o WHERE o.root = {0} UNION SELECT t.source FROM citations AS t WHERE t.root = {0}
"""
"""The sources that carry one: wholly, or in a citation."""

SOURCE_COLUMNS: Final = f"""
s.nr, s.id, s.code, s.kind, s.title, s.publisher, s.url, s.published_at, s.confidentiality, s.withdrawn,
coalesce((SELECT r.code FROM sources AS r WHERE r.id = s.root),
  (SELECT p.name FROM speakers AS p WHERE p.id = s.root_speaker)),
(SELECT count(DISTINCT t.claim) FROM citations AS t WHERE t.source = s.id),
(SELECT count(*) FROM ({CARRIERS.format("s.id")})),
(SELECT count(DISTINCT t.claim) FROM citations AS t
  WHERE t.source = s.id AND (t.root IS NOT NULL OR t.root_speaker IS NOT NULL))
"""
_SOURCE_PAGE: Final = f"""
SELECT {SOURCE_COLUMNS} FROM json_each(?) AS k JOIN sources AS s ON s.nr = k.value ORDER BY k.key
"""
_INCIDENT_PAGE: Final = """
SELECT i.nr, i.id, i.code, i.kind, i.title, i.began, i.place, i.country,
  (SELECT json_group_object(v.verdict, v.claims) FROM verdict_counts AS v WHERE v.incident = i.id),
  s.conflicts, s.stale
FROM json_each(?) AS k JOIN incidents AS i ON i.nr = k.value
LEFT JOIN standing_kept AS s ON s.incident = i.id
  AND NOT EXISTS (SELECT 1 FROM standing_due AS d WHERE d.incident = i.id)
ORDER BY k.key
"""
_TOLD: Final = """
SELECT s.incident, s.conflicts, s.stale FROM standing_kept AS s
WHERE NOT EXISTS (SELECT 1 FROM standing_due AS d WHERE d.incident = s.incident)
"""
_QUEUE: Final = """
SELECT c.nr FROM claims AS c WHERE c.nr IN (
  SELECT o.nr FROM claims AS o WHERE o.verdict = 'open' UNION ALL
  SELECT o.nr FROM stale_verdicts AS v JOIN claims AS o ON o.id = v.claim AND o.verdict <> 'open'
) {only} ORDER BY c.verdict <> 'open',
  NOT EXISTS (SELECT 1 FROM claims AS d WHERE d.denies = c.id),
  CASE WHEN c.kind = 'figure' THEN 0 ELSE 1 END,
  min(2, (SELECT count(*) FROM citations AS t WHERE t.claim = c.id)),
  c.outline
"""
_MEASURES: Final = """
WITH RECURSIVE known (measure) AS (
  SELECT min(measure) FROM claims
  UNION ALL SELECT (SELECT min(c.measure) FROM claims AS c WHERE c.measure > known.measure) FROM known
  WHERE known.measure IS NOT NULL)
SELECT measure FROM known WHERE measure IS NOT NULL
"""


def claim_row(row: tuple[Any, ...]) -> ClaimRow:
    """A list line from a row of `CLAIM_COLUMNS`."""
    return ClaimRow(*(*row[:-1], bool(row[-1])))


def claim_rows(db: Database, where: str, *values: Any) -> tuple[ClaimRow, ...]:
    """List lines of the claims that `where` (over `c`) selects, in outline order."""
    rows = db.all(f"SELECT {CLAIM_COLUMNS} FROM claims AS c {_CLAIM_JOINS} WHERE {where} ORDER BY c.outline", *values)
    return tuple(map(claim_row, rows))


def claim_ids(db: Database, numbers: Sequence[int]) -> list[str]:
    """The ids of claims by their row numbers, in the order given."""
    rows = db.all(
        "SELECT c.id FROM json_each(?) AS k JOIN claims AS c ON c.nr = k.value ORDER BY k.key",
        json.dumps(list(numbers)),
    )
    return [row[0] for row in rows]


def source_rows(db: Database, where: str, *values: Any) -> tuple[SourceRow, ...]:
    """List lines of the sources that `where` (over `s`) selects, oldest first."""
    rows = db.all(f"SELECT {SOURCE_COLUMNS} FROM sources AS s WHERE {where} ORDER BY s.nr", *values)
    return tuple(SourceRow(*row) for row in rows)


def claims(db: Database, wanted: ClaimFilter) -> ListWindow[ClaimRow]:
    """The claims that pass a filter, in its order."""
    where, values = filter_claims.where(wanted)
    order = filters.order(wanted.order)
    count = filters.kept_count(wanted)
    return ListWindow(
        db, f"SELECT c.nr FROM claims AS c {filter_claims.few(where)} ORDER BY {order}", values, CLAIM_PAGE, claim_row,
        count_sql=count[0] if count else None, count_values=count[1] if count else (), id_table="claims",
        quick=filter_claims.quick(wanted, where, values), walk=filter_claims.walk(wanted, where, values),
    )  # fmt: skip


def measures(db: Database) -> list[str]:
    """The measures of the desk's figures, by one look into the index for each."""
    return [row[0] for row in db.all(_MEASURES)]


def queue(db: Database, incident: str | None, wanted: ClaimFilter | None = None) -> ListWindow[ClaimRow]:
    """Open claims, worst first: denied by another claim, then figures, then those with the fewest citations; behind
    them, in the same order, claims whose verdict asks for another look. Both as far as they pass a filter."""
    if wanted is not None:
        where, bound = filter_claims.where(replace(wanted, incident=incident or wanted.incident))
        sql = _QUEUE.format(only=where.replace("WHERE", "AND", 1))
        return ListWindow(db, sql, bound, CLAIM_PAGE, claim_row, id_table="claims")
    sql = _QUEUE.format(only="AND c.incident = ?" if incident else "")
    only, table = ("AND incident = ?", "verdict_counts") if incident else ("", "claim_counts")
    count = (
        f"SELECT (SELECT coalesce(sum(claims), 0) FROM {table} WHERE verdict = 'open' {only}) + (SELECT"
        f" count(DISTINCT v.claim) FROM (SELECT claim FROM stale_verdicts WHERE true {only}) AS v"
        " JOIN claims AS c ON c.id = v.claim AND c.verdict <> 'open')"
    )
    values = (incident,) if incident else ()
    return ListWindow(
        db, sql, values, CLAIM_PAGE, claim_row, count_sql=count, count_values=values * 2, id_table="claims"
    )


SOURCES_ONLY: Final = {
    "": "1",
    "closed": "s.confidentiality <> 'public'",
    "withdrawn": "s.withdrawn IS NOT NULL",
    "uncited": "NOT EXISTS (SELECT 1 FROM citations AS t WHERE t.source = s.id)",
}
"""What a list of sources may be narrowed to: all, not public, withdrawn, cited by no claim."""


def sources(db: Database, text: str, only: str = "") -> ListWindow[SourceRow]:
    """All sources, newest first, or those that the search index finds for `text` and `only` lets pass."""
    words = filters.match(text)
    found = "s.nr IN (SELECT rowid FROM sources_fts WHERE sources_fts MATCH ?)" if words else "1"
    return ListWindow(
        db, f"SELECT s.nr FROM sources AS s WHERE {found} AND {SOURCES_ONLY[only]} ORDER BY s.nr DESC",
        (words,) if words else (), _SOURCE_PAGE, lambda row: SourceRow(*row),
        count_sql=None if words or only else "SELECT count(*) FROM sources", id_table="sources",
    )  # fmt: skip


def sources_that(db: Database, wanted: Filter) -> ListWindow[SourceRow]:
    """The sources that pass a filter, newest first."""
    where, values = filter_others.sources(wanted)
    return ListWindow(db, f"SELECT s.nr FROM sources AS s WHERE {where} ORDER BY s.nr DESC", values, _SOURCE_PAGE,
                      lambda row: SourceRow(*row), id_table="sources")  # fmt: skip


def incidents_that(db: Database, wanted: Filter) -> ListWindow[IncidentRow]:
    """The incidents that pass a filter, oldest first."""
    where, values = filter_others.incidents(wanted)
    return ListWindow(
        db, f"SELECT i.nr FROM incidents AS i WHERE {where} ORDER BY i.nr", values, _INCIDENT_PAGE,
        lambda row: _incident_row(row[:8], json.loads(row[8]), *row[9:]), id_table="incidents",
    )  # fmt: skip


def incidents(db: Database) -> list[IncidentRow]:
    """Every incident with its counts by verdict, oldest first."""
    counts: dict[str, dict[str, int]] = {}
    for incident, verdict, number in db.all("SELECT incident, verdict, claims FROM verdict_counts"):
        counts.setdefault(incident, {})[verdict] = number
    told = {row[0]: row[1:] for row in db.all(_TOLD)}
    rows = db.all("SELECT nr, id, code, kind, title, began, place, country FROM incidents ORDER BY nr")
    return [_incident_row(row, counts.get(row[1], {}), *told.get(row[1], (None, None))) for row in rows]


def incident_window(db: Database) -> ListWindow[IncidentRow]:
    """The same as a window, for a desk of many incidents."""
    return ListWindow(
        db, "SELECT nr FROM incidents ORDER BY nr", (), _INCIDENT_PAGE,
        lambda row: _incident_row(row[:8], json.loads(row[8]), *row[9:]),
        count_sql="SELECT count(*) FROM incidents", id_table="incidents",
    )  # fmt: skip


def speakers(db: Database) -> list[Speaker]:
    """Every speaker, by name."""
    rows = db.all(f"SELECT {', '.join(Speaker.columns())} FROM speakers ORDER BY name COLLATE NOCASE, nr")
    found = [tables.from_row("speaker", row) for row in rows]
    return [speaker for speaker in found if isinstance(speaker, Speaker)]


def counts(db: Database) -> Counts:
    """The desk's claims by verdict, from the kept counts."""
    return Counts(**dict(db.all("SELECT verdict, sum(claims) FROM claim_counts GROUP BY verdict")))


def incident_row(db: Database, id_: str) -> IncidentRow:
    """The line of one incident that is on the desk."""
    nr = db.value("SELECT nr FROM incidents WHERE id = ?", id_)
    row = db.one(_INCIDENT_PAGE, f"[{nr}]")
    return _incident_row(row[:8], json.loads(row[8]), *row[9:])


def _incident_row(
    row: tuple[Any, ...], counted: dict[str, int], conflicts: int | None, stale: int | None
) -> IncidentRow:
    nr, id_, code, kind, title, began, place, country = row
    return IncidentRow(nr, id_, code, kind, title, began, place, country, Counts(**counted), conflicts, stale)
