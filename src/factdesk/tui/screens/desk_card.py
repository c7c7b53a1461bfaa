"""The desk screen's card: it follows the cursor where it is to be seen, and costs nothing where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from factdesk.desk import browse
from factdesk.model.errors import Problem
from factdesk.model.views import ClaimCard, ClaimRow, IncidentRow
from factdesk.tui.screens.base import MainScreen
from factdesk.tui.theme import look
from factdesk.tui.widgets.text_pane import TextPane

__all__ = ["DeskCard"]


class DeskCard(MainScreen):
    """Reads no card, and loads nothing that draws one, while its pane is out of sight."""

    _level: int

    def __init__(self) -> None:
        super().__init__()
        self._card_of = ""
        self._card_due: Callable[[], None] | None = None

    @property
    def card(self) -> TextPane:
        return self.query_one("#card", TextPane)

    def at_claim(self, nr: int | None, row: ClaimRow | None) -> None:
        """The card follows the cursor, in the same frame as the list; read anew it stays where it was scrolled to."""
        self._card(partial(self._show_claim_card, row))

    def at_empty_incident(self, row: IncidentRow) -> None:
        """The card of an incident without claims."""
        self._card(partial(self._show_incident_card, row))

    def _card(self, show: Callable[[], None]) -> None:
        """Shows something on the card, or as soon as the card is to be seen at all."""
        self._card_due = show
        self.card_seen()

    def card_seen(self) -> None:
        """Shows what is due on the card where it is to be seen: beside the claims, or alone in a narrow terminal."""
        seen = self._level > 1 or self.has_class("-wide") or (self._level == 1 and self.has_class("-normal"))
        if seen and self._card_due is not None:
            show, self._card_due = self._card_due, None
            show()

    def _show_incident_card(self, row: IncidentRow) -> None:
        from factdesk.tui import cards  # a start that shows none loads none

        self._card_of = ""
        self.card.show(cards.incident(browse.incident(self.desk, row.id), row.counts, look(self.app)))

    def _show_claim_card(self, row: ClaimRow | None) -> None:
        from factdesk.tui import cards

        same, self._card_of = row is not None and row.id == self._card_of, row.id if row is not None else ""
        if row is None:
            self.card.show([])
            return
        try:
            card = browse.claim_card(self.desk, row.id)
        except Problem as problem:
            self.card.show([cards.note(str(problem))])
            return
        self.card.show(cards.claim(self._with_stale(card), look(self.app)), keep=same)

    def show_instead(self) -> None:
        """Something else has the card from now on: what was due is not."""
        self._card_of, self._card_due = "", None

    def _with_stale(self, card: ClaimCard) -> ClaimCard:
        """The card with why its verdict is stale, where that is known here before it is kept on the desk."""
        view = self.app.standings.peek(card.incident.id)
        causes = view.stale.get(card.claim.id, ()) if view is not None and not card.stale else ()
        return replace(card, stale=causes) if causes else card
