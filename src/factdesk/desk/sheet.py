"""The fact sheet of an incident: what can be said, attributed, from what may leave the desk and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from factdesk.desk import browse
from factdesk.desk.export import plan_export, refuse
from factdesk.desk.open import Desk
from factdesk.model.records import Speaker
from factdesk.model.sentences import Around, attributed
from factdesk.model.views import CitationView, ClaimCard
from factdesk.model.wording import verdict_text
from factdesk.store import lookup
from factdesk.store.export_about import REASONS
from factdesk.store.export_write import Progress
from factdesk.store.going import Going, going

SECTIONS: Final = ("confirmed", "disputed", "denied")
"""The verdicts in the order in which a sheet tells them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence of the sheet with its verdict; `sources` are places in the sheet's list, counted from 1."""

    verdict: str
    basis: str | None
    told: str
    sentence: str
    sources: tuple[int, ...]
    stale: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A source of the list: what a reader needs to find it, and nothing of the desk's own."""

    kind: str
    title: str
    publisher: str | None
    published_at: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What can be said of an incident. `held` counts the claims that are left out, by the reason in words.

    Codes of the desk are left out as well: their gaps would tell how much is withheld.
    """

    title: str
    place: str
    began: str | None
    entries: tuple[Entry, ...]
    sources: tuple[Item, ...]
    held: dict[str, int]


def sheet(desk: Desk, ref: str, name_confidential: Sequence[str] = (), progress: Progress | None = None,
          *, cautions_read: bool = False) -> Sheet:  # fmt: skip
    """The sheet of the incident that `ref` names: its judged claims as sentences, as a reviewed file would hold them.

    `name_confidential` names sources and speakers that go though they are not public; `cautions_read` says that a
    person read the places of the cautions. Raises WouldLeak or Unread where a reviewed file would be refused,
    NotFound for an unknown incident or name, and what `progress` raises.
    """
    incident = browse.incident(desk, ref)
    plan = plan_export(desk, False, name_confidential, progress)
    refuse(plan, cautions_read)
    named = [lookup.resolve(desk.db.conn, name, "source", "speaker")[1] for name in name_confidential]
    allowed = going(desk.db, incident.id, named)
    cards = [browse.claim_card(desk, id_) for id_ in allowed.claims]
    order = {verdict: place for place, verdict in enumerate(SECTIONS)}
    cards.sort(key=lambda card: order[card.verdict])
    cited = {tie.source.id: tie.source for card in cards for tie in _carrying(card, allowed)}
    numbers = {id_: number for number, id_ in enumerate(cited, 1)}
    known = {card.claim.id: card for card in cards}
    where = (incident.place, incident.region, incident.country)
    return Sheet(
        title=incident.title, place=", ".join(part for part in where if part), began=incident.began,
        entries=tuple(_entry(card, allowed, known, numbers) for card in cards),
        sources=tuple(Item(s.kind, s.title, s.publisher, s.published_at, s.url) for s in cited.values()),
        held={REASONS.get(why, why): number for why, number in allowed.held.items()},
    )  # fmt: skip


def _entry(card: ClaimCard, allowed: Going, known: dict[str, ClaimCard], numbers: dict[str, int]) -> Entry:
    deniers = [_shown(known[row.id].speaker, allowed) for row in card.denied_by if row.id in known]
    names = dict.fromkeys(speaker.name for speaker in deniers if speaker is not None)
    speaker = _shown(card.speaker, allowed)
    return Entry(
        verdict=card.verdict, basis=card.basis, told=verdict_text(card.verdict, card.basis),
        sentence=attributed(
            card.claim, speaker, card.verdict, card.basis,
            around=Around(list(names), withheld=card.speaker is not None and speaker is None, named=True),
        ),
        sources=tuple(dict.fromkeys(numbers[tie.source.id] for tie in _carrying(card, allowed))),
        stale=bool(card.stale),
    )  # fmt: skip


def _carrying(card: ClaimCard, allowed: Going) -> list[CitationView]:
    """The citations that speak for the claim and whose sources may be shown."""
    return [tie for tie in card.citations if tie.stance == "supports" and tie.source.id in allowed.sources]


def _shown(speaker: Speaker | None, allowed: Going) -> Speaker | None:
    return speaker if speaker is not None and speaker.id in allowed.speakers else None
