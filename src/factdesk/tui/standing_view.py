"""What the screens show of an incident's standing: bars, findings and marks, made in the reader's thread."""

from __future__ import annotations

from dataclasses import dataclass

from factdesk.desk.standing import IncidentStanding
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.findings import ORDER
from factdesk.model.standing.words import told, who
from factdesk.tui.board_rows import Row, board

__all__ = ["FindingRow", "View"]

FIRST: dict[str, int] = {kind: place for place, kind in enumerate(("conflict", "stale", *ORDER[1:]))}
"""The kinds of findings in the order in which the screens show them."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as a line of a list; `id` tells it from others also after the desk changed."""

    nr: int
    id: str
    kind: str
    sentence: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """An incident's standing as its screens need it; `stale` has the causes for each claim whose verdict is stale."""

    found: IncidentStanding
    tolls: tuple[Row, ...]
    findings: tuple[FindingRow, ...]
    stale: dict[str, tuple[str, ...]]

    @staticmethod
    def of(found: IncidentStanding) -> View:
        """Makes all of it; takes time near linear in the claims."""
        stale = found.stale()
        return View(found, board(found.facts, found.standing, stale), _findings(found, stale), stale)

    def about(self, claim: str) -> list[FindingRow]:
        """The findings that concern a claim, the gravest first."""
        return [row for row in self.findings if claim in row.claims]


def _findings(found: IncidentStanding, stale: dict[str, tuple[str, ...]]) -> tuple[FindingRow, ...]:
    """The standing's own, and those verdicts that ask for another look; the gravest first."""
    listed = [(one.kind, one.sentence, one.claims) for one in found.standing.findings]
    if not any(kind == "stale" for kind, _, _ in listed):
        listed += [("stale", _asks(found.facts[id_], causes), (id_,)) for id_, causes in stale.items()]
    listed.sort(key=lambda one: FIRST.get(one[0], len(FIRST)))
    return tuple(
        FindingRow(nr, f"{kind}:{','.join(claims)}", kind, sentence, claims)
        for nr, (kind, sentence, claims) in enumerate(listed)
    )


def _asks(fact: Fact, causes: tuple[str, ...]) -> str:
    return f"{fact.claim.code} ({told(fact)}, {who(fact)}), {fact.verdict}, asks for another look: {' '.join(causes)}"
