"""What stands of an incident: which figures agree, are superseded, differ in scope or cannot all be true, and why."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from factdesk.desk import browse
from factdesk.desk.open import Desk
from factdesk.model.records import Incident
from factdesk.model.standing.board import Board, Timeline, boards, timelines
from factdesk.model.standing.comparable import Quantity, quantities
from factdesk.model.standing.facts import Fact, by_id, figures
from factdesk.model.standing.nesting import BASIC, Nesting
from factdesk.model.standing.settle import proposals
from factdesk.model.standing.stale import named, stale
from factdesk.model.standing.whole import Standing, restand, stand
from factdesk.model.standing.words import told, who
from factdesk.store import kept, terms
from factdesk.store import standing as stored
from factdesk.store.logbook import newest_seq


@dataclass(frozen=True, slots=True)
class IncidentStanding:
    """The standing of one incident with the claims that it was told from, by id.

    `nesting` is the vocabulary that was used, `seq` the ledger's newest entry at that moment, `of` what the figures are
    numbers of where that was needed already.
    """

    incident: Incident
    facts: Mapping[str, Fact]
    standing: Standing
    nesting: Nesting = BASIC
    seq: int = 0
    of: Mapping[str, Quantity] = field(default_factory=dict, repr=False, compare=False)

    def stale(self) -> dict[str, tuple[str, ...]]:
        """For each claim whose verdict asks for another look the causes, the superseded figure among them."""
        return stale(self.facts, self.standing, self.nesting)

    def boards(self) -> tuple[Board, ...]:
        """The toll board: all figures of each measure on one scale."""
        return boards(self.facts, self.standing, self.stale(), self.nesting)

    def timelines(self) -> tuple[Timeline, ...]:
        """The figures of each measure and population over the time at which they were said."""
        return timelines(self.facts, self.standing, self.nesting)


def standing(desk: Desk, ref: str, nesting: Nesting | None = None) -> IncidentStanding:
    """The standing of the incident that `ref` names. Raises NotFound.

    `nesting` is the vocabulary of populations and measures; without it, the desk's own is used.
    """
    with desk.db.snapshot():
        incident = browse.incident(desk, ref)
        words = nesting if nesting is not None else terms.nesting(desk.db)
        seq = newest_seq(desk.db)
        facts = stored.facts(desk.db, incident.id)
    return IncidentStanding(incident, by_id(facts), stand(facts, words), words, seq)


def again(desk: Desk, found: IncidentStanding) -> IncidentStanding:
    """The standing of the same incident now. Cheap where nothing or only verdicts changed since: what a verdict
    cannot touch is taken over. Raises NotFound where the incident is gone."""
    with desk.db.snapshot():
        seq = newest_seq(desk.db)
        judged = stored.only_verdicts(desk.db, found.incident.id, found.seq)
        if judged is None:
            return standing(desk, found.incident.id)
        if not judged:
            return replace(found, seq=seq)
        facts = {**found.facts, **{id_: stored.rejudged(desk.db, found.facts[id_]) for id_ in judged}}
    of = found.of or quantities(figures(facts.values()), found.nesting)
    now = restand(found.standing, found.facts, list(facts.values()), found.nesting, of)
    return IncidentStanding(found.incident, facts, now, found.nesting, seq, of)


def refresh(
    desk: Desk, seconds: float = 0.2, most: int = 500, go_on: Callable[[], bool] = lambda: True, *, wait: bool = True
) -> int:
    """Tells incidents that were changed since they were told last and keeps what lists show of them.

    For idle moments and after changes: it ends about `seconds` after it began, at least one incident later. Once
    `go_on` is false it ends after the incident at hand and keeps nothing, since readers would wait for the disk.
    Returns how many incidents are still due (up to `most`); 0 on a desk that cannot be written. Without
    `wait`, for idle work, it raises Busy at once where others read or write.
    """
    if desk.read_only:
        return 0
    end = time.monotonic() + seconds
    with nullcontext() if wait else desk.db.hurried():
        kept.refresh(desk.db, most, lambda: time.monotonic() < end and go_on(), go_on)
    return len(kept.due(desk.db, most))


def superseded_by(desk: Desk, ref: str) -> dict[str, str]:
    """For each superseded claim of an incident, by id, what replaced it, as cards and lists name it: `A43 (19)`.

    Hand the text to `verdicts.stale_causes(superseded_by=…)`. Figures that were merely said again are not in it.
    """
    found = standing(desk, ref)
    return {old: named(found.facts[new]) for old, new in found.standing.superseded_by().items()}


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
    told_ = {"incident": incident, **plain, "figures": figures, "stale": stale}
    told_["boards"] = [_board(one, names) for one in found.boards()]
    told_["timelines"] = [_renamed(asdict(one), names) for one in found.timelines()]
    for conflict, entry in zip(found.standing.conflicts, told_["conflicts"], strict=True):
        entry["proposals"] = [_renamed(asdict(one), names) for one in proposals(conflict, found.facts)]
    return told_


def _board(one: Board, names: Mapping[str, str]) -> dict[str, Any]:
    return dict(_renamed(asdict(one), names)) | {"scale": {"high": one.scale.high, "log": one.scale.log}}


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
