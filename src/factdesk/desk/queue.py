"""The queue: open claims, worst first, and behind them verdicts that ask for another look."""

from __future__ import annotations

from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput
from factdesk.model.views import ClaimFilter, ClaimRow
from factdesk.store import lists, lookup
from factdesk.store.windows import ListWindow


def queue(desk: Desk, incident: str | None = None, text: str = "") -> ListWindow[ClaimRow]:
    """Open claims: those that another claim denies, then figures, then those with the fewest citations.

    Behind them stand, in the same order, judged claims whose verdict is stale, as far as that was told last. A typed
    filter narrows both. Raises like `claim_filter`, and BadInput where it names an order.
    """
    id_ = lookup.resolve(desk.db.conn, incident, "incident")[1] if incident else None
    if not text.strip():
        return lists.queue(desk.db, id_)
    from factdesk.desk.filtering import claim_filter  # not before somebody filters

    wanted = claim_filter(desk, text)
    if wanted.order != ClaimFilter().order:
        raise BadInput("the queue has one order: worst first", where="sort", todo="leave the order out")
    return lists.queue(desk.db, id_, wanted)
