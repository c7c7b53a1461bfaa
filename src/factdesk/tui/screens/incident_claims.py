"""The claims of an incident with what stands of them: stale verdicts are marked, and a finding's claims shown alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from textual.strip import Strip

from factdesk.model.views import ClaimFilter, ClaimRow
from factdesk.tui.screens.claim_list import ClaimList

__all__ = ["IncidentClaims"]


class IncidentClaims(ClaimList):
    """A `ClaimList` that can be narrowed to the claims of one finding, and whose rows say that a verdict is stale."""

    def __init__(self, at_claim: Callable[[int | None, ClaimRow | None], None], *, id: str) -> None:
        super().__init__(at_claim, id=id)
        self._stale: frozenset[str] = frozenset()
        self._whole_title = ""

    def show_claims(self, wanted: ClaimFilter, title: str, *, at: str | None = None) -> None:
        """The claims of an incident, or of the whole desk."""
        self._whole_title = title
        super().show_claims(wanted, title, at=at)

    def show_only(self, claims: Sequence[str], why: str) -> None:
        """These claims alone, in the order in force, the cursor on the first; Esc shows all again."""
        self._typed_filter = ""
        self._base, self._title = replace(self._base, ids=tuple(claims)), f"{self._whole_title} · only: {why}"
        self._apply(claims[0] if claims else None)

    def drop_filter(self) -> None:
        """Shows all claims of the incident again."""
        if self._base.ids:
            self._base, self._title = replace(self._base, ids=()), self._whole_title
            self._typed_filter = ""
            self._apply(self.current.id if self.current else None)
        else:
            super().drop_filter()

    def clear_search(self) -> bool:
        """Takes back what narrows the list, one thing after the other; False where nothing did."""
        if super().clear_search():
            return True
        narrowed = bool(self._base.ids)
        self.drop_filter()
        return narrowed

    def mark_stale(self, claims: Iterable[str]) -> None:
        """Which claims' verdicts ask for another look: their rows say so."""
        stale = frozenset(claims)
        if stale != self._stale:
            self._stale = stale
            self.items.repaint()

    def _draw(self, row: ClaimRow, width: int, selected: bool, marked: bool) -> Strip:
        if row.id in self._stale and not row.stale:  # known here before it is kept on the desk
            row = replace(row, stale=True)
        return super()._draw(row, width, selected, marked)
