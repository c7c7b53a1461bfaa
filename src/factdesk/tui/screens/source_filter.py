"""What the filter field of the list of sources asks of the desk, and the list that it leaves."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from factdesk.desk import browse, filtering
from factdesk.model.errors import Problem
from factdesk.model.filter_completion import Spot
from factdesk.model.filter_fields import SOURCE_FIELDS, Fields
from factdesk.model.filter_terms import FilterProblem
from factdesk.tui.widgets.filter_bar import Values

if TYPE_CHECKING:
    from factdesk.tui.widgets.filter_bar import FilterBar

__all__ = ["FilteredSources", "SourceHelper"]


class SourceHelper:
    """Answers a `FilterBar` over the sources, on the screen's own desk or through the reader's thread."""

    fields: Fields = SOURCE_FIELDS
    orders: Mapping[str, str] = {}

    def __init__(self, screen: Any) -> None:
        self._screen = screen

    def measures(self) -> Sequence[str]:
        """No figure stands in a list of sources."""
        return ()

    def saved(self) -> Mapping[str, str]:
        """Filters are saved for claims."""
        return {}

    def check(self, text: str) -> FilterProblem | None:
        """What is wrong with a text, as far as reading it can tell."""
        return filtering.source_slip(text)

    def values(self, found: Spot, others: str, answer: Callable[[Values], None]) -> None:
        """Asks the reader's thread; the answer to an older question is dropped."""
        field = found.field
        if field is None:
            return
        name, typed = field.name, found.typed
        self._screen.app.bridge.ask(
            "facets", lambda desk: filtering.source_values(desk, name, typed), answer, asker=self._screen
        )


class FilteredSources:
    """The filter of the list of sources, which is mixed into its screen."""

    _words: str
    _filter: str = ""
    _bar: FilterBar | None = None
    items: Any
    desk: Any
    app: Any

    def action_filter(self) -> None:
        """`f`: only the sources that pass, e.g. `publisher:Reuters -has:file`; what may be typed stands under it."""
        from factdesk.tui.widgets.filter_bar import FilterBar

        screen: Any = self
        if self._bar is None:
            self._bar = FilterBar(id="sources-filter")
            screen.query_one("#sources-list-pane").mount(self._bar)
        self._bar.ask(
            SourceHelper(self), "Filter", self._filter, entered=self._entered_filter, left=self._leave_filter,
            keep=lambda text: screen.say("Filters are saved for claims.", "warning"),
        )  # fmt: skip

    def _entered_filter(self, text: str) -> None:
        self.narrow(self._words, text, then=self._close_filter, refused=self._refused)

    def _refused(self, problem: Problem) -> None:
        assert self._bar is not None
        self._bar.show_problem(problem)

    def _leave_filter(self) -> None:
        """Esc in the field: what it may be looking for is given up."""
        self.app.bridge.forget("sources")
        self._close_filter()

    def _close_filter(self) -> None:
        if self._bar is not None:
            self._bar.close()
        self.items.focus()

    def narrow(
        self, words: str, filter: str, *, at: int | str | None = None, then: Callable[[], object] = lambda: None,
        refused: Callable[[Problem], object] | None = None,
    ) -> None:  # fmt: skip
        """The sources that hold the words and pass the filter, found in the reader's thread; the newest wins."""
        screen: Any = self
        try:
            window = filtering.sources_that(self.desk, filter, words)
        except Problem as problem:
            (refused or partial(screen.say, kind="warning"))(problem)
            return

        def adopt(order: array[int]) -> None:
            window.adopt(order)
            self._words, self._filter = words.strip(), filter
            screen.show_found(window, at)
            then()

        self.app.bridge.ask("sources", lambda desk: browse.read_order(desk, window), adopt, asker=screen)
