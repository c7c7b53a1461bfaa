"""Ticks that read without colour."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets.selection_list import Selection

from factdesk.tui import safe
from factdesk.tui.app import FactdeskApp
from factdesk.tui.widgets.tick_list import TickList


class Ticks(FactdeskApp):
    MODES = {}
    DEFAULT_MODE = "_default"

    def compose(self) -> ComposeResult:
        yield TickList(*(Selection(safe.content(name), name, name == "S1") for name in ("S1", "S2", "[/x]")))


async def test_what_is_ticked_and_where_the_cursor_is_differ_in_their_letters() -> None:
    app = Ticks()
    async with app.run_test(size=(40, 10)) as pilot:
        ticks = app.query_one(TickList)
        ticks.focus()
        await pilot.pause()
        shown = [ticks.render_line(row).text.rstrip() for row in range(3)]
        assert shown == ["▌[x] S1", " [ ] S2", " [ ] [/x]"]
        await pilot.press("space", "down", "down", "space")
        assert [ticks.render_line(row).text[:4] for row in range(3)] == [" [ ]", " [ ]", "▌[x]"]
        assert ticks.render_line(9).text.strip() == ""
