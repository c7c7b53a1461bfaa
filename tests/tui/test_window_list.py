"""The windowed list: what it reads, what it draws, where its cursor and marks stay."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from factdesk.tui.widgets.window_list import WindowList
from factdesk.tui.widgets.window_pages import KEPT, PAGE, ListWindow, Pages
from support.hostile import HOSTILE
from support.screens import SIZES, CountingWindow, DemoApp, DemoScreen, Row, shown

MILLION = 1_000_000


def down(app: DemoApp, times: int) -> None:
    """As many presses of `j`, without waiting for a frame after each."""
    for _ in range(times):
        app.demo.list.action_cursor_down()


@pytest.mark.parametrize("size", SIZES)
async def test_a_million_rows_cost_pages(size: tuple[int, int]) -> None:
    window = CountingWindow(MILLION)
    app = DemoApp(DemoScreen(window))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert window.reads == [(0, PAGE)]
        down(app, 100)
        await pilot.pause()
        assert len(window.reads) <= 2
        await pilot.press("G")
        assert app.demo.list.cursor == MILLION - 1
        assert f"claim {MILLION + 9}" in "\n".join(shown(app))
        await pilot.press("pageup", "pageup", "g")
        assert app.demo.list.cursor == 0
        assert sum(stop - start for start, stop in window.reads) <= 8 * PAGE


async def test_one_step_draws_the_one_row_that_looks_new() -> None:
    app = DemoApp(DemoScreen(CountingWindow(MILLION)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j")
        app.demo.renders = 0
        await pilot.press("j")
        assert app.demo.renders == 1
        await pilot.press("k", "j", "k")
        assert app.demo.renders == 1, "rows that were drawn before are taken from the cache"


async def test_it_scrolls_half_a_page_when_the_cursor_meets_the_edge() -> None:
    app = DemoApp(DemoScreen())
    async with app.run_test(size=(80, 24), notifications=True):
        height = app.demo.list.size.height
        tops = set()
        for _ in range(3 * height):
            down(app, 1)
            tops.add(app.demo.list.scroll_offset.y)
            top = app.demo.list.scroll_offset.y
            assert top <= app.demo.list.cursor < top + height
        assert len(tops) <= 6
        for _ in range(3 * height):
            app.demo.list.action_cursor_up()
        assert app.demo.list.scroll_offset.y == app.demo.list.cursor == 0


async def test_the_callback_comes_with_the_key_and_names_the_row() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "down", "о", "л", "G", "Home".lower())
        assert app.demo.seen == [10, 11, 12, 13, 12, 309, 10]


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [(["G"], 299), (["end", "k"], 298), (["pagedown"], 20), (["pagedown", "pageup"], 0), (["k"], 0), (["G", "j"], 299)],
)
async def test_keys_move(keys: list[str], cursor: int) -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*keys)
        assert app.demo.list.cursor == cursor


async def test_marks_survive_scrolling_and_reloading() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("space", "space", "G", "g")
        rows = app.demo.list
        assert rows.marks == rows.targets == [10, 11]
        assert [line[0] for line in shown(app)[1:4]] == ["◆", "◆", " "]
        app.demo.window.drop(frozenset({10}))
        rows.reload()
        assert rows.marks == [11]
        rows.clear_marks()
        assert rows.marks == []
        assert rows.targets == [rows.current_nr]
        assert app.demo.marked[-1] == 0


async def test_a_range_follows_the_cursor_and_esc_drops_it() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "v", "j", "j")
        assert app.demo.list.marks == [11, 12, 13]
        assert app.demo.marked[-1] == 3
        await pilot.press("escape")
        assert (app.demo.list.marks, app.demo.done) == ([], [])
        await pilot.press("v", "k", "v", "j", "escape")
        assert (app.demo.list.marks, app.demo.done) == ([12, 13], ["leave"])


async def test_a_range_over_a_million_rows_is_counted() -> None:
    app = DemoApp(DemoScreen(CountingWindow(MILLION)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("v", "G")
        assert app.demo.marked[-1] == MILLION


async def test_the_cursor_stays_on_its_record_and_line_after_a_reload() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        down(app, 30)
        rows = app.demo.list
        nr, line = rows.current_nr, rows.cursor - rows.scroll_offset.y
        app.demo.window.drop(frozenset(range(10, 15)))
        app.demo.window.text = "changed"
        rows.reload()
        await pilot.pause()
        assert (rows.current_nr, rows.cursor - rows.scroll_offset.y) == (nr, line)
        assert f"changed {nr}" in shown(app)[1 + line]
        app.demo.window.drop(frozenset({nr or 0}))
        rows.reload()
        assert rows.cursor == 25, "the next row takes the place of one that is gone"


async def test_an_emptied_list_says_so_and_moves_nowhere() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.demo.list.show(ListWindow[Row](), empty="No claims match [/x].")
        await pilot.press("j", "G", "space", "v", "enter")
        assert "No claims match [/x]." in "\n".join(shown(app))
        assert (app.demo.list.cursor, app.demo.list.targets, app.demo.done) == (-1, [], [])
        assert app.demo.seen[-1] is None
        app.demo.list.show(CountingWindow(5), at=12)
        await pilot.pause()
        assert app.demo.list.current_nr == 12


async def test_enter_click_and_double_click() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "enter", "l")
        assert app.demo.done == ["selected 11"] * 2
        await pilot.click(WindowList, offset=(10, 4))
        assert (app.demo.list.cursor, app.demo.done[2:]) == (4, [])
        await pilot.double_click(WindowList, offset=(10, 6))
        assert app.demo.done[2:] == ["selected 16"]
        await pilot.click(WindowList, offset=(0, 2))
        assert app.demo.list.marks == [12]


async def test_the_wheel_scrolls_and_the_next_key_comes_back() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        rows = app.demo.list
        for _ in range(40):
            rows.scroll_relative(y=3, animate=False)
        await pilot.pause()
        assert (rows.scroll_offset.y > 40, rows.cursor) == (True, 0)
        await pilot.press("j")
        assert (rows.cursor, rows.scroll_offset.y) == (1, 0)


async def test_a_smaller_terminal_keeps_the_cursor_in_view() -> None:
    app = DemoApp()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        down(app, 30)
        await pilot.resize_terminal(50, 12)
        await pilot.pause()
        assert any(line.startswith("▌ claim 40") for line in shown(app))


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 12))
async def test_hostile_rows(start: int) -> None:
    rows = [Row(nr, "", item.text) for nr, item in enumerate(HOSTILE[start : start + 12], 1)]
    app = DemoApp(DemoScreen(ListWindow(rows), lines=()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        down(app, 12)
        await pilot.pause()
        lines = shown(app)
        assert {cell_len(line) for line in lines} == {80}
        for item in HOSTILE[start : start + 12]:
            if item.plain and len(item.text) < 30:
                assert any(item.plain in line for line in lines), item.name


def test_pages_forget_the_farthest() -> None:
    window = CountingWindow(100 * PAGE)
    pages: Pages[Row] = Pages(window)
    for page in range(KEPT + 1):
        pages.row(page * PAGE)
    window.reads.clear()
    pages.row(KEPT * PAGE)
    assert window.reads == []
    pages.row(0)
    assert window.reads == [(0, PAGE)]
    assert pages.row(-1) is None
    assert pages.row(100 * PAGE) is None


def test_a_list_window_reads_anew() -> None:
    source: Iterator[list[Row]] = iter([[Row(1, "a", "x")], [Row(2, "b", "y"), Row(1, "a", "x")]])
    window = ListWindow[Row](read=lambda: next(source))
    assert (window.count(), window.index_of(1), window.index_of("a")) == (1, 0, 0)
    window.reload()
    assert (window.keys(0, 9), window.index_of(1), window.index_of("b"), window.index_of(9)) == ([2, 1], 1, 0, None)
