"""What a verdict needs to be sound: warnings where it is thin, and causes that make a given one stale.

The desk warns and records; it does not forbid. Sources of the rules: the meanings of the three verdicts in
`vocabulary`, AP (independent origins), UCDP and ACLED (a party's claim about its enemy).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

MILITARY: Final = frozenset(
    [
        "military personnel",
        "soldiers",
        "troops",
        "fighters",
        "combatants",
        "militants",
        "officers",
        "servicemen",
        "mercenaries",
        "tanks",
        "aircraft",
        "vehicles",
        "military vehicles",
        "ships",
        "weapons",
    ]
)
"""What a party counts when it speaks of its enemy's losses."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One citation as the rules see it: its root, whether it quotes, and whether its source still stands."""

    id: str
    root: str
    stance: str
    quoted: bool
    confidentiality: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A verdict and all that speaks for and against it. `rests_on` None means: on all that supports."""

    verdict: str
    basis: str | None
    kind: str
    counted: str | None
    side: str | None
    ties: tuple[Tie, ...] = ()
    rests_on: tuple[str, ...] | None = None
    denials: tuple[str, ...] = ()
    denied_by_sides: tuple[str, ...] = ()
    rivals: int = 0


@dataclass(frozen=True, slots=True)
class Warning:
    """One reason to look again: a stable code and a sentence."""

    code: str
    text: str


def warn(case: Case) -> tuple[Warning, ...]:
    """The warnings that a verdict calls for, the gravest first; none for `open`."""
    rules = {"confirmed": _confirmed, "disputed": _disputed, "denied": _denied}.get(case.verdict)
    if rules is None:
        return ()
    return (*rules(case), *_sources(case))


def party_about_enemy(case: Case) -> bool:
    """Whether a party to the conflict speaks of its enemy: of military losses, or against the other side's denial."""
    if not case.side:
        return False
    counts_enemy = (case.counted or "").casefold() in MILITARY
    return counts_enemy or any(side != case.side for side in case.denied_by_sides if side)


def _supporting(case: Case) -> list[Tie]:
    chosen = case.rests_on
    return [t for t in case.ties if t.stance == "supports" and (chosen is None or t.id in chosen)]


def _roots(ties: Sequence[Tie]) -> int:
    return len({tie.root for tie in ties if not tie.withdrawn})


def _confirmed(case: Case) -> Iterator[Warning]:
    support = _supporting(case)
    roots = _roots(support)
    if not support:
        yield Warning("no-source", "Nothing that supports it is attached or chosen.")
    elif case.basis == "independent" and roots < 2:
        yield Warning("not-independent", f"The basis says independent, but all {len(support)} fold to one root.")
    elif roots < 2:
        yield Warning("one-root", "It rests on one root, however many outlets carry it.")
    if support and not any(tie.quoted for tie in support):
        yield Warning("no-quote", "No exact quote is kept of what was said.")
    if party_about_enemy(case):
        yield Warning("party-about-enemy", "A party to the conflict says this about its enemy.")
    if case.denials and roots:
        yield Warning("denied-too", f"{_names(case.denials)} denies it: consider disputed.")


def _disputed(case: Case) -> Iterator[Warning]:
    against = any(tie.stance == "opposes" for tie in case.ties)
    if not against and not case.denials and not case.rivals:
        yield Warning("nothing-opposes", "Nothing on the other side is attached: no denial, no rival figure.")


def _denied(case: Case) -> Iterator[Warning]:
    against = any(tie.stance == "opposes" and not tie.withdrawn for tie in case.ties)
    if not against and not case.denials:
        yield Warning("nothing-contrary", "No denial and no contrary source is attached.")
    elif case.basis == "by-party" and not case.denials:
        yield Warning("no-party", "The basis names a party, but no denial by one is on the desk.")
    elif case.basis == "by-evidence" and not against:
        yield Warning("no-evidence", "The basis is evidence, but no contrary source is attached.")
    supporting = [tie for tie in case.ties if tie.stance == "supports" and not tie.withdrawn]
    if len({tie.root for tie in supporting}) > 1 and case.denials:
        yield Warning("supported-too", "Independent sources support it beside the denial: consider disputed.")


def _sources(case: Case) -> Iterator[Warning]:
    chosen = [t for t in case.ties if (t.id in case.rests_on if case.rests_on is not None else t.stance == "supports")]
    if any(tie.withdrawn for tie in chosen):
        yield Warning("withdrawn", "A source that it rests on was withdrawn.")
    standing = [tie for tie in chosen if not tie.withdrawn]
    if standing and all(tie.confidentiality != "public" for tie in standing):
        yield Warning("not-public", "Only sources that are not public carry it: no export will show it.")


def _names(denials: Sequence[str]) -> str:
    return denials[0] if len(denials) == 1 else f"{denials[0]} and {len(denials) - 1} more"


def stale_causes(
    *, edited: bool = False, withdrawn: Sequence[str] = (), gone: int = 0, superseded_by: str | None = None
) -> tuple[str, ...]:
    """Why a verdict asks for another look, in sentences; empty while it is fresh. Nothing changes it but a person."""
    causes: list[str] = []
    if edited:
        causes.append("The claim was edited after the verdict was given.")
    causes += [f"Source {code}, which it rests on, was withdrawn." for code in withdrawn]
    if gone:
        causes.append(f"{gone} of the citations that it rested on {'was' if gone == 1 else 'were'} removed.")
    if superseded_by:
        causes.append(f"The figure was superseded by {superseded_by}.")
    return tuple(causes)
