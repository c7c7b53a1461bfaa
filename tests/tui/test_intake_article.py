"""The article beside its candidates: searched with `/`, and words of it chosen with the keyboard, to be added."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.desk.open import create_desk
from factdesk.tui.taking.candidate_form import CandidateForm
from factdesk.tui.taking.intake import IntakeScreen
from factdesk.tui.widgets.ask_bar import AskBar
from support.form_app import field, running, screen_text, until
from support.taking import read, said, typed

REPORT = (
    "A blast at a market in Lviv on Monday killed at least seven people, the governor, Maksym Kozytskyi, said.\n\n"
    "Eleven stalls stood empty, and the market was shut.\nNobody knows who owned the stalls."
)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "desk.sqlite"
    create_desk(path, author="Tester").close()
    return path


def chosen(screen: IntakeScreen) -> str:
    return screen.article.text[slice(*screen.article.chosen)]


async def test_words_are_chosen_with_the_keyboard_and_added(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, REPORT, "2025-06-02")
        await pilot.press("tab", "j", "right")
        assert chosen(screen) == "Eleven"
        assert "n adds these words" in said(app)
        await pilot.press("v", "l")
        assert chosen(screen) == "Eleven stalls"
        await pilot.press("right", "left")
        assert chosen(screen) == "Eleven stalls"
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, CandidateForm) and field(app, "measure").has_focus)
        assert (field(app, "figure").value, field(app, "counted").value) == ("Eleven", "stalls")
        await typed(pilot, "destroyed")
        await pilot.press("f2")
        await until(pilot, lambda: app.screen is screen)
        assert screen.sheet.candidates["m1"].low == 11


async def test_words_go_up_and_down_and_esc_drops_them_first(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, REPORT, "2025-06-02")
        await pilot.press("tab", "g", "right", "right")
        assert chosen(screen) == "blast"
        await pilot.press("down")
        below = chosen(screen)
        assert below
        assert below != "blast"
        await pilot.press("up")
        assert chosen(screen) == "blast"
        await pilot.press("v", "left", "h")
        assert chosen(screen) == "A blast"
        await pilot.press("escape")
        assert chosen(screen) == ""
        assert app.screen is screen
        await pilot.press("escape")
        assert app.screen is not screen


async def test_the_keys_below_are_those_of_the_side_with_the_focus(empty: Path) -> None:
    async with running(empty, (80, 24)) as (app, pilot):
        await read(app, pilot, REPORT, "2025-06-02")
        assert "a Accept" in screen_text(app).splitlines()[-1]
        await pilot.press("tab")
        await pilot.pause()
        keys = screen_text(app).splitlines()[-1]
        assert "v Choose words" in keys
        assert "/ Search" in keys
        assert "n Add" in keys


async def test_a_search_goes_to_each_hit_and_leaves_it_chosen(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, REPORT, "2025-06-02")
        await pilot.press("slash")
        await typed(pilot, "STALLS")
        assert screen.article.chosen[0] == REPORT.index("stalls")
        assert "1 of 2" in screen_text(app)
        await pilot.press("down", "enter")
        assert screen.article.chosen[0] == REPORT.rindex("stalls")
        assert "Hit 2 of 2" in said(app)
        assert screen.article.has_focus
        await pilot.press("slash", "enter")
        assert screen.article.chosen[0] == REPORT.index("stalls")
        await pilot.press("v", "left")
        assert chosen(screen) == "Eleven stalls"


async def test_a_search_that_finds_nothing_says_so_and_esc_goes_back(empty: Path) -> None:
    async with running(empty, (80, 24)) as (app, pilot):
        screen = await read(app, pilot, REPORT, "2025-06-02")
        here = screen.article.here
        await pilot.press("slash")
        await typed(pilot, "market")
        await pilot.press("escape")
        assert (screen.article.here, screen.items.has_focus) == (here, True)
        await pilot.press("slash")
        await typed(pilot, "zebra")
        assert "not in the article" in screen_text(app)
        await pilot.press("enter")
        assert "“zebra” is not in the article" in said(app)
        assert not screen.query_one(AskBar).display


async def test_what_was_written_is_shown_in_its_incident(empty: Path) -> None:
    async with running(empty, (80, 24)) as (app, pilot):
        await read(app, pilot, REPORT, "2025-06-02")
        await pilot.press("A", "w")
        await until(pilot, lambda: "u takes all of it back" in said(app))
        assert "Lviv, 2 Jun 2025" in screen_text(app).splitlines()[1]
