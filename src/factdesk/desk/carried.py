"""Which reviewed files that were handed over carry a claim: what an editor should know when it changes."""

from __future__ import annotations

from factdesk.desk.open import Desk
from factdesk.model.handover import Export
from factdesk.store import handover
from factdesk.store.logbook import newest_seq


def exports(desk: Desk) -> list[Export]:
    """The reviewed files that this desk remembers, oldest first."""
    return [record for _, record in handover.exports(desk.db)]


def carrying(desk: Desk, claim: str) -> list[Export]:
    """The remembered files that carry a claim, by its id."""
    return [record for _, record in handover.exports(desk.db, carrying=claim)]


def moment(desk: Desk) -> int:
    """The place in the ledger from which `touched` looks on."""
    return newest_seq(desk.db)


def touched(desk: Desk, since: int) -> list[str]:
    """The names of the remembered files that carry a claim which was changed or judged after `since`.

    Where very many claims were changed, every file is named: looking takes longer than being asked once more.
    """
    return handover.touched(desk.db, since)
