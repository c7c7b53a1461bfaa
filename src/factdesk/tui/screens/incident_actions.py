"""What the keys of a claim do while the cursor is on an incident: what fits it is done, of the rest it is said why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from factdesk.model.views import IncidentRow
from factdesk.tui.screens.base import MainScreen

if TYPE_CHECKING:
    from factdesk.tui.standing_view import View

__all__ = ["IncidentActions"]


class IncidentActions(MainScreen):
    """Stands before the actions of claims; `at_incident` says whether the incidents have the focus."""

    @property
    def at_incident(self) -> bool:
        """Whether the incidents have the focus."""
        raise NotImplementedError

    @property
    def incident_row(self) -> IncidentRow | None:
        """The incident under the cursor; None on the row of all."""
        raise NotImplementedError

    def _one(self, what: str) -> IncidentRow | None:
        """The incident under the cursor; says so where there is none."""
        row = self.incident_row
        if row is None:
            self.say(f"Go to one incident first (j, k): {what}.", "warning")
        return row

    def action_why(self) -> None:
        """All that stands of the incident, the gravest first."""
        if not self.at_incident:
            self._of_claim("why")
            return
        row = self._one("what agrees and what cannot be true is told of one")
        if row is None:
            return

        def found(view: View | None) -> None:
            from factdesk.tui.why import show_findings

            if view is not None and view.findings:
                show_findings(self.app, row.id, view.findings)
            else:
                self.say(f"{row.code}: nothing on the desk contradicts, confirms or replaces a figure of it.")

        self.app.standings.ask(row.id, found, "why-standing", asker=self)

    def action_over_time(self) -> None:
        """The incident's tolls over time, the measure with most figures first."""
        if not self.at_incident:
            self._of_claim("over_time")
            return
        row = self._one("tolls over time are those of one")
        if row is not None:
            from factdesk.tui.screens.over_time import OverTimeScreen

            self.app.push_screen(OverTimeScreen(row.id))

    def action_remove(self) -> None:
        """Removes an incident that has no claims, after asking; undo brings it back."""
        if not self.at_incident:
            self._of_claim("remove")
            return
        row = self._one("not all can be removed at once")
        if row is None or not self.may_write():
            return
        if row.counts.total:
            number = f"{row.counts.total:,} claim{'' if row.counts.total == 1 else 's'}"
            self.say(
                f"{row.code} holds {number}: remove those first, or join it with another (: Duplicates).", "warning"
            )
            return
        from factdesk.desk.edit import remove
        from factdesk.tui.screens.dialogs import confirm

        confirm(self.app, f"Remove incident {row.code}?", "It has no claims. u brings it back.",
                lambda: self.write(partial(remove, ref=row.id)))  # fmt: skip

    def action_copy(self) -> None:
        """The sentence of a claim; of an incident there is the sheet."""
        if self.at_incident:
            self.say("y copies the sentence of a claim: go to one (Enter goes in). S is the sheet of the incident.",
                     "warning")  # fmt: skip
        else:
            self._of_claim("copy")

    def _of_claim(self, what: str) -> None:
        """Leaves the key to the actions of claims."""
        after: Any = super()
        getattr(after, f"action_{what}")()
