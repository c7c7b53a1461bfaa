"""Tolls over time: the axis, the tracks, and the screen that goes from figure to figure and to their claims."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.desk.add import add_many
from factdesk.desk.open import create_desk
from factdesk.model.standing.board import Point, Track
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.plot_bands import LEFT, band
from factdesk.tui.scales import scale
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.screens.over_time import OverTimeScreen
from factdesk.tui.theme import DARK, Look
from factdesk.tui.time_axis import DAY, TimeAxis
from factdesk.tui.widgets.status_line import StatusLine
from support.hostile_desk import build
from support.screens import SIZES, shown, until

MakeApp = Callable[..., DeskApp]
ASCII = Look(DARK, ascii=True, colour=False)
START = date(2025, 4, 4).toordinal() * DAY
SECONDS = st.integers(date(1000, 1, 1).toordinal() * DAY, date(2999, 12, 31).toordinal() * DAY)


@given(SECONDS, SECONDS, st.integers(2, 400))
def test_labels_never_touch_and_stand_within_the_axis(one: int, other: int, cells: int) -> None:
    axis = TimeAxis(min(one, other), max(one, other), cells)
    labels = axis.labels()
    assert labels
    assert all(0 <= cell < cells for cell, _ in labels)
    assert all(cell + len(text) < after for (cell, text), (after, _) in pairwise(labels))


def test_an_axis_names_hours_days_months_or_years_as_fits() -> None:
    def texts(days: float, cells: int = 60) -> list[str]:
        return [text for _, text in TimeAxis(START, START + int(days * DAY), cells).labels()]

    assert texts(0.5)[:2] == ["4 Apr", "03:00"] or "01:00" in texts(0.5)
    assert texts(5)[:2] == ["4 Apr", "5 Apr"]
    assert "Jul 2025" in texts(300)
    assert "2030" in texts(9_000)
    assert texts(0) == ["4 Apr"]


def point(low: int, high: int | None, day: int, state: str = "current") -> Point:
    value = high if low == 0 and high is not None else low
    return Point(f"c{day}{low}", START + day * DAY, "", low, high, value, "open", state)


def plotted(*points: Point, height: int = 5, width: int = 24) -> list[str]:
    on = scale([end for one in points for end in (one.low, one.high)])
    axis = TimeAxis(START, START + 4 * DAY, width - 6)
    drawn = band(Track("v", "who", "", points), on, height, width, lambda one: axis.cell(one.second or 0), ASCII, None)
    lines = ["".join(segment.text for segment in line) for line in drawn]
    assert all(len(line) == LEFT + width for line in lines)
    return [line[LEFT:] for line in lines]


def test_a_ladder_is_drawn_as_steps_and_superseded_figures_stay_visible() -> None:
    lines = plotted(point(10, 10, 0, "superseded"), point(20, 20, 2, "superseded"), point(30, 30, 4))
    text = "\n".join(lines)
    assert text.count("o") == 2
    assert text.count("O") == 1
    assert "o10" in text
    assert "O30" in text
    assert "---" in text
    assert ":" in text


def test_open_ends_and_ranges_stand_upright() -> None:
    lines = plotted(point(10, None, 0), point(5, 20, 2), point(0, 15, 4))
    columns = ["".join(column) for column in zip(*lines, strict=True)]
    assert columns[0].startswith("^")
    assert "H" in columns[0]
    assert any("=" in column and "H" in column and "^" not in column for column in columns[1:])
    assert any("<=15" in line for line in lines)
    assert any(">=10" in line for line in lines)


def test_figures_of_one_moment_stand_beside_each_other() -> None:
    lines = plotted(point(19, 19, 2, "superseded"), point(20, 20, 2), height=2)
    before, after = (next(line.index(text) for line in lines if text in line) for text in ("o19", "O20"))
    assert before < after


async def opened(pilot: Any) -> Any:
    await pilot.pause()
    await pilot.press("enter", "t")
    await until(pilot, lambda: isinstance(pilot.app.screen, OverTimeScreen) and pilot.app.screen.plot.current)
    await pilot.pause()
    return pilot.app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_the_plot_has_tracks_axes_and_its_claim(make_app: MakeApp, sample: Path, size: tuple[int, int]) -> None:
    async with make_app(sample).run_test(size=size) as pilot:
        screen = await opened(pilot)
        lines = shown(screen.app)
        assert len(lines) <= size[1]
        assert "people killed over time" in lines[1]
        assert any("Serhii Lysak" in line for line in lines)
        assert any("Apr" in line and line.count("Apr") > 2 for line in lines)
        assert "A1 at least 16 people killed" in screen.query_one(StatusLine).text
        await pilot.press("j", "l")
        await pilot.pause()
        assert screen.plot.current.state == "superseded" or screen.plot.current.claim
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert any("Apr" in line for line in shown(screen.app))


async def test_keys_go_from_figure_to_figure_and_enter_to_the_claim(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("j", "h", "h", "h")
        first = screen.current_claim().code
        await pilot.press("l")
        assert screen.current_claim().code != first
        await pilot.press("plus", "plus")
        await pilot.pause()
        assert screen.plot.zoom == 4
        assert screen.current_claim().code in screen.query_one(StatusLine).text
        wanted = screen.current_claim().code
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))
        await pilot.pause()
        desk: Any = pilot.app.screen
        assert desk.claims.current.code == wanted


async def test_tab_goes_through_the_measures_and_esc_leaves(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        seen = set()
        for _ in range(len(screen._all)):
            seen.add(str(screen.query_one("#plot-pane").border_title))
            await pilot.press("tab")
        assert len(seen) == len(screen._all)
        await pilot.press("shift+tab", "minus", "G", "g", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))


async def test_an_incident_without_figures_says_so(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk: Any = pilot.app.screen
        desk.incidents.go_to(3)
        await pilot.press("enter", "t")
        await until(pilot, lambda: "No figure" in pilot.app.screen.query_one(StatusLine).text)
        await pilot.press("j", "l", "plus", "tab", "enter", "escape")
        await until(pilot, lambda: pilot.app.screen is desk)


async def test_two_thousand_figures_over_years(make_app: MakeApp, tmp_path: Path) -> None:
    path = tmp_path / "many.sqlite"
    with create_desk(path, author="T") as desk:
        records: list[tuple[str, dict[str, Any]]] = [("incident", {"code": "K", "title": "Siege"})]
        records += [("speaker", {"name": f"Speaker {number}"}) for number in range(40)]
        records += [
            ("claim", {"incident": "K", "kind": "figure", "code": f"K{at}", "measure": "killed", "counted": "people",
                       "figure": str(12 + at * 6), "speaker": f"Speaker {at % 40}",
                       "said_at": f"{2015 + at // 200}-{at % 12 + 1:02}-{at % 28 + 1:02}"})
            for at in range(2_000)
        ]  # fmt: skip
        add_many(desk, records, "all")
    async with make_app(path).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "log scale" in str(screen.query_one("#plot-pane").border_title)
        await pilot.press("G", *["plus"] * 8, *"llllhh")
        await pilot.pause()
        assert screen.plot.zoom == 64
        assert any("Speaker 39" in line for line in shown(screen.app))


async def test_hostile_texts_are_shown_harmlessly(make_app: MakeApp, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    build(path)
    async with make_app(path).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk: Any = pilot.app.screen
        for step in (1, 14, 27, 40, 60):
            desk.incidents.go_to(step)
            desk.go_level(1)
            await pilot.press("t")
            await until(pilot, lambda: isinstance(pilot.app.screen, OverTimeScreen) and pilot.app.screen.plot.current)
            await pilot.pause()
            lines = shown(pilot.app)
            assert len(lines) <= 24
            assert not [char for line in lines for char in line if ord(char) < 32 or 0x7F <= ord(char) < 0xA0]
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is desk)
