"""The welcome where there is no desk yet: what this is, the name to sign with, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Input, Static

from factdesk.desk.author import check_name, default_desk, keep_author, known_author
from factdesk.model.errors import BadInput, Problem
from factdesk.tui import safe
from factdesk.tui.app import FactdeskApp, run
from factdesk.tui.commands import bindings_for

__all__ = ["Chosen", "WelcomeScreen", "welcome"]

ABOUT: Final = (
    "factdesk keeps what was claimed about people killed, injured, missing:",
    "who said it, in which words, about what, and which source carries it.",
    "You attach sources and mark each claim confirmed, disputed or denied.",
    "Nothing is lost: every change can be seen, undone and checked.",
    "It writes a reviewed file that others can check. It needs no network.",
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where a person begins: the desk at `path`, or the sample; `author` signs the changes."""

    path: Path
    author: str | None
    demo: bool = False


class WelcomeScreen(Screen[None]):
    """One box. Tab or the arrows go through it, Enter takes; nothing is made before it is asked for."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("welcome",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("welcome")
    CSS_PATH = "welcome.tcss"

    def __init__(self, path: Path, author: str | None) -> None:
        super().__init__()
        self._path, self._author = path, author
        self.chosen: Chosen | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static(safe.content("\n".join(ABOUT), newlines=True), id="welcome-about")
            yield Input(self._author or "", id="welcome-name", placeholder="your name, or the desk's")
            yield Static(id="welcome-said")
            yield Button(safe.content("Open the sample desk"), id="welcome-sample")
            yield Static(safe.content("The Kryvyi Rih reports of April 2025, in a scratch copy to try things on."),
                         classes="dim")  # fmt: skip
            yield Button(safe.content("Make a new desk"), id="welcome-new")
            yield Input(str(self._path), id="welcome-path")
            yield Button(safe.content("Quit"), id="welcome-quit")
        yield Static(safe.assemble((" Tab ↓ ↑", "bold $accent"), " move  ", ("Enter", "bold $accent"), " takes  ",
                                   ("Ctrl+Q", "bold $accent"), " quits"), id="welcome-keys")  # fmt: skip

    def on_mount(self) -> None:
        """Asks for the name first where nobody is known."""
        self.query_one("#welcome").border_title = safe.content("Welcome to factdesk")
        name, path = self.name_field, self.query_one("#welcome-path", Input)
        name.border_title = safe.content("Which name stands under your changes?")
        path.border_title = safe.content("where it is kept: one file")
        name.cursor_blink = path.cursor_blink = False
        self._say("It is kept on this computer. The account's name is never used.")
        (self.query_one("#welcome-sample") if self._author else name).focus()

    @property
    def name_field(self) -> Input:
        return self.query_one("#welcome-name", Input)

    def _say(self, text: str, style: str = "$dim") -> None:
        self.query_one("#welcome-said", Static).update(safe.content(text, style))

    def on_key(self, event: events.Key) -> None:
        """Arrows move like Tab; q and Esc quit where they are not typed."""
        if event.key in ("down", "up"):
            (self.focus_next if event.key == "down" else self.focus_previous)()
            event.stop()
        elif event.key == "escape" or (event.character in ("q", "й") and not isinstance(self.focused, Input)):
            event.stop()
            self.app.exit()

    @on(Input.Submitted, "#welcome-name")
    def _named(self) -> None:
        if self._signed(needed=False) is not None:
            self.query_one("#welcome-sample").focus()

    def _signed(self, *, needed: bool) -> str | None:
        """The name, kept for next time; an empty string where none is needed; None where it cannot stand."""
        name = self.name_field.value.strip()
        if not name and not needed:
            return ""
        try:
            return keep_author(name) if name != self._author else check_name(name)
        except (Problem, OSError) as problem:
            self._complain(problem, self.name_field)
            return None

    def _complain(self, problem: Problem | OSError, field: Input) -> None:
        said = str(problem) if isinstance(problem, Problem) else f"cannot be kept ({problem.strerror})"
        self._say(f"! {said}", "$error")
        field.focus()

    @on(Button.Pressed, "#welcome-sample")
    def _sample(self) -> None:
        name = self._signed(needed=False)
        if name is not None:
            self._leave(Chosen(self._path, name or None, demo=True))

    @on(Button.Pressed, "#welcome-new")
    @on(Input.Submitted, "#welcome-path")
    def _new(self) -> None:
        """Makes the desk, or opens the one that is there; what goes wrong is said in place."""
        name = self._signed(needed=True)
        if name is None:
            return
        field = self.query_one("#welcome-path", Input)
        try:
            path = made(field.value)
        except (Problem, OSError) as problem:
            self._complain(problem, field)
            return
        self._leave(Chosen(path, name))

    @on(Button.Pressed, "#welcome-quit")
    def _quit(self) -> None:
        self.app.exit()

    def _leave(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self.app.exit()


def made(typed: str) -> Path:
    """The desk at the path that was typed: opened where there is one, else made.

    The default desk's own folder is made with it; of other folders a missing one may be a slip, and is said.
    Raises Problem or OSError.
    """
    from factdesk.desk.open import create_desk, open_desk

    if not typed.strip():
        raise BadInput("no path is given", todo="type where the desk is to be kept, e.g. ~/desk.sqlite")
    path = Path(typed.strip()).expanduser()
    if path.exists():
        open_desk(path).close()
        return path
    if path == default_desk():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    create_desk(path).close()
    return path


class _WelcomeApp(FactdeskApp):
    """The application without a desk."""

    MODES: ClassVar[dict[str, Any]] = {}
    DEFAULT_MODE = "_default"

    def __init__(self, path: Path, author: str | None, *, ascii: bool = False) -> None:
        super().__init__(ascii=ascii)
        self.first = WelcomeScreen(path, author)

    def on_mount(self) -> None:
        super().on_mount()
        self.push_screen(self.first)


def welcome(path: Path, *, author: str | None = None, ascii: bool = False) -> Chosen | None:
    """Shows the welcome for a desk that would be at `path`; None where the person left without choosing."""
    app = _WelcomeApp(path, known_author(author), ascii=ascii)
    return app.first.chosen if run(app) == 0 else None
