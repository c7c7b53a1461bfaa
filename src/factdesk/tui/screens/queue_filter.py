"""`f` in the queue: the same filter as over a list of claims, with the queue's own order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from factdesk.desk.queue import queue
from factdesk.model.errors import Problem
from factdesk.model.views import ClaimFilter

if TYPE_CHECKING:
    from factdesk.tui.widgets.filter_bar import FilterBar

__all__ = ["FilteredQueue"]


class FilteredQueue:
    """The filter of the queue, which is mixed into its screen."""

    _filter: str = ""
    _bar: FilterBar | None = None

    def action_filter(self) -> None:
        """`f`: only what passes, e.g. `incident:A killed>10`; what may be typed stands under the field."""
        from factdesk.tui.screens.claim_filter import ClaimHelper, keep_filter
        from factdesk.tui.widgets.filter_bar import FilterBar

        screen: Any = self
        if self._bar is None:
            self._bar = FilterBar(id="queue-filter")
            screen.query_one("#queue-list-pane").mount(self._bar)
        helper = ClaimHelper(screen, ClaimFilter(verdicts=("open",)))
        helper.orders = {}
        keep = partial(keep_filter, screen, then=self._bar.focus)
        self._bar.ask(helper, "Filter", self._filter, entered=self.filter, left=self._leave_filter, keep=keep)

    def filter(self, text: str) -> None:
        """Shows what passes, once the reader's thread has put it in order; the list stays as it is until then."""
        screen: Any = self
        try:
            window = queue(screen.desk, text=text)
        except Problem as problem:
            if self._bar is not None and self._bar.has_class("asking"):
                self._bar.show_problem(problem)
            else:
                screen.say(str(problem), "warning")
            return

        def show() -> None:
            self._filter = text
            screen.show_window(window)
            if self._bar is not None and self._bar.has_class("asking"):
                self._close_filter()

        screen.order(window, show)

    def _leave_filter(self) -> None:
        """Esc in the field: what it may be looking for is given up."""
        screen: Any = self
        screen.app.bridge.forget("queue")
        self._close_filter()

    def _close_filter(self) -> None:
        if self._bar is not None:
            self._bar.close()
        screen: Any = self
        screen.items.focus()
