"""The first screen is drawn once, and its card is read where it is to be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual._compositor import Compositor, LayoutUpdate

from factdesk.desk import browse
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.desk import DeskScreen
from support.screen import until

MakeApp = Callable[..., DeskApp]


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[LayoutUpdate]:
    """The whole frames that are drawn, while the test goes on."""
    drawn: list[LayoutUpdate] = []
    full = Compositor.render_full_update

    def render_full_update(self: Compositor, simplify: bool = False) -> LayoutUpdate:
        drawn.append(full(self, simplify))
        return drawn[-1]

    monkeypatch.setattr(Compositor, "render_full_update", render_full_update)
    return drawn


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The claims whose cards are read, while the test goes on."""
    read: list[str] = []
    card = browse.claim_card

    def claim_card(desk: object, ref: str) -> object:
        found = card(desk, ref)  # type: ignore[arg-type]  # a Desk
        read.append(found.claim.code)
        return found

    monkeypatch.setattr(browse, "claim_card", claim_card)
    return read


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)], ids=str)
async def test_the_first_screen_is_drawn_once(
    make_app: MakeApp, sample: Path, frames: list[LayoutUpdate], size: tuple[int, int]
) -> None:
    app = make_app(sample)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: bool(frames))
        assert "Missile strike" in "".join(s.text for line in frames[0].strips for strip in line for s in strip)
        await pilot.press("j")
        await pilot.pause()
        assert len(frames) == 1


async def test_a_card_is_read_when_it_comes_into_sight(make_app: MakeApp, sample: Path, cards: list[str]) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        await pilot.press("j", "k")
        await pilot.pause()
        assert not cards  # incidents and claims have the room
        await pilot.resize_terminal(200, 60)
        await until(pilot, lambda: cards)
        assert set(cards) == {"A1"}  # again, should it be counted just now what is stale
        assert screen.card.lines[0].pieces[1][0].startswith("at least 16")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        del cards[:]
        await pilot.press("j")
        await pilot.pause()
        assert not cards
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "B1" in cards)
