"""The toll board of an incident above its claims: every figure as a bar, and under them the findings in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip

from factdesk.tui import safe
from factdesk.tui.board_rows import Bar, Head, Row
from factdesk.tui.standing_view import FindingRow
from factdesk.tui.theme import Look, look
from factdesk.tui.toll_rows import finding, toll
from factdesk.tui.widgets.one_line import OneLine
from factdesk.tui.widgets.window_list import WindowList
from factdesk.tui.widgets.window_pages import ListWindow as Rows

__all__ = ["BoardPane", "StandingList"]

Shown = Head | Bar | FindingRow
FEW: Final = 3
"""Lines that either list keeps at the least where it has so many."""


class StandingList(WindowList[Any]):
    """A list of figures or findings. Nothing in it is marked, because no verdict acts on several of its lines; its
    cursor shows only while it has the focus, because two other lists stand beside it."""

    def _draw(self, index: int, width: int, selected: bool, marked: bool) -> Strip:
        return super()._draw(index, width, selected and self.has_focus, marked)

    def action_mark(self, advance: bool = True) -> None:
        """A click beside the line goes into it like any other."""

    def action_mark_range(self) -> None:
        """As above."""

    def action_mark_all(self) -> None:
        """As above."""


class _Caption(OneLine):
    """A dim line over a list: what it shows."""

    DEFAULT_CSS = "_Caption { background: $surface; }"

    def __init__(self, name: str, note: Callable[[Look], str], id: str) -> None:
        super().__init__(id=id)
        self._title, self._note = name, note
        self.count = ""

    def left(self, look: Look, width: int) -> list[safe.Part]:
        return [(f" {self._title} ", look.style("heading")), (self.count, look.style("dim"))]

    def right(self, look: Look, width: int) -> list[safe.Part]:
        return [(f"{self._note(look)} ", look.style("dim"))]


def _legend(look: Look) -> str:
    if look.ascii:
        return "O exact  [===] range  > open  - > superseded"
    return "● exact  ┣━┫ range  → open  ╌ » superseded"


class BoardPane(Vertical):
    """Shows rows of the board and findings; `on_cursor` is told what the cursor stands on while it has the focus."""

    DEFAULT_CSS = """
    BoardPane { height: auto; }
    BoardPane StandingList { height: auto; background: $surface; }
    """

    class Entered(Message):
        """Somebody went into a line."""

        def __init__(self, row: Shown) -> None:
            super().__init__()
            self.row = row

    def __init__(self, on_cursor: Callable[[Shown | None], object], *, id: str) -> None:
        super().__init__(id=id)
        self._on_cursor = on_cursor
        self._numbers = (0, 0)

    def compose(self) -> ComposeResult:
        yield _Caption("Tolls", _legend, "board-caption")
        yield StandingList(self._draw_toll, on_cursor=self._moved, empty="No figures.", id="board-tolls")
        yield _Caption("Findings", lambda look: "Enter shows the claims  w why", "board-findings-caption")
        yield StandingList(self._draw_finding, on_cursor=self._moved, empty="Nothing to say yet.", id="board-findings")

    @property
    def tolls(self) -> StandingList:
        return self.query_one("#board-tolls", StandingList)

    @property
    def findings(self) -> StandingList:
        return self.query_one("#board-findings", StandingList)

    @property
    def current(self) -> Shown | None:
        """What the cursor of the list with the focus stands on; None where neither has it."""
        return next((items.current for items in (self.tolls, self.findings) if items.has_focus), None)

    def show(self, tolls: Sequence[Row], findings: Sequence[FindingRow], room: int) -> None:
        """Shows these lines in at most `room` lines; the cursors stay on what they stood on."""
        for items, rows in ((self.tolls, tolls), (self.findings, findings)):
            here = items.current
            at = here.id or here.nr if here is not None else None
            top = items.scroll_offset.y
            items.show(Rows[Any](list(rows)), at=at)
            items.scroll_to(y=top, animate=False, force=True)
        self._numbers = (len(tolls), len(findings))
        captions = self.query_one("#board-caption", _Caption), self.query_one("#board-findings-caption", _Caption)
        figures = sum(isinstance(row, Bar) for row in tolls)
        for caption, text in zip(captions, (f"{figures:,}", f"{len(findings):,}"), strict=True):
            caption.count = text
            caption.refresh()
        self.fit(room)

    def fit(self, room: int) -> None:
        """Gives both lists their heights within `room` lines, the captions included."""
        tolls, findings = self._numbers
        space = max(2, room - 1 - bool(findings))
        second = min(findings, max(min(FEW, findings), space // 3))
        first = min(tolls, space - second)
        second = min(findings, space - first)
        self.query_one("#board-findings-caption").display = bool(findings)
        for items, height in ((self.tolls, max(first, 1)), (self.findings, second)):
            items.display = height > 0
            if items.styles.height is None or items.styles.height.value != height:
                items.styles.height = height
        self.styles.height = max(first, 1) + second + 1 + bool(findings)  # told, so that no layout has to measure it

    def _draw_toll(self, row: Row, width: int, selected: bool, marked: bool) -> Strip:
        return toll(row, width, look(self.app), selected)

    def _draw_finding(self, row: FindingRow, width: int, selected: bool, marked: bool) -> Strip:
        return finding(row, width, look(self.app), selected)

    def _moved(self, nr: int | None, row: Shown | None) -> None:
        if self.tolls.has_focus or self.findings.has_focus:
            self._on_cursor(row)

    def on_descendant_focus(self) -> None:
        """The card follows as soon as one of the lists has the focus."""
        self._on_cursor(self.current)

    @on(WindowList.Selected)
    def _selected(self, event: WindowList.Selected) -> None:
        event.stop()
        self.post_message(self.Entered(event.row))
