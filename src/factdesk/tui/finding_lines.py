"""A finding as lines of a card: what kind it is, its whole sentence, and the claims that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.model.standing.facts import Fact
from factdesk.model.standing.words import told, when, who
from factdesk.tui.standing_view import FindingRow, View
from factdesk.tui.theme import Look
from factdesk.tui.toll_rows import KINDS
from factdesk.tui.widgets.text_lines import BLANK, Line

__all__ = ["MEANS", "brief", "claim_line"]

MEANS = {
    "conflict": "These cannot all be true.", "stale": "A verdict asks for another look.",
    "one-scope": "They could not all be true if their scopes were one.",
    "scope": "No contradiction yet: what does each of them cover?",
    "counting": "No contradiction yet: how was it counted?", "revised": "A figure was revised downwards.",
    "wording": "One statement in several wordings.", "denied": "It is denied.",
    "enemy": "A party says it about its enemy.", "agree": "These agree.",
    "ladder": "Each is superseded by the next, and none was wrong.",
    "circle": "Sources carry each other in a circle.", "one-root": "Several reports, one root.",
}  # fmt: skip
"""What each kind of finding means, in a line."""


def brief(row: FindingRow, view: View, look: Look) -> list[Line]:
    """The finding for the card beside the board."""
    word, style = KINDS.get(row.kind, (row.kind, "text"))
    head = Line(((f"{word}  ", style), (MEANS.get(row.kind, ""), "heading")), hang=2)
    keys = Line((("Enter shows these claims alone, w both sides and what would settle it.", "dim"),))
    return [head, BLANK, Line(((row.sentence, "text"),)), BLANK, *_claims(row, view, look), BLANK, keys]


def _claims(row: FindingRow, view: View, look: Look) -> Iterator[Line]:
    for id_ in row.claims:
        fact = view.found.facts.get(id_)
        if fact is not None:
            yield claim_line(fact, look)


def claim_line(fact: Fact, look: Look) -> Line:
    """A claim as an anchor: verdict, code, what it says, who says it and when."""
    glyph, word, style = look.verdict(fact.verdict)
    about = ", ".join(part for part in (who(fact), when(fact)) if part)
    return Line(
        ((f"{glyph} {word}".ljust(7), style), (fact.claim.code, "anchor"), (f"  {told(fact)}", "text"),
         (f" — {about}", "dim")),
        hang=9, ref=fact.id,
    )  # fmt: skip
