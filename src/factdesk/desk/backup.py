"""Copies a desk to a new file, whole or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from factdesk.desk.open import Desk
from factdesk.store.backup import Progress, copy_into
from factdesk.store.export_place import placed


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A finished backup: where it is, and its size in bytes."""

    path: Path
    size: int


def backup(desk: Desk, out: str | os.PathLike[str], progress: Progress | None = None) -> BackedUp:
    """Copies the desk to `out` in one state of it; the copy is checked and on the disk when this returns.

    Works on a desk that is open for reading only. Raises Refused where `out` is there already, Failed where it
    cannot be written or the copy is not sound, and what `progress` raises; then nothing is left of it.
    """
    where = Path(out)
    with placed(where) as part:
        copy_into(desk.db, part, progress)
    return BackedUp(where, where.stat().st_size)
