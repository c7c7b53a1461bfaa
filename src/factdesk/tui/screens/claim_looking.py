"""Looks through a long list of claims in the reader's thread: for a filter's first page, and for the whole order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from factdesk.desk import browse
from factdesk.model.errors import Problem
from factdesk.model.views import ClaimFilter
from factdesk.tui.reaching import reach, told_now_and_then

if TYPE_CHECKING:
    from factdesk.desk.browse import ListWindow
    from factdesk.tui.widgets.filter_bar import FilterBar

__all__ = ["SMALL", "LookThrough"]

SMALL: Final = 4096
"""Claims up to which an order is read on the screen's thread: under three milliseconds."""


class LookThrough:
    """The part of `ClaimList` that waits for the reader's thread, in which it is mixed."""

    _asking: str
    _typed_filter: str
    _wanted: ClaimFilter
    _bar: FilterBar | None
    _seen: str = ""
    _within: Any
    items: Any
    screen: Any
    app: Any

    def _show(self, window: ListWindow[Any], at: int | str | None, later: int | None = None) -> None:
        raise NotImplementedError

    def _show_title(self) -> None:
        raise NotImplementedError

    def _close_input(self) -> None:
        raise NotImplementedError

    def filter(self, text: str) -> None:
        """Shows what passes a typed filter, once the reader's thread has its first page."""
        from factdesk.desk import filtering

        at = self.items.current_nr
        within = self._within

        def found(answer: tuple[ClaimFilter, Any]) -> None:
            self._typed_filter = text
            self._wanted, head = answer
            window = browse.window_with(self.screen.desk, self._wanted, head)
            self._show(window, at if at in head.keys else None, later=at)
            if self._asking == "filter":
                self._close_input()

        told = self._telling(self._looking)
        for aside in ("order", "facets"):  # the first page waits neither for the rest of another list nor for counts
            self.app.bridge.forget(aside)
        self.app.bridge.ask(
            "filter", lambda desk: filtering.first_page(desk, text, within, told), found, self._refused, asker=self
        )

    def _telling(self, show: Callable[[int, int, int], None]) -> Callable[[int, int, int], None]:
        """What the reader's thread calls while it looks through a long desk; shown here, a few times a second."""
        return told_now_and_then(lambda *how: self.app.call_later(reach, self, show, *how))

    def _looking(self, done: int, total: int, found: int) -> None:
        """How far the filter that was entered has looked; Esc, or another filter, stops it."""
        if self._asking == "filter" and self._bar is not None:
            self._bar.say(f"looked through {done:,} of {total:,} claims, {found:,} found · Esc stops")

    def _completing(self, window: Any, done: int, total: int, found: int) -> None:
        """How far the rest of a long list was looked for: the title says so until its number is known."""
        if self.items.window is window and getattr(window, "open_ended", False):
            self._seen = f" ({done * 100 // max(total, 1)} % seen)"
            self._show_title()

    def _refused(self, problem: Problem) -> None:
        if self._asking == "filter" and self._bar is not None:
            self._bar.show_problem(problem)
        else:
            self.screen.say(str(problem), "warning")
        self._go_on()

    def _go_on(self) -> None:
        """The list stays: the rest of it, which a filter pushed aside, is read after all."""
        window: Any = self.items.window
        if hasattr(window, "read_order"):
            self._complete(window, self.items.current_nr)

    def _complete(self, window: ListWindow[Any], at: int | None = None) -> None:
        """Reads the order of a long list in the reader's thread: the first page does not wait for it."""
        if window.complete or (window.count() <= SMALL and not window.open_ended):
            return

        def adopt(order: Any) -> None:
            shown: Any = self.items.window
            if shown is window:
                grows = shown.open_ended
                shown.adopt(order)
                if grows:
                    self.items.rearranged(at if self.items.cursor <= 0 and at in order else self.items.current_nr)
                    self._show_title()

        self._seen = ""
        told = self._telling(partial(self._completing, window))
        self.app.bridge.ask("order", lambda desk: browse.read_order(desk, window, told), adopt, asker=self)

    def _rearrange(self, window: Any) -> None:
        nr = self.items.current_nr

        def adopt(order: Any) -> None:
            shown: Any = self.items.window
            if shown is window:
                shown.adopt(order)
                self.items.rearranged(nr)

        self.items.reread()
        self.app.bridge.ask("order", lambda desk: browse.read_order(desk, window), adopt, asker=self)
