"""Copies a desk, page by page and in one state of it, and looks whether the copy is sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from factdesk.model.errors import Failed
from factdesk.store.connection import Database, connect, read_header

Progress = Callable[[int, int | None], None]

PAGES: Final = 512
"""Pages (of 4 KiB) of one step: between two steps other programs get their lock."""


def copy_into(db: Database, part: Path, progress: Progress | None = None) -> None:
    """Copies the desk into the empty file `part`; `progress` hears of pages done and in all.

    Another program's changes during the copy begin it anew, so that it is always one state of the desk.
    Raises Failed when the copy is not sound.
    """

    def tell(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    target = connect(part, "rw")
    try:
        target.execute("PRAGMA journal_mode=OFF").close()
        target.execute("PRAGMA synchronous=OFF").close()  # the part is synced once, when it is whole
        db.conn.backup(target, pages=PAGES, progress=tell)
        told = target.execute("PRAGMA integrity_check(1)").fetchone()[0]
        target.execute("PRAGMA journal_mode=DELETE").close()
    finally:
        target.close()
    if told != "ok":
        raise Failed(f"the copy is not sound ({' '.join(str(told).split())})", where=str(db.path),
                     todo=f"look at the desk with: factdesk check {db.path}")  # fmt: skip
    if read_header(part) != db.version:
        raise Failed("the copy is not the desk that was open", where=str(db.path), todo="try again")
