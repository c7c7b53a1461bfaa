"""Forms: adding, editing and attaching, from any screen. Imported when the first one is opened.

`done` is called after the commit returned, with what the use case gives back. Whoever has not given a name
yet is asked for it first. What is typed is kept as a draft under the form's key until it is saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from factdesk.desk.drafts import Draft, drafts
from factdesk.desk.opened import opened, told
from factdesk.model.errors import Problem
from factdesk.tui.forms.form import Done

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = [
    "describe_draft", "offer_drafts", "open_add", "open_attach", "open_chooser", "open_edit", "pending_drafts",
    "resume_draft",
]  # fmt: skip


def open_add(app: DeskApp, kind: str, preset: dict[str, Any], done: Done) -> None:
    """Opens the form for a new incident, speaker, claim, source or citation.

    `preset` fills fields in: texts as typed, records by id or code (`{"incident": "A", "part_of": "A1"}`).
    """
    app.with_author(lambda: _add(app, kind, preset, done))


def open_edit(app: DeskApp, ref: str, done: Done) -> None:
    """Opens the form of the record that `ref` names, filled in; says so where it is not there any more."""
    app.with_author(lambda: _edit(app, ref, done))


def open_attach(app: DeskApp, claims: Sequence[str], done: Done) -> None:
    """Opens the form that attaches one source to one or many claims."""
    app.with_author(lambda: _attach(app, list(claims), done))


def open_chooser(app: DeskApp, preset: dict[str, Any], done: Done) -> None:
    """Asks what to add, then opens its form; `preset` goes to the kinds that have such fields."""
    from factdesk.desk import browse
    from factdesk.tui.screens.dialogs import Option, choose

    kinds = {"c": "claim", "i": "incident", "s": "speaker", "o": "source", "t": "citation"}
    options = [
        Option("c", "claim", "a figure, an assertion, a denial, a statement"),
        Option("i", "incident", "one event at one place, or statements without one"),
        Option("s", "speaker", "who asserts: a person or a body"),
        Option("o", "source", "an item that carries claims"),
        Option("t", "citation", "ties a claim to a source that is on the desk"),
    ]
    if not browse.incidents(app.bridge.desk):
        options.insert(0, options.pop(1))  # a claim needs one: on a new desk it comes first
    choose(app, "What do you want to add?", options, lambda key: open_add(app, kinds[key], preset, done))


def pending_drafts(app: DeskApp) -> list[Draft]:
    """What the author typed and did not save, newest first."""
    return drafts(app.bridge.desk)


def describe_draft(draft: Draft) -> tuple[str, str]:
    """A draft in a line: which form and when, and how its longest text begins."""
    from factdesk.tui.forms.keeping import when

    kind, _, rest = draft.key.partition(":")
    made = f"new {kind}" if rest.startswith("new") else f"edited {kind}"
    what = {
        "attach": "source to attach", "verdict": "verdict", "intake": "report to take in", "lint": "draft to lint",
    }.get(kind, made)  # fmt: skip
    kept = draft.fields.get("states")
    texts = [v for v in kept.values() if isinstance(v, str) and v.strip()] if isinstance(kept, dict) else []
    return f"{what}, {when(draft.at)}", " ".join(max(texts, key=len, default="")[:400].split())


def resume_draft(app: DeskApp, draft: Draft, done: Done) -> None:
    """Opens the form that a draft was typed into, with the draft in it."""
    kind, _, rest = draft.key.partition(":")
    if kind == "attach":
        open_attach(app, rest.split(","), done)
    elif kind == "verdict":
        app.resume_verdict(draft)
    elif kind == "intake":
        from factdesk.tui.taking import open_intake

        open_intake(app)
    elif kind == "lint":
        from factdesk.tui.linting import open_lint

        open_lint(app, None)
    elif rest.startswith("new"):
        about = rest.removeprefix("new").removeprefix(":")
        field = {"claim": "incident", "citation": "claim"}.get(kind)
        open_add(app, kind, {field: about} if field and about else {}, done)
    else:
        open_edit(app, rest, done)


def offer_drafts(app: DeskApp, done: Done) -> bool:
    """Lists what was typed and not saved, to be taken up; False where there is nothing."""
    from factdesk.tui.screens.dialogs import Option, choose

    found = {str(place): draft for place, draft in enumerate(pending_drafts(app)[:9], 1)}
    if found:
        options = [Option(key, *describe_draft(draft)) for key, draft in found.items()]
        choose(app, "Typed and not saved", options, lambda key: resume_draft(app, found[key], done))
    return bool(found)


def _draft(app: DeskApp, key: str) -> Draft | None:
    return next((draft for draft in pending_drafts(app) if draft.key == key), None)


def _add(app: DeskApp, kind: str, preset: dict[str, Any], done: Done) -> None:
    from factdesk.tui.forms.records import AddForm, match_state
    from factdesk.tui.forms.specs import SPECS

    states: dict[str, Any] = {}
    try:
        for field in SPECS[kind].fields:
            given = preset.get(field.name)
            if given is not None:
                states[field.name] = match_state(told(app.bridge.desk, given)) if field.kind == "pick" else given
    except Problem as problem:
        app.problem(problem)
        return
    about = states.get({"claim": "incident", "citation": "claim"}.get(kind, ""))
    key = f"{kind}:new" + (f":{about[0]}" if about else "")
    app.push_screen(AddForm(app, kind, key, states, done, _draft(app, key)))


def _edit(app: DeskApp, ref: str, done: Done) -> None:
    from factdesk.tui.forms.records import EditForm

    try:
        record = opened(app.bridge.desk, ref)
    except Problem as problem:
        app.problem(problem)
        return
    key = f"{record.kind}:{record.id}"
    app.push_screen(EditForm(app, record, key, done, _draft(app, key)))


def _attach(app: DeskApp, claims: list[str], done: Done) -> None:
    from factdesk.tui.forms.attach import AttachForm

    try:
        found = [told(app.bridge.desk, claim) for claim in claims]
    except Problem as problem:
        app.problem(problem)
        return
    key = f"attach:{','.join(sorted(one.id for one in found))}"
    app.push_screen(AttachForm(app, found, key, done, _draft(app, key)))
