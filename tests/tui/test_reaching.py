"""What comes from threads and from idle time while a screen is composed, or after it was left, breaks nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.widgets import Static

from factdesk.tui.desk_app import DeskApp
from factdesk.tui.reaching import reach
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.widgets.board_pane import BoardPane
from support.screens import until

MakeApp = Callable[..., DeskApp]


async def test_news_that_comes_while_a_screen_is_composed_waits_for_it(
    make_app: MakeApp, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, told, news = DeskScreen.body, DeskScreen.standing_told, []

    def early(self: DeskScreen) -> ComposeResult:
        assert self in self.app.screen_stack
        self.app._told()
        self.app.desk_changed(False)
        self.app.state_known()
        self.app._reveal("reveal_incident", "nowhere")
        assert not news
        yield from body(self)

    def counted(self: DeskScreen) -> None:
        news.append(self.incidents.count)
        told(self)

    monkeypatch.setattr(DeskScreen, "body", early)
    monkeypatch.setattr(DeskScreen, "standing_told", counted)
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: news)
        assert news[0] > 0


async def test_an_answer_that_comes_while_the_board_is_composed_is_shown_once_it_is(
    make_app: MakeApp, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose, early = BoardPane.compose, []

    def composed(self: BoardPane) -> ComposeResult:
        screen: Any = self.screen
        screen._board_found(screen._incident, screen.app.standings.peek(screen._incident))
        screen._fit_board()
        screen.action_board()
        early.append(self)
        yield from compose(self)

    monkeypatch.setattr(BoardPane, "compose", composed)
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: early and early[0].is_mounted and early[0].tolls.count)
        assert len(pilot.app.screen.query(BoardPane)) == 1


async def test_who_is_gone_is_not_reached(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        widget, calls = Static(), []
        reach(widget, calls.append, "before it is there")
        await pilot.app.screen.mount(widget)
        reach(widget, calls.append, "there")
        answered = []
        pilot.app.bridge.ask("gone", lambda desk: 1, calls.append, asker=widget)  # type: ignore[attr-defined]
        pilot.app.bridge.ask("here", lambda desk: 2, answered.append)  # type: ignore[attr-defined]
        gone = widget.remove()
        reach(widget, calls.append, "as it goes")
        await gone
        reach(widget, calls.append, "gone")
        await until(pilot, lambda: answered)
        assert calls == ["there"]
