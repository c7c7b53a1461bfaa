"""The fact sheet of an incident: what can be said, attributed; read, copied, or saved in one of three forms."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Vertical

from factdesk.desk import browse
from factdesk.desk.export import Unread
from factdesk.desk.sheet import Sheet, sheet
from factdesk.desk.sheet_forms import FORMS
from factdesk.desk.text_file import write_text
from factdesk.model.errors import Cancelled, Problem
from factdesk.model.text import clean_line
from factdesk.tui import safe
from factdesk.tui.bridge import Task
from factdesk.tui.screens.base import MainScreen
from factdesk.tui.screens.cautions import ReadCautions
from factdesk.tui.screens.dialogs import ask_text, confirm
from factdesk.tui.screens.export import default_target
from factdesk.tui.widgets.text_pane import Line, TextPane

__all__ = ["SheetScreen"]

NAMES: Final = {"txt": "plain text", "md": "Markdown", "html": "HTML"}
"""The forms of a sheet by the ends of their files' names."""


class SheetScreen(MainScreen):
    """Shows the sheet in one of its forms, as it would be copied or saved; what is not public stays behind."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("sheet",)
    CSS_PATH = "sheet.tcss"

    def __init__(self, incident: str) -> None:
        super().__init__()
        self._incident = incident
        self._form = "txt"
        self._sheet: Sheet | None = None
        self._read = False
        self._looking: Task | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="sheet-pane", classes="pane"):
            yield TextPane(id="sheet")

    def on_mount(self) -> None:
        """Makes the sheet in the reader's thread: it looks through what a reviewed file would hold."""
        self.show_header()
        self.pane.focus()
        self._make()

    @property
    def pane(self) -> TextPane:
        return self.query_one("#sheet", TextPane)

    @property
    def text(self) -> str:
        """The sheet in the form that is shown, with every character made harmless; "" while there is none."""
        if self._sheet is None:
            return ""
        return "\n".join(clean_line(line) for line in FORMS[self._form](self._sheet)) + "\n"

    # Making

    def _make(self) -> None:
        self._stop()
        if self._sheet is None:
            self.pane.show([Line((("Looking through the desk …", "dim"),))])
        task = self._looking = self.app.bridge.task(self._how_far, self)
        incident, read = self._incident, self._read
        self.app.bridge.ask(
            "sheet",
            lambda desk: sheet(desk, incident, (), task.progress, cautions_read=read),
            self._made,
            self._failed,
            asker=self,
        )

    def _stop(self) -> None:
        self.app.bridge.forget("sheet")
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _how_far(self, done: int, total: int | None) -> None:
        if self._looking is not None and total:
            self.query_one("#sheet-pane").border_subtitle = safe.content(f"{100 * done // total} %")

    def _made(self, found: Sheet) -> None:
        self._sheet, self._looking = found, None
        self._show(keep=True)

    def _failed(self, problem: Problem) -> None:
        """Where a reviewed file would be refused, so is the sheet; places that must be read are offered to be read."""
        self._looking = None
        if isinstance(problem, Cancelled):
            return
        self._sheet = None
        self.pane.show([Line((("! ", "error"), (str(problem), "text")), hang=2),
                        Line((("E lists every place, and how to mend it.", "dim"),))])  # fmt: skip
        if isinstance(problem, Unread) and self.is_current:
            self.app.push_screen(ReadCautions(problem.cautions, self._were_read))

    def _were_read(self) -> None:
        self._read = True
        self._make()

    def read_anew(self, what: str) -> None:
        """The desk changed: the sheet too. Places that were read may be others now."""
        self._read = False
        self._make()

    # Showing

    def _show(self, *, keep: bool = False) -> None:
        if self._sheet is None:
            return
        pane = self.query_one("#sheet-pane")
        pane.border_title = safe.content(f"Fact sheet · {NAMES[self._form]} · f changes the form")
        held = sum(self._sheet.held.values())
        left = f"{held:,} claims are left out: not public, or nothing public carries them" if held else ""
        pane.border_subtitle = safe.content(left)
        self.pane.show([Line(((line, "text"),), hang=3) for line in self.text.split("\n")], keep=keep)

    def action_sheet_form(self) -> None:
        """`f`: the next form."""
        forms = list(NAMES)
        self._form = forms[(forms.index(self._form) + 1) % len(forms)]
        self._show()

    def action_copy(self) -> None:
        """The whole sheet in the form that is shown."""
        if self._sheet is not None:
            self.app.copy_to_clipboard(self.text)
            self.say(f"Copied: the fact sheet as {NAMES[self._form]}, {len(self.text):,} characters.", "done")

    def action_save_sheet(self) -> None:
        """Asks where to; the end of the name decides the form."""
        if self._sheet is None:
            return
        code = browse.incident(self.desk, self._incident).code
        named = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in code)
        proposal = default_target(Path(self.app.bridge.path)).with_name(f"{named}-sheet.{self._form}")
        ask_text(self.app, "Save the fact sheet into which file?", self._save, value=str(proposal),
                 detail="The name's end tells the form: .txt, .md or .html")  # fmt: skip

    def _save(self, answer: str) -> None:
        out = Path(answer).expanduser()
        form = out.suffix.removeprefix(".").casefold()
        if form in NAMES and form != self._form:
            self._form = form
            self._show()
        if os.path.lexists(out):
            confirm(self.app, f"Write over {out.name}?", str(out), lambda: self._write(out, over=True),
                    yes="Write over it", careful=True)  # fmt: skip
        else:
            self._write(out, over=False)

    def _write(self, out: Path, *, over: bool) -> None:
        try:
            write_text(out, self.text, replace=over)
        except Problem as problem:
            self.failed(problem)
        else:
            self.say(f"Saved: {out}", "done")

    def action_leave(self) -> None:
        """Esc: back to the screen below."""
        self._stop()
        self.dismiss()
