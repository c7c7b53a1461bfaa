"""Filters as they are typed: what is offered, counted, refused at its column, kept under a name; and the orders."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from factdesk.model.filter_fields import ORDERS, OTHER_WAY
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.claim_filter import ORDER_KEYS
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.widgets.filter_bar import FilterBar
from factdesk.tui.widgets.status_line import StatusLine

MakeApp = Callable[..., DeskApp]


def desk_screen(app: DeskApp) -> DeskScreen:
    assert isinstance(app.screen, DeskScreen)
    return app.screen


async def test_a_filter_narrows_and_its_faults_are_told_in_place(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        whole = 63
        await pilot.press("enter", "f", *"verdict:maybe", "enter")
        bar = screen.query_one(FilterBar)
        assert await settled(pilot, lambda: "column 9: 'maybe' is no verdict" in drawn(bar))
        assert screen.claims.count == whole
        bar.text = "verdict:denied"
        await pilot.press("enter")
        assert await settled(pilot, lambda: screen.claims.count < whole)
        assert {screen.claims.items.row_of(i).verdict for i in range(screen.claims.count)} == {"denied"}  # type: ignore[union-attr]
        await pilot.press("escape")
        await pilot.pause()
        assert screen.claims.count == whole


async def test_what_may_be_typed_is_offered_with_counts_and_tab_takes_it(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        await pilot.press("enter", "f", *"verd")
        bar = screen.query_one(FilterBar)
        assert "the verdict in force" in drawn(bar)
        await pilot.press("tab")
        assert bar.text == "verdict:"
        assert await settled(pilot, lambda: re.search(r"denied +[0-9]+", drawn(bar)))
        await pilot.press(*"den", "tab", *"who:лис")
        assert bar.text == "verdict:denied who:лис"
        await pilot.press("enter")
        assert await settled(pilot, lambda: "verdict:denied who:лис" in str(screen.claims.parent.border_subtitle))  # type: ignore[union-attr]


async def test_a_filter_is_kept_under_a_name_and_used_by_it(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        await pilot.press("enter", "f", *"verdict:denied", "f2")
        await pilot.pause()
        await pilot.press(*"rejected", "enter")
        assert await settled(pilot, lambda: "@rejected" in screen.query_one(StatusLine).text)
        bar = screen.query_one(FilterBar)
        bar.text = ""
        await pilot.press("escape", "f", *"@rej", "tab", "enter")
        assert await settled(pilot, lambda: 0 < screen.claims.count < 63)


async def test_an_order_is_chosen_and_named(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        turned = {key.upper(): OTHER_WAY[order] for key, order in ORDER_KEYS.items() if order in OTHER_WAY}
        for key, order in (ORDER_KEYS | turned).items():
            await pilot.press("enter", "s")
            await pilot.pause()
            await pilot.press(key)
            assert await settled(pilot, lambda order=order: screen.claims.shown.order == order)  # type: ignore[misc]
            assert ORDERS[order] in screen.query_one(StatusLine).text


def drawn(bar: FilterBar) -> str:
    return "\n".join(bar.render_line(y).text for y in range(bar.size.height))


async def settled(pilot: Pilot[Any], so: Callable[[], object]) -> bool:
    """Waits for the reader's thread, three seconds at most."""
    for _ in range(60):
        await pilot.pause(0.05)
        if so():
            return True
    return False
