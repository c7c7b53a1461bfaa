"""What undo and redo would do now, for a line that says so: read without what they need to do it."""

from __future__ import annotations

from factdesk.desk.open import Desk
from factdesk.store import logbook


def next_undo(desk: Desk) -> str | None:
    """What `undo` would take back, in the words of the action; None where there is nothing."""
    found = logbook.undoable(desk.db, desk.author or "")
    return found.label if found else None


def next_redo(desk: Desk) -> str | None:
    """What `redo` would do again; None where there is nothing."""
    found = logbook.redoable(desk.db, desk.author or "")
    return found.label if found else None
