"""What was changed on the desk, by whom and when: the ledger in people's words."""

from __future__ import annotations

from factdesk.desk.open import Desk
from factdesk.model.views import LogLine
from factdesk.store import logbook, lookup


def log(
    desk: Desk,
    *,
    since: str | None = None,
    record: str | None = None,
    limit: int = 200,
    below: int | None = None,
) -> tuple[LogLine, ...]:
    """The newest changes, newest first: of the whole desk or of one record (a claim with its citations and reviews).

    `since` is an ISO time as the authors' clocks claimed it; `below` is the seq of the last line of the page before.
    """
    with desk.db.snapshot():
        if record is not None:
            return logbook.of_claim_or_record(desk.db, lookup.resolve(desk.db.conn, record)[1], limit)
        return logbook.newest(desk.db, limit, below, since)


def last_change(desk: Desk) -> int:
    """The seq of the newest entry: what "since you left" starts from."""
    return int(desk.db.value("SELECT max(seq) FROM ledger") or 0)
