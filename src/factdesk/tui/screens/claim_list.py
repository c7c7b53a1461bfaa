"""A list of claims with its search, filter and order: the same in every screen that shows claims."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from factdesk.desk import browse
from factdesk.model.errors import Problem
from factdesk.model.filter_fields import ORDERS
from factdesk.model.views import ClaimFilter, ClaimRow
from factdesk.tui import rows, safe
from factdesk.tui.theme import look
from factdesk.tui.widgets.window_list import WindowList
from factdesk.tui.widgets.window_pages import ListWindow as Rows
from factdesk.tui.widgets.words_field import WordsField

if TYPE_CHECKING:
    from factdesk.desk.browse import ListWindow

SMALL: Final = 4096
"""Claims up to which an order is read on the screen's thread: under three milliseconds."""


class ClaimList(Vertical):
    """Claims that pass a filter, in an order, with the cursor's claim told to `at_claim` in the same frame."""

    DEFAULT_CSS = """
    ClaimList { height: 1fr; }
    ClaimList #list-input { display: none; }
    ClaimList.asking #list-input { display: block; }
    """

    def __init__(self, at_claim: Callable[[int | None, ClaimRow | None], None], *, id: str) -> None:
        super().__init__(id=id)
        self._at_claim = at_claim
        self._base = ClaimFilter()
        self._wanted = ClaimFilter()
        self._typed_filter = ""
        self._title = "Claims"
        self._shown_title = ""
        self._hits: list[int] = []
        self._asking = ""
        self._field = WordsField(typed=self._typing, entered=self._entered, id="list-input")

    def compose(self) -> ComposeResult:
        yield WindowList[ClaimRow](self._draw, on_cursor=self._at_claim, on_marks=self._marked, id=f"{self.id}-list")

    def on_mount(self) -> None:
        self.call_after_refresh(self._mount_field)  # nobody asks for it before the first paint

    def _mount_field(self) -> None:
        if not self._field.is_attached:
            self.mount(self._field)

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
        return browse.claim_ids(self.screen.desk, marks)  # type: ignore[attr-defined]  # every main screen has a desk

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
        from factdesk.desk.filtering import claim_filter

        typed = claim_filter(self.screen.desk, self._typed_filter)  # type: ignore[attr-defined]  # as below
        elsewhere = any(term.field == "incident" and not term.negated for term in typed.terms)
        order = typed.order if typed.order != ClaimFilter().order else self._wanted.order
        incident = None if elsewhere else self._base.incident
        self._wanted = replace(typed, incident=incident, ids=self._base.ids, order=order)
        window = browse.claim_window(self.screen.desk, self._wanted)  # type: ignore[attr-defined]  # as above
        narrowed = bool(self._typed_filter)
        empty = "No claim passes the filter. Esc drops it." if narrowed else "No claims yet. Press a to add one."
        self.items.show(window, at=at, empty=empty)
        self._show_title()
        self._complete(window)

    def _complete(self, window: ListWindow[ClaimRow]) -> None:
        """Reads the order of a long list in the reader's thread: the first page does not wait for it."""
        if window.count() <= SMALL or window.complete:
            return

        def adopt(order: Any) -> None:
            shown: Any = self.items.window
            if shown is window:
                shown.adopt(order)

        self.app.bridge.ask("order", lambda desk: browse.read_order(desk, window), adopt)  # type: ignore[attr-defined]

    def desk_changed(self, what: str) -> None:
        """Verdicts change rows, not their order, unless the filter or the order asks for verdicts."""
        window: Any = self.items.window
        if not hasattr(window, "read_order"):
            self._apply()
        elif what == "verdict" and not self._wanted.terms and self._wanted.order != "verdict":
            self.items.reread()
        elif window.count() <= SMALL:
            self.items.reload()
        else:
            self._rearrange(window)
        self._show_title()

    def _rearrange(self, window: Any) -> None:
        nr = self.items.current_nr

        def adopt(order: Any) -> None:
            shown: Any = self.items.window
            if shown is window:
                shown.adopt(order)
                self.items.rearranged(nr)

        self.items.reread()
        self.app.bridge.ask("order", lambda desk: browse.read_order(desk, window), adopt)  # type: ignore[attr-defined]

    def _draw(self, row: ClaimRow, width: int, selected: bool, marked: bool) -> Strip:
        return rows.claim(row, width, look(self.app), selected, whole_desk=self._base.incident is None)

    def _marked(self, count: int) -> None:
        self._show_title()

    def _show_title(self) -> None:
        parts = [self._title, f"{self.count:,}"]
        if self.items.marks:
            parts.append(f"{len(self.items.marks)} marked")
        if self._typed_filter:
            parts.append(f"filter: {self._typed_filter}")
        if self._wanted.order != "outline":
            parts.append(ORDERS[self._wanted.order])
        title = " · ".join(parts)
        if self.parent is not None and title != self._shown_title:
            self._shown_title = title
            self.parent.border_title = safe.content(title)  # type: ignore[attr-defined]  # a pane

    # Search, filter, order

    def action_find(self) -> None:
        """`/`: the cursor goes to the next claim that holds the words, as they are typed."""
        self._ask("find", "Search this list: words, quotes, codes · Enter goes to the next · Esc leaves", "")

    def action_filter(self) -> None:
        """`f`: only claims that pass, e.g. `verdict:open killed>10`."""
        hint = "Filter: verdict:open,disputed who:… killed>10 measure:… kind:… place:… since:… words · Enter · Esc"
        self._ask("filter", hint, self._typed_filter)

    def action_sort(self) -> None:
        """`s`: the next order."""
        names = list(ORDERS)
        order = names[(names.index(self._wanted.order) + 1) % len(names)]
        self._wanted = replace(self._wanted, order=order)
        self._apply(self.current.id if self.current else None)
        self.screen.say(f"Order: {ORDERS[order]}")  # type: ignore[attr-defined]

    def action_find_next(self) -> None:
        self._step(1)

    def action_find_previous(self) -> None:
        self._step(-1)

    def _ask(self, what: str, title: str, value: str) -> None:
        self._asking = what
        self._mount_field()
        field = self._field
        field.border_title = safe.content(title)
        self.add_class("asking")
        field.put(value)
        field.tell("")
        field.focus()

    def _close_input(self) -> None:
        self._asking = ""
        self.remove_class("asking")
        self.items.focus()

    def _typing(self, text: str) -> None:
        if self._asking == "find":
            self._search(text)
            self._field.tell(f"{len(self._hits)} found" if text.strip() else "")
            self._step(1, from_here=True)

    def _entered(self, text: str) -> None:
        if self._asking == "filter":
            before, self._typed_filter = self._typed_filter, text.strip()
            try:
                self._apply(self.current.id if self.current else None)
            except Problem as problem:
                self._typed_filter = before
                self._field.tell(str(problem), "$error")
                return
        self._close_input()

    def on_key(self, event: events.Key) -> None:
        """Esc in the field leaves it; the list keeps its cursor."""
        if event.key == "escape" and self._asking:
            self._close_input()
            event.stop()

    def _search(self, text: str) -> None:
        """The places of all hits in the list's order."""
        self._hits = []
        if text.strip():
            found = browse.claim_window(self.screen.desk, replace(self._wanted, words=text))  # type: ignore[attr-defined]
            wanted = set(found.keys(0, found.count()))
            keys = self.items.window.keys(0, self.count)
            self._hits = [place for place, nr in enumerate(keys) if nr in wanted]

    def _step(self, step: int, *, from_here: bool = False) -> None:
        if not self._hits:
            return
        here = self.items.cursor - (1 if from_here else 0)
        after = bisect_right(self._hits, here)
        if step > 0:
            place = after % len(self._hits)
        else:
            before = [hit for hit in self._hits[:after] if hit < self.items.cursor]
            place = (len(before) - 1) % len(self._hits)
        self.items.go_to(self._hits[place])
        self.screen.say(f"{place + 1} of {len(self._hits)} found")  # type: ignore[attr-defined]
