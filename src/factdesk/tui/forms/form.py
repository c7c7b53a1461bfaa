"""A form for one record: what is in its fields, what is kept as a draft, how saving goes and how it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from factdesk.desk.drafts import Draft
from factdesk.desk.open import Desk
from factdesk.model.errors import Problem
from factdesk.tui.forms.build import make_field
from factdesk.tui.forms.keeping import Keeper
from factdesk.tui.forms.layout import FormScreen
from factdesk.tui.forms.spec import FormSpec
from factdesk.tui.widgets.fields.base import FieldWidget
from factdesk.tui.widgets.fields.matching import Match, PickField

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["Done", "RecordForm"]

Done = Callable[[Any], object]
"""Gets what the use case returned, after its commit."""

PLACES: dict[str, str] = {
    "low": "figure",
    "high": "figure",
    "value": "figure",
    "qualifier": "figure",
    "root_speaker": "root",
}
"""Where an error is shown whose own place is no field of the form."""


class RecordForm(FormScreen):
    """A form over the screen. Subclasses say what saving does in `job`.

    `states` are what the fields begin with; `draft` is what was typed earlier and not saved. Saving never
    blocks: the form says "recording …" and stays until the commit returned or the desk refused.
    """

    def __init__(
        self,
        app: DeskApp,
        spec: FormSpec,
        title: str,
        key: str,
        *,
        states: dict[str, Any],
        done: Done,
        draft: Draft | None = None,
        hidden: frozenset[str] = frozenset(),
        fixed: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(spec, title, hidden, fixed)
        self.done = done
        self.keeper = Keeper(app, key, self._draft_body)
        self.saving = False
        self.fields = {
            field.name: make_field(app, field, self._field_changed, self.incident, self._make_new, self.about_claims)
            for field in spec.fields
        }
        for name, state in states.items():
            if name in self.fields and state is not None:
                self.fields[name].state = state
        self.first = self.states()
        if draft is not None:
            self.take_up(draft.fields)
            self.notice = self.keeper.told(draft)
        self.ready = True

    # what subclasses give

    def job(self) -> Callable[[Desk], Any] | None:
        """What saving does on the writing thread; None where there is nothing to do."""
        raise NotImplementedError

    def incident(self) -> str | None:
        """The incident in which claims are looked for."""
        field = self.fields.get("incident")
        return field.value if field is not None else None

    def about_claims(self) -> Sequence[str]:
        """The ids of the claims that the form is about, as far as it is about any."""
        field = self.fields.get("claim")
        return [field.value] if field is not None and field.value else []

    def field_changed(self, field: FieldWidget) -> None:
        """After a field changed."""

    def place_of(self, problem: Problem) -> str:
        """The field that an error is about; empty where it is about none."""
        return PLACES.get(problem.where, problem.where)

    def refused(self, problem: Problem) -> None:
        """After saving was refused and the error is shown."""

    @property
    def holds_keys(self) -> bool:
        """Whether keys wait: while it is recorded, what is typed is meant for what comes after the form."""
        return self.saving

    # values and drafts

    def states(self) -> dict[str, Any]:
        """What is in the fields, as a draft keeps it."""
        return {name: field.state for name, field in self.fields.items()}

    @property
    def dirty(self) -> bool:
        """Whether something would be lost."""
        return self.states() != self.first

    def take_up(self, fields: dict[str, Any]) -> None:
        """Fills in what a draft kept; what it does not know, or knows wrongly, stays as it is."""
        kept = fields.get("states")
        for name, state in kept.items() if isinstance(kept, dict) else ():
            if name in self.fields and name not in self.fixed:
                self.fields[name].state = state

    def _draft_body(self) -> dict[str, Any] | None:
        if not self.dirty:
            return None
        now = self.states()
        return {"states": {name: now[name] for name in now if now[name] != self.first[name]}, **self.draft_extra()}

    def draft_extra(self) -> dict[str, Any]:
        """What a draft keeps beside the fields."""
        return {}

    def _field_changed(self, field: FieldWidget) -> None:
        if not getattr(self, "ready", False):
            return
        if field.field_name == self.spec.switch:
            self.show_fields()
        self.keeper.touched(self)
        self.field_changed(field)

    def may_quit(self) -> bool:
        """Quitting keeps what was typed as a draft."""
        self.keeper.keep_now()
        return True

    def _make_new(self, field: PickField, text: str) -> None:
        from factdesk.tui.forms import open_add

        kind = field.what
        first = {"incident": "title", "speaker": "name"}[kind]
        open_add(self.app, kind, {first: text} if text else {},
                 lambda added: field.take(Match(added.id, added.code, text if added.code != text else "")))  # fmt: skip

    # saving and leaving

    def problems(self) -> list[FieldWidget]:
        """Complains at every field that cannot stand as it is, and returns them."""
        wrong = []
        for _, widget in self.shown():
            found = widget.problem()
            widget.complain(found)
            if found:
                wrong.append(widget)
        return wrong

    def action_save(self) -> None:
        """Records what was typed, or says what is missing."""
        if self.saving:
            return
        wrong = self.problems()
        if wrong:
            wrong[0].focus()
            count = "one field needs" if len(wrong) == 1 else f"{len(wrong)} fields need"
            self.say(f"Nothing was recorded: {count} another look ({', '.join(w.label for w in wrong)}).", "error")
            return
        job = self.job()
        if job is None:
            self.say("Nothing was changed: there is nothing to record. Esc leaves.", "warning")
            return
        self.saving = True
        self.say("recording …")
        self.start(job)

    def start(self, job: Callable[[Desk], Any]) -> None:
        """Hands the job to the writing thread."""
        self.app.bridge.write(self.keeper.drop_after(job), self._saved, self._refused)

    def _saved(self, result: Any) -> None:
        self.saving = False
        self.keeper.over()
        self.leave()
        self.done(result)

    def _refused(self, problem: Problem) -> None:
        self.saving = False
        self.app.forget_typed()  # meant for what comes after the form: it would go into the field that is wrong
        field = self.fields.get(self.place_of(problem))
        if field is not None and field.display:
            field.reject(problem)
            field.focus()
            field.scroll_visible(animate=False)
            what = f"{field.label}: {problem.what}" + (f"; {problem.todo}" if problem.todo else "")
        else:
            what = str(problem)
        self.say(f"Nothing was recorded: {what}", "error")
        self.refused(problem)

    async def action_dismiss(self, result: object = None) -> None:
        """Esc: leaves at once where nothing was typed, else asks."""
        if self.saving:
            self.say("It is being recorded; wait a moment.", "warning")
        elif not self.dirty:
            self.keeper.throw_away()
            self.leave()
        else:
            from factdesk.tui.screens.dialogs import confirm

            confirm(self.app, "Throw away what you typed?", self._what_is_lost(), self._throw_away,
                    yes="throws it away", no="keeps editing", careful=True)  # fmt: skip

    def _what_is_lost(self) -> str:
        now = self.states()
        labels = [self.about[name].label for name in now if now[name] != self.first[name]]
        return f"Typed into: {', '.join(labels)}."

    def _throw_away(self) -> None:
        self.keeper.throw_away()
        self.leave()
