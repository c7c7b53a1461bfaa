"""What the verdict strip proposes from what is attached, and what a person had typed into it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from factdesk.desk.drafts import Draft
from factdesk.desk.review import prefilled
from factdesk.model.views import CitationView
from factdesk.model.vocabulary import BASES
from factdesk.tui import safe

WORDS = {"confirmed": "Confirm", "disputed": "Dispute", "denied": "Deny", "open": "Re-open"}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the strip: basis, reason, and the chosen citations (None: each claim's own).

    `note` says where it comes from: a draft, a verdict that could not be recorded, or a conflict that it would
    settle. What was merely `proposed` nobody typed: typing replaces it, and leaving loses nothing.
    """

    basis: str | None
    reason: str
    rests_on: tuple[str, ...] | None = None
    note: str = ""
    proposed: bool = False


def draft_key(verdict: str, claims: Sequence[str]) -> str:
    """Under which a verdict's draft is kept: one for each verdict and set of claims."""
    named = ",".join(claims)
    if len(claims) > 4:
        named = f"{len(claims)}-{hashlib.sha256(named.encode()).hexdigest()[:16]}"
    return f"verdict:{verdict}:{named}"


def likely_basis(verdict: str, citations: Sequence[CitationView]) -> str | None:
    """The basis that what is attached speaks for; a person changes it with ↑ and ↓."""
    if not BASES[verdict]:
        return None
    if verdict == "confirmed":
        return "independent" if len({c.root_key for c in citations if c.stance == "supports"}) > 1 else "authority"
    if verdict == "denied":
        return "by-evidence" if any(c.stance == "opposes" for c in citations) else "by-party"
    return next(iter(BASES[verdict]))


def likely_reason(verdict: str, citations: Sequence[CitationView]) -> str:
    """A first sentence from the sources; nothing where nothing is attached or several claims are marked."""
    chosen = set(prefilled(verdict, citations))
    rests_on = [c for c in citations if c.id in chosen]
    if not rests_on:
        return ""
    codes = ", ".join(dict.fromkeys(c.source.code for c in rests_on))
    roots = len({c.root_key for c in rests_on})
    return f"Rests on {codes} ({roots} root{'' if roots == 1 else 's'})."


def told(citation: CitationView) -> str:
    """A citation in a line: which source, what it says, and whether it speaks against the claim."""
    quote = f" “{safe.cut(citation.quote, 60)}”" if citation.quote else ""
    against = "against: " if citation.stance == "opposes" else ""
    gone = " (withdrawn)" if citation.source.withdrawn else ""
    whose = f" (carries {safe.cut(citation.carries, 40)})" if citation.carries else ""
    return f"{against}{citation.source.code} {safe.cut(citation.source.title, 60)}{whose}{quote}{gone}"


def from_draft(draft: Draft) -> Typed:
    """What a draft held, with a note that says so."""
    from factdesk.tui.forms.keeping import when

    states = draft.fields.get("states")
    reason = states.get("reason", "") if isinstance(states, dict) else ""
    basis = draft.fields.get("basis")
    note = f"Taken up: what you typed on {when(draft.at)} and did not record. Esc twice throws it away."
    return Typed(basis if isinstance(basis, str) else None, str(reason), None, note)
