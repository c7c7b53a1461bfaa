"""The search: results while typing, in the reader's thread; Enter goes to the record."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk import find as find_module
from factdesk.desk.open import open_desk
from factdesk.model.views import Hit
from factdesk.tui import rows
from factdesk.tui.screens import search
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.screens.search import SearchScreen, summary
from factdesk.tui.screens.sources import SourcesScreen
from factdesk.tui.theme import DARK, Look
from support.screen import shown, until
from support.strip import strip_of


async def open_search(pilot: Any, words: str = "") -> SearchScreen:
    await pilot.press("5")
    await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
    screen: SearchScreen = pilot.app.screen
    if words:
        await pilot.press(*words)
        await until(pilot, lambda: screen.items.count)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_results_come_while_typing(sample: Path, make_app: Callable[..., Any], size: tuple[int, int]) -> None:
    async with make_app(sample).run_test(size=size) as pilot:
        screen = await open_search(pilot)
        assert "Type words to search" in shown(pilot.app)
        await pilot.press(*"kharkiv")
        await until(pilot, lambda: "found:" in shown(pilot.app))
        assert {row.hit.kind for row in screen.items.window.rows(0, 99)} >= {"incident", "source"}
        assert screen.words.has_focus


async def test_no_result_and_no_words_are_said(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        await open_search(pilot)
        await pilot.press(*"zzzzz")
        await until(pilot, lambda: "Nothing is found" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: "Type words to search" in shown(pilot.app))


async def test_enter_goes_to_a_claim_on_the_desk(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_search(pilot, "restaurant")
        claim = next(row.hit for row in screen.items.window.rows(0, 9) if row.hit.kind == "claim")
        while screen.items.current.hit is not claim:
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))
        await until(pilot, lambda: getattr(pilot.app.screen.current_claim(), "id", "") == claim.id)


async def test_enter_goes_to_a_source_in_its_screen(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_search(pilot, "S25")
        assert [row.hit.code for row in screen.items.window.rows(0, 9)] == ["S25"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))
        await until(pilot, lambda: pilot.app.screen.items.current.code == "S25")


async def test_a_speaker_shows_what_was_said_in_that_name(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        screen = await open_search(pilot, "lysak")
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.card.has_focus)
        assert "Claims in this name" in shown(pilot.app)
        await pilot.press("escape")
        assert screen.items.has_focus


async def test_words_in_other_scripts_are_found(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_search(pilot)
        screen.words.text = "ضربة"
        await until(pilot, lambda: screen.items.count == 1)
        assert screen.items.current.hit.code == "S24"


async def test_letters_are_typed_and_judge_nothing_until_the_list_has_the_focus(
    sample: Path, make_app: Callable[..., Any]
) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_search(pilot, "children")
        await pilot.press(*" cdx")
        assert screen.words.text == "children cdx"
        await pilot.press(*["backspace"] * 4)
        await until(pilot, lambda: screen.items.count > 5)
        await pilot.press("tab", "c")
        await until(pilot, lambda: strip_of(pilot.app))


async def test_an_older_answer_never_replaces_a_newer_one(
    sample: Path, make_app: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, go_on = threading.Event(), threading.Event()

    def held(desk: Any, text: str, limit: int, best: bool) -> tuple[list[Hit], bool]:
        if text == "k":
            slow.set()
            go_on.wait(10)
        return find_module.find_in_order(desk, text, limit, best)

    monkeypatch.setattr(search, "find_in_order", held)
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_search(pilot)
        await pilot.press("k")
        assert slow.wait(10)
        screen.words.text = "S25"
        await pilot.pause()
        assert screen.items.count == 0
        go_on.set()
        await until(pilot, lambda: screen.items.count)
        assert [row.hit.code for row in screen.items.window.rows(0, 9)] == ["S25"]
        await pilot.pause(0.1)
        assert [row.hit.code for row in screen.items.window.rows(0, 9)] == ["S25"]


async def test_hits_are_read_anew_when_somebody_changes_the_desk(sample: Path, make_app: Callable[..., Any]) -> None:
    from factdesk.desk.add import add

    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_search(pilot, "kharkiv")
        before = screen.items.count
        with open_desk(sample, author="Other") as desk:
            add(desk, "speaker", {"name": "Mayor of Kharkiv (newly added)"})
        await until(pilot, lambda: screen.items.count == before + 1)


def test_the_summary_counts_by_kind() -> None:
    def made(kind: str, number: int) -> list[Hit]:
        return [Hit(kind, f"{kind}{n}", "", "", "", None) for n in range(number)]

    assert summary([]) == "nothing found"
    assert summary(made("claim", 2) + made("source", 1)) == "3 found: 2 claims, 1 source"
    assert summary(made("citation", search.MOST)) == f"{search.MOST}+ found: {search.MOST}+ quotes"


def test_found_words_are_lit_and_a_title_is_not_told_twice() -> None:
    now = Look(DARK, False, True)
    same = Hit("source", "s-1", "S1", "The toll rises", "The \ue000toll\ue001 rises", None)
    strip = rows.hit(same, 60, now, False)
    assert strip.text.count("rises") == 1
    assert [segment.text for segment in strip if segment.style == now.style("match")] == ["toll"]
    other = Hit("source", "s-1", "S1", "The toll rises", "a \ue000note\ue001 about it", None)
    assert "The toll rises" in rows.hit(other, 60, now, False).text
    assert rows.hit(Hit("claim", "c", "A1", "[/x]\x1b[2J", "\ue000[/x]\ue001", None), 40, now, False).cell_length == 40


def test_a_word_far_down_a_text_is_in_view() -> None:
    now = Look(DARK, False, True)
    far = "one two three four five six seven eight nine ten \ue000eleven\ue001 twelve"
    strip = rows.hit(Hit("citation", "c", "A1", "16 people killed", far, None), 56, now, False)
    assert "eleven" in strip.text
    assert strip.cell_length == 56
