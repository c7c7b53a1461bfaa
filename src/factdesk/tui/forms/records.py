"""Adding a record, and editing one: what the fields begin with, and what saving sends to the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from factdesk.desk.add import REFERS, add
from factdesk.desk.drafts import Draft
from factdesk.desk.edit import FIXED, edit
from factdesk.desk.open import Desk
from factdesk.desk.opened import Opened, Told, opened
from factdesk.model.errors import Busy, Problem
from factdesk.tui.forms.form import Done, RecordForm
from factdesk.tui.forms.readings import as_typed
from factdesk.tui.forms.specs import EDIT_ONLY, SPECS
from factdesk.tui.forms.words_of import WordsOf
from factdesk.tui.widgets.fields.base import FieldWidget

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["AddForm", "EditForm", "states_of"]


class AddForm(RecordForm):
    """A new record of a kind; `states` hold what is known of it already."""

    def __init__(
        self, app: DeskApp, kind: str, key: str, states: dict[str, Any], done: Done, draft: Draft | None
    ) -> None:
        self.kind = kind
        super().__init__(
            app, SPECS[kind], f"Add {_a(kind)}", key, states=states, done=done, draft=draft, hidden=EDIT_ONLY
        )

    def on_mount(self) -> None:
        super().on_mount()
        if self.kind == "citation":
            self.words = WordsOf(self, "root")
            self._propose_root()

    def field_changed(self, field: FieldWidget) -> None:
        if self.kind != "citation" or not hasattr(self, "words"):
            return
        if field.field_name == "root":
            self.words.tell()
        elif field.field_name in ("claim", "source", "stance"):
            self._propose_root()

    def _propose_root(self) -> None:
        """The claim's speaker, once both are chosen."""
        source = self.fields["source"].value
        claims = self.about_claims() if source else ()
        self.words.ask(claims, source, "", self.fields["stance"].value or "")

    def values(self) -> dict[str, Any]:
        """What the fields hold, by the record's names."""
        return {field.name: widget.value for field, widget in self.shown() if widget.value is not None}

    def job(self) -> Callable[[Desk], Any]:
        kind, values = self.kind, self.values()
        return lambda desk: add(desk, kind, values)


class EditForm(RecordForm):
    """A record as it stands; only what was typed anew is sent, so that changes of others stay."""

    def __init__(self, app: DeskApp, record: Opened, key: str, done: Done, draft: Draft | None) -> None:
        self.record = record
        self.seen = record.head
        if draft is not None and isinstance(draft.fields.get("head"), str):
            self.seen = draft.fields["head"]
        spec = SPECS[record.kind]
        fixed = frozenset(FIXED.get(record.kind, ())) & {field.name for field in spec.fields}
        title = f"Edit {record.kind} {record.name}"
        super().__init__(app, spec, title, key, states=states_of(record), done=done, draft=draft, fixed=fixed)

    def draft_extra(self) -> dict[str, Any]:
        return {"head": self.seen}

    def incident(self) -> str | None:
        value = self.record.values.get("incident")
        return str(value) if value else None

    def changes(self) -> dict[str, Any]:
        """The fields that read otherwise than when the form was opened."""
        found = {
            field.name: widget.value
            for field, widget in self.shown()
            if field.name not in self.fixed and widget.state != self.first[field.name]
        }
        if "figure" in found and "words" not in found:
            found["words"] = self.fields["words"].value
        if "words" in found and "figure" not in found:
            found["words"] = found["words"] or self.fields["figure"].value
        if "root" in found:
            found["root_speaker"] = None
        return found

    def job(self) -> Callable[[Desk], Any] | None:
        ref, changes, seen = self.record.id, self.changes(), self.seen
        return (lambda desk: edit(desk, ref, changes, seen=seen)) if changes else None

    def refused(self, problem: Problem) -> None:
        """After a clash the newer values stand under the fields; saving again then means to replace them."""
        if not isinstance(problem, Busy):
            return
        try:
            now = opened(self.app.bridge.desk, self.record.id)
        except Problem as gone:
            self.say(str(gone), "error")
            return
        newer, before, mine = states_of(now), states_of(self.record), self.changes()
        theirs = [name for name, state in newer.items() if name in self.fields and state != before.get(name)]
        for name in theirs:
            self.fields[name].complain(f"changed meanwhile to: {_shown(newer[name])}. Save again to replace it.")
        for name in sorted(theirs, key=lambda name: name not in mine)[:1]:  # where both typed is what matters
            self.fields[name].focus()
            self.call_after_refresh(self._keep_in_view)
        if now.head != self.seen:
            self.seen = now.head


def states_of(record: Opened) -> dict[str, Any]:
    """A stored record as the states of its form's fields."""
    states: dict[str, Any] = {}
    for name, value in record.values.items():
        states[name] = match_state(record.refers[name]) if name in record.refers else value
    if record.kind in ("source", "citation") and record.values.get("root_speaker"):
        states["root"] = match_state(record.refers["root_speaker"])
    if record.kind == "claim" and record.values["kind"] == "figure":
        states["figure"], states["words"] = as_typed(record.values)
    for name in REFERS.get(record.kind, {}):
        states.setdefault(name, None)
    return states


def match_state(told: Told) -> list[str]:
    """A record that is told in a line, as the state of a picker."""
    return [told.id, told.code, told.words]


def _shown(state: Any) -> str:
    if isinstance(state, list):
        return " ".join(str(part) for part in state[1:])
    return str(state) if state else "nothing"


_ARTICLES: Final = {"incident": "an incident"}


def _a(kind: str) -> str:
    return _ARTICLES.get(kind, f"a {kind}")
