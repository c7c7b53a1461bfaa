"""Tolls over time: one measure and population at a time, a track a speaker, from the first report to the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from factdesk.desk import browse
from factdesk.model.standing.board import Point, Timeline
from factdesk.model.times import show_moment
from factdesk.model.views import ClaimRow
from factdesk.tui import safe
from factdesk.tui.screens.base import MainScreen
from factdesk.tui.widgets.time_plot import TimePlot

if TYPE_CHECKING:
    from factdesk.tui.standing_view import View

__all__ = ["OverTimeScreen"]


class OverTimeScreen(MainScreen):
    """The timelines of an incident; Tab goes to the next measure, Enter to the claim of the figure."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("plot",)
    CSS_PATH = "over_time.tcss"

    def __init__(self, incident: str, at: str | None = None) -> None:
        super().__init__()
        self._incident, self._wanted = incident, at
        self._all: tuple[Timeline, ...] = ()
        self._at = 0

    def body(self) -> ComposeResult:
        with Vertical(id="plot-pane", classes="pane"):
            yield TimePlot(self._told, id="plot")

    @property
    def plot(self) -> TimePlot:
        return self.query_one("#plot", TimePlot)

    def on_mount(self) -> None:
        """The measure of the claim from which it was opened, else the one with most figures."""
        self.show_header()
        self.plot.focus()
        self._ask()

    def read_anew(self, what: str) -> None:
        """The desk changed."""
        current = self.plot.current
        self._wanted = current.claim if current is not None else self._wanted
        self._ask()

    def _ask(self) -> None:
        self.app.standings.ask(self._incident, self._stood, "plot", asker=self)

    def _stood(self, view: View | None) -> None:
        if view is None or not view.tolls:
            self.say("No figure of this incident is on the desk yet. Esc goes back.")
            return
        self._all = tuple(sorted(view.found.timelines(), key=lambda one: -sum(len(t.points) for t in one.tracks)))
        holding = [at for at, one in enumerate(self._all)
                   if any(point.claim == self._wanted for track in one.tracks for point in track.points)]  # fmt: skip
        self._at = holding[0] if holding else min(self._at, len(self._all) - 1)
        self._show()

    def _show(self) -> None:
        one = self._all[self._at]
        self.plot.show(one, self._wanted)
        figures = sum(len(track.points) for track in one.tracks)
        counted = f"{one.counted} {one.measure}".strip()
        told = f"{counted} over time · {figures:,} figure{'' if figures == 1 else 's'}"
        log = " · log scale" if self.plot.scale.log else ""
        more = f" · {self._at + 1} of {len(self._all)} measures" if len(self._all) > 1 else ""
        pane = self.query_one("#plot-pane")
        pane.border_title = safe.content(told + log + more)
        pane.border_subtitle = safe.content("by when it was said · ● exact  ┃ range  ↑ open  ○ ╎ superseded")

    def _told(self, point: Point | None, speaker: str) -> None:
        """The figure under the cursor in words."""
        if point is None:
            return
        row = self.current_claim()
        if row is not None:
            from factdesk.model.wording import figure_text

            said = show_moment(row.said_at) if row.said_at else point.when or "undated"
            self.say(f"{row.code} {figure_text(row)} — {speaker}, {said} · {row.verdict}")

    def current_claim(self) -> ClaimRow | None:
        """The claim of the figure under the cursor."""
        current = self.plot.current
        return browse.claim_row(self.desk, current.claim) if current is not None else None

    @on(TimePlot.Entered)
    def _enter(self, event: TimePlot.Entered) -> None:
        self.dismiss()
        self.app.go_to(event.claim)

    def action_next_measure(self) -> None:
        self._turn(1)

    def action_previous_measure(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        if self._all:
            self._at, self._wanted = (self._at + step) % len(self._all), None
            self._show()

    def action_close_plot(self) -> None:
        """Esc: back to the screen below."""
        self.dismiss()

    def action_back(self) -> None:
        self.dismiss()
