"""Finds the claim of the desk that a figure of the draft is taken from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from factdesk.intake.drafts import Draft
from factdesk.intake.lint.held import Held
from factdesk.intake.same import akin, same_place
from factdesk.model.figures import Figure
from factdesk.model.records import Claim
from factdesk.model.standing.nesting import BASIC

UNSAID: Final = "people"
"""What is counted where the draft names nobody."""

_SURE: Final = {"open": 0, "denied": 1, "disputed": 2, "confirmed": 3}
"""Which claim a draft without a speaker is held against: the desk's own voice first, then what is contested."""


def matching(item: Draft, speaker: str, place: str, held: Sequence[Held]) -> Held | None:
    """The claim with that number which fits best; else one that implies what the draft says; else None."""
    same = [one for one in held if one.fact.claim.kind == "figure" and same_number(item.figure, one.fact.claim)]
    # the measure may be another one: then the finding says so
    if same:
        return max(same, key=lambda one: _fit(item, speaker, place, one))
    wide = [one for one in held if one.fact.claim.kind == "figure" and _implied(item, one)]
    return max(wide, key=lambda one: _fit(item, speaker, place, one), default=None)


def same_number(figure: Figure, claim: Claim) -> bool:
    """Whether both state one number, or one range."""
    if figure.value is not None and claim.value is not None:
        return figure.value == claim.value
    return (figure.low, figure.high) == (claim.low, claim.high) and figure.low is not None


def _fit(item: Draft, speaker: str, place: str, one: Held) -> tuple[int, ...]:
    claim = one.fact.claim
    return (
        same_measure(item, claim),
        same_place(place, one.place) if place and one.place else one.home,
        same_population(item, claim) or not item.noun.counted,
        bool(speaker and one.speaker and akin(speaker, one.speaker)),
        one.superseded_by is None,
        item.figure.qualifier == claim.qualifier,
        0 if speaker else _SURE[one.fact.verdict],
        one.home,
    )


def _implied(item: Draft, one: Held) -> bool:
    """Whether the claim says at least as much: `dozens` where the desk has more than 70."""
    claim, figure = one.fact.claim, item.figure
    if not same_measure(item, claim) or not same_population(item, claim) or one.superseded_by is not None:
        return False
    low, high = claim.low or 0, claim.high
    if figure.qualifier == "about" or (figure.low is None and figure.high is None):
        near = figure.value or 0
        return claim.value is not None and abs(claim.value - near) * 20 <= max(near, 20)
    above = figure.low is None or low >= figure.low
    below = figure.high is None or (high is not None and high <= figure.high)
    return above and below and figure.qualifier in ("more_than", "at_least", "vague", "up_to", "fewer_than", "between")


def same_measure(item: Draft, claim: Claim) -> bool:
    """Whether both measure the same."""
    return item.measure == " ".join((claim.measure or "").casefold().split())


def same_population(item: Draft, claim: Claim) -> bool:
    """Whether both count the same; civilians may be told as people, and a kind of building as buildings."""
    mine = BASIC.key(item.measure, item.counted or UNSAID)[1]
    its = BASIC.key(claim.measure, claim.counted)[1]
    if mine == its or (its == "civilians" and mine == "people"):
        return True
    return mine in BASIC.parents(its) and not BASIC.people(its)


def instead(item: Draft, speaker: str, held: Iterable[Held]) -> Held | None:
    """What the desk has for that measure, for a number that it does not know: of the same speaker, the newest."""
    current = [one for one in held if one.fact.claim.kind == "figure" and one.superseded_by is None and one.home]
    alike = [one for one in current if same_measure(item, one.fact.claim)]
    return max(
        alike,
        key=lambda one: (
            same_population(item, one.fact.claim),
            bool(speaker and one.speaker and akin(speaker, one.speaker)),
            one.fact.claim.part_of is None,
            one.fact.moment.last,
        ),
        default=None,
    )
