"""The fact sheet on the screen: shown, copied and saved in its forms, refused where a reviewed file would be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.text_file import write_text
from factdesk.model.errors import Failed
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.screens.dialogs import Confirm
from factdesk.tui.screens.sheet import SheetScreen
from factdesk.tui.widgets.status_line import StatusLine
from support.hostile_desk import build
from support.screens import SIZES, shown, until

MakeApp = Callable[..., DeskApp]


async def opened(pilot: Any) -> Any:
    await pilot.pause()
    await pilot.press("enter", "S")
    await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen) and pilot.app.screen.text)
    await pilot.pause()
    return pilot.app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_the_sheet_is_shown_in_three_forms(make_app: MakeApp, sample: Path, size: tuple[int, int]) -> None:
    async with make_app(sample).run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert len(shown(screen.app)) <= size[1]
        assert "Confirmed" in screen.text
        assert any("Missile strike on a residential area" in line for line in shown(screen.app))
        await pilot.press("f")
        assert screen.text.startswith("# Missile strike")
        await pilot.press("f")
        assert screen.text.startswith("<!DOCTYPE html>")
        await pilot.press("f", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))


async def test_it_is_copied_as_it_is_shown(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("f", "y")
        assert app.clipboard == screen.text
        assert "as Markdown" in screen.query_one(StatusLine).text


async def test_it_is_saved_and_nothing_is_written_over_unasked(make_app: MakeApp, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "strike.html"
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        screen._save(str(out))
        await pilot.pause()
        assert out.read_text("utf-8") == screen.text
        assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
        out.write_text("mine")
        await pilot.press("f2")
        await pilot.pause()
        assert "Save the fact sheet" in " ".join(shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        screen._save(str(out))
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert out.read_text() == "mine"
        screen._save(str(tmp_path / "nowhere" / "x.txt"))
        await pilot.pause()
        assert "cannot be written" in screen.query_one(StatusLine).text


async def test_without_an_incident_it_says_what_to_do(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("home", "S")
        await pilot.pause()
        assert "one incident" in pilot.app.screen.query_one(StatusLine).text


async def test_hostile_texts_leave_the_sheet_harmless(
    make_app: MakeApp, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    build(path)
    async with make_app(path).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk: Any = pilot.app.screen
        for step in (9, 33):
            desk.incidents.go_to(step)
            await pilot.press("S")
            await until(
                pilot, lambda: isinstance(pilot.app.screen, SheetScreen) and len(pilot.app.screen.pane.lines) > 1
            )
            await pilot.pause()
            lines = shown(pilot.app)
            assert not [char for line in lines for char in line if ord(char) < 32 or 0x7F <= ord(char) < 0xA0]
            text = pilot.app.screen.text  # type: ignore[attr-defined]
            assert not [char for char in text if char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) < 0xA0)]
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is desk)


def test_a_text_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "a.txt"
    write_text(out, "one\n")
    with pytest.raises(Failed, match="there already"):
        write_text(out, "two\n")
    write_text(out, "two\n", replace=True)
    assert out.read_bytes() == b"two\n"
    with pytest.raises(Failed, match="cannot be written"):
        write_text(tmp_path / "none" / "a.txt", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
