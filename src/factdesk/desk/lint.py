"""The copy lint of a desk: an editor's own draft, sentence by sentence, against what the desk holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from factdesk.desk import browse
from factdesk.desk.open import Desk
from factdesk.desk.standing import standing
from factdesk.intake.lint.finding import KINDS, Finding
from factdesk.intake.lint.held import Held
from factdesk.intake.lint.whole import draft_of
from factdesk.intake.lint.whole import lint as hold
from factdesk.intake.reader import Reading
from factdesk.model.errors import BadInput
from factdesk.model.records import Incident
from factdesk.model.standing.wordings import lost
from factdesk.store import lists

__all__ = ["KINDS", "Finding", "Linted", "as_data", "lint"]

LARGEST: Final = 4 * 1024 * 1024
"""Characters of a draft: more is no draft."""

OTHERS: Final = 20
"""Other incidents of the desk that are looked at for a number which the named one does not know."""


@dataclass(frozen=True, slots=True)
class Linted:
    """What was found in a draft about an incident; `figures` counts the figures that were looked at."""

    incident: Incident
    findings: tuple[Finding, ...]
    figures: int


def lint(desk: Desk, ref: str, text: str) -> Linted:
    """Holds a draft against the incident that `ref` names. Raises NotFound, or BadInput for an empty draft.

    A number that the incident does not know is looked for in the desk's other incidents before it is called unknown.
    """
    if not text.strip():
        raise BadInput("the draft is empty", where="draft", todo="give the text that you want to publish")
    if len(text) > LARGEST:
        raise BadInput(f"the draft has more than {LARGEST} characters", where="draft", todo="lint it in pieces")
    incident = browse.incident(desk, ref)
    draft = draft_of(text, _day(incident.began))
    held = _held(desk, incident, home=True)
    for other in _others(desk, incident, draft, held):
        held += _held(desk, browse.incident(desk, other), home=False)
    return Linted(incident, tuple(hold(draft, held)), len(draft.figures))


def _day(moment: str | None) -> date | None:
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None


def _held(desk: Desk, incident: Incident, *, home: bool) -> list[Held]:
    """The claims of one incident with what stands around them."""
    found = standing(desk, incident.id)
    denied: defaultdict[str, list[str]] = defaultdict(list)
    for one in found.standing.denials:
        denied[one.claim] += [rejection.by for rejection in one.rejections]
    place = incident.place or ""
    never_said = lost(found.standing.wordings)
    plain = {
        id_: Held(fact, None, tuple(dict.fromkeys(denied.get(id_, ()))), place, home)
        for id_, fact in found.facts.items()
        if id_ not in never_said
    }
    newest = found.standing.superseded_by()
    return [replace(one, superseded_by=_last(id_, newest, plain)) for id_, one in plain.items()]


def _last(id_: str, newest: dict[str, str], plain: dict[str, Held]) -> Held | None:
    """The end of the ladder on which a superseded claim stands; None for a current one."""
    at, seen = id_, {id_}
    while at in newest and newest[at] not in seen:
        at = newest[at]
        seen.add(at)
    return plain.get(at) if at != id_ else None


def _others(desk: Desk, incident: Incident, draft: Reading, held: Sequence[Held]) -> list[str]:
    """Other incidents that hold a number of the draft which this one does not."""
    mine = {(one.fact.claim.measure, one.fact.claim.value) for one in held}
    wanted = {(item.measure, item.figure.value) for item in draft.figures if item.figure.value is not None} - mine
    found: dict[str, None] = {}
    for measure, value in sorted(wanted, key=str)[:200]:
        rows = lists.claim_rows(
            desk.db,
            "c.kind = 'figure' AND c.measure = ? AND c.value = ? AND c.incident <> ?",
            measure,
            value,
            incident.id,
        )
        found.update(dict.fromkeys(row.incident for row in rows[:OTHERS]))
    return list(found)[:OTHERS]


def as_data(found: Linted) -> dict[str, Any]:
    """All of it as plain data for JSON."""
    incident = {"id": found.incident.id, "code": found.incident.code, "title": found.incident.title}
    return {"incident": incident, "figures": found.figures, "findings": [asdict(one) for one in found.findings]}
