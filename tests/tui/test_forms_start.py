"""How forms begin: what is asked for first, and what is in view."""

from __future__ import annotations

from pathlib import Path

from factdesk.desk.open import create_desk
from factdesk.tui import forms, safe
from factdesk.tui.forms.spec import FormSpec
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


def test_the_help_of_every_field_fits_into_the_one_line_that_it_has() -> None:
    from factdesk.tui.forms import specs
    from factdesk.tui.taking import specs as taking

    every = [one for module in (specs, taking) for one in vars(module).values()]
    forms = [spec for one in every for spec in (one.values() if isinstance(one, dict) else [one])]
    fields = [field for spec in forms if isinstance(spec, FormSpec) for field in spec.fields]
    assert len(fields) > 40
    assert [field.help for field in fields if safe.cell_len(field.help) > 74] == []
