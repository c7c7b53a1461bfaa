"""Looks for records that may tell of one thing twice: sources with one address or file, incidents near each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from factdesk.store.connection import Database

_SOURCES: Final = """
SELECT {key}, id, code, title FROM sources WHERE {key} IN (
  SELECT {key} FROM sources WHERE {key} IS NOT NULL GROUP BY {key} HAVING count(*) > 1 LIMIT ?
) ORDER BY {key}, nr
"""
_INCIDENTS: Final = """
SELECT substr(began, 1, 10) AS day, id, code, title, place, country, lat, lon FROM incidents
WHERE kind = 'event' AND length(began) >= 10 ORDER BY day, nr
"""


@dataclass(frozen=True, slots=True)
class Place:
    """An incident as far as it tells whether two are one: `lat` and `lon` in degrees, None where unknown."""

    day: str
    id: str
    code: str
    title: str
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None


def same_sources(db: Database, key: str, limit: int) -> Iterator[tuple[str, str, str, str]]:
    """Key, id, code and title of sources that share an address (`url_key`) or a file (`file`), group after group."""
    yield from db.all(_SOURCES.format(key=key), limit)


def dated_incidents(db: Database) -> Iterator[Place]:
    """Every event of a known day, by day; read row by row, however long the desk."""
    cursor = db.conn.execute(_INCIDENTS)
    try:
        for day, id_, code, title, place, country, lat, lon in cursor:
            at = (float(lat), float(lon)) if lat is not None and lon is not None else (None, None)
            yield Place(day, id_, code, title, place, country, *at)
    finally:
        cursor.close()


def figures_of(db: Database, incidents: list[str]) -> dict[str, list[tuple[str, str, int | None, int | None]]]:
    """Measure, counted, low and high of the figures of these incidents."""
    found: dict[str, list[tuple[str, str, int | None, int | None]]] = {id_: [] for id_ in incidents}
    rows: list[tuple[Any, ...]] = db.all(
        "SELECT c.incident, c.measure, c.counted, c.low, c.high FROM json_each(?) AS k"
        " JOIN claims AS c ON c.incident = k.value WHERE c.kind = 'figure' AND c.part_of IS NULL",
        json.dumps(incidents),
    )
    for incident, measure, counted, low, high in rows:
        found[incident].append((measure, counted, low, high))
    return found
