"""The content hash of a reviewed file: what it says, not how SQLite laid it out or when it was written."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Final

from factdesk.store import export_schema

NOT_HASHED: Final = ("content hash", "made by")
"""Names in the manifest's section `file` that the hash leaves out: itself, and the program's version."""


def content_hash(conn: sqlite3.Connection) -> str:
    """SHA-256 (hex) over every record and the manifest, row by row as JSON in the order of ids.

    The same desk exported in the same way gives the same hash; no clock has a part in it. It tells a changed
    file from the one that was handed over; it is no signature.
    """
    digest = hashlib.sha256()
    for table in (*export_schema.TABLES, "manifest"):
        names = export_schema.columns(conn, table)
        only = ""
        if table == "manifest":
            names = tuple(name for name in names if name != "id")
            only = f" WHERE section <> 'file' OR name NOT IN ({', '.join(repr(name) for name in NOT_HASHED)})"
        digest.update(_line([table, *names]))
        cursor = conn.execute(f"SELECT {', '.join(names)} FROM {table}{only} ORDER BY id")
        while rows := cursor.fetchmany(500):
            digest.update(b"".join(map(_line, rows)))
    return digest.hexdigest()


_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
# `default` is for bytes where text belongs: only a tampered file holds them, and its hash will not fit


def _line(values: list[str] | tuple[object, ...]) -> bytes:
    return f"{_ENCODE(values)}\n".encode()
