"""The findings of the lint beside the draft: the words are lit, and each finding says what would be right."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from factdesk.desk.drafts import drop_draft
from factdesk.desk.lint import Linted
from factdesk.tui import safe
from factdesk.tui.linting import KEY
from factdesk.tui.linting.finding_lines import detail, finding_lines, grouped
from factdesk.tui.screens.article_search import ArticleSearch
from factdesk.tui.theme import Look
from factdesk.tui.widgets.article_pane import ArticlePane
from factdesk.tui.widgets.article_rows import Lit, LitSpans, Rows, lay_out
from factdesk.tui.widgets.ask_bar import AskBar
from factdesk.tui.widgets.candidate_list import CandidateList, Row
from factdesk.tui.widgets.text_pane import TextPane

__all__ = ["LintScreen"]

CLEAN: Final = "Nothing was found: every figure of the draft agrees with what the desk holds."
SILENT: Final = "The draft states no figure and no claim that could be held against the desk."


class LintScreen(ArticleSearch):
    """Nothing is changed here, neither the draft nor the desk."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("lint",)
    CSS_PATH = "../taking/intake.tcss"

    def __init__(self, text: str, found: Linted) -> None:
        super().__init__()
        self.text, self.found = text, found
        self.groups = grouped(found.findings)

    def body(self) -> ComposeResult:
        with Container(id="intake-panes"):
            with Vertical(id="intake-article-pane", classes="pane"):
                yield ArticlePane(self._lay_out_long, self._placed, id="intake-article")
            with Vertical(id="intake-right"):
                with Vertical(id="intake-list-pane", classes="pane"):
                    empty = CLEAN if self.found.figures else SILENT
                    yield CandidateList(self._draw, self._at_row, self.action_select, empty=empty, id="intake-list")
                with Vertical(id="intake-detail-pane", classes="pane"):
                    yield TextPane(id="intake-detail")
        yield AskBar(id="intake-ask")

    def on_mount(self) -> None:
        """The draft with its findings, the cursor on the first."""
        incident, number = self.found.incident, len(self.groups)
        self.query_one("#intake-article-pane").border_title = safe.content("Draft")
        told = f"{incident.code} {incident.title} · {number} finding{'' if number == 1 else 's'}"
        self.query_one("#intake-list-pane").border_title = safe.content(told)
        self.query_one("#intake-detail-pane").border_title = safe.content("What would be right")
        spans = [Lit(group[0].start, group[0].end, id_, "finding") for id_, group in self.groups.items()]
        self.article.show(self.text, LitSpans(spans))
        self.items.show([("", id_) for id_ in self.groups])
        if self.items.current is not None:
            self._at_row(self.items.current)
        (self.items if self.groups else self.article).focus()
        self.show_header()
        self.say(f"{self.found.figures} figures were looked at." if number else CLEAN if self.found.figures else SILENT)

    @property
    def article(self) -> ArticlePane:
        return self.query_one("#intake-article", ArticlePane)

    @property
    def items(self) -> CandidateList:
        return self.query_one("#intake-list", CandidateList)

    def _draw(self, row: Row, width: int, looks: Look) -> list[list[safe.Part]]:
        return finding_lines(self.groups[row[1]], width, looks)

    def _at_row(self, row: Row) -> None:
        group = self.groups[row[1]]
        self.article.go_to(group[0].start, group[0].end)
        self._tell(row[1])

    def _placed(self, id_: str | None) -> None:
        if id_ is not None:
            self.items.go_to_id(id_)
            self._tell(id_)

    def _tell(self, id_: str) -> None:
        """All of a finding beside the draft; where there is no room for that, its sentence below."""
        group = self.groups[id_]
        pane = self.query_one("#intake-detail", TextPane)
        pane.show(detail(group))
        if not self.query_one("#intake-detail-pane").display:
            self.say(f"{group[0].why} {group[0].say}".strip())

    def _lay_out_long(self, cells: int, done: Callable[[Rows], None]) -> None:
        text = self.text
        self.app.bridge.ask("lint-rows", lambda desk: lay_out(text, cells), done, asker=self)

    def action_select(self) -> None:
        """Goes to the desk's claim; L comes back to the draft."""
        row = self.items.current
        claim = self.groups[row[1]][0].claim if row is not None else ""
        if not claim:
            self.say("The desk has no claim for this: add it, or take it out of the draft.", "warning")
            return
        app = self.app
        self.dismiss()
        app.call_after_refresh(app.go_to, claim)
        app.say("L goes back to the draft.")

    def action_copy(self) -> None:
        """Copies the attributed sentence that would be right."""
        row = self.items.current
        say = self.groups[row[1]][0].say if row is not None else ""
        if say:
            self.app.copy_to_clipboard(say)
            self.say(f"Copied: {say}", "done")
        else:
            self.say("There is no sentence to copy: the desk has no such claim.", "warning")

    def action_lint(self) -> None:
        """Back to the draft, to mend it and hold it against the desk again."""
        from factdesk.tui.linting import open_lint

        app, incident = self.app, self.found.incident.id
        self.dismiss()
        app.call_after_refresh(open_lint, app, incident)

    def action_next_pane(self) -> None:
        (self.article if self.focused is self.items else self.items).focus()

    def action_previous_pane(self) -> None:
        self.action_next_pane()

    def action_leave(self) -> None:
        """Esc: back; the draft's text is forgotten, for it is the editor's own."""
        self.app.bridge.write(lambda desk: drop_draft(desk, KEY), lambda _: None, quiet=True)
        self.app.bridge.forget("lint-rows")
        self.dismiss()
