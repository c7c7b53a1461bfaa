"""The queue: open claims, worst first, one a page; a verdict, and on to the next."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, ClassVar, Final

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip

from factdesk.desk import browse
from factdesk.desk.queue import queue
from factdesk.model.errors import Problem
from factdesk.model.views import Action, ClaimFilter, ClaimRow, Counts
from factdesk.model.wording import figure_text
from factdesk.tui import attention, cards, safe
from factdesk.tui.command_table import Command
from factdesk.tui.screens.claim_actions import ClaimActions
from factdesk.tui.screens.list_and_card import ListAndCard
from factdesk.tui.screens.queue_filter import FilteredQueue
from factdesk.tui.theme import look
from factdesk.tui.widgets.ask_bar import AskBar
from factdesk.tui.widgets.text_pane import TextPane
from factdesk.tui.widgets.window_list import WindowList
from factdesk.tui.widgets.window_pages import ListWindow as Rows

__all__ = ["QueueScreen"]

SMALL: Final = 4096
"""Open claims up to which the order is read on the screen's thread."""
DONE: Final = "Nothing is open. Every claim has a verdict."
EMPTY: Final = "Nothing is open. There is no claim yet: press a to add one."


class QueueScreen(FilteredQueue, ClaimActions, ListAndCard):
    """A narrow list of what is open and the card of one. Below 100 columns the card has the screen alone."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("queue",)
    CSS_PATH = "queue.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._done: list[str] = []
        self._asked: list[int] = []
        self._judging: list[str] = []
        self._hits: set[int] = set()
        self._counts: Counts | None = None

    def body(self) -> ComposeResult:
        with Horizontal(id="queue-panes"):
            with Vertical(id="queue-list-pane", classes="pane"):
                yield WindowList[ClaimRow](self._draw, on_cursor=self._at_claim, id="queue-list")
            with Vertical(id="queue-card-pane", classes="pane"):
                yield TextPane(id="queue-card")
        yield AskBar(id="queue-ask")

    def on_mount(self) -> None:
        """The worst claim first."""
        self.show_header()
        self.items.focus()
        self._show_queue()

    def _draw(self, row: ClaimRow, width: int, selected: bool, marked: bool) -> Strip:
        now = look(self.app)
        sources, calm = f"{min(row.sources, 999)} src" if row.sources else "no src", bool(row.sources)
        if row.verdict != "open":  # judged, and its verdict asks for another look
            sources, calm = f"{now.verdict(row.verdict)[0]} again", False
        told = safe.fit(figure_text(row), max(4, width - 15))
        return Strip(
            [
                Segment(safe.fit(row.code, 7), now.style("anchor" if row.nr in self._hits else "dim")),
                Segment(told, now.style("heading" if selected else "text")),
                Segment(safe.fit(sources, 8, "right"), now.style("dim" if calm else "warning")),
            ]
        ).adjust_cell_length(width)

    # Reading

    def _show_queue(self, at: int | None = None) -> None:
        """The queue from its beginning; a very long or filtered one is put in order by the reader's thread."""
        if self._filter:
            self.filter(self._filter)
            return
        window = queue(self.desk)
        if window.count() <= SMALL:
            self.items.show(window, at=at, empty=self._why_empty())
        else:
            self.items.show(Rows[ClaimRow](), empty="Putting the queue in order …")
            self.order(window, lambda: self.items.show(window, at=at))
        self._show_titles()

    def show_window(self, window: Any) -> None:
        """What passes the filter, the cursor where it was."""
        self.items.show(window, at=self.items.current_nr, empty=self._why_empty())

    def _why_empty(self) -> str:
        """Why there is nothing to judge: all is judged, or nothing is there yet."""
        if self._filter:
            return "Nothing open passes the filter. Esc drops it."
        return DONE if browse.counts(self.desk).total else EMPTY

    def order(self, window: Any, then: Any) -> None:
        """Puts a long queue in order in the reader's thread; `then` shows it. The newest question wins."""

        def adopt(order: array[int]) -> None:
            window.adopt(order)
            then()
            self._show_titles()

        self.app.bridge.ask("queue", lambda desk: browse.read_order(desk, window), adopt, asker=self)

    def read_anew(self, what: str) -> None:
        """After a change by anybody: judged claims go, the cursor stays on its claim or meets the next."""
        window: Any = self.items.window
        if not hasattr(window, "read_order"):
            self._show_queue()
            return
        nr = self.items.current_nr
        if not self._filter and len(window.keys(0, SMALL + 1)) <= SMALL:
            self.items.reload()
        else:
            gone = set(self._asked)
            window.adopt(array("q", (key for key in window.keys(0, window.count()) if key not in gone)))
            self.items.rearranged(nr)
            fresh = queue(self.desk, text=self._filter)
            self.order(fresh, lambda: self.items.show(fresh, at=self.items.current_nr))
        self._show_titles()

    def _at_claim(self, nr: int | None, row: ClaimRow | None) -> None:
        self._show_titles()
        if row is None:
            self.card.show([cards.note(f"{self._why_empty()} 1 goes back to the desk.")])
            return
        try:
            card = browse.claim_card(self.desk, row.id)
        except Problem as problem:
            self.card.show([cards.note(str(problem))])
            return
        self.card.show(attention.page(card, look(self.app)))

    def _show_titles(self) -> None:
        parts = self._counted(self.items.count, self.items.cursor + 1)
        if self._filter:
            parts.append(f"filter: {self._filter}")
        if self._done:
            parts.append(f"{len(self._done):,} done")
        marked = len(self.items.marks)
        self.query_one("#queue-list-pane").border_title = safe.content(
            f"Queue · {marked} marked" if marked else "Queue"
        )
        self.query_one("#queue-card-pane").border_title = safe.content(" · ".join(parts))

    def _counted(self, count: int, place: int) -> list[str]:
        """Where the cursor is among the open claims, or among the verdicts behind them that ask for another look."""
        known = None if self._filter else self._counts
        left = count if known is None else min(known.open, count)
        again = [f"{count - left:,} to look at again"] if count > left else []
        if place > left and again:
            return [f"{place - left:,} of {again[0]}"]
        return [f"{place:,} of {left:,} open" if left else "nothing open", *again]

    def counted(self, counts: Counts) -> None:
        """How many claims are open at all."""
        super().counted(counts)
        self._counts = counts
        self._show_titles()

    def standing_told(self) -> None:
        """Stale verdicts were counted aside: they stand behind the open claims."""
        if self.items.count <= SMALL and hasattr(self.items.window, "read_order"):
            self.items.reload()
            self._show_titles()

    # Judging

    def current_claim(self) -> ClaimRow | None:
        return self.items.current

    def targets(self) -> list[str]:
        """The marked claims, or the one on the page."""
        marks = self.items.marks
        if marks:
            return browse.claim_ids(self.desk, marks)
        return super().targets()

    async def ask_verdict(self, verdict: str) -> None:
        self._asked = self.items.targets
        self._judging = self.targets()
        await super().ask_verdict(verdict)

    def judged(self, action: Action) -> None:
        """Counts it; the list has gone on to the next already."""
        self._done += [claim for claim in self._judging if self.items.window.index_of(claim) is None]
        self.items.clear_marks()
        self._show_titles()

    def _undone(self, action: Action) -> None:
        """What comes back into the queue is shown, and no longer counts as done."""
        for claim in reversed(self._done):
            if self.items.go_to_key(claim):
                self._done.remove(claim)
        self._show_titles()

    def reveal_claim(self, claim: str) -> bool:
        """Goes to a claim if it is open."""
        return self.items.go_to_key(claim)

    def reveal(self, records: Sequence[str]) -> None:
        for record in records:
            if self.items.go_to_key(record):
                return

    def why_not(self, command: Command) -> str:
        """Why a key does nothing here."""
        if command.id == "sort":
            return "The queue has one order: worst first."
        if command.id in ("confirm", "dispute", "deny", "reopen", "attach", "edit", "remove", "copy"):
            return "" if self.items.count else "Nothing is open."
        return ""

    # Moving

    @on(TextPane.Entered, "#queue-card")
    def _enter_reference(self, event: TextPane.Entered) -> None:
        self.app.go_to(event.ref)

    def action_leave(self) -> None:
        """Esc: from the card to the list, then the marks, then the filter, then the desk."""
        if self.card.has_focus:
            self.go_in(False)
        elif self.items.marks:
            self.items.clear_marks()
        elif self._filter:
            self._filter = ""
            self._show_queue(self.items.current_nr)
        else:
            super().action_leave()

    # Filter and search

    def action_find(self) -> None:
        """`/`: to the open claims that hold the words, as they are typed."""
        bar = self.query_one(AskBar)
        bar.ask("Search the queue · ↓ next · Enter, Esc close", typed=self._seek, entered=self._found,
                left=self._found, steps=self._step)  # fmt: skip

    def _seek(self, text: str) -> None:
        wanted = ClaimFilter(verdicts=("open",), words=text)
        found = browse.claim_window(self.desk, wanted) if text.strip() else None
        self._hits = set(found.keys(0, found.count())) if found is not None else set()
        self.query_one(AskBar).tell(f"{len(self._hits):,} found" if found is not None else "")
        self.items.repaint()
        if self.items.current_nr not in self._hits:
            self._step(1)

    def _found(self, text: str) -> None:
        self.items.focus()

    def _step(self, step: int) -> None:
        """To the next hit in that direction, around the end."""
        count, here = self.items.count, self.items.cursor
        keys = self.items.window.keys(0, count)
        for far in range(1, count + 1):
            place = (here + step * far) % count
            if keys[place] in self._hits:
                self.items.go_to(place)
                return

    def action_find_next(self) -> None:
        self._step(1)

    def action_find_previous(self) -> None:
        self._step(-1)
