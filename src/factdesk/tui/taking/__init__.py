"""Intake at the screen: a report is pasted or opened, its candidates are decided on, what was accepted is stored.

`open_intake` is the one door. What was pasted and decided is kept as a draft under `KEY` until it is written or
thrown away on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["KEY", "open_intake"]

KEY: Final = "intake:new"
"""The key of the draft: one text is taken in at a time."""


def open_intake(app: DeskApp) -> None:
    """Asks for a report, or goes on with the one that was not written yet."""
    from factdesk.desk.drafts import drafts
    from factdesk.tui.taking.report_form import ReportForm

    kept = next((one for one in drafts(app.bridge.desk) if one.key == KEY), None)
    decisions = kept.fields.get("decisions") if kept is not None else None
    going_on = decisions if isinstance(decisions, dict) else None
    app.with_author(lambda: app.push_screen(ReportForm(app, kept, decisions=going_on)))
