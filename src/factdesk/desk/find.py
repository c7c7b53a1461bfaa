"""Searches everything on the desk: titles, quotes, notes, speakers, sources and claims."""

from __future__ import annotations

from factdesk.desk.open import Desk
from factdesk.model.views import Hit
from factdesk.store.search import search


def find(desk: Desk, text: str, limit: int = 50) -> list[Hit]:
    """At most `limit` hits of each kind of record, newest first; no text is ever read as search syntax."""
    return search(desk.db, text, limit)
