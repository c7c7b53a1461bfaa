"""From a claim or a finding to the page that tells why, and to the tolls over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from factdesk.model.views import ClaimRow

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp
    from factdesk.tui.standing_view import FindingRow, View

__all__ = ["open_over_time", "open_why", "show_findings"]


def open_why(screen: Any, row: ClaimRow | None) -> None:
    """Tells what stands against a claim, the gravest first; says so where nothing is known."""
    app: DeskApp = screen.app
    if row is None:
        screen.say("No claim has the focus: go to one (Enter goes in) to see what stands against it.", "warning")
        return

    def found(view: View | None) -> None:
        about = view.about(row.id) if view is not None else []
        if about:
            show_findings(app, row.incident, about)
        else:
            screen.say(f"{row.code}: no other claim agrees with it, contradicts it or replaces it.")

    app.standings.ask(row.incident, found, "why-standing", asker=screen)


def open_over_time(screen: Any, row: ClaimRow | None) -> None:
    """The tolls of the claim's incident over time, those of its own measure first."""
    from factdesk.tui.screens.over_time import OverTimeScreen

    if row is None:
        screen.say("No claim has the focus: go to one (Enter goes in) to see its tolls over time.", "warning")
    else:
        screen.app.push_screen(OverTimeScreen(row.incident, row.id))


def show_findings(app: DeskApp, incident: str, rows: Sequence[FindingRow], at: int = 0) -> None:
    """The pages of these findings, from one of them on."""
    from factdesk.tui.screens.why import WhyScreen

    app.push_screen(WhyScreen(incident, rows, at))
