"""What governs a number from further before it: a toll, a label, a list that began with a verb."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from factdesk.intake.bonds import DESTROYED, Bond, fits
from factdesk.intake.nouns import PEOPLE, THINGS, plural
from factdesk.intake.pieces import REACH, Chunk
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

_TOLL_LINKS: Final = words("""
    to at of is was stands stood reached reaching reaches hit hits passed surpassed exceeded exceeds topped as
    remains remained were are до passes passing surpassing tops topping nears nearing climbs jumps past above beyond
    far now exceeding досягла досягло сягнула сягнуло достигло достигла становить складає составляет составило
    """)

_NOUN_LINKS: Final = words("""
    to at reached reach reaches stood stand pass passed passes exceed exceeded exceeds top topped tops surpass surpassed
    surpasses hit near neared number numbered as now
    """)
_COUNTED: Final = words(
    "counted recorded documented registered reported listed confirmed verified tallied logged identified named"
)
_LOST: Final = words("lost losing loses втратив втратили втратила втратило потерял потеряли потеряла потеряло")
_PASSING: Final = words(
    "pass passes passed passing past surpass surpasses surpassed tops topped exceed exceeds exceeded"
)
_OLDER: Final = words("was were previously earlier from initially formerly before first")


def before(page: Page, found: list[Chunk], k: int, bonds: dict[int, Bond]) -> Bond | None:
    """What stands further before: a toll, a label, a list that began with a verb."""
    if k == 0:
        return None
    kind = found[k - 1].kind
    number = found[k].number
    if number is not None and number.old:
        earlier = next((bonds[back] for back in range(k - 1, max(-1, k - 6), -1) if back in bonds), None)
        if earlier is not None and fits(earlier.sense, found[k]):
            return Bond(k, earlier.sense, earlier.pred, "toll")
    if kind in ("colon", "dash", "open") and k >= 2:
        return _label(found, k, k - 2)
    if kind == "x" and k == 2 and found[0].kind == "pred" and found[1].after - found[1].at == 1:
        headed = _headed(page, found, k)
        if headed is not None:
            return headed
    if kind in ("x", "sub") and (opened := _opened(page, found, k)):
        return _replaced(found, k, opened, bonds)
    if kind == "x" or (kind == "sub" and page.low[found[k - 1].at] == "as"):
        return _toll(page, found, k)
    if kind in ("and", "comma"):
        return _list(page, found, k, bonds) or _tallied(page, found, k, bonds)
    return None


def _label(found: list[Chunk], k: int, place: int) -> Bond | None:
    piece = found[place]
    if piece.kind == "pred" and piece.sense is not None and piece.role != "obj" and fits(piece.sense, found[k]):
        return Bond(k, piece.sense, place, "label")
    return None


def _opened(page: Page, found: list[Chunk], k: int) -> int:
    """The bracket that opens right before words such as `was`, `previously given as`; 0 for none."""
    for back in range(k - 1, max(0, k - 4), -1):
        if found[back].kind == "open":
            inside = page.low[found[back].after : found[k].at]
            return back if inside and not _OLDER.isdisjoint(inside) else 0
        if found[back].kind not in ("x", "sub"):
            return 0
    return 0


def _replaced(found: list[Chunk], k: int, opened: int, bonds: dict[int, Bond]) -> Bond | None:
    """`144 injured (was 129)`, `18 dead (previously given as 22)`: the older number of the same measure."""
    before = found[opened - 1]
    older = bonds.get(opened - 1) or next((b for b in reversed(bonds.values()) if b.pred == opened - 1), None)
    number = found[k].number
    if older is None or number is None or before.kind not in ("num", "pred"):
        return None
    return Bond(k, older.sense, older.pred, older.side)


def _headed(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """`Collapsed buildings 6,444`: a line of a bulletin without a colon."""
    sense, piece = found[0].sense, found[k]
    head = page.low[found[1].at]
    last = k + 1 == len(found) or found[k + 1].kind in ("stop", "comma") or page.low[piece.after] in (".", "(")
    if sense is None or not last or head not in PEOPLE | THINGS or piece.noun is None or piece.noun.kind != "none":
        return None
    if (head in THINGS) != sense.things:
        return None
    piece.noun = replace(piece.noun, kind="things" if head in THINGS else "people", counted=plural(head))
    return Bond(k, sense, 0, "label")


def _toll(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """`the death toll in the city rose to 20`, `deaths of 12 miners`, `killed, in Odesa alone, 12`."""
    number = found[k].number
    assert number is not None
    last = page.low[found[k - 1].after - 1]
    for back in range(k - 2, max(-1, k - 8), -1):
        piece = found[back]
        if piece.kind in ("stop", "sub") and piece.kind == "stop":
            return None
        if piece.kind == "pred" and piece.sense is not None:
            noun = (
                (piece.role == "noun" or piece.sense.form == "act")
                and last == "of"
                and back == k - 2
                and found[k - 1].after - found[k - 1].at == 1
            )
            free = piece.role == "free" and (back == k - 2 or last == "до") and found[k - 1].verb < 2
            passed = number.first < number.at and page.low[number.first] in _PASSING
            toll = piece.role == "toll" and (passed or last in _TOLL_LINKS or last in ("from", "з", "с", "by"))
            linked = piece.role in ("noun", "group") and (passed or last in _NOUN_LINKS)
            if piece.role == "group" and fits(piece.sense, found[k]):
                include = last in ("include", "included", "are", "were", "is", "was") and back == k - 2
                if include and (last.startswith("incl") or among(page, found, back)):
                    return Bond(k, piece.sense, back, "group")
            if (noun or free or (toll and last != "by") or linked) and fits(piece.sense, found[k]):
                return Bond(k, piece.sense, back, "toll")
            return _put_at(page, found, k)
    return _put_at(page, found, k)


def _put_at(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """`16 … from 14 earlier`: the second number of a toll that changed."""
    for back in range(k - 2, max(-1, k - 4), -1):
        earlier = found[back]
        if earlier.kind == "num" and page.low[found[k].at - 1] in ("to", "from", "до", "than", "→") and earlier.noun:
            words = page.low[found[back].after : found[k].at]
            return _of_toll(found, k, back) if len(words) <= 4 else None
    return None


def _of_toll(found: list[Chunk], k: int, back: int) -> Bond | None:
    for place in range(back - 1, max(-1, back - 7), -1):
        piece = found[place]
        if piece.kind == "pred" and piece.sense is not None:
            return Bond(k, piece.sense, place, "toll") if piece.role in ("toll", "noun", "group", "free") else None
    return None


def _list(page: Page, found: list[Chunk], k: int, bonds: dict[int, Bond]) -> Bond | None:
    """`killed five civilians, two soldiers and a medic`; `toll rose to 20 and of the injured to 60` is none."""
    for back in range(k - 2, max(-1, k - 6), -1):
        piece = found[back]
        if piece.kind == "num":
            if _apposed(found, k):
                return None
            bond = bonds.get(back)
            if bond is not None and _at_place(page, found[k]) and fits(bond.sense, found[k]):
                return Bond(k, bond.sense, bond.pred, bond.side)
            if bond is not None and bond.side == "own" and page.low[found[k].number.after] in ("others", "more"):  # type: ignore[union-attr]
                return Bond(k, bond.sense, -1, "own")  # `seven bodies here and three others there`
            if bond is None or bond.side not in ("left", "label"):
                return None
            said = found[bond.pred].sense if bond.pred >= 0 else None
            lost = bond.pred >= 0 and page.low[found[bond.pred].at] in _LOST
            noun = found[k].noun
            if lost and noun is not None and noun.kind == "things":
                return Bond(k, DESTROYED, bond.pred, "left")
            sense = next((s for s in (bond.sense, said) if s is not None and fits(s, found[k])), None)
            return Bond(k, sense, bond.pred, "left") if sense is not None else None
        if piece.kind == "pred":
            thing = piece.role in ("obj", "free") and found[k - 1].kind == "and" and back == k - 3
            if thing and piece.sense is not None and fits(piece.sense, found[k]) and _thing(page, found[k - 2]):
                return Bond(k, piece.sense, back, "left")
            return _gapped(page, found, k, back, bonds)
        if piece.kind in ("sub", "stop", "colon", "rel") or piece.verb == 2:
            return None
    return None


def _tallied(page: Page, found: list[Chunk], k: int, bonds: dict[int, Bond]) -> Bond | None:
    """`counted 745 civilians killed in the area, 125 members of the forces and 148 fighters`: one verb of counting."""
    noun = found[k].noun
    if noun is None or noun.kind != "people" or noun.of or noun.sense is not None:
        return None
    for back in range(k - 2, max(-1, k - REACH), -1):
        bond = bonds.get(back)
        if bond is None:
            if found[back].kind in ("stop", "colon") or (found[back].kind == "num" and found[back].noun is None):
                return None
            continue
        verb = found[back - 1] if back else None
        if bond.side == "right" and bond.pred < k and not found[bond.pred].aux and fits(bond.sense, found[k]):
            told = verb is not None and verb.kind == "x" and page.low[verb.after - 1] in _COUNTED
            return (
                Bond(k, bond.sense, bond.pred, "right") if told or bond.pred in _listed_by(page, bonds, found) else None
            )
        return None
    return None


def _listed_by(page: Page, bonds: dict[int, Bond], found: list[Chunk]) -> set[int]:
    """The measure words whose first number stands right behind a verb of counting."""
    first: dict[int, int] = {}
    for num, bond in bonds.items():
        first.setdefault(bond.pred, num)
    return {
        pred
        for pred, num in first.items()
        if num and found[num - 1].kind == "x" and page.low[found[num - 1].after - 1] in _COUNTED
    }


def _thing(page: Page, piece: Chunk) -> bool:
    """Whether the words are one thing or person: `a suspected gunrunner and four others`."""
    return piece.verb == 0 or (piece.verb == 1 and page.low[piece.at] in ("a", "an", "the"))


def _apposed(found: list[Chunk], k: int) -> bool:
    """`wounding 62, a senior police officer, …`: an article behind a comma and before one begins no list."""
    number = found[k].number
    if number is None or not number.article or found[k - 1].kind != "comma":
        return False
    return not any(p.kind == "and" for p in found[k + 1 : k + 3])


def _at_place(page: Page, piece: Chunk) -> bool:
    """`76 dead in Turkey, 111 in Syria`."""
    low, after = page.low, piece.after
    bare = piece.noun is not None and piece.noun.kind == "none"
    if not bare or after + 1 >= len(low):
        return False
    return low[after] == "elsewhere" or (low[after] in ("in", "at", "near") and page.capital(after + 1))


def _gapped(page: Page, found: list[Chunk], k: int, pred: int, bonds: dict[int, Bond]) -> Bond | None:
    """`six were killed in Kherson and two in Odesa`: the verb is not said again."""
    piece, sense = found[k], found[pred].sense
    following = page.low[piece.after] if piece.after < len(page.low) else ""
    if (
        sense is None
        or following not in ("in", "at", "near", "on")
        or piece.noun is None
        or piece.noun.kind not in ("none", "people")
    ):
        return None
    if piece.number is not None and piece.number.figure.value == 0 and not page.capital(piece.after + 1):
        return None  # `none in danger`
    if not any(bond.pred == pred for bond in bonds.values()) or not fits(sense, piece):
        return None
    return Bond(k, sense, pred, "right")


def counted_at(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """`puts the number of dead at 144`: nothing behind the number takes it away from the toll."""
    if k < 2 or found[k - 1].kind != "x" or found[k - 2].kind != "pred" or found[k - 2].role != "toll":
        return None
    piece, sense = found[k - 1], found[k - 2].sense
    linked = piece.after - piece.at == 1 and page.low[piece.at] in _TOLL_LINKS
    return Bond(k, sense, k - 2, "toll") if linked and sense is not None and fits(sense, found[k]) else None


def among(page: Page, found: list[Chunk], i: int) -> bool:
    """Whether the words before `the dead` are `among` (or `include`)."""
    return i > 0 and not {"among", "amongst"}.isdisjoint(page.low[found[i - 1].at : found[i - 1].after])
