"""The page of a finding: both sides whole, beside each other or stacked; ways on record nothing by themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.browse import claim_card
from factdesk.desk.open import open_desk
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.screens.why import WhyScreen
from factdesk.tui.ways import Way
from factdesk.tui.widgets.status_line import StatusLine
from support.hostile_desk import build
from support.screens import SIZES, shown, until

MakeApp = Callable[..., DeskApp]


async def why_of(pilot: Any, code: str) -> Any:
    """The page of what stands of a claim of the first incident."""
    await pilot.pause()
    desk: Any = pilot.app.screen
    await pilot.press("enter")
    items = desk.claims.items
    items.go_to(next(at for at in range(items.count) if items.row_of(at).code == code))
    await pilot.press("w")
    await until(pilot, lambda: isinstance(pilot.app.screen, WhyScreen) and pilot.app.screen._page)
    await pilot.pause()
    return pilot.app.screen


def verdict(path: Path, code: str) -> str:
    with open_desk(path, read_only=True) as desk:
        return claim_card(desk, code).verdict


def way(screen: Any, begins: str) -> int:
    rows = [screen.items.row_of(at) for at in range(screen.items.count)]
    return next(at for at, row in enumerate(rows) if isinstance(row, Way) and row.label.startswith(begins))


@pytest.mark.parametrize("size", SIZES)
async def test_both_sides_are_told_with_words_sources_and_roots(
    make_app: MakeApp, sample: Path, size: tuple[int, int]
) -> None:
    async with make_app(sample).run_test(size=size) as pilot:
        screen = await why_of(pilot, "A49")
        lines = shown(screen.app)
        assert len(lines) <= size[1]
        assert any("CONFLICT" in line for line in lines)
        wide = size[0] > 80
        assert screen.query_one("#why-right-pane").display == wide
        left, right = (" ".join(t for line in screen._pane(n).lines for t, _ in line.pieces) for n in ("left", "right"))
        assert "11 children killed" in left
        assert "root" in left
        assert "fakti.bg" in left
        assert ("9 children killed" in right) == wide
        assert "9 children killed" in (right if wide else left)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not screen.query_one("#why-right-pane").display


async def test_a_way_opens_the_strip_and_enter_alone_records(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await why_of(pilot, "A49")
        screen.items.go_to(way(screen, "Deny A49"))
        await pilot.press("enter")
        await pilot.pause()
        assert screen.strip is not None
        assert screen.strip._basis == "by-evidence"
        assert "cannot" in screen.strip.reason.text
        await pilot.press("escape")
        await pilot.pause()
        assert screen.strip is None, "what was merely proposed is left without a question"
        assert verdict(sample, "A49") == "disputed"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "recorded: deny A49" in screen.query_one(StatusLine).text)
        assert verdict(sample, "A49") == "denied"


async def test_a_conflict_that_was_settled_says_so(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await why_of(pilot, "A49")
        screen.items.go_to(way(screen, "Deny A49"))
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "settled" in " ".join(shown(screen.app)))
        assert "recorded: deny A49" in screen.query_one(StatusLine).text
        assert screen.items.count == 0


async def test_pages_turn_and_a_reference_leads_to_its_claim(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await why_of(pilot, "A49")
        assert len(screen._rows) > 1
        first = screen._row
        await pilot.press("n")
        await pilot.pause()
        assert screen._row != first
        await pilot.press("N")
        await until(pilot, lambda: screen._page is not None and screen._page.row == first)
        await pilot.press("tab", "j", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))
        await pilot.pause()
        desk: Any = pilot.app.screen
        assert desk.claims.current.code == "A49"


async def test_f_shows_its_claims_alone_on_the_desk(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await why_of(pilot, "A49")
        wanted = screen._row.claims
        await pilot.press("f")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))
        desk: Any = pilot.app.screen
        await until(pilot, lambda: desk.claims.count == len(wanted))
        assert desk.claims.current.id == wanted[0]


async def test_a_claim_of_which_nothing_is_to_be_said(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        desk: Any = pilot.app.screen
        await pilot.press("enter")
        items = desk.claims.items
        items.go_to(next(at for at in range(items.count) if items.row_of(at).code == "A56"))
        await pilot.press("w")
        await until(pilot, lambda: "no other claim" in desk.query_one(StatusLine).text)


async def test_a_scope_that_is_not_told_can_be_told(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await why_of(pilot, "A58")
        assert screen._row.kind in ("one-scope", "scope")
        screen.items.go_to(way(screen, "Edit the scope of"))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_texts_of_a_denial_are_shown_harmlessly(
    make_app: MakeApp, tmp_path_factory: pytest.TempPathFactory, size: tuple[int, int]
) -> None:
    path = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    build(path)
    async with make_app(path).run_test(size=size) as pilot:
        await pilot.pause()
        desk: Any = pilot.app.screen
        for step in (1, 9, 21, 33):
            desk.incidents.go_to(step)
            desk.go_level(1)
            await pilot.press("w")
            await until(pilot, lambda: isinstance(pilot.app.screen, WhyScreen) and pilot.app.screen._page)
            await pilot.pause()
            lines = shown(pilot.app)
            assert len(lines) <= size[1]
            assert not [char for line in lines for char in line if ord(char) < 32 or 0x7F <= ord(char) < 0xA0]
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is desk)
