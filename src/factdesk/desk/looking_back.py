"""What a person sees who looks back at one change: the counts of then, and the record as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from factdesk.desk import browse
from factdesk.desk.as_of import as_of, stood
from factdesk.desk.open import Desk
from factdesk.desk.report import any_record
from factdesk.model.errors import NotFound
from factdesk.model.views import ClaimCard, Counts, IncidentRow, SourceCard
from factdesk.store import past
from factdesk.store.past import Tick

__all__ = ["Then", "look_back"]

LISTED: Final = 200
"""Incidents that are told one by one."""


@dataclass(frozen=True, slots=True)
class Then:
    """The desk after one action: in words which, all counts, the first incidents, and one record as it stood.

    `record` is a card of a claim or a source, the values of another kind, or None where it was not on the desk.
    """

    stood: str
    counts: Counts
    incidents: tuple[IncidentRow, ...]
    in_all: int
    record: ClaimCard | SourceCard | dict[str, Any] | None


def look_back(desk: Desk, seq: int, record: str, progress: Tick | None = None) -> Then:
    """The desk after the action that holds the entry `seq`, and the record with this id as it stood then."""
    end = past.end_of_action(desk.db, seq)
    with as_of(desk, end, progress) as then:
        window = browse.incident_window(then)
        rows = tuple(window.rows(0, LISTED))
        return Then(stood(desk, end), browse.counts(then), rows, window.count(), _record(then, record))


def _record(then: Desk, record: str) -> ClaimCard | SourceCard | dict[str, Any] | None:
    try:
        kind, id_ = browse.kind_of(then, record)
        if kind == "claim":
            return browse.claim_card_now(then, id_)
        if kind == "source":
            return browse.source_card(then, id_)
        return any_record(then, id_).values()
    except NotFound:
        return None
