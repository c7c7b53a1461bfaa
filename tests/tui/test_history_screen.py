"""The history: every change with its values, what others did since, one author, one record, undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk import browse, history
from factdesk.desk.add import add_many
from factdesk.desk.edit import edit, remove
from factdesk.desk.open import create_desk, open_desk
from factdesk.desk.seen import keep_seen, last_seen
from factdesk.tui import change_lines
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.screens.history import HistoryScreen
from factdesk.tui.theme import DARK, Look
from support.screen import shown, until

LOOK = Look(DARK, False, True)


async def open_history(pilot: Any) -> HistoryScreen:
    await pilot.press("4")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen) and pilot.app.screen.items.count)
    screen: HistoryScreen = pilot.app.screen
    return screen


def card_of(screen: HistoryScreen) -> str:
    return "\n".join("".join(text for text, _ in line.pieces) for line in screen.card.lines)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_newest_action_stands_on_top(
    sample: Path, make_app: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with make_app(sample).run_test(size=size) as pilot:
        screen = await open_history(pilot)
        await pilot.pause()
        told = shown(pilot.app)
        assert "History · 304 changes" in told
        assert "re-open A2 (six)" in told.splitlines()[2]
        assert "Olena" in told
        assert "since you left" not in told
        assert "re-open A2" in card_of(screen)


async def test_a_card_tells_old_and_new_values_with_names_for_ids(sample: Path, make_app: Callable[..., Any]) -> None:
    with open_desk(sample, author="Other") as desk:
        edit(desk, "A1", {"scope": "this explosion", "speaker": "Serhii Lysak"})
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_history(pilot)
        told = card_of(screen)
        assert "the missile attack → this explosion" in told
        assert "Serhii Lysak" in told
        assert "Other" in told
        assert "p-" not in told.replace(screen.items.current.record, "")


async def test_what_others_did_since_is_marked_and_counted(sample: Path, make_app: Callable[..., Any]) -> None:
    with open_desk(sample, author="Test Editor") as desk:
        keep_seen(desk, history.last_change(desk))
        add_many(desk, [("speaker", {"name": "Mine"})])
        desk.author = "Other"
        add_many(desk, [("speaker", {"name": "One"}), ("speaker", {"name": "Two"})])
        newest = history.last_change(desk)
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        await open_history(pilot)
        await pilot.pause()
        lines = shown(pilot.app).splitlines()
        assert "2 by others since you left" in lines[1]
        assert [("•" in line.split("││")[0]) for line in lines[2:6]] == [True, True, False, False]
        await pilot.press("1")
        await pilot.pause()
    with open_desk(sample, author="Test Editor", read_only=True) as desk:
        seen = last_seen(desk)
        assert seen is not None
        assert seen >= newest


async def test_undo_works_here_and_shows_what_it_did(sample: Path, make_app: Callable[..., Any]) -> None:
    with open_desk(sample, author="Test Editor") as desk:
        edit(desk, "A1", {"scope": "elsewhere"})
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_history(pilot)
        await pilot.press("j", "j", "u")
        await until(pilot, lambda: screen.items.cursor == 0 and "undo edit claim A1" in card_of(screen))
        assert "elsewhere → the missile attack" in card_of(screen)


async def test_one_author_and_one_record_can_be_looked_at_alone(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_history(pilot)
        await pilot.press("f")
        await pilot.pause()
        await pilot.press(*"adeyemi", "enter")
        await until(pilot, lambda: pilot.app.screen is screen and screen.items.count == 100)
        assert "History of Tom Adeyemi" in shown(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: screen.items.count == 304)
        await pilot.press("g", "f")
        await pilot.pause()
        await pilot.press(*"record under", "enter")
        await until(pilot, lambda: pilot.app.screen is screen and screen.items.count < 20)
        assert {row.name for row in screen.items.window.rows(0, 20)} == {"A2"}


async def test_the_past_of_a_removed_record_can_be_read(sample: Path, make_app: Callable[..., Any]) -> None:
    with open_desk(sample, author="Other") as desk:
        remove(desk, "A63")
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_history(pilot)
        await pilot.press("f")
        await pilot.pause()
        await pilot.press(*"record under", "enter")
        await until(pilot, lambda: pilot.app.screen is screen and screen.items.count < 20)
        assert "remove" in {row.op for row in screen.items.window.rows(0, 20)}
        await pilot.press("g", "enter", "down", "enter")
        await until(pilot, lambda: "not on the desk any more" in shown(pilot.app))


async def test_search_goes_to_the_actions_with_the_words(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_history(pilot)
        await pilot.press("/", *"attach S1 ")
        await until(pilot, lambda: "attach S1 to" in screen.items.current.label)
        await pilot.press("enter")
        first = screen.items.cursor
        await pilot.press("n")
        assert screen.items.cursor > first
        assert "attach S1 to" in screen.items.current.label
        await pilot.press("N")
        assert screen.items.cursor == first


async def test_a_change_leads_to_its_record(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        await open_history(pilot)
        await pilot.press("enter", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))
        await until(pilot, lambda: getattr(pilot.app.screen.current_claim(), "code", "") == "A2")


async def test_an_empty_desk_says_so(tmp_path: Path, make_app: Callable[..., Any]) -> None:
    create_desk(tmp_path / "empty.sqlite").close()
    async with make_app(tmp_path / "empty.sqlite").run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: "Nothing was changed yet" in shown(pilot.app))


def test_only_the_first_line_of_an_action_tells_who_and_when(sample: Path) -> None:
    with open_desk(sample, author="Other") as desk:
        line = history.timeline(desk).rows(0, 1)[0]
        told = change_lines.row(line, 60, LOOK, False, opens=True, new=True)
        assert told.cell_length == 60
        assert told.text.startswith("• ")
        below = change_lines.row(line, 60, LOOK, False, opens=False, new=False)
        assert below.text.strip() == f"─ {line.op} {line.kind} {line.name}"


def test_fields_come_in_the_order_of_the_record(sample: Path) -> None:
    with open_desk(sample, read_only=True) as desk:
        line = history.log(desk, record=browse.claim_card(desk, "A1").claim.id)[-1]
        lines = change_lines.card(history.in_full(desk, line))
    labels = [line.pieces[0][0].strip() for line in lines if len(line.pieces) > 1]
    assert labels[3:7] == ["code", "incident", "kind", "measure"]
