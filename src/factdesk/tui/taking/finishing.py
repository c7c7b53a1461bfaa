"""How an intake ends: its source is looked at, what was accepted is written, or it is kept or thrown away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from factdesk.desk import browse
from factdesk.desk.decisions import Sheet
from factdesk.desk.known import Read
from factdesk.desk.take_in import Taken, take_in
from factdesk.model.errors import Problem
from factdesk.tui.forms.keeping import Keeper
from factdesk.tui.screens.base import MainScreen
from factdesk.tui.screens.dialogs import Option, choose, confirm
from factdesk.tui.taking.specs import SOURCE_NAMES

__all__ = ["IntakeFinish"]


class IntakeFinish(MainScreen):
    """Writing and leaving; `begin` of the subclass shows the whole sheet anew."""

    sheet: Sheet
    states: dict[str, Any]
    keeper: Keeper
    writing = False

    def begin(self) -> None:
        """Shows the whole sheet anew."""
        raise NotImplementedError

    @property
    def holds_keys(self) -> bool:
        """Whether keys wait: while it is written, what is typed is meant for what comes after."""
        return self.writing

    def action_source_facts(self) -> None:
        """Publisher, day, confidentiality; another day of publication has the text read again."""
        from factdesk.tui.taking.report_form import ReportForm

        def read_again(read: Read, states: dict[str, Any]) -> None:
            kept, read = self.sheet.to_json(), replace(read, document=self.sheet.document)
            self.sheet, self.states = Sheet(read), {**self.states, **states, "text": self.states.get("text")}
            self.sheet.take_up(kept)
            self.begin()
            self.keeper.touched(self)

        held = {
            name: self.sheet.source[name] for name in SOURCE_NAMES if self.sheet.source.get(name) and name != "root"
        }
        states = {**self.states, **held}
        self.app.push_screen(ReportForm(self.app, text=self.sheet.text, states=states, done=read_again))

    def action_write_intake(self) -> None:
        """Stores what was accepted; asks where some are undecided."""
        taken, _, left = self.sheet.tally()
        if not taken:
            self.say("Nothing is accepted yet: a accepts a candidate, A accepts the rest.", "warning")
        elif left:
            question = f"Write {taken} accepted, and leave {left} undecided behind?"
            confirm(self.app, question, "What is undecided is not stored.", self._write, yes="writes", no="decides on")
        else:
            self._write()

    def _write(self) -> None:
        accepted, keeper = self.sheet.accepted(), self.keeper
        if not self.may_write() or self.writing:
            return
        self.writing = True
        keeper.over()

        def failed(problem: Problem) -> None:
            self.writing = False
            self.app.forget_typed()
            self.keeper = Keeper(self.app, keeper.key, keeper.body)
            self.say(f"Nothing was stored: {problem}", "error")

        self.write(keeper.drop_after(lambda desk: take_in(desk, accepted)), self._written, failed=failed)

    def _written(self, taken: Taken) -> None:
        self.writing = False
        app, desk = self.app, self.desk
        self.dismiss()
        made, new = len(taken.claims), len(taken.incidents)
        many = "one claim" if made == 1 else f"{made} claims"
        many += ", one new incident" if new == 1 else f", {new} new incidents" if new else ""
        carried = f"; {taken.source} also carries {', '.join(taken.carried[:6])}" if taken.carried else ""
        ref = browse.kind_of(desk, (taken.claims or taken.carried)[0])[1]

        def show() -> None:
            app.go_to(browse.claim_card(app.bridge.desk, ref).incident.id)  # not among the claims of all
            app.go_to(ref)
            app.say(f"recorded: {taken.source} with {many}{carried}. u takes all of it back.", "done")

        app.call_after_refresh(show)

    def action_leave_intake(self) -> None:
        """Esc: asks whether the report and the decisions are kept for later."""
        taken, skipped, left = self.sheet.tally()
        options = [
            Option("k", "keep for later", "i goes on with it"),
            Option("t", "throw away", f"the text and {taken + skipped} decisions"),
        ]
        choose(self.app, f"Leave this report? {left} are undecided, nothing is stored yet", options, self._leave)

    def _leave(self, key: str) -> None:
        if key == "k":
            self.keeper.keep_now()
            self.keeper.over()
        else:
            self.keeper.throw_away()
        self.app.bridge.forget("intake-rows")
        self.dismiss()
        self.app.say("Kept: i goes on with the report." if key == "k" else "Thrown away; nothing was stored.")

    def action_leave(self) -> None:
        self.action_leave_intake()
