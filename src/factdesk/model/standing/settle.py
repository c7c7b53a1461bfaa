"""Which verdicts would settle a conflict: proposals for a person to choose from, never given by the machine.

Source of the rule: the meanings of the verdicts. `disputed` fits as long as the desk cannot choose between credible
accounts; to keep one side is to say that the figures that cannot hold beside it are refuted by evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from factdesk.model.standing.conflict import Conflict
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.words import listed, short, told, who


@dataclass(frozen=True, slots=True)
class Give:
    """A verdict that would be given to these claims, with the basis that fits it."""

    claims: tuple[str, ...]
    verdict: str
    basis: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to settle a conflict. `gives` are marks of claims, in the order in which they would be given;
    `because` is what a person may write into the reason, and `settles` whether no conflict of it would remain."""

    label: str
    gives: tuple[Give, ...]
    because: str
    settles: bool


def proposals(conflict: Conflict, facts: Mapping[str, Fact]) -> tuple[Proposal, ...]:
    """Every way: to leave all disputed, or to keep one side and to deny what cannot hold beside it."""
    return (_dispute(conflict, facts), *_keep(conflict, facts))


def _dispute(conflict: Conflict, facts: Mapping[str, Fact]) -> Proposal:
    names = listed(_side(conflict, place, facts) for place in range(len(conflict.sides)))
    give = Give(conflict.claims, "disputed", "figures-conflict")
    return Proposal("dispute all of them", (give,), f"{names} cannot all hold.", settles=False)


def _keep(conflict: Conflict, facts: Mapping[str, Fact]) -> Iterator[Proposal]:
    for kept in range(len(conflict.sides)):
        for gone in _answers(conflict, kept):
            claims = conflict.sides[kept]
            refuted = tuple(id_ for place in gone for id_ in conflict.sides[place])
            yield Proposal(
                f"keep {_side(conflict, kept, facts)}; deny {listed(_side(conflict, place, facts) for place in gone)}",
                (Give(claims, "confirmed", _basis(claims, facts)), Give(refuted, "denied", "by-evidence")),
                f"{_side(conflict, kept, facts)} holds; beside it"
                f" {listed(_side(conflict, place, facts) for place in gone)} cannot.",
                settles=True,
            )


def _answers(conflict: Conflict, kept: int) -> Iterator[tuple[int, ...]]:
    """The fewest other sides without which no set of the conflict is left."""
    others = [place for place in range(len(conflict.sides)) if place != kept]
    for size in range(1, min(len(others), 3) + 1):
        found = [gone for gone in combinations(others, size) if all(set(gone) & set(one) for one in conflict.sets)]
        if found:
            yield from found[:3]
            return
    if all(set(others) & set(one) for one in conflict.sets):
        yield tuple(others)


def _basis(claims: Sequence[str], facts: Mapping[str, Fact]) -> str:
    roots = {one.root for id_ in claims for one in facts[id_].supporting()}
    return "independent" if len(roots) > 1 else "authority"


def _side(conflict: Conflict, place: int, facts: Mapping[str, Fact]) -> str:
    fact = facts[conflict.sides[place][0]]
    same = conflict.kind == "same"
    return f"{short(fact) if same else told(fact)} ({who(fact)})"
