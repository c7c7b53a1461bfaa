"""The toll board above the claims: shown at three widths, followed by the card, and led to the claims it is about."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from factdesk.desk.add import add, add_many
from factdesk.desk.open import create_desk, open_desk
from factdesk.desk.review import mark
from factdesk.tui.board_rows import Bar, Head
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.widgets.board_pane import BoardPane
from factdesk.tui.widgets.status_line import StatusLine
from support.screens import SIZES, shown, until

MakeApp = Callable[..., DeskApp]


def desk_of(pilot: Pilot[Any]) -> Any:
    assert isinstance(pilot.app.screen, DeskScreen)
    return pilot.app.screen


async def opened(pilot: Pilot[Any]) -> Any:
    """The desk screen with the first incident opened and its board there, if it has one."""
    await pilot.pause()
    await pilot.press("enter")
    screen = desk_of(pilot)
    await until(pilot, lambda: screen._board_of == screen._incident)
    await pilot.pause()
    return screen


def board(screen: Any) -> BoardPane:
    found = screen.query_one("#board", BoardPane)
    assert isinstance(found, BoardPane)
    return found


async def test_nothing_of_it_is_there_before_an_incident_is_opened(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        await pilot.pause(0.4)
        assert not pilot.app.screen.query(BoardPane)
        await pilot.press("home", "b")
        assert "one incident first" in pilot.app.screen.query_one(StatusLine).text


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_stands_above_the_claims_or_alone(
    make_app: MakeApp, sample: Path, size: tuple[int, int]
) -> None:
    async with make_app(sample).run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert board(screen).display == (size[0] > 80)
        await pilot.press("b")
        await pilot.pause()
        lines = [line.rstrip() for line in shown(screen.app)]
        assert len(lines) <= size[1]
        assert any("people killed" in line and "figures" in line for line in lines)
        assert any("A1 " in line and "16..∞" in line and "━→" in line and "Ukrainian" in line for line in lines)
        assert any("CONFLICT" in line for line in lines)
        assert screen.claims.display == (size[0] > 80)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.claims.items.has_focus
        assert screen.claims.display


async def test_enter_on_a_bar_goes_to_its_claim_and_the_card_follows(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("b", "j", "j", "j")
        row = board(screen).current
        assert isinstance(row, Bar)
        assert row.code == "A36"
        assert "18 people killed" in screen.card.lines[0].pieces[1][0]
        await pilot.press("enter")
        await pilot.pause()
        assert screen.claims.current.code == "A36"
        assert screen.claims.items.has_focus


async def test_a_finding_shows_its_claims_alone_and_esc_shows_all(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("b", "tab")
        row = board(screen).current
        assert row is not None
        assert row.kind == "conflict"
        assert "11 children" in "".join(text for line in screen.card.lines for text, _ in line.pieces)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.claims.count == len(row.claims)
        assert screen.claims.current.id == row.claims[0]
        await pilot.press("escape")
        await pilot.pause()
        assert screen.claims.count == 63
        assert screen.claims.current.id == row.claims[0]


async def test_a_click_goes_where_enter_does(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.double_click("#board-tolls", offset=(20, 2))
        await pilot.pause()
        assert screen.claims.current.code == "A31"


async def test_verdict_keys_act_on_the_bar_and_the_board_shows_what_came_of_it(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)

        def verdict(code: str) -> str:
            rows = board(screen).tolls
            found = [rows.row_of(at) for at in range(rows.count)]
            return next(row.verdict for row in found if isinstance(row, Bar) and row.code == code)

        assert verdict("A46") == "open"
        await pilot.press("b", *"jjjjj")
        assert board(screen).current.code == "A46"  # type: ignore[union-attr]
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: verdict("A46") == "confirmed")
        assert board(screen).tolls.current.code == "A46"


async def test_b_folds_it_away_and_brings_it_back(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("b", "b")
        await pilot.pause()
        assert not board(screen).display
        assert screen.claims.items.has_focus
        await pilot.press("b")
        await pilot.pause()
        assert board(screen).tolls.has_focus


async def test_tab_goes_round_and_a_resize_keeps_the_focus(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        seen = []
        for _ in range(5):
            await pilot.press("tab")
            await pilot.pause()
            seen.append(screen.focused.id)
        assert seen == ["card", "incidents", "board-tolls", "board-findings", "claims-list"]
        await pilot.press("shift+tab")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen.focused.id == "board-findings"
        assert not screen.claims.display
        await pilot.resize_terminal(200, 60)
        await pilot.pause()
        assert board(screen).display
        assert screen.claims.display


async def test_another_incident_has_another_board(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("escape", "j")
        await pilot.pause()
        assert not board(screen).display, "no other incident's board"
        await pilot.press("enter")
        await until(pilot, lambda: board(screen).display)
        rows = [board(screen).tolls.row_of(at) for at in range(board(screen).tolls.count)]
        assert {row.code[0] for row in rows if isinstance(row, Bar)} == {"B"}
        await pilot.press("escape", "j", "enter")
        await pilot.pause(0.5)
        assert not board(screen).display, "there is no figure of Kherson"
        await pilot.press("b")
        assert "No figure" in screen.query_one(StatusLine).text


async def test_b_typed_ahead_waits_for_the_board(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "b")
        screen = desk_of(pilot)
        await until(pilot, lambda: screen.focused is not None and screen.focused.id == "board-tolls")


async def test_what_another_process_adds_is_on_the_board(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        before = board(screen).tolls.count
        with open_desk(sample, author="Somebody Else") as other:
            add(other, "claim", {"incident": "A", "kind": "figure", "code": "A99", "measure": "killed",
                                 "counted": "people", "figure": "22", "said_at": "2025-05-01"})  # fmt: skip
        await until(pilot, lambda: board(screen).tolls.count > before)


def made_up(path: Path, tolls: list[int]) -> Path:
    """A desk with one incident of these tolls, one a speaker."""
    with create_desk(path, author="T") as desk:
        records: list[tuple[str, dict[str, Any]]] = [("incident", {"code": "K", "title": "Siege"})]
        records += [("speaker", {"name": f"Speaker {number % 40}"}) for number in range(min(40, len(tolls)))]
        records += [
            ("claim", {"incident": "K", "kind": "figure", "code": f"K{at}", "measure": "killed", "counted": "people",
                       "figure": str(toll), "speaker": f"Speaker {at % 40}", "said_at": f"2025-01-{at % 28 + 1:02}"})
            for at, toll in enumerate(tolls)
        ]  # fmt: skip
        add_many(desk, records, "all")
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_one_figure_and_two_thousand(make_app: MakeApp, tmp_path: Path, size: tuple[int, int]) -> None:
    path = made_up(tmp_path / "one.sqlite", [12])
    async with make_app(path).run_test(size=size) as pilot:
        screen = await opened(pilot)
        await pilot.press("b")
        await pilot.pause()
        assert board(screen).tolls.count == 2
        assert isinstance(board(screen).tolls.row_of(0), Head)
        assert board(screen).size.height < 6


async def test_two_thousand_figures(make_app: MakeApp, tmp_path: Path) -> None:
    path = made_up(tmp_path / "many.sqlite", [12, 12_000, *range(100, 2_098)])
    async with make_app(path).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("b", "G")
        await pilot.pause()
        assert board(screen).tolls.count == 2_001
        assert board(screen).current.state != "current"  # type: ignore[union-attr]
        await pilot.press("g")
        await pilot.pause()
        assert any("log scale" in line for line in shown(screen.app))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_texts_are_shown_harmlessly(
    make_app: MakeApp, built_hostile: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = Path(shutil.copyfile(built_hostile, tmp_path / "hostile.sqlite"))
    async with make_app(path).run_test(size=size) as pilot:
        screen = await opened(pilot)
        for _ in range(12):
            await pilot.press("b")
            await pilot.pause()
            lines = shown(screen.app)
            assert len(lines) <= size[1]
            assert not [char for line in lines for char in line if ord(char) < 32 or 0x7F <= ord(char) < 0xA0]
            await pilot.press("escape", "escape", "j", "j", "j", "j", "j", "enter")
            await until(pilot, lambda: screen._board_of == screen._incident)


async def test_the_board_needs_no_colour_and_no_unicode(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample, ascii=True).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("b")
        await pilot.pause()
        lines = shown(screen.app)
        assert all(line.isascii() for line in lines)
        assert any("[==" in line and ">" in line for line in lines)


async def test_a_stale_verdict_is_marked_in_the_list(make_app: MakeApp, sample: Path) -> None:
    with open_desk(sample, author="T") as desk:
        mark(desk, ["A18"], "confirmed", basis="authority", reason="said on the day")
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        screen.reveal_claim(screen.claims.items.row_of(17).id)
        row = screen.claims.items.cursor
        drawn = screen.claims.items.render_line(row - screen.claims.items.scroll_offset.y).text
        assert "CONF!A18" in drawn


def test_no_rule_of_the_standing_is_loaded_at_the_start() -> None:
    """Start-up is imports: what stands is not known before an incident is opened, so its rules can wait."""
    heavy = (
        "factdesk.model.standing.whole", "factdesk.store.kept", "factdesk.desk.standing", "factdesk.tui.standing_view",
        "factdesk.tui.widgets.board_pane",
    )  # fmt: skip
    code = f"import sys, factdesk.tui.desk_app, factdesk.tui.screens.desk; print(set({heavy}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
