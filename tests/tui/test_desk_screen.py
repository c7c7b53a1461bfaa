"""The desk screen: panes by width, going in and out, search, filter, order, and changes by others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.add import add
from factdesk.desk.open import create_desk, open_desk
from factdesk.desk.review import mark
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.widgets.header_line import HeaderLine
from factdesk.tui.widgets.status_line import StatusLine
from support.screen import until

MakeApp = Callable[..., DeskApp]


def desk_screen(app: DeskApp) -> DeskScreen:
    assert isinstance(app.screen, DeskScreen)
    return app.screen


def shown_panes(screen: DeskScreen) -> list[str]:
    return [name for name in ("incidents", "claims", "card") if screen.query_one(f"#{name}-pane").display]


@pytest.mark.parametrize(
    ("size", "at_start", "after_enter", "after_two"),
    [
        ((80, 24), ["incidents"], ["claims"], ["card"]),
        ((120, 36), ["incidents", "claims"], ["claims", "card"], ["claims", "card"]),
        ((200, 60), ["incidents", "claims", "card"], ["incidents", "claims", "card"], ["incidents", "claims", "card"]),
    ],
)
async def test_panes_by_width(
    make_app: MakeApp, sample: Path, size: tuple[int, int], at_start: list[str], after_enter: list[str],
    after_two: list[str],
) -> None:  # fmt: skip
    app = make_app(sample)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        assert shown_panes(screen) == at_start
        await pilot.press("enter")
        await pilot.pause()
        assert shown_panes(screen) == after_enter
        assert screen.focused is screen.claims.items
        await pilot.press("l")
        await pilot.pause()
        assert shown_panes(screen) == after_two
        assert screen.focused is screen.card
        await pilot.press("escape", "h")
        await pilot.pause()
        assert shown_panes(screen) == at_start


async def test_the_card_follows_the_cursor_and_survives_a_resize(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        await pilot.press("enter", "j")
        assert screen.claims.current is not None
        assert screen.claims.current.code == "A2"
        assert screen.card.lines[0].pieces[1][0].startswith("six children")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert shown_panes(screen) == ["claims"]
        assert screen.claims.current.code == "A2"


async def test_all_incidents_show_every_claim(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        await pilot.press("home")
        assert screen.claims.count == 90
        await pilot.press("enter", "end")
        assert screen.claims.current is not None
        assert screen.claims.items.cursor == 89


async def test_search_goes_to_hits_and_n_goes_on(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        await pilot.press("enter", "slash", *"playground")
        await pilot.pause()
        first = screen.claims.items.cursor
        await pilot.press("enter", "n")
        await pilot.pause()
        assert screen.claims.items.cursor > first
        assert "found" in screen.query_one(StatusLine).text
        await pilot.press("N")
        assert screen.claims.items.cursor == first


async def test_another_process_is_seen(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        await pilot.press("enter", "j")
        with open_desk(sample, author="Somebody Else") as other:
            mark(other, ["A2"], "disputed", basis="figures-conflict", reason="nine elsewhere")
            add(other, "claim", {"incident": "A", "kind": "assertion", "statement": "a new one", "code": "A99"})
        await until(pilot, lambda: screen.claims.current is not None and screen.claims.current.verdict == "disputed")
        assert screen.claims.current is not None
        assert (screen.claims.current.code, screen.claims.current.verdict) == ("A2", "disputed")
        assert screen.claims.count == 64


async def test_undo_names_and_shows_what_it_took_back(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        await pilot.press("u")
        await settled(pilot, screen, "nothing of yours")
        await pilot.press("enter", "j", "c", "enter")
        await settled(pilot, screen, "recorded: confirm A2")
        await pilot.press("G", "u")
        await settled(pilot, screen, "recorded: undo confirm A2")
        assert screen.claims.current is not None
        assert (screen.claims.current.code, screen.claims.current.verdict) == ("A2", "open")
        await pilot.press("U")
        await settled(pilot, screen, "recorded: redo confirm A2")
        assert screen.claims.current.verdict == "confirmed"


async def test_a_read_only_desk_says_so_and_takes_no_verdict(make_app: MakeApp, sample: Path) -> None:
    sample.chmod(0o444)
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        header = screen.query_one(HeaderLine)
        assert "READ ONLY" in header.render_line(0).text
        await pilot.press("enter", "c")
        await pilot.pause()
        assert app.screen is screen
        assert "reading only" in screen.query_one(StatusLine).text.lower()


async def test_an_empty_desk_says_what_to_press(make_app: MakeApp, tmp_path: Path) -> None:
    create_desk(tmp_path / "new.sqlite").close()
    app = make_app(tmp_path / "new.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = desk_screen(app)
        told = "".join(screen.incidents.render_line(y).text for y in range(20))
        assert "a  adds an incident by hand" in told
        await pilot.press("c", "j", "enter", "slash", "escape", "u")
        await pilot.pause()


async def settled(pilot: Any, screen: DeskScreen, text: str) -> None:
    """Waits until the status line says it."""
    for _ in range(600):
        await pilot.pause(0.05)
        if text in screen.query_one(StatusLine).text:
            return
    pytest.fail(f"the status line says {screen.query_one(StatusLine).text!r}, not {text!r}")
