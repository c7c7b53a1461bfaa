"""The sides of a finding as lines: what each claim says in whose words, and the sources and roots that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdesk.desk import browse
from factdesk.desk.open import Desk
from factdesk.model.errors import NotFound
from factdesk.model.times import show_moment
from factdesk.model.views import ClaimCard
from factdesk.model.wording import figure_text, interval, verdict_text
from factdesk.tui import cards
from factdesk.tui.finding_lines import MEANS
from factdesk.tui.standing_view import FindingRow, View
from factdesk.tui.theme import Look
from factdesk.tui.toll_rows import KINDS
from factdesk.tui.widgets.text_lines import BLANK, Line, heading

__all__ = ["MOST", "Page", "head", "read", "settled", "side_lines"]

MOST = 60
"""Claims of a finding that a page shows whole; the rest are counted and named."""


@dataclass(frozen=True, slots=True)
class Page:
    """A finding whole: its sides, each the claims that say the same; `beside` says so under another scope."""

    row: FindingRow
    sides: tuple[tuple[ClaimCard, ...], ...]
    beside: tuple[ClaimCard, ...] = ()
    left_out: int = 0


def read(desk: Desk, row: FindingRow, view: View) -> Page:
    """Reads the claims of a finding whole. A conflict has its sides; else each claim is a side of its own."""
    conflict = next((one for one in view.found.standing.conflicts if one.sentence == row.sentence), None)
    sides = conflict.sides if conflict is not None else tuple((id_,) for id_ in row.claims)
    beside = conflict.beside if conflict is not None else ()
    room = MOST
    found = []
    for side in sides:
        found.append(tuple(_cards(desk, side[: max(room, 0)])))
        room -= len(side)
    rest = tuple(_cards(desk, beside[: max(room, 0)]))
    shown = sum(map(len, found)) + len(rest)
    left_out = sum(map(len, sides)) + len(beside) - shown
    return Page(row, tuple(side for side in found if side), rest, left_out)


def _cards(desk: Desk, claims: Sequence[str]) -> Iterator[ClaimCard]:
    for id_ in claims:
        try:
            yield browse.claim_card(desk, id_)
        except NotFound:
            continue  # removed since: the next reading tells another finding


def head(row: FindingRow) -> list[Line]:
    """What kind of finding it is, what that means, and its sentence."""
    word, style = KINDS.get(row.kind, (row.kind, "text"))
    return [Line(((f"{word}  ", style), (MEANS.get(row.kind, ""), "heading")), hang=2), Line(((row.sentence, "text"),))]


def settled(row: FindingRow) -> list[Line]:
    """In place of a finding that stands no more."""
    return [Line((("✓ ", "ok"), ("This is settled: it stands no more. Esc goes back.", "heading"))),
            Line(((row.sentence, "dim"),))]  # fmt: skip


def side_lines(sides: Sequence[Sequence[ClaimCard]], look: Look, note: str = "") -> list[Line]:
    """One or more sides, one under the other."""
    lines: list[Line] = []
    for side in sides:
        lines += [heading(figure_text(side[0].claim), _many(side)), BLANK]
        for card in side:
            lines += [*_claim(card, look), *cards.citations(card, look)]
    if note:
        lines.append(Line(((note, "dim"),)))
    return lines


def _many(side: Sequence[ClaimCard]) -> str:
    roots = {tie.root_key for card in side for tie in card.citations if tie.stance == "supports"}
    claims = f"{len(side)} claims, " if len(side) > 1 else ""
    return f"{claims}{len(roots)} root{'' if len(roots) == 1 else 's'}"


def _claim(card: ClaimCard, look: Look) -> Iterator[Line]:
    claim, speaker = card.claim, card.speaker
    glyph, word, style = look.verdict(card.verdict)
    said = verdict_text(card.verdict, card.basis)
    yield Line(((f"{claim.code}  ", "anchor"), (f"{glyph} {word}", style), (f"  {said}", "dim")), hang=4, ref=claim.id)
    words = claim.words if claim.kind == "figure" else claim.statement
    bounds = f"  {interval(claim.low, claim.high, ascii_only=look.ascii)}" if claim.kind == "figure" else ""
    yield Line((("“", "dim"), (words or "", "quote"), ("”", "dim"), (bounds, "accent")), indent=2, hang=1)
    who = ", ".join(p for p in (speaker.name, speaker.role, speaker.organisation) if p) if speaker else "nobody named"
    side = f" · side: {speaker.side}" if speaker is not None and speaker.side else ""
    yield Line((("said by ", "label"), (who + side, "text")), indent=2, hang=8)
    when = [f"{name} {show_moment(iso)}" for name, iso in (("as of", claim.as_of), ("said", claim.said_at)) if iso]
    yield Line(((" · ".join((claim.scope or "scope not said", *when)), "dim"),), indent=2)
