"""Keys that come in one burst do what they would have done one by one: a slow line delivers them so."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from factdesk.tui import forms
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.forms.form import RecordForm
from factdesk.tui.strip import VerdictStrip
from support.form_app import field, running, until


def burst(app: DeskApp, *keys: str) -> None:
    """Hands the application all keys before it can deal with the first, as a terminal does after a pause."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(5):
        await pilot.pause(0.05)


async def test_a_burst_goes_to_the_fields_it_was_meant_for(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        forms.open_add(app, "incident", {}, print)
        await pilot.pause()
        burst(app, *"Strike", "tab", "tab", *"X9", "tab", *"2025", "tab", "tab", "tab", *"Town")
        await settle(pilot)
        assert [field(app, name).text for name in ("title", "code", "began", "place")] == [
            "Strike",
            "X9",
            "2025",
            "Town",
        ]


async def test_letters_after_a_verdict_key_are_its_reason(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        await pilot.press("enter")
        before = app.changes
        burst(app, "c", *"xduoq")
        await settle(pilot)
        assert isinstance(app.screen, VerdictStrip)
        assert app.screen.query_one("#strip-reason").value == "xduoq"  # type: ignore[attr-defined]  # an Input
        assert app.changes == before


async def test_a_paste_waits_for_its_turn(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        forms.open_add(app, "incident", {}, print)
        await pilot.pause()
        burst(app, "tab", "tab")
        app.post_message(events.Paste("K1"))
        burst(app, "2", "tab")
        await settle(pilot)
        assert field(app, "code").text == "K12"
        assert field(app, "began").has_focus


async def test_keys_after_a_widget_that_is_gone_are_not_lost(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        await pilot.press("enter", "A")
        await until(pilot, lambda: isinstance(app.screen, RecordForm))
        burst(app, "escape", "j", "A", *"https://example.org/a")
        await until(pilot, lambda: isinstance(app.screen, RecordForm) and field(app, "url").text)
        await settle(pilot)
        assert field(app, "url").text == "https://example.org/a"
