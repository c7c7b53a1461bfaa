"""Checking and backing up from the screen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from factdesk.desk import browse
from factdesk.desk.open import open_desk
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.widgets.status_line import StatusLine

MakeApp = Callable[..., DeskApp]


async def until(pilot: Any, found: Callable[[], bool]) -> None:
    for _ in range(600):
        await pilot.pause(0.05)
        if found():
            return
    pytest.fail("it never came")


def said(app: DeskApp) -> str:
    lines = app.screen_stack[0].query(StatusLine)
    return lines.first().text if lines else ""


async def test_a_sound_desk_is_said_to_be_sound(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.action_check()
        await until(pilot, lambda: "The desk is sound" in said(app))


async def test_damage_is_listed(make_app: MakeApp, sample: Path) -> None:
    with sqlite3.connect(sample) as conn:
        conn.execute("UPDATE claims SET low = 17 WHERE code = 'A1'")
    conn.close()
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.action_check()
        await until(pilot, lambda: len(app.screen_stack) > 1 and bool(app.screen.query(".dialog-detail")))
        told = str(app.screen.query_one(".dialog-detail", Static).render())
        assert "low" in told


async def test_a_backup_is_a_desk(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.action_backup()
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "Backed up to" in said(app))
    copies = list(sample.parent.glob("desk-backup-*.sqlite"))
    assert len(copies) == 1
    with open_desk(copies[0], read_only=True) as desk:
        assert browse.counts(desk).total == 90
