"""A job that is short most of the time: its progress is shown only once it tells any, and Esc then stops it."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from factdesk.desk.imports.pace import Speed
from factdesk.desk.steps import Step
from factdesk.tui.screens.dialogs import Progress, show_progress

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp


class LongWork:
    """Give `step` to the use case and `task` to the writer; call `finish` when it is over, one way or the other."""

    def __init__(self, app: DeskApp, title: str) -> None:
        self.app, self.title = app, title
        self.shown: Progress | None = None
        self.over, self.speed = False, Speed()
        self.task = app.bridge.task(self._report)

    def step(self, step: Step) -> None:
        """What the use case calls, on the writer's thread. Raises Cancelled once Esc was pressed."""
        self.speed.heard(step, monotonic())
        self.task.progress(step.done, step.total or None)

    def _report(self, done: int, total: int | None) -> None:
        if self.over:
            return
        if self.shown is None:
            self.shown = show_progress(self.app, self.title, self.task.cancel)
        self.shown.report(done, total, self.speed.told())

    def finish(self) -> None:
        """Takes the box away."""
        self.over = True
        if self.shown is not None:
            self.shown.finish()
            self.shown = None
