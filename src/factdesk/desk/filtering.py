"""Reads a typed filter with what the desk knows: its measures, its incidents by their codes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from factdesk.desk.open import Desk
from factdesk.desk.saved_filters import expand
from factdesk.model.errors import BadInput, Busy, Problem
from factdesk.model.filter_fields import INCIDENT_FIELDS, SOURCE_FIELDS
from factdesk.model.filter_terms import FilterProblem, Term
from factdesk.model.filters import parse, parse_filter
from factdesk.model.views import ClaimFilter, Filter, IncidentRow, SourceRow
from factdesk.store import facets, lists, lookup
from factdesk.store.walking import Progress
from factdesk.store.windows import Head, ListWindow


def claim_filter(desk: Desk, text: str) -> ClaimFilter:
    """The filter of a list of claims. Raises FilterProblem, or NotFound for an incident that is not there."""
    if not text.strip():
        return ClaimFilter()
    return resolved(desk, parse_filter(expand(desk, text), lists.measures(desk.db)))


def measures(desk: Desk) -> list[str]:
    """The measures of the desk's figures."""
    return lists.measures(desk.db)


def resolved(desk: Desk, wanted: ClaimFilter) -> ClaimFilter:
    """The filter with its incidents by id. Raises NotFound."""
    incident = lookup.resolve(desk.db.conn, wanted.incident, "incident")[1] if wanted.incident is not None else None
    terms = _resolved(desk, wanted.terms)
    scope = [incident] if incident is not None else _scope(terms)
    return replace(wanted, incident=incident, terms=_told(desk, terms, scope))


def incidents_that(desk: Desk, text: str) -> ListWindow[IncidentRow]:
    """The incidents that pass a typed filter, oldest first. Raises like `claim_filter`."""
    wanted = parse(expand(desk, text), INCIDENT_FIELDS, measures=lists.measures(desk.db), orders={})
    return lists.incidents_that(desk.db, replace(wanted, terms=_told(desk, wanted.terms, None)))


def sources_that(desk: Desk, text: str, words: str = "") -> ListWindow[SourceRow]:
    """The sources that pass a typed filter and hold the words, newest first. Raises like `claim_filter`."""
    wanted: Filter = parse(expand(desk, text), SOURCE_FIELDS, orders={})
    sought = f"{wanted.words} {words}".strip()
    return lists.sources_that(desk.db, replace(wanted, terms=_resolved(desk, wanted.terms), words=sought))


def source_slip(text: str) -> FilterProblem | None:
    """What is wrong with a filter of sources, as far as reading it can tell."""
    try:
        parse(text, SOURCE_FIELDS, orders={})
    except FilterProblem as problem:
        return problem
    except BadInput:
        return None
    return None


def source_values(desk: Desk, field: str, typed: str) -> list[tuple[str, int | None]]:
    """Values of a field of sources that hold what is typed; they are not counted."""
    return facets.source_values(desk.db, field, typed)


def _scope(terms: tuple[Term, ...]) -> list[str] | None:
    """The incidents that a filter is about, by id, None where it is about all."""
    named = [term for term in terms if term.field == "incident" and not term.negated]
    return [str(value) for value in named[0].values] if named else None


def _told(desk: Desk, terms: tuple[Term, ...], scope: list[str] | None) -> tuple[Term, ...]:
    """The terms with what is true of the incidents that were changed since their figures were compared.

    Raises Busy where these are too many to compare them now: what is kept of them may be old.
    """
    flags = [term for term in terms if term.field in FLAGS and len(term.values) == 1]
    if not flags:
        return terms
    from factdesk.store import kept  # the rules are not loaded before a filter asks for them: start-up is imports

    due = kept.due(desk.db, MOST_DUE + 1) if scope is None else [one for one in scope if kept.is_due(desk.db, one)]
    if len(due) > MOST_DUE:
        raise Busy(
            f"more than {MOST_DUE} incidents were changed since their figures were compared",
            todo="name an incident as in incident:A, or leave the desk open: it compares them while it is idle",
        )
    told = [kept.tell(desk.db, incident) for incident in due]
    now = {"stale": [id_ for one in told for id_ in one.stale],
           "conflict": [id_ for one in told for id_ in sorted(one.conflicting)]}  # fmt: skip
    return tuple(
        replace(term, values=(*term.values, json.dumps(now[term.field]), json.dumps(due))) if term in flags else term
        for term in terms
    )


FLAGS: Final = ("conflict", "stale")
"""The fields that are read from what is kept of each incident's standing."""
MOST_DUE: Final = 300
"""Incidents that are compared before a filter is answered: about a millisecond each."""


def _resolved(desk: Desk, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(
        replace(term, values=tuple(lookup.resolve(desk.db.conn, str(v), "incident")[1] for v in term.values))
        if term.field == "incident" and not term.measure
        else term
        for term in terms
    )


def first_page(
    desk: Desk, text: str, within: ClaimFilter, progress: Progress | None = None
) -> tuple[ClaimFilter, Head]:
    """What a typed filter lets pass of the claims `within`, in their order unless the text names one.

    `progress` is told of claims looked at, claims there are and claims found, where no index leads to them and the desk
    is long. Raises like `claim_filter`, and Cancelled where the desk was interrupted.
    """
    wanted = narrowed(claim_filter(desk, text), within)
    with desk.db.snapshot():
        window = lists.claims(desk.db, resolved(desk, wanted))
    return wanted, window.read_head(desk.db, progress)


def narrowed(typed: ClaimFilter, within: ClaimFilter) -> ClaimFilter:
    """A typed filter within those of a list: an incident that it names itself stands instead of the list's."""
    elsewhere = any(term.field == "incident" and not term.negated for term in typed.terms)
    order = typed.order if typed.order != ClaimFilter().order else within.order
    return replace(typed, incident=None if elsewhere else within.incident, ids=within.ids,
                   verdicts=within.verdicts, order=order)  # fmt: skip


def slip(desk: Desk, text: str) -> FilterProblem | None:
    """What is wrong with a text, as far as reading it can tell; its column is that of the text as it was typed."""
    try:
        whole = expand(desk, text)
        parse_filter(whole, lists.measures(desk.db))
    except FilterProblem as problem:
        return problem if whole == text else None
    except BadInput:
        return None
    return None


def values(desk: Desk, field: str, typed: str, others: str, within: ClaimFilter) -> list[tuple[str, int | None]]:
    """Values of a field that hold what is typed, with the number of claims that the rest of the filter lets pass."""
    try:
        rest = claim_filter(desk, others)
    except Problem:
        rest = ClaimFilter()
    return facets.values(desk.db, field, typed, narrowed(rest, within))
