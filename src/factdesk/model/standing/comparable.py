"""Which two figures speak of the same thing: equal measure, nested population, overlapping scope.

Source of the rules: the founding meaning of a dispute (same measure, counted, scope and moment), Every Casualty (a
part is never larger than its whole), UCDP (unknown stays unknown: a population that the vocabulary does not know
compares with nothing but itself and what the claims link it to).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factdesk.model.standing.facts import Fact, by_id
from factdesk.model.standing.nesting import Key, Nesting


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two figures relate: `population` is equal, inside (the first in the second), around, or apart; `scope` is
    same or could-differ; `moment` is same, before, after or unknown."""

    measure: bool
    population: str
    scope: str
    moment: str

    @property
    def comparable(self) -> bool:
        """Whether the two numbers can be held against each other at all."""
        return self.measure and self.population != "apart" and self.scope == "same"

    @property
    def question_of_scope(self) -> bool:
        """Whether they could be held against each other if only their scopes were known to be one."""
        return self.measure and self.population != "apart" and self.scope != "same"


def compare(one: Fact, other: Fact, of: Mapping[str, Quantity], nesting: Nesting) -> Comparison:
    """How two figures relate. Scopes are free text: equal text is the same scope, and any other could differ.

    `of` has the quantities of both (see `quantities`).
    """
    mine, its = of[one.id], of[other.id]
    (measure, inner), (other_measure, outer) = mine.key, its.key
    if inner == outer:
        population = "equal"
    elif outer in nesting.parents(inner) or mine.inside == its.key:
        population = "inside"
    elif inner in nesting.parents(outer) or its.inside == mine.key:
        population = "around"
    else:
        population = "apart"
    same = measure == other_measure or {(measure, other_measure), (other_measure, measure)} & nesting.measures
    return Comparison(
        measure=bool(same),
        population=population,
        scope="same" if mine.scope == its.scope else "could-differ",
        moment=_moment(one, other),
    )


def _moment(one: Fact, other: Fact) -> str:
    if one.moment.text == other.moment.text:
        return "same"
    if one.moment.before(other.moment):
        return "before"
    return "after" if other.moment.before(one.moment) else "unknown"


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure is a number of: measure and population in one spelling, and the scope ("" where none is told).

    A part that counts the same population as its whole is a quantity of its own, which lies in that of the whole.
    """

    key: Key
    scope: str
    inside: Key | None = None


def quantities(facts: Sequence[Fact], nesting: Nesting) -> dict[str, Quantity]:
    """The quantity of every figure, by the claim's id. A part without a scope has the scope of its whole."""
    known, found = by_id(facts), dict[str, Quantity]()
    for fact in facts:
        for one in reversed(_up(fact, known)):
            if one.id not in found:
                found[one.id] = _quantity(one, found.get(one.claim.part_of or ""), nesting)
    return found


def _up(fact: Fact, known: dict[str, Fact]) -> list[Fact]:
    """The figure, its whole, the whole of that and so on."""
    line: dict[str, Fact] = {}
    at: Fact | None = fact
    while at is not None and at.id not in line:
        line[at.id] = at
        at = known.get(at.claim.part_of or "")
    return list(line.values())


def _quantity(fact: Fact, whole: Quantity | None, nesting: Nesting) -> Quantity:
    key = fact.key(nesting)
    if whole is None:
        return Quantity(key, fact.scope)
    scope = fact.scope or whole.scope
    if scope != whole.scope:
        return Quantity(key, scope)
    if key == whole.key:
        key = (key[0], f"{key[1]} of {fact.claim.code}")
    return Quantity(key, scope, whole.key)
