"""What the fact sheet's rules look at: the claims that may leave, without anybody or anything that stays behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from factdesk.desk.open import Desk
from factdesk.model.records import Source, Speaker
from factdesk.model.sentences import UNNAMED
from factdesk.model.standing.facts import Carrier, Fact
from factdesk.model.views import CitationView, ClaimCard
from factdesk.store import standing as stored
from factdesk.store.going import Going

WITHHELD: Final = Speaker(id="p-withheld", name=UNNAMED)


@dataclass(frozen=True, slots=True)
class Shown:
    """The claims as facts whose codes are the sheet's own numbers. `sources` stand root by root, each with its root's
    name ("" for a root); `numbers` are their places, `places` those of the claims, both from 1."""

    facts: Mapping[str, Fact]
    places: Mapping[str, int]
    sources: tuple[tuple[Source, str], ...]
    numbers: Mapping[str, int]
    roots: int
    allowed: Going

    def carrying(self, card: ClaimCard) -> list[CitationView]:
        """The citations that speak for the claim and whose sources may be shown."""
        return _carrying(card, self.allowed)


def shown(desk: Desk, incident: str, cards: Sequence[ClaimCard], allowed: Going) -> Shown:
    """The facts of these claims, in their order; what stays behind is neither named in them nor counted."""
    places = {card.claim.id: number for number, card in enumerate(cards, 1)}
    known = {fact.id: fact for fact in stored.facts(desk.db, incident) if fact.id in places}
    sources, roots = _sources(cards, known, allowed)
    numbers = {source.id: number for number, (source, _) in enumerate(sources, 1)}
    facts = {card.claim.id: _fact(known[card.claim.id], places, numbers, allowed) for card in cards}
    return Shown(facts, places, sources, numbers, roots, allowed)


def _carrying(card: ClaimCard, allowed: Going) -> list[CitationView]:
    return [tie for tie in card.citations if tie.stance == "supports" and tie.source.id in allowed.sources]


def _sources(
    cards: Sequence[ClaimCard], known: Mapping[str, Fact], allowed: Going
) -> tuple[tuple[tuple[Source, str], ...], int]:
    """The cited sources, those of one root together, the roots in the order in which they are met."""
    groups: dict[str, dict[str, tuple[Source, str]]] = {}
    for card in cards:
        for tie in _carrying(card, allowed):
            one = next(c for c in known[card.claim.id].carriers if c.citation == tie.id)
            root = "" if one.root == tie.source.id else _root_name(one, allowed)
            groups.setdefault(one.root, {}).setdefault(tie.source.id, (tie.source, root))
    listed = [pair for group in groups.values() for pair in group.values()]
    return tuple(listed), len(groups)


def _root_name(one: Carrier, allowed: Going) -> str:
    """What the root is called, without the desk's code before it; nobody where it stays behind."""
    if one.root not in allowed.sources and one.root not in allowed.speakers:
        return UNNAMED
    rest = one.root_name.partition(" ")[2]
    return rest if one.root.startswith("s-") and rest else one.root_name


def _fact(fact: Fact, places: Mapping[str, int], numbers: Mapping[str, int], allowed: Going) -> Fact:
    claim = replace(
        fact.claim, code=str(places[fact.id]),
        part_of=fact.claim.part_of if fact.claim.part_of in places else None,
        denies=fact.claim.denies if fact.claim.denies in places else None,
    )  # fmt: skip
    carriers = tuple(
        replace(
            one, code=f"source {numbers[one.source]}" if one.source in numbers else "a source",
            root_name=_root_name(one, allowed), root_side=one.root_side if one.root in allowed.speakers else "",
            circle=("its sources",) if one.circle else (),
        )
        for one in fact.carriers
        if one.source in allowed.sources
    )  # fmt: skip
    speaker = fact.speaker
    if speaker is not None and speaker.id not in allowed.speakers:
        speaker = WITHHELD
    return replace(fact, claim=claim, speaker=speaker, carriers=carriers)
