"""What every main screen shares: header, status and footer, undo, going elsewhere, and noticing changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from factdesk.desk import browse
from factdesk.desk.next_undo import next_undo
from factdesk.desk.open import Desk
from factdesk.model.errors import Busy, Incoherent, Problem
from factdesk.model.views import Action, Counts
from factdesk.tui.commands import bindings_for
from factdesk.tui.first_frame import FirstFrame
from factdesk.tui.patient import Patient
from factdesk.tui.problems import on_screen
from factdesk.tui.reaching import reach
from factdesk.tui.widgets.alike import LinesAlike
from factdesk.tui.widgets.header_line import HeaderLine
from factdesk.tui.widgets.key_footer import KeyFooter
from factdesk.tui.widgets.status_line import Kind, StatusLine

if TYPE_CHECKING:
    from factdesk.desk.steps import Step
    from factdesk.tui.bridge import Task
    from factdesk.tui.desk_app import DeskApp

Result = TypeVar("Result")

SLOW: Final = 0.5
"""Seconds after which it is said that a change is still being recorded: another program may hold the desk."""


class MainScreen(Patient, LinesAlike, FirstFrame):
    """A screen with the desk's header above and status and keys below.

    Subclasses set `CONTEXTS` (the first names the mode), compose their body in `body`, and read the desk
    anew in `desk_changed`. `self.desk` is the screen thread's own read-only connection: short reads only.
    """

    CONTEXTS: ClassVar[tuple[str, ...]] = ("desk",)
    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]  # noqa: RUF012  # Textual's own name
    app: DeskApp

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "CONTEXTS" in cls.__dict__:
            cls.BINDINGS = [*bindings_for(*cls.CONTEXTS), *cls.__dict__.get("BINDINGS", [])]
        super().__init_subclass__(**kwargs)

    def __init__(self) -> None:
        super().__init__()
        self._seen = -1
        self._total = 0

    @property
    def desk(self) -> Desk:
        """The desk for short reads on the screen's thread."""
        return self.app.bridge.desk

    def compose(self) -> ComposeResult:
        self._know_size()
        yield HeaderLine(self.CONTEXTS[0], name=self.app.bridge_name)
        yield from self.body()
        yield StatusLine()
        yield KeyFooter(*self.CONTEXTS)

    def _know_size(self) -> None:
        """Takes the classes of the terminal's size before there are widgets: or all would be styled twice."""
        for length, steps in (
            (self.app.size.width, self.HORIZONTAL_BREAKPOINTS),
            (self.app.size.height, self.app.VERTICAL_BREAKPOINTS),
        ):
            reached = [name for least, name in sorted(steps or []) if length >= least]
            self.update_classes({name: name in reached[-1:] for _, name in steps or []}, update=False)

    @on(events.DescendantFocus)
    def _light_pane(self, event: events.DescendantFocus) -> None:
        """The pane with the focus is lit; it stays so while a strip over it is typed into."""
        here = next((node for node in event.widget.ancestors if node.has_class("pane")), None)
        if here is not None and not here.has_class("-here"):
            for pane in self.query(".pane"):
                pane.set_class(pane is here, "-here")

    def body(self) -> ComposeResult:
        """The widgets between header and status."""
        raise NotImplementedError(type(self).__name__)

    def read_anew(self, what: str) -> None:
        """Shows the desk as it is now: after a `verdict` rows keep their order, after `all` they may not."""

    def desk_changed(self, own: bool) -> None:
        """A commit by this program or another one: everything shown is read anew, in one frame."""
        self.refresh_from_desk(self.app.change_kind if own else "all")

    def refresh_from_desk(self, what: str) -> None:
        """Shows the newest state of the desk; where it is locked just now, in a moment."""
        self._seen = self.app.changes
        try:
            self.show_header()
            self.read_anew(what)
        except Busy:
            self.set_timer(SLOW, lambda: self.refresh_from_desk("all"))

    def on_screen_resume(self) -> None:
        """Coming back: what changed meanwhile is shown."""
        if self._seen not in (-1, self.app.changes):
            self.refresh_from_desk("all")
        self._seen = self.app.changes

    def show_header(self) -> None:
        """The file, the author, the counts by verdict, whether it can be written, and what undo would undo."""
        self.query_one(HeaderLine).show(
            name=self.app.bridge_name, author=self.app.author or "", read_only=self.app.bridge.read_only
        )
        self.counted(browse.counts(self.desk))
        self.query_one(StatusLine).undoable(next_undo(self.desk))
        self.query_one(KeyFooter).refresh()

    def counted(self, counts: Counts) -> None:
        """How all claims of the desk stand now."""
        self._total = counts.total
        self.query_one(HeaderLine).show(counts=counts)

    def say(self, text: str, kind: Kind = "info") -> None:
        """One line of news: `info`, `done`, `warning` or `error`."""
        self.query_one(StatusLine).say(text, kind)

    def write(
        self, job: Callable[[Desk], Result], done: Callable[[Result], object] | None = None, *, what: str = "all",
        failed: Callable[[Problem], object] | None = None, known: Callable[[], object] = lambda: None,
        task: Task | None = None,
    ) -> None:  # fmt: skip
        """Runs a change in the writer's thread; says what was recorded and shows it everywhere.

        `what` is `verdict` for changes that leave the order of rows as it is. `known` is called as soon as it is
        known whether it was recorded, before that is shown.
        """

        def recorded(result: Result) -> None:
            waits.stop()
            known()
            self.app.change_kind = what
            label = getattr(result, "label", "")
            if label:
                self.app.say(f"recorded: {label}", "done")
            if done is not None:
                self.app.after_change(lambda: reach(self, done, result))

        def refused(problem: Problem) -> None:
            waits.stop()
            known()
            (failed or self.failed)(problem)

        def begin() -> None:
            waits.resume()
            self.app.bridge.write(job, recorded, refused, task=task)

        if self.may_write():
            waits = self.set_timer(SLOW, lambda: self.app.say("recording …"), pause=True)
            self.app.with_author(begin)

    def may_write(self) -> bool:
        """Whether the desk can be changed; says why not."""
        if self.app.bridge.read_only:
            why = self.app.bridge.why_read_only
            self.say(f"Read-only desk: {why}. Copy it to a place where you can write to change it.", "warning")
        return not self.app.bridge.read_only

    def changed(self, result: Any) -> None:
        """A form recorded something: say it and go there."""
        label = getattr(result, "label", "")
        self.app.say(f"recorded: {label}" if label else "recorded", "done")
        records = getattr(result, "about", None) or [r for r in (getattr(result, "id", None),) if r]
        self.app.after_change(lambda: reach(self, self.reveal, records))

    def failed(self, problem: Problem) -> None:
        """A change that was not made: what, where and what to do."""
        self.app.say(on_screen(problem), "error")

    def action_undo(self) -> None:
        """Takes back the author's last change and names it."""
        from factdesk.desk.undo import undo

        self._take_back("Taking back", undo, self._undo_held)

    def _undo_held(self, problem: Problem) -> None:
        """Others changed since what the last action set: offers the newest older one that can be taken back."""
        from factdesk.desk.undo import older_undo, undo_older
        from factdesk.tui.screens.dialogs import confirm

        def offer(older: str | None) -> None:
            if older is None:
                self.failed(problem)
                return
            told = f"{problem.what[:1].upper()}{problem.what[1:]}."
            confirm(self.app, f"Take back an older change instead: {older}?", told,
                    lambda: self._take_back("Taking back", undo_older), yes="Take it back", no="Leave it",
                    careful=True)  # fmt: skip

        if isinstance(problem, Busy | Incoherent):
            self.app.bridge.write(older_undo, offer, lambda _: self.failed(problem), quiet=True)
        else:
            self.failed(problem)

    def action_redo(self) -> None:
        """Does the last undone change again."""
        from factdesk.desk.undo import redo

        self._take_back("Doing again", redo)

    def _take_back(
        self,
        title: str,
        act: Callable[[Desk, Callable[[Step], None]], Action],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        from factdesk.tui.long_work import LongWork

        work = LongWork(self.app, title)
        self.write(lambda desk: act(desk, work.step), self._undone, known=work.finish, task=work.task, failed=failed)

    def _undone(self, action: Action) -> None:
        self.reveal(action.about)

    def reveal(self, records: Sequence[str]) -> None:
        """Goes to what was changed, if the screen can show it."""

    def action_intake(self) -> None:
        """Reads a report; nothing of it is stored before it is written there."""
        from factdesk.tui.taking import open_intake

        if self.may_write():
            open_intake(self.app)

    def action_lint(self) -> None:
        """Holds an editor's own draft against the incident under the cursor."""
        from factdesk.tui.linting import open_lint

        presets: Any = getattr(self, "presets", None)
        open_lint(self.app, presets().get("incident") if callable(presets) else None)

    def action_export(self) -> None:
        """Shows what a reviewed file would hold; nothing is written yet."""
        from factdesk.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen())

    def action_duplicates(self) -> None:
        """Offers what may be on the desk twice; nothing is joined before a person says so."""
        from factdesk.tui.joining import open_duplicates

        if self.may_write():
            open_duplicates(self)

    def action_import(self) -> None:
        """Takes in a data set; nothing is stored before its map and first rows were seen."""
        from factdesk.tui.screens.importing import ImportScreen

        if self.may_write():
            self.app.push_screen(ImportScreen())

    def on_paste(self, event: events.Paste) -> None:
        """A paste where nothing is typed into changes nothing; it is said where it would go."""
        if self.focused is None or not self.focused.check_consume_key("a", "a"):
            self.say("A paste goes into a field: i reads a report, / searches, A attaches a source.", "warning")

    def action_back(self) -> None:
        """`q`: one step back."""
        self.action_leave()

    def action_leave(self) -> None:
        """Esc: one step out; from a screen that has none, back to the desk."""
        self.app.action_mode_desk()
