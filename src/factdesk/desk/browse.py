"""What there is on the desk: incidents, claims as a windowed list, and single records whole."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from factdesk.desk.open import Desk
from factdesk.model.errors import NotFound
from factdesk.model.records import Incident, Source, Speaker
from factdesk.model.views import ClaimCard, ClaimFilter, ClaimRow, Counts, IncidentRow, SourceCard, SourceRow
from factdesk.store import lists, lookup
from factdesk.store.walking import Progress
from factdesk.store.windows import Head
from factdesk.store.windows import ListWindow as ListWindow  # screens name it in their types


def incidents(desk: Desk) -> list[IncidentRow]:
    """Every incident with its counts by verdict, in the order in which they were added."""
    with desk.db.snapshot():
        return lists.incidents(desk.db)


def incident_window(desk: Desk) -> ListWindow[IncidentRow]:
    """Every incident in the order in which they were added, as a window."""
    return lists.incident_window(desk.db)


def counts(desk: Desk) -> Counts:
    """The desk's claims by verdict."""
    return lists.counts(desk.db)


def incident(desk: Desk, ref: str) -> Incident:
    """One incident by code or id. Raises NotFound."""
    found = lookup.record(desk.db.conn, ref, "incident")
    assert isinstance(found, Incident)
    return found


def claim_window(desk: Desk, wanted: ClaimFilter) -> ListWindow[ClaimRow]:
    """The claims that pass the filter, as a window; an incident may be named by its code."""
    if wanted.terms:
        from factdesk.desk.filtering import resolved  # not on the way to the first page

        wanted = resolved(desk, wanted)
    elif wanted.incident is not None:
        wanted = replace(wanted, incident=lookup.resolve(desk.db.conn, wanted.incident, "incident")[1])
    return lists.claims(desk.db, wanted)


def places(desk: Desk, wanted: ClaimFilter, keys: Sequence[int]) -> array[int]:
    """Where in a list of `keys` the claims stand that pass the filter, ascending."""
    window = claim_window(desk, wanted)
    hits = set(window.read_order(desk.db))
    return array("q", (place for place, nr in enumerate(keys) if nr in hits))


def window_with(desk: Desk, wanted: ClaimFilter, head: Head) -> ListWindow[ClaimRow]:
    """The claims that pass a filter, as a window that begins with a first page that was read elsewhere."""
    window = lists.claims(desk.db, wanted)
    window.adopt_head(head, open_ended=True)
    return window


def claim_card(desk: Desk, ref: str) -> ClaimCard:
    """One claim whole, by code or id. Raises NotFound."""
    from factdesk.store import cards  # lists do without: start-up is imports

    return cards.claim_card(desk.db, lookup.resolve(desk.db.conn, ref, "claim")[1])


def claim_card_now(desk: Desk, ref: str) -> ClaimCard:
    """The same, with what the rules of the whole incident say of its verdict now, however long that takes."""
    from factdesk.store import kept  # the rules are not loaded before somebody asks for them

    with desk.db.snapshot():
        card = claim_card(desk, ref)
        return replace(card, stale=kept.causes(desk.db, card.incident.id).get(card.claim.id, ()))


def source_window(desk: Desk, text: str = "", only: str = "") -> ListWindow[SourceRow]:
    """All sources, newest first, or those found for the words of `text`.

    `only` narrows them further: `closed` (not public), `withdrawn`, `uncited`.
    """
    return lists.sources(desk.db, text, only)


def source_card(desk: Desk, ref: str) -> SourceCard:
    """One source whole, by code or id. Raises NotFound."""
    from factdesk.store import cards

    return cards.source_card(desk.db, lookup.resolve(desk.db.conn, ref, "source")[1])


def speakers(desk: Desk) -> list[Speaker]:
    """Every speaker by name."""
    return lists.speakers(desk.db)


def record(desk: Desk, ref: str) -> Incident | Speaker | Source:
    """An incident, speaker or source by what people call it. Raises NotFound."""
    found = lookup.record(desk.db.conn, ref, "incident", "speaker", "source")
    assert isinstance(found, Incident | Speaker | Source)
    return found


def kind_of(desk: Desk, ref: str) -> tuple[str, str]:
    """The kind and id of the record that `ref` names. Raises NotFound."""
    return lookup.resolve(desk.db.conn, ref)


def incident_row(desk: Desk, ref: str) -> IncidentRow:
    """One incident as a line of the list, with its counts by verdict. Raises NotFound."""
    return lists.incident_row(desk.db, lookup.resolve(desk.db.conn, ref, "incident")[1])


def claim_row(desk: Desk, id_: str) -> ClaimRow | None:
    """A claim as one line of a list, or None where the desk has it no more."""
    found = lists.claim_rows(desk.db, "c.id = ?", id_)
    return found[0] if found else None


def claim_ids(desk: Desk, numbers: Sequence[int]) -> list[str]:
    """The ids of the claims with these row numbers, in the order given."""
    return lists.claim_ids(desk.db, numbers)


def read_order(desk: Desk, window: ListWindow[Any], progress: Progress | None = None) -> array[int]:
    """A window's whole order, read on this desk's connection; the window takes it over by `adopt`.

    `progress` is told of rows looked at, rows there are and rows found, where that takes long.
    """
    return window.read_order(desk.db, progress)


def kind_if_there(desk: Desk, id_: str) -> str | None:
    """The kind of a record by its id; None where it is not on the desk (any more)."""
    try:
        return lookup.resolve(desk.db.conn, id_)[0]
    except NotFound:
        return None
