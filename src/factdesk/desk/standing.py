"""What stands of an incident: which figures agree, are superseded, differ in scope or cannot all be true, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from factdesk.desk import browse
from factdesk.desk.open import Desk
from factdesk.model.records import Incident
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.nesting import BASIC, Nesting
from factdesk.model.standing.whole import Standing, stand
from factdesk.model.standing.words import told, who
from factdesk.model.verdicts import stale_causes
from factdesk.store import standing as stored


@dataclass(frozen=True, slots=True)
class IncidentStanding:
    """The standing of one incident with the claims that it was told from, by id."""

    incident: Incident
    facts: Mapping[str, Fact]
    standing: Standing

    def stale(self) -> dict[str, tuple[str, ...]]:
        """For each claim whose verdict asks for another look the causes, the superseded figure among them."""
        replaced = self.standing.superseded_by()
        found = {}
        for id_, fact in self.facts.items():
            if fact.verdict == "open":
                continue
            later = self.facts[replaced[id_]] if id_ in replaced else None
            causes = (*fact.stale, *stale_causes(superseded_by=_named(later) if later else None))
            if causes:
                found[id_] = causes
        return found


def standing(desk: Desk, ref: str, nesting: Nesting = BASIC) -> IncidentStanding:
    """The standing of the incident that `ref` names. Raises NotFound.

    `nesting` is the vocabulary of populations and measures; `BASIC.extended(more)` adds to the one every desk has.
    """
    incident = browse.incident(desk, ref)
    facts = stored.facts(desk.db, incident.id)
    return IncidentStanding(incident, {fact.id: fact for fact in facts}, stand(facts, nesting))


def superseded_by(desk: Desk, ref: str) -> dict[str, str]:
    """For each superseded claim of an incident, by id, what replaced it, as cards and lists name it: `A43 (19)`.

    Hand the text to `verdicts.stale_causes(superseded_by=…)`. Figures that were merely said again are not in it.
    """
    found = standing(desk, ref)
    return {old: _named(found.facts[new]) for old, new in found.standing.superseded_by().items()}


def _named(fact: Fact) -> str:
    return f"{fact.claim.code} ({told(fact)}, {who(fact)})"


def as_data(found: IncidentStanding) -> dict[str, Any]:
    """All of it as plain data for JSON; claims are named by their codes, or by id where two share a code."""
    names = _names(found.facts.values())
    parts = {field.name: getattr(found.standing, field.name) for field in fields(found.standing)}
    plain = {
        part: [_renamed(asdict(one), names) for one in value] if isinstance(value, tuple) else value
        for part, value in parts.items()
    }
    figures = [_figure(found.facts[one.claim]) | _renamed(asdict(one), names) for one in found.standing.figures]
    stale = [{"claim": names[id_], "causes": list(causes)} for id_, causes in found.stale().items()]
    incident = {"id": found.incident.id, "code": found.incident.code, "title": found.incident.title}
    return {"incident": incident, **plain, "figures": figures, "stale": stale}


def _names(facts: Iterable[Fact]) -> dict[str, str]:
    listed = list(facts)
    often = Counter(fact.claim.code for fact in listed)
    return {fact.id: fact.claim.code if often[fact.claim.code] == 1 else fact.id for fact in listed}


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The same data with ids of claims turned into what people call them."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {key: _renamed(part, names) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(part, names) for part in value]
    return value


def _figure(fact: Fact) -> dict[str, Any]:
    """A figure as it was said, beside how it stands."""
    claim = fact.claim
    return {
        "id": claim.id, "told": told(fact), "speaker": who(fact), "side": fact.side or None, "measure": claim.measure,
        "counted": claim.counted, "low": claim.low, "high": claim.high, "scope": claim.scope, "as_of": claim.as_of,
        "said_at": claim.said_at, "verdict": fact.verdict, "basis": fact.basis,
    }  # fmt: skip
