"""The form that a report is pasted into: its text or file and its source, prefilled as far as the text tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import BindingType
from textual.timer import Timer

from factdesk.desk import documents
from factdesk.desk.drafts import Draft
from factdesk.desk.facts_of_text import facts_of_text
from factdesk.desk.known import Read, read_document, read_text
from factdesk.desk.open import Desk
from factdesk.model.errors import Cancelled, Problem
from factdesk.model.times import parse_moment
from factdesk.tui.bridge import Task
from factdesk.tui.commands import bindings_for
from factdesk.tui.forms.form import RecordForm
from factdesk.tui.taking.specs import REPORT, SOURCE_NAMES
from factdesk.tui.widgets.fields.base import FieldWidget

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp
    from factdesk.tui.screens.dialogs import Progress

__all__ = ["ReportForm"]

SLOW: Final = 0.4
"""Seconds after which it is shown that a text is still being read."""


class ReportForm(RecordForm):
    """Nothing is stored here: F2 reads the text off the screen's thread and shows its candidates.

    With `decisions` it goes on with a text at once. With `text` it asks for the source alone, from `states`, and
    hands what was read anew to `done`, with the states that it has then.
    """

    CONTEXTS: ClassVar[tuple[str, ...]] = ("report",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("report")
    CSS_PATH = ["../forms/form.tcss", "taking.tcss"]  # noqa: RUF012  # Textual's own declaration

    def __init__(
        self, app: DeskApp, draft: Draft | None = None, *, decisions: dict[str, Any] | None = None,
        text: str | None = None, states: dict[str, Any] | None = None,
        done: Callable[[Read, dict[str, Any]], object] | None = None,
    ) -> None:  # fmt: skip
        from factdesk.tui.taking import KEY

        self._told: dict[str, str] = {}
        self._decisions, self._text = decisions, text
        self._reading: Task | None = None
        self._progress: Progress | None = None
        self._pause: Timer | None = None
        then = done or self._show_candidates
        super().__init__(
            app, REPORT, "Read a report" if text is None else "The source of the report", KEY, states=states or {},
            done=lambda read: then(read, self.states()), draft=draft,
            hidden=frozenset(() if text is None else ("way", "text", "file")),
        )  # fmt: skip
        if text is not None:
            self.keeper.over()  # the screen below keeps the draft

    def on_mount(self) -> None:
        """Goes on at once with a text that was decided on before."""
        if self._decisions is not None:
            self.call_after_refresh(self.action_save)

    def field_changed(self, field: FieldWidget) -> None:
        """What the text tells of its source fills the fields that nobody typed into."""
        if field.field_name != "text":
            return
        told = facts_of_text(self.fields["text"].value or "")
        for name in ("title", "publisher", "url", "published_at", "language"):
            widget, before = self.fields[name], self._told.get(name, "")
            if (widget.value or "") == before and told.get(name, "") != before:
                widget.state = told.get(name, "")
        self._told = told

    # reading

    def action_read_report(self) -> None:
        self.action_save()

    def job(self) -> Callable[[Desk], Read]:
        shown = {field.name: widget.value for field, widget in self.shown() if widget.value is not None}
        source: dict[str, Any] = {name: shown[name].strip() for name in SOURCE_NAMES if name in shown}
        if source.get("kind") == self.first["kind"] and self._text is None:
            del source["kind"]  # nobody chose it: the document may tell better
        if "published_at" in source:
            source["published_at"] = parse_moment(source["published_at"])[0]
        text, pasted, path = self._text, shown.get("text", ""), shown.get("file")
        task = self._reading = self.app.bridge.task(self._how_far)

        def run(desk: Desk) -> Read:
            if text is not None:
                return read_text(desk, text, source, task.progress)
            document = documents.pasted(pasted) if path is None else documents.open_document(path.strip())
            return read_document(desk, document, source, task.progress)

        return run

    def start(self, job: Callable[[Desk], Any]) -> None:
        self.say("reading …")
        self._pause = self.set_timer(SLOW, self._show_progress)
        self.app.bridge.ask("intake", job, self._saved, self._refused, asker=self)

    def _show_progress(self) -> None:
        from factdesk.tui.screens.dialogs import show_progress

        if self.saving:
            self._progress = show_progress(self.app, "Reading the text", self._stop)

    def _how_far(self, done: int, total: int | None) -> None:
        if self._progress is not None and total:
            self._progress.report(done, total)

    def _stop(self) -> None:
        """Esc: the answer is not wanted any more."""
        if self._reading is not None:
            self._reading.cancel()
        self.app.bridge.forget("intake")
        self._refused(Cancelled("stopped"))

    def _over(self) -> None:
        self._reading = None
        if self._pause is not None:
            self._pause.stop()
        if self._progress is not None:
            self._progress.finish()
            self._progress = None

    def _saved(self, result: Any) -> None:
        """The candidates take the form's place; the draft goes on with them."""
        self._over()
        super()._saved(result)

    def _refused(self, problem: Problem) -> None:
        self._over()
        if isinstance(problem, Cancelled):
            self.saving = False
            self.app.forget_typed()
            self.say("Stopped. Nothing was read.", "warning")
            return
        super()._refused(problem)

    def place_of(self, problem: Problem) -> str:
        """What is wrong with the text, or with the file."""
        field = self.fields.get(problem.where)
        return problem.where if field is not None and field.display else self.fields["way"].value or "text"

    def _show_candidates(self, read: Read, states: dict[str, Any]) -> None:
        from factdesk.tui.taking.intake import IntakeScreen

        self.app.push_screen(IntakeScreen(self.app, read, states, self._decisions))

    async def action_dismiss(self, result: object = None) -> None:
        """As any form's; the draft of a text that is being decided on belongs to the screen below."""
        if self._text is None or self.dirty:
            await super().action_dismiss()
        else:
            self.leave()

    def _throw_away(self) -> None:
        if self._text is None:
            super()._throw_away()
        else:
            self.leave()
