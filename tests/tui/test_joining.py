"""What may be twice is offered in a list, joined after a question, and parted by one undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from factdesk.desk.add import add
from factdesk.desk.open import create_desk, open_desk
from factdesk.tui.screens.picker import Picker
from support.screen import shown, until


def made(path: Path) -> Path:
    with create_desk(path, author="Ida") as desk:
        for code, title in (("A", "Missile strike"), ("B", "[/x] playground hit")):
            add(desk, "incident", {"code": code, "title": title, "began": "2025-04-04", "place": "Kryvyi Rih"})
    return path


def incidents(path: Path) -> int:
    with open_desk(path, read_only=True) as desk:
        return int(desk.db.value("SELECT count(*) FROM incidents"))


async def test_two_incidents_are_joined_after_a_question_and_parted_again(
    tmp_path: Path, make_app: Callable[..., Any]
) -> None:
    path = made(tmp_path / "desk.sqlite")
    async with make_app(path).run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Missile" in shown(pilot.app))
        pilot.app.screen.action_duplicates()
        await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
        await pilot.pause()
        assert "A · B" in shown(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: "Join B into A?" in shown(pilot.app))
        assert incidents(path) == 2
        await pilot.press("enter")
        await until(pilot, lambda: incidents(path) == 1)
        await until(pilot, lambda: "recorded: join incident B into A" in shown(pilot.app))
        await pilot.press("u")
        await until(pilot, lambda: incidents(path) == 2)


async def test_a_desk_without_twins_says_so(tmp_path: Path, make_app: Callable[..., Any]) -> None:
    path = tmp_path / "desk.sqlite"
    create_desk(path, author="Ida").close()
    async with make_app(path).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "empty" in shown(pilot.app))
        pilot.app.screen.action_duplicates()
        await until(pilot, lambda: "Nothing looks as if" in shown(pilot.app))
