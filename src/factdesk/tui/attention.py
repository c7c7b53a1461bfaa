"""What a reviewer should look at before judging a claim, and the claim's page with it on top."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.model.views import ClaimCard
from factdesk.tui import cards
from factdesk.tui.theme import Look
from factdesk.tui.widgets.text_lines import Line

__all__ = ["attention", "page"]


def attention(card: ClaimCard) -> Iterator[str]:
    """What a reviewer should look at before judging this claim, worst first."""
    for row in card.denied_by:
        yield f"{row.code} denies it ({row.speaker or 'nobody is named'})"
    for cause in card.stale:
        yield f"its verdict ({card.verdict}) asks for another look: {cause}"
    if card.reviews and card.verdict == "open":
        last = card.reviews[0]
        yield f"it was judged before and re-opened by {last.reviewer}: {last.reason}"
    standing = [c for c in card.citations if c.stance == "supports" and not c.source.withdrawn]
    if not card.citations:
        yield "nothing is attached to it: A attaches a source"
    elif not standing:
        yield "no source that stands supports it"
    else:
        if card.roots == 1:
            yield f"all that supports it goes back to one root: {standing[0].root_label}"
        if not any(c.quote for c in standing):
            yield "no source quotes its words"
        if all(c.source.confidentiality != "public" for c in standing):
            yield "only sources that are not public support it: it leaves by no export unless they are named"
    against = sum(c.stance == "opposes" for c in card.citations)
    if against:
        yield f"{against} source{' opposes' if against == 1 else 's oppose'} it"
    if card.speaker is None:
        yield "nobody is named as its speaker"


def page(card: ClaimCard, now: Look) -> list[Line]:
    """The claim's card with what asks for attention above everything but the claim itself."""
    lines = cards.claim(card, now)
    asks = [Line((("! ", "warning"), (text, "text")), hang=2) for text in attention(card)]
    if not asks:
        return lines
    return [*lines[:2], Line(), Line((("Look at this first", "accent"),)), *asks, *lines[2:]]
