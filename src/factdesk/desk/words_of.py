"""Whose words a source most likely carries for a claim: what a form proposes, for a person to keep or clear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factdesk.desk.open import Desk
from factdesk.desk.opened import Told, told
from factdesk.model.records import Claim, Source
from factdesk.store import lookup

__all__ = ["PUBLISHING", "proposed_root", "speakers_of"]

PUBLISHING: Final = ("article", "post", "statement", "interview", "call")
"""Kinds of sources in which somebody's words are passed on; a photo, a document or an own observation is a root."""


def speakers_of(desk: Desk, claims: Sequence[str]) -> set[str | None]:
    """The ids of the speakers of these claims, None among them where one names nobody. Raises NotFound."""
    found = set()
    for ref in claims:
        claim = lookup.record(desk.db.conn, ref, "claim")
        assert isinstance(claim, Claim)
        found.add(claim.speaker)
    return found


def proposed_root(
    desk: Desk, claims: Sequence[str], *, source: str | None = None, kind: str = "article", stance: str = "supports"
) -> Told | None:
    """The speaker of all these claims, where the source is of a kind that passes on what people say.

    None where the claims have several speakers or none, where the source speaks against them, or where a source that
    is on the desk says by itself whom it carries. `kind` is that of a source that is not. Raises NotFound.
    """
    speakers = speakers_of(desk, claims)
    if source is not None:
        held = lookup.record(desk.db.conn, source, "source")
        assert isinstance(held, Source)
        if held.root is not None or held.root_speaker is not None:
            return None
        kind = held.kind
    speaker = speakers.pop() if len(speakers) == 1 else None
    return told(desk, speaker) if speaker and kind in PUBLISHING and stance == "supports" else None
