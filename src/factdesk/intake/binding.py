"""Ties each number of a sentence to the measure that governs it, or to none."""

from __future__ import annotations

from typing import Final

from factdesk.intake.behind import subject
from factdesk.intake.bonds import BURNED, DESTROYED, Bond, fits
from factdesk.intake.countable import countable
from factdesk.intake.echoes import echo
from factdesk.intake.measures import WORDS, Sense
from factdesk.intake.nouns import PEOPLE, plural
from factdesk.intake.pieces import BE, Chunk
from factdesk.intake.tokens import Page
from factdesk.intake.tolls import before, counted_at
from factdesk.intake.words import words

_KILLED: Final = Sense("killed", "free")
_MOURNED: Final = words("""
    soldiers servicemen troops men women personnel fighters militants people civilians children sons daughters brothers
    sisters officers crew marines paratroopers pilots sailors policemen firefighters rescuers medics militiamen rebels
    conscripts comrades colleagues relatives parents siblings child son daughter brother commanders residents
    """)
_SLAVIC_LOST: Final = ("втрати", "потеря")
_LOST: Final = frozenset(["lost", "losing", "loses"])


def bind(page: Page, found: list[Chunk]) -> dict[int, Bond]:
    """The bonds of a sentence by the place of the number's piece."""
    bonds: dict[int, Bond] = {}
    for k, piece in enumerate(found):
        if piece.kind == "num" and countable(page, found, k):
            bond = (
                counted_at(page, found, k)
                or (_object(page, found, k) or subject(page, found, k) if _acted_on(page, piece) else None)
                or _own(page, found, k)
                or _object(page, found, k)
                or subject(page, found, k)
                or (_state(found, k) if piece.noun is not None and piece.noun.of else None)
                or before(page, found, k, bonds)
                or (echo(page, found, k, bonds) if k else None)
            )
            if bond is None and piece.noun is not None and piece.noun.described is not None:
                bond = Bond(k, piece.noun.described, -1, "own") if fits(piece.noun.described, piece) else None
            if bond is not None:
                bonds[k] = bond
    return bonds


def _acted_on(page: Page, piece: Chunk) -> bool:
    """`executed 31 detainees`: what was done to them counts before what they were."""
    noun = piece.noun
    return noun is not None and noun.sense is not None and page.low[noun.at] in ("detainees", "survivors", "evacuees")


def _own(page: Page, found: list[Chunk], k: int) -> Bond | None:
    counted = found[k].noun
    if counted is None or counted.sense is None:
        return None
    if found[k].number is not None and counted.of:
        later = subject(page, found, k)
        if later is not None and all(c.kind == "x" for c in found[k + 1 : later.pred]):
            return later
        state = _state(found, k)
        if state is not None:
            return state
        if page.low[found[k].after : found[k].after + 1] in (["have"], ["has"], ["had"]):
            return None  # `22 of the 38 wounded have gone home`
        if found[k].number is not None and counted.of and _zero(found[k]):
            return None
        if counted.sense.measure not in ("killed", "injured", "missing") or page.low[counted.at] == "bodies":
            return None
    return Bond(k, counted.sense, -1, "own")


def _state(found: list[Chunk], k: int) -> Bond | None:
    """`Two of the survivors are in a stable condition in hospital`: the state stands behind the verb."""
    if k + 2 >= len(found) or found[k + 1].kind != "x" or found[k + 2].kind != "pred":
        return None
    sense = found[k + 2].sense
    return (
        Bond(k, sense, k + 2, "right")
        if sense is not None and sense.form == "adj" and sense.measure != "killed"
        else None
    )


def _zero(piece: Chunk) -> bool:
    return piece.number is not None and piece.number.figure.value == 0


def _object(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """A verb right before the number: `killed 12`, `leaving 12`, `поранено 34`."""
    if k == 0:
        return None
    piece = found[k - 1]
    if piece.kind == "pred" and (page.low[piece.at] in _LOST or page.low[piece.at].startswith(_SLAVIC_LOST)):
        noun = found[k].noun
        if noun is None or noun.kind not in ("people", "things") or noun.sense is not None:
            return None
        slavic = page.low[piece.at][0] > "~"
        if (
            noun.kind == "people"
            and not slavic
            and page.low[noun.at] not in _MOURNED
            and plural(page.low[noun.at]) not in _MOURNED
        ):
            return None
        return Bond(k, _KILLED if noun.kind == "people" else DESTROYED, k - 1, "left")
    if piece.kind == "pred" and piece.sense is not None and _people_destroyed(piece.sense, found[k]):
        return Bond(k, _KILLED, k - 1, "left")
    if piece.kind == "pred" and page.low[piece.at] in BURNED and fits(DESTROYED, found[k]) and piece.role == "obj":
        return Bond(k, DESTROYED, k - 1, "left")
    if piece.kind != "pred" or piece.sense is None or not fits(piece.sense, found[k]):
        return None
    if piece.role == "obj":
        return Bond(k, piece.sense, k - 1, "left")
    if piece.role == "free":
        later = subject(page, found, k)
        taken = later is not None and later.pred == k + 1 and k >= 2 and found[k - 2].kind == "num"
        return later if taken else Bond(k, piece.sense, k - 1, "left")
    if piece.role in ("noun", "toll"):
        return Bond(k, piece.sense, k - 1, "label")
    return None


def _people_destroyed(sense: Sense, piece: Chunk) -> bool:
    """`уничтожило до 60 военнослужащих`: people who are destroyed are killed."""
    return sense.measure == "destroyed" and piece.noun is not None and piece.noun.kind == "people"


def complement(page: Page, piece: Chunk) -> str:
    """What `five of the dead were children` says that they were."""
    low = page.low
    at = piece.after
    if at + 1 < len(low) and low[at] in BE and low[at + 1] in PEOPLE and low[at + 1] not in WORDS:
        return low[at + 1]
    return ""
