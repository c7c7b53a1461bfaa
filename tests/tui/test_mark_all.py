"""Marks on all that a filter lets pass: the number before Enter, one verdict for all, one undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from factdesk.desk import browse
from factdesk.desk.add import add, add_many
from factdesk.desk.open import create_desk
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.desk import DeskScreen
from tui.test_filter_bar import settled

MANY = 260


async def test_all_matches_are_judged_at_once_and_taken_back_at_once(
    make_app: Callable[..., DeskApp], tmp_path: Path
) -> None:
    path = tmp_path / "many.sqlite"
    with create_desk(path, author="Ida") as desk:
        add(desk, "incident", {"code": "A", "title": "Many"})
        row = {"incident": "A", "kind": "assertion"}
        add_many(desk, [("claim", {**row, "statement": f"item {n}"}) for n in range(MANY)], "many")
        add(desk, "claim", {**row, "statement": "another"})
    app = make_app(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        await pilot.press("enter", "f", *"item", "enter")
        assert await settled(pilot, lambda: screen.claims.count == MANY)
        await pilot.press("*")
        assert f"{MANY} marked" in str(screen.query_one("#claims-pane").border_title)
        await pilot.press("d")
        assert await settled(pilot, lambda: screen.strip is not None)
        assert screen.strip is not None
        assert f"Dispute {MANY} marked claims" in str(screen.strip.border_title)
        await pilot.press(*"unclear", "enter")
        assert await settled(pilot, lambda: browse.counts(screen.desk).disputed == MANY)
        assert browse.counts(screen.desk).open == 1
        assert await settled(pilot, lambda: app.screen is screen)
        await pilot.press("u")
        assert await settled(pilot, lambda: browse.counts(screen.desk).disputed == 0)
