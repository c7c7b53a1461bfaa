"""What stands of incidents, for the screens: computed in the reader's thread, kept by incident and newest change."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from factdesk.model.errors import NotFound, Problem
from factdesk.tui import safe

if TYPE_CHECKING:
    from textual.widget import Widget

    from factdesk.desk.open import Desk
    from factdesk.tui.bridge import Bridge
    from factdesk.tui.standing_view import View

__all__ = ["Standings", "notes"]

LONGEST: Final = 180
"""Characters of a conflict's sentence in a strip; `w` shows it whole."""
MOST: Final = 6
"""Notes that a strip shows, the gravest first."""

BOARD: Final = "standing"
"""The channel of the board, which is told anew after every change."""
PAINT_FIRST: Final = 0.12
"""Seconds that the board waits after a change: the screen's thread paints what was recorded meanwhile. The interpreter
runs one thread at a time, and 60 ms of rules for 2,000 claims would be added to the verdict."""

KEPT: Final = 8
"""Incidents whose standing stays in memory."""


class Standings:
    """Asks for standings and keeps the last few. All methods are for the screen's thread.

    What changed since a kept one was told is looked up first: an unchanged desk costs one short query, and a verdict
    little more.
    """

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._kept: OrderedDict[str, View] = OrderedDict()

    def peek(self, incident: str | None) -> View | None:
        """What was found last for the incident, be it older than the last change."""
        return self._kept.get(incident or "")

    def ask(self, incident: str, then: Callable[[View | None], Any], channel: str = BOARD, *, asker: Widget) -> None:
        """Tells `then` what stands of the incident now; None where it is gone. A newer question drops an older one,
        and an `asker` that is gone is told nothing."""
        kept = self._kept.get(incident)

        def read(desk: Desk) -> View:
            from factdesk.desk.standing import again, standing
            from factdesk.tui.standing_view import View

            if kept is None:
                return View.of(standing(desk, incident))
            if channel == BOARD:
                time.sleep(PAINT_FIRST)
            now = again(desk, kept.found)
            return kept if now.facts is kept.found.facts else View.of(now)

        def found(view: View) -> None:
            self._kept[incident] = view
            self._kept.move_to_end(incident)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            then(view)

        def failed(problem: Problem) -> None:
            if isinstance(problem, NotFound):
                self._kept.pop(incident, None)
                then(None)

        self._bridge.ask(channel, read, found, failed, asker=asker)


def notes(view: View, claims: Sequence[str]) -> tuple[str, ...]:
    """What a person should know of these claims before judging them: what they conflict with, what replaced them,
    why a verdict on them is stale."""
    found: dict[str, None] = {}
    for row in view.findings:
        if row.kind == "conflict" and not set(claims).isdisjoint(row.claims):
            found[f"Cannot all be true: {safe.cut(row.sentence, LONGEST)}"] = None
    from factdesk.model.standing.words import told, who

    facts, replaced = view.found.facts, view.found.standing.superseded_by()
    for id_ in claims:
        if id_ in replaced:
            later = facts[replaced[id_]]
            found[f"{facts[id_].claim.code} was superseded by {later.claim.code}: {told(later)} ({who(later)})."] = None
        for cause in view.stale.get(id_, ()):
            found[f"{facts[id_].claim.code} asks for another look: {cause}"] = None
    more = (f"{len(found) - MOST} more; w on the claim tells them.",) if len(found) > MOST else ()
    return (*tuple(found)[:MOST], *more)
