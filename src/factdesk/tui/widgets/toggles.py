"""A list of things that are on or off, readable without colour: `[x]` and `[ ]`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from factdesk.tui import safe
from factdesk.tui.theme import look
from factdesk.tui.widgets.window_list import GUTTER, WindowList
from factdesk.tui.widgets.window_pages import ListWindow as Rows

__all__ = ["Toggle", "Toggles"]


@dataclass(frozen=True, slots=True)
class Toggle:
    """One line: what it stands for, its words, a warning word before them, and whether it is on."""

    nr: int
    id: str
    label: str
    sign: str = ""
    on: bool = False


class Toggles(WindowList[Toggle]):
    """Space, Enter or a click asks `wanted(id, on)` to turn a line on or off; `turn` does it."""

    def __init__(self, wanted: Callable[[str, bool], object], *, id: str | None = None) -> None:
        super().__init__(self._draw_toggle, id=id)
        self._wanted = wanted
        self._toggles: list[Toggle] = []

    def offer(self, toggles: Sequence[Toggle]) -> None:
        """Shows these; the cursor stays on its line where that is still there."""
        here = self.current.id if self.current is not None else None
        self._toggles = list(toggles)
        self.show(Rows(self._toggles), at=here)

    @property
    def chosen(self) -> list[str]:
        """The ids of the lines that are on, in their order."""
        return [toggle.id for toggle in self._toggles if toggle.on]

    def turn(self, id_: str, on: bool) -> None:
        """Turns a line on or off."""
        self._toggles = [replace(toggle, on=on) if toggle.id == id_ else toggle for toggle in self._toggles]
        self.show(Rows(self._toggles), at=self.current.id if self.current is not None else None)

    def _draw_toggle(self, row: Toggle, width: int, selected: bool, marked: bool) -> Strip:
        now = look(self.app)
        before = Strip([
            Segment("[x] " if row.on else "[ ] ", now.style("accent" if row.on else "dim")),
            Segment(safe.plain(row.sign) + " " if row.sign else "", now.style("warning")),
        ])  # fmt: skip
        label = safe.cut(row.label, max(width - before.cell_length, 1))
        words = Segment(label, now.style("heading" if selected or row.on else "text"))
        return Strip([*before, words]).adjust_cell_length(width)

    def action_select(self) -> None:
        """Enter and a double click."""
        if self.current is not None:
            self._wanted(self.current.id, not self.current.on)

    def action_mark(self, advance: bool = True) -> None:
        """Space."""
        self.action_select()

    def action_mark_range(self) -> None:
        """Ranges turn nothing on: each line is asked for on its own."""

    def on_click(self, event: events.Click) -> None:
        """A click on the box turns it; elsewhere it only moves the cursor there."""
        place = event.get_content_offset_capture(self)
        index = self.scroll_offset.y + place.y
        event.stop()
        event.prevent_default()
        if 0 <= index < self.count:
            self.go_to(index)
            if place.x < GUTTER + 4 or event.chain == 2:
                self.action_select()
