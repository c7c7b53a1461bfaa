"""The page before the full screen: it tells what the full screen will tell, in the same places, and just as safely."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from factdesk.desk.add import add
from factdesk.desk.first_page import FirstIncident, FirstPage, read
from factdesk.desk.open import create_desk, open_desk
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.first_page import draw
from support.screen import shown, until

SIZES = [(80, 24), (120, 36), (200, 60)]


def plain(lines: list[str]) -> list[str]:
    """The lines without their colours."""
    return [re.sub(r"\x1b\[[\d;]*m", "", line) for line in lines]


def page_of(path: Path) -> FirstPage:
    """The first page, which must be there."""
    found = read(path, 60)
    assert found is not None
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_it_has_the_rows_of_the_full_screen(
    sample: Path, make_app: Callable[..., DeskApp], size: tuple[int, int]
) -> None:
    early = plain(draw(page_of(sample), sample.name, "Test Editor", size, colours=True))
    assert [len(line) for line in early] == [size[0]] * size[1]
    async with make_app(sample).run_test(size=size) as pilot:
        await until(pilot, lambda: "at least 16" in shown(pilot.app) or size[0] < 100)
        pilot.app.screen.query("#board").set(display=False)
        await until(pilot, lambda: "at least 16" in shown(pilot.app).splitlines()[2] or size[0] < 100)
        full = shown(pilot.app).splitlines()
    left = size[0] if size[0] < 100 else size[0] * 2 // 5 if size[0] < 160 else size[0] * 3 // 12
    middle = left if size[0] < 100 else size[0] - 1 if size[0] < 160 else size[0] * 8 // 12 - 1
    for y in (2, 3, 4, 5, 6):
        skip = left if y == 2 else 0  # the first row's counts are summed up later
        assert early[y][skip : middle - 2].rstrip() == full[y][skip : middle - 2].rstrip()


def test_without_colours_there_are_none() -> None:
    page = FirstPage([], [])
    page.incidents.append(_incident("Strike"))
    told = "".join(draw(page, "a.sqlite", "Ed", (80, 24), colours=False))
    assert set(re.findall(r"\x1b\[([\d;]*)m", told)) <= {"0", "0;1", "0;2", "0;7"}


@pytest.mark.parametrize("text", ["\x1b[2J\x07", "\u202eleft", "漢字 wide", "e\u0301\u0301", "\u200b", "א"])
def test_hostile_titles_are_made_visible_or_cut(text: str) -> None:
    page = FirstPage([_incident(f"Before {text} after")], [])
    lines = draw(page, f"{text}.sqlite", text, (120, 36), colours=True)
    for line in plain(lines):
        assert len(line) == 120
        assert all(char.isprintable() and ord(char) < 0x2E80 for char in line)
    assert "Before" in "".join(lines)


def test_a_file_that_asks_for_a_closer_look_shows_nothing(sample: Path, tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere.sqlite", 40) is None
    junk = tmp_path / "junk.sqlite"
    junk.write_bytes(b"no desk" * 100)
    assert read(junk, 40) is None
    older = Path(shutil.copy(sample, tmp_path / "older.sqlite"))
    with closing(sqlite3.connect(older)) as conn:
        conn.execute("PRAGMA user_version = 1")
    assert read(older, 40) is None


def test_views_in_place_of_tables_are_not_read(sample: Path) -> None:
    with closing(sqlite3.connect(sample, isolation_level=None)) as conn:
        conn.execute("PRAGMA writable_schema=ON")
        conn.execute("UPDATE sqlite_schema SET type = 'view', sql = 'CREATE VIEW stale_verdicts AS SELECT 1 AS claim',"
                     " rootpage = 0 WHERE name = 'stale_verdicts'")  # fmt: skip
    assert read(sample, 40) is None


def test_it_waits_for_nobody(sample: Path) -> None:
    with closing(sqlite3.connect(sample, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert read(sample, 40) is None


def test_an_empty_desk_has_an_empty_page(tmp_path: Path) -> None:
    create_desk(tmp_path / "new.sqlite", author="Ed").close()
    assert read(tmp_path / "new.sqlite", 40) == FirstPage([], [])
    with open_desk(tmp_path / "new.sqlite", author="Ed") as desk:
        add(desk, "incident", {"title": "Strike", "code": "A"})
    assert [row.title for row in page_of(tmp_path / "new.sqlite").incidents] == ["Strike"]


def _incident(title: str) -> FirstIncident:
    return FirstIncident("i-1", "A", title, None, None, None, None, 1, 0, 0, 2)
