"""On which side of each measure word its number stands."""

from __future__ import annotations

from typing import Final

from factdesk.intake.nouns import PEOPLE, UNITS
from factdesk.intake.pieces import Chunk
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

_OBJECTS: Final = words("the his her their its our my this that these those several him them itself me us")
_GROUP: Final = frozenset(["the", "those", "of", "among", "for", "all"])


def roles(page: Page, found: list[Chunk], end: int) -> list[Chunk]:
    """Settles on which side of each measure word its number stands."""
    for place, piece in enumerate(found):
        if piece.kind == "pred":
            piece.role = _role(page, found, place, end)
    return found


def _role(page: Page, found: list[Chunk], place: int, end: int) -> str:
    piece = found[place]
    sense = piece.sense
    assert sense is not None
    if _labels(page, found, place):
        return "noun"
    before = page.low[piece.at - 1] if piece.at else ""
    grouped = sense.form in ("part", "adj") or page.low[piece.at] == "dead"
    grouped = grouped or (sense.form == "noun" and "among" in page.low[max(0, piece.at - 3) : piece.at])
    if sense.form in ("noun", "toll", "free") and not (grouped and before in _GROUP):
        return "subj" if page.low[piece.at] == "dead" and piece.aux else sense.form
    if sense.form == "part" and not piece.aux and _number_of(page, piece.at):
        return "toll"
    if grouped and not piece.aux and before in _GROUP and place and found[place - 1].kind == "x":
        return "group"
    if sense.form == "act":
        return "obj"
    if sense.form == "adj" and not piece.aux and _in_list(found, place):
        return "noun"
    if sense.form in ("intr", "adj") or piece.aux:
        return "subj"
    following = found[place + 1] if place + 1 < len(found) else None
    if (
        following is not None
        and following.kind == "num"
        and not (_passive_before(found, place) and (following.noun is None or following.noun.kind == "none"))
    ):
        return "obj"
    word = page.low[piece.after] if piece.after < end else ""
    if word in ("a", "an") and piece.after + 1 < end and page.low[piece.after + 1] not in UNITS:
        return "obj"
    return "obj" if word in _OBJECTS or word in PEOPLE or word in ("civilian",) else "subj"


def _in_list(found: list[Chunk], place: int) -> bool:
    """`deaths 1,644, injuries 3,408, missing 139`: the number stands right behind, and nothing takes it away."""
    if place and found[place - 1].kind not in ("comma", "stop", "and"):
        return False
    if place and place + 2 < len(found) and found[place + 2].kind == "pred":
        return False
    before = found[place - 2] if place > 1 else None
    number = found[place + 1] if place + 1 < len(found) else None
    listed = before is None or (before.kind == "num" and place > 2 and found[place - 3].kind in ("pred", "x"))
    return listed and number is not None and number.noun is not None and number.noun.kind == "none"


def _labels(page: Page, found: list[Chunk], place: int) -> bool:
    """`…, injured – 43`: the number stands behind the dash or colon, as in a list."""
    if place + 2 >= len(found) or found[place + 1].kind not in ("dash", "colon") or found[place + 2].kind != "num":
        return False
    return place == 0 or found[place - 1].kind in ("comma", "stop", "and", "dash")


def _number_of(page: Page, at: int) -> bool:
    """`the number of militants killed`."""
    near = page.low[max(0, at - 5) : at]
    return "of" in near and any(near[i : i + 2] in (["number", "of"], ["count", "of"]) for i in range(len(near)))


def _passive_before(found: list[Chunk], place: int) -> bool:
    """`Two killed 34 wounded`: the number before has no other measure and stands right before this one."""
    before = found[place - 1].noun if place > 0 else None
    return (
        before is not None
        and before.kind in ("people", "none")
        and (place < 2 or found[place - 2].kind in ("stop", "dash"))
    )
