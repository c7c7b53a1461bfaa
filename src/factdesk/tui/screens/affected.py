"""What was handed over and changed since: the files, the changes, and the notice of each, to be edited and copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip

from factdesk.desk import browse
from factdesk.desk.affected import Affected, affected
from factdesk.tui import affected_lines, safe
from factdesk.tui.affected_lines import Row
from factdesk.tui.command_table import Command
from factdesk.tui.screens.list_and_card import ListAndCard
from factdesk.tui.theme import look
from factdesk.tui.widgets.text_pane import TextPane
from factdesk.tui.widgets.window_list import WindowList
from factdesk.tui.widgets.window_pages import ListWindow as Rows

__all__ = ["AffectedScreen"]

NONE = "No reviewed file was handed over from this desk yet. E exports one."


class AffectedScreen(ListAndCard):
    """The files that this desk handed over, each with what changed since; nothing here changes the desk."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("affected",)
    CSS_PATH = "affected.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._edited: dict[str, str] = {}

    def body(self) -> ComposeResult:
        with Horizontal(id="affected-panes"):
            with Vertical(id="affected-list-pane", classes="pane"):
                yield WindowList[Row](self._draw, on_cursor=self._at_row, id="affected-list")
            with Vertical(id="affected-card-pane", classes="pane"):
                yield TextPane(id="affected-card")

    def on_mount(self) -> None:
        """Compares what was handed over with the desk, in the reader's thread."""
        self.query_one("#affected-list-pane").border_title = safe.content("Handed over, and changed since")
        self.query_one("#affected-card-pane").border_title = safe.content("Change and notice")
        self.show_header()
        self.items.focus()
        self.items.show(Rows[Row](()), empty="Comparing what was handed over with the desk …")
        self.read_anew("all")

    def read_anew(self, what: str) -> None:
        """The desk changed, and so may have what is due; notices that were edited stay."""
        self.app.bridge.ask("affected", lambda desk: affected(desk), self._found, asker=self)

    def _found(self, found: Sequence[Affected]) -> None:
        here = self.items.current
        self.items.show(Rows(affected_lines.rows(found)), at=here.id if here else None, empty=NONE)

    def _draw(self, one: Row, width: int, selected: bool, marked: bool) -> Strip:
        return affected_lines.row(one, width, look(self.app), selected)

    def _notice(self, one: Row) -> str:
        """The notice as it was edited, or as it is drafted."""
        return self._edited.get(one.id, one.changed.draft if one.changed is not None else "")

    def _at_row(self, nr: int | None, one: Row | None) -> None:
        self.card.show(affected_lines.card(one, self._notice(one)) if one is not None else [])

    def why_not(self, command: Command) -> str:
        """Why a key does nothing here."""
        if command.id in ("edit_notice", "copy", "go_claim") and (
            self.items.current is None or not self.items.current.changed
        ):
            return "Go to a change first (j): notice and claim are those of one change."
        return ""

    def action_edit_notice(self) -> None:
        """`e`: the draft in a field; what is kept stands here until the screen is left."""
        from factdesk.tui.screens.edit_notice import EditNotice

        one = self.items.current
        if one is not None and one.changed is not None:
            title = f"{one.changed.kind}, {one.changed.code or 'a removed claim'}"
            self.app.push_screen(EditNotice(title, self._notice(one), lambda text: self._kept(one, text)))

    def _kept(self, one: Row, text: str) -> None:
        assert one.changed is not None
        self._edited[one.id] = text or one.changed.draft
        self._at_row(one.nr, one)

    def action_copy(self) -> None:
        """`y`: the notice as it stands."""
        one = self.items.current
        if one is not None and one.changed is not None:
            self.app.copy_to_clipboard(self._notice(one))
            self.say(f"Copied: {self._notice(one)}", "done")

    @on(TextPane.Entered, "#affected-card")
    def _enter_reference(self, event: TextPane.Entered) -> None:
        self.app.go_to(event.ref)

    def action_go_claim(self) -> None:
        """`w`: to the claim on the desk."""
        one = self.items.current
        code = one.changed.code if one is not None and one.changed is not None else None
        if code is None:
            self.say("Go to a change of a claim that is still on the desk.", "warning")
            return
        claim = browse.claim_card(self.desk, code).claim.id
        self.dismiss()
        self.app.go_to(claim)

    def action_leave(self) -> None:
        """Esc: from the card to the list, then back to the screen below."""
        if self.card.has_focus:
            self.go_in(False)
        else:
            self.app.bridge.forget("affected")
            self.dismiss()
