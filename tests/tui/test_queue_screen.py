"""The queue: one open claim a page, a verdict, and on to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk import browse
from factdesk.desk.open import create_desk, open_desk
from factdesk.desk.queue import queue
from factdesk.desk.review import mark
from factdesk.tui.attention import attention
from factdesk.tui.screens.queue import QueueScreen
from factdesk.tui.widgets.filter_bar import FilterBar
from support.screen import shown, until
from support.strip import strip_of


async def open_queue(pilot: Any) -> QueueScreen:
    await pilot.press("2")
    await until(pilot, lambda: isinstance(pilot.app.screen, QueueScreen) and pilot.app.screen.items.count)
    screen: QueueScreen = pilot.app.screen
    return screen


async def judge(pilot: Any, key: str, reason: str) -> None:
    await pilot.press(key)
    await until(pilot, lambda: strip_of(pilot.app))
    pilot.app.screen.query_one("#strip-reason").text = reason
    await pilot.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_worst_claim_comes_first_with_what_asks_for_attention(
    sample: Path, make_app: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with make_app(sample).run_test(size=size) as pilot:
        screen = await open_queue(pilot)
        await pilot.pause()
        told = shown(pilot.app)
        assert "1 of 61 open" in told
        assert "Look at this first" in told
        assert "A25 denies it" in told
        assert ("Queue" in told.splitlines()[1]) == (size[0] >= 100)
        assert screen.items.has_focus


async def test_j_and_k_turn_the_page_where_the_list_is_hidden_too(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        screen = await open_queue(pilot)
        await pilot.press("j", "j", "k")
        assert screen.items.current is not None
        assert f"│ {screen.items.current.code}  " in shown(pilot.app)
        assert "2 of 61 open" in shown(pilot.app)


async def test_a_verdict_is_recorded_and_the_next_claim_shows(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_queue(pilot)
        first, second = (row.id for row in screen.items.window.rows(0, 2))
        await judge(pilot, "x", "The General Staff denies it; nothing independent supports it.")
        await until(pilot, lambda: screen.items.count == 60 and "1 done" in shown(pilot.app))
        assert screen.items.current is not None
        assert screen.items.current.id == second
        with open_desk(sample, read_only=True) as desk:
            assert browse.claim_card(desk, first).verdict == "denied"


async def test_undo_brings_the_claim_back_and_shows_it(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_queue(pilot)
        await pilot.press("j", "j")
        third = screen.items.current.id
        await judge(pilot, "c", "Two witnesses told the desk the same.")
        await until(pilot, lambda: screen.items.count == 60)
        await pilot.press("g", "u")
        await until(pilot, lambda: screen.items.count == 61 and screen.items.current.id == third)
        assert "done" not in shown(pilot.app).splitlines()[1]


async def test_marked_claims_get_one_verdict(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_queue(pilot)
        await pilot.press("space", "space", "space")
        assert "3 marked" in shown(pilot.app)
        await judge(pilot, "d", "The figures cannot all hold.")
        await until(pilot, lambda: screen.items.count == 58 and "3 done" in shown(pilot.app))


async def test_a_verdict_by_somebody_else_takes_the_claim_out(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_queue(pilot)
        await pilot.press("j")
        here, gone = screen.items.current.id, screen.items.window.rows(0, 1)[0].id
        with open_desk(sample, author="Other") as desk:
            mark(desk, [gone], "denied", basis="by-party", reason="The General Staff denies it.")
        await until(pilot, lambda: screen.items.count == 60)
        assert screen.items.current.id == here
        assert "1 of 60 open" in shown(pilot.app)


async def test_a_filter_is_completed_and_escape_takes_it_back(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_queue(pilot)
        await pilot.press("f")
        bar = screen.query_one(FilterBar)
        await pilot.press(*"inc", "tab", *"b")
        await until(pilot, lambda: "B" in [match.code for match in bar.listed()])
        await pilot.press("tab", "enter")
        await until(pilot, lambda: screen.items.count < 61 and not bar.has_class("asking"))
        rows = screen.items.window.rows(0, 99)
        assert rows
        assert {row.incident_code for row in rows} == {"B"}
        assert "filter: incident:B" in shown(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: screen.items.count == 61)


async def test_search_goes_to_the_open_claims_that_hold_the_words(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_queue(pilot)
        await pilot.press("/", *"hospitalised")
        await until(pilot, lambda: "hospitalised" in (screen.items.current.measure or ""))
        await pilot.press("enter")
        before = screen.items.cursor
        await pilot.press("n")
        assert screen.items.cursor > before
        assert screen.items.current.measure == "hospitalised"


async def test_an_empty_queue_says_so(tmp_path: Path, make_app: Callable[..., Any]) -> None:
    path = tmp_path / "empty.sqlite"
    create_desk(path).close()
    async with make_app(path).run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: "press a to add one" in shown(pilot.app))
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, QueueScreen)


async def test_a_long_queue_is_put_in_order_beside_the_screen(
    sample: Path, make_app: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factdesk.tui.screens.queue.SMALL", 10)
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_queue(pilot)
        second = screen.items.window.rows(1, 2)[0].id
        await judge(pilot, "x", "The General Staff denies it.")
        await until(pilot, lambda: screen.items.count == 60 and "1 done" in shown(pilot.app))
        assert screen.items.current.id == second


async def test_a_read_only_desk_says_why_no_verdict_can_be_given(sample: Path, make_app: Callable[..., Any]) -> None:
    sample.chmod(0o400)
    app = make_app(sample)
    app.bridge.read_only = True
    async with app.run_test(size=(80, 24)) as pilot:
        await open_queue(pilot)
        await pilot.press("c")
        await until(pilot, lambda: "reading only" in shown(pilot.app) or "Read-only" in shown(pilot.app))


def test_attention_tells_of_single_roots_denials_and_missing_sources(sample: Path) -> None:
    with open_desk(sample, read_only=True) as desk:
        told = {}
        for row in queue(desk).rows(0, 99):
            told[row.code] = list(attention(browse.claim_card(desk, row.id)))
    assert any("denies it" in line for line in told["A13"])
    assert any("one root" in line for line in told["A4"])
    assert any("re-opened" in line for line in told["A2"])
