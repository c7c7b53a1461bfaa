"""Numbers that add up to one before them: `82 people were killed, 78 Palestinian, four Israeli`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from factdesk.intake.drafts import Draft
from factdesk.intake.pieces import Chunk

_OPENS: Final = frozenset(["comma", "colon", "dash", "open"])
LISTS: Final = _OPENS | {"and"}
"""Pieces behind which a number can go on such a list."""

_JOINS: Final = frozenset(["comma", "and"])
LONGEST: Final = 24
"""Pieces that such a list may have; it keeps the work linear."""


def adds_up(found: list[Chunk], k: int, made: Mapping[int, Draft]) -> bool:
    """Whether the list that the number in piece `k` stands in adds up to the figure before the list."""
    first = k
    while first >= 2 and found[first - 1].kind in _JOINS and k - first < LONGEST:
        back = first - 2 - (found[first - 2].kind in _JOINS)
        back -= found[back].kind == "x" and found[back].verb == 0
        if back < 0 or found[back].kind != "num":
            break
        if back in made and made[back].part_of is None:
            break
        first = back
    if first < 1 or found[first - 1].kind not in _OPENS:
        return False
    total, count, at = 0, 0, first
    while at < min(len(found), first + LONGEST) and (
        found[at].kind in (*_JOINS, "num") or (found[at].kind == "x" and found[at].verb == 0)
    ):
        number = found[at].number
        noun = found[at].noun
        ages = number is not None and number.figure.qualifier == "between" and noun is not None and noun.kind == "none"
        if number is not None and not ages:
            value = 1 if number.article else number.figure.value
            if value is None or not (number.article or number.figure.qualifier == "exact"):
                return False
            total, count = total + value, count + 1
        at += 1
    last = max((place for place in made if place < first), default=-1)
    return count >= 2 and last >= 0 and made[last].figure.value == total
