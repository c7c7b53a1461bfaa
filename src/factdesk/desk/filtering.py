"""Reads a typed filter with what the desk knows: its measures, its incidents by their codes."""

from __future__ import annotations

from dataclasses import replace

from factdesk.desk.open import Desk
from factdesk.model.filter_fields import INCIDENT_FIELDS, SOURCE_FIELDS
from factdesk.model.filter_terms import Term
from factdesk.model.filters import parse, parse_filter
from factdesk.model.views import ClaimFilter, Filter, IncidentRow, SourceRow
from factdesk.store import lists, lookup
from factdesk.store.windows import ListWindow


def claim_filter(desk: Desk, text: str) -> ClaimFilter:
    """The filter of a list of claims. Raises FilterProblem, or NotFound for an incident that is not there."""
    if not text.strip():
        return ClaimFilter()
    return resolved(desk, parse_filter(text, lists.measures(desk.db)))


def resolved(desk: Desk, wanted: ClaimFilter) -> ClaimFilter:
    """The filter with its incidents by id. Raises NotFound."""
    incident = lookup.resolve(desk.db.conn, wanted.incident, "incident")[1] if wanted.incident is not None else None
    return replace(wanted, incident=incident, terms=_resolved(desk, wanted.terms))


def incidents_that(desk: Desk, text: str) -> ListWindow[IncidentRow]:
    """The incidents that pass a typed filter, oldest first. Raises like `claim_filter`."""
    wanted = parse(text, INCIDENT_FIELDS, measures=lists.measures(desk.db), orders={})
    return lists.incidents_that(desk.db, wanted)


def sources_that(desk: Desk, text: str) -> ListWindow[SourceRow]:
    """The sources that pass a typed filter, newest first. Raises like `claim_filter`."""
    wanted: Filter = parse(text, SOURCE_FIELDS, orders={})
    return lists.sources_that(desk.db, replace(wanted, terms=_resolved(desk, wanted.terms)))


def _resolved(desk: Desk, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(
        replace(term, values=tuple(lookup.resolve(desk.db.conn, str(v), "incident")[1] for v in term.values))
        if term.field == "incident" and not term.measure
        else term
        for term in terms
    )
