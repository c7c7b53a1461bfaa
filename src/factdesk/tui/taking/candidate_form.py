"""Corrects a candidate, or says what a sentence states that no rule read: figure, speaker, whole, incident, times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from factdesk.desk.candidates import CLAIM, Candidate, Group
from factdesk.desk.decisions import Sheet, brief_of, with_figure
from factdesk.model.times import parse_moment
from factdesk.tui.candidate_lines import told_group
from factdesk.tui.forms.lookups import find_matches
from factdesk.tui.forms.readings import as_typed
from factdesk.tui.taking.small_form import SmallForm, has_words
from factdesk.tui.taking.specs import CANDIDATE
from factdesk.tui.widgets.fields.base import FieldWidget
from factdesk.tui.widgets.fields.matching import Match, PickField, SuggestField

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["CandidateForm"]

SHOWN: Final = 40
"""Matches that are offered at once."""
NEW: Final = "new:"
"""Before the title of an incident that is made in the form."""
DESK: Final = "desk:"
"""Before the code of an incident of the desk that no candidate belongs to yet."""

Corrected = Callable[[tuple[Candidate, Group | None]], object]
"""Gets the corrected candidate, and the group of its own that it needs, if any."""


class CandidateForm(SmallForm):
    """Over one candidate. Saving accepts it as it was corrected."""

    def __init__(self, app: DeskApp, sheet: Sheet, one: Candidate, done: Corrected) -> None:
        self.sheet, self.one = sheet, one
        new = one.id not in sheet.candidates
        super().__init__(app, CANDIDATE, "Add a claim" if new else "Correct", _states(sheet, one), done)
        self._look_up(app)
        if one.words and self.fields["figure"].value is None:
            self.fields["figure"].state = one.words if one.kind in ("figure", "unread") and not one.qualifier else None
            self.first = self.states()

    def _look_up(self, app: DeskApp) -> None:
        speaker = self.fields["speaker"]
        assert isinstance(speaker, SuggestField)
        here = [one.speaker for one in self.sheet.candidates.values() if one.speaker]
        speaker.suggestions = list(dict.fromkeys([*self.sheet.speakers, *here]))
        for name, find in (
            ("part_of", self._find_figures), ("denies", self._find_denied), ("incident", self._find_incidents),
        ):  # fmt: skip
            field = self.fields[name]
            assert isinstance(field, PickField)
            field.look_up = partial(self._offer, find, app)
            field.on_new = self._make_incident

    def _offer(self, find: Callable[[str], list[Match]], app: DeskApp, field: PickField, typed: str) -> None:
        """What is in the text at once, what is on the desk behind it, off the screen's thread."""
        mine = find(typed)
        kind = "incident" if field.field_name == "incident" else "claim"
        codes = {match.code for match in mine}

        def add(found: list[Match]) -> None:
            prefix = DESK if kind == "incident" else CLAIM
            more = [Match(prefix + m.code, m.code, m.words) for m in found if m.code not in codes]
            field.offer(typed, [*mine, *more][:SHOWN])

        within = self._code() if field.field_name == "part_of" else None
        if field.field_name == "part_of" and not within:
            field.offer(typed, mine[:SHOWN])
            return
        app.bridge.ask(
            f"pick:{field.field_name}", partial(find_matches, what=kind, text=typed, incident=within), add,
            lambda problem: field.complain(str(problem)), asker=field,
        )  # fmt: skip

    def _code(self) -> str | None:
        """The code of the desk's incident that is chosen, None for a new one."""
        chosen = self.fields["incident"].value or ""
        if chosen.startswith(DESK):
            return chosen.removeprefix(DESK)
        group = self.sheet.groups.get(chosen)
        return group.code if group is not None and group.code else None

    def _find_figures(self, typed: str) -> list[Match]:
        return [m for m in self._others(typed) if self.sheet.candidates[m.key].kind == "figure"]

    def _find_denied(self, typed: str) -> list[Match]:
        return self._others(typed)

    def _others(self, typed: str) -> list[Match]:
        others = (one for one in self.sheet.candidates.values() if one.id != self.one.id and one.kind != "unread")
        return [_match(one) for one in others if has_words(typed, one.id, brief_of(one), one.speaker)]

    def _find_incidents(self, typed: str) -> list[Match]:
        groups = self.sheet.groups.values()
        return [_group_match(g) for g in groups if has_words(typed, g.code, g.title, g.place, told_group(g))]

    def _make_incident(self, field: PickField, typed: str) -> None:
        from factdesk.tui.screens.dialogs import ask_text

        ask_text(self.app, "What is the new incident called?", value=typed,
                 then=lambda title: field.take(Match(NEW + title, "new incident", title)))  # fmt: skip

    def first_field(self) -> FieldWidget | None:
        """What is missing, else what is most often mended."""
        if any(widget.value is None for field, widget in self.shown() if field.required):
            return super().first_field()
        return self.fields["figure" if self.fields["kind"].value == "figure" else "statement"]

    # what goes back

    def result(self) -> tuple[Candidate, Group | None]:
        values = self.values()
        one = replace(self.one, kind=values["kind"], hand=True, speaker=values.get("speaker", "").strip(),
                      carries=values.get("carries", "speaker"))  # fmt: skip
        if one.speaker != self.one.speaker:
            one = replace(one, role="", organisation="", verb="")
        one, group = self._placed(one, values["incident"])
        for name in ("said_at", "as_of"):
            one = replace(one, **{name: parse_moment(values[name])[0] if name in values else ""})  # type: ignore[arg-type]  # both are texts
        one = replace(one, scope=values.get("scope", "").strip(), as_of_words=self._day_words(one))
        return (self._figure(one, values) if one.kind == "figure" else self._statement(one, values)), group

    def _day_words(self, one: Candidate) -> str:
        return self.one.as_of_words if one.as_of == self.one.as_of else ""

    def _figure(self, one: Candidate, values: dict[str, str]) -> Candidate:
        if "figure" in values:
            one = with_figure(one, values["figure"])
        if values.get("words"):
            one = replace(one, words=values["words"])
        return replace(
            one, counted=values["counted"].strip(), measure=values["measure"].strip(), statement="", denies="",
            part_of=values.get("part_of", ""),
        )  # fmt: skip

    def _statement(self, one: Candidate, values: dict[str, str]) -> Candidate:
        return replace(
            one, statement=values["statement"], denies=values.get("denies", ""), part_of="", measure="", counted="",
            low=None, high=None, value=None, qualifier="", words="",
        )  # fmt: skip

    def _placed(self, one: Candidate, chosen: str) -> tuple[Candidate, Group | None]:
        """The candidate in its group; one that no candidate belongs to yet is made for it."""
        if not chosen.startswith((NEW, DESK)):
            return replace(one, incident=chosen), None
        state = self.fields["incident"].state
        code = chosen.removeprefix(DESK) if chosen.startswith(DESK) else ""
        title = str(state[2]) if code else chosen.removeprefix(NEW)
        group = Group(chosen, title, one.place, one.as_of, code=code)
        return replace(one, incident=chosen), group


def _states(sheet: Sheet, one: Candidate) -> dict[str, Any]:
    """What the fields begin with."""
    states: dict[str, Any] = {name: getattr(one, name) or None for name in _SAME}
    states["kind"] = "figure" if one.kind == "unread" else one.kind
    states["incident"] = _state(_group_match(sheet.groups[one.incident])) if one.incident in sheet.groups else None
    if one.qualifier:
        states["figure"], states["words"] = as_typed(asdict(one))
    for name in ("part_of", "denies"):
        ref = getattr(one, name)
        other = sheet.candidates.get(ref)
        if ref:
            code = ref.removeprefix(CLAIM)
            states[name] = _state(_match(other) if other is not None else Match(ref, code, "on the desk"))
    states["statement"] = one.statement or one.quote
    return states


_SAME: Final = ("counted", "measure", "statement", "speaker", "carries", "said_at", "scope", "as_of")


def _match(one: Candidate) -> Match:
    return Match(one.id, one.id, brief_of(one) + (f", {one.speaker}" if one.speaker else ""))


def _group_match(group: Group) -> Match:
    return Match(group.key, told_group(group), group.title)


def _state(match: Match) -> list[str]:
    return [match.key, match.code, match.words]
