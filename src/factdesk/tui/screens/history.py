"""The history: what changed on the desk, by whom, and what is new since you left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip

from factdesk.desk import history
from factdesk.desk.seen import keep_seen, last_seen
from factdesk.model.errors import Problem
from factdesk.model.views import Action, LogLine
from factdesk.tui import cards, change_lines, safe
from factdesk.tui.command_table import Command
from factdesk.tui.screens.list_and_card import ListAndCard
from factdesk.tui.theme import look
from factdesk.tui.widgets.ask_bar import AskBar
from factdesk.tui.widgets.text_pane import TextPane
from factdesk.tui.widgets.window_list import WindowList
from factdesk.tui.widgets.window_pages import ListWindow as Rows

__all__ = ["HistoryScreen"]

EMPTY = "Nothing was changed yet. Press 1 for the desk, then a to add an incident."
THIS_RECORD = "\x00this record"
"""The choice of the filter that stands for the record under the cursor; no author's name holds a NUL."""


class HistoryScreen(ListAndCard):
    """Every change, newest action first, and the one under the cursor in full."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("history",)
    CSS_PATH = "history.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._left: int | None = None
        self._timeline: history.Timeline | None = None
        self._title = "History"
        self._only = ""
        self._hits: list[int] = []
        self._then = 0

    def body(self) -> ComposeResult:
        with Horizontal(id="history-panes"):
            with Vertical(id="history-list-pane", classes="pane"):
                yield WindowList[LogLine](self._draw, on_cursor=self._at_change, empty=EMPTY, id="history-list")
                yield AskBar(id="history-ask")
            with Vertical(id="history-card-pane", classes="pane"):
                yield TextPane(id="history-card")

    def on_mount(self) -> None:
        """The newest change first; what others did since the last visit is marked."""
        self._left = last_seen(self.desk) if self.app.author else None
        self.query_one("#history-card-pane").border_title = safe.content("Change")
        self.show_header()
        self._show_all("")
        self.items.focus()

    def _draw(self, row: LogLine, width: int, selected: bool, marked: bool) -> Strip:
        opens = self._timeline is None or self._timeline.opens_action(row.seq)
        return change_lines.row(row, width, look(self.app), selected, opens=opens, new=self._is_new(row))

    def _is_new(self, row: LogLine) -> bool:
        """Whether somebody else did it since this author looked last."""
        return self._left is not None and row.seq > self._left and row.author != self.app.author

    # Reading

    def _show_all(self, author: str) -> None:
        """The whole past, or one author's."""
        self._only, self._title = author, f"History of {author}" if author else "History"
        self._timeline = history.timeline(self.desk, author or None)
        self.items.show(self._timeline)
        self._show_title()

    def _show_record(self, line: LogLine) -> None:
        """The past of one record: of a claim, with its citations and reviews."""
        self._only, self._timeline = THIS_RECORD, None
        self._title = f"History of {line.kind} {line.name}"
        read = partial(history.of_same_record, self.desk, line)
        self.items.show(Rows[LogLine](key=lambda row: row.seq, read=read), at=line.seq)
        self._show_title()

    def _show_title(self) -> None:
        parts = [self._title, f"{self.items.count:,} change{'' if self.items.count == 1 else 's'}"]
        if self._left is not None and not self._only:
            mine = history.timeline(self.desk, self.app.author).newer_than(self._left)
            others = history.timeline(self.desk).newer_than(self._left) - mine
            parts += [f"{others:,} by others since you left"] if others else []
        self.query_one("#history-list-pane").border_title = safe.content(" · ".join(parts))

    def _at_change(self, nr: int | None, row: LogLine | None) -> None:
        """The card follows the cursor, in the same frame."""
        if self._then:
            self._then = 0
            self.app.bridge.forget("as-of")
            self.query_one("#history-card-pane").border_title = safe.content("Change")
        if row is None:
            self.card.show([])
            return
        try:
            self.card.show(change_lines.card(history.in_full(self.desk, row)))
        except Problem as problem:
            self.card.show([cards.note(str(problem))])

    def read_anew(self, what: str) -> None:
        """A change by anybody stands on top; the cursor stays on its own."""
        self.items.reload()
        self._show_title()

    def _undone(self, action: Action) -> None:
        """What was undone is the newest change."""
        self.items.go_to(0)

    # Leaving is what "since you left" starts from

    def on_screen_suspend(self) -> None:
        self._remember()

    def on_unmount(self) -> None:
        self._remember()

    def _remember(self) -> None:
        bridge = self.app.bridge
        if not self.app.author or bridge.read_only:
            return
        newest = history.last_change(self.desk)
        if newest > (last_seen(self.desk) or 0):
            bridge.write(lambda desk: keep_seen(desk, newest), lambda _: None, lambda _: None, quiet=True)

    # Filter and search

    def action_filter(self) -> None:
        """`f`: one author's changes, or those of the record under the cursor."""
        from factdesk.tui.screens.picker import Choice, Picker

        row = self.items.current
        choices = [Choice(0, "", "Everything by everybody")]
        if row is not None:
            choices.append(Choice(1, THIS_RECORD, f"Only the record under the cursor: {row.kind} {row.name}"))
        for nr, (author, number) in enumerate(history.authors(self.desk), 2):
            choices.append(Choice(nr, author, author, f"{number:,} action{'' if number == 1 else 's'}"))
        self.app.push_screen(Picker("Which changes?", choices, partial(self._filtered, row), self._only))

    def _filtered(self, row: LogLine | None, choice: str) -> None:
        if choice == THIS_RECORD and row is not None:
            self._show_record(row)
        elif choice != THIS_RECORD:
            self._show_all(choice)

    def action_find(self) -> None:
        """`/`: to the actions whose name or author holds the words, as they are typed."""
        self.query_one(AskBar).ask(
            "Search what was done and by whom · ↓ next · Enter, Esc close",
            typed=self._seek, entered=self._found, left=self._found, steps=self._step,
        )  # fmt: skip

    def _seek(self, text: str) -> None:
        def found(seqs: list[int]) -> None:
            window: Any = self.items.window
            places = [place for seq in seqs if (place := window.index_of(seq)) is not None]
            self._hits = sorted(places)
            self.query_one(AskBar).tell(f"{len(places):,} found" if text.strip() else "")
            if self._hits and self.items.cursor not in self._hits:
                self._step(1)

        self.app.bridge.ask("history", lambda desk: history.find_actions(desk, text.strip()), found, asker=self)

    def _found(self, text: str) -> None:
        self.items.focus()

    def _step(self, step: int) -> None:
        """To the next hit in that direction, around the end."""
        here = self.items.cursor
        if self._hits:
            beyond = [place for place in self._hits if (place > here if step > 0 else place < here)]
            self.items.go_to((beyond or self._hits)[0 if step > 0 else -1])

    def action_find_next(self) -> None:
        self._step(1)

    def action_find_previous(self) -> None:
        self._step(-1)

    def why_not(self, command: Command) -> str:
        """Why a key does nothing here."""
        if command.id == "sort":
            return "The history has one order: newest first."
        return ""

    def action_as_of(self) -> None:
        """`t`: the desk as it stood after the change under the cursor; again, or moving on, shows the change."""
        from factdesk.tui.screens.as_of import turn_back

        row = self.items.current
        if row is None:
            return
        if self._then == row.seq:
            self._at_change(None, row)
            return
        self._then = row.seq
        self.query_one("#history-card-pane").border_title = safe.content("The desk as it stood")
        self.card.show([cards.note("Going back …")])
        turn_back(self.app, self.app.bridge, self.card, row)
        self.go_in(True)

    # Moving

    @on(TextPane.Entered, "#history-card")
    def _enter_record(self, event: TextPane.Entered) -> None:
        self.app.go_to(event.ref)

    def action_leave(self) -> None:
        """Esc: from the card to the list, then the filter, then the desk."""
        if self.card.has_focus:
            self.go_in(False)
        elif self._only:
            self._show_all("")
        else:
            super().action_leave()

    def action_add(self) -> None:
        """Adds from here too: a record of any kind."""
        from factdesk.tui.forms import open_chooser

        if self.may_write():
            open_chooser(self.app, {}, self.changed)

    def reveal(self, records: Sequence[str]) -> None:
        """What was changed just now is on top."""
        self.items.go_to(0)
