"""Copies of attached files inside the desk, under their SHA-256, streamed and hashed in one pass."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from factdesk.model.errors import Failed, NotFound, Refused
from factdesk.store.connection import Database

LARGEST: Final = 256 * 1024 * 1024
"""The largest file that a desk takes in, in bytes (256 MiB)."""

PIECE: Final = 1024 * 1024
"""Bytes of one stored piece (1 MiB)."""

Progress = Callable[[int, int | None], None]


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """The file open for reading, with what the system says of it.

    A symbolic link, folder, device or pipe is refused: what stands behind one may be another file tomorrow.
    Raises NotFound, Refused or Failed.
    """
    try:
        # NONBLOCK: opening a pipe must not hang before it can be refused
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except (FileNotFoundError, ValueError):  # no file has a name with NUL in it
        raise NotFound("there is no such file", where=str(path), todo="check the path") from None
    except OSError as error:
        if path.is_symlink():
            raise _refused(path, "a symbolic link") from None
        raise Failed(f"cannot be read ({error.strerror})", where=str(path), todo="check its permissions") from None
    told = os.fstat(descriptor)
    if not stat.S_ISREG(told.st_mode):
        os.close(descriptor)  # Python cannot wrap the descriptor of a folder
        raise _refused(path, "a folder" if stat.S_ISDIR(told.st_mode) else "a device or pipe")
    with os.fdopen(descriptor, "rb") as file:
        if told.st_size == 0:
            raise Refused("the file is empty", where=str(path), todo="give the file that holds the source")
        if told.st_size > LARGEST:
            raise Refused(
                f"the file has {told.st_size:,} bytes, more than the {LARGEST:,} that a desk takes in",
                where=str(path), todo="attach its address or a smaller part of it",
            )  # fmt: skip
        yield file, told


def take_in(conn: sqlite3.Connection, path: Path, progress: Progress | None = None) -> tuple[str, int]:
    """Copies the file's bytes into the desk inside the caller's transaction; returns SHA-256 (hex) and size.

    Raises Failed when the file changed while it was read; `progress` gets bytes done and in all.
    """
    with opened(path) as (file, before):
        sha, size = _store(conn, _pieces(file, before.st_size, path, progress))
        after = os.fstat(file.fileno())
        same = (before.st_size, before.st_mtime_ns, before.st_ino) == (
            after.st_size,
            after.st_mtime_ns,
            after.st_ino,
        )
        if not same or size != before.st_size:
            raise Failed("the file changed while it was read; nothing was attached", where=str(path),
                         todo="try again when nothing writes to it")  # fmt: skip
    return sha, size


def take_in_bytes(conn: sqlite3.Connection, data: bytes) -> tuple[str, int]:
    """Stores bytes that are in memory already; returns SHA-256 (hex) and size."""
    if len(data) > LARGEST:
        raise Refused(f"the text has more than the {LARGEST:,} bytes that a desk takes in", todo="attach a part of it")
    return _store(conn, (data[i : i + PIECE] for i in range(0, len(data), PIECE)))


def hash_of(path: Path) -> str:
    """The SHA-256 (hex) of a file, for asking whether the desk holds it already. Raises like `opened`."""
    digest = hashlib.sha256()
    with opened(path) as (file, _):
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def pieces(db: Database, sha: str) -> Iterator[bytes]:
    """The stored bytes of a file, piece by piece."""
    number = 0
    while (piece := db.value("SELECT bytes FROM file_pieces WHERE file = ? AND piece = ?", sha, number)) is not None:
        yield piece
        number += 1


def _pieces(file: BinaryIO, size: int, path: Path, progress: Progress | None) -> Iterator[bytes]:
    done = 0
    while piece := file.read(PIECE):
        done += len(piece)
        if done > LARGEST:
            raise Refused("the file grew beyond what a desk takes in while it was read", where=str(path))
        if progress is not None:
            progress(done, size)
        yield piece


def _store(conn: sqlite3.Connection, data: Iterator[bytes]) -> tuple[str, int]:
    """Writes pieces under a name of their own until the hash is known; a file that is there already is kept."""
    digest, size, waiting = hashlib.sha256(), 0, "incoming"
    conn.execute("DELETE FROM file_pieces WHERE file = ?", (waiting,)).close()
    for number, piece in enumerate(data):
        digest.update(piece)
        size += len(piece)
        conn.execute("INSERT INTO file_pieces VALUES (?, ?, ?)", (waiting, number, piece)).close()
    sha = digest.hexdigest()
    if conn.execute("SELECT 1 FROM file_pieces WHERE file = ? LIMIT 1", (sha,)).fetchone():
        conn.execute("DELETE FROM file_pieces WHERE file = ?", (waiting,)).close()
    else:
        conn.execute("UPDATE file_pieces SET file = ? WHERE file = ?", (sha, waiting)).close()
    return sha, size


def _refused(path: Path, what: str) -> Refused:
    return Refused(f"this is {what}, not a plain file", where=str(path), todo="give the file itself")
