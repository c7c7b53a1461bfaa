"""The content hash of a reviewed file: what it says, not how SQLite laid it out or when it was written."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Final

from factdesk.store import export_schema

NOT_HASHED: Final = ("content hash", "made by")
"""Names in the manifest's section `file` that the hash leaves out: itself, and the program's version."""


def content_hash(conn: sqlite3.Connection) -> str:
    """SHA-256 (hex) over every record and the manifest, row by row as JSON in the order of ids.

    The same desk exported in the same way gives the same hash; no clock has a part in it. It tells a changed
    file from the one that was handed over; it is no signature.
    """
    try:
        return _hash(conn, _by_sqlite)
    except sqlite3.OperationalError as error:
        if "JSON cannot hold BLOB" not in str(error):
            raise
        return _hash(conn, _by_python)  # bytes where text belongs: only a tampered file holds them


def _hash(conn: sqlite3.Connection, lines: Lines) -> str:
    digest = hashlib.sha256()
    for table in (*export_schema.TABLES, "manifest"):
        names = export_schema.columns(conn, table)
        only = ""
        if table == "manifest":
            names = tuple(name for name in names if name != "id")
            only = f" WHERE section <> 'file' OR name NOT IN ({', '.join(repr(name) for name in NOT_HASHED)})"
        digest.update(_line([table, *names]))
        for piece in lines(conn, ", ".join(names), f"FROM {table}{only} ORDER BY id"):
            digest.update(piece)
    return digest.hexdigest()


def _by_sqlite(conn: sqlite3.Connection, columns: str, rows: str) -> Iterator[bytes]:
    """The lines of a table, many at a time: SQLite writes them letter for letter as `_line` does, several times
    faster."""
    cursor = conn.execute(f"SELECT json_array({columns}) {rows}")
    while lines := cursor.fetchmany(500):
        yield "".join(f"{line}\n" for (line,) in lines).encode()


def _by_python(conn: sqlite3.Connection, columns: str, rows: str) -> Iterator[bytes]:
    cursor = conn.execute(f"SELECT {columns} {rows}")
    while found := cursor.fetchmany(500):
        yield b"".join(map(_line, found))


Lines = Callable[[sqlite3.Connection, str, str], Iterator[bytes]]
"""Gives the lines of a table's rows, from its columns and the end of the SELECT."""

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def _line(values: list[str] | tuple[object, ...]) -> bytes:
    return f"{_ENCODE(values)}\n".encode()
