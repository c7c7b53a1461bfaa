"""A screen that idles leaves the desk to others: it looks for changes in a few steps, and holds no lock between looks.

How long a lock takes is not for a test to say; but where no look lasts longer than some steps of SQLite's machine and
nothing is held after it, another process waits for no more than one look.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from factdesk.tui.bridge import Bridge
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.desk import DeskScreen
from support.screen import until

MakeApp = Callable[..., DeskApp]
LOOKS = 20
STEPS = 1_000
"""Steps of SQLite's machine that a look may take: well under a millisecond."""


def takes_all(path: Path) -> bool:
    """Whether another connection gets the whole file at once, without waiting for anybody."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return False
        other.execute("ROLLBACK")
        return True


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch, sample: Path) -> list[tuple[bool, int]]:
    """Every look of the writer's thread that finds nothing to do: whether the file was free right after it, and the
    hundreds of steps that it took."""
    found: list[tuple[bool, int]] = []
    idle = Bridge._idle

    def look(self: Bridge, desk: Any) -> None:
        counted, busy = [], self._untidy or self._untold
        desk.db.conn.set_progress_handler(lambda: counted.append(1), 100)
        idle(self, desk)
        desk.db.conn.set_progress_handler(None, 0)
        if not busy:
            found.append((takes_all(sample), len(counted)))

    monkeypatch.setattr(Bridge, "_idle", look)
    monkeypatch.setattr("factdesk.tui.bridge.WATCH_SECONDS", 0.02)
    return found


async def test_between_two_looks_the_desk_is_free_and_a_look_is_short(
    make_app: MakeApp, sample: Path, looks: list[tuple[bool, int]]
) -> None:
    app = make_app(sample)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("j", "enter")  # rows, a card and a board were read on all three connections
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        await until(pilot, lambda: screen.board_shown and len(looks) > 5)  # nobody asks for more
        del looks[:]
        await until(pilot, lambda: len(looks) >= LOOKS)
        assert all(free for free, _ in looks)
        assert max(steps for _, steps in looks) * 100 <= STEPS
