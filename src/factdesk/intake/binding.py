"""Ties each number of a sentence to the measure that governs it, or to none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factdesk.intake.chunks import BE, Chunk
from factdesk.intake.measures import WORDS, Sense
from factdesk.intake.nouns import PEOPLE
from factdesk.intake.tokens import Page
from factdesk.model.numerals import ALL_WORDS

REACH: Final = 10
"""Pieces on each side of a number that are looked at; it keeps the work linear."""

MONTHS: Final = frozenset(
    """january february march april june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня января
    февраля марта апреля мая июня июля августа сентября октября ноября декабря""".split()
)
_DATING: Final = frozenset("in since of by until from year during before after early late mid for between".split())
_TOLL_LINKS: Final = frozenset(
    """to at of is was stands stood reached reaching reaches hit hits passed surpassed exceeded exceeds topped as
    remains remained were are до""".split()
)


@dataclass(frozen=True, slots=True)
class Bond:
    """The measure of the number in piece `num`, and the piece `pred` that gives it (-1: its own noun).

    `side`: left (object of a verb before it), right (subject), own, label, toll. `part` says that the number
    is some of a larger one; `group` that it stands behind `among the dead`.
    """

    num: int
    sense: Sense
    pred: int
    side: str


def countable(page: Page, found: list[Chunk], k: int) -> bool:
    """Whether a number can count anything: not a year, a date, an age, a time or a unit."""
    piece = found[k]
    number, counted = piece.number, piece.noun
    assert number is not None and counted is not None
    if counted.kind in ("unit", "weapon"):
        return False
    low = page.low
    before = low[number.first - 1] if number.first else ""
    if _share(low, number.first) or _ages(page, number.first) or _ratio(page, number.first, number.after):
        return False
    value = page.values.get(number.at)
    if value is not None:
        if before in MONTHS or (number.after < len(low) and low[number.after] in MONTHS):
            return False
        plain = low[number.at].isdecimal() and len(low[number.at]) == 4
        if plain and 1900 <= value <= 2099 and (before in _DATING or before in MONTHS or before in (",", "(")):
            return False
        return not (counted.kind == "none" and number.first == number.at and _age(page, number.at, number.after))
    return True


def _share(low: list[str], first: int) -> bool:
    """`half of the 120 passengers`: the number is the stock, not the count."""
    near = low[max(0, first - 3) : first]
    return "of" in near and not {"half", "most", "majority", "quarter", "third", "percent", "cent", "%"}.isdisjoint(
        low[max(0, first - 5) : first]
    )


def _ratio(page: Page, first: int, after: int) -> bool:
    """`nine in ten`, `one in three`."""
    low = page.low
    if first >= 2 and low[first - 1] == "in" and (first - 2 in page.values or low[first - 2] in ALL_WORDS):
        return True
    return after + 1 < len(low) and low[after] == "in" and low[after + 1] in ALL_WORDS and low[after + 1] not in ("no", "both")


def _ages(page: Page, first: int) -> bool:
    """`aged 8 and 10`, `aged between 19 and 63`."""
    low = page.low
    back = first - 1
    while back >= 0 and first - back < 8 and (back in page.values or low[back] in ("and", ",", "to", "between", "from", "or")):
        back -= 1
    return back >= 0 and low[back] in ("aged", "ages", "age")


def _age(page: Page, at: int, after: int) -> bool:
    """`Maria Koval, 34, …`, `a man (57)`: a bare number set off behind a person."""
    low = page.low
    if at < 2 or after >= len(low) or low[at - 1] not in (",", "("):
        return False
    if low[after] not in (",", ")", ".", ";", "and") or page.values[at] > 110:
        return False
    person = low[at - 2]
    return person in PEOPLE or (page.capital(at - 2) and person[0].isalpha())


def fits(sense: Sense, piece: Chunk) -> bool:
    """Whether that can be done to what is counted: houses are not injured, people are not damaged."""
    counted, number = piece.noun, piece.number
    assert counted is not None and number is not None
    if counted.kind in ("unit", "weapon"):
        return False
    if counted.kind == "things":
        return sense.things or sense.measure in ("evacuated", "missing")
    if sense.things:
        return counted.kind == "unknown" or (counted.kind == "none" and number.figure.value != 0)
    return True


def bind(page: Page, found: list[Chunk]) -> dict[int, Bond]:
    """The bonds of a sentence by the place of the number's piece."""
    bonds: dict[int, Bond] = {}
    for k, piece in enumerate(found):
        if piece.kind == "num" and countable(page, found, k):
            bond = _counted_at(page, found, k) or _own(page, found, k) or _object(page, found, k) or _subject(page, found, k) or _before(page, found, k, bonds)
            if bond is None and piece.noun is not None and piece.noun.described is not None:
                bond = Bond(k, piece.noun.described, -1, "own") if fits(piece.noun.described, piece) else None
            if bond is not None:
                bonds[k] = bond
    return bonds


def _own(page: Page, found: list[Chunk], k: int) -> Bond | None:
    counted = found[k].noun
    if counted is None or counted.sense is None:
        return None
    if found[k].number is not None and counted.of:
        later = _subject(page, found, k)
        if later is not None and all(c.kind == "x" for c in found[k + 1 : later.pred]):
            return later
        if found[k].number is not None and counted.of and _zero(found[k]):
            return None
        if counted.sense.measure not in ("killed", "injured", "missing") or page.low[counted.at] == "bodies":
            return None
    return Bond(k, counted.sense, -1, "own")


def _zero(piece: Chunk) -> bool:
    return piece.number is not None and piece.number.figure.value == 0


def _counted_at(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """`puts the number of dead at 144`: nothing behind the number takes it away from the toll."""
    if k < 2 or found[k - 1].kind != "x" or found[k - 2].kind != "pred" or found[k - 2].role != "toll":
        return None
    piece, sense = found[k - 1], found[k - 2].sense
    linked = piece.after - piece.at == 1 and page.low[piece.at] in _TOLL_LINKS
    return Bond(k, sense, k - 2, "toll") if linked and sense is not None and fits(sense, found[k]) else None


def _object(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """A verb right before the number: `killed 12`, `leaving 12`, `поранено 34`."""
    if k == 0:
        return None
    piece = found[k - 1]
    if piece.kind != "pred" or piece.sense is None or not fits(piece.sense, found[k]):
        return None
    if piece.role == "obj":
        return Bond(k, piece.sense, k - 1, "left")
    if piece.role == "free":
        later = _subject(page, found, k)
        taken = later is not None and later.pred == k + 1 and k >= 2 and found[k - 2].kind == "num"
        return later if taken else Bond(k, piece.sense, k - 1, "left")
    if piece.role in ("noun", "toll"):
        return Bond(k, piece.sense, k - 1, "label")
    return None


def _subject(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """A participle or verb behind the number: `12 people, two of them children, were killed`."""
    i, loose = k + 1, False
    while i < min(len(found), k + REACH):
        piece = found[i]
        kind = piece.kind
        if kind == "pred":
            sense = piece.sense
            if piece.role == "group" and sense is not None and _among(page, found, i) and fits(sense, found[k]):
                return Bond(k, sense, i, "group")
            if sense is None or piece.role not in ("subj", "free") or not fits(sense, found[k]):
                return None
            return Bond(k, sense, i, "right")
        if kind == "num":
            if not countable(page, found, i):
                i += 1
                continue
            if found[i - 1].kind == "and" and found[i - 2].kind == "comma" and i - 3 == k:
                return None
            if not _held(page, found, i) and (loose or not _listed(page, found, i)):
                return None
        elif kind in ("open", "dash"):
            i = _closed(found, i)
            if i < 0:
                return None
        elif kind == "comma" and _age_aside(page, found, i):
            i += 2
        elif kind == "incl" and i == k + 1 and page.low[piece.at] in ("з", "із", "из"):
            pass
        elif kind == "incl" or (kind == "comma" and _aside(found, i)):
            i = _past(page, found, i)
            if i < 0:
                return None
        elif kind in ("sub", "stop", "colon") or (kind == "rel" and i != k + 1):
            return None
        elif kind == "x":
            if piece.verb == 2:
                return None
            loose = loose or piece.verb == 1
        i += 1
    return None


def _among(page: Page, found: list[Chunk], i: int) -> bool:
    """Whether the words before `the dead` are `among` (or `include`)."""
    return i > 0 and not {"among", "amongst"}.isdisjoint(page.low[found[i - 1].at : found[i - 1].after])


def _held(page: Page, found: list[Chunk], i: int) -> bool:
    """`two shelters housing 230 people`: the number only belongs to a participle."""
    before = found[i - 1]
    return before.kind == "x" and page.low[before.after - 1].endswith("ing")


def _age_aside(page: Page, found: list[Chunk], i: int) -> bool:
    """`one girl, 12, is missing`."""
    if i + 2 >= len(found) or found[i + 1].kind != "num" or found[i + 2].kind != "comma":
        return False
    return not countable(page, found, i + 1)


def _listed(page: Page, found: list[Chunk], i: int) -> bool:
    """Whether the number in piece `i` goes on a list of subjects: joined by `and`, or by commas up to an `and`."""
    if found[i - 1].kind == "x" and found[i - 1].after - found[i - 1].at == 1 and i >= 2:
        if page.low[found[i - 1].at] in ("her", "his", "their", "its"):
            return found[i - 2].kind == "and"
    before = found[i - 1].kind
    if before == "and":
        return True
    if before != "comma":
        return False
    if i == 2 and found[0].kind == "num" and found[0].noun is not None and found[0].noun.kind in ("people", "things"):
        return True
    for later in range(i + 1, min(len(found) - 1, i + 5)):
        if found[later].kind == "and" and found[later + 1].kind == "num":
            return True
        if found[later].kind not in ("comma", "num"):
            return False
    return False


def _aside(found: list[Chunk], i: int) -> bool:
    """Whether a comma opens an aside about parts: `, six of them children,`."""
    following = found[i + 1] if i + 1 < len(found) else None
    if following is None:
        return False
    part = following.kind == "num" and following.noun is not None and following.noun.of
    return part or following.kind == "incl"


def _past(page: Page, found: list[Chunk], i: int) -> int:
    """The piece that closes an aside: the comma behind it, or the last piece before a passive verb; -1 for none."""
    opened = found[i].kind == "comma"
    word = page.low[found[i + 1].at] if opened and i + 1 < len(found) else ""
    for later in range(i + 1, min(len(found), i + REACH)):
        if found[later].kind in ("comma", "close", "dash"):
            following = found[later + 1].kind if later + 1 < len(found) else ""
            if following not in ("num", "incl"):
                return later
        if found[later].kind == "pred":
            return -1 if opened and word != "including" else later - 1
    return min(len(found), i + REACH)


def _closed(found: list[Chunk], i: int) -> int:
    want = "close" if found[i].kind == "open" else "dash"
    for later in range(i + 1, min(len(found), i + REACH)):
        if found[later].kind == want:
            return later
    return -1 if want == "dash" else min(len(found), i + REACH)


def _before(page: Page, found: list[Chunk], k: int, bonds: dict[int, Bond]) -> Bond | None:
    """What stands further before: a toll, a label, a list that began with a verb."""
    if k == 0:
        return None
    kind = found[k - 1].kind
    if kind in ("colon", "dash", "open") and k >= 2:
        return _label(found, k, k - 2)
    if kind == "x":
        return _toll(page, found, k)
    if kind in ("and", "comma"):
        return _list(page, found, k, bonds)
    return None


def _label(found: list[Chunk], k: int, place: int) -> Bond | None:
    piece = found[place]
    if piece.kind == "pred" and piece.sense is not None and piece.role != "obj" and fits(piece.sense, found[k]):
        return Bond(k, piece.sense, place, "label")
    return None


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
            noun = (piece.role == "noun" or piece.sense.form == "act") and last == "of" and back == k - 2 and found[k - 1].after - found[k - 1].at == 1
            free = piece.role == "free" and (back == k - 2 or last == "до") and found[k - 1].verb < 2
            toll = piece.role == "toll" and (last in _TOLL_LINKS or last in ("from", "з", "с", "by"))
            linked = piece.role in ("noun", "group") and last in ("to", "at", "reached", "stood")
            if piece.role == "group" and fits(piece.sense, found[k]):
                include = last in ("include", "included", "are", "were", "is", "was") and back == k - 2
                if include and (last.startswith("incl") or _among(page, found, back)):
                    return Bond(k, piece.sense, back, "group")
            if (noun or free or (toll and last != "by") or linked) and fits(piece.sense, found[k]):
                return Bond(k, piece.sense, back, "toll")
            return _put_at(page, found, k)
    return _put_at(page, found, k)


def _put_at(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """`16 … from 14 earlier`: the second number of a toll that changed."""
    for back in range(k - 2, max(-1, k - 4), -1):
        earlier = found[back]
        if earlier.kind == "num" and page.low[found[k].at - 1] in ("to", "from", "до", "than") and earlier.noun:
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
            bond = bonds.get(back)
            if bond is None or bond.side not in ("left", "label") or not fits(bond.sense, found[k]):
                return None
            return Bond(k, bond.sense, bond.pred, "left")
        if piece.kind == "pred":
            return _gapped(page, found, k, back, bonds)
        if piece.kind in ("sub", "stop", "colon", "rel") or piece.verb == 2:
            return None
    return None


def _gapped(page: Page, found: list[Chunk], k: int, pred: int, bonds: dict[int, Bond]) -> Bond | None:
    """`six were killed in Kherson and two in Odesa`: the verb is not said again."""
    piece, sense = found[k], found[pred].sense
    following = page.low[piece.after] if piece.after < len(page.low) else ""
    if sense is None or following not in ("in", "at", "near", "on") or piece.noun is None or piece.noun.kind not in ("none", "people"):
        return None
    if not any(bond.pred == pred for bond in bonds.values()) or not fits(sense, piece):
        return None
    return Bond(k, sense, pred, "right")


def complement(page: Page, piece: Chunk) -> str:
    """What `five of the dead were children` says that they were."""
    low = page.low
    at = piece.after
    if at + 1 < len(low) and low[at] in BE and low[at + 1] in PEOPLE and low[at + 1] not in WORDS:
        return low[at + 1]
    return ""
