"""The sources: found while typing, with their claims and roots, withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add
from factdesk.desk.open import create_desk, open_desk
from factdesk.model.records import Source
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.screens.sources import SourcesScreen, reference
from factdesk.tui.widgets.filter_bar import FilterBar
from support.screen import shown, until


async def open_sources(pilot: Any) -> SourcesScreen:
    await pilot.press("3")
    await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen) and pilot.app.screen.items.count)
    screen: SourcesScreen = pilot.app.screen
    return screen


async def go_to(pilot: Any, code: str) -> None:
    """The cursor to a source by its code."""
    screen = pilot.app.screen
    assert screen.reveal_source(browse.source_card(screen.desk, code).source.id)
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_list_tells_who_may_see_a_source(
    sample: Path, make_app: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with make_app(sample).run_test(size=size) as pilot:
        await open_sources(pilot)
        await pilot.pause()
        told = shown(pilot.app)
        assert "Sources · 24" in told
        assert "CONFID" in told
        assert "BACKGR" in told
        assert ("Claims that cite it" in told) == (size[0] >= 100)
        assert "ضربة" in told


async def test_narrow_screens_go_into_the_card_and_out_again(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        screen = await open_sources(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Claims that cite it" in shown(pilot.app)
        assert "Sources · 24" not in shown(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.items.has_focus
        assert "Sources · 24" in shown(pilot.app)


async def test_the_list_narrows_while_words_are_typed(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_sources(pilot)
        await pilot.press("/", *"kharkiv")
        await until(pilot, lambda: 0 < screen.items.count < 24)
        assert all("kharkiv" in str(row).casefold() for row in screen.items.window.rows(0, 2))
        await pilot.press("enter")
        assert screen.items.has_focus
        assert "“kharkiv”" in shown(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: screen.items.count == 24)


async def test_words_that_nothing_holds_say_so(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        screen = await open_sources(pilot)
        await pilot.press("/", *"zzzz")
        await until(pilot, lambda: screen.items.count == 0)
        assert "No source is found" in shown(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: screen.items.count == 24)


async def test_a_filter_is_completed_and_narrows_the_list(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_sources(pilot)
        await pilot.press("f", *"conf", "tab")
        bar = screen.query_one(FilterBar)
        assert bar.text == "confidentiality:"
        await until(pilot, lambda: "background" in shown(pilot.app))
        await pilot.press(*"background,confidential", "enter")
        await until(pilot, lambda: screen.items.count == 2 and not bar.has_class("asking"))
        assert {row.confidentiality for row in screen.items.window.rows(0, 9)} == {"confidential", "background"}
        assert "filter: confidentiality:background,confidential" in shown(pilot.app)
        await pilot.press("escape")
        await until(pilot, lambda: screen.items.count == 24)


async def test_publishers_are_offered_and_a_slip_is_told_at_its_column(
    sample: Path, make_app: Callable[..., Any]
) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_sources(pilot)
        publisher = next(row.publisher for row in screen.items.window.rows(0, 24) if row.publisher)
        await pilot.press("f", *"publisher:", *publisher[:3].lower())
        bar = screen.query_one(FilterBar)
        await until(pilot, lambda: publisher in [match.code for match in bar.listed()])
        bar.text = "killed>3"
        await pilot.press("enter")
        await until(pilot, lambda: "column 1" in shown(pilot.app))
        assert screen.items.count == 24


async def test_a_claim_of_the_card_is_shown_on_the_desk(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_sources(pilot)
        await go_to(pilot, "S25")
        await pilot.press("enter", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))
        await until(pilot, lambda: getattr(pilot.app.screen.current_claim(), "code", "") == "A63")
        assert screen is not pilot.app.screen


async def test_a_source_that_claims_cite_is_withdrawn_with_a_reason(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_sources(pilot)
        await go_to(pilot, "S5")
        await pilot.press("R")
        await until(pilot, lambda: "Why is S5 withdrawn?" in shown(pilot.app))
        assert "3 claims cite it" in shown(pilot.app)
        await pilot.press(*"taken down", "enter")
        await until(pilot, lambda: pilot.app.screen is screen and "WITHDR" in shown(pilot.app))
        assert screen.items.current.code == "S5"
        await pilot.press("u")
        await until(pilot, lambda: "WITHDR" not in shown(pilot.app))


async def test_a_withdrawn_source_can_stand_again(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_sources(pilot)
        await go_to(pilot, "S5")
        await pilot.press("R")
        await pilot.pause()
        await pilot.press(*"gone", "enter")
        await until(pilot, lambda: pilot.app.screen is screen and "WITHDR" in shown(pilot.app))
        await pilot.press("R")
        await until(pilot, lambda: "stand again" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen and "WITHDR" not in shown(pilot.app))


async def test_a_source_that_nothing_refers_to_can_be_removed(sample: Path, make_app: Callable[..., Any]) -> None:
    with open_desk(sample, author="Other") as desk:
        add(desk, "source", {"code": "S99", "kind": "article", "title": "Attached by mistake"})
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_sources(pilot)
        assert screen.items.current.code == "S99"
        await pilot.press("R")
        await until(pilot, lambda: "withdraw or remove" in shown(pilot.app))
        await pilot.press("r")
        await until(pilot, lambda: screen.items.count == 24)
        await pilot.press("u")
        await until(pilot, lambda: screen.items.count == 25 and screen.items.current.code == "S99")


async def test_a_adds_a_source_and_e_corrects_it(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_sources(pilot)
        await pilot.press("a")
        await until(pilot, lambda: pilot.app.screen is not screen)
        pilot.app.screen.fields["title"].text = "A new report"
        await pilot.press("f2")
        await until(pilot, lambda: pilot.app.screen is screen and screen.items.count == 25)
        await until(pilot, lambda: screen.items.current.title == "A new report")
        await pilot.press("e")
        await until(pilot, lambda: pilot.app.screen is not screen)
        pilot.app.screen.fields["title"].text = "A new report, corrected"
        await pilot.press("f2")
        await until(pilot, lambda: pilot.app.screen is screen and "corrected" in screen.items.current.title)


async def test_the_mouse_chooses_a_source_and_a_pane(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_sources(pilot)
        await pilot.click("#sources-list", offset=(10, 4))
        assert screen.items.cursor == 4
        await pilot.click("#sources-card", offset=(5, 1))
        assert screen.card.has_focus
        await pilot.click("#sources-list", offset=(10, 2), times=2)
        await until(pilot, lambda: screen.items.cursor == 2 and screen.card.has_focus)


async def test_an_empty_desk_says_how_to_begin(tmp_path: Path, make_app: Callable[..., Any]) -> None:
    create_desk(tmp_path / "empty.sqlite").close()
    async with make_app(tmp_path / "empty.sqlite").run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "No sources yet" in shown(pilot.app))


def test_a_reference_names_what_is_known() -> None:
    whole = Source(id="s-1", code="S1", kind="article", title="The toll rises.", publisher="online.ua",
                   url="https://online.ua/1", published_at="2025-04-06T10:00:00+03:00")  # fmt: skip
    assert reference(whole) == "The toll rises. online.ua. 2025-04-06. https://online.ua/1"
    assert reference(Source(id="s-1", code="S1", kind="call", title="A call")) == "A call"
