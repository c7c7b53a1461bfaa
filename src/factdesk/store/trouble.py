"""SQLite's errors in a person's words: what, where, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from factdesk.model.errors import BadInput, Busy, Cancelled, Failed, Problem, Refused

__all__ = ["Connection", "explain", "readable"]


class Connection(sqlite3.Connection):
    """A connection on which a locked desk is a `Busy` wherever it is met, also by code that holds no `readable`."""

    def execute(self, *args: Any) -> sqlite3.Cursor:
        """As SQLite's own."""
        try:
            return super().execute(*args)
        except sqlite3.OperationalError as error:
            if (getattr(error, "sqlite_errorname", "") or "").startswith(_LOCKED):
                raise explain(error, "") from error
            raise


_LOCKED: Final = ("SQLITE_BUSY", "SQLITE_LOCKED")


@contextmanager
def readable(path: Path | str) -> Iterator[None]:
    """Turns SQLite's errors into Problems with what, where and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error
    except Busy as error:
        error.where = error.where or str(path)
        raise
    except UnicodeEncodeError as error:
        raise BadInput("the text holds half a surrogate pair, which no file can hold",
                       todo="copy it again from its source") from error  # fmt: skip
    except UnicodeDecodeError as error:  # SQLite's own message quotes the broken bytes
        raise explain(sqlite3.DatabaseError("Could not decode"), path) from error


def explain(error: sqlite3.Error, path: Path | str) -> Problem:
    """The Problem that an SQLite error means for a person."""
    name = getattr(error, "sqlite_errorname", "") or ""
    where = str(path)
    if name.startswith(_LOCKED):
        return Busy("another program is writing to the desk", where=where, todo="wait a moment and try again")
    if name.startswith("SQLITE_INTERRUPT"):
        return Cancelled("stopped", where=where)
    if name.startswith("SQLITE_FULL"):
        return Failed("the disk is full; nothing was changed", where=where, todo="free some room and try again")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or str(error).startswith("Could not decode"):
        return Failed(
            "the file is damaged", where=where, todo=f"restore a backup, or look with: factdesk check {where}"
        )
    if name == "SQLITE_READONLY_DBMOVED":
        return Failed("the file was moved, deleted or replaced while it was open; nothing more is recorded in it",
                      where=where, todo="put it back, or leave and open the desk where it is now")  # fmt: skip
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
        return Refused("the desk cannot be written here", where=where, todo="copy it to a place where you can write")
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return Failed("the file cannot be read or written", where=where, todo="check the disk and the permissions")
    if name.startswith("SQLITE_CONSTRAINT_FOREIGNKEY"):
        return Failed("another record still refers to this one; nothing was changed", where=where,
                      todo="look at what cites it and try again")  # fmt: skip
    if name.startswith("SQLITE_CONSTRAINT"):
        return Failed(f"the desk refuses the change ({error}); nothing was changed", where=where)
    if name.startswith("SQLITE_TOOBIG"):
        return Failed("a text is too long for the desk; nothing was changed", where=where, todo="shorten it")
    return Failed(f"SQLite says: {' '.join(str(error).split())}", where=where)
