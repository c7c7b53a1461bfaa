"""Small work for idle moments, so that a later change does not wait for it."""

from __future__ import annotations

from factdesk.desk.open import Desk
from factdesk.store.search import tend


def tidy(desk: Desk) -> None:
    """Merges a little of each search index: a few milliseconds. A read-only desk needs none.

    Raises Busy at once where others read or write: idle work keeps nobody waiting.
    """
    if not desk.read_only:
        with desk.db.hurried():
            tend(desk.db)
