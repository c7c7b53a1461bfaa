"""A change of very many records: its progress shows in a dialog, and Esc there stops it before anything is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

__all__ = ["LongWrite"]

MANY: Final = 100
"""Records from which on a change shows its progress: a tenth of a second."""


class LongWrite:
    """The dialog of one change; of few records it shows nothing."""

    def __init__(self, app: Any, title: str, number: int) -> None:
        self._shown: Any = None
        self._task: Any = None
        if number >= MANY:
            from factdesk.tui.screens.dialogs import show_progress

            self._task = app.bridge.task(lambda done, total: self._shown and self._shown.report(done, total))
            self._shown = show_progress(app, title, self._task.cancel)

    def progress(self, done: int, total: int | None = None) -> None:
        """What the use case calls in the writer's thread. Raises Cancelled once Esc was pressed."""
        if self._task is not None:
            self._task.progress(done, total)

    def over(self, known: Callable[[], object]) -> Callable[[], object]:
        """To be called when it is known whether the change was recorded: the dialog goes, then `known` is told."""

        def both() -> None:
            if self._shown is not None:
                self._shown.finish()
            known()

        return both
