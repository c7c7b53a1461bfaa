"""The import screen: a file is read before it is stored, its map can be changed in place, one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from factdesk.desk.open import create_desk, open_desk
from factdesk.tui.screens.importing import ImportScreen, free_name
from support.screen import shown, until

TABLE = (
    "id,date,place,killed,injured,source,url\n"
    "E1,2025-04-04,Kryvyi Rih,at least 16,over 50,Wire,https://news.example/1\n"
    "E2,2025-04-03,Kharkiv,5,34,Wire,https://news.example/2\n"
    "E3,2025-04-01,Sumy,-1,2,[/x] Gazette,https://news.example/3\n"
)
SIZES = [(80, 24), (120, 36), (200, 60)]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.sqlite"
    create_desk(path, author="Ida").close()
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "strikes.csv"
    path.write_text(TABLE, "utf-8")
    return path


def said(screen: ImportScreen) -> str:
    return str(screen.query_one("#import-said", Static).render())


def told(screen: ImportScreen) -> str:
    return "\n".join("".join(text for text, _ in line.pieces) for line in screen.pane.lines)


async def opened(pilot: Any, path: Path | None = None) -> ImportScreen:
    await pilot.press("I")
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportScreen))
    screen: ImportScreen = pilot.app.screen
    if path is not None:
        screen.path.text = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: screen._looked or "!" in said(screen))
    return screen


def claims(desk: Path) -> int:
    with open_desk(desk, read_only=True) as opened:
        return int(opened.db.value("SELECT count(*) FROM claims"))


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_is_shown_as_claims_before_anything_is_stored(
    desk: Path, table: Path, make_app: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with make_app(desk).run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert "Nothing was read yet" in shown(pilot.app)
        screen.path.text = str(table)
        await pilot.press("enter")
        await until(pilot, lambda: screen._looked)
        assert "F2 imports 2 rows." in said(screen)
        assert "3: 2 would be taken, 1 set aside" in told(screen)
        assert "at least 16 people killed  16..∞" in told(screen)
        assert "killed → claim (all killed): figure" in told(screen)
        assert "row 3, killed: a count cannot be negative “-1”" in told(screen)
        assert "strikes.csv" in shown(pilot.app)
    assert claims(desk) == 0


async def test_f2_imports_says_what_was_left_and_one_undo_takes_it_back(
    desk: Path, table: Path, make_app: Callable[..., Any]
) -> None:
    async with make_app(desk).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot, table)
        await pilot.press("f2")
        await until(pilot, lambda: "✓ imported" in told(screen))
        assert "2 added, 0 changed, 0 unchanged" in told(screen)
        assert claims(desk) == 4
        aside = table.with_name("strikes-set-aside.csv")
        assert str(aside) in told(screen)
        assert "E3" in aside.read_text("utf-8")
        await pilot.press("escape", "u")
        await until(pilot, lambda: claims(desk) == 0)


async def test_a_changed_map_is_read_again_before_it_is_used(
    desk: Path, table: Path, make_app: Callable[..., Any]
) -> None:
    async with make_app(desk).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot, table)
        screen.map.text = screen.map.text.replace('counted = "people"', 'counted = "civilians"')
        assert "The map was changed" in said(screen)
        await pilot.press("f2")
        await until(pilot, lambda: screen._looked)
        assert claims(desk) == 0
        assert "at least 16 civilians killed" in told(screen)
        screen.map.text = "name = "
        await pilot.press("f5")
        await until(pilot, lambda: "!" in said(screen))
        assert "it is not TOML" in said(screen)
        assert screen.map.text == "name = "


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, "there is no such file"),
        (b"", "the file is empty"),
        (b"\x00\x01\x02" * 50, "this is a binary file"),
        (b"a,b\n1,2\n", "no column looks like a figure or a statement"),
    ],
)
async def test_what_cannot_be_read_is_one_line_in_place(
    desk: Path, tmp_path: Path, make_app: Callable[..., Any], content: bytes | None, line: str
) -> None:
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    async with make_app(desk).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, path)
        assert line in said(screen)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ImportScreen))


def test_rows_set_aside_go_under_a_name_that_is_free(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    assert free_name(file).name == "a-set-aside.csv"
    (tmp_path / "a-set-aside.csv").touch()
    assert free_name(file).name == "a-set-aside-2.csv"
