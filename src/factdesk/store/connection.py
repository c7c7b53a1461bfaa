"""One connection to a desk file: its safe settings, its transactions, and errors in a person's words."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from factdesk.model.errors import Busy, Cancelled, Failed, NotFound, Refused
from factdesk.store import schema
from factdesk.store.trouble import Connection, explain, readable

__all__ = ["Database", "connect", "durable", "explain", "read_header", "readable"]

OLDEST_SQLITE: Final = (3, 37, 0)
BUSY_MS: Final = 5_000
"""How long a connection waits for another program's lock, in milliseconds."""

LOOK_STEPS: Final = 20_000
"""Steps of SQLite's machine after which a query that must not take long looks at the clock: under a millisecond."""

_HEADER: Final = b"SQLite format 3\x00"


class Database:
    """An open desk file. Not for use by two threads at once; `interrupt` may be called from any thread."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Opens an existing desk file with the settings that lose nothing.

        Raises NotFound, Refused (not a desk, newer, altered), Busy or Failed.
        """
        _check_library()
        self.path = path
        self.version = read_header(path)
        self.why_read_only = "asked for" if read_only else _why_read_only(path)
        self.read_only = bool(self.why_read_only)
        self.own_commits = self.interrupts = 0
        mode = "ro" if self.read_only else "rw"
        with readable(path):
            self.conn = connect(path, mode)
            try:
                _settle(self.conn, self.read_only)
            except BaseException:
                self.conn.close()
                raise

    def close(self) -> None:
        """Closes; the last one out leaves one file with no journal beside it."""
        try:
            if not self.read_only:
                self.conn.execute("PRAGMA busy_timeout=200")
                self.conn.execute("PRAGMA journal_mode=DELETE").fetchall()
        except (sqlite3.Error, Busy):
            pass  # another process still writes: it tidies up when it closes
        finally:
            self.conn.close()

    def trust(self) -> None:
        """Lets the schema's own triggers write to the search index, once it was compared with ours."""
        self.conn.execute("PRAGMA trusted_schema=ON")

    def all(self, sql: str, *values: Any) -> list[Any]:
        """All rows at once, so that no cursor stays open and another process gets its lock."""
        with readable(self.path):
            return self.conn.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """The first row or None; the cursor is closed."""
        with readable(self.path):
            cursor = self.conn.execute(sql, values)
            row = cursor.fetchone()
            cursor.close()
            return row

    def numbers(self, sql: str, *values: Any) -> array[int]:
        """The first column of all rows, which must be whole numbers, at eight bytes each."""
        found = array("q")
        with readable(self.path):
            cursor = self.conn.execute(sql, values)
            try:
                while some := cursor.fetchmany(4_096):
                    found.extend(row[0] for row in some)
            finally:
                cursor.close()
        return found

    def numbers_within(self, seconds: float, sql: str, *values: Any) -> array[int] | None:
        """The same; None where it takes longer than that."""
        end, late = time.monotonic() + seconds, False

        def look() -> int:
            nonlocal late
            late = time.monotonic() > end
            return int(late)

        asked = self.interrupts
        self.every(LOOK_STEPS, look)
        try:
            return self.numbers(sql, *values)
        except Cancelled:
            if not late or self.interrupts != asked:
                raise
            return None
        finally:
            self.every(0, None)

    def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, *values)
        return None if row is None else row[0]

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see one state of the desk, whatever other processes write meanwhile."""
        if self.conn.in_transaction:
            yield
            return
        with readable(self.path):
            self.conn.execute("BEGIN")
            try:
                yield
            finally:
                self.conn.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk when the block ends, or none of it."""
        if self.read_only:
            raise Refused(
                f"this desk is open for reading only ({self.why_read_only})",
                where=str(self.path),
                todo="copy it to a place where you can write and open the copy",
            )
        with readable(self.path):
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self.conn
                self.conn.execute("COMMIT")
                self.own_commits += 1
            except BaseException:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")
                raise

    @contextmanager
    def hasty(self) -> Iterator[None]:
        """Commits wait for no disk: only while a new file is filled that nobody relies on. The end waits once."""
        with readable(self.path):
            self.conn.execute("PRAGMA synchronous=OFF")
            try:
                yield
            finally:
                self.conn.execute("PRAGMA synchronous=FULL")
        with open(self.path, "rb+") as file:
            os.fsync(file.fileno())

    def change_count(self) -> int:
        """A number that differs once any process has committed a change since."""
        return int(self.value("PRAGMA data_version")) * 1_000_003 + self.own_commits

    def size(self) -> int:
        """Bytes of the file as it stands, with what the open transaction has added."""
        return int(self.value("PRAGMA page_count")) * int(self.value("PRAGMA page_size"))

    def every(self, steps: int, call: Callable[[], int] | None) -> None:
        """Calls `call` every so many steps of SQLite's machine while a query runs; a result but 0 stops the query."""
        self.conn.set_progress_handler(call, steps)

    def wait_for(self, milliseconds: int) -> None:
        """How long a lock of another connection is waited for from now on, before Busy is raised."""
        self.conn.execute(f"PRAGMA busy_timeout={milliseconds}").close()

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Writes inside wait for nobody: a commit that waits for a long read lets no other read begin."""
        self.wait_for(0)
        try:
            yield
        finally:
            self.wait_for(BUSY_MS)

    def interrupt(self) -> None:
        """Stops the query that runs on this connection in another thread; `interrupts` tells work of many queries."""
        self.interrupts += 1
        self.conn.interrupt()


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A raw connection in URI mode `ro`, `rw` or `rwc`, with every transaction begun by hand."""
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    conn = sqlite3.connect(
        uri,
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
        timeout=BUSY_MS / 1000,
        factory=Connection,
    )
    conn.execute("PRAGMA trusted_schema=OFF")  # until the schema was compared with ours
    return conn


def durable(conn: sqlite3.Connection) -> None:
    """TRUNCATE and FULL: in simulated power cuts this pair lost nothing that a commit had acknowledged."""
    conn.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
    conn.execute("PRAGMA synchronous=FULL")
    conn.execute("PRAGMA fullfsync=ON")
    conn.execute("PRAGMA secure_delete=ON")  # a dropped draft leaves no words in free pages
    conn.execute("PRAGMA foreign_keys=ON")


def read_header(path: Path) -> int:
    """The schema version in the file's first bytes, read without SQLite so that nothing is touched.

    Raises NotFound when there is no file, Refused when it is not a desk or newer than this program.
    """
    try:
        with open(path, "rb", opener=_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused("this is not a plain file", where=str(path), todo="give the path of a desk file")
            head = file.read(100)
    except FileNotFoundError:
        raise NotFound(
            "there is no such file", where=str(path), todo=f"make a desk with: factdesk new {path}"
        ) from None
    except IsADirectoryError:
        raise Refused("this is a folder", where=str(path), todo="give the path of a desk file") from None
    except OSError as error:
        raise Failed(f"cannot be read ({error.strerror})", where=str(path), todo="check its permissions") from None
    if len(head) < 100 or not head.startswith(_HEADER):
        raise Refused("this is not a desk file", where=str(path), todo="nothing was changed in it")
    if int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise Refused(
            "this is an SQLite file but not a factdesk desk",
            where=str(path),
            todo="nothing was changed in it",
        )
    version = int.from_bytes(head[60:64], "big")
    if version > schema.version():
        raise Refused(
            f"this desk was written by a newer factdesk (its version {version}, this program's {schema.version()})",
            where=str(path),
            todo="update factdesk; nothing was changed in the file",
        )
    return version


def _at_once(path: str, flags: int) -> int:
    """Opens without waiting: a pipe is refused rather than waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_library() -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise Failed(
            f"this Python brings SQLite {sqlite3.sqlite_version}, factdesk needs 3.37 or newer with FTS5",
            todo="use a newer Python",
        )


def _why_read_only(path: Path) -> str:
    if not path.stat().st_mode & 0o222:
        return "the file is marked read-only"
    if not os.access(path, os.W_OK):
        return "you may not write this file"
    if not os.access(path.absolute().parent, os.W_OK):
        return "you may not write in its folder"
    return ""


def _settle(conn: sqlite3.Connection, read_only: bool) -> None:
    conn.execute("PRAGMA cell_size_check=ON")
    conn.execute("PRAGMA temp_store=MEMORY")
    if read_only:
        conn.execute("PRAGMA query_only=ON")
    else:
        durable(conn)
