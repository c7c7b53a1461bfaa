"""What the writing thread does while nobody needs it: the search indexes are tidied, conflicts are counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from factdesk.model.errors import Problem

if TYPE_CHECKING:
    from factdesk.desk.open import Desk

__all__ = ["REST_SECONDS", "conflicts_left", "tidied"]

REST_SECONDS: Final = 1.0
"""How long nobody has touched a key before conflicts are counted: keys go first."""
COUNT_SECONDS: Final = 0.05
"""How long they are counted at a time."""


def tidied(desk: Desk) -> bool:
    """Merges a little of the search indexes; False where another process writes: there will be other idle moments."""
    from factdesk.desk.tidy import tidy

    try:
        tidy(desk)
    except Problem:
        return False
    return True


def conflicts_left(desk: Desk, resting: Callable[[], float]) -> int | None:
    """Counts conflicts and stale verdicts of some changed incidents, and stops after the one at hand once a key comes;
    how many are left, None where that must wait."""
    from factdesk.desk.standing import refresh

    if desk.read_only:
        return 0
    try:
        return refresh(desk, COUNT_SECONDS, go_on=lambda: resting() > REST_SECONDS, wait=False)
    except Problem:
        return None
