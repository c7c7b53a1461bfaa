"""What is denied, by whom and with which interest; what a party says of its enemy; what else stands against a claim.

Sources of the rules: UCDP and ACLED (a party's claim about its enemy is marked), the founding meaning of `denied` (a
denial alone never means false). A denial of an event or a target touches the figures of the same statement: those
that the same speaker gave on the same day through the same root.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factdesk.model.standing.comparable import Quantity, compare
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.nesting import Nesting
from factdesk.model.standing.words import behind, listed, told, who
from factdesk.model.verdicts import MILITARY
from factdesk.model.vocabulary import DENIED_ASPECTS

TOUCHING = ("event", "target")


@dataclass(frozen=True, slots=True)
class Rejection:
    """One denial: the claim that denies, who speaks, of which side, of what; `of` is the claim that it names.

    `interest`: `other party` for a side that is not the speaker's, `own party`, or `no party`.
    """

    claim: str
    by: str
    side: str
    aspect: str
    of: str
    interest: str


@dataclass(frozen=True, slots=True)
class Denied:
    """A claim with all that rejects it. `against` are claims of others that its own sources contradict,
    `independent` those roots among what opposes it that belong to no party."""

    claim: str
    rejections: tuple[Rejection, ...]
    about_enemy: bool
    against: tuple[str, ...]
    independent: tuple[str, ...]
    sentence: str


def denials(
    facts: Sequence[Fact], known: Mapping[str, Fact], current: Sequence[Fact], of: Mapping[str, Quantity],
    nesting: Nesting,
) -> list[Denied]:  # fmt: skip
    """Every claim that is denied or that a party makes about its enemy, and what stands against it.

    `current` are the figures that stand, beside which a party's figure about its enemy is held.
    """
    direct: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.claim.kind == "denial" and fact.claim.denies in known:
            direct[fact.claim.denies or ""].append(fact)
    statements = _statements(facts)
    opposed = _opposed(facts)
    rivals = _people(current, of, nesting)
    found = []
    for fact in facts:
        if fact.claim.kind == "denial":
            continue
        rejections = [_rejection(one, fact) for one in direct.get(fact.id, ())]
        against = _against(fact, opposed)
        for other in statements.get(_statement(fact), ()) if fact.claim.kind == "figure" else ():
            touching = [one for one in direct.get(other.id, ()) if one.claim.denies_aspect in TOUCHING]
            if touching and _one_root(other, fact):
                rejections += [_rejection(one, other) for one in touching]
                against |= _against(other, opposed)
        enemy = _about_enemy(fact, rejections)
        if rejections or enemy:
            people = enemy and fact.claim.kind == "figure" and nesting.people(of[fact.id].key[1])
            beside = (
                _beside(fact, rivals.get((of[fact.id].key[0], of[fact.id].scope), ()), of, nesting) if people else ""
            )
            found.append(_denied(fact, rejections, enemy, list(against.values()), known, beside))
    return found


def _people(current: Sequence[Fact], of: Mapping[str, Quantity], nesting: Nesting) -> dict[tuple[str, str], list[Fact]]:
    """For each measure and scope the first figure of each population and side."""
    found: dict[tuple[str, str, str, str], Fact] = {}
    for fact in current:
        (measure, counted), scope = of[fact.id].key, of[fact.id].scope
        if nesting.people(counted) and fact.interval[0]:
            found.setdefault((measure, scope, counted, fact.side), fact)
    groups: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for (measure, scope, _, _), fact in found.items():
        groups[measure, scope].append(fact)
    return groups


def _beside(fact: Fact, current: Sequence[Fact], of: Mapping[str, Quantity], nesting: Nesting) -> str:
    """The figure of the other side for the same measure, where it counts other people and both can hold."""
    for other in current:
        how = compare(fact, other, of, nesting)
        if not how.measure or how.population == "equal" or how.scope != "same" or other.side == fact.side:
            continue
        high = other.interval[1]
        if other.interval[0] and (high is None or fact.interval[0] <= high):
            return f"it does not conflict arithmetically with {told(other)} {behind(other)}: the populations differ"
    return ""


def _statement(fact: Fact) -> tuple[str, str]:
    return (fact.speaker.id if fact.speaker else "", (fact.claim.said_at or "")[:10])


def _statements(facts: Sequence[Fact]) -> dict[tuple[str, str], list[Fact]]:
    """What each speaker asserted on each day, without figures: what a figure may hang on."""
    found: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.speaker is not None and fact.claim.kind == "assertion":
            found[_statement(fact)].append(fact)
    return found


def _one_root(one: Fact, other: Fact) -> bool:
    return bool({c.root for c in one.supporting()} & {c.root for c in other.supporting()})


def _rejection(denial: Fact, of: Fact) -> Rejection:
    interest = "no party" if not denial.side else "other party" if denial.side != of.side else "own party"
    return Rejection(denial.id, who(denial), denial.side, denial.claim.denies_aspect or "event", of.id, interest)


def _about_enemy(fact: Fact, rejections: Sequence[Rejection]) -> bool:
    """Whether a party speaks of its enemy: it counts military losses, or another side denies what it says."""
    if not fact.side:
        return False
    military = (fact.claim.counted or "").casefold() in MILITARY - {"vehicles", "aircraft", "ships"}
    return military or any(one.side and one.side != fact.side for one in rejections)


def _opposed(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """For each source the claims that it speaks against."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for one in fact.opposing():
            found[one.source].append(fact)
    return found


def _against(fact: Fact, opposed: Mapping[str, Sequence[Fact]]) -> dict[str, Fact]:
    """Assertions of others that the claim's own sources speak against: where they stand, it cannot."""
    return {
        other.id: other
        for one in fact.supporting()
        for other in opposed.get(one.source, ())
        if other.claim.kind == "assertion" and (other.voice or other.id) != fact.voice and other.id != fact.id
    }


def _denied(
    fact: Fact, rejections: Sequence[Rejection], enemy: bool, against: Sequence[Fact], known: Mapping[str, Fact],
    beside: str,
) -> Denied:  # fmt: skip
    neutral = {one.root: one.root_name for one in fact.opposing() if not one.root_side}
    own = {one.root for one in fact.supporting()}
    independent = {root: name for root, name in neutral.items() if root not in own}
    parts = [_head(fact, enemy)]
    if rejections:
        parts.append(f"denied by {'; by '.join(_by(fact, rejections, known))}")
    if against:
        parts.append(f"against it stands {listed(_says(one) for one in against)}")
    if rejections and not independent and not any(not one.side for one in against):
        parts.append("nothing but the word of parties speaks against it, so no bound is lowered by it")
    elif rejections:
        parts.append("a denial alone lowers no bound")
    if beside:
        parts.append(beside)
    text = "; ".join(parts)
    ids = tuple(one.id for one in against)
    return Denied(fact.id, tuple(rejections), enemy, ids, tuple(independent.values()), f"{text}.")


def _head(fact: Fact, enemy: bool) -> str:
    span = ""
    if fact.claim.kind == "figure" and fact.claim.low == 0 and fact.claim.high is not None:
        span = f" is a ceiling (0..{fact.claim.high})"
    what = f"“{told(fact).rstrip('.')}” {behind(fact)}{span}"
    if not enemy:
        return what
    return f"{what}{',' if span else ' is'} claimed by a party about its enemy"


def _by(fact: Fact, rejections: Sequence[Rejection], known: Mapping[str, Fact]) -> list[str]:
    """Each who denies once, with the interest and all that is denied."""
    what: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in rejections:
        through = "" if one.of == fact.id else f" (of {known[one.of].claim.code}, the same statement)"
        what[one.by, one.interest].append(f"{DENIED_ASPECTS.get(one.aspect, one.aspect)}{through}")
    party = {"other party": "the other party", "own party": "its own party", "no party": "no party"}
    return [f"{by}, {party[interest]}: {listed(aspects)}" for (by, interest), aspects in what.items()]


def _says(fact: Fact) -> str:
    text = (fact.claim.statement or "").strip("“”").rstrip(".")
    return f"{who(fact)}, {'a party' if fact.side else 'no party'} (“{text}”)"
