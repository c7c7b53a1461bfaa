"""Dialogs: what each key does, nothing is read as markup, a job can be stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.desk.author import check_name
from factdesk.tui.screens.dialogs import Option, ask_text, choose, confirm, show_progress
from support.form_app import SIZES, running, screen_text, until


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("key", "said"), [("enter", ["yes"]), ("y", ["yes"]), ("н", ["yes"]), ("escape", []), ("n", [])]
)
async def test_confirm_goes_on_or_leaves(sample: Path, size: tuple[int, int], key: str, said: list[str]) -> None:
    async with running(sample, size) as (app, pilot):
        got: list[str] = []
        confirm(app, "Remove [/x] A1?", "[@click=app.quit]x[/]\x1b[2J", lambda: got.append("yes"))
        await pilot.pause()
        shown = screen_text(app)
        assert "Remove [/x] A1?" in shown
        assert "[@click=app.quit]x[/]␛[2J" in shown
        await pilot.press(key)
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.pause()
        assert got == said


@pytest.mark.parametrize(("key", "said"), [("enter", "no"), ("escape", "no"), ("n", "no"), ("y", "yes"), ("н", "yes")])
async def test_a_careful_question_takes_enter_for_no(sample: Path, key: str, said: str) -> None:
    async with running(sample) as (app, pilot):
        got: list[str] = []
        confirm(app, "Lose it?", "", lambda: got.append("yes"), otherwise=lambda: got.append("no"), careful=True)
        await pilot.pause()
        assert "y  Yes" in screen_text(app)
        assert "Enter or Esc  No" in screen_text(app)
        await pilot.press(key)
        await until(pilot, lambda: got == [said])


async def test_a_careful_question_by_mouse(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        got: list[str] = []
        confirm(app, "Lose it?", "", lambda: got.append("yes"), careful=True)
        await pilot.pause()
        await pilot.click("#yes")
        await until(pilot, lambda: got == ["yes"])


async def test_confirm_by_mouse(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        got: list[str] = []
        confirm(app, "Sure?", "", lambda: got.append("yes"), otherwise=lambda: got.append("no"))
        await pilot.pause()
        await pilot.click("#no")
        await until(pilot, lambda: got == ["no"])


async def test_a_name_is_asked_until_it_can_stand(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        got: list[str] = []
        ask_text(app, "Which name?", got.append, check=check_name)
        await pilot.pause()
        await pilot.press("enter")
        assert "nothing was written" in screen_text(app)
        await pilot.press(*"x" * 81, "enter")
        assert "author's name has 1 to 80" in " ".join(screen_text(app).split())
        await pilot.press("ctrl+a", *"Ada L", "enter")
        await until(pilot, lambda: got == ["Ada L"])


async def test_a_choice_by_letter_arrow_and_mouse(sample: Path) -> None:
    options = [Option("c", "claim", "[b]one[/b]"), Option("i", "incident"), Option("s", "source")]
    async with running(sample) as (app, pilot):
        got: list[str] = []
        for keys in (["i"], ["ш"], ["down", "enter"], ["up", "enter"]):
            choose(app, "Add", options, got.append)
            await pilot.pause()
            assert "[b]one[/b]" in screen_text(app)
            assert "Enter takes   ↑ ↓ moves   Esc leaves" in screen_text(app)
            await pilot.press(*keys)
            await until(pilot, lambda: len(app.screen_stack) == 1)
        choose(app, "Add", options, got.append)
        await pilot.pause()
        await pilot.click("#choices", offset=(3, 1))
        await until(pilot, lambda: len(got) == 5)
        assert got == ["i", "i", "i", "s", "i"]


async def test_a_long_job_shows_how_far_it_is_and_can_be_stopped(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        stopped: list[bool] = []
        shown = show_progress(app, "Copying", lambda: stopped.append(True))
        await pilot.pause()
        shown.report(30, 120)
        await pilot.pause()
        assert "25 %" in screen_text(app)
        await pilot.press("escape")
        assert stopped == [True]
        assert "stopping" in screen_text(app)
        shown.finish()
        await until(pilot, lambda: len(app.screen_stack) == 1)
