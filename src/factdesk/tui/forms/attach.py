"""Attaching a source to claims: an address, a file, pasted text or a known source, and what it says."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from textual.timer import Timer

from factdesk.desk.attach import Attached, attach, known_source
from factdesk.desk.drafts import Draft
from factdesk.desk.open import Desk
from factdesk.desk.opened import Told
from factdesk.desk.words_of import proposed_root
from factdesk.model.addresses import normalise_url
from factdesk.model.errors import Cancelled, Problem
from factdesk.model.views import SourceRow
from factdesk.tui import safe
from factdesk.tui.bridge import Task
from factdesk.tui.forms.attaching import ATTACH, SOURCE_NAMES
from factdesk.tui.forms.form import Done, RecordForm
from factdesk.tui.forms.records import match_state
from factdesk.tui.forms.spec import Field
from factdesk.tui.forms.words_of import WordsOf
from factdesk.tui.widgets.fields.base import FieldWidget

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp
    from factdesk.tui.screens.dialogs import Progress

__all__ = ["AttachForm"]

PAUSE: Final = 0.25
"""Seconds without a key before the desk is asked whether it knows an address or file."""
POSTS: Final = ("t.me/", "x.com/", "facebook.com/", "vk.com/", "bsky.app/")
"""Where addresses of posts begin, as `normalise_url` writes them."""
_CITATION: Final = ("quote", "translation", "locator", "stance")


class AttachForm(RecordForm):
    """One source for one or many claims, as one action."""

    def __init__(self, app: DeskApp, claims: Sequence[Told], key: str, done: Done, draft: Draft | None) -> None:
        self.claims = list(claims)
        self.known: SourceRow | None = None
        self._kind_chosen = draft is not None
        self._pause: Timer | None = None
        self._copying: Task | None = None
        self._progress: Progress | None = None
        found = proposed_root(app.bridge.desk, self.about_claims())
        states = {"words_of": match_state(found)} if found is not None else {}
        super().__init__(app, ATTACH, _title(self.claims), key, states=states, done=done, draft=draft)
        self.words = WordsOf(self, "words_of")

    def about_claims(self) -> Sequence[str]:
        return [claim.id for claim in self.claims]

    def on_mount(self) -> None:
        """Goes to the first field of the way that is chosen."""
        super().on_mount()
        self.words.tell()
        self._ask_whether_known()

    @property
    def way(self) -> str:
        """address, file, text or known."""
        return self.fields["way"].value or "address"

    def shows(self, field: Field) -> bool:
        """The fields of the source are not asked for where one that is on the desk is used again."""
        return super().shows(field) and not (self.known is not None and field.name in SOURCE_NAMES)

    # known already?

    def field_changed(self, field: FieldWidget) -> None:
        if field.field_name == "kind":
            self._kind_chosen = True
        if field.field_name == "words_of":
            self.words.tell()
        elif field.field_name in ("kind", "stance", "source"):
            self._propose_root()
        if field.field_name not in ("way", "url", "file"):
            return
        self._propose_kind()
        self._set_known(None)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._ask_whether_known)

    def _propose_kind(self) -> None:
        """What sort of item it most likely is; a person's own choice stands."""
        kind = self.fields["kind"]
        if self.way in ("file", "text"):
            likely = "document"
        else:
            address = normalise_url(self.fields["url"].value or "")
            likely = "post" if address.startswith(POSTS) else "article"
        if not self._kind_chosen and kind.value != likely:
            kind.state = likely
            self._kind_chosen = False

    def _propose_root(self) -> None:
        """Whose words it carries follows from what sort of item it is, and from what the desk knows of it."""
        if self.way == "known":
            source = self.fields["source"].value
        else:
            source = self.known.id if self.known is not None else None
        self.words.ask(self.about_claims(), source, self.fields["kind"].value or "", self.fields["stance"].value or "")

    def _ask_whether_known(self) -> None:
        self._pause = None
        field = self.fields.get({"address": "url", "file": "file"}.get(self.way, ""))
        if field is None or field.value is None:
            self.app.bridge.forget("known")
            return
        value = field.value.strip()

        def job(desk: Desk) -> SourceRow | None:
            if field.field_name == "url":
                return known_source(desk, url=value)
            path = os.path.expanduser(value)
            return known_source(desk, file=path) if os.path.isfile(path) else None

        self.app.bridge.ask("known", job, self._set_known, field.reject, asker=self)

    def _set_known(self, row: SourceRow | None) -> None:
        before, self.known = self.known, row
        for name in ("url", "file"):
            self.fields[name].say("")
        if row is not None:
            gone = " It was withdrawn." if row.withdrawn else ""
            told = f"{row.code} “{safe.cut(row.title, 70)}” is on the desk already: it is used again.{gone}"
            self.fields["url" if self.way == "address" else "file"].say(told, "warning" if gone else "ok")
        if (before is None) != (row is None):
            self.show_fields()
        self._propose_root()

    # saving

    def job(self) -> Callable[[Desk], Attached]:
        claims = [claim.id for claim in self.claims]
        shown = {field.name: widget.value for field, widget in self.shown() if widget.value is not None}
        given: dict[str, Any] = {name: shown[name] for name in _CITATION if name in shown}
        if "words_of" in shown:
            given["root"] = shown["words_of"]
        way = {"address": "url", "known": "source"}.get(self.way, self.way)
        held = shown[way].strip() if way in ("url", "file") else shown[way]
        given[way] = held
        fields = {name: shown[name] for name in SOURCE_NAMES if name in shown}
        task = self._copying = self.app.bridge.task(self._copied)

        def run(desk: Desk) -> Attached:
            return attach(desk, claims, fields=fields, progress=task.progress, **given)

        return run

    def start(self, job: Callable[[Desk], Any]) -> None:
        self.app.bridge.write(self.keeper.drop_after(job), self._saved, self._refused, task=self._copying)

    def _copied(self, done: int, total: int | None) -> None:
        """Shows how far a copy is, once it takes longer than a blink."""
        if self._progress is None and self.saving and self._copying is not None and (total is None or done < total):
            from factdesk.tui.screens.dialogs import show_progress

            self._progress = show_progress(self.app, "Copying the file into the desk", self._copying.cancel)
        if self._progress is not None:
            self._progress.report(done, total)

    def leave(self) -> None:
        """Goes, and asks nothing more: an answer would come to a form that is not there."""
        if self._pause is not None:
            self._pause.stop()
        self.app.bridge.forget("known")
        super().leave()

    def _copy_over(self) -> None:
        self._copying = None
        if self._progress is not None:
            self._progress.finish()
            self._progress = None

    def _saved(self, result: Any) -> None:
        self._copy_over()
        super()._saved(result)

    def _refused(self, problem: Problem) -> None:
        self._copy_over()
        if isinstance(problem, Cancelled):
            self.saving = False
            self.app.forget_typed()
            self.say("Stopped: nothing of the file was kept.", "warning")
            return
        super()._refused(problem)

    def place_of(self, problem: Problem) -> str:
        """A path is the place of what went wrong with a file."""
        if self.way == "file" and problem.where not in self.fields:
            return "file"
        if self.way == "known" and problem.where == "source":
            return "source"
        if problem.where in ("root", "root_speaker") and self.fields["words_of"].value:
            return "words_of"
        return {"source": "url" if self.way == "address" else self.way}.get(problem.where, super().place_of(problem))


def _title(claims: Sequence[Told]) -> str:
    if len(claims) == 1:
        return f"Attach a source to {claims[0].code}: {safe.cut(claims[0].words, 80)}"
    codes = ", ".join(claim.code for claim in claims[:8]) + (" …" if len(claims) > 8 else "")
    return f"Attach a source to {len(claims)} claims: {codes}"
