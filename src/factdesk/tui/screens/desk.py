"""The desk: incidents, the claims of one, and the card of the claim under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip

from factdesk.desk import browse
from factdesk.model.errors import Busy
from factdesk.model.views import Action, ClaimFilter, ClaimRow, Counts, IncidentRow
from factdesk.tui import rows, safe
from factdesk.tui.reaching import reach
from factdesk.tui.screens.base import MainScreen
from factdesk.tui.screens.claim_actions import ClaimActions
from factdesk.tui.screens.desk_board import DeskBoard
from factdesk.tui.screens.every_incident import EveryIncident
from factdesk.tui.screens.incident_actions import IncidentActions
from factdesk.tui.screens.incident_claims import IncidentClaims
from factdesk.tui.theme import look
from factdesk.tui.widgets.alike import LinesAlike
from factdesk.tui.widgets.key_footer import KeyFooter
from factdesk.tui.widgets.text_pane import TextPane
from factdesk.tui.widgets.window_list import WindowList

LEVELS = ("incidents", "claims", "card")
EMPTY_DESK = """This desk is empty. Three ways to fill it:

i  reads a report: paste it, accept what it states
a  adds an incident by hand, then a again its first claim
I  takes in a data set: CSV, JSON, SQLite"""


class Panes(LinesAlike, Horizontal):
    """The three panes beside each other."""


class DeskScreen(IncidentActions, DeskBoard, ClaimActions, MainScreen):
    """Three panes and one cursor: Enter goes in, Esc comes out; narrow terminals show one pane at a time."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("desk",)
    NAME = "Desk"
    CSS_PATH = "desk.tcss"

    def body(self) -> ComposeResult:
        self.update_classes({"at-incidents": True}, update=False)
        with Panes(id="panes"):
            with Vertical(id="incidents-pane", classes="pane"):
                yield WindowList[IncidentRow](
                    self._draw_incident, on_cursor=self._at_incident, empty=EMPTY_DESK, id="incidents"
                )
            with Vertical(id="claims-pane", classes="pane"):
                yield IncidentClaims(self.at_claim, id="claims")
            with Vertical(id="card-pane", classes="pane"):
                yield TextPane(id="card")

    def on_mount(self) -> None:
        """The first page: incidents, the claims of the first, its card."""
        self.query_one(KeyFooter).set_contexts("incidents")
        self._incident: str | None = None
        self._level = 0
        for name in LEVELS:
            self.query_one(f"#{name}-pane").border_title = safe.content(name.capitalize())
        every = EveryIncident(self.desk)
        self.incidents.show(every, at=next(iter(every.keys(1, 2)), None))
        self.incidents.focus()
        self.show_header()

    @property
    def incidents(self) -> WindowList[IncidentRow]:
        return self.query_one("#incidents", WindowList)

    # Incidents

    @property
    def at_incident(self) -> bool:
        return self._level == 0

    @property
    def incident_row(self) -> IncidentRow | None:
        row = self.incidents.current
        return row if row is not None and row.id else None

    def counted(self, counts: Counts) -> None:
        """The first row tells how all claims stand, like the header."""
        super().counted(counts)
        every = self.incidents.window
        if isinstance(every, EveryIncident) and every.counts != counts:
            every.counts = counts
            self.incidents.reread()

    def _draw_incident(self, row: IncidentRow, width: int, selected: bool, marked: bool) -> Strip:
        return rows.incident(row, width, look(self.app), selected)

    def _at_incident(self, nr: int | None, row: IncidentRow | None) -> None:
        """The claims beside follow the cursor, in the same frame."""
        wanted = row.id or None if row is not None else None
        fresh = nr is not None and (wanted != self._incident or not self.claims.shows_claims)
        self._incident = wanted
        if row is None:
            self.claims.show_nothing(EMPTY_DESK)
        elif fresh:
            try:
                self.claims.show_claims(ClaimFilter(incident=wanted), row.title)
            except Busy as problem:
                self.claims.show_nothing(
                    f"{problem.what[:1].upper()}{problem.what[1:]}.\nj and k read it again in a moment."
                )
                return
        if self._level == 0 and row is not None and row.id and not self.claims.count:
            self.at_empty_incident(row)
        if fresh:
            self.board_due()

    # Claims

    def current_claim(self) -> ClaimRow | None:
        """The claim that verdict keys act on: only where the claims or the card have the focus."""
        if self.on_board:
            return self.board_claim()
        return self.claims.current if self._level > 0 else None

    # Going in and out

    def go_level(self, level: int) -> None:
        """Moves the focus to a pane; which panes show depends on the width."""
        self._level = min(max(level, 0), 2)
        self.set_class(False, "at-board")
        for place, name in enumerate(LEVELS):
            self.set_class(place == self._level, f"at-{name}")
        self.card_seen()
        self.query_one(KeyFooter).set_contexts("desk" if self._level else "incidents")
        target = (self.incidents, self.claims, self.card)[self._level]
        target.focus()
        if self._level and self._board_of != self._incident:
            self.board_due()

    @on(WindowList.Selected)
    def _enter_row(self, event: WindowList.Selected) -> None:
        self.go_level(1 if event.control is self.incidents else 2)

    @on(TextPane.Entered, "#card")
    def _enter_reference(self, event: TextPane.Entered) -> None:
        self.app.go_to(event.ref)

    def on_descendant_focus(self) -> None:
        """A click or Tab moves the level along with the focus; not any more when the screen is being taken away."""
        reach(self, self._focus_moved)

    def _focus_moved(self) -> None:
        if self.on_board:
            self.board_focused()
        widgets = (self.incidents, self.claims.items, self.card)
        for place, widget in enumerate(widgets):
            if self.focused is widget and (place != self._level or self.has_class("at-board")):
                self.go_level(place)

    def action_next_pane(self) -> None:
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        self._step_pane(-1)

    def action_leave(self) -> None:
        """Esc: first a search or filter goes, then one pane out."""
        if self.on_board:
            self.go_level(1)
            return
        if self._level == 1 and self.claims.clear_search():
            return
        self.go_level(self._level - 1)

    def action_back(self) -> None:
        """`q`: one pane out; from the incidents, quit."""
        if self._level == 0:
            self.app.exit()
        elif self.on_board:
            self.go_level(1)
        else:
            self.go_level(self._level - 1)

    def action_card_down(self) -> None:
        self.card.scroll_relative(y=3, animate=False)

    def action_card_up(self) -> None:
        self.card.scroll_relative(y=-3, animate=False)

    # Changes

    def read_anew(self, what: str) -> None:
        """A change by anybody: verdicts keep the order of the rows, all else may not."""
        if what == "verdict":
            self.incidents.reread()
        else:
            self.incidents.reload()
        self.claims.desk_changed(what)
        self.board_due()

    def standing_told(self) -> None:
        """Conflicts and stale verdicts were counted aside: the rows show them."""
        self.incidents.reread()
        self.claims.items.reread()

    def targets(self) -> list[str]:
        """The marked claims, or the one with the focus."""
        if self.on_board:
            return super().targets()
        return self.claims.targets() if self._level > 0 else []

    def judged(self, action: Action) -> None:
        """Marks have done their work once a verdict is recorded on them."""
        self.claims.items.clear_marks()

    def presets(self) -> dict[str, Any]:
        """A new record belongs to the incident that is shown."""
        return {"incident": self._incident} if self._incident else {}

    def reveal(self, records: Sequence[str]) -> None:
        """Goes to the first claim or incident that was changed; others leave the cursor where it is."""
        for record in records:
            kind = browse.kind_if_there(self.desk, record)
            if kind == "claim":
                self.reveal_claim(record)
                return
            if kind == "incident":
                self.reveal_incident(record)
                return

    def action_edit(self) -> None:
        """Corrects the incident or the claim with the focus."""
        row = self.incidents.current
        if self._level > 0 or row is None or not row.id:
            super().action_edit()
        elif self.may_write():
            from factdesk.tui.forms import open_edit

            open_edit(self.app, row.id, self.changed)

    def action_find(self) -> None:
        self.go_level(max(self._level, 1))
        self.claims.action_find()

    def action_filter(self) -> None:
        self.go_level(max(self._level, 1))
        self.claims.action_filter()

    def action_sort(self) -> None:
        self.claims.action_sort()

    def action_find_next(self) -> None:
        self.claims.action_find_next()

    def action_find_previous(self) -> None:
        self.claims.action_find_previous()

    def action_save_filter(self) -> None:
        self.claims.action_save_filter()

    def action_clear_marks(self) -> None:
        self.claims.items.clear_marks()

    def reveal_claim(self, claim: str) -> bool:
        """Goes to a claim, to its incident first where another is shown."""
        if not self.claims.go_to_key(claim):
            incident = browse.claim_card(self.desk, claim).incident.id
            self.claims.drop_filter()
            self.incidents.go_to_key(incident)
        found = self.claims.go_to_key(claim)
        self.go_level(1)
        return found

    def reveal_incident(self, incident: str) -> bool:
        """Goes to an incident in the list."""
        self.go_level(0)
        return self.incidents.go_to_key(incident)
