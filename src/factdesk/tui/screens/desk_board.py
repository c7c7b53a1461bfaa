"""The desk screen's part that shows what stands of the incident: toll board and findings above the claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.containers import Vertical

from factdesk.desk import browse
from factdesk.model.errors import Problem
from factdesk.model.views import ClaimRow
from factdesk.tui.screens.desk_card import DeskCard
from factdesk.tui.screens.incident_claims import IncidentClaims
from factdesk.tui.theme import look

if TYPE_CHECKING:
    from factdesk.tui.standing_view import FindingRow, View
    from factdesk.tui.widgets.board_pane import BoardPane

IDLE: Final = 0.15
"""Seconds without a change or another incident after which it is worked out what stands: keys go first."""
NO_FIGURE: Final = "No figure of this incident is on the desk yet."


class DeskBoard(DeskCard):
    """Nothing of it is imported or composed before somebody opened an incident and the program is idle."""

    _incident: str | None
    _level: int

    def __init__(self) -> None:
        super().__init__()
        self._board: BoardPane | None = None
        self._board_of = ""
        self._board_shut = False
        self._board_wanted = False
        self._board_timer: Any = None

    @property
    def claims(self) -> IncidentClaims:
        return self.query_one("#claims", IncidentClaims)

    # When it is worked out

    def board_due(self) -> None:
        """An incident was opened, or the desk changed: shows anew what stands, once the program is idle."""
        if self._board_timer is not None:
            self._board_timer.stop()
            self._board_timer = None
        if self._board_of != self._incident:
            self._board_wanted = False
            self._show_none()
        if self._incident and (self._level > 0 or self._board_of == self._incident):
            self._board_timer = self.set_timer(IDLE, self._ask_board)

    def _ask_board(self) -> None:
        self._board_timer = None
        if self.app.bridge.resting() < IDLE and not self._board_wanted:
            self._board_timer = self.set_timer(IDLE, self._ask_board)
        elif self._incident and self.is_current:
            incident = self._incident
            self.app.standings.ask(incident, lambda found: self._board_found(incident, found), asker=self)

    def _board_found(self, incident: str, found: View | None) -> None:
        if incident != self._incident:
            return
        self._board_of = incident
        self.claims.mark_stale(found.stale if found is not None else ())
        if found is None or not found.tolls:
            self._show_none()
            if self._board_wanted:
                self._board_wanted = False
                self.say(NO_FIGURE)
        elif self._board is None:
            self.call_later(self._mount_board)  # one after the other, should more answers come
        else:
            self._draw_board(found)

    async def _mount_board(self) -> None:
        from factdesk.tui.widgets.board_pane import BoardPane

        if self._board is None:
            board = BoardPane(self._at_board, id="board")
            await self.query_one("#claims-pane", Vertical).mount(board, before=self.claims)
            self._board = board  # not before: an answer that comes meanwhile would find it without its lists
        found = self.app.standings.peek(self._incident)
        if found is not None and self._board_of == self._incident:
            self._draw_board(found)

    def _draw_board(self, found: View) -> None:
        assert self._board is not None
        self._board.set_class(self._board_shut and not self.has_class("at-board"), "shut")
        self._board.show(found.tolls, found.findings, self._board_room())
        if self._board_wanted:
            self._board_wanted = False
            self.go_board()

    def _show_none(self) -> None:
        if self._board is not None and not self._board.has_class("shut"):
            held = self.has_class("at-board")
            self._board.add_class("shut")
            if held:
                self.go_level(1)

    def _board_room(self) -> int:
        """How many lines it may take: half of a wide screen's pane, all of a narrow one's."""
        height = self.query_one("#claims-pane").content_size.height or self.size.height - 5
        return height if self.has_class("-narrow") else height // 2

    def on_resize(self) -> None:
        """Another height gives it other room."""
        if self._board is not None and self._board.display:
            self.call_after_refresh(self._fit_board)
        self.call_later(self.card_seen)

    def _fit_board(self) -> None:
        if self._board is not None and self._board.is_mounted:
            self._board.fit(self._board_room())

    # The focus

    @property
    def board_shown(self) -> bool:
        """Whether there is a board that can take the focus."""
        return self._board is not None and self._board_of == self._incident and not self._board_shut

    @property
    def on_board(self) -> bool:
        """Whether the board has the focus."""
        return self._board is not None and self._board.current is not None

    def go_board(self, findings: bool = False) -> None:
        """The focus to the bars, or to the findings."""
        if self._board is None:
            return
        self._board.remove_class("shut")
        self._level = 1
        self.set_class(True, "at-board")
        for name in ("incidents", "card"):
            self.set_class(False, f"at-{name}")
        self.set_class(True, "at-claims")
        self.card_seen()
        (self._board.findings if findings else self._board.tolls).focus()
        self.call_after_refresh(self._fit_board)

    def board_focused(self) -> None:
        """A click into the board moves the level along."""
        if not self.has_class("at-board"):
            self.go_board(findings=self._board is not None and self._board.findings.has_focus)

    def _step_pane(self, step: int) -> None:
        """Tab: incidents, claims, board where there is one, card, and around."""
        stops: list[tuple[int, str]] = [(0, ""), (1, "")]
        if self.board_shown:
            stops = [(0, ""), (1, "tolls"), (1, "findings"), (1, "")]
        stops.append((2, ""))
        at = "" if not self.on_board or self._board is None else "tolls" if self._board.tolls.has_focus else "findings"
        level, part = stops[(stops.index((self._level, at)) + step) % len(stops)]
        if part:
            self.go_board(part == "findings")
        else:
            self.go_level(level)

    def on_board_pane_entered(self, event: Any) -> None:
        """Enter on a bar goes to its claim, on a finding to the claims that it is about."""
        from factdesk.tui.board_rows import Bar
        from factdesk.tui.standing_view import FindingRow

        row = event.row
        if isinstance(row, Bar):
            self.reveal_claim(row.id)
        elif isinstance(row, FindingRow):
            self.show_finding(row)

    def show_finding(self, row: FindingRow) -> None:
        """The claims of a finding alone in the list."""
        from factdesk.tui.toll_rows import KINDS

        self.claims.show_only(row.claims, KINDS[row.kind][0].strip("?"))
        self.go_level(1)
        self.say("Esc shows all claims again, w tells why and what would settle it.")

    def action_why(self) -> None:
        """`w`: the page of the finding under the cursor, over a group of bars of the first; else what stands of the
        claim with the focus."""
        from factdesk.tui.board_rows import Head
        from factdesk.tui.standing_view import FindingRow
        from factdesk.tui.why import show_findings

        row = self._board.current if self._board is not None else None
        view = self.app.standings.peek(self._incident)
        if isinstance(row, FindingRow | Head) and view is not None and view.findings and self._incident:
            show_findings(self.app, self._incident, view.findings, row.nr if isinstance(row, FindingRow) else 0)
        else:
            super().action_why()  # type: ignore[misc]  # ClaimActions beside it has one

    def action_sheet(self) -> None:
        """`S`: the fact sheet of the incident."""
        from factdesk.tui.screens.sheet import SheetScreen

        if self._incident:
            self.app.push_screen(SheetScreen(self._incident))
        else:
            self.say("Go to one incident first (j, k): a fact sheet is that of one.", "warning")

    def reveal_claim(self, claim: str) -> bool:
        """Goes to a claim."""
        raise NotImplementedError

    def action_board(self) -> None:
        """`b`: to the board, unfolding it; from the board it folds it away, or back to the claims where it is alone."""
        if not self._incident:
            self.say("Go to one incident first (j, k): a toll board is that of one.", "warning")
            return
        if self._level == 0:
            self.go_level(1)
        if self._board_of != self._incident:
            self._board_wanted = True  # it is shown as soon as it is known what stands
            self._ask_board()
        elif self._board is None or not self._has_figures():
            self.say(NO_FIGURE)
        elif not self.on_board:
            self._board_shut = False
            self.go_board()
        else:
            self._board_shut = not self.has_class("-narrow")
            self.go_level(1)
            self._board.set_class(self._board_shut, "shut")
            if self._board_shut:
                self.say("The toll board is folded away; b brings it back.")

    def _has_figures(self) -> bool:
        found = self.app.standings.peek(self._incident)
        return found is not None and bool(found.tolls)

    def go_level(self, level: int) -> None:
        """Moves the focus to a pane."""
        raise NotImplementedError

    # What the cursor is on

    def _at_board(self, row: Any) -> None:
        """The card shows the claim of the bar, or the whole of the finding."""
        from factdesk.tui import cards
        from factdesk.tui.finding_lines import brief
        from factdesk.tui.standing_view import FindingRow

        self.show_instead()
        found = self.app.standings.peek(self._incident)
        if isinstance(row, FindingRow) and found is not None:
            self.card.show(brief(row, found, look(self.app)))
        elif row is not None and row.id:
            try:
                card = self._with_stale(browse.claim_card(self.desk, row.id))
                self.card.show(cards.claim(card, look(self.app)))
            except Problem as problem:
                self.card.show([cards.note(str(problem))])

    def board_claim(self) -> ClaimRow | None:
        """The claim of the bar under the cursor: verdict keys act on it."""
        from factdesk.tui.board_rows import Bar

        row = self._board.current if self._board is not None else None
        return browse.claim_row(self.desk, row.id) if isinstance(row, Bar) else None
