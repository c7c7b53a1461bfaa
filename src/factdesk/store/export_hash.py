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

STRETCH: Final = 200
"""Rows whose lines SQLite joins to one piece."""

_MANIFEST: Final = f" WHERE section <> 'file' OR name NOT IN ({', '.join(repr(name) for name in NOT_HASHED)})"

Look = Callable[[str, int, int, bytes], bool]
"""Sees the lines of a stretch (table, its first and last number, lines); True: read them anew, it changed them."""


def content_hash(conn: sqlite3.Connection) -> str:
    """SHA-256 (hex) over every record and the manifest, row by row as JSON in the order of ids.

    The same desk exported in the same way gives the same hash; no clock has a part in it. It tells a changed
    file from the one that was handed over; it is no signature.
    """
    digest = Digest(conn)
    digest.tables()
    return digest.manifest()


class Digest:
    """A content hash under way: the tables first, then the manifest, which may be written in between."""

    def __init__(self, conn: sqlite3.Connection, look: Look | None = None) -> None:
        self._conn, self._look, self._digest = conn, look, hashlib.sha256()

    def tables(self) -> None:
        """Takes in every record."""
        for table in export_schema.TABLES:
            names = export_schema.columns(self._conn, table)
            self._digest.update(_line([table, *names]))
            for piece in self._stretches(table, ", ".join(names)):
                self._digest.update(piece)

    def manifest(self) -> str:
        """Takes in the manifest, and gives the hash in hex."""
        names = tuple(name for name in export_schema.columns(self._conn, "manifest") if name != "id")
        self._digest.update(_line(["manifest", *names]))
        rows = self._conn.execute(f"SELECT {', '.join(names)} FROM manifest{_MANIFEST} ORDER BY id").fetchall()
        self._digest.update(b"".join(map(_line, rows)))
        return self._digest.hexdigest()

    def _stretches(self, table: str, columns: str) -> Iterator[bytes]:
        """The lines of a table, many at a time: SQLite writes them letter for letter as `_line` does, several times
        faster. A tampered file may hold any numbers, so that each stretch begins where the last one ended."""
        some = f"FROM {table} WHERE id >= ? ORDER BY id LIMIT {STRETCH}"
        sql = (f"SELECT max(id), CAST(group_concat(line, char(10)) || char(10) AS BLOB)"
               f" FROM (SELECT id, json_array({columns}) AS line {some})")  # fmt: skip
        first = _LEAST
        while True:
            last, piece = self._lines(sql, f"SELECT id, {columns} {some}", first)
            if last is None:
                return
            if self._look is not None and self._look(table, first, last, piece):
                _, piece = self._lines(sql, "", first)
                self._look(table, first, last, piece)
            yield piece
            if last == _MOST:
                return
            first = last + 1

    def _lines(self, sql: str, plain: str, first: int) -> tuple[int | None, bytes]:
        try:
            last, piece = self._conn.execute(sql, (first,)).fetchone()
            return last, piece or b""
        except sqlite3.OperationalError as error:
            if "JSON cannot hold BLOB" not in str(error):
                raise
        # bytes where text belongs: only a tampered file holds them
        rows = self._conn.execute(plain, (first,)).fetchall()
        return rows[-1][0], b"".join(_line(row[1:]) for row in rows)


_LEAST: Final = -(1 << 63)
_MOST: Final = (1 << 63) - 1
"""The numbers that SQLite can give a row."""

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def _line(values: list[str] | tuple[object, ...]) -> bytes:
    return f"{_ENCODE(values)}\n".encode()
