"""Which figures a newer one replaced: same voice, measure, counted and scope, later as-of or said-at.

Source of the rules: Wikidata's ranks (superseded is not wrong), newsroom use (a floor that rises is no conflict; a
figure that falls is a revision, and both are kept). Figures of one voice for one told day are put in the order in
which a count rises, since a voice does not contradict itself on the day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from factdesk.model.standing.comparable import Quantity
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.moments import moment
from factdesk.model.standing.nesting import Nesting
from factdesk.model.standing.words import counted, listed, short, told, when, who

RISES: Final = ("rise", "narrower", "restated", "vaguer")


@dataclass(frozen=True, slots=True)
class Step:
    """From one figure to the next of the same voice. `how`: rise, fall, restated, narrower or vaguer."""

    earlier: str
    later: str
    how: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The figures of one voice for one measure, population and scope, oldest first, with what each step is."""

    voice: str
    measure: str
    counted: str
    scope: str
    claims: tuple[str, ...]
    steps: tuple[Step, ...]
    sentence: str

    @property
    def falls(self) -> bool:
        """Whether a figure was revised downwards."""
        return any(step.how == "fall" for step in self.steps)


def ladders(facts: Sequence[Fact], of: Mapping[str, Quantity], nesting: Nesting) -> list[Ladder]:
    """Every voice's figures that follow each other; single figures make no ladder. Near linear in the figures."""
    apart = _told_apart(facts, of, nesting)
    groups: defaultdict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        (measure, among), scope = of[fact.id].key, of[fact.id].scope
        if not fact.voice:
            continue
        if among == "civilians" and not fact.claim.part_of and (fact.voice, measure, scope) not in apart:
            among = "people"
        groups[fact.voice, measure, among, scope].append(fact)
    found = (_ladder(key, group, nesting) for key, group in groups.items() if len(group) > 1)
    return [ladder for ladder in found if ladder is not None]


def _told_apart(facts: Sequence[Fact], of: Mapping[str, Quantity], nesting: Nesting) -> set[tuple[str, str, str]]:
    """The voices, measures and scopes in which civilians are not just another word for the toll.

    A voice that counts soldiers too, or that gives people and civilians for one moment, tells them apart.
    """
    found: set[tuple[str, str, str]] = set()
    given: dict[tuple[str, str, str, str], str] = {}
    for fact in facts:
        (measure, among), scope = of[fact.id].key, of[fact.id].scope
        if among not in ("people", "civilians") and "military personnel" not in nesting.parents(among):
            continue
        before = given.setdefault((fact.voice, measure, scope, fact.moment.text), among)
        if before != among or among not in ("people", "civilians"):
            found.add((fact.voice, measure, scope))
    return found


def _ladder(key: tuple[str, str, str, str], group: list[Fact], nesting: Nesting) -> Ladder | None:
    tallied = key[1] in nesting.tallied
    ordered = sorted(group, key=lambda f: (f.moment.last, moment(f.claim.said_at).last, *_size(f)))
    steps = []
    for at, fact in enumerate(ordered[:-1]):
        later = next((other for other in (ordered[at + 1], ordered[-1]) if _follows(other, fact, tallied)), None)
        if later is not None:
            steps.append(Step(fact.id, later.id, change(fact, later)))
    if not steps:
        return None
    taken = {id_ for step in steps for id_ in (step.earlier, step.later)}
    rungs = [fact for fact in ordered if fact.id in taken]
    text = _sentence(rungs, steps, tallied)
    claim = rungs[-1].claim
    return Ladder(
        key[0], key[1], claim.counted or "", claim.scope or "", tuple(f.id for f in rungs), tuple(steps), text
    )


def _size(fact: Fact) -> tuple[int, int]:
    number = fact.claim.value or 0
    return (fact.claim.low if fact.claim.low is not None else number), number


def _follows(later: Fact, earlier: Fact, tallied: bool) -> bool:
    """Whether one figure is surely the later of two of one voice."""
    if earlier.moment.before(later.moment):
        return True
    if later.moment.before(earlier.moment):
        return False
    if moment(earlier.claim.said_at).before(moment(later.claim.said_at)):
        return True
    (_, high), (low, _) = earlier.interval, later.interval
    return tallied and bool(earlier.moment.text) and high is not None and high < low


def change(earlier: Fact, later: Fact) -> str:
    """What happened from one figure to the next: rise, fall, restated, narrower (more exact) or vaguer."""
    (low, high), (new_low, new_high) = earlier.interval, later.interval
    if (earlier.claim.low, earlier.claim.high) == (None, None) or (later.claim.low, later.claim.high) == (None, None):
        old, new = earlier.claim.value or low, later.claim.value or new_low
        return "rise" if new > old else "fall" if new < old else "restated"
    if (low, high) == (new_low, new_high):
        return "restated"
    if high is None and new_high is None:
        return "rise" if new_low > low else "fall"
    if low == new_low == 0 and high is not None and new_high is not None and high != low and new_high != new_low:
        return "rise" if new_high > high else "fall"
    if high is not None and new_low > high:
        return "rise"
    if new_high is not None and new_high < low:
        return "fall"
    if new_low >= low and _at_most(new_high, high):
        return "narrower"
    if low >= new_low and _at_most(high, new_high):
        return "vaguer"
    return "rise" if new_low > low else "fall"


def _at_most(one: int | None, other: int | None) -> bool:
    return other is None or (one is not None and one <= other)


def _sentence(rungs: Sequence[Fact], steps: Sequence[Step], tallied: bool) -> str:
    names = listed(who(fact) for fact in rungs)
    shown = rungs if len(rungs) <= 8 else [*rungs[:3], *rungs[-3:]]
    same = len({fact.claim.counted for fact in shown}) == 1
    marks = [f"{short(fact) if same else counted(fact)} ({when(fact) or 'undated'})" for fact in shown]
    if len(rungs) > len(shown):
        marks.insert(3, f"… {len(rungs) - len(shown)} more …")
    about = " ".join(part for part in (rungs[-1].claim.counted, rungs[-1].claim.measure) if part)
    head = f"{names}, {about}: {' → '.join(marks)}"
    falls = [step for step in steps if step.how == "fall"]
    if falls and tallied:
        return f"{head}. {_revised(falls, rungs)} Both figures are kept."
    if falls:
        return f"{head}. The newer replaces the older; this number may fall as time goes on."
    if all(step.how == "restated" for step in steps):
        return f"{head}. The same figure, said again: no conflict."
    return f"{head}. No conflict: each is superseded by the next of the same voice, and none was wrong."


def _revised(falls: Sequence[Step], rungs: Sequence[Fact]) -> str:
    known = {fact.id: fact for fact in rungs}
    said = [f"from {told(known[step.earlier])} to {short(known[step.later])}" for step in falls]
    return f"Revised downwards {listed(said)}: ask why."
