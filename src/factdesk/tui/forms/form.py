"""The screen of a form: fields in groups, help for the one with the focus, errors at their place, drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from factdesk.desk.drafts import Draft
from factdesk.desk.open import Desk
from factdesk.model.errors import Problem
from factdesk.tui import safe
from factdesk.tui.commands import bindings_for
from factdesk.tui.forms.build import make_field
from factdesk.tui.forms.keeping import Keeper
from factdesk.tui.forms.spec import Field, FormSpec
from factdesk.tui.screens.leaving import Leaving
from factdesk.tui.widgets.fields.base import FieldWidget
from factdesk.tui.widgets.fields.matching import Match, PickField
from factdesk.tui.widgets.key_footer import KeyFooter
from factdesk.tui.widgets.status_line import Kind, StatusLine

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


class RecordForm(Leaving):
    """A form over the screen. Subclasses say what saving does in `job`.

    `states` are what the fields begin with; `draft` is what was typed earlier and not saved. Saving never
    blocks: the form says "recording …" and stays until the commit returned or the desk refused.
    """

    CONTEXTS: ClassVar[tuple[str, ...]] = ("form",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("form")
    HORIZONTAL_BREAKPOINTS = [(0, "-one-column"), (120, "-two-columns")]  # noqa: RUF012  # Textual's own name
    CSS_PATH = "form.tcss"
    app: DeskApp

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
        super().__init__()
        self.spec, self.heading, self.done = spec, title, done
        self.hidden, self.fixed = hidden, fixed
        self.keeper = Keeper(app, key, self._draft_body)
        self.draft = draft
        self.saving = False
        self.fields = {
            field.name: make_field(app, field, self._field_changed, self.incident, self._make_new)
            for field in spec.fields
        }
        self._about = {field.name: field for field in spec.fields}
        for name, state in states.items():
            if name in self.fields and state is not None:
                self.fields[name].state = state
        self.first = self.states()
        if draft is not None:
            self.take_up(draft.fields)
        self.ready = True

    # what subclasses give

    def job(self) -> Callable[[Desk], Any] | None:
        """What saving does on the writing thread; None where there is nothing to do."""
        raise NotImplementedError

    def incident(self) -> str | None:
        """The incident in which claims are looked for."""
        field = self.fields.get("incident")
        return field.value if field is not None else None

    def field_changed(self, field: FieldWidget) -> None:
        """After a field changed."""

    def shows(self, field: Field) -> bool:
        """Whether a field belongs to the form as it is filled in now."""
        switch = self.fields.get(self.spec.switch)
        return field.name not in self.hidden and (
            not field.only or switch is None or (switch.value or "") in field.only
        )

    def place_of(self, problem: Problem) -> str:
        """The field that an error is about; empty where it is about none."""
        return PLACES.get(problem.where, problem.where)

    def refused(self, problem: Problem) -> None:
        """After saving was refused and the error is shown."""

    # the screen

    def compose(self) -> ComposeResult:
        box = Vertical(id="form")
        box.border_title = safe.content(self.heading)
        with box:
            yield Static(id="form-draft")
            with VerticalScroll(id="form-groups", can_focus=False):
                for column in self.spec.columns():
                    with Vertical(classes="form-column"):
                        for group in column:
                            with Vertical(classes="form-group"):
                                yield Static(safe.content(group.title), classes="form-heading")
                                for field in group.fields:
                                    yield self.fields[field.name]
            yield Static(id="form-help")
        yield StatusLine()
        yield KeyFooter(*self.CONTEXTS)

    def on_mount(self) -> None:
        """Shows the fields that belong, and goes to the first that is wanted."""
        for name in self.fixed:
            self.fields[name].can_focus = False
            self.fields[name].disabled = True
        self.show_fields()
        if self.draft is not None:
            self.query_one("#form-draft", Static).update(safe.content(self.keeper.told(self.draft), "$warning"))
            self.query_one("#form-draft").display = True
        order = self.order()
        wanted = [field for field in order if field.required and field.value is None]
        if order:
            (wanted or order)[0].focus()

    def show_fields(self) -> None:
        """Shows and hides fields, and groups that are left without any."""
        for field in self.spec.fields:
            self.fields[field.name].display = self.shows(field)
        if self.is_mounted:
            for box, group in zip(self.query(".form-group"), self.spec.groups, strict=True):
                box.display = any(self.shows(field) for field in group.fields)

    def shown(self) -> Iterator[tuple[Field, FieldWidget]]:
        """The fields that belong, in the order of the screen."""
        return ((field, self.fields[field.name]) for field in self.spec.fields if self.shows(field))

    def order(self) -> list[FieldWidget]:
        """The fields that can have the focus, in the order of Tab."""
        return [widget for field, widget in self.shown() if field.name not in self.fixed]

    def say(self, text: str, kind: Kind = "info") -> None:
        """One line of news under the form."""
        self.query_one(StatusLine).say(text, kind)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tells what the field is for."""
        if isinstance(event.widget, FieldWidget):
            told = self._about[event.widget.field_name].help
            self.query_one("#form-help", Static).update(safe.content(told, "$dim"))

    def on_resize(self) -> None:
        """The field with the focus stays in view, whatever the terminal's size becomes."""
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    def on_key(self, event: events.Key) -> None:
        """↑ ↓ and Enter go from field to field; Enter in the last one saves."""
        order = self.order()
        at = order.index(self.focused) if isinstance(self.focused, FieldWidget) and self.focused in order else -1
        if at < 0 or event.key not in ("up", "down", "enter"):
            return
        event.stop()
        if event.key == "up":
            order[max(0, at - 1)].focus()
        elif at + 1 < len(order):
            order[at + 1].focus()
        elif event.key == "enter":
            self.action_save()

    def action_next_field(self) -> None:
        self.focus_next(FieldWidget)

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
        field = self.fields.get(self.place_of(problem))
        if field is not None and field.display:
            field.reject(problem)
            field.focus()
            field.scroll_visible(animate=False)
            self.say(f"Nothing was recorded: {problem}", "error")
        else:
            self.say(f"Nothing was recorded: {problem}", "error")
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
                    yes="throws it away", no="keeps editing")  # fmt: skip

    def _what_is_lost(self) -> str:
        now = self.states()
        labels = [self._about[name].label for name in now if now[name] != self.first[name]]
        return f"Typed into: {', '.join(labels)}."

    def _throw_away(self) -> None:
        self.keeper.throw_away()
        self.leave()
