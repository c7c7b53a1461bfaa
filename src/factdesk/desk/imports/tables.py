"""Opens a file of rows whatever its form: what it is, its header, and its rows one by one with bounded memory."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from factdesk.model.errors import BadInput, Failed, NotFound, Refused

Row = dict[str, Any]

LONGEST_ROW: Final = 16 * 1024 * 1024
"""Characters of one row at most: more is no row but a file without line ends."""

PIECE: Final = 1024 * 1024
_SQLITE: Final = b"SQLite format 3\x00"


@dataclass(slots=True)
class Numbered:
    """A row with its place in the file (1 is the first row below the header), or why it is none."""

    number: int
    row: Row
    fault: str = ""
    raw: list[str] | None = None


@dataclass(slots=True)
class Table:
    """An opened file: `rows` can be read once. `done` counts the bytes read of `size`."""

    path: Path
    kind: str
    size: int
    header: list[str]
    rows: Iterator[Numbered]
    digest: Callable[[], str]
    done: Callable[[], int]
    told: list[str] = field(default_factory=list)


class Reading:
    """A file read in pieces, hashed on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file: BinaryIO = _open(path)
        self.size = os.fstat(self.file.fileno()).st_size
        self.done = 0
        self._hash = hashlib.sha256()

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the file, from the beginning, once."""
        try:
            self.file.seek(0)
            while piece := self.file.read(PIECE):
                self._hash.update(piece)
                self.done += len(piece)
                yield piece
        except OSError as error:
            raise Failed(f"cannot be read ({error.strerror})", where=str(self.path), todo="check the disk") from None

    def head(self, size: int = 256 * 1024) -> bytes:
        """The first bytes."""
        self.file.seek(0)
        return self.file.read(size)

    def sha256(self) -> str:
        """The hash of the whole file (hex); what was not read yet is read for it."""
        while piece := self.file.read(PIECE):
            self._hash.update(piece)
        return self._hash.hexdigest()


def _open(path: Path) -> BinaryIO:
    """A plain file opened for reading. Raises NotFound, Refused (symlink, folder, device) or Failed."""
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except (FileNotFoundError, ValueError):
        raise NotFound("there is no such file", where=str(path), todo="check the path") from None
    except OSError as error:
        if path.is_symlink():
            raise Refused("this is a symbolic link", where=str(path), todo="give the file that it leads to") from None
        raise Failed(f"cannot be read ({error.strerror})", where=str(path), todo="check its permissions") from None
    mode = os.fstat(number).st_mode
    if not stat.S_ISREG(mode):
        os.close(number)
        what = "a folder" if stat.S_ISDIR(mode) else "a device or pipe"
        raise Refused(f"this is {what}", where=str(path), todo="give a file that holds the rows")
    return os.fdopen(number, "rb")


def open_table(path: Path, form: dict[str, Any] | None = None) -> Table:
    """The rows of a file. `form` is what a map says of it: kind, delimiter, encoding, list, table.

    Raises NotFound, Refused, Failed or BadInput, each of which says what the file is instead of a table.
    """
    from factdesk.desk.imports import delimited, json_rows

    form = form or {}
    reading = _checked(path)
    head = reading.head()
    kind = form.get("kind") or kind_of(head, path)
    if kind == "sqlite":
        from factdesk.desk.imports.sqlite_rows import open_sqlite

        reading.file.close()
        return open_sqlite(path, form)
    opened = {"csv": delimited.open_delimited, "json": json_rows.open_json, "jsonl": json_rows.open_lines}.get(kind)
    if opened is None:
        raise BadInput(f"{kind!r} is no kind of file", where="format.kind", todo="use csv, json, jsonl or sqlite")
    return opened(reading, head, form)


def _checked(path: Path) -> Reading:
    reading = Reading(path)
    if reading.size == 0:
        reading.file.close()
        raise BadInput("the file is empty", where=str(path), todo="give a file that holds rows")
    return reading


def kind_of(head: bytes, path: Path) -> str:
    """What a file is by its first bytes: sqlite, json, jsonl or csv. Raises BadInput for a binary file."""
    if head.startswith(_SQLITE):
        return "sqlite"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(
            "this is a binary file, not a table of text", where=str(path), todo="save it as CSV, JSON or SQLite"
        )
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        return "json"
    if start.startswith(b"{"):
        line = start.split(b"\n", 1)[0].strip()
        rest = start[len(line) :].lstrip()
        whole = line.endswith(b"}") and rest.startswith(b"{")
        return "jsonl" if whole or path.suffix.lower() in (".jsonl", ".ndjson") else "json"
    return "csv"
