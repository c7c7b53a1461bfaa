"""What the numbers lie between: what the confirmed claims imply, and the range over all claims that stand.

Confirmed claims imply by the same arithmetic by which claims clash: a part bounds its whole from below, a whole its
parts from above, and what only rises keeps its old floors. Nobody's denial enters here: a denial says that a figure is
wrong, not that another one is right. Source of the rule: UCDP's low and high estimates, Iraq Body Count's min and max.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from factdesk.model.standing.comparable import Quantity
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.nesting import Key, Kinds, Nesting, kinds


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of an interval and the claims that make it; `number` None is an open end. `derived`: by arithmetic
    from other quantities, not stated by any claim of this one."""

    number: int | None
    claims: tuple[str, ...]
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A quantity from `low` to `high`: for `basis` confirmed what is implied, for `standing` what is claimed.

    `scope` and `as_of` are those of the confirmed claims; a range over all that stands spans scopes and moments.
    """

    basis: str
    measure: str
    counted: str
    scope: str
    as_of: str
    low: Bound
    high: Bound


def confirmed(facts: Sequence[Fact], of: Mapping[str, Quantity], nesting: Nesting) -> list[Range]:
    """The tightest bounds that confirmed figures imply, scope by scope, for the latest moment that they tell of."""
    frames: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    family = dict(nesting.measures)
    for fact in facts:
        measure = of[fact.id].key[0]
        frames[of[fact.id].scope, family.get(measure, measure)].append(fact)
    return [found for frame in frames.values() for found in _frame(frame, of, nesting)]


def _frame(frame: Sequence[Fact], of: Mapping[str, Quantity], nesting: Nesting) -> Iterator[Range]:
    links = {(of[f.id].key, inside) for f in frame if (inside := of[f.id].inside) is not None}
    keys = {of[fact.id].key for fact in frame} | {key for link in links for key in link}
    grows = all(measure in nesting.growing for measure, _ in keys)
    last = max((fact.moment for fact in frame), key=lambda moment: moment.last)
    floors: dict[Key, Fact] = {}
    ceilings: dict[Key, Fact] = {}
    for fact in frame:
        key, at = of[fact.id].key, fact.moment
        binds = at.text == last.text or (grows and at.not_after(last))
        if binds and (key not in floors or fact.interval[0] > floors[key].interval[0]):
            floors[key] = fact
        if at.text == last.text and fact.interval[1] is not None:
            best = ceilings[key].interval[1] if key in ceilings else None
            if best is None or fact.interval[1] < best:
                ceilings[key] = fact
    lows = {key: fact for key, fact in floors.items() if fact.interval[0] > 0}
    arithmetic = kinds(nesting, keys, links)
    stated = {of[fact.id].key: fact for fact in frame}
    for key in sorted(stated):
        low, high = _lowest(key, lows, ceilings, arithmetic), _highest(key, lows, ceilings, arithmetic)
        claim = stated[key].claim
        if low.number or high.number is not None:
            yield Range("confirmed", claim.measure or "", claim.counted or "", claim.scope or "", last.text, low, high)


def _lowest(key: Key, lows: Mapping[Key, Fact], highs: Mapping[Key, Fact], among: Kinds) -> Bound:
    """The largest number below which the quantity cannot be."""
    best = Bound(lows[key].interval[0], (lows[key].id,)) if key in lows else Bound(0, ())
    for size in (1, 2, 3):
        for parts in combinations([k for k in lows if k != key], size):
            total = sum(lows[part].interval[0] for part in parts)
            if total > (best.number or 0) and among.covers(parts, [key]):
                best = Bound(total, tuple(lows[part].id for part in parts), derived=True)
    for whole in lows:
        for other in highs:
            rest = lows[whole].interval[0] - _high(highs[other])
            if key not in (whole, other) and rest > (best.number or 0) and among.covers([whole], [key, other]):
                best = Bound(rest, (lows[whole].id, highs[other].id), derived=True)
    return best


def _highest(key: Key, lows: Mapping[Key, Fact], highs: Mapping[Key, Fact], among: Kinds) -> Bound:
    """The smallest number above which the quantity cannot be."""
    best = Bound(_high(highs[key]), (highs[key].id,)) if key in highs else Bound(None, ())
    for size in (1, 2, 3):
        for parts in combinations([k for k in highs if k != key], size):
            total = sum(_high(highs[part]) for part in parts)
            if (best.number is None or total < best.number) and among.covers([key], parts):
                best = Bound(total, tuple(highs[part].id for part in parts), derived=True)
    for whole in highs:
        for other in lows:
            rest = _high(highs[whole]) - lows[other].interval[0]
            fits = key not in (whole, other) and rest >= 0 and (best.number is None or rest < best.number)
            if fits and among.covers([key, other], [whole]):
                best = Bound(rest, (highs[whole].id, lows[other].id), derived=True)
    return best


def _high(fact: Fact) -> int:
    high = fact.interval[1]
    assert high is not None
    return high


def standing(facts: Sequence[Fact], of: Mapping[str, Quantity]) -> list[Range]:
    """For each measure and population the range over all claims that stand, whatever their scope and moment.

    Claims whose words set no bound (`about 20`) count with the number as said.
    """
    groups: defaultdict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[of[fact.id].key].append(fact)
    found = []
    for group in groups.values():
        spans = {fact.id: _span(fact) for fact in group}
        low = min(low for low, _ in spans.values())
        tops = [high for _, high in spans.values() if high is not None]
        high = None if len(tops) < len(spans) else max(tops)
        claim = group[0].claim
        found.append(
            Range(
                "standing", claim.measure or "", claim.counted or "", "", "",
                Bound(low, tuple(id_ for id_, span in spans.items() if span[0] == low)),
                Bound(high, tuple(id_ for id_, span in spans.items() if span[1] == high)),
            )
        )  # fmt: skip
    return found


def _span(fact: Fact) -> tuple[int, int | None]:
    if fact.claim.low is None and fact.claim.value is not None:
        return fact.claim.value, fact.claim.high if fact.claim.high is not None else fact.claim.value
    return fact.interval
