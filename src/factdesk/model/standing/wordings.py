"""One statement in two wordings: what carriers of the same root made of it, and which wording was not made at all.

Source of the rule: AP and Iraq Body Count on origins. A statement is what one speaker said at one time and one root
carries. Two figures of one statement with the same number but another measure or qualifier are not two claims about
the world: one of the carriers changed the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from factdesk.model.standing.facts import Fact, by_id, figures
from factdesk.model.standing.nesting import Nesting
from factdesk.model.standing.words import listed, told


@dataclass(frozen=True, slots=True)
class Wording:
    """Claims that are one statement in several wordings. `lost` are those that more carriers deny than carry."""

    claims: tuple[str, ...]
    root: str
    lost: tuple[str, ...]
    sentence: str


def wordings(facts: Sequence[Fact], nesting: Nesting) -> list[Wording]:
    """Every statement that is on the desk in more than one wording."""
    groups: defaultdict[tuple[str | None, str, str, int], list[Fact]] = defaultdict(list)
    for fact in figures(facts):
        number = fact.claim.value
        if fact.speaker is not None and number is not None:
            said = (fact.claim.said_at or fact.claim.as_of or "")[:10]
            groups[fact.speaker.id, said, fact.key(nesting)[1], number].append(fact)
    found = []
    for group in groups.values():
        if len({_meaning(fact, nesting) for fact in group}) > 1:
            found += _of_root(group, nesting)
    return found


def lost(found: Sequence[Wording]) -> frozenset[str]:
    """The claims whose wording the speaker did not use, as far as the carriers of the statement tell."""
    return frozenset(id_ for wording in found for id_ in wording.lost)


def _meaning(fact: Fact, nesting: Nesting) -> tuple[str, int | None, int | None]:
    return fact.key(nesting)[0], fact.claim.low, fact.claim.high


def _of_root(group: Sequence[Fact], nesting: Nesting) -> list[Wording]:
    """The wordings among claims of one speaker, moment and number, root by root."""
    roots = {one.root: one.root_name for fact in group for one in fact.supporting()}
    found = []
    for root, name in roots.items():
        carried = [fact for fact in group if any(one.root == root for one in fact.supporting())]
        sources = {one.source for fact in carried for one in fact.supporting() if one.root == root}
        if len({_meaning(fact, nesting) for fact in carried}) > 1 and len(sources) > 1:
            gone = tuple(fact.id for fact in carried if _outnumbered(fact, root))
            if len(gone) == len(carried):
                gone = ()
            ids = tuple(fact.id for fact in carried)
            found.append(Wording(ids, name, gone, _sentence(carried, root, name, gone, nesting)))
    return found


def _outnumbered(fact: Fact, root: str) -> bool:
    """Whether more carriers of its own root oppose this wording than support it."""
    for_it = {one.source for one in fact.supporting() if one.root == root}
    against = {one.source for one in fact.opposing() if one.root == root}
    return len(against) > len(for_it)


def _sentence(carried: Sequence[Fact], root: str, name: str, gone: Sequence[str], nesting: Nesting) -> str:
    parts = []
    for fact in carried:
        codes = listed(one.code for one in fact.supporting() if one.root == root)
        parts.append(f"“{told(fact)}” ({fact.claim.code}, carried by {codes})")
    measures = len({fact.key(nesting)[0] for fact in carried}) > 1
    qualifiers = len({(fact.claim.low, fact.claim.high) for fact in carried}) > 1
    differ = listed(
        part for part, differs in (("another measure", measures), ("another qualifier", qualifiers)) if differs
    )
    sources = {one.source for fact in carried for one in fact.supporting() if one.root == root}
    text = (
        f"{listed(parts)} are not the same claim: {differ}, from one statement of {_speaker(carried)},"
        f" carried by {len(sources)} sources of one root ({name})."
    )
    known = by_id(carried)
    if gone:
        kept = listed(f"“{fact.claim.words}”" for fact in carried if fact.id not in gone)
        dropped = listed(f"“{known[id_].claim.words}”" for id_ in gone)
        return f"{text} Only {kept} was made: more carriers of the statement speak against {dropped} than for it."
    return f"{text} Which of them was made is to be asked of the statement itself."


def _speaker(carried: Sequence[Fact]) -> str:
    speaker = carried[0].speaker
    assert speaker is not None
    return speaker.name
