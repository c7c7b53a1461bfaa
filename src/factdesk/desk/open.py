"""Opens and makes desks: checks the file before touching it, migrates an older one, says why it is read-only."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from factdesk.desk import clock
from factdesk.model.errors import BadInput
from factdesk.model.views import Action
from factdesk.store import migrate, schema
from factdesk.store.connection import Database, read_header

if TYPE_CHECKING:
    from factdesk.store.changes import Change


class Desk:
    """An open desk: one connection, one author. Use it from one thread; `interrupt` from any."""

    def __init__(self, db: Database, author: str | None, backup: Path | None = None) -> None:
        self.db = db
        self.path = db.path
        self.author = author
        self.migrated_backup = backup

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed through this desk."""
        return self.db.read_only

    @property
    def why_read_only(self) -> str:
        """Why it is open for reading only; empty when it can be written."""
        return self.db.why_read_only

    def change_count(self) -> int:
        """A number that differs once any process has changed the desk since."""
        return self.db.change_count()

    def waits(self, milliseconds: int) -> None:
        """How long a lock of another program is waited for, before Busy is raised; 5,000 from the beginning."""
        self.db.wait_for(milliseconds)

    def interrupt(self) -> None:
        """Stops the query that another thread runs on this desk; that thread gets Cancelled."""
        self.db.interrupt()

    def change(self, label: str, *, author: str | None = None, kind: str = "do", undoes: str | None = None,
               at: str | None = None) -> AbstractContextManager[Change]:  # fmt: skip
        """One action of the author, kept whole or not at all. Raises BadInput where nobody is named."""
        from factdesk.store.changes import change  # what writes is not loaded by who reads

        who = author or self.author
        if not who or not who.strip():
            raise BadInput(
                "nobody is named as the author of the change",
                where="author",
                todo="give your name with --as NAME or in FACTDESK_AUTHOR",
            )
        return change(self.db, label=label, author=who, at=at or clock.now(), kind=kind, undoes=undoes)

    def close(self) -> None:
        """Closes the desk; the last one out leaves one file."""
        self.db.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_desk(path: str | os.PathLike[str], *, author: str | None = None, read_only: bool = False) -> Desk:
    """Opens the desk at `path`; an older one is migrated first, after a backup beside it.

    Raises NotFound where there is no file, Refused for a file that is no desk, is newer or was altered by
    another tool, Busy where another program holds it, Failed where it cannot be read.
    """
    where = Path(path)
    backup = None
    db = None
    if read_header(where) < schema.version():
        db = Database(where, read_only=read_only)
        stays_old, why = db.read_only, db.why_read_only
        db.close()
        if stays_old:
            raise _too_old(where, why)
        backup = migrate.bring_up_to_date(where)
    db = Database(where, read_only=read_only)
    try:
        migrate.compare_schema(db.conn, where)
        db.trust()
    except BaseException:
        db.close()
        raise
    return Desk(db, author, backup)


def create_desk(path: str | os.PathLike[str], *, author: str | None = None) -> Desk:
    """Makes an empty desk at `path` and opens it. Raises Refused when something is there already."""
    migrate.create(Path(path))
    return open_desk(path, author=author)


def _too_old(where: Path, why: str) -> Exception:
    from factdesk.model.errors import Refused

    return Refused(
        f"this desk was written by an older factdesk and cannot be brought up to date here ({why})",
        where=str(where),
        todo="copy it to a place where you can write and open the copy",
    )


__all__ = ["Action", "Desk", "create_desk", "open_desk"]
