"""Rows of a table in somebody else's SQLite file; what can be in such a file is the store's care."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factdesk.desk.imports.tables import Numbered, Reading, Table
from factdesk.model.errors import BadInput
from factdesk.store.foreign import ForeignFile


def open_sqlite(path: Path, form: dict[str, Any]) -> Table:
    """The rows of the table that the map names, or of the only one. Raises BadInput, Refused or Failed."""
    reading = Reading(path)
    sha256 = reading.sha256()
    reading.file.close()
    file = ForeignFile(path)
    names = file.tables()
    name = form.get("table") or (names[0] if len(names) == 1 else "")
    if name not in names:
        told = f"it has no table {name!r}" if name else f"it has {len(names)} tables"
        shown = ", ".join(names[:12]) or "none"
        raise BadInput(told, where=str(path), todo=f"name one with --table: {shown}")
    header = file.columns(name)
    done = [0]

    def rows() -> Any:
        for number, row in enumerate(file.rows(name), 1):
            done[0] = number
            yield Numbered(number, dict(zip(header, row, strict=True)))

    count = file.count(name)
    return Table(path, "sqlite", count, header, rows(), lambda: sha256, lambda: done[0], [f"table {name}"])
