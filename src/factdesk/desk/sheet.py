"""The fact sheet of an incident: what can be said, attributed, from what may leave the desk and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from factdesk.desk import browse
from factdesk.desk.export import WouldLeak, plan_export, refuse
from factdesk.desk.open import Desk
from factdesk.desk.sheet_facts import Shown, shown
from factdesk.model.leaks import Finder, Leak
from factdesk.model.sentences import Around, attributed
from factdesk.model.standing.whole import Standing, stand
from factdesk.model.views import ClaimCard
from factdesk.model.wording import figure_text, verdict_text
from factdesk.store import lookup, terms
from factdesk.store.export_about import REASONS
from factdesk.store.export_write import Progress
from factdesk.store.going import Going, going

SECTIONS: Final = ("confirmed", "disputed", "denied", "open")
"""The verdicts in the order in which a sheet tells them."""

ASKING: Final = ("one-scope", "scope", "counting", "revised", "wording", "circle")
"""Findings that say what is not known."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered sentence of the sheet with its verdict; `sources` are places in the sheet's list, counted from 1.

    `against` are the sentences of those that cannot hold beside it or that deny it, `stale` whether its verdict asks
    for another look, `when` the moment for which it holds or at which it was said.
    """

    number: int
    verdict: str
    basis: str | None
    told: str
    sentence: str
    when: str | None
    sources: tuple[int, ...]
    against: tuple[str, ...]
    stale: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A source of the list: what a reader needs to find it, and nothing of the desk's own. `root` names where it
    comes from, "" where it is a root itself; sources of one root stand together, and one that carries several speakers
    stands under each of them."""

    kind: str
    title: str
    publisher: str | None
    published_at: str | None
    url: str | None
    root: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What can be said of an incident. `held` counts the claims that are left out, by the reason in words.

    `as_of` is the newest moment of which a figure tells, `by` who judged, `judged_at` when that was done last.
    `superseded` are ladders of figures, `unknown` what the desk does not know, `conflicts` what cannot all be true.
    Codes of the desk are left out: their gaps would tell how much is withheld.
    """

    title: str
    place: str
    began: str | None
    as_of: str | None
    by: tuple[str, ...]
    judged_at: str | None
    entries: tuple[Entry, ...]
    conflicts: tuple[str, ...]
    superseded: tuple[str, ...]
    unknown: tuple[str, ...]
    sources: tuple[Item, ...]
    roots: int
    held: dict[str, int]


def sheet(desk: Desk, ref: str, name_confidential: Sequence[str] = (), progress: Progress | None = None,
          *, cautions_read: bool = False, include_open: bool = True) -> Sheet:  # fmt: skip
    """The sheet of the incident that `ref` names, with what a reviewed file with its open claims would hold.

    `name_confidential` names sources and speakers that go though they are not public; `cautions_read` says that a
    person read the places of the cautions. Raises WouldLeak or Unread where a reviewed file would be refused, or
    where what stays behind stands in the sheet; NotFound for an unknown incident or name, and what `progress` raises.
    """
    incident = browse.incident(desk, ref)
    refuse(plan_export(desk, include_open, name_confidential, progress), cautions_read)
    named = [lookup.resolve(desk.db.conn, name, "source", "speaker")[1] for name in name_confidential]
    with desk.db.snapshot():
        allowed = going(desk.db, incident.id, named, include_open=include_open, secrets=True)
        cards = [browse.claim_card_now(desk, id_) for id_ in allowed.claims]
        words = terms.nesting(desk.db)
        cards.sort(key=lambda card: SECTIONS.index(card.verdict))
        told = shown(desk, incident.id, cards, allowed)
    found = stand(list(told.facts.values()), words)
    where = (incident.place, incident.region, incident.country)
    reviews = [card.reviews[0] for card in cards if card.reviews and card.verdict != "open"]
    made = Sheet(
        title=incident.title, place=", ".join(part for part in where if part), began=incident.began,
        as_of=max((m for card in cards if (m := card.claim.as_of or card.claim.said_at)), default=None),
        by=tuple(dict.fromkeys(one.reviewer for one in reviews)), judged_at=max((o.at for o in reviews), default=None),
        entries=tuple(_entry(card, told, found, allowed, cards) for card in cards),
        conflicts=tuple(one.sentence for one in found.conflicts),
        superseded=tuple(one.sentence for one in found.findings if one.kind == "ladder"),
        unknown=tuple(_unknown(found, cards, told)),
        sources=tuple(Item(s.kind, s.title, s.publisher, s.published_at, s.url, root, s.withdrawn is not None)
                      for s, root in told.sources),
        roots=told.roots, held={REASONS.get(why, why): number for why, number in allowed.held.items()},
    )  # fmt: skip
    _search(made, allowed)
    return made


def _entry(card: ClaimCard, told: Shown, found: Standing, allowed: Going, cards: Sequence[ClaimCard]) -> Entry:
    numbers = (told.numbers[tie.source.id, tie.root_key] for tie in told.carrying(card))
    return Entry(
        number=told.places[card.claim.id], verdict=card.verdict, basis=card.basis,
        told=verdict_text(card.verdict, card.basis), sentence=sentence(card, told, allowed, cards),
        when=card.claim.as_of or card.claim.said_at, sources=tuple(sorted(set(numbers))),
        against=tuple(_against(card, told, found, allowed, cards)) if card.verdict in ("disputed", "denied") else (),
        stale=bool(card.stale),
    )  # fmt: skip


def sentence(card: ClaimCard, told: Shown, allowed: Going, cards: Sequence[ClaimCard]) -> str:
    """The claim as a sentence in which nobody stands who stays behind."""
    known = {one.claim.id: one for one in cards}
    deniers = [_name(known[row.id], allowed) for row in card.denied_by if row.id in known]
    rejects = None
    if card.denies is not None and card.denies.id in known:
        denied = known[card.denies.id]
        public = denied.speaker is not None and denied.speaker.id in allowed.speakers
        rejects = (figure_text(denied.claim), denied.speaker.name if public and denied.speaker else None)
    speaker = card.speaker if card.speaker is not None and card.speaker.id in allowed.speakers else None
    around = Around(
        [name for name in deniers if name], rejects, withheld=card.speaker is not None and speaker is None, named=True
    )
    return attributed(card.claim, speaker, card.verdict, card.basis, around=around)


def _name(card: ClaimCard, allowed: Going) -> str:
    return card.speaker.name if card.speaker is not None and card.speaker.id in allowed.speakers else ""


def _against(card: ClaimCard, told: Shown, found: Standing, allowed: Going, cards: Sequence[ClaimCard]) -> list[str]:
    """The other side: what denies the claim, and what by itself cannot hold beside it; sums are told apart."""
    ids = {row.id for row in card.denied_by}
    for conflict in (one for one in found.conflicts if one.kind != "parts"):
        mine = {place for place, side in enumerate(conflict.sides) if card.claim.id in side}
        for group in conflict.sets:
            if mine & set(group):
                ids |= {id_ for place in group if place not in mine for id_ in conflict.sides[place]}
    ids.discard(card.claim.id)
    return [f"{told.places[one.claim.id]}: {sentence(one, told, allowed, cards)}"
            for one in cards if one.claim.id in ids]  # fmt: skip


def _unknown(found: Standing, cards: Sequence[ClaimCard], told: Shown) -> list[str]:
    """What is asked, which measures have no confirmed figure, whose speaker nobody names."""
    lines = [one.sentence for one in found.findings if one.kind in ASKING]
    sure = {(one.measure, one.counted) for one in found.bounds if one.basis == "confirmed"}
    for one in found.bounds:
        if one.basis == "standing" and (one.measure, one.counted) not in sure:
            low, high = one.low.number or 0, one.high.number
            span = f"{low} or more" if high is None else str(low) if low == high else f"{low} to {high}"
            lines.append(f"No figure of {one.counted} {one.measure} is confirmed: {span} is said.")
    nobody = [str(told.places[card.claim.id]) for card in cards if card.claim.speaker is None]
    if nobody:
        lines.append(f"Nobody is named as the speaker of {', '.join(nobody)}.")
    stale = [str(told.places[card.claim.id]) for card in cards if card.stale]
    if stale:
        lines.append(f"The verdict on {', '.join(stale)} asks for another look.")
    return lines


def _search(made: Sheet, allowed: Going) -> None:
    """Looks for what stays behind in every text of the sheet: a second wall behind the plan of the export, which
    knows what of it is a caution."""
    finder = Finder(one for one in allowed.secrets if not one.caution and one.rule != "saying")
    for field, text in _texts({one.name: getattr(made, one.name) for one in fields(made) if one.name != "by"}, ""):
        leaks = [Leak(secret, "the sheet", field) for secret in finder.find(text)]
        if leaks:
            raise WouldLeak(leaks)


def _texts(value: Any, field: str) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(field, value)]
    if isinstance(value, Mapping):
        return [pair for name, part in value.items() for pair in _texts(part, name)]
    if isinstance(value, tuple):
        return [pair for part in value for pair in _texts(part, field)]
    if isinstance(value, Entry | Item):
        return [pair for one in fields(value) for pair in _texts(getattr(value, one.name), one.name)]
    return []
