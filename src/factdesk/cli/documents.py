"""Records as JSON documents: the fields of the plain tables, and what the desk adds to them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from factdesk.model.sentences import of_card
from factdesk.model.views import (
    Action,
    CitationView,
    ClaimCard,
    ClaimRow,
    Hit,
    IncidentRow,
    Judged,
    LogLine,
    ReviewView,
    SourceCard,
    SourceRow,
)

Document = dict[str, Any]


def _warnings(found: tuple[tuple[str, str], ...]) -> list[Document]:
    return [{"code": code, "text": text} for code, text in found]


def claim(row: Judged) -> Document:
    """A claim of a list: all fields, and verdict, basis, stale, warnings, sources, roots."""
    return row.claim.values() | {
        "incident_code": row.incident_code, "speaker_name": row.speaker_name, "verdict": row.verdict,
        "basis": row.basis, "stale": list(row.stale), "warnings": _warnings(row.warnings), "sources": row.sources,
        "roots": row.roots,
    }  # fmt: skip


def card(found: ClaimCard) -> Document:
    """A claim whole: as in a list, with citations, reviews, history and the sentence that can be pasted."""
    return found.claim.values() | {
        "incident_code": found.incident.code, "speaker_name": found.speaker.name if found.speaker else None,
        "verdict": found.verdict, "basis": found.basis, "stale": list(found.stale),
        "warnings": _warnings(found.warnings), "sources": len({tie.source.id for tie in found.citations}),
        "roots": found.roots, "sentence": sentence(found), "whole": brief(found.whole),
        "parts": [brief(row) for row in found.parts], "denied_claim": brief(found.denies),
        "denied_by": [brief(row) for row in found.denied_by],
        "citations": [citation(tie) for tie in found.citations], "reviews": [review(one) for one in found.reviews],
        "history": [change(line) for line in found.history],
    }  # fmt: skip


def sentence(found: ClaimCard) -> str:
    """The claim as a sentence with its speaker, its qualifier and the hedge of its verdict."""
    return of_card(found)


def brief(row: ClaimRow | None) -> Document | None:
    """Another claim, as far as it matters beside this one."""
    if row is None:
        return None
    return {"id": row.id, "code": row.code, "words": row.words, "counted": row.counted, "measure": row.measure,
            "statement": row.statement, "speaker_name": row.speaker, "verdict": row.verdict}  # fmt: skip


def citation(tie: CitationView) -> Document:
    """A citation with its source and root; `carries` is whose words it carries by itself, None for nobody's."""
    own = {"source": tie.root, "speaker": tie.root_speaker, "name": tie.carries}
    return {"id": tie.id, "stance": tie.stance, "quote": tie.quote, "translation": tie.translation,
            "locator": tie.locator, "source": tie.source.values(), "carries": own if tie.carries else None,
            "root": tie.root_label}  # fmt: skip


def review(one: ReviewView) -> Document:
    """A review; `stands` marks the one in force."""
    return asdict(one) | {"rests_on": list(one.rests_on), "warnings": list(one.warnings)}


def change(line: LogLine) -> Document:
    """One change of one record."""
    return asdict(line)


def incident(row: IncidentRow) -> Document:
    """An incident of the list with its counts by verdict."""
    told = asdict(row)
    del told["nr"]
    return told | {"counts": asdict(row.counts) | {"total": row.counts.total}}


def source(row: SourceRow) -> Document:
    """A source of the list: how many claims cite it, how many sources carry it."""
    told = asdict(row)
    del told["nr"]
    return told


def source_card(found: SourceCard) -> Document:
    """A source whole."""
    return found.source.values() | {
        "root_label": found.root_label, "file_name": found.file_name, "file_size": found.file_size,
        "carriers": [source(row) for row in found.carriers], "claims": [brief(row) for row in found.claims],
        "carries": dict(found.carries),
        "history": [change(line) for line in found.history],
    }  # fmt: skip


def hit(found: Hit) -> Document:
    """A search result; the marks around the found words are left out."""
    return asdict(found) | {"snippet": found.snippet.replace("\ue000", "").replace("\ue001", "")}


def action(done: Action) -> Document:
    """What a change did."""
    return {"action": done.id, "label": done.label, "author": done.author, "at": done.at,
            "records": list(done.records)}  # fmt: skip
