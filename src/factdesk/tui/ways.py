"""What a person may do about a finding: verdicts with basis and reason proposed, or the scope to be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factdesk.model.standing.facts import Fact
from factdesk.model.standing.settle import proposals
from factdesk.model.standing.words import told, who
from factdesk.tui.standing_view import FindingRow, View

__all__ = ["Way", "ways"]

WORDS = {"confirmed": "Confirm", "disputed": "Dispute", "denied": "Deny", "open": "Re-open"}
ASKED = ("scope", "one-scope", "counting")
"""Findings that the scopes of the claims would settle, once somebody told them."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: a verdict for these claims with a proposed basis and reason, or, without a verdict, to edit the
    first of them. `id` tells ways apart."""

    nr: int
    id: str
    label: str
    claims: tuple[str, ...]
    verdict: str = ""
    basis: str = ""
    reason: str = ""


def ways(row: FindingRow, view: View) -> tuple[Way, ...]:
    """Every way on from a finding, each once, but for verdicts that are in force; none where nothing is to settle."""
    made: dict[tuple[str, ...], Way] = {}
    for label, claims, verdict, basis, reason in _ways(row, view):
        facts = [view.found.facts[id_] for id_ in claims]
        if row.kind != "stale" and verdict and all((f.verdict, f.basis or "") == (verdict, basis) for f in facts):
            continue
        key = (verdict, basis, *claims)
        made.setdefault(key, Way(len(made), ":".join(key), label, claims, verdict, basis, reason))
    return tuple(made.values())


Found = tuple[str, tuple[str, ...], str, str, str]


def _ways(row: FindingRow, view: View) -> Iterator[Found]:
    facts = {id_: view.found.facts[id_] for id_ in row.claims if id_ in view.found.facts}
    if row.kind == "conflict":
        yield from _settle(row, view)
    elif row.kind == "stale":
        for fact in facts.values():
            yield _give(fact, fact.verdict, fact.basis or "", f"Looked at again: still {fact.verdict}.")
            yield _give(fact, "open", "", " ".join(view.stale.get(fact.id, ())))
    elif row.kind in ("denied", "enemy", "wording") and facts:
        first = next(iter(facts.values()))
        yield _give(first, "disputed", _open_basis(first), row.sentence)
        yield _give(first, "denied", "by-evidence" if first.opposing() else "by-party", row.sentence)
    elif row.kind == "revised":
        yield _all(facts, "Which of them holds is to be asked of the speaker.")
    if row.kind in ASKED or row.kind == "conflict":
        for fact in facts.values():
            scope = f"now: {fact.claim.scope}" if fact.claim.scope else "none is told"
            yield f"Edit the scope of {_named(fact)} ({scope})", (fact.id,), "", "", ""
    if row.kind == "one-scope":
        yield _all(facts, "They cannot both hold for one scope, and which scope each has is not known.")


def _settle(row: FindingRow, view: View) -> Iterator[Found]:
    """The verdicts that would settle a conflict, one by one: a strip records one verdict at a time."""
    conflict = next((one for one in view.found.standing.conflicts if one.sentence == row.sentence), None)
    if conflict is None:
        return
    for way in proposals(conflict, view.found.facts):
        for give in way.gives:
            named = ", ".join(_named(view.found.facts[id_]) for id_ in give.claims[:4])
            more = f" and {len(give.claims) - 4} more" if len(give.claims) > 4 else ""
            yield f"{WORDS[give.verdict]} {named}{more}", give.claims, give.verdict, give.basis, way.because


def _all(facts: dict[str, Fact], reason: str) -> Found:
    named = ", ".join(_named(fact) for fact in list(facts.values())[:4])
    return f"Dispute {named}", tuple(facts), "disputed", "figures-conflict", reason


def _give(fact: Fact, verdict: str, basis: str, reason: str) -> Found:
    return f"{WORDS[verdict]} {_named(fact)}", (fact.id,), verdict, basis, reason


def _open_basis(fact: Fact) -> str:
    return "figures-conflict" if fact.claim.kind == "figure" else "evidence-unclear"


def _named(fact: Fact) -> str:
    return f"{fact.claim.code} {told(fact)} ({who(fact)})"
