"""Why a verdict asks for another look: what it rested on was withdrawn, edited or superseded, or its warnings changed.

Source of the rule: the founding meaning of `stale`. The machine never changes a verdict; it names the cause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factdesk.model.standing.facts import Fact
from factdesk.model.standing.nesting import BASIC, Nesting
from factdesk.model.standing.whole import Standing
from factdesk.model.standing.words import told, who
from factdesk.model.verdicts import Case, Tie, Warning, changed_warnings, root_word, stale_causes, warn

Causes = Mapping[str, tuple[str, ...]]


def stale(facts: Mapping[str, Fact], found: Standing, nesting: Nesting = BASIC) -> dict[str, tuple[str, ...]]:
    """For each claim of the incident whose verdict asks for another look the causes, as sentences."""
    replaced = found.superseded_by()
    denied = _denials(facts.values())
    rivals = _Rivals(facts.values())
    causes = {}
    for id_, fact in facts.items():
        if fact.verdict == "open" or fact.given is None:
            continue
        given = fact.given
        known = {one.citation: one for one in fact.carriers}
        withdrawn = [known[one].code for one in given.rests_on if one in known and known[one].withdrawn]
        later = facts[replaced[id_]] if id_ in replaced else None
        told_ = stale_causes(
            edited=given.edited, withdrawn=tuple(dict.fromkeys(withdrawn)),
            gone=sum(one not in known for one in given.rests_on), superseded_by=named(later) if later else None,
            warnings=changed_warnings(given.warnings, warn(_case(fact, denied.get(id_, ()), rivals)), withdrawn),
        )  # fmt: skip
        if told_:
            causes[id_] = told_
    return causes


def named(fact: Fact) -> str:
    """A claim as a cause names it: `A43 (19 people killed, City)`."""
    return f"{fact.claim.code} ({told(fact)}, {who(fact)})"


def warnings(fact: Fact, facts: Iterable[Fact]) -> tuple[Warning, ...]:
    """The warnings that the verdict of a claim calls for now, among all claims of its incident."""
    listed = list(facts)
    return warn(_case(fact, _denials(listed).get(fact.id, ()), _Rivals(listed)))


def _denials(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.claim.denies:
            found[fact.claim.denies].append(fact)
    return found


def _case(fact: Fact, denials: Sequence[Fact], rivals: _Rivals) -> Case:
    assert fact.given is not None
    return Case(
        verdict=fact.verdict, basis=fact.basis, kind=fact.claim.kind, counted=fact.claim.counted,
        side=fact.speaker.side if fact.speaker else None,
        ties=tuple(
            Tie(one.citation, one.root, one.stance, one.quoted, one.confidentiality, one.withdrawn,
                root_word(one.root, one.source, one.root_name))
            for one in fact.carriers
        ),
        rests_on=fact.given.rests_on,
        denials=tuple(one.speaker.name if one.speaker else one.claim.code for one in denials),
        denied_by_sides=tuple((one.speaker.side or "") if one.speaker else "" for one in denials),
        rivals=rivals.of(fact) if fact.verdict == "disputed" else 0,
    )  # fmt: skip


class _Rivals:
    """Counts the figures that share no number with one, by the same rule as the warnings of a fresh verdict."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._groups: defaultdict[tuple[str | None, str | None], list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.claim.kind == "figure":
                self._groups[fact.claim.measure, fact.claim.counted].append(fact)

    def of(self, fact: Fact) -> int:
        """Whether any figure stands against it: 1 or 0, since no rule asks how many."""
        low, high = fact.claim.low, fact.claim.high
        group = self._groups[fact.claim.measure, fact.claim.counted] if fact.claim.kind == "figure" else []
        return int(
            any(
                other.id != fact.id
                and (
                    (high is not None and other.claim.low is not None and other.claim.low > high)
                    or (low is not None and other.claim.high is not None and other.claim.high < low)
                )
                for other in group
            )
        )
