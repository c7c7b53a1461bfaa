"""How forms begin: what is asked for first, and what is in view."""

from __future__ import annotations

from pathlib import Path

from factdesk.desk.open import create_desk
from factdesk.tui import forms
from support.form_app import running, screen_text, until


async def test_a_form_begins_with_its_first_heading(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        for kind, heading in (("claim", "Claim"), ("incident", "Incident"), ("source", "Source")):
            forms.open_add(app, kind, {}, print)
            await until(pilot, lambda heading=heading: f"│  {heading}  " in screen_text(app))
            await pilot.pause()
            assert f"│  {heading}  " in screen_text(app)
            await pilot.press("escape")
            await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_a_new_desk_offers_an_incident_first(tmp_path: Path) -> None:
    create_desk(tmp_path / "new.sqlite", author="Tester").close()
    async with running(tmp_path / "new.sqlite") as (app, pilot):
        forms.open_chooser(app, {}, print)
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "Add an incident" in screen_text(app))


async def test_an_open_end_without_unicode(sample: Path) -> None:
    async with running(sample, ascii=True) as (app, pilot):
        forms.open_add(app, "claim", {"incident": "A", "figure": "at least 16"}, print)
        await pilot.pause()
        assert "(16..)" in screen_text(app)
