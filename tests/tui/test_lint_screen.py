"""The copy lint at the screen: a pasted draft, its findings beside it, the right sentence copied, the claim gone to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events

from factdesk.desk import browse
from factdesk.desk.drafts import drafts
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.linting.draft_form import DraftForm
from factdesk.tui.linting.findings import LintScreen
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.widgets.status_line import StatusLine
from support.form_app import SIZES, field, running, screen_text, until

DRAFT = "Officials spoke.\nRussia's defence ministry said 85 soldiers were killed.\nThere were 44 casualties."


async def lint(app: DeskApp, pilot: Any, text: str = DRAFT) -> LintScreen:
    await pilot.press("home", "down", "L")
    await until(pilot, lambda: isinstance(app.screen, DraftForm) and field(app, "text").has_focus)
    app.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, LintScreen))
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, LintScreen)
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_findings_stand_beside_the_draft(sample: Path, size: tuple[int, int]) -> None:
    async with running(sample, size) as (app, pilot):
        before = browse.counts(app.bridge.desk)
        screen = await lint(app, pilot)
        shown = screen_text(app)
        assert "line 2" in shown
        assert "85 soldiers" in shown
        assert "a qualifier is dropped" in shown
        first = next(iter(screen.groups.values()))[0]
        await pilot.press("y")
        assert app.clipboard == first.say
        assert "up to 85" in first.say
        assert browse.counts(app.bridge.desk) == before


async def test_moving_in_the_draft_moves_the_list_and_enter_goes_to_the_claim(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        screen = await lint(app, pilot)
        await pilot.press("tab", "end")
        assert screen.items.current == ("", list(screen.groups)[-1])
        await pilot.press("tab", "g", "enter")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        await until(pilot, lambda: app.screen.current_claim() is not None)  # type: ignore[attr-defined]
        assert app.screen.current_claim().code == "A12"  # type: ignore[attr-defined]
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, DraftForm))
        assert field(app, "text").value == DRAFT


async def test_a_draft_that_agrees_says_so_and_leaving_keeps_nothing(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        await lint(app, pilot, "It rained.")
        assert "states no figure" in screen_text(app)
        await pilot.press("y")
        assert "no sentence to copy" in app.screen.query(StatusLine).first().text
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        await until(pilot, lambda: not drafts(app.bridge.desk))
