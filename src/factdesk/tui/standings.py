"""What stands of incidents, for the screens: computed in the reader's thread, kept by incident and newest change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from factdesk.model.errors import NotFound, Problem

if TYPE_CHECKING:
    from factdesk.desk.open import Desk
    from factdesk.tui.bridge import Bridge
    from factdesk.tui.standing_view import View

__all__ = ["Standings"]

KEPT: Final = 8
"""Incidents whose standing stays in memory."""


class Standings:
    """Asks for standings and keeps the last few. All methods are for the screen's thread.

    A kept one is good until the desk changes at all: a claim stands by its sources and speakers too, whose changes
    name no incident. The reader looks at the newest change first, so that an unchanged desk costs one short query.
    """

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._kept: OrderedDict[str, tuple[int, View]] = OrderedDict()

    def peek(self, incident: str | None) -> View | None:
        """What was found last for the incident, be it older than the last change."""
        kept = self._kept.get(incident or "")
        return kept[1] if kept else None

    def ask(self, incident: str, then: Callable[[View | None], Any], channel: str = "standing") -> None:
        """Tells `then` what stands of the incident now; None where it is gone. A newer question drops an older one."""
        kept = self._kept.get(incident)

        def read(desk: Desk) -> tuple[int, View]:
            from factdesk.desk.history import last_change
            from factdesk.desk.standing import standing
            from factdesk.tui.standing_view import View

            now = last_change(desk)
            return kept if kept is not None and kept[0] == now else (now, View.of(standing(desk, incident)))

        def found(pair: tuple[int, View]) -> None:
            self._kept[incident] = pair
            self._kept.move_to_end(incident)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            then(pair[1])

        def failed(problem: Problem) -> None:
            if isinstance(problem, NotFound):
                self._kept.pop(incident, None)
                then(None)

        self._bridge.ask(channel, read, found, failed)
