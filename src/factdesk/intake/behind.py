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
            if _only_state(page, found, i):
                i += 1
                continue
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
        elif kind == "comma" and (closing := apposition(page, found, i) or _relative(found, i)):
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


def _relative(found: list[Chunk], i: int) -> int:
    """`one man, who was herding sheep, is missing`: the comma that closes the clause, 0 for none."""
    if i + 1 >= len(found) or found[i + 1].kind != "rel":
        return 0
    for later in range(i + 2, min(len(found) - 1, i + REACH)):
        kind = found[later].kind
        if kind == "comma":
            behind = found[later + 1] if found[later + 1].kind != "x" else found[min(later + 2, len(found) - 1)]
            return later if behind.kind == "pred" and behind.at - found[later].after <= 3 else 0
        if kind in ("stop", "num", "pred"):
            return 0
    return 0


def _only_state(page: Page, found: list[Chunk], i: int) -> bool:
    """`five people in critical condition were taken to hospital`: what was done to them counts before their state."""
    if page.low[found[i].after - 1] != "condition" or i + 2 >= len(found) or found[i + 1].kind != "x":
        return False
    return found[i + 2].kind == "pred" and found[i + 2].aux


def _ahead(found: list[Chunk], i: int) -> bool:
    """Whether the verb in piece `i` opens a clause behind a comma and has a number of its own behind it."""
    opens = found[i - 1].kind == "comma" or (found[i - 2].kind == "comma" and found[i - 1].after - found[i - 1].at == 1)
    behind = next((piece.kind for piece in found[i + 1 : i + 3] if piece.kind != "x"), "")
    return opens and behind == "num"


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
    if sense.form == "free" and i > k + 1 and _ahead(found, i):
        return None  # `врятовано 12 людей, шукають ще чотирьох`
    if piece.role == "group" and among(page, found, i):
        return Bond(k, sense, i, "group")
    stands = piece.role in ("subj", "free") or page.low[piece.at] == "fatally"
    return Bond(k, sense, i, "right") if stands else None
