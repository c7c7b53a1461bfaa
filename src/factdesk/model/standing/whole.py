"""Everything at once: the standing of an incident's claims, as plain values that lists, cards and JSON can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from factdesk.model.standing import bounds, conflict, origins, scope
from factdesk.model.standing.agreement import Agreement, agreements
from factdesk.model.standing.bounds import Range
from factdesk.model.standing.comparable import Quantity, quantities
from factdesk.model.standing.conflict import Conflict
from factdesk.model.standing.denials import Denied, denials
from factdesk.model.standing.facts import Fact, by_id, figures
from factdesk.model.standing.findings import Finding, Parts, findings
from factdesk.model.standing.nesting import BASIC, Nesting
from factdesk.model.standing.origins import Origins
from factdesk.model.standing.reasons import Reasons
from factdesk.model.standing.scope import Question
from factdesk.model.standing.superseded import Ladder, Step, ladders
from factdesk.model.standing.wordings import Wording, lost, wordings


@dataclass(frozen=True, slots=True)
class Stand:
    """How one figure stands: `current`, `superseded` or `set-aside` (`why` says why), and what replaced it."""

    claim: str
    state: str
    superseded_by: str | None = None
    change: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of an incident. `cut`: there are, or may be, more conflicts than are listed."""

    figures: tuple[Stand, ...]
    ladders: tuple[Ladder, ...]
    conflicts: tuple[Conflict, ...]
    questions: tuple[Question, ...]
    wordings: tuple[Wording, ...]
    bounds: tuple[Range, ...]
    denials: tuple[Denied, ...]
    agreements: tuple[Agreement, ...]
    origins: tuple[Origins, ...]
    findings: tuple[Finding, ...]
    cut: bool

    def superseded_by(self) -> dict[str, str]:
        """For each superseded claim, the claim that replaced it with another figure."""
        return {
            one.claim: one.superseded_by
            for one in self.figures
            if one.superseded_by is not None and one.change != "restated"
        }


def stand(facts: Sequence[Fact], nesting: Nesting = BASIC) -> Standing:
    """The standing of these claims, which must be all claims of one incident.

    Takes time near linear in the claims; the conflicts that are listed are limited (see `clash.MOST_SETS`).
    """
    known, numbers = by_id(facts), figures(facts)
    of = quantities(numbers, nesting)
    said = wordings(facts, nesting)
    aside = _set_aside(numbers, lost(said))
    able = [fact for fact in numbers if fact.id not in aside]
    rungs = ladders(able, of, nesting)
    steps = {step.earlier: step for ladder in rungs for step in ladder.steps}
    current = [fact for fact in able if fact.id not in steps]
    found = conflict.clashes(current, of, nesting)
    conflicts = _conflicts(found, Reasons(known, of, nesting))
    parts = Parts(
        conflicts=tuple(conflicts),
        questions=tuple(_questions(current, of, nesting, conflicts, known)),
        wordings=tuple(said),
        denials=tuple(denials([fact for fact in facts if fact.id not in lost(said)], known, current, of, nesting)),
        agreements=tuple(agreements(current, of)),
        ladders=tuple(rungs),
        origins=tuple(origins.origins(facts)),
    )
    return Standing(
        **{field.name: getattr(parts, field.name) for field in fields(parts)},
        figures=tuple(_stand(fact, aside, steps) for fact in numbers),
        bounds=tuple(_bounds(able, steps, of, nesting)),
        findings=findings(parts, known, nesting),
        cut=found.cut,
    )


def restand(
    before: Standing, old: Mapping[str, Fact], facts: Sequence[Fact], nesting: Nesting = BASIC,
    of: Mapping[str, Quantity] | None = None,
) -> Standing:  # fmt: skip
    """The standing after nothing but verdicts changed: what they cannot touch is taken over from `before`.

    A verdict moves the bounds that confirmed claims imply; only a denial by evidence, given or taken back, sets a
    figure aside, and then all is told anew. `old` are the claims that `before` was told from, `of` their quantities
    where these are known.
    """
    if _refuted(old.values()) != _refuted(facts):
        return stand(facts, nesting)
    known = by_id(facts)
    able = [known[one.claim] for one in before.figures if one.state != "set-aside"]
    steps = {step.earlier: step for ladder in before.ladders for step in ladder.steps}
    of = of or quantities(figures(facts), nesting)
    sure = bounds.confirmed(_sure(able, steps), of, nesting)
    return replace(before, bounds=(*sure, *(one for one in before.bounds if one.basis != "confirmed")))


def _refuted(facts: Iterable[Fact]) -> set[str]:
    return {fact.id for fact in facts if (fact.verdict, fact.basis) == ("denied", "by-evidence")}


def _conflicts(found: conflict.Found, reasons: Reasons) -> list[Conflict]:
    """The conflicts in words: figures against each other first, sums of parts after them."""
    place = {id_: number for number, id_ in enumerate(reasons.facts)}
    told = [reasons.conflict(cluster) for cluster in conflict.clusters(found.clashes)]
    return sorted(told, key=lambda one: (one.kind == "parts", min(place[id_] for id_ in one.claims)))


def _bounds(
    able: Sequence[Fact], steps: Mapping[str, Step], of: Mapping[str, Quantity], nesting: Nesting
) -> Iterator[Range]:
    """What confirmed figures imply, then the range over all that stand; a figure that was taken back is kept in it."""
    fallen = {
        fact.id for fact in able
        if fact.id in steps and steps[fact.id].how == "fall" and of[fact.id].key[0] in nesting.tallied
    }  # fmt: skip
    yield from bounds.confirmed(_sure(able, steps), of, nesting)
    yield from bounds.standing([fact for fact in able if fact.id not in steps or fact.id in fallen], of)


def _sure(able: Sequence[Fact], steps: Mapping[str, Step]) -> list[Fact]:
    """The confirmed figures that still bind: also older ones, but for those that their own voice took back."""
    fallen = {step.earlier for step in steps.values() if step.how == "fall"}
    return [fact for fact in able if fact.verdict == "confirmed" and fact.id not in fallen]


def _set_aside(numbers: Sequence[Fact], gone: frozenset[str]) -> dict[str, str]:
    """Figures that take no part, each with the reason. A party's denial is none: only evidence sets a figure aside."""
    found = {}
    for fact in numbers:
        if fact.verdict == "denied" and fact.basis == "by-evidence":
            found[fact.id] = "denied by evidence"
        elif fact.id in gone:
            found[fact.id] = "the statement that it is taken from did not use these words"
        elif fact.carriers and not fact.supporting() and any(one.withdrawn for one in fact.carriers):
            found[fact.id] = "every source that supports it was withdrawn"
    return found


def _stand(fact: Fact, aside: dict[str, str], steps: dict[str, Step]) -> Stand:
    if fact.id in aside:
        return Stand(fact.id, "set-aside", why=aside[fact.id])
    step = steps.get(fact.id)
    return Stand(fact.id, "current") if step is None else Stand(fact.id, "superseded", step.later, step.how)


def _questions(
    current: Sequence[Fact], of: dict[str, Quantity], nesting: Nesting, conflicts: Sequence[Conflict],
    known: dict[str, Fact],
) -> list[Question]:  # fmt: skip
    """The questions of scope, and the sets that only differing scopes keep from being conflicts."""
    settled = {id_ for one in conflicts if one.kind != "parts" for id_ in one.claims}
    asked = scope.questions(current, of, nesting, settled)
    across = conflict.clashes([fact for fact in current if fact.id not in settled], of, nesting, one_scope=True)
    covered = [frozenset((one.claims[0], id_)) for one in asked if one.kind == "scope" for id_ in one.claims[1:]]
    covered += [frozenset(one.claims) for one in asked if one.kind == "counting"]
    return [*asked, *scope.only_if_one(across.clashes, known, of, covered)]
