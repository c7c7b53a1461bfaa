"""A number tied to its measure, and what can be done to what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factdesk.intake.measures import Sense
from factdesk.intake.pieces import Chunk

DESTROYED: Final = Sense("destroyed", "free", True)
BURNED: Final = frozenset(["burned", "burnt", "swept", "buried"])
"""Words that hurt people and destroy things."""


@dataclass(slots=True, eq=False)
class Bond:
    """The measure of the number in piece `num`, and the piece `pred` that gives it (-1: its own noun).

    `side`: left (object of a verb before it), right (subject), own, label, toll. `part` says that the number
    is some of a larger one; `group` that it stands behind `among the dead`.
    """

    num: int
    sense: Sense
    pred: int
    side: str


def fits(sense: Sense, piece: Chunk) -> bool:
    """Whether that can be done to what is counted: houses are not injured, people are not damaged."""
    counted, number = piece.noun, piece.number
    assert counted is not None
    assert number is not None
    if counted.kind in ("unit", "weapon"):
        return False
    if counted.kind == "things":
        return sense.things or sense.measure in ("evacuated", "missing", "trapped")
    if sense.things:
        return counted.kind == "unknown" or (counted.kind == "none" and number.figure.value != 0)
    return True
