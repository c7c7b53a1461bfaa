"""The toll board: every figure of a measure as an interval on one shared scale, and the same figures over time.

Source of the rule: Iraq Body Count and UCDP show ranges, not single numbers; a figure without its speaker and moment
is none. The scale is logarithmic where small figures would vanish beside large ones, and says so.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from factdesk.model.standing.facts import Fact
from factdesk.model.standing.moments import moment
from factdesk.model.standing.nesting import BASIC, Nesting
from factdesk.model.standing.whole import Standing
from factdesk.model.standing.words import short, told, when, who

FAR: Final = 100
"""From this ratio of the largest to the smallest number on, the scale is logarithmic."""

MARKING: Final = ("conflict", "one-scope", "denied", "enemy", "revised", "wording")
"""Findings that mark the lines of their claims."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to `high`; `log` says that equal steps are equal ratios. Open ends reach the right edge."""

    high: int
    log: bool

    @property
    def said(self) -> str:
        """What the board says of the scale."""
        return f"0 to {self.high}" + (", logarithmic" if self.log else "")

    def place(self, number: int | None) -> float:
        """Where a number stands, 0.0 to 1.0; None is the open end."""
        if number is None or number >= self.high:
            return 1.0
        if self.log:
            return math.log1p(max(number, 0)) / math.log1p(self.high)
        return max(number, 0) / self.high


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One figure: `low`..`high` (None: open), `value` the number as said, `state` current, superseded or set-aside.

    `sure` is False where the words set no bounds (`about 20`): `low` and `high` are then the number as said.
    `marks` are the kinds of findings that it takes part in. `at` is the moment as ISO 8601, `when` for reading.
    """

    claim: str
    code: str
    told: str
    words: str
    counted: str
    speaker: str
    side: str
    at: str | None
    when: str
    scope: str
    low: int
    high: int | None
    value: int | None
    sure: bool
    verdict: str
    basis: str | None
    state: str
    superseded_by: str | None
    stale: bool
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All figures of one measure on one scale: population by population, the oldest first."""

    measure: str
    scale: Scale
    lines: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a track; `second` is its said-at by the written clock, None where no moment is told."""

    claim: str
    second: int | None
    when: str
    low: int
    high: int | None
    number: int
    verdict: str
    state: str


@dataclass(frozen=True, slots=True)
class Track:
    """What one speaker said, the oldest first. Bodies and those who speak for them are one track."""

    voice: str
    speaker: str
    scope: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """One measure and population over the time at which it was said, a track a speaker and scope."""

    measure: str
    counted: str
    first: int
    last: int
    scale: Scale
    tracks: tuple[Track, ...]


def boards(
    facts: Mapping[str, Fact], found: Standing, stale: Mapping[str, object], nesting: Nesting = BASIC
) -> tuple[Board, ...]:
    """A board for each measure, in the order of the claims. `stale` holds the claims whose verdict is stale."""
    marks: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for finding in found.findings:
        if finding.kind in MARKING:
            for id_ in finding.claims:
                marks[id_][finding.kind] = None
    groups: defaultdict[str, list[BoardLine]] = defaultdict(list)
    for one in found.figures:
        fact = facts[one.claim]
        line = _line(fact, one.state, one.superseded_by, one.claim in stale, tuple(marks.get(one.claim, ())))
        groups[fact.key(nesting)[0]].append(line)
    return tuple(_board(measure, lines, nesting) for measure, lines in groups.items())


def _line(fact: Fact, state: str, later: str | None, stale: bool, marks: tuple[str, ...]) -> BoardLine:
    low, high, sure = _span(fact)
    claim = fact.claim
    return BoardLine(
        claim=fact.id, code=claim.code, told=told(fact), words=short(fact), counted=claim.counted or "",
        speaker=who(fact), side=fact.side, at=claim.as_of or claim.said_at, when=when(fact), scope=claim.scope or "",
        low=low, high=high, value=claim.value, sure=sure, verdict=fact.verdict, basis=fact.basis, state=state,
        superseded_by=later, stale=stale, marks=marks,
    )  # fmt: skip


def _span(fact: Fact) -> tuple[int, int | None, bool]:
    if fact.claim.low is None and fact.claim.high is None and fact.claim.value is not None:
        return fact.claim.value, fact.claim.value, False
    return *fact.interval, (fact.claim.low, fact.claim.high) != (None, None)


def _board(measure: str, lines: Sequence[BoardLine], nesting: Nesting) -> Board:
    order: dict[str, int] = {}
    for line in lines:
        order.setdefault(nesting.key(None, line.counted)[1], len(order))
    ordered = sorted(
        lines, key=lambda line: (order[nesting.key(None, line.counted)[1]], moment(line.at).last, line.low)
    )
    return Board(measure, scale([end for line in lines for end in (line.low, line.high)]), tuple(ordered))


def scale(ends: Sequence[int | None]) -> Scale:
    """The scale that all these numbers fit on."""
    numbers = [end for end in ends if end]
    high = max(numbers, default=1)
    return Scale(high, high >= FAR * min(numbers, default=1))


def timelines(facts: Mapping[str, Fact], found: Standing, nesting: Nesting = BASIC) -> tuple[Timeline, ...]:
    """The figures of each measure and population over the time at which they were said."""
    groups: defaultdict[tuple[str, str], list[tuple[Fact, str]]] = defaultdict(list)
    for one in found.figures:
        fact = facts[one.claim]
        groups[fact.key(nesting)].append((fact, one.state))
    return tuple(_timeline(measure, counted, group) for (measure, counted), group in groups.items())


def _timeline(measure: str, counted: str, group: Sequence[tuple[Fact, str]]) -> Timeline:
    tracks: defaultdict[tuple[str, str], list[tuple[Fact, Point]]] = defaultdict(list)
    for fact, state in group:
        tracks[fact.voice or who(fact), fact.scope].append((fact, _point(fact, state)))
    made = [_track(voice, points) for (voice, _), points in tracks.items()]
    every = [point for track in made for point in track.points]
    seconds = [point.second for point in every if point.second is not None]
    return Timeline(
        measure, counted, min(seconds, default=0), max(seconds, default=0),
        scale([end for point in every for end in (point.low, point.high)]), tuple(made),
    )  # fmt: skip


def _point(fact: Fact, state: str) -> Point:
    low, high, _ = _span(fact)
    at = moment(fact.claim.said_at or fact.claim.as_of)
    number = fact.claim.value if fact.claim.value is not None else high if low == 0 and high is not None else low
    return Point(fact.id, at.first if at.text else None, when(fact), low, high, number, fact.verdict, state)


def _track(voice: str, found: Sequence[tuple[Fact, Point]]) -> Track:
    ordered = sorted(found, key=lambda pair: (pair[1].second is None, pair[1].second or 0, pair[1].number))
    last = ordered[-1][0]
    return Track(voice, who(last), last.claim.scope or "", tuple(point for _, point in ordered))
