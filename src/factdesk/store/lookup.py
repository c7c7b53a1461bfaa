"""Finds records by what people call them: an id, a code, a speaker's name, or the beginning of an id."""

from __future__ import annotations

import sqlite3
from typing import Final

from factdesk.model.checks import said
from factdesk.model.errors import NotFound
from factdesk.model.records import RECORDS, Record
from factdesk.store import tables

BY_LETTER: Final = {
    "i": "incident",
    "p": "speaker",
    "c": "claim",
    "s": "source",
    "t": "citation",
    "r": "review",
    "w": "term",
    "n": "succession",
    "x": "export",
}
_CODED: Final = ("incident", "claim", "source")


def resolve(conn: sqlite3.Connection, ref: str, *kinds: str) -> tuple[str, str]:
    """The kind and id of the record that `ref` names among `kinds` (any coded or identified kind by default).

    Raises NotFound when nothing or more than one record answers to it.
    """
    kinds = kinds or tuple(BY_LETTER.values())
    askable = not any("\ud800" <= char <= "\udfff" for char in ref)  # SQLite takes no half surrogates
    found = [(kind, row[0]) for kind in kinds for row in _named(conn, kind, ref)] if askable else []
    found = found or ([pair for kind in kinds for pair in _joined(conn, kind, ref)] if askable else [])
    exact = [(kind, id_) for kind, id_ in found if id_ == ref]
    found = exact or list(dict.fromkeys(found))
    what = " or ".join(kinds) if len(kinds) < 4 else "record"
    if not found:
        raise NotFound(f"no {what} is called {said(ref)}", todo="look with: factdesk claims, sources or incidents")
    if len(found) > 1:
        ids = ", ".join(id_ for _, id_ in found[:4])
        raise NotFound(f"{len(found)} records are called {said(ref)}", todo=f"use one of their ids: {ids}")
    return found[0]


def record(conn: sqlite3.Connection, ref: str, *kinds: str) -> Record:
    """The record itself. Raises NotFound like `resolve`."""
    kind, id_ = resolve(conn, ref, *kinds)
    found = tables.fetch(conn, kind, id_)
    assert found is not None
    return found


def _named(conn: sqlite3.Connection, kind: str, ref: str) -> list[tuple[str]]:
    table = RECORDS[kind].TABLE
    found = conn.execute(f"SELECT id FROM {table} WHERE id = ?", (ref,)).fetchall()
    if found:
        return found
    if kind in _CODED:
        found = conn.execute(f"SELECT id FROM {table} WHERE code = ? LIMIT 5", (ref,)).fetchall()
    elif kind == "speaker":
        found = conn.execute("SELECT id FROM speakers WHERE name = ? LIMIT 5", (ref,)).fetchall()
    if not found and len(ref) >= 6 and ref[1:2] == "-" and BY_LETTER.get(ref[0]) == kind:
        found = conn.execute(
            f"SELECT id FROM {table} WHERE id >= ? AND id < ? LIMIT 5", (ref, ref + "\U0010ffff")
        ).fetchall()
    return found


def _joined(conn: sqlite3.Connection, kind: str, ref: str) -> list[tuple[str, str]]:
    """Where the code, name or id of a record leads that was joined with another; joined again, it leads on."""
    rows = conn.execute(
        "SELECT DISTINCT record FROM aliases WHERE kind = ?1 AND (code = ?2 OR former = ?2) LIMIT 5", (kind, ref)
    ).fetchall()
    return [(kind, id_) for (id_,) in rows]


def code_of(conn: sqlite3.Connection, kind: str, id_: str | None) -> str | None:
    """The code of a coded record by its id."""
    row = conn.execute(f"SELECT code FROM {RECORDS[kind].TABLE} WHERE id = ?", (id_,)).fetchone()
    return None if row is None else str(row[0])


def next_code(conn: sqlite3.Connection, table: str, stem: str) -> str:
    """A free code `stem` + number, counting on from the newest records: no scan, however long the table."""
    rows = conn.execute(f"SELECT code FROM {table} ORDER BY nr DESC LIMIT 50").fetchall()
    tails = [code[len(stem) :] for (code,) in rows if code.startswith(stem)]
    used = [int(tail) for tail in tails if tail.isascii() and tail.isdigit() and len(tail) < 12]
    number, step = max(used, default=0) + 1, 1
    while conn.execute(f"SELECT 1 FROM {table} WHERE code = ?", (f"{stem}{number}",)).fetchone():
        number, step = number + step, step * 2 if step < 1024 else step
    return f"{stem}{number}"
