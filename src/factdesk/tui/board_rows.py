"""The lines of the toll board: every figure of an incident by measure and population, each group on one scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from factdesk.model.standing.facts import Fact
from factdesk.model.standing.whole import Stand, Standing
from factdesk.model.standing.words import short, who
from factdesk.tui.scales import Scale, scale

STATES = ("current", "superseded", "set-aside")


@dataclass(frozen=True, slots=True)
class Head:
    """The line over a group: what is counted, how many figures there are, and their scale. `nr` is below 0."""

    nr: int
    measure: str
    counted: str
    figures: int
    scale: Scale
    id: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure on the scale of its group; `id` and `code` are its claim's.

    `value` is the number as said where the words set no bound. `later` names the claim that replaced it.
    """

    nr: int
    id: str
    code: str
    low: int | None
    high: int | None
    value: int | None
    words: str
    who: str
    when: str
    verdict: str
    state: str
    later: str
    stale: bool
    scale: Scale


Row = Head | Bar


def board(facts: Mapping[str, Fact], standing: Standing, stale: Collection[str] = ()) -> tuple[Row, ...]:
    """The rows of the board: groups by measure, the dead first; in each what stands by moment, then what does not."""
    groups: defaultdict[tuple[str, str], list[Stand]] = defaultdict(list)
    for one in standing.figures:
        claim = facts[one.claim].claim
        groups[(claim.measure or "").casefold(), (claim.counted or "").casefold()].append(one)
    rows: list[Row] = []
    for number, group in enumerate(_ordered(groups), 1):
        claims = [facts[one.claim].claim for one in group]
        on = scale(bound for claim in claims for bound in _bounds(claim.low, claim.high, claim.value))
        rows.append(Head(-number, claims[0].measure or "", claims[0].counted or "", len(group), on))
        for one in sorted(group, key=lambda one: _place(facts[one.claim], one)):
            rows.append(_bar(len(rows), facts, one, on, one.claim in stale))
    return tuple(rows)


def _ordered(groups: Mapping[tuple[str, str], list[Stand]]) -> list[list[Stand]]:
    """Measures in the order of the claims but the dead first, the populations with most figures first in each."""
    first: dict[str, int] = {}
    for measure, _ in groups:
        first.setdefault(measure, -1 if measure == "killed" else len(first))
    keys = sorted(groups, key=lambda key: (first[key[0]], -len(groups[key])))
    return [groups[key] for key in keys]


def _bounds(low: int | None, high: int | None, value: int | None) -> tuple[int | None, ...]:
    return (low, high) if (low, high) != (None, None) else (value,)


def _place(fact: Fact, one: Stand) -> tuple[int, int, str, int]:
    return STATES.index(one.state), fact.moment.last, fact.claim.said_at or "", fact.claim.low or 0


def _bar(nr: int, facts: Mapping[str, Fact], one: Stand, on: Scale, stale: bool) -> Bar:
    fact = facts[one.claim]
    claim = fact.claim
    later = facts[one.superseded_by].claim.code if one.superseded_by is not None else ""
    return Bar(
        nr, claim.id, claim.code, claim.low, claim.high, claim.value, short(fact), who(fact),
        claim.as_of or claim.said_at or "", fact.verdict, one.state, later, stale, on,
    )  # fmt: skip
