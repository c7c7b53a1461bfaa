"""Keeps the plain tables the reading of the ledger: what an entry means for the rows."""

from __future__ import annotations

import json
import sqlite3
from functools import cache
from typing import Any, Final

from factdesk.model.addresses import normalise_url
from factdesk.model.records import RECORDS, Record, make

ABOUT: Final = {"citation": "claim", "review": "claim", "import": "dataset"}
"""Records whose past is told with that of another one (of an import: with its set): the field that names it."""

DEEPEST: Final = 16
"""How many levels of parts a claim may have."""


def about(kind: str, record: str, values: dict[str, Any]) -> str:
    """The record under which the history of this one is told."""
    return str(values[ABOUT[kind]]) if kind in ABOUT else record


def insert(conn: sqlite3.Connection, kind: str, nr: int, values: dict[str, Any]) -> None:
    """Puts a new record's row into its plain table."""
    row = {**stored(values), **_derived(conn, kind, nr, values)}
    conn.execute(_insert_sql(kind, tuple(row)), (nr, *row.values())).close()
    if kind == "review":
        refresh_verdict(conn, values["claim"])


def update(conn: sqlite3.Connection, kind: str, record: str, changes: dict[str, Any]) -> None:
    """Sets changed fields of a row, and what is derived from them."""
    columns = tuple(changes)
    if not columns:
        return
    conn.execute(_update_sql(kind, columns), (*stored(changes).values(), record)).close()
    if kind == "source" and "url" in changes:
        conn.execute("UPDATE sources SET url_key = ? WHERE id = ?", (url_key(changes["url"]), record)).close()
    if kind == "claim" and "part_of" in changes:
        _refresh_outline(conn, record)


def delete(conn: sqlite3.Connection, kind: str, record: str) -> None:
    """Takes a record's row out of its plain table; the ledger keeps what it held."""
    claim = None
    if kind == "review":
        claim = conn.execute("SELECT claim FROM reviews WHERE id = ?", (record,)).fetchone()
    conn.execute(f"DELETE FROM {RECORDS[kind].TABLE} WHERE id = ?", (record,)).close()
    if claim is not None:
        refresh_verdict(conn, claim[0])


def fetch(conn: sqlite3.Connection, kind: str, record: str) -> Record | None:
    """A record by its id from its plain table."""
    columns = RECORDS[kind].columns()
    row = conn.execute(f"SELECT {', '.join(columns)} FROM {RECORDS[kind].TABLE} WHERE id = ?", (record,)).fetchone()
    return None if row is None else from_row(kind, row)


def from_row(kind: str, row: tuple[Any, ...]) -> Record:
    """A record from a row of its table's columns."""
    values = dict(zip(RECORDS[kind].columns(), row, strict=True))
    for name in ("rests_on", "warnings", "others"):
        if name in values:
            values[name] = tuple(json.loads(values[name]))
    return make(kind, values)


def stored(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the columns hold them: lists as JSON text."""
    return {
        name: json.dumps(list(value), ensure_ascii=False) if isinstance(value, list | tuple) else value
        for name, value in values.items()
    }


def _derived(conn: sqlite3.Connection, kind: str, nr: int, values: dict[str, Any]) -> dict[str, Any]:
    if kind == "claim":
        newest = conn.execute(
            "SELECT verdict FROM reviews WHERE claim = ? ORDER BY nr DESC LIMIT 1", (values["id"],)
        ).fetchone()
        return {
            "outline": outline(conn, nr, values.get("part_of")),
            "verdict": newest[0] if newest else "open",
        }
    if kind == "source":
        return {"url_key": url_key(values.get("url"))}
    return {}


def url_key(url: str | None) -> str | None:
    """What tells whether two addresses name one page; None without an address."""
    return normalise_url(url) if url else None


def outline(conn: sqlite3.Connection, nr: int, part_of: str | None) -> str:
    """Where a claim stands in lists: its whole's outline and its own nr."""
    if part_of is None:
        return f"{nr:08x}"
    whole = conn.execute("SELECT outline FROM claims WHERE id = ?", (part_of,)).fetchone()
    return f"{whole[0]}.{nr:08x}" if whole else f"{nr:08x}"


def _refresh_outline(conn: sqlite3.Connection, record: str, depth: int = 0) -> None:
    nr, part_of = conn.execute("SELECT nr, part_of FROM claims WHERE id = ?", (record,)).fetchone()
    conn.execute("UPDATE claims SET outline = ? WHERE id = ?", (outline(conn, nr, part_of), record)).close()
    if depth < DEEPEST:
        for (part,) in conn.execute("SELECT id FROM claims WHERE part_of = ?", (record,)).fetchall():
            _refresh_outline(conn, part, depth + 1)


def refresh_verdict(conn: sqlite3.Connection, claim: str) -> None:
    """Puts the verdict of a claim's newest review into its row."""
    conn.execute(
        "UPDATE claims SET verdict = coalesce((SELECT verdict FROM reviews WHERE claim = ?1 ORDER BY nr DESC LIMIT 1),"
        " 'open') WHERE id = ?1",
        (claim,),
    ).close()


@cache
def _insert_sql(kind: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" for _ in columns)
    return f"INSERT INTO {RECORDS[kind].TABLE} (nr, {', '.join(columns)}) VALUES (?, {marks})"


@cache
def _update_sql(kind: str, columns: tuple[str, ...]) -> str:
    return f"UPDATE {RECORDS[kind].TABLE} SET {', '.join(c + ' = ?' for c in columns)} WHERE id = ?"
