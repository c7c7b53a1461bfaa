"""The queue: open claims, worst first, and behind them verdicts that ask for another look."""

from __future__ import annotations

from factdesk.desk.open import Desk
from factdesk.model.views import ClaimRow
from factdesk.store import lists, lookup
from factdesk.store.windows import ListWindow


def queue(desk: Desk, incident: str | None = None) -> ListWindow[ClaimRow]:
    """Open claims: those that another claim denies, then figures, then those with the fewest citations.

    Behind them stand, in the same order, judged claims whose verdict is stale, as far as that was told last.
    """
    id_ = lookup.resolve(desk.db.conn, incident, "incident")[1] if incident else None
    return lists.queue(desk.db, id_)
