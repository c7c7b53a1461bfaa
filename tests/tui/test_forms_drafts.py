"""Nothing typed is lost: not by Esc without asking, not by quitting, not by a crash."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factdesk.desk.drafts import drafts, save_draft
from factdesk.desk.open import open_desk
from factdesk.tui import forms
from factdesk.tui.forms.form import RecordForm
from support.form_app import field, running, screen_text, until


def kept(path: Path) -> list[str]:
    """The keys of the drafts on the desk."""
    with open_desk(path, author="Tester", read_only=True) as desk:
        return [draft.key for draft in drafts(desk)]


def states(path: Path) -> dict[str, Any]:
    """What the newest draft on the desk holds."""
    with open_desk(path, author="Tester", read_only=True) as desk:
        return next((draft.fields["states"] for draft in drafts(desk)), {})


async def test_esc_asks_only_where_something_was_typed(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "speaker", {}, print)
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, RecordForm))
        forms.open_add(app, "speaker", {}, print)
        await pilot.pause()
        await pilot.press("N", "escape")
        await pilot.pause()
        assert "Throw away what you typed?" in screen_text(app)
        assert "Typed into: name." in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, RecordForm))
        assert field(app, "name").text == "N"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")  # a stray one: what was typed stays
        await until(pilot, lambda: isinstance(app.screen, RecordForm))
        assert field(app, "name").text == "N"
        await pilot.press("escape", "y")
        await until(pilot, lambda: len(app.screen_stack) == 1)
    assert kept(sample) == []


async def test_a_draft_is_kept_within_seconds_and_taken_up_again(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "claim", {"incident": "A"}, print)
        await pilot.pause()
        await pilot.press(*"up to 85", "tab", *"milit")
        field(app, "kind").state = "figure"
        field(app, "scope").text = "x\x1b[2J\u202ey"
        part = field(app, "part-of")
        part.focus()
        await pilot.press(*"A1")
        await until(pilot, lambda: part.matches)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(states(sample).get("part_of"), list))
    # the application is gone, as after a crash: another one finds the draft
    async with running(sample) as (app, pilot):
        found = forms.pending_drafts(app)
        assert len(found) == 1
        assert forms.describe_draft(found[0])[0].startswith("new claim, ")
        forms.resume_draft(app, found[0], print)
        await pilot.pause()
        assert "Taken up: what you typed on" in screen_text(app)
        assert field(app, "figure").text == "up to 85"
        assert field(app, "counted").text == "milit"
        assert field(app, "scope").text == "x\x1b[2J\u202ey"
        assert field(app, "part-of").chosen.code == "A1"
        assert field(app, "incident").chosen.code == "A"


async def test_saving_forgets_the_draft(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        added: list[Any] = []
        forms.open_add(app, "speaker", {}, added.append)
        await pilot.pause()
        await pilot.press(*"Somebody")
        await until(pilot, lambda: kept(sample) == ["speaker:new"])
        await pilot.press("f2")
        await until(pilot, lambda: added)
        await until(pilot, lambda: kept(sample) == [])


async def test_quitting_keeps_what_was_typed_a_moment_ago(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_edit(app, "A1", print)
        await pilot.pause()
        field(app, "scope").text = "typed just now"
        await pilot.press("ctrl+q")
    with open_desk(sample, author="Tester", read_only=True) as desk:
        found = drafts(desk)
        assert found[0].fields["states"] == {"scope": "typed just now"}


async def test_a_draft_remembers_what_its_author_had_in_view(sample: Path) -> None:
    """An edit taken up later still notices what somebody else changed before that."""
    from factdesk.desk.edit import edit

    async with running(sample) as (app, pilot):
        forms.open_edit(app, "A1", print)
        await pilot.pause()
        field(app, "scope").text = "mine"
        await pilot.press("ctrl+q")
    with open_desk(sample, author="Other") as desk:
        edit(desk, "A1", {"scope": "theirs"})
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_edit(app, "A1", done.append)
        await pilot.pause()
        assert field(app, "scope").text == "mine"
        await pilot.press("f2")
        await until(pilot, lambda: "was changed by Other" in screen_text(app))
        assert not done


async def test_a_draft_of_another_version_does_no_harm(sample: Path) -> None:
    with open_desk(sample, author="Tester") as desk:
        save_draft(desk, "speaker:new", {"states": {"name": 7, "gone": "x", "confidentiality": "secret", "role": "r"}})
        save_draft(desk, "incident:new", {"other": []})
    async with running(sample) as (app, pilot):
        forms.open_add(app, "speaker", {}, print)
        await pilot.pause()
        assert field(app, "name").text == ""
        assert field(app, "role").text == "r"
        assert field(app, "confidentiality").value == "public"
        assert all(forms.describe_draft(draft) for draft in forms.pending_drafts(app))


async def test_help_over_a_form_that_is_being_saved(sample: Path) -> None:
    """The form leaves when it is uncovered; it never takes away what covers it."""
    from factdesk.tui.screens.dialogs import confirm

    async with running(sample) as (app, pilot):
        added: list[Any] = []
        forms.open_add(app, "speaker", {"name": "S"}, added.append)
        await pilot.pause()
        app.screen.action_save()
        confirm(app, "Covered", "", lambda: None)
        await until(pilot, lambda: added)
        assert "Covered" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_what_waits_is_listed_and_taken_up(sample: Path) -> None:
    with open_desk(sample, author="Tester") as desk:
        save_draft(desk, "speaker:new", {"states": {"name": "[/x] Half a name"}})
        save_draft(desk, "claim:c-gone", {"states": {"scope": "of a claim that is gone"}})
    async with running(sample) as (app, pilot):
        assert forms.offer_drafts(app, print)
        await pilot.pause()
        assert "[/x] Half" in screen_text(app)
        newest = forms.pending_drafts(app)[0]
        await pilot.press("1" if newest.key == "speaker:new" else "2")
        await until(pilot, lambda: isinstance(app.screen, RecordForm))
        assert field(app, "name").text == "[/x] Half a name"
