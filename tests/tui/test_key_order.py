"""Keys that come in one burst do what they would have done one by one: a slow line delivers them so."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from factdesk.desk.browse import incidents
from factdesk.desk.open import open_desk
from factdesk.tui import forms
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.forms.form import RecordForm
from support.form_app import field, running, screen_text, until
from support.strip import strip_of


def burst(app: DeskApp, *keys: str) -> None:
    """Hands the application all keys before it can deal with the first, as a terminal does after a pause."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def form_there(app: DeskApp, pilot: Pilot[None]) -> None:
    """Waits until the form is to be seen, with the focus in its first field."""
    await until(pilot, lambda: isinstance(app.screen, RecordForm) and app.screen.is_mounted and app.focused is not None)


async def settle(pilot: Pilot[None]) -> None:
    """Waits until every key was dealt with, and what they set off."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    for _ in range(3):
        await until(pilot, lambda: app._dealing is None and not app._typed)


async def test_a_burst_goes_to_the_fields_it_was_meant_for(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        forms.open_add(app, "incident", {}, print)
        await form_there(app, pilot)
        burst(app, *"Strike", "tab", "tab", *"X9", "tab", *"2025", "tab", "tab", "tab", *"Town")
        await until(pilot, lambda: field(app, "place").text == "Town")
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
        assert strip_of(app)
        assert app.screen.query_one("#strip-reason").text == "xduoq"  # type: ignore[attr-defined]  # an Input
        assert app.changes == before


async def test_a_paste_waits_for_its_turn(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        forms.open_add(app, "incident", {}, print)
        await form_there(app, pilot)
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


async def test_keys_after_saving_go_to_what_comes_after_the_form(sample: Path) -> None:
    """However long the recording takes: another form is asked for and typed into before the first is gone."""
    async with running(sample, (120, 36)) as (app, pilot):
        gate = threading.Event()
        app.bridge.write(lambda desk: gate.wait(5.0), lambda done: None)
        await pilot.press("a", "i")
        await until(pilot, lambda: isinstance(app.screen, RecordForm))
        burst(app, *"First", "f2")
        await until(pilot, lambda: getattr(app.screen, "saving", False))
        burst(app, "a", "s", *"Sayer")
        await asyncio.sleep(1.0)  # longer than a key waits for one that is merely slow
        burst(app, "tab", *"mayor")
        assert field(app, "title").text == "First"
        gate.set()
        await until(pilot, lambda: isinstance(app.screen, RecordForm) and app.screen.spec.kind == "speaker")
        await until(pilot, lambda: field(app, "role").text == "mayor")
        assert field(app, "name").text == "Sayer"
    with open_desk(sample, read_only=True) as desk:
        assert [row.title for row in incidents(desk)][-1] == "First"


async def test_keys_after_a_refused_form_go_nowhere(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, pilot):
        forms.open_add(app, "incident", {}, print)
        await form_there(app, pilot)
        burst(app, *"Twice", "tab", "tab", "A", "f2", *"xdu", "escape")
        await until(pilot, lambda: "Nothing was recorded" in screen_text(app))
        await settle(pilot)
        assert isinstance(app.screen, RecordForm)
        assert (field(app, "title").text, field(app, "code").text) == ("Twice", "A")
