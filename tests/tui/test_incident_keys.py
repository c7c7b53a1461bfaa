"""The keys of a claim pressed on an incident: what fits it is done, of the rest it is said why; news is read whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.desk.add import add
from factdesk.desk.open import create_desk
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.over_time import OverTimeScreen
from factdesk.tui.screens.why import WhyScreen
from factdesk.tui.widgets import status_line
from factdesk.tui.widgets.status_line import StatusLine
from support.screens import shown, until

MakeApp = Callable[..., DeskApp]


def news(app: DeskApp) -> str:
    return app.screen.query_one(StatusLine).text


async def test_b_goes_into_the_incident_and_opens_its_board(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("b")
        await until(pilot, lambda: app.screen.has_class("at-board"))
        await until(pilot, lambda: any("people killed" in line for line in shown(app)))
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WhyScreen))


async def test_w_and_t_tell_of_the_whole_incident(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WhyScreen))
        await pilot.press("escape", "t")
        await until(pilot, lambda: isinstance(app.screen, OverTimeScreen))
        await until(pilot, lambda: any("over time" in line for line in shown(app)))


async def test_what_one_incident_is_needed_for_says_so_on_the_row_of_all(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("home")
        for key in ("w", "t", "R", "b", "S"):
            await pilot.press(key)
            assert "one incident first" in news(app), key
        await pilot.press("y")
        assert "go to one" in news(app)


async def test_an_incident_is_removed_only_when_it_is_empty(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("R")
        assert "claims: remove those first" in news(app)


async def test_an_empty_incident_is_removed_and_comes_back(make_app: MakeApp, tmp_path: Path) -> None:
    with create_desk(tmp_path / "new.sqlite", author="Ida") as desk:
        add(desk, "incident", {"code": "Z", "title": "Nothing of it"})
    app = make_app(tmp_path / "new.sqlite")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("end", "R")
        await until(pilot, lambda: any("Remove incident Z?" in line for line in shown(app)))
        await pilot.press("enter")
        await until(pilot, lambda: "recorded: remove incident Z" in news(app))
        await pilot.press("u")
        await until(pilot, lambda: "recorded: undo remove incident Z" in news(app))


async def test_a_long_warning_is_read_to_its_end(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        line = app.screen.query_one(StatusLine)
        assert line.size.height == 2
        told = " ".join(line.render_line(y).text.strip(" !") for y in range(2))
        assert told == line.text
        app.say("short")
        await pilot.pause()
        assert line.size.height == 1


async def test_old_news_goes_with_the_next_key(
    make_app: MakeApp, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("y", "j")
        assert news(app)
        monkeypatch.setitem(status_line.FRESH, "warning", -1.0)
        await pilot.press("j")
        assert not news(app)


async def test_an_empty_desk_names_its_three_ways_and_no_command_of_the_shell(
    make_app: MakeApp, tmp_path: Path
) -> None:
    create_desk(tmp_path / "new.sqlite", author="Ida").close()
    app = make_app(tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        told = " ".join(shown(app))
        assert all(way in told for way in ("i  reads a report", "a  adds an incident", "I  takes in a data set"))
        await pilot.press("c")
        assert "no claim on this desk yet" in news(app)
        await pilot.press("u")
        await until(pilot, lambda: "nothing of yours to undo; 4 shows what was done" in news(app))
