"""Export: where the reviewed file goes, what is in it, what stays behind and why, and what is named on purpose."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from factdesk.desk import browse
from factdesk.desk.export import Exported, ExportPlan, export, plan_export
from factdesk.desk.verify import Verified, verify
from factdesk.model.errors import Busy, Cancelled, Problem
from factdesk.tui import export_lines, safe
from factdesk.tui.bridge import Task
from factdesk.tui.command_table import Command
from factdesk.tui.reaching import reach
from factdesk.tui.screens.base import MainScreen
from factdesk.tui.screens.cautions import ReadCautions
from factdesk.tui.screens.dialogs import Progress, confirm, show_progress
from factdesk.tui.widgets.text_pane import Line, TextPane
from factdesk.tui.widgets.toggles import Toggle, Toggles

__all__ = ["ExportScreen", "default_target"]

OPEN: Final = "open"
"""The toggle that stands for open claims; no record has such an id."""
LISTED: Final = 2000
"""Sources that are not public and can be named here; beyond that the command line names them."""


def default_target(desk: Path) -> Path:
    """Beside the desk, `<desk>-reviewed.sqlite`; for a scratch copy of the sample, where the program was started."""
    folder = Path.cwd() if desk.parent.name.startswith("factdesk-demo-") else desk.parent
    return folder / f"{desk.stem}-reviewed.sqlite"


class ExportScreen(MainScreen):
    """Nothing is written before the plan was seen and F2, Ctrl+S or the button was pressed."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("export",)
    CSS_PATH = "export.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._plan: ExportPlan | None = None
        self._chosen: set[str] = set()
        self._writing = self._remembered = self._asked_early = False
        self._looking: Task | None = None

    def body(self) -> ComposeResult:
        with Horizontal(id="export-panes"):
            with Vertical(id="export-choices", classes="pane"):
                yield Input(str(default_target(Path(self.app.bridge.path))), id="export-path")
                yield Static(id="export-said")
                yield Toggles(self._wanted, id="export-toggles")
                yield Button(safe.content("Export  (F2)"), id="export-go")
            with Vertical(id="export-plan-pane", classes="pane"):
                yield TextPane(id="export-plan")

    def on_mount(self) -> None:
        """Looks through the desk at once; nothing is named and nothing is written."""
        self.query_one("#export-choices").border_title = safe.content("Export the reviewed file")
        self.query_one("#export-plan-pane").border_title = safe.content("What goes, what stays")
        path = self.query_one("#export-path", Input)
        path.cursor_blink = False
        path.border_title = safe.content("Export the reviewed file into")
        self.toggles.border_title = safe.content("also goes (Space turns on and off)")
        self._offer()
        self._tell("", "$dim")
        self.show_header()
        path.focus()
        self._forget_plan()
        self._look()

    @property
    def toggles(self) -> Toggles:
        return self.query_one("#export-toggles", Toggles)

    @property
    def pane(self) -> TextPane:
        return self.query_one("#export-plan", TextPane)

    def _offer(self) -> None:
        """The open claims, then every source and speaker that is not public; nothing is on but what was asked for."""
        private = list(self._private())
        self._chosen &= {OPEN, *(toggle.id for toggle in private)}
        offered = [Toggle(0, OPEN, "claims that are still open, as open"), *private]
        self.toggles.offer([replace(toggle, on=toggle.id in self._chosen) for toggle in offered])

    def _private(self) -> Iterator[Toggle]:
        for row in browse.source_window(self.desk, only="closed").rows(0, LISTED):
            yield Toggle(row.nr, row.id, f"{row.code} {row.title}", row.confidentiality)
        for nr, speaker in enumerate(browse.speakers(self.desk), 1):
            if speaker.confidentiality != "public":
                yield Toggle(-nr, speaker.id, f"speaker {speaker.name}", speaker.confidentiality)

    # The plan

    def _look(self) -> None:
        """The plan for what is chosen now, made in the reader's thread; an older one that is still made is stopped."""
        include, named = OPEN in self._chosen, self._names()
        self._stop_looking()
        task = self._looking = self.app.bridge.task(self._how_far, self)
        self.app.bridge.ask(
            "export",
            lambda desk: plan_export(desk, include, named, task.progress),
            self._planned,
            self._failed,
            asker=self,
        )

    def _stop_looking(self) -> None:
        self.app.bridge.forget("export")
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _how_far(self, done: int, total: int | None) -> None:
        if self._looking is not None and total:
            self.query_one("#export-plan-pane").border_subtitle = safe.content(
                f"looking through the desk: {100 * done // total} %"
            )

    def _forget_plan(self) -> None:
        self._plan = None
        self.pane.show([Line((("Looking through the desk …", "dim"),))])

    def _planned(self, plan: ExportPlan) -> None:
        if self._plan is None:
            self._tell(
                "Ready. Read what goes and what stays; F2 then writes it." if self._asked_early else "", "$accent"
            )
        self._asked_early = False
        self._plan, self._looking = plan, None
        self.query_one("#export-plan-pane").border_subtitle = safe.content("")
        self.pane.show(export_lines.plan_lines(plan), keep=True)

    def _failed(self, problem: Problem) -> None:
        """What could not be done, in place, in one line."""
        self._writing = False
        if isinstance(problem, Cancelled):
            self._tell("Stopped. No file was left.", "$warning")
            return
        self._tell(f"! {problem}", "$error")
        if isinstance(problem, Busy):
            self._look()

    def _tell(self, text: str, style: str) -> None:
        said = self.query_one("#export-said", Static)
        said.display = bool(text)
        said.update(safe.content(text, style))

    def _names(self) -> list[str]:
        """The ids of the records that are not public and were named."""
        return sorted(self._chosen - {OPEN})

    def _wanted(self, id_: str, on: bool) -> None:
        """What is not public goes only after a person said so about this one record."""
        toggle = self.toggles.current
        if not on or id_ == OPEN or toggle is None:
            self._turn(id_, on)
            return
        detail = f"It is {toggle.sign}. Whoever gets the file will read it, and what only it supports. "
        confirm(self.app, f"Name {safe.cut(toggle.label, 60)}?", detail + "It cannot be called back.",
                lambda: self._turn(id_, True), yes="Name it", no="Leave it out")  # fmt: skip

    def _turn(self, id_: str, on: bool) -> None:
        self._chosen = self._chosen | {id_} if on else self._chosen - {id_}
        self.toggles.turn(id_, on)
        self._forget_plan()
        self._look()

    def read_anew(self, what: str) -> None:
        """The desk changed: a new plan is made; the use case refuses to write by the old one."""
        if self._remembered:  # the desk changed by what it keeps of the export itself
            self._remembered = False
        elif not self._writing:
            self._offer()
            self._look()

    # Writing

    @on(Button.Pressed, "#export-go")
    def action_write_export(self) -> None:
        """Writes the file as the plan shows it; asks before anything is written over."""
        if self._writing:
            return
        if self._plan is None:
            self._asked_early = True
            self._tell("Not yet: what goes and what stays is shown before anything is written.", "$warning")
            return
        if self._plan.leaks:
            self._tell("! It would give away what stays behind: see beside. Nothing was written.", "$error")
            return
        typed = self.query_one("#export-path", Input).value.strip()
        if not typed:
            self._tell("! No file is named; type where it is to go.", "$error")
            return
        out = Path(typed).expanduser()
        if self._plan.cautions:
            self.app.push_screen(ReadCautions(self._plan.cautions, lambda: self._ask_and_write(out)))
        else:
            self._ask_and_write(out)

    def _ask_and_write(self, out: Path) -> None:
        if os.path.lexists(out):
            question = f"Write over {out.name}?"
            detail = f"{out}\n\nOnly an earlier reviewed file is written over, nothing else."
            confirm(self.app, question, detail, lambda: self._write(out, over=True), yes="Write over it")
        else:
            self._write(out, over=False)

    @on(Input.Submitted, "#export-path")
    def _path_entered(self) -> None:
        self.action_write_export()

    def _write(self, out: Path, *, over: bool) -> None:
        plan, named = self._plan, self._names()
        if plan is None:
            return
        self._writing = True
        self._tell("", "$dim")
        task = self.app.bridge.task(lambda done, total: shown.report(done, total))
        shown: Progress = show_progress(self.app, f"Writing {out.name}", task.cancel)

        def written(done: Exported) -> None:
            shown.finish()
            reach(self, self._written, done)

        def failed(problem: Problem) -> None:
            shown.finish()
            reach(self, self._failed, problem)

        self.app.bridge.write(
            lambda desk: export(
                desk, out, plan.include_open, named, replace=over, cautions_read=True, seen=plan,
                progress=task.progress,
            ),
            written, failed, task=task,
        )  # fmt: skip

    def _written(self, done: Exported) -> None:
        """Shows what was written, then checks it as its receiver would."""
        self._writing, self._remembered = False, done.remembered is not None
        self._tell("✓ written", "$success")
        self.pane.show(export_lines.written_lines(done))
        self.pane.focus()

        def checked(found: Verified) -> None:
            self.pane.show(export_lines.written_lines(done, found), keep=True)

        self.app.bridge.ask("export", lambda desk: verify(done.path), checked, self._failed, asker=self)

    def why_not(self, command: Command) -> str:
        """Why a key does nothing here."""
        if command.id == "write_export" and self._plan is not None and self._plan.leaks:
            return "It would give away what stays behind: mend that first."
        return ""

    # Moving

    def action_next_pane(self) -> None:
        self.focus_next()

    def action_leave(self) -> None:
        """Esc: back to the screen below; nothing was written."""
        self._stop_looking()
        self.dismiss()

    def action_back(self) -> None:
        self.action_leave()
