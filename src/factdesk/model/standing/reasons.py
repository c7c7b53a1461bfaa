"""Why figures cannot all be true, in a sentence: who said what, the rule, and what speaks for either side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from factdesk.model.standing.clash import Clash, Side
from factdesk.model.standing.comparable import Quantity
from factdesk.model.standing.conflict import Conflict
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.nesting import Key, Nesting
from factdesk.model.standing.words import (
    figures_in_turn,
    listed,
    many,
    mentions,
    nothing_between,
    one_voice,
    scope,
    sentence,
    short,
    when,
    who,
)

MOST_BESIDE: Final = 8
MOST_TURNED: Final = 20
LARGE: Final = 500
NEAR: Final = 50
"""Two exact counts of `LARGE` or more that are at most one in `NEAR` apart are said to be near."""


@dataclass(frozen=True)
class Reasons:
    """All claims of the incident, from which a conflict is explained."""

    facts: Mapping[str, Fact]
    of: Mapping[str, Quantity]
    nesting: Nesting
    _said: dict[str, list[Fact]] = field(default_factory=dict)
    _reports: dict[tuple[str, str], list[Fact]] = field(default_factory=dict)
    _same: dict[Key, list[Fact]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sorts the claims by what is told beside a conflict: who asserted what, what was reported at once."""
        for fact in self.facts.values():
            if fact.id in self.of:
                self._same.setdefault(self.of[fact.id].key, []).append(fact)
            if fact.speaker is not None and fact.claim.kind == "assertion":
                self._said.setdefault(fact.speaker.id, []).append(fact)
            elif fact.speaker is not None and fact.id in self.of:
                self._reports.setdefault((fact.speaker.id, fact.moment.text), []).append(fact)

    def conflict(self, cluster: Sequence[Clash]) -> Conflict:
        """The conflict that a cluster of clashes makes."""
        sides = _ordered(cluster)
        place = {side: number for number, side in enumerate(sides)}
        first = self.facts[sides[0].claims[0]]
        pairs = len(cluster[0].sides) == 2
        beside = self._beside(sides) if pairs else []
        told_ = [self._pairs(cluster, sides), *_apart(sides), *self._more(sides, cluster, beside)] if pairs else []
        lines = told_ or [self._sums(cluster)]
        return Conflict(
            kind=self._kind(cluster), measure=first.claim.measure or "", counted=first.claim.counted or "",
            scope=first.claim.scope or "", sides=tuple(side.claims for side in sides),
            sets=tuple(tuple(sorted(place[side] for side in clash.sides)) for clash in cluster),
            beside=tuple(fact.id for fact in beside), sentence=" ".join(lines),
        )  # fmt: skip

    def _kind(self, cluster: Sequence[Clash]) -> str:
        if len(cluster[0].sides) > 2:
            return "parts"
        keys = {side.key for clash in cluster for side in clash.sides}
        return "same" if len(keys) == 1 else "nested"

    def _facts(self, sides: Sequence[Side]) -> list[Fact]:
        return [self.facts[side.claims[0]] for side in sides]

    def _pairs(self, cluster: Sequence[Clash], sides: Sequence[Side]) -> str:
        moments = len({side.moment.text for side in sides}) > 1
        every = [self.facts[id_] for side in sides for id_ in side.claims]
        alone = one_voice(every)
        what = (f"{alone}: " if alone else "") + figures_in_turn(every, moments=moments, named=not alone)
        day = f", {when(every[0])}" if not moments and when(every[0]) else ""
        cannot = "cannot both be true" if len(every) == 2 else "cannot all be true"
        return sentence(f"{what}{day} {cannot}: {self._why(max(cluster, key=_plainness))}")

    def _why(self, clash: Clash) -> str:
        low, high = clash.floors[0], clash.ceilings[0]
        assert high.high is not None
        inner, outer = self.facts[low.claims[0]], self.facts[high.claims[0]]
        if low.key != high.key:
            least = nothing_between(low.low, None) if low.low != low.high else many(low.low)
            return (
                f"{inner.claim.counted} {inner.claim.measure} are among the {outer.claim.counted}"
                f" {outer.claim.measure}, and {least} do not fit into {many(high.high)}"
            )
        if low.moment.text != high.moment.text:
            return (
                f"one measure, population and scope, and a number of {inner.claim.measure} does not fall, here from"
                f" {nothing_between(low.low, low.high)} ({when(inner)})"
                f" to {nothing_between(high.low, high.high)} ({when(outer)})"
            )
        span = f"{nothing_between(low.low, low.high)} and {nothing_between(high.low, high.high)}"
        return f"one measure, population, scope and moment, and no number is both {span}"

    def _sums(self, cluster: Sequence[Clash]) -> str:
        """The plainest sum in full, and how many more there are of the same figures and their like."""
        text, others = self._adding(cluster[0]), len(cluster) - 1
        if not others:
            return text
        more = dict.fromkeys(side for clash in cluster[1:] for side in clash.sides)
        own = [side for side in more if side not in cluster[0].sides]
        like = f", with {figures_in_turn(self._facts(own), moments=True)} among them" if own else ""
        return f"{text} {others} more such {'set' if others == 1 else 'sets'} cannot hold{like}."

    def _adding(self, clash: Clash) -> str:
        floors, ceilings = self._facts(clash.floors), self._facts(clash.ceilings)
        moments = len({side.moment.text for side in clash.sides}) > 1
        total, most = sum(side.low for side in clash.floors), sum(_high(side) for side in clash.ceilings)
        alone = one_voice([*floors, *ceilings])
        low = figures_in_turn(floors, moments=moments, named=not alone)
        high = figures_in_turn(ceilings, moments=moments, named=not alone)
        low = f"{alone}: {low}" if alone else low
        sums = " + ".join(many(side.low) for side in clash.floors)
        tops = " + ".join(many(_high(side)) for side in clash.ceilings)
        if len(ceilings) == 1:
            return sentence(f"{low} against {high} cannot all be true: nobody is counted twice in the parts, and"
                            f" {sums} = {many(total)} do not fit into {many(most)}")  # fmt: skip
        if len(floors) == 1:
            parts = listed(fact.claim.counted or "" for fact in ceilings)
            short_of = f"{tops} = {many(most)} do not reach {many(total)}"
            return sentence(f"{low} against {high} cannot all be true: {parts} together are all the"
                            f" {floors[0].claim.counted}, and {short_of}")  # fmt: skip
        first, second = f"{many(total)} or more ({sums})", f"{many(most)} or fewer ({tops})"
        return sentence(f"{low} against {high} cannot all be true: the first are {first}, the second {second}, and"
                        " whoever is among the first is among the second")  # fmt: skip

    def _beside(self, sides: Sequence[Side]) -> list[Fact]:
        """Figures of other claims that say the same as one of two sides: older ones and those of other scopes."""
        if len(sides) != 2 or sides[0].key != sides[1].key:
            return []
        mine = {id_ for side in sides for id_ in side.claims}
        spans = {(side.low, side.high) for side in sides}
        same = [
            fact for fact in self._same.get(sides[0].key, ())
            if fact.interval in spans
        ]  # fmt: skip
        return [fact for fact in same if fact.id not in mine][:MOST_BESIDE]

    def _more(self, sides: Sequence[Side], cluster: Sequence[Clash], beside: Sequence[Fact]) -> list[str]:
        """What else the desk holds on either side, and whether the figures could be a ladder."""
        found = []
        for side in sides:
            also = [fact for fact in beside if fact.interval == (side.low, side.high)]
            if also:
                names = listed(f"{who(fact)}{_elsewhere(fact, self.facts[side.claims[0]])}" for fact in also)
                found.append(f"{short(self.facts[side.claims[0]]).capitalize()} is also said by {names}.")
            for fact in (*(self.facts[id_] for id_ in side.claims[:3]), *also):
                found += [line for line in self._evidence(fact, side) if line not in found]
        return [*found, *self._ladder(cluster)]

    def _evidence(self, fact: Fact, side: Side) -> list[str]:
        """What the same speaker said of this very number."""
        if fact.speaker is None or side.low == 0:
            return []
        said = [
            other for other in self._said.get(fact.speaker.id, ())
            if mentions(other.claim.statement, side.low)
            and {one.source for one in other.supporting()} & {one.source for one in fact.supporting()}
        ]  # fmt: skip
        return [f"{who(fact)} adds: “{(other.claim.statement or '').strip('“”')}”" for other in said[:2]]

    def _ladder(self, cluster: Sequence[Clash]) -> list[str]:
        """For figures of one day: whether they could be read as a count that went on."""
        pairs = [clash for clash in cluster if clash.floors[0].key == clash.ceilings[0].key]
        if not pairs or pairs[0].floors[0].key[0] not in self.nesting.tallied:
            return []
        moment = pairs[0].floors[0].moment
        if moment.first == moment.last or any(side.moment != moment for clash in pairs for side in clash.sides):
            return []
        turned = next((line for clash in pairs[:MOST_TURNED] if (line := self._turned(clash))), None)
        if turned:
            return [turned]
        return ["The hours are not told: if the larger figure is the later one, the count went on."]

    def _turned(self, clash: Clash) -> str | None:
        """Where the smaller figure came with the larger number of another measure, neither can be the earlier one."""
        for high, low in (
            (self.facts[a], self.facts[b]) for a in clash.floors[0].claims for b in clash.ceilings[0].claims
        ):
            for mate, other in ((a, b) for a in self._mates(low) for b in self._mates(high)):
                same = self.of[mate.id] == self.of[other.id] and self.of[mate.id].key[0] in self.nesting.growing
                if same and other.interval[1] is not None and mate.interval[0] > other.interval[1]:
                    return (
                        f"It is no ladder: {who(low)}, with the smaller number of {low.claim.measure}, has the larger"
                        f" number of {mate.claim.measure} ({short(mate)} against {short(other)})."
                    )
        return None

    def _mates(self, fact: Fact) -> list[Fact]:
        """Figures of other measures in the same report: one speaker, one moment, a source in common."""
        if fact.speaker is None:
            return []
        sources = {one.source for one in fact.supporting()}
        return [
            other for other in self._reports.get((fact.speaker.id, fact.moment.text), ())
            if other.claim.measure != fact.claim.measure and sources & {one.source for one in other.supporting()}
        ]  # fmt: skip


def _apart(sides: Sequence[Side]) -> list[str]:
    """How far apart two large counts are where that is little: two tallies of thousands are rarely equal."""
    one, other = sides[0], sides[-1]
    if len(sides) != 2 or one.key != other.key or (one.low, other.low) != (one.high, other.high):
        return []
    gap, larger = abs(one.low - other.low), max(one.low, other.low)
    if larger < LARGE or gap * NEAR > larger:
        return []
    return [f"They are {many(gap)} apart, {100 * gap / larger:.1g} % of the larger."]


def _elsewhere(fact: Fact, side: Fact) -> str:
    """What sets a figure apart from one that says the same: its day, and its scope where that differs."""
    told_ = [
        when(fact) if fact.moment.text != side.moment.text else "",
        scope(fact) if fact.scope != side.scope else "",
    ]
    inside = "; ".join(part for part in told_ if part)
    return f" ({inside})" if inside else ""


def _ordered(cluster: Sequence[Clash]) -> list[Side]:
    """The figures of a cluster, the largest first; of what adds up, floors before ceilings."""
    if len(cluster[0].sides) > 2:
        return list(dict.fromkeys(side for clash in cluster for side in clash.sides))
    sides = dict.fromkeys(side for clash in cluster for side in clash.sides)
    return sorted(sides, key=lambda side: (-side.low, side.moment.text))


def _plainness(clash: Clash) -> tuple[bool, int]:
    """Sorts the clash that is told: of one population before nested ones, then the widest gap."""
    low, high = clash.floors[0], clash.ceilings[0]
    return low.key == high.key, low.low - _high(high)


def _high(side: Side) -> int:
    assert side.high is not None
    return side.high
