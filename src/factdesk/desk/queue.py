"""The queue: open claims, worst first, for going through them one by one."""

from __future__ import annotations

from factdesk.desk.open import Desk
from factdesk.model.views import ClaimRow
from factdesk.store import lists, lookup
from factdesk.store.windows import ListWindow


def queue(desk: Desk, incident: str | None = None) -> ListWindow[ClaimRow]:
    """Open claims: those that another claim denies, then figures, then those with the fewest citations."""
    id_ = lookup.resolve(desk.db.conn, incident, "incident")[1] if incident else None
    return lists.queue(desk.db, id_)
