"""Reads a report: what it asserts, as proposals in plain JSON values. Nothing is stored; no desk is needed."""

from __future__ import annotations

from datetime import date
from typing import Any

from factdesk.intake.contract import contract
from factdesk.intake.documents.document import Document
from factdesk.intake.documents.whole import LARGEST
from factdesk.intake.reader import Told, read
from factdesk.model.errors import BadInput

__all__ = ["LARGEST", "Proposal", "propose", "propose_document"]

Proposal = dict[str, Any]


def propose(text: str, source: dict[str, Any] | None = None, told: Told | None = None) -> Proposal:
    """What the reader finds in a text, as JSON values (README documents them).

    `source` holds fields of the source as far as they are known; its `published_at` (ISO 8601) is the day
    against which `on Friday` is resolved. `told` hears how far the reading is, and may raise to stop it.
    Raises BadInput for a text that is empty or too long.
    """
    if not text.strip():
        raise BadInput("the text is empty", where="text", todo="paste the article, or name a file that holds it")
    if len(text) > LARGEST:
        raise BadInput(f"the text has more than {LARGEST} characters", where="text", todo="take it in in pieces")
    known = {"kind": "article", **(source or {})}
    day = _day(known.get("published_at"))
    return contract(read(text, day) if told is None else read(text, day, told), known)


def propose_document(document: Document, source: dict[str, Any] | None = None) -> Proposal:
    """As `propose`, for a document; `source` holds what a person knows better than the document tells itself.

    `document` is added: its form, encoding, notes and attachments, and, where it is no plain text, the `text` into
    which the offsets count.
    """
    told = {name: value for name, value in (source or {}).items() if value}
    found = propose(document.text, {**document.source, **told})
    about: dict[str, Any] = {
        "form": document.form, "encoding": document.encoding, "notes": list(document.notes),
        "attachments": [{"name": a.name, "media_type": a.media_type, "size": a.size, "sha256": a.sha256}
                        for a in document.attachments],
    }  # fmt: skip
    if document.form != "text":
        about["text"] = document.text
    return {**found, "document": about}


def _day(moment: str | None) -> date | None:
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None
