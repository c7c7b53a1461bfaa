"""The form that an editor's own draft is pasted into, to be held against the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import BindingType

from factdesk.desk import documents
from factdesk.desk.drafts import Draft
from factdesk.desk.lint import Linted, lint
from factdesk.desk.open import Desk
from factdesk.model.errors import Problem
from factdesk.tui.commands import bindings_for
from factdesk.tui.forms.form import RecordForm
from factdesk.tui.forms.spec import Field, FormSpec, Group
from factdesk.tui.linting import KEY
from factdesk.tui.widgets.fields.base import FieldWidget

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["DRAFT", "DraftForm"]

DRAFT: Final = FormSpec(
    "lint",
    (
        Group("The draft", (
            Field("incident", "incident", "pick", required=True, what="incident",
                  help="What the draft is about. Backspace empties it; type to find another."),
            Field("way", "from", "choice", start="text",
                  choices={"text": "pasted, or typed", "file": "a file: text, HTML or mail"},
                  help="← → or a letter chooses."),
            Field("text", "draft", "text", required=True, only=("text",), most=14,
                  placeholder="paste what you want to publish",
                  help="Nothing of it is stored. Tab goes on; F2 holds it against the desk."),
            Field("file", "file", "path", required=True, only=("file",), placeholder="~/…",
                  help="The path of the draft; → completes. F2 holds it against the desk."),
        )),
    ),
    switch="way",
)  # fmt: skip


class DraftForm(RecordForm):
    """F2 reads the draft off the screen's thread and shows what was found."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("report",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("report")
    CSS_PATH = "../forms/form.tcss"

    def __init__(self, app: DeskApp, states: dict[str, Any], draft: Draft | None) -> None:
        super().__init__(app, DRAFT, "Hold a draft against the desk", KEY, states=states, done=self._show, draft=draft)

    def first_field(self) -> FieldWidget | None:
        """The draft itself, unless the incident is still to be chosen."""
        if self.fields["incident"].value is None:
            return self.fields["incident"]
        return self.fields["file" if self.fields["way"].value == "file" else "text"]

    def action_read_report(self) -> None:
        self.action_save()

    def job(self) -> Callable[[Desk], tuple[str, Linted]]:
        values = {field.name: widget.value for field, widget in self.shown() if widget.value is not None}

        def run(desk: Desk) -> tuple[str, Linted]:
            path = values.get("file")
            text = documents.open_document(path.strip()).text if path else values["text"]
            return text, lint(desk, values["incident"], text)

        return run

    def start(self, job: Callable[[Desk], Any]) -> None:
        self.keeper.keep_now()
        self.app.bridge.ask("lint", job, self._saved, self._refused, asker=self)

    def place_of(self, problem: Problem) -> str:
        return problem.where if problem.where == "incident" else self.fields["way"].value or "text"

    def _show(self, result: tuple[str, Linted]) -> None:
        from factdesk.tui.linting.findings import LintScreen

        self.app.push_screen(LintScreen(*result))
