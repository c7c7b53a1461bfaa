"""Checks a reviewed file without writing a byte: header, structure, integrity, numbering, counts, dictionary, hash."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from factdesk.model.errors import Failed, NotFound, Refused
from factdesk.store import export_about, export_schema
from factdesk.store.export_hash import content_hash

_MAGIC: Final = b"SQLite format 3\x00"

_VERDICTS: Final = """
SELECT c.id FROM claims AS c LEFT JOIN reviews AS r ON r.claim = c.id AND r.in_force = 1
WHERE c.verdict <> coalesce(r.verdict, 'open')
  OR r.id IS NOT (SELECT max(o.id) FROM reviews AS o WHERE o.claim = c.id) LIMIT 3
"""
_STRAYS: Final = """
SELECT k.id FROM review_citations AS k JOIN reviews AS r ON r.id = k.review JOIN citations AS t ON t.id = k.citation
WHERE t.claim <> r.claim LIMIT 3
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: each line with whether it is in order, and the manifest as it stands in the file."""

    lines: tuple[tuple[bool, str], ...]
    manifest: tuple[tuple[str, str, str | None, str], ...]

    @property
    def ok(self) -> bool:
        """Whether every line is in order."""
        return all(ok for ok, _ in self.lines)


def check(path: Path) -> Checked:
    """Looks through the file. Raises NotFound, Refused (no reviewed file, or a newer one) or Failed (unreadable)."""
    if (version := read_header(path)) < export_schema.FORMAT:
        raise Refused(f"this reviewed file has format {version}, this program checks format {export_schema.FORMAT}",
                      where=str(path), todo="check it with the factdesk that made it")  # fmt: skip
    try:
        with closing(_open(path)) as conn:
            return _look(conn, path)
    except sqlite3.Error as error:
        return Checked(((False, f"the file is damaged: SQLite says {error}"),), ())


def check_made(path: Path) -> Checked:
    """The part of a check that this program's own new file needs: its structure, numbers, counts and references."""
    read_header(path)
    with closing(_open(path)) as conn:
        lines = list(_structure(conn, path))
        for look in (_references, _records, _dictionary, _counts):
            lines += look(conn)
        return Checked(tuple(lines), ())


def read_header(path: Path) -> int:
    """The file's format, read from its first bytes without SQLite. Raises like `check`."""
    try:
        with open(path, "rb", opener=_never_waits) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused("this is not a plain file", where=str(path), todo="give the path of a reviewed file")
            head = file.read(100)
    except FileNotFoundError:
        raise NotFound("there is no such file", where=str(path), todo="check the path") from None
    except IsADirectoryError:
        raise Refused("this is a folder", where=str(path), todo="give the path of a reviewed file") from None
    except OSError as error:
        raise Failed(f"cannot be read ({error.strerror})", where=str(path), todo="check its permissions") from None
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise Refused("this is not a reviewed file", where=str(path), todo="give a file made with: factdesk export")
    if int.from_bytes(head[68:72], "big") != export_schema.APPLICATION_ID:
        raise Refused("this is an SQLite file, but not a reviewed file of factdesk", where=str(path),
                      todo="give a file made with: factdesk export")  # fmt: skip
    version = int.from_bytes(head[60:64], "big")
    if version > export_schema.FORMAT:
        raise Refused(f"this reviewed file has format {version}, this program knows {export_schema.FORMAT}",
                      where=str(path), todo="update factdesk")  # fmt: skip
    return version


def _never_waits(path: str, flags: int) -> int:
    """Opens without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _open(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True, isolation_level=None)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
        conn.execute(f"PRAGMA {pragma}").close()
    return conn


def _look(conn: sqlite3.Connection, path: Path) -> Checked:
    lines = list(_structure(conn, path))
    if not all(ok for ok, _ in lines):
        return Checked(tuple(lines), ())  # in a foreign structure no table means what its name says
    for look in (_integrity, _references, _records, _dictionary, _search, _counts, _hash):
        try:
            lines += look(conn)
        except sqlite3.Error as error:
            lines.append((False, f"the file could not be read to its end: SQLite says {error}"))
    manifest: list[tuple[str, str, str | None, str]] = []
    if lines[-1][0]:
        manifest = conn.execute("SELECT section, name, reason, value FROM manifest ORDER BY id").fetchall()
    return Checked(tuple(lines), tuple(manifest))


def _structure(conn: sqlite3.Connection, path: Path) -> Iterator[tuple[bool, str]]:
    beside = [suffix for suffix in ("-journal", "-wal") if _has_bytes(Path(f"{path}{suffix}"))]
    yield not beside, (f"an unfinished change stands beside the file ({path.name}{beside[0]})" if beside
                       else "nothing stands beside the file")  # fmt: skip
    found, expected = export_schema.entries(conn), export_schema.expected()
    odd = sorted({name for _, name, _ in found ^ expected})
    yield not odd, (f"the structure is not that of format {export_schema.FORMAT}: {', '.join(map(repr, odd[:3]))}"
                    if odd else f"the structure is that of format {export_schema.FORMAT}")  # fmt: skip
    pages, size = (conn.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    free = conn.execute("PRAGMA freelist_count").fetchone()[0]
    hidden = free or pages * size != path.stat().st_size
    yield not hidden, "there is room in the file that no table uses" if hidden else "every page belongs to a table"


def _integrity(conn: sqlite3.Connection) -> Iterator[tuple[bool, str]]:
    told = [str(row[0]) for row in conn.execute("PRAGMA integrity_check(3)").fetchall()]
    fine = told == ["ok"]
    yield fine, "SQLite finds no damage" if fine else f"SQLite finds damage: {' '.join(told[0].split())}"


def _references(conn: sqlite3.Connection) -> Iterator[tuple[bool, str]]:
    broken = conn.execute("PRAGMA foreign_key_check").fetchone()
    yield broken is None, (f"{broken[0]} row {broken[1]} refers to a row of {broken[2]} that is not there" if broken
                           else "every reference leads to a record")  # fmt: skip


def _records(conn: sqlite3.Connection) -> Iterator[tuple[bool, str]]:
    gaps = []
    for table in export_schema.TABLES:
        number, lowest, highest = conn.execute(f"SELECT count(*), min(id), max(id) FROM {table}").fetchone()
        if number and (lowest, highest) != (1, number):
            gaps.append(table)
    yield not gaps, f"numbers are missing in {', '.join(gaps)}" if gaps else "every table is numbered without gaps"
    wrong = [row[0] for row in conn.execute(_VERDICTS)]
    yield not wrong, (f"claim {wrong[0]} does not carry the verdict of its newest review" if wrong
                      else "every claim carries the verdict of its newest review")  # fmt: skip
    strays = [row[0] for row in conn.execute(_STRAYS)]
    yield not strays, ("a review rests on a citation of another claim" if strays
                       else "every review rests on citations of its own claim")  # fmt: skip


def _dictionary(conn: sqlite3.Connection) -> Iterator[tuple[bool, str]]:
    rows = conn.execute("SELECT kind, table_name, column_name, code, meaning FROM about ORDER BY id LIMIT 5000")
    fine = rows.fetchall() == export_about.lines()
    yield fine, "the dictionary is complete" if fine else "the dictionary is not the one of this format"


def _search(conn: sqlite3.Connection) -> Iterator[tuple[bool, str]]:
    """SQLite checks a search index only where it might write: so each is copied, without what it was made from."""
    wrong = []
    for index in export_schema.SEARCH:
        try:
            _search_one(conn, index)
        except sqlite3.DatabaseError:
            wrong.append(index)
    yield not wrong, (f"the search index {wrong[0]} does not fit its table" if wrong
                      else "the search indexes hold what the tables hold")  # fmt: skip


def _search_one(conn: sqlite3.Connection, index: str) -> None:
    """Raises DatabaseError where the index does not hold what its table holds."""
    copy = sqlite3.connect("", isolation_level=None, uri=True)
    try:
        (path,) = [name for _, schema, name in conn.execute("PRAGMA database_list") if schema == "main"]
        copy.execute("ATTACH ? AS made", (f"file:{quote(path)}?mode=ro&immutable=1",))
        for pragma in ("trusted_schema=OFF", "journal_mode=OFF", "synchronous=OFF"):
            copy.execute(f"PRAGMA {pragma}").close()
        # a view of the main file may not look into another one; one of the temporary schema may
        copy.execute(
            f"CREATE TEMP VIEW {index.removesuffix('_fts')} AS SELECT * FROM made.{index.removesuffix('_fts')}"
        )
        copy.execute(export_schema.search(index).replace("TABLE ", "TABLE temp.", 1))
        for part in ("data", "idx", "docsize", "config"):
            copy.execute(f"DELETE FROM temp.{index}_{part}")
            copy.execute(f"INSERT INTO temp.{index}_{part} SELECT * FROM made.{index}_{part}")
        copy.execute(f"INSERT INTO temp.{index} ({index}, rank) VALUES ('integrity-check', 1)")
    finally:
        copy.close()


def _counts(conn: sqlite3.Connection) -> Iterator[tuple[bool, str]]:
    told = dict(conn.execute("SELECT name, value FROM manifest WHERE section = 'records' LIMIT 100").fetchall())
    counted = {table: str(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
               for table in export_schema.TABLES}  # fmt: skip
    yield told == counted, ("the manifest counts every record" if told == counted
                            else "the manifest's counts are not those of the tables")  # fmt: skip


def _hash(conn: sqlite3.Connection) -> Iterator[tuple[bool, str]]:
    hashes = conn.execute("SELECT value FROM manifest WHERE section = 'file' AND name = 'content hash' LIMIT 2")
    kept, found = hashes.fetchall(), content_hash(conn)
    fine = kept == [(found,)]
    yield fine, f"the content hash fits: {found}" if fine else "the content hash does not fit: the file was changed"


def _has_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
