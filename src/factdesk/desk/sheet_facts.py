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
    name ("" for a root): one that carries several speakers stands under each. `numbers` are their places by source
    and root, `places` those of the claims, both from 1."""

    facts: Mapping[str, Fact]
    places: Mapping[str, int]
    sources: tuple[tuple[Source, str], ...]
    numbers: Mapping[tuple[str, str], int]
    roots: int
    allowed: Going

    def carrying(self, card: ClaimCard) -> list[CitationView]:
        """The citations that speak for the claim and whose sources may be shown."""
        return _carrying(card, self.allowed)


def shown(desk: Desk, incident: str, cards: Sequence[ClaimCard], allowed: Going) -> Shown:
    """The facts of these claims, in their order; what stays behind is neither named in them nor counted."""
    places = {card.claim.id: number for number, card in enumerate(cards, 1)}
    known = {fact.id: fact for fact in stored.facts(desk.db, incident) if fact.id in places}
    groups = _sources(cards, known, allowed)
    sources = tuple(pair for group in groups.values() for pair in group.values())
    pairs = [(source, root) for root, group in groups.items() for source in group]
    numbers = {pair: number for number, pair in enumerate(pairs, 1)}
    facts = {card.claim.id: _fact(known[card.claim.id], places, numbers, allowed) for card in cards}
    return Shown(facts, places, sources, numbers, len(groups), allowed)


def _carrying(card: ClaimCard, allowed: Going) -> list[CitationView]:
    return [tie for tie in card.citations if tie.stance == "supports" and tie.source.id in allowed.sources]


def _sources(
    cards: Sequence[ClaimCard], known: Mapping[str, Fact], allowed: Going
) -> dict[str, dict[str, tuple[Source, str]]]:
    """The cited sources by root and id, the roots in the order in which they are met."""
    groups: dict[str, dict[str, tuple[Source, str]]] = {}
    for card in cards:
        for tie in _carrying(card, allowed):
            one = next(c for c in known[card.claim.id].carriers if c.citation == tie.id)
            root = "" if one.root == tie.source.id else _root_name(one, allowed)
            groups.setdefault(one.root, {}).setdefault(tie.source.id, (tie.source, root))
    return groups


def _root_name(one: Carrier, allowed: Going) -> str:
    """What the root is called, without the desk's code before it; nobody where it stays behind."""
    if one.root not in allowed.sources and one.root not in allowed.speakers:
        return UNNAMED
    rest = one.root_name.partition(" ")[2]
    return rest if one.root.startswith("s-") and rest else one.root_name


def _numbered(one: Carrier, numbers: Mapping[tuple[str, str], int]) -> str:
    """A source by its number in the sheet; one that speaks against a claim alone may have none with that root."""
    own = numbers.get((one.source, one.root))
    number = own or next((n for (source, _), n in numbers.items() if source == one.source), None)
    return f"source {number}" if number else "a source"


def _fact(fact: Fact, places: Mapping[str, int], numbers: Mapping[tuple[str, str], int], allowed: Going) -> Fact:
    claim = replace(
        fact.claim, code=str(places[fact.id]),
        part_of=fact.claim.part_of if fact.claim.part_of in places else None,
        denies=fact.claim.denies if fact.claim.denies in places else None,
    )  # fmt: skip
    carriers = tuple(
        replace(
            one, code=_numbered(one, numbers),
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
