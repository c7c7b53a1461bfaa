"""Walks through a long table step by step for what no index leads to: progress is told, a stop is heard, nobody waits.

Every step is a short read of its own, so that a verdict that is recorded meanwhile waits for one step and not for the
whole walk. What other people change behind the walk is read when they are heard of.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable
from typing import Any, Final

from factdesk.model.errors import Cancelled
from factdesk.model.values import dataclass
from factdesk.store.connection import Database

__all__ = ["PATIENCE", "Progress", "Walk", "found"]

STEP: Final = 10_000
"""Rows of a step: 10 to 80 milliseconds."""
PATIENCE: Final = 0.6
"""Seconds that one query for the whole gets before the walk begins."""

Progress = Callable[[int, int, int], None]
"""Told after every step: rows looked at, rows there are, rows found."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How a table is walked through. `edge` selects the key that lies OFFSET `?2` rows behind `?1`; `step` the numbers
    that pass between two keys, bound after `values`; `total` counts the rows; `sort` puts numbers (a JSON list) in the
    order that is wanted, where the walk does not go along it.
    """

    edge: str
    step: str
    values: tuple[Any, ...]
    start: Any
    end: Any
    total: str
    sort: str = ""


def found(
    db: Database, walk: Walk, progress: Progress | None = None, enough: int | None = None
) -> tuple[array[int], bool]:
    """The numbers of the rows that pass, in order, and whether these are all: where the walk goes along the order, it
    ends once `enough` are found.

    Raises Cancelled where the connection was interrupted since it began.
    """
    asked, keys, seen = db.interrupts, array("q"), 0
    total = int(db.value(walk.total) or 0)
    at = walk.start
    while at != walk.end:
        edge = db.value(walk.edge, at, STEP - 1)
        stop = walk.end if edge is None else edge
        keys.extend(db.numbers(walk.step, *walk.values, at, stop))
        at, seen = stop, min(seen + STEP, total)
        if db.interrupts != asked:
            raise Cancelled("stopped", where=str(db.path))
        if progress is not None:
            progress(seen, total, len(keys))
        if enough is not None and len(keys) >= enough and not walk.sort:
            return keys, at == walk.end
    return (db.numbers(walk.sort, json.dumps(keys.tolist())) if walk.sort else keys), True
