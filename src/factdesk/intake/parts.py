"""Which figure is part of which: `16, including six children`, `12 of them`, `11 children and nine adults`."""

from __future__ import annotations

from typing import Final

from factdesk.intake.binding import complement
from factdesk.intake.bonds import Bond
from factdesk.intake.countable import countable
from factdesk.intake.derived import with_totals
from factdesk.intake.drafts import Draft
from factdesk.intake.nouns import plural
from factdesk.intake.pieces import Chunk
from factdesk.intake.sentences import Sentence
from factdesk.intake.sums import LISTS, adds_up
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

_GRAVELY: Final = words("critically seriously severely gravely badly lightly fatally")
_SHARES: Final = tuple([word, "for"] for word in ("account", "accounts", "accounted", "accounting"))
_VERY: Final = frozenset(["so", "very", "more", "most", "less"])
BACK: Final = 12
"""Earlier figures among which a whole is looked for."""


def draft(
    page: Page, sentence: Sentence, found: list[Chunk], bonds: dict[int, Bond], known: list[Draft]
) -> list[Draft]:
    """The figures of one sentence, each with the whole that it is part of. `known` are the ones before it."""
    made: list[Draft] = []
    parts: set[int] = set()
    by_piece: dict[int, Draft] = {}
    for k, piece in enumerate(found):
        if piece.kind != "num" or piece.number is None or piece.noun is None:
            continue
        bond = bonds.get(k)
        part = (bond is not None and bond.side == "group") or _is_part(page, found, k, parts)
        part = part or _item_of_sum(found, k, bond, by_piece)
        if not part and (bond is None or not _stands(piece, bond)):
            continue
        if part and (
            not countable(page, found, k) or (bond is None and piece.noun.of and piece.noun.sense is not None)
        ):
            continue
        whole = _nearest(page, found, k, by_piece) or _whole(piece, by_piece, parts, known, bond) if part else None
        if part and whole is not None and not _own(bond, whole, k, found):
            bond = Bond(k, bond.sense, -1, "part") if bond and bond.side == "group" else None
        if part and bond is None and _only_named(page, found, k):
            continue
        if part and bond is None and piece.noun.of and not any(d.sentence is sentence for d in by_piece.values()):
            bond, whole = _without_whole(found, k, whole)
        if whole is not None and bond is not None and whole.measure == "killed" != bond.sense.measure:
            whole = None  # none of the dead was rescued, injured or taken anywhere
        if (bond is None and whole is None) or _no_count(page, found, piece, bond):
            continue
        item = _make(page, sentence, k, found, bond, whole)
        by_piece[k] = item
        if part:
            parts.add(k)
            item.part_of = whole
        made.append(item)
    _hospital(made, known)
    return with_totals(page, made, found)


def _only_named(page: Page, found: list[Chunk], k: int) -> bool:
    """`was married to one of the victims`: one of them is named in passing, and not counted."""
    piece = found[k]
    one = piece.number is not None and piece.number.figure.value == 1 and piece.noun is not None and piece.noun.of
    last = page.low[found[k - 1].after - 1] if one and k and found[k - 1].kind == "x" else ""
    return last.isalpha() and last not in ("only", "just")


def _item_of_sum(found: list[Chunk], k: int, bond: Bond | None, by_piece: dict[int, Draft]) -> bool:
    """Whether the number goes on a list that adds up to the figure before it, without a verb of its own."""
    if k < 2 or found[k - 1].kind not in LISTS:
        return False
    return (bond is None or bond.side == "left" or _shared(bond, by_piece)) and adds_up(found, k, by_piece)


def _shared(bond: Bond, by_piece: dict[int, Draft]) -> bool:
    """Whether the last figure before stands under the same verb behind both: `Five people, a boy and …, died`."""
    last = by_piece[max(by_piece)] if by_piece else None
    return last is not None and bond.side == "right" and bond.pred == (last.part_of or last).pred


def _without_whole(found: list[Chunk], k: int, whole: Draft | None) -> tuple[Bond | None, Draft | None]:
    """`killed patients, 12 of them children`: the verb is there, the whole is not numbered."""
    for back in range(k - 1, -1, -1):
        sense = found[back].sense
        if found[back].kind == "pred" and sense is not None and not sense.things and found[back].role == "obj":
            return Bond(k, sense, back, "left"), None
    return None, whole


def _no_count(page: Page, found: list[Chunk], piece: Chunk, bond: Bond | None) -> bool:
    """`Nobody survived` counts no rescued, `none of them is in a critical condition` no injured."""
    if piece.number is None or piece.number.figure.value != 0:
        return False
    if bond is None:
        return True
    grave = bond.pred >= 0 and page.low[found[bond.pred].after - 1] == "condition"
    return bond.sense.measure == "rescued" or grave


def _stands(piece: Chunk, bond: Bond) -> bool:
    """A mere article counts only right beside its verb; a date is no number of dead."""
    assert piece.number is not None
    if not piece.number.article:
        return True
    people = piece.noun is not None and piece.noun.kind == "people"
    return people and bond.side in ("left", "right")


def _is_part(page: Page, found: list[Chunk], k: int, parts: set[int]) -> bool:
    piece = found[k]
    if piece.noun is not None and (_some_of(page, piece) or (piece.noun.kind == "none" and complement(page, piece))):
        return True
    following = found[k + 1] if k + 1 < len(found) else None
    if following is not None and following.kind == "incl" and page.low[following.at] in ("among", "amongst"):
        return found[k + 2].kind in ("comma", "close") if k + 2 < len(found) else True
    if following is not None and following.kind == "incl" and page.low[following.at] in ("з", "із", "из"):
        return True
    if (
        following is not None
        and following.kind == "x"
        and k
        and not _GRAVELY.isdisjoint(page.low[piece.after : piece.after + 1 + (page.low[piece.after] in _VERY)])
    ):
        return piece.noun is not None and piece.noun.kind == "none" and found[k - 1].kind in ("comma", "open", "dash")
    if k and found[k - 1].kind == "x" and page.low[found[k - 1].after - 2 : found[k - 1].after] in _SHARES:
        return True
    if _bracketed(found, k) or _broken_down(found, k):
        return True
    for back in range(k - 1, max(-1, k - 4), -1):
        kind = found[back].kind
        if kind == "incl":
            return True
        if kind == "num":
            joined = all(found[i].kind in ("and", "comma") or _possessive(page, found[i]) for i in range(back + 1, k))
            return joined and back in parts and not _new_clause(found, k)
        if kind == "x" and found[back].after - found[back].at > 3:
            return False
        if kind not in ("x", "comma", "colon", "and"):
            return False
    return False


def _some_of(page: Page, piece: Chunk) -> bool:
    """`six of them`, `two of the children`; `eleven of the companies` are no part of people."""
    noun = piece.noun
    if noun is None or not noun.of:
        return False
    return noun.kind != "unknown" or not noun.counted or page.capital(piece.after - 1)


def _bracketed(found: list[Chunk], k: int) -> bool:
    """`75 injured (14 children)`: some of the number before the bracket."""
    if k < 2 or found[k - 1].kind != "open" or k + 1 >= len(found) or found[k + 1].kind not in ("close", "comma"):
        return False
    noun = found[k].noun
    return noun is not None and noun.kind == "people" and any(p.kind == "num" for p in found[max(0, k - 4) : k - 1])


def _broken_down(found: list[Chunk], k: int) -> bool:
    """`20 fatalities: 18 civilians …`: what stands behind the colon is what the number before it is made of."""
    noun = found[k].noun
    if k < 2 or found[k - 1].kind not in ("colon", "dash") or noun is None or noun.kind != "people":
        return False
    return any(_some(p) for p in found[max(0, k - 3) : k - 1])


def _some(piece: Chunk) -> bool:
    """Whether a number can be a whole: not the one of `there is no doubt: six …`."""
    return piece.number is not None and piece.number.figure.value != 0 and piece.kind == "num"


def _possessive(page: Page, piece: Chunk) -> bool:
    return piece.after - piece.at == 1 and page.low[piece.at] in ("her", "his", "their", "its")


def _new_clause(found: list[Chunk], k: int) -> bool:
    """`including six children, and 50 were injured`: the number has a verb of its own."""
    after = k + 1
    while after < len(found) and found[after].kind == "x":
        after += 1
    return after < len(found) and found[after].kind == "pred" and found[after].role in ("subj", "free")


def _nearest(page: Page, found: list[Chunk], k: int, by_piece: dict[int, Draft]) -> Draft | None:
    """`658, 630 of whom`; `of them 47 in hospital, including three`: of the last figure, though it is a part itself."""
    piece = found[k]
    including = k > 1 and found[k - 1].kind == "incl" and found[k - 2].kind == "comma"
    if not by_piece or not (including or "whom" in page.low[piece.at : piece.after]):
        return None
    before, number = by_piece[max(by_piece)], piece.number
    if before.part_of is None or number is None or before.figure.value == 0 or before.noun.kind == "things":
        return None
    top = before.most()
    return before if top is None or top > (number.figure.low or 0) else None


def _whole(
    piece: Chunk, by_piece: dict[int, Draft], parts: set[int], known: list[Draft], bond: Bond | None
) -> Draft | None:
    """The nearest figure before that is not smaller and of the same kind; the sentence's own ones first."""
    assert piece.noun is not None
    assert piece.number is not None
    here = [d for k, d in by_piece.items() if k not in parts]
    group = bond.sense.measure if bond is not None and bond.side in ("group", "own") else None
    same = [d for d in here if bond is not None and d.measure == bond.sense.measure and not piece.noun.of]
    for item in [*reversed(same), *reversed(here), *reversed(known[-BACK:])]:
        things = item.noun.kind == "things"
        if (piece.noun.kind == "things") != things and piece.noun.kind in ("people", "things"):
            continue
        if group is not None and item.measure != group:
            continue
        top, least = item.most(), piece.number.figure.low or 0
        if item.part_of is None and (top is None or top >= least) and item.figure.value != 0:
            return item
    return None


def _own(bond: Bond | None, whole: Draft, k: int, found: list[Chunk]) -> bool:
    """Whether a part has a verb of its own: `12 of whom were hospitalised`."""
    if bond is None or bond.side == "group":
        return False
    if (
        (bond.pred == whole.pred and bond.pred >= 0)
        or bond.side == "toll"
        or (bond.side == "label" and bond.pred == k - 1)
    ):
        return True
    aside = found[k + 1].kind == "comma" if bond.side == "right" and k + 1 < len(found) else False
    if aside and found[k].noun is not None and bond.pred > k:
        return True
    return bond.side == "own" or bond.pred == k + 1 or (bond.side == "right" and _direct(found, k, bond.pred))


def _direct(found: list[Chunk], k: int, pred: int) -> bool:
    return pred > k and all(found[i].kind in ("x", "rel", "incl") for i in range(k + 1, pred))


def _make(page: Page, sentence: Sentence, k: int, found: list[Chunk], bond: Bond | None, whole: Draft | None) -> Draft:
    piece = found[k]
    assert piece.number is not None
    assert piece.noun is not None
    sense = bond.sense.measure if bond is not None else whole.measure if whole is not None else ""
    counted = piece.noun.counted
    if not counted and (told := complement(page, piece)):
        counted = plural(told)
    if not counted:
        counted = whole.counted if whole is not None else "people"
    grave = bond is not None and bond.pred >= 0 and page.low[found[bond.pred].after - 1] == "condition"
    if grave and whole is not None and whole.measure == "hospitalised":
        sense = whole.measure
    pred, side = (bond.pred, bond.side) if bond is not None else (whole.pred if whole else -1, "part")
    return Draft(
        sentence, piece.at, piece.after, k, pred, side, sense, counted, piece.number.figure, piece.number, piece.noun
    )


def _hospital(made: list[Draft], known: list[Draft]) -> None:
    """People in hospital are part of the injured named before them in the same paragraph."""
    for item in made:
        if item.measure != "hospitalised" or item.part_of is not None:
            continue
        near = [d for d in (*known[-4:], *made) if d.sentence.paragraph == item.sentence.paragraph and d is not item]
        for other in reversed(near):
            top = other.most()
            fits = top is None or top >= item.least()
            if other.measure == "injured" and other.part_of is None and fits and other.first < item.first:
                item.part_of = other
                break
