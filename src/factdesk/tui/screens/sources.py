"""Sources: everything that carries claims, with its root, who may see it, and the claims that rest on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip

from factdesk.desk import browse
from factdesk.desk.edit import edit, remove
from factdesk.model.errors import Problem
from factdesk.model.records import Source
from factdesk.model.views import Action, SourceCard, SourceRow
from factdesk.tui import cards, rows, safe
from factdesk.tui.command_table import Command
from factdesk.tui.screens.list_and_card import ListAndCard
from factdesk.tui.screens.source_filter import FilteredSources
from factdesk.tui.theme import look
from factdesk.tui.widgets.ask_bar import AskBar
from factdesk.tui.widgets.text_pane import TextPane
from factdesk.tui.widgets.window_list import WindowList

__all__ = ["SourcesScreen", "reference"]


def reference(source: Source) -> str:
    """A source as it can be pasted: title, publisher, date, address."""
    day = (source.published_at or "")[:10]
    return ". ".join(part for part in (source.title.rstrip("."), source.publisher, day, source.url) if part)


class SourcesScreen(FilteredSources, ListAndCard):
    """The list and the card of one source; below 100 columns one of the two."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("sources",)
    CSS_PATH = "sources.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    def body(self) -> ComposeResult:
        with Horizontal(id="sources-panes"):
            with Vertical(id="sources-list-pane", classes="pane"):
                yield WindowList[SourceRow](self._draw, on_cursor=self._at_source, id="sources-list")
                yield AskBar(id="sources-ask")
            with Vertical(id="sources-card-pane", classes="pane"):
                yield TextPane(id="sources-card")

    def on_mount(self) -> None:
        """The newest source first."""
        self.query_one("#sources-card-pane").border_title = safe.content("Source")
        self.show_header()
        self._show_list()
        self.items.focus()

    def _draw(self, row: SourceRow, width: int, selected: bool, marked: bool) -> Strip:
        return rows.source(row, width, look(self.app), selected)

    # Reading

    def _show_list(self, at: int | str | None = None) -> None:
        """All sources, or those that the words and the filter let pass, once they are found."""
        if self._words or self._filter:
            self.narrow(self._words, self._filter, at=at)
        else:
            self.show_found(browse.source_window(self.desk), at)

    def show_found(self, window: browse.ListWindow[SourceRow], at: int | str | None = None) -> None:
        """Shows these sources."""
        self.items.show(window, at=at, empty=self._empty())
        self._show_title()
        bar = self.query_one(AskBar)
        if bar.asking:
            bar.tell(f"{self.items.count:,} found")

    def _empty(self) -> str:
        if self._words or self._filter:
            return "No source is found. Esc shows all again."
        return "No sources yet. Press a to add one, or A on a claim to attach one to it."

    def _show_title(self) -> None:
        parts = ["Sources", f"{self.items.count:,}"]
        parts += [f"“{self._words}”"] if self._words else []
        marked = len(self.items.marks)
        parts += [f"{marked:,} marked"] if marked else []
        pane = self.query_one("#sources-list-pane")
        pane.border_title = safe.content(" · ".join(parts))
        pane.border_subtitle = safe.content(f"filter: {self._filter}" if self._filter else "")

    def _at_source(self, nr: int | None, row: SourceRow | None) -> None:
        """The card follows the cursor, in the same frame."""
        if row is None:
            self.card.show([])
            return
        try:
            self.card.show(cards.source(browse.source_card(self.desk, row.id), look(self.app)))
        except Problem as problem:
            self.card.show([cards.note(str(problem))])

    def read_anew(self, what: str) -> None:
        """A change by anybody: the cursor stays on its source."""
        self.items.reload()
        self._show_title()

    # Search and filter

    def action_find(self) -> None:
        """`/`: only the sources that hold the words, as they are typed."""
        title = "Search titles, publishers, addresses, notes, codes · Enter keeps · Esc shows all"
        bar = self.query_one(AskBar)
        bar.ask(title, self._words, typed=self._narrow, entered=self._keep, left=self._drop, steps=self._step)

    def _step(self, step: int) -> None:
        self.items.go_to(max(0, self.items.cursor + step))

    def _narrow(self, words: str) -> None:
        """The list for other words."""
        self.narrow(words, self._filter)

    def _keep(self, words: str) -> None:
        self.items.focus()

    def _drop(self, words: str) -> None:
        self.app.bridge.forget("sources")
        self._words = ""
        self._show_list(self.items.current_nr)
        self.items.focus()

    def action_find_next(self) -> None:
        self._step(1)

    def action_find_previous(self) -> None:
        self._step(-1)

    def action_clear_marks(self) -> None:
        super().action_clear_marks()
        self._show_title()

    def why_not(self, command: Command) -> str:
        """Why a key does nothing here."""
        if command.id == "sort":
            return "Sources have one order: newest first."
        if command.id in ("edit", "remove", "copy") and not self.items.count:
            return "There is no source under the cursor."
        return ""

    # Moving

    @on(TextPane.Entered, "#sources-card")
    def _enter_reference(self, event: TextPane.Entered) -> None:
        """A claim on the desk, or another source here."""
        if not self.reveal_source(event.ref):
            self.app.go_to(event.ref)

    def action_leave(self) -> None:
        """Esc: from the card to the list, then the marks, the words and the filter, then the desk."""
        if self.card.has_focus:
            self.go_in(False)
        elif self.items.marks:
            self.action_clear_marks()
        elif self._words or self._filter:
            self._filter = ""
            self._drop("")
        else:
            super().action_leave()

    def reveal_source(self, ref: str) -> bool:
        """Goes to a source, dropping the filter where it hides it. False where it is no source."""
        if self.items.go_to_key(ref):
            return True
        if browse.kind_if_there(self.desk, ref) != "source":
            return False
        self._words = self._filter = ""
        self._show_list(ref)
        return True

    def reveal(self, records: Sequence[str]) -> None:
        for record in records:
            if self.reveal_source(record):
                return

    # Changes

    def action_add(self) -> None:
        """A new source, attached to no claim yet."""
        from factdesk.tui.forms import open_add

        if self.may_write():
            open_add(self.app, "source", {}, self.changed)

    def action_edit(self) -> None:
        """Corrects the source under the cursor."""
        from factdesk.tui.forms import open_edit

        row = self.items.current
        if row is not None and self.may_write():
            open_edit(self.app, row.id, self.changed)

    def action_copy(self) -> None:
        """Copies the reference of the source under the cursor."""
        row = self.items.current
        if row is not None:
            line = safe.plain(reference(browse.source_card(self.desk, row.id).source))
            self.app.copy_to_clipboard(line)
            self.say(f"Copied: {line}", "done")

    def action_remove(self) -> None:
        """Withdraws the source with a reason, lets it stand again, or removes one that nothing refers to."""
        row = self.items.current
        if row is None or not self.may_write():
            return
        card = browse.source_card(self.desk, row.id)
        if card.source.withdrawn:
            self._ask_restore(card)
        elif card.claims or card.carriers:
            self._ask_withdraw(card)
        else:
            self._ask_which(card)

    def _ask_which(self, card: SourceCard) -> None:
        from factdesk.tui.screens.dialogs import Option, choose

        options = [Option("w", "Withdraw", "it stays on the desk, with the reason"),
                   Option("r", "Remove", "nothing refers to it; u brings it back")]  # fmt: skip

        def chosen(key: str) -> None:
            if key == "w":
                self._ask_withdraw(card)
            else:
                self.write(partial(remove, ref=card.source.id))

        choose(self.app, f"{card.source.code}: withdraw or remove?", options, chosen)

    def _ask_withdraw(self, card: SourceCard) -> None:
        from factdesk.tui.screens.dialogs import ask_text

        cited = len(card.claims)
        detail = f"{cited} claim{'' if cited == 1 else 's'} cite it. Verdicts that rest on it will read as stale."
        ask_text(self.app, f"Why is {card.source.code} withdrawn?", partial(self._set_withdrawn, card), detail=detail)

    def _ask_restore(self, card: SourceCard) -> None:
        from factdesk.tui.screens.dialogs import confirm

        confirm(self.app, f"Let {card.source.code} stand again?", f"It was withdrawn: {card.source.withdrawn}",
                lambda: self._set_withdrawn(card, None))  # fmt: skip

    def _set_withdrawn(self, card: SourceCard, reason: str | None) -> None:
        self.write(lambda desk: edit(desk, card.source.id, {"withdrawn": reason}, seen=card.head), self._withdrawn)

    def _withdrawn(self, action: Action) -> None:
        self.reveal(action.records)
