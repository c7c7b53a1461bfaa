"""The conflicts that an incident reports are exact: held against counting people one kind at a time, by hand.

Unlike the test of the arithmetic alone, nothing of the vocabulary's own reckoning is used: the kinds of people are
written down here, and every number of each is tried.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.model.standing.facts import Fact
from factdesk.model.standing.whole import stand
from support.standing import figure

KINDS = (
    frozenset(("people", "civilians", "children")),
    frozenset(("people", "civilians", "adults")),
    frozenset(("people", "adults", "military personnel")),
    frozenset(("people", "adults")),
)
"""Every way to be a person: a child is a civilian, nobody is both a civilian and a soldier, soldiers are adults."""

POPULATIONS = ("people", "civilians", "children", "adults", "military personnel")
MOST = 4
Said = tuple[str, int, int | None]


@cache
def outcomes() -> tuple[dict[str, int], ...]:
    found = []
    for numbers in product(range(MOST + 1), repeat=len(KINDS)):
        found.append({
            name: sum(number for kind, number in zip(KINDS, numbers, strict=True) if name in kind)
            for name in POPULATIONS
        })  # fmt: skip
    return tuple({tuple(one.items()): one for one in found}.values())


def possible(said: tuple[Said, ...]) -> bool:
    return any(
        all(low <= one[name] and (high is None or one[name] <= high) for name, low, high in said) for one in outcomes()
    )


def brute(said: list[Said]) -> set[frozenset[str]]:
    """The minimal sets that no number of people meets, by trying every set from the smallest."""
    found: set[frozenset[str]] = set()
    for size in range(1, len(said) + 1):
        for places in combinations(range(len(said)), size):
            names = frozenset(f"c-A{place}" for place in places)
            if not any(known <= names for known in found) and not possible(tuple(said[place] for place in places)):
                found.add(names)
    return found


def words(low: int, high: int | None) -> str:
    return f"at least {low}" if high is None else str(low) if low == high else f"{low} to {high}"


def facts(said: list[Said]) -> list[Fact]:
    return [figure(f"A{place}", words(low, high), name, by=f"S{place}") for place, (name, low, high) in enumerate(said)]


def reported(said: list[Said]) -> set[frozenset[str]]:
    """Every minimal set that the incident's conflicts list."""
    found = stand(facts(said))
    assert not found.cut
    return {
        frozenset(choice)
        for conflict in found.conflicts
        for group in conflict.sets
        for choice in product(*(conflict.sides[place] for place in group))
    }


@st.composite
def incidents(draw: st.DrawFn) -> list[Said]:
    found = []
    for _ in range(draw(st.integers(2, 5))):
        low = draw(st.integers(0, MOST - 1))
        high = draw(st.one_of(st.none(), st.just(low), st.integers(low, MOST)))
        found.append((draw(st.sampled_from(POPULATIONS)), low, high))
    return found


@settings(max_examples=500, deadline=None)
@given(incidents())
def test_no_conflict_is_reported_that_people_could_meet_and_none_is_missed(said: list[Said]) -> None:
    assert reported(said) == brute(said)


@given(incidents(), st.integers(0, 10**6))
def test_the_order_in_which_claims_were_entered_tells_nothing(said: list[Said], seed: int) -> None:
    order = sorted(range(len(said)), key=lambda place: (place * 7919 + seed) % 101)
    shuffled = [facts(said)[place] for place in order]
    sets = {
        frozenset(choice)
        for conflict in stand(shuffled).conflicts
        for group in conflict.sets
        for choice in product(*(conflict.sides[place] for place in group))
    }
    assert sets == reported(said)
