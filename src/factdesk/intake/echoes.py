"""Numbers that take their measure from a figure before them: `the mayor says six`, `bringing the total to 60`."""

from __future__ import annotations

from typing import Final

from factdesk.intake import speech
from factdesk.intake.bonds import Bond, fits
from factdesk.intake.pieces import Chunk
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

_TOTALS: Final = words("total tally count figure number overall")
_BRINGING: Final = words("""
    bringing brings brought bring taking takes took raising raises raised pushing pushes pushed lifting lifts lifted
    putting puts making makes driving carrying carries
    """)
_TO: Final = frozenset(["to", "at", "past", "above", "of"])
_NEAR: Final = frozenset(["in", "at", "near", "for", "from"])
_ENDS: Final = frozenset(["comma", "stop", "and", "sub", "close", "dash", "open"])
_SMALL: Final = frozenset(
    ["of", "about", "at", "only", "just", "it", "so", "far", "that", "there", "were", "them", "is", "was"]
)
_ALSO: Final = (["did"], ["were"], ["was"], ["have"], ["has"], ["had"])
_TOLD: Final = frozenset(["confirmed", "recorded", "reported", "registered"])
_SO: Final = frozenset(["as", "so"])
REACH: Final = 14
"""Words before a number in which `bringing the total …` is looked for."""


def echo(page: Page, found: list[Chunk], k: int, bonds: dict[int, Bond]) -> Bond | None:
    """The bond of a number without a measure of its own with what a number or word before it measures."""
    noun = found[k].noun
    if noun is None or noun.of or noun.sense is not None or noun.kind not in ("none", "people", "unknown"):
        return None
    kind = found[k - 1].kind
    if kind == "x" and bonds and page.low[found[k - 1].at : found[k].at] == ["not"] and _as_told(page, found[k].after):
        return _as(found, k, bonds[max(bonds)])  # `sixteen died, not 17 as reported`
    if kind in ("comma", "colon"):
        return _by_place(page, found, k, bonds)
    if kind == "x" and bonds and _then(page, found, k):
        return _as(found, k, bonds[max(bonds)])  # `spoke of 103 dead, then of 95`
    if kind == "x" and (fronted := _fronted(page, found, k)):
        return fronted
    if not bonds or kind != "x":
        return None
    return _likewise(page, found, k, bonds) or _total(page, found, k, bonds) or _said(page, found, k, bonds)


def _as_told(page: Page, at: int) -> bool:
    """Whether `as reported`, `as first said` follows: the number was told before."""
    return page.low[at : at + 1] == ["as"] and not speech.VERBS.keys().isdisjoint(page.low[at + 1 : at + 4])


def _then(page: Page, found: list[Chunk], k: int) -> bool:
    """`…, then of 95.`: another number of the same, behind a comma and with nothing behind it."""
    link = found[k - 1]
    then = found[k - 2].kind == "comma" and page.low[link.at] == "then" and link.after - link.at <= 2
    return then and (k + 1 == len(found) or _closes(page, found[k + 1]))


def _likewise(page: Page, found: list[Chunk], k: int, bonds: dict[int, Bond]) -> Bond | None:
    """`All six perished, as did a driver`: the verb stands before."""
    if k < 3 or page.low[found[k - 1].at : found[k].at] not in _ALSO or page.low[found[k - 2].after - 1] not in _SO:
        return None
    last = bonds[max(bonds)]
    return Bond(k, last.sense, last.pred, "right") if fits(last.sense, found[k]) and not last.sense.things else None


def _fronted(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """`bringing to 57 the number who have starved`: the toll is named behind its number."""
    low, piece = page.low, found[k]
    near = low[max(found[0].at, piece.at - REACH) : piece.at]
    if near[-1:] != ["to"] or _BRINGING.isdisjoint(near) or low[piece.after : piece.after + 1] != ["the"]:
        return None
    if _TOTALS.isdisjoint(low[piece.after + 1 : piece.after + 4]) and "toll" not in low[piece.after : piece.after + 4]:
        return None
    for behind in found[k + 1 : k + 5]:
        if behind.kind == "pred" and behind.sense is not None:
            return Bond(k, behind.sense, -1, "toll") if fits(behind.sense, piece) else None
    return None


def _total(page: Page, found: list[Chunk], k: int, bonds: dict[int, Bond]) -> Bond | None:
    """`…, bringing the total since October to 62,895`: of what the sentence began with."""
    low, at = page.low, found[k].at
    if low[found[k - 1].after - 1] not in _TO:
        return None
    near = low[max(found[0].at, at - REACH) : at]
    if _TOTALS.isdisjoint(near) or _BRINGING.isdisjoint(near):
        return None
    return _as(found, k, bonds[min(bonds)])


def _said(page: Page, found: list[Chunk], k: int, bonds: dict[int, Bond]) -> Bond | None:
    """`The governor says five were killed, the mayor says six`; `it has so far acknowledged only 87`."""
    noun = found[k].noun
    if noun is None or noun.kind != "none" or (k + 1 < len(found) and not _closes(page, found[k + 1])):
        return None
    low, piece = page.low, found[k - 1]
    at = piece.after - 1
    while at > piece.at and low[at] in _SMALL:
        at -= 1
    if low[at] not in speech.VERBS or at == piece.at:
        return None
    last = bonds[max(bonds)]
    whole = last if last.side not in ("group", "own") else bonds[min(bonds)]
    return _as(found, k, whole)


def _closes(page: Page, piece: Chunk) -> bool:
    """Whether nothing behind a number can take it: a comma, a new clause, or the point."""
    return piece.kind in _ENDS or (piece.kind == "x" and page.low[piece.at] in (".", "”", '"', "’", "!"))


def _by_place(page: Page, found: list[Chunk], k: int, bonds: dict[int, Bond]) -> Bond | None:
    """`fatalities in Mexico, 155; in Guatemala, two`: one place after the other under one word."""
    if k < 3 or found[k - 2].kind != "x":
        return None
    place, head = found[k - 2], found[k - 3]
    start = place.at + (page.low[place.at] in _TOLD)
    bare = found[k].noun is not None and found[k].noun.kind == "none"  # type: ignore[union-attr]
    if not bare or page.low[start] not in _NEAR or not page.capital(place.after - 1) or place.after - start > 6:
        return None
    if head.kind == "pred" and head.sense is not None and head.role in ("noun", "toll", "group"):
        return Bond(k, head.sense, k - 3, "label") if fits(head.sense, found[k]) else None
    earlier = bonds.get(k - 4)
    again = head.kind in ("stop", "comma", "and") and earlier is not None and earlier.side == "label"
    return _as(found, k, earlier) if again and earlier is not None else None


def _as(found: list[Chunk], k: int, earlier: Bond) -> Bond | None:
    if not fits(earlier.sense, found[k]):
        return None
    side = "label" if earlier.side == "label" else "toll"
    return Bond(k, earlier.sense, earlier.pred if side == "label" else -1, side)
