"""What refers to a record, for those that are made one with another."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from factdesk.model.errors import Incoherent
from factdesk.model.records import RECORDS

if TYPE_CHECKING:
    from factdesk.store.prepared import Draft

REFERRING: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "incident": (("claim", "incident"), ("alias", "record")),
    "source": (("citation", "source"), ("citation", "root"), ("source", "root"), ("alias", "record")),
    "speaker": (("claim", "speaker"), ("source", "root_speaker"), ("citation", "root_speaker"),
                ("succession", "speaker"), ("succession", "after"), ("alias", "record")),
}  # fmt: skip
"""For each kind that can be joined: which records refer to it, and in which field."""


def referring(conn: sqlite3.Connection, kind: str, field: str, record: str) -> list[str]:
    """The ids of the records of a kind that name this one in that field."""
    rows = conn.execute(f"SELECT id FROM {RECORDS[kind].TABLE} WHERE {field} = ? ORDER BY nr", (record,)).fetchall()
    return [id_ for (id_,) in rows]


_STAYED: Final = """
SELECT a.former, a.record FROM json_each(?) AS k JOIN aliases AS a ON a.former = k.value
WHERE EXISTS (SELECT 1 FROM incidents WHERE id = a.record) OR EXISTS (SELECT 1 FROM sources WHERE id = a.record)
  OR EXISTS (SELECT 1 FROM speakers WHERE id = a.record)
"""
_TIES: Final[dict[str, tuple[str, ...]]] = {
    kind: tuple({field: None for pairs in REFERRING.values() for one, field in pairs if one == kind})
    for kind in ("claim", "citation", "source")
}


def stayed(conn: sqlite3.Connection, drafts: Iterable[Draft]) -> dict[str, str]:
    """Which of the drafts' records, and of those that they refer to, were joined with another, and with which."""
    named: dict[str, None] = {}
    for kind, id_, _, values in drafts:
        named[id_] = None
        named.update((values[field], None) for field in _TIES.get(kind, ()) if values.get(field) is not None)
    return dict(conn.execute(_STAYED, (json.dumps(list(named)),)).fetchall())


def moved_ties(drafts: Iterable[Draft], moved: Mapping[str, str]) -> Iterator[Draft]:
    """The drafts, those that refer to a record that was joined with another now to the one that stayed."""
    for draft in drafts:
        kind, id_, about, values = draft
        ties = {field: moved[values[field]] for field in _TIES.get(kind, ()) if values.get(field) in moved}
        yield (kind, id_, about, values | ties) if ties else draft


def same_tie(conn: sqlite3.Connection, citation: str, source: str) -> str:
    """The citation of the same claim that ties it to that source with the same words, and carries the same where
    either says so; empty where there is none."""
    row = conn.execute(
        "SELECT b.id FROM citations AS a JOIN citations AS b ON b.claim = a.claim AND b.stance = a.stance"
        " AND b.quote IS a.quote AND b.locator IS a.locator WHERE a.id = ? AND b.source = ? AND b.id <> a.id"
        " AND b.root IS a.root AND b.root_speaker IS a.root_speaker",
        (citation, source),
    ).fetchone()
    return row[0] if row else ""


def no_circle(conn: sqlite3.Connection, source: str) -> None:
    """Refuses a source that would carry itself by way of others."""
    row = conn.execute(
        "WITH RECURSIVE above (id) AS (SELECT root FROM sources WHERE id = ?1 UNION SELECT s.root FROM above"
        " JOIN sources AS s ON s.id = above.id WHERE s.root IS NOT NULL) SELECT 1 FROM above WHERE id = ?1",
        (source,),
    ).fetchone()
    if row:
        raise Incoherent("the source would carry itself", where="root", todo="take its root away first")
