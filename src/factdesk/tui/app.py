"""The application: themes, walls around the terminal, modes, and what to do when something goes wrong.

It holds no desk logic and no layout: screens are imported when they are first shown.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.geometry import Size
from textual.notifications import SeverityLevel
from textual.screen import Screen

from factdesk.model.errors import Busy, Problem
from factdesk.tui import safe
from factdesk.tui.command_table import Command
from factdesk.tui.commands import bindings_for, doer, find, palette_provider
from factdesk.tui.filters import AsciiFilter, SafeFilter
from factdesk.tui.one_key import OneKeyApp
from factdesk.tui.problems import on_screen
from factdesk.tui.screens.too_small import TooSmall, too_small
from factdesk.tui.style_sheet import KeptStylesheet
from factdesk.tui.theme import DARK, LIGHT, themes
from factdesk.tui.widgets.one_line import OneLine
from factdesk.tui.widgets.status_line import Kind, StatusLine

if TYPE_CHECKING:
    from factdesk.desk.open import Desk
    from factdesk.tui.bridge import Bridge

__all__ = ["FactdeskApp", "run"]


def _lazy(module: str, name: str) -> Callable[[], Screen[Any]]:
    """A screen that is imported when it is first shown."""

    def make() -> Screen[Any]:
        made: Screen[Any] = getattr(import_module(f"factdesk.tui.screens.{module}"), name)()
        return made

    return make


class FactdeskApp(OneKeyApp):
    """The full-screen desk. `bridge` leads to the desk; `ascii` draws without Unicode signs."""

    TITLE = "factdesk"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("app")
    COMMANDS = {palette_provider}  # noqa: RUF012  # Textual's own declarations
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012
    DEFAULT_MODE = "desk"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "desk": _lazy("desk", "DeskScreen"),
        "queue": _lazy("queue", "QueueScreen"),
        "sources": _lazy("sources", "SourcesScreen"),
        "history": _lazy("history", "HistoryScreen"),
        "search": _lazy("search", "SearchScreen"),
    }
    SCREENS: ClassVar[dict[str, Callable[[], Screen[Any]]]] = {"help": _lazy("help", "HelpScreen")}

    def __init__(self, bridge: Bridge | None = None, *, ascii: bool = False, theme: str | None = None) -> None:
        self.ascii = ascii or not _speaks_unicode()
        self._walls: list[LineFilter] = [SafeFilter(), *([AsciiFilter()] if self.ascii else [])]
        self._no_color = NoColor()
        super().__init__()
        self.bridge = bridge
        self.changes = 0
        self.spoken: set[StatusLine] = set()
        for one in themes():
            self.register_theme(one)
        self._first_theme(theme or DARK)
        self.set_class(self.ascii, "-ascii")

    def _first_theme(self, name: str) -> None:
        """Takes the theme as if it had always been there: setting it later styles everything once more."""
        self.set_reactive(App.theme, name)
        dark = self.current_theme.dark
        classes = {f"-theme-{name}": True, "-dark-mode": dark, "-light-mode": not dark}
        self.update_classes(classes, update=False)
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())

    # The desk

    @property
    def desk(self) -> Desk:
        """The screen's own desk, for short reads of rows. Raises what `open_desk` raises."""
        assert self.bridge is not None
        return self.bridge.desk

    def on_mount(self) -> None:
        """Connects the threads; they start after the first paint."""
        if self.bridge is not None:
            self.bridge.on_problem = self.problem
            self.bridge.on_change = self.desk_changed
            self.bridge.on_state = self.state_known
            self.bridge.attach(self.call_later)
            self.call_after_refresh(self.bridge.start)
        self.call_after_refresh(_collect_again)
        self._check_size(self.size)

    def desk_changed(self, own: bool) -> None:
        """A commit happened, here (`own`) or in another process. Screens compare `changes` to know whether
        they show the newest state."""
        self.changes += 1

    def state_known(self) -> None:
        """It is known now whether the desk can be written."""
        for screen in self.screen_stack:
            screen.query(OneLine).refresh()

    # Words to the person

    def say(self, text: str, kind: Kind = "info") -> None:
        """One line of news on the topmost screen that has a status line, else as a notification."""
        for screen in reversed(self.screen_stack):
            for line in screen.query(StatusLine):
                line.say(text, kind)
                return
        self.notify(text, severity="error" if kind == "error" else "information")

    def problem(self, problem: Problem) -> None:
        """Something that could not be done: what, where and what to do, in one line."""
        self.say(on_screen(problem), "error")

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """A notification whose text is shown literally; `markup` is not obeyed, whoever asks."""
        shown, named = safe.plain(message, newlines=True), safe.plain(title)
        super().notify(shown, title=named, severity=severity, timeout=timeout, markup=False)

    # Commands

    def why_not(self, command: Command) -> str:
        """Why a command can do nothing now, for the footer and the status line; empty if it can.

        A screen may have `why_not(command) -> str` for reasons of its own.
        """
        if command.writes and self.bridge is not None and self.bridge.read_only:
            return f"This desk is open for reading only: {self.bridge.why_read_only}"
        asked = getattr(self.screen, "why_not", None) if self.screen_stack else None
        return str(asked(command)) if callable(asked) else ""

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """As Textual's; a command that can do nothing now says why instead."""
        command = find(action) if isinstance(action, str) else None
        why = self.why_not(command) if command is not None else ""
        if why:
            self.say(why, "warning")
            return True
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Busy as problem:  # a long commit by somebody: the key can be pressed again
            self.say(str(problem), "warning")
            return True

    async def do(self, id: str) -> None:
        """Does a command as its key would: on the focused widget, else what is around it, else here."""
        command = find(id)
        chain = self.focused.ancestors_with_self if self.focused is not None else [self.screen, self]
        for node in chain:
            if command is not None and doer(command, (node,)) is not None:
                await self.run_action(command.id, node)
                return

    def action_mode_desk(self) -> None:
        self.switch_mode("desk")

    def action_mode_queue(self) -> None:
        self.switch_mode("queue")

    def action_mode_sources(self) -> None:
        self.switch_mode("sources")

    def action_mode_history(self) -> None:
        self.switch_mode("history")

    def action_mode_search(self) -> None:
        self.switch_mode("search")

    def action_palette(self) -> None:
        self.action_command_palette()

    def action_help(self) -> None:
        self.push_screen("help")

    def action_theme(self) -> None:
        self.theme = LIGHT if self.theme == DARK else DARK

    async def action_quit(self) -> None:
        """Quits, unless a screen asks first because something typed would be lost (`may_quit() -> bool`)."""
        for screen in reversed(self.screen_stack):
            may = getattr(screen, "may_quit", None)
            if callable(may) and not may():
                return
        self.exit()

    # Walls

    def get_driver_class(self) -> type[Driver]:
        """The platform's driver, reading pastes so that nothing inside them is a key, writing only what changed."""
        from factdesk.tui.lean_output import lean
        from factdesk.tui.pasting import guard

        driver = guard(super().get_driver_class())
        return driver if sys.platform == "win32" else lean(driver)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and after them the walls; without colour no colour at all, not shades of grey."""
        theirs = super().get_line_filters()
        return [*(self._no_color if isinstance(one, Monochrome) else one for one in theirs), *self._walls]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """No cursor blinks: that costs half a kilobyte a second over a slow line, for ever."""
        if getattr(event.widget, "cursor_blink", False):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]  # Input and TextArea have it

    def on_resize(self, event: events.Resize) -> None:
        output = getattr(self._driver, "output", None)
        if output is not None:
            output.forget()  # terminals move their text when they change their size
        self._check_size(event.size)

    def _check_size(self, size: Size) -> None:
        if not self.screen_stack:
            return
        covered = isinstance(self.screen, TooSmall)
        if too_small(size) and not covered:
            self.push_screen(TooSmall())
        elif covered and not too_small(size):
            self.pop_screen()

    def _handle_exception(self, error: Exception) -> None:
        """Ends the program with a report that holds no data, and an exit code that says so.

        What a person can do something about is said instead: that the desk is locked is no fault of the program.
        """
        if isinstance(error, Problem):
            self.problem(error)
            return
        self._return_code = 1
        if self._exception is None:
            from factdesk.tui.crash import crash_report

            self._exception = error
            self._exception_event.set()
            self._exit_renderables[:] = [Text(crash_report(error))]
        self._close_messages_no_wait()


def _speaks_unicode() -> bool:
    """Whether the terminal's encoding can carry the screen's signs."""
    return "utf" in (getattr(sys.__stderr__, "encoding", None) or "utf-8").lower()


def _collect_again() -> None:
    """Garbage is collected again where it was not during the start; what the start made stays out of it.

    Less often than Python would: drawing makes thousands of objects that die by themselves, and a full pass in
    the middle of a frame takes as long as the frame.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(10_000, 10, 10)
        gc.enable()


def run(app: FactdeskApp) -> int:
    """Runs the application to its end and closes its desk; returns the exit code (1 after a crash)."""
    try:
        app.run(mouse=os.environ.get("FACTDESK_MOUSE", "1") != "0")
    finally:
        if app.bridge is not None:
            app.bridge.close()
    return app.return_code or 0
