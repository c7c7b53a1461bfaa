"""Claims for the rules of standing, as short as they are said: a figure, who says it, when, for which scope."""

from __future__ import annotations

from typing import Any

from factdesk.model.figures import parse_figure
from factdesk.model.records import Claim, Speaker
from factdesk.model.standing.facts import Carrier, Fact
from factdesk.model.standing.whole import Standing, stand

DAY = "2025-04-04"
"""The day of every claim that names none."""


def speaker(name: str, side: str | None = None, organisation: str | None = None) -> Speaker:
    """A speaker whose id follows from the name."""
    return Speaker(id=f"p-{name}", name=name, side=side, organisation=organisation)


def carrier(source: str, root: str = "", stance: str = "supports", **more: Any) -> Carrier:
    """A source that carries a claim; without a root it is one itself."""
    return Carrier(source, source, more.pop("name", source), stance, root or source, root or source, **more)


def figure(
    code: str, words: str, counted: str = "people", measure: str = "killed", *, by: str | Speaker | None = "City",
    day: str | None = DAY, said: str | None = None, scope: str | None = "the strike", part_of: str | None = None,
    carriers: tuple[Carrier, ...] = (), verdict: str = "open", basis: str | None = None,
) -> Fact:  # fmt: skip
    """A figure as a claim; `by` is the speaker's name."""
    read = parse_figure(words)
    who = speaker(by) if isinstance(by, str) else by
    claim = Claim(
        id=f"c-{code}", code=code, incident="i", kind="figure", measure=measure, counted=counted, low=read.low,
        high=read.high, qualifier=read.qualifier, value=read.value, words=words, scope=scope, as_of=day,
        said_at=said or day, speaker=who.id if who else None, part_of=f"c-{part_of}" if part_of else None,
    )  # fmt: skip
    return Fact(claim, who, who.id if who else "", verdict, basis, carriers)


def statement(
    code: str, text: str, *, by: Speaker | None = None, kind: str = "assertion", denies: str | None = None,
    aspect: str | None = None, day: str = DAY, carriers: tuple[Carrier, ...] = (),
) -> Fact:  # fmt: skip
    """An assertion or a denial as a claim."""
    claim = Claim(
        id=f"c-{code}", code=code, incident="i", kind=kind, statement=text, said_at=day,
        speaker=by.id if by else None, denies=f"c-{denies}" if denies else None, denies_aspect=aspect,
    )  # fmt: skip
    return Fact(claim, by, by.id if by else "", carriers=carriers)


def standing(*facts: Fact) -> Standing:
    """The standing of these claims with the vocabulary that every desk has."""
    return stand(facts)


def conflicts(*facts: Fact) -> list[set[str]]:
    """The claims of each conflict, by code."""
    return [{id_.removeprefix("c-") for id_ in one.claims} for one in stand(facts).conflicts]


def states(*facts: Fact) -> dict[str, str]:
    """How each figure stands, by code."""
    return {one.claim.removeprefix("c-"): one.state for one in stand(facts).figures}


def told(found: Standing, kind: str) -> str:
    """The sentences of one kind of finding, a line each."""
    return "\n".join(one.sentence for one in found.findings if one.kind == kind)
