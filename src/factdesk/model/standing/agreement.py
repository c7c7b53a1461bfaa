"""Which figures agree: what several voices say of one quantity such that one number fits all of them.

Source of the rule: Every Casualty and Iraq Body Count: figures corroborate each other only where they come from
different voices; the same voice twice is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factdesk.model.standing.comparable import Quantity
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.words import figures_in_turn, nothing_between, scope, sentence


@dataclass(frozen=True, slots=True)
class Agreement:
    """Claims of several voices on one quantity and the numbers `low`..`high` (None: open) that fit all of them."""

    measure: str
    counted: str
    scope: str
    claims: tuple[str, ...]
    low: int
    high: int | None
    sentence: str


def agreements(current: Sequence[Fact], of: Mapping[str, Quantity]) -> list[Agreement]:
    """For each quantity and scope the figures of the most voices that one number fits, if there are two voices."""
    groups: defaultdict[Quantity, list[Fact]] = defaultdict(list)
    for fact in current:
        if (fact.claim.low, fact.claim.high) != (None, None):
            groups[of[fact.id]].append(fact)
    return [found for group in groups.values() if len(group) > 1 for found in _of(group)]


def _of(group: Sequence[Fact]) -> Iterator[Agreement]:
    """The largest part of a group that has a number in common, found in one sweep over the lower ends."""
    best: list[Fact] = []
    most = 1
    for low in sorted({fact.interval[0] for fact in group})[-MOST_STEPS:]:
        fits = [fact for fact in group if _holds(fact, low)]
        voices = len({_voice(fact) for fact in fits})
        if voices > most:
            best, most = fits, voices
    if best:
        lows, highs = [fact.interval[0] for fact in best], [h for f in best if (h := f.interval[1]) is not None]
        low, high = max(lows), min(highs) if highs else None
        moments = len({fact.moment.text for fact in best}) > 1
        told = figures_in_turn(best, moments=moments)
        claim = best[0].claim
        text = sentence(f"{told}, {scope(best[0])}, agree: {nothing_between(low, high)} fits {_all(best)}")
        ids = tuple(fact.id for fact in best)
        yield Agreement(claim.measure or "", claim.counted or "", claim.scope or "", ids, low, high, text)


MOST_STEPS = 50
"""Distinct lower ends of one quantity that are tried; the largest ones tell where most figures meet."""


def _holds(fact: Fact, number: int) -> bool:
    low, high = fact.interval
    return low <= number and (high is None or number <= high)


def _voice(fact: Fact) -> str:
    """Who speaks; where nobody is named, the root that carries the claim."""
    return fact.voice or next((one.root for one in fact.supporting()), fact.id)


def _all(facts: Sequence[Fact]) -> str:
    return "both" if len(facts) == 2 else "all"
