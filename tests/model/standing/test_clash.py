"""Conflicts are exact: the minimal sets are those that trying every assignment of whole numbers finds."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.model.standing.clash import Group, gather
from factdesk.model.standing.moments import moment
from factdesk.model.standing.nesting import BASIC, Key, kinds

DAYS = ("2025-04-04", "2025-04-05")
MOST = 3
FAMILIES = (
    ("people", "children", "adults"),
    ("people", "civilians", "military personnel"),
    ("civilians", "children", "adults"),
    ("people", "children", "women"),
    ("people", "people in serious condition", "children"),
    ("adults", "military personnel", "civilians"),
    ("people", "adults"),
    ("civilians", "adults", "people"),
)
Outcomes = frozenset[tuple[int, ...]]


def keys_of(family: tuple[str, ...]) -> list[Key]:
    return [("killed", word) for word in family]


def links_of(family: tuple[str, ...]) -> list[tuple[Key, Key]]:
    return [(("killed", word), ("killed", "people")) for word in family if word.endswith("condition")]


@cache
def outcomes(family: tuple[str, ...], days: int, grows: bool) -> Outcomes:
    """What the quantities can be on each day, over every number of people of each kind."""
    masks = kinds(BASIC, keys_of(family), links_of(family)).masks
    bits = max(mask.bit_length() for mask in masks.values())
    a_day = {
        tuple(sum(n for bit, n in enumerate(numbers) if masks[key] >> bit & 1) for key in keys_of(family)): numbers
        for numbers in product(range(MOST + 1), repeat=bits)
    }
    if days == 1:
        return frozenset(a_day)
    if not grows:
        return frozenset((*one, *other) for one in a_day for other in a_day)
    both = set()
    everything = list(product(range(MOST + 1), repeat=bits))
    for first in everything:
        for then in everything:
            if all(a <= b for a, b in zip(first, then, strict=True)):
                both.add(
                    tuple(
                        sum(n for bit, n in enumerate(numbers) if masks[key] >> bit & 1)
                        for numbers in (first, then)
                        for key in keys_of(family)
                    )
                )
    return frozenset(both)


def possible(claims: list[tuple[int, int, int, int | None]], found: Outcomes, size: int) -> bool:
    """Whether some outcome meets all these claims, each a day, a quantity, and its low and high."""
    return any(
        all(
            low <= one[day * size + quantity] and (high is None or one[day * size + quantity] <= high)
            for day, quantity, low, high in claims
        )
        for one in found
    )


def minimal(claims: list[tuple[int, int, int, int | None]], found: Outcomes, size: int) -> set[frozenset[str]]:
    """Every minimal set of claims that no outcome meets, by trying all sets from the smallest."""
    sets: set[frozenset[str]] = set()
    for number in range(1, len(claims) + 1):
        for some in combinations(range(len(claims)), number):
            names = frozenset(f"c{place}" for place in some)
            if not any(known <= names for known in sets) and not possible([claims[i] for i in some], found, size):
                sets.add(names)
    return sets


def ours(claims: list[tuple[int, int, int, int | None]], family: tuple[str, ...], grows: bool) -> set[frozenset[str]]:
    """The minimal sets that the desk finds; where nothing grows, each day is a group of its own."""
    keys = keys_of(family)
    sides = gather(
        (f"c{place}", keys[quantity], moment(DAYS[day]), low, high)
        for place, (day, quantity, low, high) in enumerate(claims)
    )
    group = Group(kinds(BASIC, keys, links_of(family)), grows, sides)
    return {names for clash in group.clashes() for names in clash.sets()}


@st.composite
def cases(draw: st.DrawFn) -> tuple[tuple[str, ...], int, bool, list[tuple[int, int, int, int | None]]]:
    family = draw(st.sampled_from(FAMILIES))
    days = draw(st.integers(1, 2))
    grows = draw(st.booleans())
    bound = st.integers(0, MOST)
    claims = []
    for _ in range(draw(st.integers(2, 6))):
        low = draw(bound)
        high = draw(st.one_of(st.none(), st.integers(low, MOST + 2)))
        claims.append((draw(st.integers(0, days - 1)), draw(st.integers(0, len(family) - 1)), low, high))
    return family, days, grows, claims


@settings(max_examples=600, deadline=None)
@given(cases())
def test_the_minimal_conflicts_are_those_of_every_assignment(
    case: tuple[tuple[str, ...], int, bool, list[tuple[int, int, int, int | None]]],
) -> None:
    family, days, grows, claims = case
    found = outcomes(family, days, grows)
    assert ours(claims, family, grows) == minimal(claims, found, len(family))
