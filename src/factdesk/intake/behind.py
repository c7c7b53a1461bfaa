"""A participle or verb behind the number that it measures: `12 people, two of them children, were killed`."""

from __future__ import annotations

from typing import Final

from factdesk.intake.asides import apposition, aside, closed, held, listed, past
from factdesk.intake.bonds import BURNED, DESTROYED, Bond, fits
from factdesk.intake.countable import countable
from factdesk.intake.pieces import REACH, Chunk
from factdesk.intake.tokens import Page
from factdesk.intake.tolls import among

_FROM: Final = frozenset(["з", "із", "из"])


def subject(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """A participle or verb behind the number: `12 people, two of them children, were killed`."""
    i, loose = k + 1, False
    while i < min(len(found), k + REACH):
        piece = found[i]
        kind = piece.kind
        if kind == "pred":
            return _of_verb(page, found, k, i)
        if kind == "num":
            if not countable(page, found, i):
                i += 1
                continue
            if found[i - 1].kind == "and" and found[i - 2].kind == "comma" and i - 3 == k:
                return None
            if not held(page, found, i) and (loose or not listed(page, found, i)):
                return None
        elif kind in ("open", "dash"):
            i = closed(found, i)
            if i < 0:
                return None
        elif kind == "comma" and (closing := apposition(page, found, i)):
            i = closing
        elif (kind == "incl" and not (i == k + 1 and page.low[piece.at] in _FROM)) or (
            kind == "comma" and aside(found, i)
        ):
            i = past(page, found, i)
            if i < 0:
                return None
        elif _stops(page, found, i, k):
            return None
        elif kind == "x":
            if piece.verb == 2:
                return None
            loose = loose or piece.verb == 1
        i += 1
    return None


def _goes_on(page: Page, found: list[Chunk], i: int) -> bool:
    """`it has 80 players and has survived three wars`: the verb behind `and` has another subject."""
    return found[i].after < len(page.low) and page.low[found[i].after] in ("has", "have", "had", "then", "later")


def _stops(page: Page, found: list[Chunk], i: int, k: int) -> bool:
    """Whether no verb behind piece `i` can be said of the number in piece `k`."""
    kind = found[i].kind
    if kind == "comma":
        return _only(found, k) and i + 1 < len(found) and found[i + 1].kind not in ("num", "and")
    return (
        kind in ("sub", "stop", "colon")
        or (kind == "rel" and i != k + 1)
        or (kind == "and" and _goes_on(page, found, i))
    )


def _only(found: list[Chunk], k: int) -> bool:
    """Whether the number is a mere article: behind `The suspect, a reservist, was …` it counts nobody."""
    number = found[k].number
    return number is not None and number.article


def _of_verb(page: Page, found: list[Chunk], k: int, i: int) -> Bond | None:
    """The bond of a number with the measure word in piece `i` behind it."""
    piece, sense = found[i], found[i].sense
    noun = found[k].noun
    if noun is not None and noun.kind == "things" and page.low[piece.at] in BURNED:
        sense = DESTROYED
    if sense is None or not fits(sense, found[k]):
        return None
    if piece.role == "group" and among(page, found, i):
        return Bond(k, sense, i, "group")
    stands = piece.role in ("subj", "free") or page.low[piece.at] == "fatally"
    return Bond(k, sense, i, "right") if stands else None
