"""The bounds are the tightest: those that trying every number of people of each kind finds."""

from __future__ import annotations

from functools import cache
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factdesk.model.standing.nesting import BASIC, kinds
from factdesk.model.standing.whole import stand
from support.standing import figure

FAMILIES = (
    ("people", "children", "adults"),
    ("people", "civilians", "military personnel"),
    ("civilians", "children"),
    ("people", "women", "men"),
)
MOST = 3
Claims = list[tuple[int, int, int | None]]


@cache
def outcomes(family: tuple[str, ...], most: int) -> frozenset[tuple[int, ...]]:
    """What the populations can be with at most so many people of each kind."""
    masks = kinds(BASIC, [("killed", word) for word in family]).masks
    bits = max(mask.bit_length() for mask in masks.values())
    return frozenset(
        tuple(sum(n for bit, n in enumerate(numbers) if masks["killed", word] >> bit & 1) for word in family)
        for numbers in product(range(most + 1), repeat=bits)
    )


def fitting(family: tuple[str, ...], claims: Claims, most: int) -> list[tuple[int, ...]]:
    """The outcomes that meet all claims, each a population, its low and its high."""
    return [
        one for one in outcomes(family, most)
        if all(low <= one[place] and (high is None or one[place] <= high) for place, low, high in claims)
    ]  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> tuple[tuple[str, ...], Claims]:
    family = draw(st.sampled_from(FAMILIES))
    claims = []
    for _ in range(draw(st.integers(1, 4))):
        low = draw(st.integers(0, MOST))
        high = draw(st.one_of(st.none(), st.integers(low, MOST)))
        claims.append((draw(st.integers(0, len(family) - 1)), low, high))
    return family, claims


def words(low: int, high: int | None) -> str:
    return f"at least {low}" if high is None else str(low) if low == high else f"{low} to {high}"


@settings(max_examples=400, deadline=None)
@given(cases())
def test_confirmed_claims_imply_the_tightest_bounds(case: tuple[tuple[str, ...], Claims]) -> None:
    family, claims = case
    fits, wider = fitting(family, claims, MOST + 1), fitting(family, claims, MOST + 2)
    assume(fits)
    found = stand([
        figure(f"A{place}", words(low, high), family[quantity], by=f"S{place}", verdict="confirmed", basis="authority")
        for place, (quantity, low, high) in enumerate(claims)
    ])  # fmt: skip
    told = {one.counted: (one.low.number, one.high.number) for one in found.bounds if one.basis == "confirmed"}
    for place in {quantity for quantity, _, _ in claims}:
        low, high = min(one[place] for one in fits), max(one[place] for one in fits)
        open_end = max(one[place] for one in wider) > high
        expected = (low, None if open_end else high)
        assert told.get(family[place], (0, None)) == expected
