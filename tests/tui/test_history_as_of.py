"""The history's look back: counts and card as they stood after a change, beside the list; gone with the next step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.browse import kind_of
from factdesk.desk.open import open_desk
from factdesk.desk.review import mark
from factdesk.tui.screens import as_of
from factdesk.tui.screens.history import HistoryScreen
from support.screen import shown, until


async def open_history(pilot: Any) -> HistoryScreen:
    await pilot.press("4")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen) and pilot.app.screen.items.count)
    screen: HistoryScreen = pilot.app.screen
    return screen


def card_of(screen: HistoryScreen) -> str:
    return "\n".join("".join(text for text, _ in line.pieces) for line in screen.card.lines)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_desk_as_it_stood_shows_in_place_of_the_card(
    sample: Path, make_app: Callable[..., Any], size: tuple[int, int]
) -> None:
    with open_desk(sample, author="Other") as desk:
        mark(desk, ["A2"], "denied", basis="by-evidence", reason="the register has nine")
        mark(desk, ["A2"], "open", reason="wait")
    async with make_app(sample).run_test(size=size) as pilot:
        screen = await open_history(pilot)
        await pilot.press("j", "t")
        await until(pilot, lambda: "as it stood after change" in card_of(screen))
        told = card_of(screen)
        assert "✓ 17" in told
        assert "✗ 4" in told
        assert "the register has nine" in told
        assert "The desk as it stood" in shown(pilot.app)
        await pilot.press("escape", "k")
        await until(pilot, lambda: "as it stood" not in card_of(screen))
        assert "re-open A2" in card_of(screen)


async def test_a_record_that_was_not_there_yet_and_other_kinds(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_history(pilot)
        await pilot.press("G", "t")
        await until(pilot, lambda: "as it stood after change" in card_of(screen))
        assert "name" in card_of(screen) or "title" in card_of(screen)
        await pilot.press("t")
        await until(pilot, lambda: "as it stood" not in card_of(screen))


async def test_a_long_way_back_can_be_stopped(
    sample: Path, make_app: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(desk: Any, seq: int, record: str, progress: Callable[[int, int], None]) -> Any:
        while True:
            progress(35, 100)

    monkeypatch.setattr(as_of, "LONG", 0)
    monkeypatch.setattr(as_of, "look_back", endless)
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_history(pilot)
        await pilot.press("t")
        await until(pilot, lambda: "Going back to change" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        with open_desk(sample, read_only=True) as desk:
            assert kind_of(desk, "A1")[0] == "claim"
