"""The lines of the verdict strip that do not change while it is typed into: its title, and the bases to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from factdesk.model.records import Claim
from factdesk.model.vocabulary import BASES
from factdesk.model.wording import figure_text
from factdesk.tui import safe
from factdesk.tui.proposal import WORDS
from factdesk.tui.theme import Look

__all__ = ["basis_lines", "title"]


def title(verdict: str, claims: Sequence[Claim], number: int) -> str:
    """What the strip asks about: a claim whole, or how many there are and the codes of the first."""
    if len(claims) == 1:
        return f"{WORDS[verdict]} {claims[0].code}: {safe.cut(figure_text(claims[0]), 90)}"
    more = " …" if number > 6 else ""
    return f"{WORDS[verdict]} {number:,} marked claims: {', '.join(claim.code for claim in claims[:6])}{more}"


def basis_lines(verdict: str, chosen: str | None, look: Look) -> list[Content]:
    """The bases of a verdict with what they mean, the chosen one marked."""
    bases = list(BASES[verdict])
    widest = max((len(basis) for basis in bases), default=0)
    dots = (" ", "*") if look.ascii else ("○", "●")
    lines = []
    for basis in bases:
        here = basis == chosen
        named = (f"{dots[here]} {basis:<{widest}}  ", "bold $accent" if here else "$dim")
        keys = ("  ↑ ↓ chooses another", "$dim") if here and len(bases) > 1 else ("", "")
        lines.append(safe.assemble(named, (BASES[verdict][basis], "$foreground" if here else "$dim"), keys))
    return lines or [safe.content("The verdict is taken back; the claim is open again.")]
