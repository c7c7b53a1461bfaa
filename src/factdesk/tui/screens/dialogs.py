"""Small dialogs over a screen: a question, one line of text, a choice, a long job that can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events, on
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from factdesk.model.errors import Problem
from factdesk.tui import safe
from factdesk.tui.keymap import layouts
from factdesk.tui.reaching import reach
from factdesk.tui.screens.dialog import Dialog, Then, button
from factdesk.tui.theme import look
from factdesk.tui.widgets.fields.base import FieldWidget
from factdesk.tui.widgets.fields.text import TextField

__all__ = ["Option", "Progress", "ask_text", "choose", "confirm", "show_progress"]


class Confirm(Dialog):
    """Asks one question. Enter or y goes on, Esc or n leaves everything as it is.

    A `careful` one is about a loss that no undo brings back: only y, or the button, goes on, and Enter leaves.
    """

    def __init__(
        self, question: str, detail: str, then: Then, yes: str, no: str, otherwise: Then | None, careful: bool
    ) -> None:
        super().__init__(question)
        self._detail, self._then, self._yes, self._no, self._otherwise = detail, then, yes, no, otherwise
        self._careful = careful

    def body(self) -> ComposeResult:
        yield Static(safe.content(self._detail, newlines=True), classes="dialog-detail")
        with Horizontal(classes="dialog-buttons"):
            yield button(f"{'y' if self._careful else 'Enter'}  {self._yes}", "yes")
            yield button(f"{'Enter or Esc' if self._careful else 'Esc'}  {self._no}", "no")

    async def action_confirm_dialog(self) -> None:
        if self._careful:
            await self.action_dismiss()
        else:
            self.go_on()

    @on(Button.Pressed, "#yes")
    def go_on(self) -> None:
        """Yes."""
        self.close_and(self._then)

    @on(Button.Pressed, "#no")
    async def action_dismiss(self, result: object = None) -> None:
        if self._otherwise is None:
            self.leave()
        else:
            self.close_and(self._otherwise)

    async def on_key(self, event: events.Key) -> None:
        """y and n, under every layout."""
        if event.character in layouts("y"):
            self.go_on()
        elif event.character in layouts("n"):
            await self.action_dismiss()
        else:
            return
        event.stop()


class AskText(Dialog):
    """Asks for one line. `check` raises Problem for what cannot stand, which is said under the line."""

    def __init__(
        self, prompt: str, then: Callable[[str], object], check: Callable[[str], object] | None, value: str, detail: str
    ) -> None:
        super().__init__(prompt)
        self._then, self._check, self._detail = then, check, detail
        self._field = TextField("answer", "", on_change=self._changed)
        self._field.text = value

    def body(self) -> ComposeResult:
        if self._detail:
            yield Static(safe.content(self._detail, newlines=True), classes="dialog-detail")
        yield self._field
        with Horizontal(classes="dialog-buttons"):
            yield button("Enter  Go on", "yes")
            yield button("Esc  Leave", "no")

    def on_mount(self) -> None:
        self._field.focus()

    def _changed(self, field: FieldWidget) -> None:
        field.complain("")

    @on(Button.Pressed, "#yes")
    def action_confirm_dialog(self) -> None:
        text = self._field.text.strip()
        try:
            if not text:
                raise Problem("nothing was written", todo="write it, or leave with Esc")
            if self._check is not None:
                self._check(text)
        except Problem as problem:
            self._field.reject(problem)
            self._field.focus()
            return
        self.close_and(lambda: self._then(text))

    @on(Button.Pressed, "#no")
    async def action_dismiss(self, result: object = None) -> None:
        self.leave()


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a choice: the letter that takes it, what it is, and a line about it.

    `other` is a second letter, which takes something else of the same kind, and `does` what that is.
    """

    key: str
    title: str
    detail: str = ""
    other: str = ""
    does: str = ""


class Choose(Dialog):
    """One of a few. The letter takes it at once; arrows and Enter, or a click, do as well."""

    def __init__(self, title: str, options: Sequence[Option], then: Callable[[str], object]) -> None:
        super().__init__(title)
        self._options, self._then = list(options), then
        self._at = 0

    def body(self) -> ComposeResult:
        shown = Static(id="choices")
        shown.styles.height = len(self._options)
        yield shown
        yield Static(safe.assemble(*(part for key, does in (("Enter", "takes"), ("↑ ↓", "moves"), ("Esc", "leaves"))
                                     for part in ((f"{key} ", "bold $accent"), (f"{does}   ", "$dim")))),
                     classes="dialog-keys")  # fmt: skip

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        looks = look(self.app)
        room = max(20, min(84, self.size.width * (96 if self.size.width < 100 else 80) // 100) - 14)
        width = min(room, max((safe.cell_len(option.title) for option in self._options), default=0))
        parts: list[tuple[object, str]] = []
        for at, option in enumerate(self._options):
            here = at == self._at
            bar = looks.sign("cursor") if here else " "
            ground = " on $cursor" if here and looks.colour else ""
            parts += [(f"{bar} ", "$accent"), (f" {option.key} ", f"bold $accent{ground}")]
            parts += [(f" {safe.fit(option.title, width)} ", f"bold{ground}" if here else "")]
            told = f"{option.detail} · {option.other} {option.does}" if option.other else option.detail
            detail = safe.cut(told, room - width)
            parts += [(f" {detail}" + ("\n" if at + 1 < len(self._options) else ""), "$dim")]
        pieces = [safe.content(text, style, newlines=True) for text, style in parts]
        self.query_one("#choices", Static).update(safe.assemble(*pieces))

    def on_key(self, event: events.Key) -> None:
        """Letters take, arrows move."""
        if event.key in ("up", "down"):
            self._at = (self._at + (1 if event.key == "down" else -1)) % len(self._options)
            self._show()
            event.stop()
            return
        for option in self._options:
            for key in filter(None, (option.key, option.other)):
                if event.character in layouts(key):
                    event.stop()
                    self._take(key)
                    return

    def _take(self, key: str) -> None:
        self.close_and(lambda: self._then(key))

    def action_confirm_dialog(self) -> None:
        self._take(self._options[self._at].key)

    @on(events.Click, "#choices")
    def _clicked(self, event: events.Click) -> None:
        if 0 <= event.y < len(self._options):
            self._take(self._options[event.y].key)


class Progress(Dialog):
    """How far a long job is. Esc stops it; the box goes when the job says that it is over."""

    def __init__(self, title: str, cancel: Then) -> None:
        super().__init__(title)
        self._cancel = cancel
        self._told: tuple[int, int | None] = (0, None)
        self._stopping = False

    def body(self) -> ComposeResult:
        yield Static(id="progress")
        with Horizontal(classes="dialog-buttons"):
            yield button("Esc  Stop", "no")

    def on_mount(self) -> None:
        self.report(*self._told)

    def report(self, done: int, total: int | None, words: str = "") -> None:
        """Shows how far the job is; `total` None where nobody knows the end. `words` stand for the per cent."""
        self._told = (done, total)
        reach(self, self._show, done, total, words)

    def _show(self, done: int, total: int | None, words: str) -> None:
        looks = look(self.app)
        cells = max(10, self.size.width // 2 - 8 - len(words) // 2)
        full = min(cells, done * cells // total) if total else 0
        bar = looks.sign("bar") * full + looks.sign("rule") * (cells - full)
        said = words or (f"{min(100, done * 100 // total)} %" if total else f"{done:,}")
        said = "stopping …" if self._stopping else said
        self.query_one("#progress", Static).update(safe.assemble((bar, "$accent"), (f"  {said}", "$dim")))

    @on(Button.Pressed, "#no")
    async def action_dismiss(self, result: object = None) -> None:
        """Esc: asks the job to stop. The box stays until it has."""
        self._stopping = True
        self.report(*self._told)
        self._cancel()

    def finish(self) -> None:
        """The job is over, one way or the other."""
        self.leave()


def confirm(
    app: App[Any],
    question: str,
    detail: str,
    then: Then,
    *,
    yes: str = "Yes",
    no: str = "No",
    otherwise: Then | None = None,
    careful: bool = False,
) -> None:
    """Asks before something is done that somebody could regret; `then` is called for yes.

    `careful` takes Enter for no: for what would be lost for good.
    """
    app.push_screen(Confirm(question, detail, then, yes, no, otherwise, careful))


def ask_text(
    app: App[Any],
    prompt: str,
    then: Callable[[str], object],
    *,
    check: Callable[[str], object] | None = None,
    value: str = "",
    detail: str = "",
) -> None:
    """Asks for one line of text; `then` gets it, without blanks around it, once `check` raised no Problem."""
    app.push_screen(AskText(prompt, then, check, value, detail))


def choose(app: App[Any], title: str, options: Sequence[Option], then: Callable[[str], object]) -> None:
    """Offers a few ways on; `then` gets the key of the one that was taken."""
    app.push_screen(Choose(title, options, then))


def show_progress(app: App[Any], title: str, cancel: Then) -> Progress:
    """Shows a long job. Call `report` while it runs and `finish` when it is over; `cancel` is called on Esc."""
    shown = Progress(title, cancel)
    app.push_screen(shown)
    return shown
