"""How an editor takes a report in at the screen: from the desk to the candidates of a pasted text."""

from __future__ import annotations

from typing import Any

from textual import events

from factdesk.tui.desk_app import DeskApp
from factdesk.tui.taking.intake import IntakeScreen
from factdesk.tui.taking.report_form import ReportForm
from factdesk.tui.widgets.status_line import StatusLine
from support.form_app import field, until


async def paste(app: DeskApp, pilot: Any, text: str) -> None:
    """As a terminal hands a paste on."""
    app.post_message(events.Paste(text))
    await pilot.pause()


async def typed(pilot: Any, text: str) -> None:
    """Letter by letter."""
    await pilot.press(*("space" if sign == " " else sign for sign in text))


async def pasted(app: DeskApp, pilot: Any, text: str) -> None:
    """Opens the form and pastes a text into it."""
    await pilot.press("i")
    await until(pilot, lambda: isinstance(app.screen, ReportForm) and field(app, "text").has_focus)
    await paste(app, pilot, text)


async def read(app: DeskApp, pilot: Any, text: str, day: str = "") -> IntakeScreen:
    """The candidates of a pasted text, published on that day."""
    await pasted(app, pilot, text)
    if day:
        field(app, "published-at").focus()
        await typed(pilot, day)
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, IntakeScreen), 30.0)
    screen = app.screen
    assert isinstance(screen, IntakeScreen)
    await pilot.pause()
    return screen


def said(app: DeskApp) -> str:
    """The line of news."""
    return app.screen.query(StatusLine).first().text
