"""A conflict on one page: both sides' words, sources and roots, and the verdicts that would settle it."""

from __future__ import annotations

from dataclasses import dataclass

from factdesk.desk import browse
from factdesk.desk.open import Desk
from factdesk.desk.standing import IncidentStanding
from factdesk.model.errors import NotFound
from factdesk.model.standing.conflict import Conflict
from factdesk.model.standing.settle import Proposal, proposals
from factdesk.model.views import ClaimCard


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """One conflict. `sides` are figures, each with the claims that state it; `beside` says the same elsewhere."""

    conflict: Conflict
    sides: tuple[tuple[ClaimCard, ...], ...]
    beside: tuple[ClaimCard, ...]
    proposals: tuple[Proposal, ...]


def conflict_page(desk: Desk, found: IncidentStanding, number: int) -> ConflictPage:
    """The conflict `number` (from 0, in the order of `found.standing.conflicts`) with its claims whole.

    Raises NotFound where there is no such conflict, or one of its claims left the desk since.
    """
    if not 0 <= number < len(found.standing.conflicts):
        raise NotFound("there is no such conflict any more", where=found.incident.code, todo="look again")
    conflict = found.standing.conflicts[number]
    with desk.db.snapshot():
        sides = tuple(tuple(browse.claim_card(desk, id_) for id_ in side) for side in conflict.sides)
        beside = tuple(browse.claim_card(desk, id_) for id_ in conflict.beside)
    return ConflictPage(conflict, sides, beside, proposals(conflict, found.facts))
