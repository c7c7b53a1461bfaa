"""Looks for damage that the ledger does not tell of: in the file, in what is derived from rows, in attached bytes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from factdesk.model.errors import Failed
from factdesk.store.connection import Database
from factdesk.store.told import Fault

_OPEN: Final = """
SELECT c.code FROM claims AS c WHERE c.verdict <> coalesce(
  (SELECT r.verdict FROM reviews AS r WHERE r.claim = c.id ORDER BY r.nr DESC LIMIT 1), 'open')
"""
_OUTLINE: Final = """
SELECT c.code FROM claims AS c LEFT JOIN claims AS w ON w.id = c.part_of
WHERE c.outline <> coalesce(w.outline || '.', '') || printf('%08x', c.nr)
"""
_COUNTED: Final = "SELECT incident, verdict, count(*) FROM claims GROUP BY incident, verdict"
_KEPT: Final = "SELECT incident, verdict, claims FROM verdict_counts WHERE claims <> 0"
_CELLS: Final = """
SELECT kind, coalesce(measure, ''), coalesce(counted, ''), verdict, count(*) FROM claims GROUP BY 1, 2, 3, 4
"""
_KEPT_CELLS: Final = "SELECT kind, measure, counted, verdict, claims FROM claim_counts WHERE claims <> 0"

SEARCH: Final = ("incidents_fts", "speakers_fts", "sources_fts", "claims_fts", "citations_fts")
"""The search indexes, each over the table of its name."""


def file_faults(db: Database) -> Iterator[Fault]:
    """What SQLite's own checks find: broken pages, indexes that miss rows, references to nothing."""
    for (told,) in db.conn.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield Fault("file", f"SQLite's integrity check says: {' '.join(str(told).split())}")
    for table, row, parent, _ in db.conn.execute("PRAGMA foreign_key_check"):
        yield Fault(f"{table} row {row}", f"it refers to a row of {parent} that is not there")


def derived_faults(db: Database) -> Iterator[Fault]:
    """Columns and counts that follow from other rows."""
    for (code,) in db.conn.execute(_OPEN):
        yield Fault(f"claims {code}, verdict", "it is not that of the newest review")
    for (code,) in db.conn.execute(_OUTLINE):
        yield Fault(f"claims {code}, outline", "it does not put the claim under its whole")
    for query in (f"{_COUNTED} EXCEPT {_KEPT}", f"{_KEPT} EXCEPT {_COUNTED}"):
        for incident, verdict, number in db.conn.execute(query):
            yield Fault(f"verdict_counts {incident}, {verdict}", f"the kept count and the claims differ ({number})")
    for query in (f"{_CELLS} EXCEPT {_KEPT_CELLS}", f"{_KEPT_CELLS} EXCEPT {_CELLS}"):
        for *cell, number in db.conn.execute(query):
            yield Fault(f"claim_counts {', '.join(cell)}", f"the kept count and the claims differ ({number})")
    for (key,) in db.conn.execute("SELECT key FROM drafts WHERE NOT json_valid(body)"):
        yield Fault(f"drafts {key!r}", "the draft cannot be read any more")


def attachment_faults(db: Database, counts: Counter[str], tick: Callable[[], None]) -> Iterator[Fault]:
    """Kept files whose bytes do not fit their SHA-256 or size, are missing, or belong to nothing."""
    sha = ""
    while sha := db.value("SELECT min(file) FROM file_pieces WHERE file > ?", sha):
        counts["files"] += 1
        with db.snapshot():
            faults = list(_one_file(db, sha, tick))
        yield from faults
    sql = "SELECT id FROM files WHERE size > 0 AND NOT EXISTS (SELECT 1 FROM file_pieces WHERE file = files.id)"
    for (sha,) in db.conn.execute(sql):
        yield Fault(f"files {sha}", "its bytes are missing")


def search_faults(db: Database) -> Iterator[Fault]:
    """Search indexes that do not fit their tables; needs a desk that can be written, though nothing is written."""
    for index in SEARCH:
        try:
            with db.write() as conn:
                conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)").close()
        except Failed:
            yield Fault(index, "the search index does not fit its table: searches may miss or misplace records")


def _one_file(db: Database, sha: str, tick: Callable[[], None]) -> Iterator[Fault]:
    pieces = db.conn.execute("SELECT piece, bytes FROM file_pieces WHERE file = ? ORDER BY piece", (sha,))
    found, size = _hash_of(pieces, tick)
    if found != sha:
        yield Fault(f"file_pieces {sha}", "the kept bytes do not fit their SHA-256; the file is damaged or changed")
    told = db.one("SELECT size FROM files WHERE id = ?", sha)
    if told is not None and told[0] != size:
        yield Fault(f"files {sha}, size", f"the table says {told[0]} bytes, {size} are kept")
    if told is None and not db.one("SELECT 1 FROM ledger WHERE about = ?1 AND record = ?1", sha):
        yield Fault(f"file_pieces {sha}", "the ledger knows nothing of these bytes")


def _hash_of(pieces: Iterable[tuple[int, Any]], tick: Callable[[], None]) -> tuple[str, int]:
    """SHA-256 (hex) and size of the pieces; a gap in their numbers ends as a hash that does not fit."""
    digest, size = hashlib.sha256(), 0
    for place, (number, data) in enumerate(pieces):
        if number != place:
            digest.update(b"a piece is missing here")
        digest.update(data)
        size += len(data)
        tick()
    return digest.hexdigest(), size
