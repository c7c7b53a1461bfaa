"""A form over the candidates that stores nothing on the desk: what it gives goes back to the screen below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from factdesk.desk.candidates import Group
from factdesk.desk.open import Desk
from factdesk.model.errors import Problem
from factdesk.tui.forms.form import RecordForm
from factdesk.tui.forms.spec import FormSpec
from factdesk.tui.widgets.fields.matching import Match

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["GroupForm", "SmallForm", "has_words"]


class SmallForm(RecordForm):
    """A form beside the article. No draft is kept of it: the screen below keeps one of all decisions."""

    CSS_PATH = ["../forms/form.tcss", "taking.tcss"]  # noqa: RUF012  # Textual's own declaration
    HORIZONTAL_BREAKPOINTS = [(0, "-over"), (100, "-beside")]  # noqa: RUF012  # Textual's own name

    def __init__(
        self, app: DeskApp, spec: FormSpec, title: str, states: dict[str, Any], done: Callable[[Any], object]
    ) -> None:
        super().__init__(app, spec, title, f"{spec.kind}:none", states=states, done=done)
        self.keeper.over()

    def values(self) -> dict[str, str]:
        """What the fields that show hold, blank ones left out."""
        return {field.name: widget.value for field, widget in self.shown() if widget.value is not None}

    def job(self) -> Callable[[Desk], Any]:
        return lambda desk: self.result()

    def result(self) -> Any:
        """What goes back; raises Problem where it makes no sense."""
        raise NotImplementedError

    def start(self, job: Callable[[Desk], Any]) -> None:
        try:
            made = self.result()
        except Problem as problem:
            self._refused(problem)
        else:
            self._saved(made)

    def _throw_away(self) -> None:
        self.leave()

    async def action_dismiss(self, result: object = None) -> None:
        """As any form's, but there is no draft to be forgotten."""
        if self.dirty:
            await super().action_dismiss()
        else:
            self.leave()


class GroupForm(SmallForm):
    """The incident that candidates belong to: one of the desk, or a new one with title, place and day."""

    def __init__(
        self, app: DeskApp, spec: FormSpec, group: Group, known: Match | None, done: Callable[[Group], object]
    ) -> None:
        self.group = group
        states: dict[str, Any] = {
            "way": "known" if group.code else "new", "title": group.title, "place": group.place, "began": group.began,
            "kind": group.kind,
        }  # fmt: skip
        if known is not None:
            states["incident"] = [known.key, known.code, known.words]
        super().__init__(app, spec, "The incident", states, done)

    def result(self) -> Group:
        values, was = self.values(), self.group
        if values["way"] == "known":
            chosen = self.fields["incident"].state
            return Group(was.key, str(chosen[2]), was.place, was.began, was.kind, str(chosen[1]), was.proposed)
        told = {name: values.get(name, "").strip() for name in ("title", "place", "began", "kind")}
        return Group(was.key, **told, proposed=was.proposed)


def has_words(typed: str, *parts: str) -> bool:
    """Whether every typed word stands somewhere in the parts."""
    whole = " ".join(parts).casefold()
    return all(word in whole for word in typed.casefold().split())
