"""Editing through the forms: only what was typed is sent, clashes are told, opening changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factdesk.desk import browse
from factdesk.desk.add import add
from factdesk.desk.edit import edit
from factdesk.desk.open import open_desk
from factdesk.tui import forms
from factdesk.tui.forms.form import RecordForm
from support.form_app import field, running, screen_text, until


async def test_edit_sends_only_what_was_typed(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_edit(app, "A1", done.append)
        await pilot.pause()
        assert field(app, "figure").text == "at least 16"
        assert field(app, "incident").disabled
        assert field(app, "speaker").chosen is not None
        field(app, "scope").focus()
        await pilot.press("end", *" itself", "f2")
        await until(pilot, lambda: done)
        with open_desk(sample, read_only=True) as desk:
            claim = browse.claim_card(desk, "A1").claim
        assert claim.scope == "the missile attack itself"
        assert (claim.low, claim.words, claim.as_of) == (16, "at least 16", "2025-04-04")


async def test_words_and_figure_are_edited_apart(sample: Path) -> None:
    with open_desk(sample, author="x") as desk:
        made = add(desk, "claim", {"incident": "A", "kind": "figure", "figure": "1", "words": "a baby",
                                   "counted": "children", "measure": "killed"})  # fmt: skip
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_edit(app, made.id, done.append)
        await pilot.pause()
        assert (field(app, "figure").text, field(app, "words").text) == ("1", "a baby")
        field(app, "figure").text = "2"
        await pilot.press("f2")
        await until(pilot, lambda: done)
        with open_desk(sample, read_only=True) as desk:
            claim = browse.claim_card(desk, made.id).claim
        assert (claim.low, claim.high, claim.words) == (2, 2, "a baby")


async def test_a_clash_is_told_and_what_was_typed_stays(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_edit(app, "A1", done.append)
        await pilot.pause()
        with open_desk(sample, author="Somebody Else") as other:
            edit(other, "A1", {"scope": "their scope", "counted": "persons"})
        field(app, "scope").text = "my scope"
        await pilot.press("f2")
        await until(pilot, lambda: "Somebody Else" in screen_text(app))
        assert field(app, "scope").text == "my scope"
        await until(pilot, lambda: "changed meanwhile to: their scope" in screen_text(app))
        assert field(app, "scope").has_focus
        await pilot.press("f2")
        await until(pilot, lambda: done)
        with open_desk(sample, read_only=True) as desk:
            claim = browse.claim_card(desk, "A1").claim
        assert (claim.scope, claim.counted) == ("my scope", "persons")


async def test_an_unchanged_record_is_left_alone(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        for ref in ("A", "A1", "S1"):
            forms.open_edit(app, ref, print)
            await pilot.pause()
            await pilot.press("f2")
            assert "Nothing was changed" in screen_text(app)
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, RecordForm))


async def test_every_record_of_the_sample_opens_unchanged(sample: Path) -> None:
    """What the form makes of a stored record is what is stored: no field reads otherwise by opening it."""
    with open_desk(sample, read_only=True) as desk:
        window = browse.source_window(desk)
        sources = [row.id for row in window.rows(0, window.count())]
        speakers = [one.id for one in browse.speakers(desk)]
    async with running(sample) as (app, pilot):
        for ref in sources + speakers:
            forms.open_edit(app, ref, print)
            await pilot.pause()
            form = app.screen
            assert isinstance(form, RecordForm)
            assert form.job() is None
            assert form.problems() == []
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, RecordForm))


async def test_the_root_of_a_source_may_become_a_speaker(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_edit(app, "S1", done.append)
        await pilot.pause()
        root = field(app, "root")
        root.focus()
        await pilot.press(*"Zelen")
        await until(pilot, lambda: root.matches and root.at == 0)
        assert "speaker: " in screen_text(app)
        while not root.matches[root.at].key.startswith("p-"):
            await pilot.press("down")
        await pilot.press("enter", "f2")
        await until(pilot, lambda: done)
        with open_desk(sample, read_only=True) as desk:
            source = browse.source_card(desk, "S1").source
            assert source.root is None
            speaker = browse.record(desk, source.root_speaker or "")
        assert "Zelen" in getattr(speaker, "name", "")
