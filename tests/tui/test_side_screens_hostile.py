"""Hostile texts on the screens beside the desk: shown, wrapped, found and exported without acting or crashing."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.tui.screens.export import ExportScreen
from factdesk.tui.widgets.text_pane import TextPane
from factdesk.tui.widgets.window_list import WindowList
from support.screen import shown, until

HARMFUL = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.fixture
def hostile(built_hostile: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(built_hostile, tmp_path / "hostile.sqlite"))


def harmful(text: str) -> list[str]:
    """Characters that a terminal may obey, line ends of the picture apart."""
    return [hex(ord(char)) for char in set(text) if char != "\n" and unicodedata.category(char) in HARMFUL]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("mode", ["2", "3", "4"])
async def test_every_row_and_every_card_is_shown_harmlessly(
    hostile: Path, make_app: Callable[..., Any], mode: str, size: tuple[int, int]
) -> None:
    async with make_app(hostile).run_test(size=size) as pilot:
        await pilot.press(mode)
        await until(pilot, lambda: pilot.app.screen.query(WindowList) and pilot.app.screen.items.count)
        items = pilot.app.screen.items
        for place in range(0, items.count, max(1, items.count // 80)):
            items.go_to(place)
            pane = pilot.app.screen.query_one(TextPane)
            assert not harmful("".join(laid.text for laid in pane._laid))
            if place % 8 == 0:
                await pilot.pause()
                assert not harmful(shown(pilot.app))
                assert len(shown(pilot.app).splitlines()) <= size[1]


async def test_hostile_words_can_be_searched_for(hostile: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(hostile).run_test(size=(120, 36)) as pilot:
        await pilot.press("5")
        screen = pilot.app.screen
        for words in ("[/x]", "[@click=app.quit]x[/]", '" OR 1=1 --', "NEAR(", "quit", "*", "\x1b]52;c;x\x07"):
            screen.words.text = words
            await pilot.pause(0.05)
            assert not harmful(shown(pilot.app))
        screen.words.text = "quit"
        await until(pilot, lambda: screen.items.count)


async def test_the_plan_of_an_export_holds_hostile_texts(hostile: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(hostile).run_test(size=(120, 36)) as pilot:
        await pilot.press("E")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen) and pilot.app.screen._plan)
        assert not harmful(shown(pilot.app))
