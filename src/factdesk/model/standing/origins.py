"""Reports and roots of each claim: ten outlets that carry one post are ten reports and one root.

Source of the rule: AP and Iraq Body Count count independent origins. Sources that carry each other in a circle have
no origin among them; the circle is named and counts as one root. Withdrawn sources count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factdesk.model.standing.facts import Fact
from factdesk.model.standing.words import listed


@dataclass(frozen=True, slots=True)
class Origins:
    """How many sources support and oppose a claim, from how many roots; `circles` name sources that carry each
    other, `roots` the roots that support by name."""

    claim: str
    reports: int
    roots: tuple[str, ...]
    against: int
    against_roots: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]
    sentence: str


def origins(facts: Iterable[Fact]) -> list[Origins]:
    """The roots of every claim that a source supports or opposes."""
    return [_of(fact) for fact in facts if fact.carriers]


def _of(fact: Fact) -> Origins:
    supporting, opposing = fact.supporting(), fact.opposing()
    reports = len({one.source for one in supporting})
    roots = {one.root: one.root_name for one in supporting}
    against = {one.root: one.root_name for one in opposing}
    circles = tuple(dict.fromkeys(one.circle for one in (*supporting, *opposing) if one.circle))
    text = f"{fact.claim.code}: {_many(reports, 'report')}, {_many(len(roots), 'root')}"
    if roots:
        text += f" ({listed(roots.values())})"
    if against:
        text += f"; against it {_many(len({one.source for one in opposing}), 'report')}, {_many(len(against), 'root')}"
    for circle in circles:
        text += f"; {listed(circle)} carry each other in a circle and name no origin"
    names = tuple(roots.values())
    return Origins(fact.id, reports, names, len({o.source for o in opposing}), tuple(against.values()), circles,
                   f"{text}.")  # fmt: skip


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
