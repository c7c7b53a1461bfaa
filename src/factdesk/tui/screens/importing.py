"""Import: which file, the map that says what its columns become, its first rows as claims; then what was taken."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from factdesk.desk.imports import run
from factdesk.desk.imports.report import Report
from factdesk.desk.open import Desk
from factdesk.model.errors import Cancelled, Problem
from factdesk.model.importing.rows import Taken
from factdesk.tui import import_lines, safe
from factdesk.tui.bridge import Task
from factdesk.tui.command_table import Command
from factdesk.tui.forms.lookups import look_up_path
from factdesk.tui.long_work import LongWork
from factdesk.tui.screens.base import MainScreen
from factdesk.tui.widgets.fields.base import FieldWidget
from factdesk.tui.widgets.fields.path import PathField
from factdesk.tui.widgets.fields.text import TextField
from factdesk.tui.widgets.text_pane import TextPane

__all__ = ["ImportScreen"]

FIRST = 5
"""Rows that are shown as claims."""

Looked = tuple[run.Importer, list[tuple[int, Taken]], Report]


class ImportScreen(MainScreen):
    """Nothing is stored before the file was read by the map that stands here, and F2 or Ctrl+S was pressed."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("importing",)
    CSS_PATH = "importing.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._looked: Looked | None = None
        self._read: tuple[str, str] = ("", "")
        self._looking: Task | None = None
        self._writing = False

    def body(self) -> ComposeResult:
        rows = max(4, self.app.size.height - (24 if self.app.size.width < 100 else 12))
        with Horizontal(id="import-panes"):
            with Vertical(id="import-choices", classes="pane"):
                yield PathField("file", "File", look_up_path(self.app), placeholder="data.csv")
                yield Static(id="import-said")
                yield TextField("map", "Map", most=rows, on_change=self._map_changed)
            with Vertical(id="import-plan-pane", classes="pane"):
                yield TextPane(import_lines.empty_lines(), id="import-plan")

    def on_mount(self) -> None:
        """Waits for the name of a file."""
        self.query_one("#import-choices").border_title = safe.content("Import a data set")
        self.query_one("#import-plan-pane").border_title = safe.content("What it would become")
        self.show_header()
        self.map.display = False
        self.path.focus()

    @property
    def path(self) -> PathField:
        return self.query_one(PathField)

    @property
    def map(self) -> TextField:
        return next(field for field in self.query(TextField) if field.field_name == "map")

    @property
    def pane(self) -> TextPane:
        return self.query_one("#import-plan", TextPane)

    def _tell(self, text: str, style: str) -> None:
        self.query_one("#import-said", Static).update(safe.content(text, style))

    # Reading

    def action_read_file(self) -> None:
        """Enter, F5: reads the file by the map that stands here; for another file a map is looked for anew."""
        name = self.path.text.strip()
        if not name or self._writing:
            self._tell("Type the path of a file first." if not name else "", "$warning")
            return
        text = self.map.text if name == self._read[0] else ""
        self._look(name, text)

    def _look(self, name: str, text: str) -> None:
        self._stop_looking()
        self._looked = None
        self._tell("", "$dim")
        self._title("reading …")
        task = self._looking = self.app.bridge.task(self._how_far)

        def look(desk: Desk) -> Looked:
            importer = run.plan(Path(name).expanduser(), None, desk, map_text=text or None)
            first, report = run.preview(importer, FIRST, lambda step: task.progress(step.done, step.total or None))
            return importer, first, report

        self.app.bridge.ask("import", look, lambda looked: self._found(name, looked), self._failed, asker=self)

    def _stop_looking(self) -> None:
        self.app.bridge.forget("import")
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _how_far(self, done: int, total: int | None) -> None:
        if self._looking is not None and total:
            self._title(f"reading: {min(100, 100 * done // total)} %")

    def _title(self, text: str) -> None:
        self.query_one("#import-plan-pane").border_subtitle = safe.content(text)

    def _found(self, name: str, looked: Looked) -> None:
        """Shows the map and what the file would become."""
        importer, first, report = looked
        self._looked, self._looking = looked, None
        self._title("")
        self._read = (name, importer.found.text)
        self.map.display = True
        if self.map.text != importer.found.text:
            self.map.text = importer.found.text
            self.map.buffer.cursor = self.map.top = 0
        if self.path.has_focus:
            self.pane.focus()
        self.pane.show(import_lines.plan_lines(importer, first, report))
        if report.taken:
            self._tell(f"F2 imports {report.taken:,} rows.", "$success")
        else:
            self._tell("No row can be taken by this map.", "$warning")

    def _failed(self, problem: Problem) -> None:
        """What could not be done, in place, in one line; the map stays as it was typed."""
        self._writing, self._looking = False, None
        self._title("")
        if isinstance(problem, Cancelled):
            self._tell("Stopped. The desk is as it was.", "$warning")
        else:
            self._tell(f"! {problem}", "$error")

    def _map_changed(self, field: FieldWidget) -> None:
        if self._looked is not None and self.map.text != self._read[1]:
            self._looked = None
            self._tell("The map was changed: F5 reads the file by it.", "$warning")

    # Storing

    def action_write_import(self) -> None:
        """F2: brings the rows onto the desk, as one action."""
        if self._writing or self._looking is not None:
            self._tell("The file is being read. A moment, please.", "$warning")
            return
        if self._looked is None or self.path.text.strip() != self._read[0]:
            self.action_read_file()
            return
        if self._looked[2].taken and self.may_write():
            self.app.with_author(self._store)

    def _store(self) -> None:
        assert self._looked is not None
        report = self._looked[2]
        name, text = self._read
        file = Path(name).expanduser()
        aside = free_name(file) if report.set_aside else None
        work = LongWork(self.app, f"Importing {file.name}")
        self._writing = True

        def job(desk: Desk) -> Report:
            fresh = run.plan(file, None, desk, map_text=text)
            return run.store(desk, fresh, work.step, aside)

        def stored(done: Report) -> None:
            work.finish()
            self._writing, self._looked = False, None
            self.pane.show(import_lines.done_lines(done))
            self.pane.focus()
            self.query_one("#import-plan-pane").border_title = safe.content("What was taken")
            self._tell(f"recorded: {done.label}" if done.action else "Nothing new: no change was made.", "$success")

        def failed(problem: Problem) -> None:
            work.finish()
            self._failed(problem)

        self.app.bridge.write(job, stored, failed, task=work.task)

    def why_not(self, command: Command) -> str:
        """Why a key does nothing here."""
        if command.id == "write_import" and self._looked is not None and not self._looked[2].taken:
            return "No row can be taken by this map."
        return ""

    def read_anew(self, what: str) -> None:
        """The desk changed: what is shown of the file does not follow from it."""

    # Moving

    def action_next_pane(self) -> None:
        self.focus_next()

    def action_previous_pane(self) -> None:
        self.focus_previous()

    def action_leave(self) -> None:
        """Esc: back to the screen below."""
        self._stop_looking()
        self.dismiss()

    def action_back(self) -> None:
        self.action_leave()


def free_name(file: Path) -> Path:
    """Where rows that are set aside go: beside the file, under a name that is free."""
    number = 1
    path = file.with_name(f"{file.stem}-set-aside.csv")
    while os.path.lexists(path):
        number += 1
        path = file.with_name(f"{file.stem}-set-aside-{number}.csv")
    return path
