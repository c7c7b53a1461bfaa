"""Differences that may be differences of scope, or of the way of counting, and no contradiction yet.

Source of the rule: the UN human rights office and the regional governor on one strike: the dead of one explosion, of
the missile attack, and of missile and drones of the day are three numbers. The arithmetic that would reconcile two of
them is a proposal, marked derived; it is never a figure of the desk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from factdesk.model.standing.clash import Clash
from factdesk.model.standing.comparable import Quantity, compare
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.nesting import Nesting
from factdesk.model.standing.words import behind, figures_in_turn, listed, many, scope, sentence, short, told, when

FAR: Final = 4
"""`about n` is far from a number that is more than n/4 away: only for asking, never for a conflict."""

MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Sum:
    """A proposal: `base` + `rest` = `total`, where `rest` is derived and stands in no claim."""

    base: int
    rest: int
    total: int
    claims: tuple[str, str]
    text: str
    derived: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """Figures whose difference asks for their scope (`scope`), the way of counting (`counting`), or that could not
    both hold if their scopes were one (`one-scope`)."""

    kind: str
    measure: str
    counted: str
    claims: tuple[str, ...]
    sums: tuple[Sum, ...]
    sentence: str


def questions(
    facts: Sequence[Fact], of: Mapping[str, Quantity], nesting: Nesting, settled: Collection[str]
) -> list[Question]:
    """What differing scopes could explain, one question a measure and population.

    `settled` are claims whose figure is in a conflict of its own: their scopes are not the question.
    """
    groups: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.id not in settled:
            groups[of[fact.id].key].append(fact)
    found = []
    for (_, counted), group in groups.items():
        if len(group) > 1:
            question = _people(group, of, nesting) if nesting.people(counted) else _things(group, of)
            if question is not None:
                found.append(question)
    return found


def _people(group: Sequence[Fact], of: Mapping[str, Quantity], nesting: Nesting) -> Question | None:
    """The smallest figure beside those of other scopes that are surely larger."""
    base = min((fact for fact in group if fact.interval[1] is not None), key=_top, default=None)
    if base is None:
        return None
    others = [f for f in group if f.interval[0] > _top(base) and compare(base, f, of, nesting).question_of_scope]
    if not others:
        return None
    others.sort(key=lambda fact: (fact.interval[0], fact.moment.last))
    sums = tuple(_sums(base, others))
    later = all(base.moment.before(other.moment) for other in others)
    asks = "first a question of scope" + (", and of those who died later" if _dead(base) else "")
    if later:
        asks = "the later figures may have risen, or cover another scope"
    text = (
        f"{told(base)} {behind(base, scope(base), when(base))} beside"
        f" {figures_in_turn(others, moments=True, scopes=True)}: {asks}; not yet a contradiction"
    )
    if sums:
        text += f". Derived, to be asked: {listed((one.text for one in sums), MOST)}"
    ids = (base.id, *(fact.id for fact in others))
    return Question("scope", base.claim.measure or "", base.claim.counted or "", ids, sums, sentence(text))


def _dead(fact: Fact) -> bool:
    return (fact.claim.measure or "").casefold() == "killed"


def _top(fact: Fact) -> int:
    high = fact.interval[1]
    return 0 if high is None else high


def _sums(base: Fact, others: Sequence[Fact]) -> Iterator[Sum]:
    """What would have to be added to one scope to make the other, for each number once."""
    low, high = base.interval
    seen = set()
    for other in others:
        number = other.interval[0]
        if low != high or low == 0 or number in seen:
            continue
        seen.add(number)
        least = "" if other.interval[1] == number else "at least "
        text = f"{many(low)} + {many(number - low)} = {least}{many(number)}"
        yield Sum(low, number - low, number, (base.id, other.id), text)


def _things(group: Sequence[Fact], of: Mapping[str, Quantity]) -> Question | None:
    """Counts of things far apart: buildings and vehicles are counted in more than one way."""
    ordered = sorted(group, key=lambda fact: (fact.moment.last, _near(fact)[0]))
    first = ordered[0]
    for last in reversed(ordered[1:]):
        if last.voice and last.voice == first.voice:
            continue
        (low, high), (new_low, new_high) = _near(first), _near(last)
        if high is not None and new_low > high:
            ending = "superseded by the newer count, or counted in another way"
        elif new_high is not None and new_high < low:
            ending = "counted in another way, or one of them is wrong"
        else:
            continue
        if of[first.id].scope != of[last.id].scope:
            ending += ", or of another scope"
        text = (
            f"{told(first)} {behind(first, scope(first), when(first))} against {short(last)}"
            f" {behind(last, scope(last), when(last))}: {ending}: ask"
        )
        about = (first.claim.measure or "", first.claim.counted or "")
        return Question("counting", *about, (first.id, last.id), (), sentence(text))
    return None


def _near(fact: Fact) -> tuple[int, int | None]:
    """The interval, for `about n` what lies within a quarter of n."""
    if fact.claim.low is None and fact.claim.value is not None:
        room = max(1, fact.claim.value // FAR)
        return fact.claim.value - room, fact.claim.high if fact.claim.high is not None else fact.claim.value + room
    return fact.interval


def only_if_one(
    clashes: Sequence[Clash], facts: Mapping[str, Fact], of: Mapping[str, Quantity], asked: Collection[frozenset[str]]
) -> list[Question]:
    """Pairs of two scopes that could not both hold for one, but for those that a question asks about.

    Only pairs: sums over several scopes would tell a person nothing that a pair does not.
    """
    pairs: defaultdict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
    for clash in clashes:
        if len(clash.sides) > 2:
            continue
        low, high = clash.sides
        for one, other in product(low.claims[:MOST], high.claims[:MOST]):
            if of[one].scope != of[other].scope and frozenset((one, other)) not in asked:
                pairs[of[one].key].append((low.low - (high.high or 0), one, other))
    return [_if_one(found, facts) for found in pairs.values()]


def _if_one(pairs: Sequence[tuple[int, str, str]], facts: Mapping[str, Fact]) -> Question:
    """The pair with the widest gap in words, and how many more there are."""
    _, one, other = max(pairs, key=lambda pair: pair[0])
    chosen = (facts[one], facts[other])
    text = f"{figures_in_turn(chosen, moments=True, scopes=True)} cannot both hold for one scope: look again"
    if len(pairs) > 1:
        text += f"; so it is with {len(pairs) - 1} more such {'pair' if len(pairs) == 2 else 'pairs'}"
    ids = (one, other, *(id_ for pair in pairs for id_ in pair[1:]))
    claim = chosen[0].claim
    return Question(
        "one-scope", claim.measure or "", claim.counted or "", tuple(dict.fromkeys(ids)), (), sentence(text)
    )
