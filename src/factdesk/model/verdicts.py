"""What a verdict needs to be sound: warnings where it is thin, and causes that make a given one stale.

The desk warns and records; it does not forbid. Sources of the rules: the meanings of the three verdicts in
`vocabulary`, AP (independent origins), UCDP and ACLED (a party's claim about its enemy).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from factdesk.model.values import dataclass

MILITARY: Final = frozenset(
    (
        "military personnel", "soldiers", "troops", "fighters", "combatants", "militants", "officers", "servicemen",
        "mercenaries", "tanks", "aircraft", "vehicles", "military vehicles", "ships", "weapons",
    )
)  # fmt: skip
"""What a party counts when it speaks of its enemy's losses."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One citation as the rules see it: its root, whether it quotes, and whether its source still stands.

    `carries` names the root in a word (see `root_word`), "" where the source is the root itself.
    """

    id: str
    root: str
    stance: str
    quoted: bool
    confidentiality: str
    withdrawn: bool
    carries: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A verdict and all that speaks for and against it.

    `side` is the speaker's, `denials` names who denies the claim and `denied_by_sides` their sides ("" for
    none), `rivals` counts figures that cannot hold beside this one. `rests_on` None means: not chosen yet.
    """

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
    """Whether a party to the conflict speaks of its enemy: of military losses, or of what another side denies."""
    if not case.side:
        return False
    counts_enemy = (case.counted or "").casefold() in MILITARY
    return counts_enemy or any(side != case.side for side in case.denied_by_sides if side)


def _chosen(case: Case) -> list[Tie]:
    """What the verdict rests on: what was chosen, else what opposes for a denial, all for a dispute, support else."""
    if case.rests_on is not None:
        return [tie for tie in case.ties if tie.id in case.rests_on]
    stances = {"denied": ("opposes",), "disputed": ("supports", "opposes")}.get(case.verdict, ("supports",))
    return [tie for tie in case.ties if tie.stance in stances]


def _roots(ties: Sequence[Tie]) -> int:
    return len({tie.root for tie in ties if not tie.withdrawn})


def root_word(root: str, source: str, name: str) -> str:
    """How a warning names the root of a source: a speaker by name, another source by its code, itself not at all.

    `name` is a speaker's name, or a source's code with what follows it.
    """
    return "" if root == source else name.partition(" ")[0] if root.startswith("s-") else name


def _back_to(ties: Sequence[Tie]) -> str:
    named = next((tie.carries for tie in ties if tie.carries), "")
    return f": all of it goes back to {named}" if named else ""


def _confirmed(case: Case) -> Iterator[Warning]:
    support = [tie for tie in _chosen(case) if tie.stance == "supports"]
    standing = [tie for tie in support if not tie.withdrawn]
    roots = _roots(standing)
    if not standing:
        gone = " that still stands" if support else ""
        yield Warning("no-source", f"Nothing{gone} that supports it is attached or chosen.")
    elif roots == 1 and case.basis == "independent":
        told = "its one source is one root" if len(standing) == 1 else f"its {len(standing)} sources fold to one root"
        yield Warning("not-independent", f"The basis says independent, but {told}{_back_to(standing)}.")
    elif roots == 1:
        yield Warning("one-root", f"It rests on one root, however many outlets carry it{_back_to(standing)}.")
    if support and not any(tie.quoted for tie in support):
        yield Warning("no-quote", "No exact quote is kept of what was said.")
    if party_about_enemy(case):
        yield Warning("party-about-enemy", "A party to the conflict says this about its enemy.")
    if case.denials and roots:
        yield Warning("denied-too", f"It is denied by {_names(case.denials)}: consider disputed.")


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
    if case.denials and _roots([tie for tie in case.ties if tie.stance == "supports"]) > 1:
        yield Warning("supported-too", "Independent sources support it beside the denial: consider disputed.")


def _sources(case: Case) -> Iterator[Warning]:
    chosen = _chosen(case)
    if any(tie.withdrawn for tie in chosen):
        yield Warning("withdrawn", "A source that it rests on was withdrawn.")
    standing = [tie for tie in chosen if not tie.withdrawn]
    if standing and all(tie.confidentiality != "public" for tie in standing):
        yield Warning("not-public", "Only sources that are not public carry it: no export will show it.")


def _names(denials: Sequence[str]) -> str:
    return denials[0] if len(denials) == 1 else f"{denials[0]} and {len(denials) - 1} more"


_FOLLOWS: Final = frozenset(("withdrawn", "no-source", "no-evidence", "nothing-contrary"))
"""Warnings that a withdrawn source brings with it: the source itself is the cause that is told."""


def changed_warnings(given: Sequence[str], now: Sequence[Warning], withdrawn: Sequence[str] = ()) -> tuple[str, ...]:
    """What the rules say otherwise than when the verdict was given: `given` are the codes of the warnings then.

    `withdrawn` are sources that are told as a cause of their own.
    """
    new = [one for one in now if one.code not in given and not (withdrawn and one.code in _FOLLOWS)]
    if withdrawn and any(one.code in _FOLLOWS for one in now):
        gone = []
    else:
        gone = [code for code in dict.fromkeys(given) if code not in {one.code for one in now}]
    lines = [f"A warning is new since the verdict: {one.text}" for one in new]
    return (*lines, *(f"A warning of the verdict no longer holds: {_GONE.get(code, code)}." for code in gone))


_GONE: Final = {
    "no-source": "nothing that supports it was attached", "not-independent": "its sources were one root",
    "one-root": "it rested on one root", "no-quote": "no exact quote was kept",
    "party-about-enemy": "a party said it about its enemy", "denied-too": "it was denied",
    "nothing-opposes": "nothing on the other side was attached", "nothing-contrary": "nothing contrary was attached",
    "no-party": "no denial by a party was on the desk", "no-evidence": "no contrary source was attached",
    "supported-too": "independent sources supported it", "withdrawn": "a source that it rests on was withdrawn",
    "not-public": "only sources that are not public carried it",
}  # fmt: skip


SUPERSEDED: Final = "The figure was superseded by "
"""How the cause begins that only the rules of a whole incident can find."""


def stale_causes(
    *, edited: bool = False, withdrawn: Sequence[str] = (), gone: int = 0, superseded_by: str | None = None,
    warnings: Sequence[str] = (),
) -> tuple[str, ...]:  # fmt: skip
    """Why a verdict asks for another look, in sentences; empty while it is fresh. Nothing changes it but a person."""
    causes: list[str] = []
    if edited:
        causes.append("The claim was edited after the verdict was given.")
    causes += [f"Source {code}, which it rests on, was withdrawn." for code in withdrawn]
    if gone:
        causes.append(f"{gone} of the citations that it rested on {'was' if gone == 1 else 'were'} removed.")
    if superseded_by:
        causes.append(f"{SUPERSEDED}{superseded_by}.")
    return (*causes, *warnings)
