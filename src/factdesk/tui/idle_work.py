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
COUNT_SECONDS: Final = 0.5
"""How long they are counted at a time. What was counted is kept by one commit, for which a reader has to wait: few."""


def tidied(desk: Desk) -> bool:
    """Merges a little of the search indexes; False where another process writes: there will be other idle moments."""
    from factdesk.desk.tidy import tidy

    try:
        tidy(desk)
    except Problem:
        return False
    return True


def conflicts_left(desk: Desk, resting: Callable[[], float]) -> int | None:
    """Counts conflicts and stale verdicts of some changed incidents; how many are left, None where that must wait.

    Once a key comes it stops after the incident at hand and writes nothing: the key's page would wait for that commit.
    """
    from factdesk.desk.standing import refresh

    if desk.read_only:
        return 0
    try:
        return refresh(desk, COUNT_SECONDS, go_on=lambda: resting() > REST_SECONDS, wait=False)
    except Problem:
        return None
