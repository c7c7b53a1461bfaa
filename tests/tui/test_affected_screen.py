"""What was handed over and changed since: listed, with the notice of each change to be edited and copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.edit import edit
from factdesk.desk.export import export
from factdesk.desk.open import open_desk
from factdesk.desk.review import mark
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.affected import NONE, AffectedScreen
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.screens.edit_notice import EditNotice
from factdesk.tui.widgets.status_line import StatusLine
from support.screens import SIZES, shown, until

MakeApp = Callable[..., DeskApp]


@pytest.fixture
def handed_over(sample: Path, tmp_path: Path) -> Path:
    """A desk of which a file was handed over before a verdict and a figure changed."""
    with open_desk(sample, author="T") as desk:
        export(desk, tmp_path / "reviewed.sqlite")
        mark(desk, ["A58"], "disputed", basis="figures-conflict", reason="another count [/x] \x1b[31m")
        edit(desk, "A36", {"words": "19", "low": 19, "high": 19, "value": 19})
    return sample


async def opened(pilot: Any) -> Any:
    await pilot.pause()
    await pilot.press("D")
    await until(pilot, lambda: isinstance(pilot.app.screen, AffectedScreen) and pilot.app.screen.items.count)
    await pilot.pause()
    return pilot.app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_files_and_changes_are_listed(make_app: MakeApp, handed_over: Path, size: tuple[int, int]) -> None:
    async with make_app(handed_over).run_test(size=size) as pilot:
        screen = await opened(pilot)
        lines = shown(screen.app)
        assert len(lines) <= size[1]
        assert any("reviewed.sqlite" in line and "2 changed" in line for line in lines)
        assert any("A58" in line for line in lines)
        assert any("A36" in line for line in lines)
        await pilot.press("j", "enter")
        await pilot.pause()
        text = " ".join(piece for line in screen.card.lines for piece, _ in line.pieces)
        assert "Notice" in text
        assert screen.items.current.changed.draft in text
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))


async def test_a_notice_is_edited_and_copied(make_app: MakeApp, handed_over: Path) -> None:
    app = make_app(handed_over)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert "Go to a change" in screen.query_one(StatusLine).text
        await pilot.press("j", "y")
        draft = screen.items.current.changed.draft
        assert app.clipboard == draft
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, EditNotice))
        box: Any = app.screen
        assert box.field.text == draft
        box.field.text = "We wrote otherwise on Monday.\nWe were wrong."
        await pilot.press("f2")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("y")
        assert app.clipboard == "We wrote otherwise on Monday.\nWe were wrong."
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, EditNotice))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)


async def test_from_a_change_to_its_claim(make_app: MakeApp, handed_over: Path) -> None:
    async with make_app(handed_over).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("j")
        code = screen.items.current.changed.code
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))
        desk: Any = pilot.app.screen
        await until(pilot, lambda: desk.claims.current is not None and desk.claims.current.code == code)


async def test_nothing_was_handed_over(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("D")
        await until(pilot, lambda: NONE[:40] in " ".join(shown(pilot.app)))
        await pilot.press("e", "y", "w", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))
