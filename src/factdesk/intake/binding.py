"""Ties each number of a sentence to the measure that governs it, or to none."""

from __future__ import annotations

from typing import Final

from factdesk.intake.bonds import Bond, fits
from factdesk.intake.countable import countable
from factdesk.intake.echoes import echo
from factdesk.intake.measures import WORDS, Sense
from factdesk.intake.nouns import PEOPLE
from factdesk.intake.pieces import BE, Chunk
from factdesk.intake.tokens import Page
from factdesk.intake.tolls import among, before, counted_at
from factdesk.intake.words import words

_KILLED: Final = Sense("killed", "free")
_DESTROYED: Final = Sense("destroyed", "free", True)
_MOURNED: Final = words("""
    soldiers servicemen troops men women personnel fighters militants people civilians children sons daughters brothers
    sisters officers crew marines paratroopers pilots sailors policemen firefighters rescuers medics militiamen rebels
    conscripts comrades colleagues relatives parents siblings child son daughter brother commanders residents
    """)
_LOST: Final = frozenset(["lost", "losing", "loses"])
_BURNED: Final = frozenset(["burned", "burnt", "swept"])
_FROM: Final = frozenset(["з", "із", "из"])
_ASIDES: Final = frozenset(
    ["some", "most", "many", "mostly", "mainly", "the", "nearly", "almost", "including", "a", "an"]
)
_ARTICLES: Final = frozenset(["a", "an", "the", "several", "some", "part", "his", "her", "their", "its", "other"])
REACH: Final = 10
"""Pieces on each side of a number that are looked at; it keeps the work linear."""


def bind(page: Page, found: list[Chunk]) -> dict[int, Bond]:
    """The bonds of a sentence by the place of the number's piece."""
    bonds: dict[int, Bond] = {}
    for k, piece in enumerate(found):
        if piece.kind == "num" and countable(page, found, k):
            bond = (
                counted_at(page, found, k)
                or (_object(page, found, k) or _subject(page, found, k) if _acted_on(page, piece) else None)
                or _own(page, found, k)
                or _object(page, found, k)
                or _subject(page, found, k)
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


def _object(page: Page, found: list[Chunk], k: int) -> Bond | None:
    """A verb right before the number: `killed 12`, `leaving 12`, `поранено 34`."""
    if k == 0:
        return None
    piece = found[k - 1]
    if piece.kind == "pred" and page.low[piece.at] in _LOST:
        noun = found[k].noun
        if noun is None or noun.kind not in ("people", "things") or noun.sense is not None:
            return None
        if noun.kind == "people" and page.low[noun.at] not in _MOURNED:
            return None
        return Bond(k, _KILLED if noun.kind == "people" else _DESTROYED, k - 1, "left")
    if piece.kind == "pred" and piece.sense is not None and _people_destroyed(piece.sense, found[k]):
        return Bond(k, _KILLED, k - 1, "left")
    if piece.kind == "pred" and page.low[piece.at] in _BURNED and fits(_DESTROYED, found[k]) and piece.role == "obj":
        return Bond(k, _DESTROYED, k - 1, "left")
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


def _people_destroyed(sense: Sense, piece: Chunk) -> bool:
    """`уничтожило до 60 военнослужащих`: people who are destroyed are killed."""
    return sense.measure == "destroyed" and piece.noun is not None and piece.noun.kind == "people"


def _subject(page: Page, found: list[Chunk], k: int) -> Bond | None:
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
            if not _held(page, found, i) and (loose or not _listed(page, found, i)):
                return None
        elif kind in ("open", "dash"):
            i = _closed(found, i)
            if i < 0:
                return None
        elif kind == "comma" and (closing := _apposition(page, found, i)):
            i = closing
        elif (kind == "incl" and not (i == k + 1 and page.low[piece.at] in _FROM)) or (
            kind == "comma" and _aside(found, i)
        ):
            i = _past(page, found, i)
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
    if noun is not None and noun.kind == "things" and page.low[piece.at] in _BURNED:
        sense = _DESTROYED
    if sense is None or not fits(sense, found[k]):
        return None
    if piece.role == "group" and among(page, found, i):
        return Bond(k, sense, i, "group")
    stands = piece.role in ("subj", "free") or page.low[piece.at] == "fatally"
    return Bond(k, sense, i, "right") if stands else None


def _held(page: Page, found: list[Chunk], i: int) -> bool:
    """`two shelters housing 230 people`: the number only belongs to a participle."""
    before = found[i - 1]
    last = page.low[before.after - 1] if before.kind == "x" else ""
    return last.endswith("ing") or (last == "of" and page.low[found[i].at] == "one")


def _apposition(page: Page, found: list[Chunk], i: int) -> int:
    """Where an aside that counts nobody ends: ages, `some as young as two`; 0 where none begins at this comma."""
    closing = _aged_aside(page, found, i)
    if not closing and _age_aside(page, found, i):
        closing = i + 2
    return closing or _said_aside(page, found, i)


def _aged_aside(page: Page, found: list[Chunk], i: int) -> int:
    """`three boys, aged 15, 16 and 17, are held`: the piece of the closing comma, 0 for none."""
    if i + 1 >= len(found) or found[i + 1].kind != "x" or page.low[found[i + 1].at] not in ("aged", "ages", "age"):
        return 0
    for later in range(i + 2, min(len(found), i + REACH)):
        if found[later].kind == "comma" and (later + 1 == len(found) or found[later + 1].kind not in ("num", "and")):
            return later
    return 0


def _said_aside(page: Page, found: list[Chunk], i: int) -> int:
    """`87 people, some as young as two, were buried`: the piece of the closing comma, 0 for none."""
    if i + 1 >= len(found) or page.low[found[i].after] not in _ASIDES:
        return 0
    for later in range(i + 2, min(len(found) - 1, i + REACH)):
        if found[later].kind == "comma":
            return later if found[later + 1].kind in ("x", "pred") else 0
        if found[later].kind in ("pred", "stop") or found[later].verb == 2:
            return 0
    return 0


def _age_aside(page: Page, found: list[Chunk], i: int) -> bool:
    """`one girl, 12, is missing`."""
    if i + 2 >= len(found) or found[i + 1].kind != "num" or found[i + 2].kind != "comma":
        return False
    return not countable(page, found, i + 1)


def _listed(page: Page, found: list[Chunk], i: int) -> bool:
    """Whether the number in piece `i` goes on a list of subjects: joined by `and`, or by commas up to an `and`."""
    single = found[i - 1].kind == "x" and found[i - 1].after - found[i - 1].at == 1 and i >= 2
    if single and page.low[found[i - 1].at] in ("her", "his", "their", "its"):
        return found[i - 2].kind == "and"
    before = found[i - 1].kind
    if before == "and":
        return True
    if before != "comma":
        return False
    if i == 2 and found[0].kind == "num" and found[0].noun is not None and found[0].noun.kind in ("people", "things"):
        return True
    for later in range(i + 1, min(len(found) - 1, i + 5)):
        if found[later].kind == "and" and (found[later + 1].kind == "num" or _last_item(page, found[later + 1])):
            return True
        if found[later].kind not in ("comma", "num"):
            return False
    return False


def _last_item(page: Page, piece: Chunk) -> bool:
    """`two shops and a power line were damaged`: the last of a list need not be a number."""
    return piece.kind == "x" and page.low[piece.at] in _ARTICLES and piece.after - piece.at > 1


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


def complement(page: Page, piece: Chunk) -> str:
    """What `five of the dead were children` says that they were."""
    low = page.low
    at = piece.after
    if at + 1 < len(low) and low[at] in BE and low[at + 1] in PEOPLE and low[at + 1] not in WORDS:
        return low[at + 1]
    return ""
