"""Reads tables of an SQLite file that somebody else made: nothing inside it is run, nothing of it is touched."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from factdesk.model.errors import BadInput, Failed, NotFound, Refused

LONGEST_CELL: Final = 16 * 1024 * 1024
"""Bytes of one cell at most."""

_ALLOWED: Final = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_COUNTED: Final = "count"


class ForeignFile:
    """An SQLite file opened immutable: no journal is replayed, no view, trigger or function in it is run.

    Only ordinary tables are read, column by column by name; a statement that would do anything but read a table
    is refused by SQLite's authorizer.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _plain(path)
        uri = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        with self._explained():
            self.conn = sqlite3.connect(uri, uri=True, isolation_level=None)
            self.conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_CELL)
            for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON", "mmap_size=0"):
                self.conn.execute(f"PRAGMA {pragma}").close()
            self._tables = self._ordinary()
            self.conn.set_authorizer(self._allow)
        self.conn.text_factory = _decoded

    def _ordinary(self) -> dict[str, list[str]]:
        """Ordinary tables with their columns: no views, virtual or hidden tables, no generated columns."""
        sql = (
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        )
        found = {}
        for (name,) in self.conn.execute(sql).fetchall():
            rows = self.conn.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (name,)).fetchall()
            found[name] = [column for column, hidden in rows if not hidden]
        return {name: columns for name, columns in found.items() if columns}

    def _allow(self, action: int, first: str | None, *rest: Any) -> int:
        if action in _ALLOWED and (first is None or first == "" or first in self._tables):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and rest and rest[0] == _COUNTED:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    def tables(self) -> list[str]:
        """The names of its ordinary tables."""
        return list(self._tables)

    def columns(self, table: str) -> list[str]:
        """The columns of a table."""
        return self._tables[table]

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with self._explained():
            return int(self.conn.execute(f"SELECT count(*) FROM {_name(table)}").fetchone()[0])

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table, one by one. Raises Failed where a page is damaged."""
        columns = ", ".join(map(_name, self._tables[table]))
        number = 0
        with self._explained():
            cursor = self.conn.execute(f"SELECT {columns} FROM {_name(table)}")
            try:
                for row in cursor:
                    number += 1
                    yield tuple(_shown(value) for value in row)
            except sqlite3.DatabaseError as error:
                told = " ".join(str(error).split())
                raise Failed(
                    f"row {number + 1} of {table} cannot be read ({told})",
                    where=str(self.path),
                    todo="the file is damaged; ask for another copy",
                ) from None
            finally:
                cursor.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            told = " ".join(str(error).split())
            raise Failed(f"it cannot be read as SQLite ({told})", where=str(self.path),
                         todo="the file is damaged or encrypted; ask for another copy") from None  # fmt: skip


def _plain(path: Path) -> None:
    """Refuses symbolic links, devices and a file that a program still writes to (a journal lies beside it)."""
    try:
        told = os.lstat(path)
    except (OSError, ValueError):
        raise NotFound("there is no such file", where=str(path), todo="check the path") from None
    if not stat.S_ISREG(told.st_mode):
        what = "a symbolic link" if stat.S_ISLNK(told.st_mode) else "no plain file"
        raise Refused(f"this is {what}", where=str(path), todo="give the file itself")
    for tail in ("-wal", "-journal"):
        beside = path.with_name(path.name + tail)
        if beside.exists() and beside.stat().st_size:
            raise BadInput(f"{beside.name} lies beside it: its last changes are not in the file yet", where=str(path),
                           todo="close the program that writes it, or copy it with: sqlite3 FILE .dump")  # fmt: skip


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _shown(value: Any) -> Any:
    """Bytes have no place in a claim: they are told by their number."""
    return f"({len(value)} bytes)" if isinstance(value, bytes) else value
