"""A list of claims with its search, filter and order: the same in every screen that shows claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from factdesk.desk import browse
from factdesk.model.views import ClaimFilter, ClaimRow
from factdesk.tui import rows, safe
from factdesk.tui.screens.claim_find import FindInList
from factdesk.tui.screens.claim_looking import SMALL, LookThrough
from factdesk.tui.theme import look
from factdesk.tui.widgets.alike import LinesAlike
from factdesk.tui.widgets.window_list import WindowList
from factdesk.tui.widgets.window_pages import ListWindow as Rows

if TYPE_CHECKING:
    from factdesk.desk.browse import ListWindow
    from factdesk.tui.widgets.filter_bar import FilterBar


class ClaimList(FindInList, LookThrough, LinesAlike, Vertical):
    """Claims that pass a filter, in an order, with the cursor's claim told to `at_claim` in the same frame."""

    DEFAULT_CSS = """
    ClaimList { height: 1fr; }
    ClaimList #list-input { display: none; }
    ClaimList.asking #list-input { display: block; }
    """

    def __init__(self, at_claim: Callable[[int | None, ClaimRow | None], None], *, id: str) -> None:
        super().__init__(id=id)
        self._at_claim = at_claim
        self._base = self._wanted = ClaimFilter()
        self._typed_filter = self._asking = ""
        self._title, self._shown_title = "Claims", ("", "")
        self._order = ClaimFilter().order
        self._bar: FilterBar | None = None

    def compose(self) -> ComposeResult:
        yield WindowList[ClaimRow](self._draw, on_cursor=self._at_claim, on_marks=self._marked, id=f"{self.id}-list")

    @property
    def items(self) -> WindowList[ClaimRow]:
        return self.query_one(WindowList)

    @property
    def current(self) -> ClaimRow | None:
        """The claim under the cursor."""
        return self.items.current

    @property
    def count(self) -> int:
        """How many claims the list has."""
        return self.items.count

    @property
    def shows_claims(self) -> bool:
        """Whether it shows the claims of something, be they none."""
        return not isinstance(self.items.window, Rows)

    @property
    def shown(self) -> ClaimFilter:
        """The filter that is in force."""
        return self._wanted

    def targets(self) -> list[str]:
        """The ids of the marked claims, or of the one under the cursor."""
        marks = self.items.marks
        if not marks:
            return [self.current.id] if self.current is not None else []
        return browse.claim_ids(self.screen.desk, marks)

    def focus(self, scroll_visible: bool = True) -> ClaimList:
        """The list itself takes the focus."""
        self.items.focus(scroll_visible)
        return self

    def show_claims(self, wanted: ClaimFilter, title: str, *, at: str | None = None) -> None:
        """The claims of an incident, or of the whole desk; a typed filter and the order stay."""
        self._base, self._title = wanted, title
        self._apply(at)

    def show_nothing(self, empty: str) -> None:
        """No claims, and why."""
        self.items.show(Rows[ClaimRow](), empty=empty)

    def go_to_key(self, claim: str) -> bool:
        """The cursor to a claim by its id; False where the list does not have it."""
        return self.items.go_to_key(claim)

    def clear_search(self) -> bool:
        """Takes back what narrows the list: the open field, hits, the filter. False where nothing did."""
        if self._asking:
            self._close_input()
            return True
        if self._typed_filter:
            self.drop_filter()
            return True
        if self.items.marks:
            self.items.clear_marks()
            return True
        return False

    def drop_filter(self) -> None:
        """Shows all claims of the incident again."""
        if self._typed_filter:
            self._typed_filter = ""
            self._apply(self.current.id if self.current else None)

    def _apply(self, at: str | None = None) -> None:
        """Shows what passes the filter in force; on the whole desk its first page is read in the reader's thread."""
        far = self._base.incident is None and not self._base.ids
        if far and (self._typed_filter or self._order not in ("outline", "newest")):
            self.filter(self._typed_filter)
            return
        self.app.bridge.forget("filter")
        self._wanted = self._within
        if self._typed_filter:
            from factdesk.desk import filtering

            typed = filtering.claim_filter(self.screen.desk, self._typed_filter)
            self._wanted = filtering.narrowed(typed, self._within)
        self._show(browse.claim_window(self.screen.desk, self._wanted), at)

    @property
    def _within(self) -> ClaimFilter:
        return replace(self._base, order=self._order)

    def _show(self, window: ListWindow[ClaimRow], at: int | str | None, later: int | None = None) -> None:
        narrowed = bool(self._typed_filter)
        empty = "No claim passes the filter. Esc drops it." if narrowed else "No claims yet. Press a to add one."
        self.items.show(window, at=at, empty=empty)
        self._show_title()
        self._complete(window, later)

    def desk_changed(self, what: str) -> None:
        """Verdicts change rows, not their order, unless the filter or the order asks for verdicts."""
        window: Any = self.items.window
        if not self.shows_claims:
            return  # it shows none of anything, because there is nothing to show claims of
        if what == "verdict" and not self._wanted.terms and self._wanted.order not in ("verdict", "-verdict"):
            self.items.reread()
        elif window.count() <= SMALL and not window.open_ended:
            self.items.reload()
        else:
            self._rearrange(window)
        self._show_title()

    def _draw(self, row: ClaimRow, width: int, selected: bool, marked: bool) -> Strip:
        return rows.claim(row, width, look(self.app), selected, whole_desk=self._base.incident is None)

    def _marked(self, count: int) -> None:
        self._show_title()

    def _show_title(self) -> None:
        more = f"+{self._seen}" if getattr(self.items.window, "open_ended", False) else ""
        parts = [self._title, f"{self.count:,}{more}"]
        if self.items.marks:
            parts.append(f"{len(self.items.marks):,} marked")
        below = [f"filter: {self._typed_filter}"] if self._typed_filter else []
        below += [_named(self._wanted.order)] if self._wanted.order != "outline" else []
        title = (" · ".join(parts), " · ".join(below))
        if self.parent is not None and title != self._shown_title:
            self._shown_title = title
            self.parent.border_title = safe.content(title[0])  # type: ignore[attr-defined]  # a pane
            self.parent.border_subtitle = safe.content(title[1])  # type: ignore[attr-defined]

    # Search, filter, order

    def action_filter(self) -> None:
        """`f`: only claims that pass, e.g. `verdict:open killed>10`; what may be typed stands under the field."""
        from factdesk.tui.screens.claim_filter import ClaimHelper, keep_filter
        from factdesk.tui.widgets.filter_bar import FilterBar

        if self._bar is None:
            self._bar = FilterBar(id="list-filter")
            self.mount(self._bar)
        bar = self._bar
        self._asking = "filter"
        self.remove_class("asking")
        helper = ClaimHelper(self.screen, self._within)
        keep = partial(keep_filter, self.screen, then=bar.focus)
        bar.ask(helper, "Filter", self._typed_filter, entered=self.filter, left=self._leave_filter, keep=keep)

    def action_save_filter(self) -> None:
        """Keeps the filter in force under a name."""
        from factdesk.tui.screens.claim_filter import keep_filter

        keep_filter(self.screen, self._typed_filter, self.items.focus)

    def action_sort(self) -> None:
        """`s`: a choice of orders."""
        from factdesk.tui.screens.claim_filter import choose_order

        choose_order(self.app, self._sort)

    def _sort(self, order: str) -> None:
        self._order = order
        self._apply(self.current.id if self.current else None)
        self.screen.say(f"Order: {_named(order)}")

    def _leave_filter(self) -> None:
        """Esc in the filter's field: what it may be looking for is given up."""
        self.app.bridge.forget("filter")
        self._close_input()
        self._go_on()

    def _close_input(self) -> None:
        self._asking = ""
        self.remove_class("asking")
        if self._bar is not None:
            self._bar.close()
        self.items.focus()

    def on_key(self, event: events.Key) -> None:
        """Esc in the field leaves it; the list keeps its cursor."""
        if event.key == "escape" and self._asking:
            self._close_input()
            event.stop()


def _named(order: str) -> str:
    """An order in words."""
    from factdesk.model.filter_fields import ORDERS

    return ORDERS[order]
