"""The copy lint at the screen: a draft is pasted or opened and held against an incident. Nothing is stored.

The draft's text is kept under `KEY` while its findings are looked at, so that one can go to a claim and come back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["KEY", "open_lint"]

KEY: Final = "lint:new"


def open_lint(app: DeskApp, incident: str | None) -> None:
    """Asks for a draft about the incident (an id, None where none is under the cursor)."""
    from factdesk.desk.drafts import drafts
    from factdesk.desk.opened import told
    from factdesk.tui.forms.records import match_state
    from factdesk.tui.linting.draft_form import DraftForm

    kept = next((one for one in drafts(app.bridge.desk) if one.key == KEY), None)
    chosen = match_state(told(app.bridge.desk, incident)) if incident else None
    app.with_author(lambda: app.push_screen(DraftForm(app, {"incident": chosen}, kept)))
