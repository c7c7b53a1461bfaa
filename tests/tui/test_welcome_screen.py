"""The welcome: what this is, whose name signs, and nothing made before it is asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from factdesk.desk.author import config_file, known_author
from factdesk.desk.open import create_desk, open_desk
from factdesk.tui.screens.welcome import Chosen, WelcomeScreen, _WelcomeApp
from support.screen import shown, until


@pytest.fixture(autouse=True)
def _own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that are kept here are not found by other tests."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("USER", "secret-account")
    monkeypatch.setenv("LOGNAME", "secret-account")


def first(app: Any) -> WelcomeScreen:
    screen: WelcomeScreen = app.first
    return screen


def said(app: Any) -> str:
    """The line under the name, however it wraps."""
    return str(first(app).query_one("#welcome-said", Static).render())


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_everything_fits_and_the_account_is_not_named(tmp_path: Path, size: tuple[int, int]) -> None:
    app = _WelcomeApp(tmp_path / "desk.sqlite", None)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        told = shown(app)
        for words in ("who said it", "Which name", "Open the sample desk", "Make a new desk", "Quit"):
            assert words in told
        assert "secret-account" not in told
        assert first(app).name_field.has_focus


async def test_the_sample_can_be_opened_with_a_name_which_is_kept(tmp_path: Path) -> None:
    app = _WelcomeApp(tmp_path / "desk.sqlite", None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Ann", "enter", "enter")
    assert first(app).chosen == Chosen(tmp_path / "desk.sqlite", "Ann", demo=True)
    assert known_author() == "Ann"
    assert not (tmp_path / "desk.sqlite").exists()


async def test_the_sample_needs_no_name(tmp_path: Path) -> None:
    app = _WelcomeApp(tmp_path / "desk.sqlite", None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
    assert first(app).chosen == Chosen(tmp_path / "desk.sqlite", None, demo=True)
    assert not config_file().exists()


async def test_a_new_desk_is_made_where_the_path_says(tmp_path: Path) -> None:
    app = _WelcomeApp(tmp_path / "desk.sqlite", None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Ann", "down", "down", "enter")
    assert first(app).chosen == Chosen(tmp_path / "desk.sqlite", "Ann")
    with open_desk(tmp_path / "desk.sqlite", read_only=True) as desk:
        assert desk.author is None


async def test_a_new_desk_needs_a_name(tmp_path: Path) -> None:
    app = _WelcomeApp(tmp_path / "desk.sqlite", None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: "no name is given" in said(app))
        assert first(app).name_field.has_focus
    assert not (tmp_path / "desk.sqlite").exists()


async def test_a_folder_that_is_not_there_is_said_in_place(tmp_path: Path) -> None:
    app = _WelcomeApp(tmp_path / "missing" / "desk.sqlite", "Ann")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down", "enter")
        await until(pilot, lambda: "no such folder" in said(app))
    assert first(app).chosen is None


async def test_the_folder_of_the_default_desk_is_made(tmp_path: Path) -> None:
    path = tmp_path / "data" / "factdesk" / "desk.sqlite"
    app = _WelcomeApp(path, "Ann")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter")
    assert first(app).chosen == Chosen(path, "Ann")
    assert path.exists()
    if os.name == "posix":
        assert path.parent.stat().st_mode & 0o077 == 0


async def test_a_path_of_a_desk_that_is_there_opens_it(tmp_path: Path) -> None:
    create_desk(tmp_path / "there.sqlite").close()
    app = _WelcomeApp(tmp_path / "desk.sqlite", "Ann")
    async with app.run_test(size=(80, 24)) as pilot:
        app.first.query_one("#welcome-path").value = str(tmp_path / "there.sqlite")  # type: ignore[attr-defined]
        await pilot.press("down", "enter")
    assert first(app).chosen == Chosen(tmp_path / "there.sqlite", "Ann")


async def test_a_file_that_is_no_desk_is_refused_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("my notes")
    app = _WelcomeApp(tmp_path / "notes.txt", "Ann")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down", "enter")
        await until(pilot, lambda: "not a desk file" in said(app))
    assert (tmp_path / "notes.txt").read_text() == "my notes"


@pytest.mark.parametrize("keys", [["escape"], ["tab", "q"], ["ctrl+q"]])
async def test_leaving_makes_nothing(tmp_path: Path, keys: list[str]) -> None:
    app = _WelcomeApp(tmp_path / "desk.sqlite", None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
    assert not app.is_running
    assert first(app).chosen is None
    assert not any(tmp_path.glob("*.sqlite"))
