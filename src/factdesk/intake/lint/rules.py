"""The rules of the copy lint for a figure that the desk knows: each yields a kind and a sentence that says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from factdesk.intake.drafts import Draft
from factdesk.intake.lint.held import Held
from factdesk.intake.lint.match import same_measure, same_number, same_population
from factdesk.intake.same import akin, same_place
from factdesk.intake.words import words

GENERIC: Final = words("""
    officials authorities sources reports witnesses media outlets analysts observers experts residents sides
    """)
"""Words for speakers in the plural: where one voice or one root stands behind them they say too much."""

HEDGES: Final = words("""
    claimed claims claim alleged alleges allegedly denied denies deny denial denying disputed disputes dispute rejected
    rejects unverified unconfirmed verified verify independently evidence contradict contradicts contradicted false
    refuted conflicting differ differs differing varied contested questioned
    """)
"""Words near a figure that tell a reader that it is not settled."""

_MEANS: Final = {
    "exact": "a plain number", "at_least": "“at least”", "more_than": "“more than”", "up_to": "“up to”",
    "fewer_than": "“fewer than”", "about": "“about”", "between": "a range", "vague": "a vague word",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """How the draft tells a figure: who says it, with what force, and the words of the sentences around it."""

    speaker: str
    force: str
    near: frozenset[str]
    place: str


def faults(item: Draft, told: Told, held: Held) -> Iterator[tuple[str, str]]:
    """Every fault of a figure beside the claim that it is taken from."""
    claim = held.fact.claim
    if not same_measure(item, claim):
        yield "measure", f"the desk has this number for {claim.measure}, not for {item.measure}"
        return
    if not held.home and told.place and held.place and not same_place(told.place, held.place):
        yield "elsewhere", f"this number belongs to {held.place}"
    if held.superseded_by is not None:
        yield "superseded", f"it was replaced by {held.superseded_by.told()}"
    if not same_population(item, claim):
        yield "population", f"the desk counts {claim.counted}, the draft {item.counted or 'people'}"
    if same_number(item.figure, claim) and _qualifier_lost(item, held):
        yield "qualifier", f"the claim says {_MEANS[claim.qualifier or 'exact']}: “{claim.words}”"
    yield from _voice(told, held)
    yield from _settled(told, held)


def _qualifier_lost(item: Draft, held: Held) -> bool:
    """Whether the draft says another limit than the claim; `at least n` and `more than n-1` are one."""
    claim, figure = held.fact.claim, item.figure
    if (figure.low, figure.high) == (claim.low, claim.high) and claim.qualifier != "about":
        return False
    return figure.qualifier != claim.qualifier


def _voice(told: Told, held: Held) -> Iterator[tuple[str, str]]:
    """Who says it: nobody where somebody must, a crowd where there is one voice, somebody else."""
    plain = frozenset(told.speaker.casefold().replace("’", "'").split())
    generic = plain & GENERIC
    if not told.speaker:
        if held.fact.verdict != "confirmed":
            who = held.speaker or "a report that names nobody"
            yield "unattributed", f"{_party(held)}the desk has it from {who} and has not confirmed it"
        return
    if not held.speaker:
        return
    if akin(told.speaker, held.speaker) or plain <= frozenset(held.speaker.casefold().split()):
        return
    if generic and held.roots <= 1 and not generic & frozenset(held.speaker.casefold().split()):
        yield "officials", f"“{told.speaker}” is {held.speaker} alone: one root"
    elif not generic and not _belongs(plain, held):
        yield "speaker", f"{held.speaker} says this, not {told.speaker}"


def _party(held: Held) -> str:
    return "a party says this of its enemy: " if held.fact.side and held.partial else ""


def _belongs(plain: frozenset[str], held: Held) -> bool:
    """Whether the draft names the speaker's body, role or side instead: `Moscow`, `the ministry`."""
    speaker = held.fact.speaker
    assert speaker is not None
    known = " ".join(p for p in (speaker.name, speaker.role, speaker.organisation, speaker.side) if p).casefold()
    stems = {word.strip(",.'")[:5] for word in known.split()}
    return any(word[:5] in stems for word in plain if len(word) > 3) or not plain.isdisjoint(
        ("he", "she", "it", "they", "moscow", "kyiv")
    )


def _settled(told: Told, held: Held) -> Iterator[tuple[str, str]]:
    """Whether the draft says that a disputed or denied figure is not settled."""
    hedged = told.force in ("claimed", "denied") or not told.near.isdisjoint(HEDGES)
    if hedged:
        return
    if held.fact.verdict == "denied" or (held.denied_by and held.fact.verdict != "confirmed"):
        by = " and ".join(held.denied_by) or "evidence"
        yield "denied", f"{by} {'deny' if ' and ' in by else 'denies'} it: the draft does not say so"
    elif held.fact.verdict == "disputed":
        yield "disputed", "accounts differ: the draft does not say so"
