"""Connections that read a whole desk: what they hold in memory, and a second one for another thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Final

from factdesk.store.connection import Database, connect, durable, readable

PAGES: Final = 32 * 1024
"""KiB of pages that each connection remembers while a whole desk is read."""


def beside(db: Database) -> Database:
    """Another connection to the same desk, for the use of another thread. Raises Busy or Failed.

    The file itself is not opened again by hand: closing it would drop the locks of this process's other connections.
    """
    other = copy(db)
    with readable(db.path):
        other.conn = connect(db.path, "ro" if db.read_only else "rw")
        if not db.read_only:
            durable(other.conn)
    return other


@contextmanager
def sweeping(db: Database) -> Iterator[None]:
    """Inside, the whole file is read: more pages are remembered, and none is looked over again at each load.

    Only for who reads: `cell_size_check` keeps damage from spreading by writing, and SQLite's own integrity check,
    which looks at every page in full, lets it be as well.
    """
    before = db.value("PRAGMA cache_size")
    db.one("PRAGMA cell_size_check=OFF")
    db.one(f"PRAGMA cache_size=-{PAGES}")
    try:
        yield
    finally:
        db.one("PRAGMA cell_size_check=ON")
        db.one(f"PRAGMA cache_size={before}")
        db.conn.execute("PRAGMA shrink_memory").close()
