"""The lines of the verdict strip that do not change while it is typed into: its title, and the bases to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from factdesk.model.records import Claim
from factdesk.model.vocabulary import BASES, VERDICTS
from factdesk.model.wording import figure_text
from factdesk.tui import safe
from factdesk.tui.proposal import WORDS
from factdesk.tui.theme import Look

__all__ = ["basis_lines", "meaning", "room", "title"]

WIDEST: Final = 140
"""Cells beyond which the strip grows no wider; its style sheet says the same."""


def room(width: int) -> int:
    """Cells of a line in the strip, in a terminal that is `width` cells wide."""
    return min(width, WIDEST) - 4


def title(verdict: str, claims: Sequence[Claim], number: int) -> str:
    """What the strip asks about: a claim whole, or how many there are and the codes of the first."""
    if len(claims) == 1:
        return f"{WORDS[verdict]} {claims[0].code}: {safe.cut(figure_text(claims[0]), 90)}"
    more = " …" if number > 6 else ""
    return f"{WORDS[verdict]} {number:,} marked claims: {', '.join(claim.code for claim in claims[:6])}{more}"


def meaning(verdict: str, width: int) -> str:
    """What the verdict means, in `width` cells: whole, else without the parts after its last commas."""
    told = VERDICTS[verdict]
    while safe.cell_len(told) > width and ", " in told:
        told = told.rpartition(", ")[0]
    return told


def basis_lines(verdict: str, chosen: str | None, look: Look, cells: int) -> list[Content]:
    """The bases of a verdict with what they mean, the chosen one marked, in lines of `cells` cells.

    How another one is chosen stands behind it where there is room: no line is broken for it.
    """
    bases = list(BASES[verdict])
    widest = max((len(basis) for basis in bases), default=0)
    dots = (" ", "*") if look.ascii else ("○", "●")
    lines = []
    for basis in bases:
        here = basis == chosen
        named = (f"{dots[here]} {basis:<{widest}}  ", "bold $accent" if here else "$dim")
        means = BASES[verdict][basis]
        left = cells - widest - 4 - safe.cell_len(means)
        hints = ("  ↑ ↓ chooses another", "  ↑ ↓", "") if here and len(bases) > 1 else ("",)
        keys = next((hint for hint in hints if safe.cell_len(hint) <= left), "")
        lines.append(safe.assemble(named, (means, "$foreground" if here else "$dim"), (keys, "$dim")))
    return lines or [safe.content("The verdict is taken back; the claim is open again.")]
