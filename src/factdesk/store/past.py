"""Plays the ledger into an empty desk up to one entry: the desk as it stood then, with all that is derived from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any, Final

from factdesk.model.records import RECORDS
from factdesk.store import ledger, tables
from factdesk.store.connection import Database

Tick = Callable[[int, int], None]

EACH: Final = 500
"""Entries between two words to the listener: some hundredths of a second."""


def end_of_action(db: Database, seq: int) -> int:
    """The last entry of the action that holds this one: an action is kept whole or not at all."""
    after = db.value("SELECT min(nr) FROM actions WHERE nr > ?", seq)
    return int(after) - 1 if after is not None else int(db.value("SELECT coalesce(max(seq), 0) FROM ledger"))


def last_not_later(db: Database, moment: str) -> int:
    """The last entry of the last action that, by its author's clock, was not later than the moment; 0 for none."""
    nr = db.value("SELECT max(nr) FROM actions WHERE julianday(at) <= julianday(?)", moment)
    return end_of_action(db, int(nr)) if nr is not None else 0


def said_at(db: Database, seq: int) -> tuple[str, str] | None:
    """Who made the entry and when, by his own clock."""
    found: tuple[str, str] | None = db.one("SELECT author, at FROM ledger WHERE seq = ?", seq)
    return found


def play(db: Database, into: Database, upto: int, tick: Tick | None = None) -> None:
    """Copies the entries up to `upto` into the empty desk and brings its tables in line with each, in their order.

    What was redacted since cannot be known any more and is left out. `tick` hears of entries done and in all;
    what it raises ends the work.
    """
    rows = db.conn.execute(f"SELECT {ledger.COLUMNS} FROM ledger WHERE seq <= ? ORDER BY seq", (upto,))
    first: dict[str, int] = {}
    try:
        with into.write() as conn:
            conn.execute("PRAGMA defer_foreign_keys=ON").close()
            for row in rows:
                _enter(conn, row, first)
                if tick is not None and row[0] % EACH == 0:
                    tick(row[0], upto)
    finally:
        rows.close()


def _enter(conn: sqlite3.Connection, row: tuple[Any, ...], first: dict[str, int]) -> None:
    conn.execute(f"INSERT INTO ledger ({ledger.COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", row).close()
    seq, kind, record, author, at, text = row[0], row[2], row[3], row[7], row[8], row[11]
    if text is None:
        return
    body = json.loads(text)
    if kind == "action":
        told = body["set"]
        conn.execute(
            "INSERT INTO actions (nr, id, kind, label, undoes, author, at) VALUES (?,?,?,?,?,?,?)",
            (seq, record, told.get("kind"), told.get("label"), told.get("undoes"), author, at),
        ).close()
    elif kind in RECORDS and body["op"] == "add":
        tables.insert(conn, kind, first.setdefault(record, seq), body["set"])
    elif kind in RECORDS and body["op"] == "edit":
        tables.update(conn, kind, record, body["set"])
    elif kind in RECORDS and body["op"] == "remove":
        tables.delete(conn, kind, record)
