"""How sure a figure is: stated, or feared, possible and vouched for by nobody."""

from __future__ import annotations

from typing import Final

from factdesk.intake.drafts import Draft
from factdesk.intake.nouns import PEOPLE
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

FEAR: Final = words("""
    feared fear fears may might could possibly presumed likely thought suspected unconfirmed perhaps potentially
    believed expected risk estimates-of can probably можливо ймовірно возможно вероятно предположительно могут можуть
    """)
_PASS: Final = words("surpass exceed pass reach top hit climb rise")
_CONFIRM: Final = frozenset(["confirm", "confirmed", "verify", "verified", "corroborate", "substantiate", "confirming"])
_UNABLE: Final = frozenset(
    ["not", "cannot", "unable", "couldn't", "can't", "impossible", "nobody", "hasn't", "haven't"]
)


def feared(page: Page, item: Draft, first: int, after: int) -> bool:
    """Whether the words around a figure, in the clause `first`..`after`, tell that it is not certain."""
    low = page.low
    begin = max(first, item.first - 6)
    if _unconfirmed(low, first, item.first):
        return True
    if not {"will", "would"}.isdisjoint(low[max(first, item.first - 4) : item.first]):
        near = low[max(first, item.first - 4) : item.first + 1]
        return "be" in near or not _PASS.isdisjoint(near)
    if "if" in low[first : item.first]:
        return True
    for at in range(begin, min(after, item.after + 6)):
        word = low[at]
        if at >= item.after and word in ("and", ",", ";", "known", "as", "while", "when", "amid", "after"):
            return False
        if word in FEAR and not (word == "may" and page.capital(at)):
            if low[at + 1 : at + 2] == ["for"]:
                continue
            if word == "suspected" and at < item.first and (low[at + 1] in PEOPLE or low[at - 1] in ("a", "an", "the")):
                continue  # `suspected rebels killed five`: who did it is in doubt, not the count
            if word == "expected" and (low[at + 1 : at + 2] != ["to"] or "with" in low[at : item.first]):
                continue
            if word == "can" or (word == "believed" and low[at - 1] in ("is", "widely")):
                continue
            return True
    return False


def _unconfirmed(low: list[str], first: int, to: int) -> bool:
    """`could not confirm reports of graves with up to 200 bodies`: what nobody vouches for is feared."""
    for at in range(max(first, to - 20), to):
        if low[at] in _CONFIRM:
            return not _UNABLE.isdisjoint(low[max(0, at - 3) : at])
    return False
