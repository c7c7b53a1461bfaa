"""The findings of an incident: one sentence each, the gravest first, with the claims that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factdesk.model.standing.agreement import Agreement
from factdesk.model.standing.conflict import Conflict
from factdesk.model.standing.denials import Denied
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.nesting import Nesting
from factdesk.model.standing.origins import Origins
from factdesk.model.standing.scope import Question
from factdesk.model.standing.superseded import Ladder
from factdesk.model.standing.wordings import Wording


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence. `kind`: conflict, one-scope, scope, counting, revised, wording, denied, enemy, agree, ladder,
    circle or one-root."""

    kind: str
    sentence: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the findings are told from."""

    conflicts: tuple[Conflict, ...]
    questions: tuple[Question, ...]
    wordings: tuple[Wording, ...]
    denials: tuple[Denied, ...]
    agreements: tuple[Agreement, ...]
    ladders: tuple[Ladder, ...]
    origins: tuple[Origins, ...]


ORDER = (
    "conflict", "one-scope", "scope", "counting", "revised", "wording", "denied", "enemy", "agree", "ladder",
    "circle", "one-root",
)  # fmt: skip
"""The kinds of findings, the gravest first."""


def findings(parts: Parts, known: Mapping[str, Fact], nesting: Nesting) -> tuple[Finding, ...]:
    """Every finding, the gravest first; within a kind in the order of the claims, conflicts in the order given."""
    place = {id_: number for number, id_ in enumerate(known)}
    found = list(_all(parts, nesting))
    found.sort(key=lambda one: (ORDER.index(one.kind), 0 if one.kind == "conflict" else _first(one, place)))
    return tuple(found)


def _first(finding: Finding, place: Mapping[str, int]) -> int:
    return min((place.get(id_, 0) for id_ in finding.claims), default=0)


def _all(parts: Parts, nesting: Nesting) -> Iterator[Finding]:
    for conflict in parts.conflicts:
        yield Finding("conflict", conflict.sentence, conflict.claims)
    for question in parts.questions:
        yield Finding(question.kind, question.sentence, question.claims)
    for wording in parts.wordings:
        yield Finding("wording", wording.sentence, wording.claims)
    for agreement in parts.agreements:
        yield Finding("agree", agreement.sentence, agreement.claims)
    for denied in parts.denials:
        claims = (denied.claim, *dict.fromkeys(one.claim for one in denied.rejections), *denied.against)
        yield Finding("denied" if denied.rejections else "enemy", denied.sentence, claims)
    for ladder in parts.ladders:
        falls = ladder.falls and ladder.measure in nesting.tallied
        yield Finding("revised" if falls else "ladder", ladder.sentence, ladder.claims)
    for one in parts.origins:
        if one.circles:
            yield Finding("circle", one.sentence, (one.claim,))
        elif one.reports > 1 and len(one.roots) == 1:
            yield Finding("one-root", one.sentence, (one.claim,))
