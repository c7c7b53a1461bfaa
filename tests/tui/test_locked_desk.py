"""Another program holds the desk: the screen says so, goes on, and shows the desk once it is free again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from factdesk.tui.desk_app import DeskApp
from factdesk.tui.widgets.status_line import StatusLine
from support.screens import shown, until

MakeApp = Callable[..., DeskApp]


@contextmanager
def held(path: Path) -> Iterator[None]:
    """As an import holds it while it is written: nobody can read."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        yield
        conn.execute("ROLLBACK")


def news(app: DeskApp) -> str:
    return app.screen.query_one(StatusLine).text


@pytest.mark.parametrize("keys", ["j", "enter c", "end enter", "w", "enter s v", "enter y", "enter e", "3", "2", "4"])
async def test_no_key_ends_the_program(make_app: MakeApp, sample: Path, keys: str) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(0.3)
        with held(sample):
            await pilot.press(*keys.split())
            await pilot.pause(0.6)
        await pilot.press("escape", "1")
        await pilot.pause(0.3)
        assert app.is_running
        assert app.return_code is None
        await pilot.press("escape", "escape", "home", "j")
        await until(pilot, lambda: any("at least 16 people killed" in line for line in shown(app)))


async def test_it_is_said_and_read_again_with_the_next_key(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(0.3)
        with held(sample):
            await pilot.press("j")
            await until(pilot, lambda: any("Another program is writing" in line for line in shown(app)))
        await pilot.press("k", "j")
        await until(pilot, lambda: any("Drone attack on Kharkiv ·" in line for line in shown(app)))
