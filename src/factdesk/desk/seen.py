"""How far a person has looked at the history: what "since you left" starts from. Kept beside the drafts,
outside the ledger and out of every export."""

from __future__ import annotations

from factdesk.desk import clock
from factdesk.desk.open import Desk
from factdesk.store import drafts as store

PREFIX = "\x1eseen\x1f"
"""Before the author's name in the key; no author's name holds such a character, so that no draft is met."""


def last_seen(desk: Desk) -> int | None:
    """The seq of the newest change that the author has seen; None on the first visit."""
    found = store.one(desk.db, PREFIX + (desk.author or ""))
    return None if found is None else int(found.get("seq", 0))


def keep_seen(desk: Desk, seq: int) -> None:
    """Remembers that the author has seen every change up to `seq`; a read-only desk remembers nothing."""
    if desk.author and not desk.read_only and (last_seen(desk) or 0) < seq:
        store.save(desk.db, PREFIX + desk.author, PREFIX, clock.now(), {"seq": seq})
