"""Searches everything on the desk: titles, quotes, notes, speakers, sources and claims."""

from __future__ import annotations

from factdesk.desk.open import Desk
from factdesk.model.views import Hit
from factdesk.store.search import rankable, search


def find(desk: Desk, text: str, limit: int = 50, best: bool = False) -> list[Hit]:
    """At most `limit` hits of each kind of record, newest first; no text is ever read as search syntax.

    With `best` the best come first, in kinds with no more than a thousand hits.
    """
    return search(desk.db, text, limit, best)


def find_in_order(desk: Desk, text: str, limit: int, best: bool) -> tuple[list[Hit], bool]:
    """The same, and whether the best could come first everywhere."""
    with desk.db.snapshot():
        return search(desk.db, text, limit, best), rankable(desk.db, text) if best else True
