"""Intake: the article left with what was found lit, the candidates right; moving in one moves the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from factdesk.desk.decisions import Sheet
from factdesk.desk.known import Read
from factdesk.model.text import brief
from factdesk.model.times import show_moment
from factdesk.tui import safe
from factdesk.tui.candidate_lines import candidate_lines, detail, group_detail, heading_line
from factdesk.tui.forms.keeping import Keeper
from factdesk.tui.screens.article_search import ArticleSearch
from factdesk.tui.taking import KEY
from factdesk.tui.taking.actions import IntakeActions
from factdesk.tui.theme import Look, look
from factdesk.tui.widgets.article_rows import Lit, LitSpans, Rows, lay_out
from factdesk.tui.widgets.ask_bar import AskBar
from factdesk.tui.widgets.candidate_list import CandidateList, Row
from factdesk.tui.widgets.choosing_pane import ChoosingPane
from factdesk.tui.widgets.key_footer import KeyFooter
from factdesk.tui.widgets.one_line import OneLine
from factdesk.tui.widgets.text_pane import Line, TextPane

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["IntakeScreen"]

EMPTY: Final = (
    "Nothing was found in this text. Tab goes into the article: go to a sentence there, or with → and v to words in "
    "it, and press n to add what they state."
)
SILENT: Final = "No rule found anything in this sentence. If it states something, n adds it."
CHOSEN: Final = "n adds these words; v and the arrows choose more, Esc drops them."


class SourceLine(OneLine):
    """What the source is called, and how much is decided."""

    source: dict[str, Any]
    begins = carries = ""
    tally: tuple[int, int, int] = (0, 0, 0)

    def left(self, look: Look, width: int) -> list[safe.Part]:
        told = [self.source.get("title") or self.begins, self.source.get("publisher") or ""]
        day = self.source.get("published_at")
        told.append(f"published {show_moment(day)}" if day else "")
        closed = self.source.get("confidentiality", "public")
        parts: list[safe.Part] = [(" ", None), (" · ".join(part for part in told if part), look.style("heading"))]
        if self.carries:
            parts.append((f" · carries {self.carries}", look.style("ok")))
        if not day:
            parts.append((" no day of publication: s gives it", look.style("warning")))
        if closed != "public":
            parts += [(" ", None), (f" {closed} ", look.style("sign"))]
        return parts

    def right(self, look: Look, width: int) -> list[safe.Part]:
        taken, skipped, left = self.tally
        told = f"  {taken} accepted · {skipped} skipped · {left} undecided "
        return [(told if width >= 100 else f"  {taken}/{taken + skipped + left} ", look.style("text"))]


class IntakeScreen(ArticleSearch, IntakeActions):
    """Nothing is stored before `w`; what was decided is kept as a draft within a second."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("intake",)
    CSS_PATH = "intake.tcss"

    def __init__(self, app: DeskApp, read: Read, states: dict[str, Any], decisions: dict[str, Any] | None) -> None:
        super().__init__()
        self.sheet = Sheet(read)
        self.states = states
        self._resumed = decisions is not None
        if decisions is not None:
            self.sheet.take_up(decisions)
        self.keeper = Keeper(app, KEY, self._draft_body)
        self.spans = LitSpans()

    def body(self) -> ComposeResult:
        yield SourceLine(id="intake-source")
        with Container(id="intake-panes"):
            with Vertical(id="intake-article-pane", classes="pane"):
                yield ChoosingPane(self._lay_out_long, self._placed, self._chosen, id="intake-article")
            with Vertical(id="intake-right"):
                with Vertical(id="intake-list-pane", classes="pane"):
                    yield CandidateList(self._draw, self._at_row, self.action_correct, empty=EMPTY, id="intake-list")
                with Vertical(id="intake-detail-pane", classes="pane"):
                    yield TextPane(id="intake-detail")
        yield AskBar(id="intake-ask")

    def on_mount(self) -> None:
        """All candidates, the cursor on the first that is undecided."""
        self.query_one("#intake-article-pane").border_title = safe.content("Article")
        self.query_one("#intake-list-pane").border_title = safe.content("Candidates")
        self.query_one("#intake-detail-pane").border_title = safe.content("Understood")
        self.begin()
        (self.items if self.sheet.rows else self.article).focus()
        self.show_header()
        self.keeper.keep_now()
        document = self.sheet.document
        if document is not None and document.notes:
            self.say(" ".join(document.notes), "warning")
        if self._resumed:
            self.say("Taken up where you left it. Esc asks whether it is kept or thrown away.")

    def begin(self) -> None:
        """Shows the sheet from its first undecided candidate."""
        self._light_anew()
        self.article.show(self.sheet.text, self.spans)
        rows = self.sheet.rows
        first = next((row for row in rows if row[1] and row[1] not in self.sheet.decided), None)
        self.items.show(rows, first or (rows[1] if len(rows) > 1 else None))
        self._tell()
        if self.items.current is not None:
            self._at_row(self.items.current)

    @property
    def article(self) -> ChoosingPane:
        return self.query_one("#intake-article", ChoosingPane)

    @property
    def items(self) -> CandidateList:
        return self.query_one("#intake-list", CandidateList)

    @property
    def detail(self) -> TextPane:
        return self.query_one("#intake-detail", TextPane)

    # one side follows the other

    def _draw(self, row: Row, width: int, looks: Look) -> list[list[safe.Part]]:
        key, id_ = row
        if not id_:
            return [heading_line(self.sheet, self.sheet.groups[key], width, looks)]
        return candidate_lines(self.sheet, self.sheet.candidates[id_], width, looks)

    def _at_row(self, row: Row) -> None:
        """The cursor of the list moved: the article goes to the words, in the same frame."""
        key, id_ = row
        if id_:
            one = self.sheet.candidates[id_]
            self.article.go_to(one.start, one.end)
            self.detail.show(detail(self.sheet, one, look(self.app)))
        else:
            self.detail.show(group_detail(self.sheet.groups[key]))

    def _placed(self, id_: str | None) -> None:
        """A person went to a place of the article: the list goes to its candidate."""
        if id_ is None:
            start, end = self.article.sentence()
            quote = brief(self.sheet.text[start:end], 400)
            self.detail.show([Line(((SILENT, "dim"),)), Line(), Line(((f"“{quote}”", "quote"),))])
            self.say(SILENT)
        else:
            self.items.go_to_id(id_)
            self.detail.show(detail(self.sheet, self.sheet.candidates[id_], look(self.app)))

    def _chosen(self, words: str) -> None:
        """Words were chosen in the article, or dropped."""
        if words:
            self.detail.show([Line((("chosen", "label"),)), Line(), Line(((f"“{brief(words, 400)}”", "quote"),))])
            self.say(CHOSEN)
        else:
            self.say("")

    def at_hit(self, number: int, of: int) -> None:
        """The words that were found are chosen."""
        self._chosen(self.article.text[slice(*self.article.chosen)])
        self.say(f"Hit {number:,} of {of:,}. {CHOSEN} / Enter goes to the next hit.")

    def _lay_out_long(self, cells: int, done: Callable[[Rows], None]) -> None:
        """A long text is laid out on the reading thread."""
        text = self.sheet.text
        self.app.bridge.ask("intake-rows", lambda desk: lay_out(text, cells), done, asker=self)

    # after a decision

    def decided(self, at: Row | None = None) -> None:
        """Shows what changed; the cursor goes to the row `at` where one is named."""
        fresh = self.sheet.rows is not self.items.rows
        if fresh:
            self._light_anew()
            self.article.light(self.spans)
        else:
            for lit in self.spans.all:
                lit.state = self.sheet.decided.get(lit.id, "")
            self.article.repaint()
        target = at or self.items.current
        if fresh:
            self.items.show(self.sheet.rows, target)
        else:
            self.items.redraw()
            if target is not None and target != self.items.current:
                self.items.go_to(self.items.rows.index(target))
        if self.items.current is not None:
            self._at_row(self.items.current)
        self._tell()
        self.keeper.touched(self)

    def _light_anew(self) -> None:
        decided = self.sheet.decided
        self.spans = LitSpans(
            [
                Lit(one.start, one.end, one.id, one.kind, decided.get(one.id, ""))
                for one in self.sheet.candidates.values()
            ]
        )

    def _tell(self) -> None:
        line = self.query_one(SourceLine)
        line.source, line.tally = self.sheet.source, self.sheet.tally()
        line.begins = brief(self.sheet.text, 80)
        root = self.states.get("root")
        line.carries = str(root[1]) if isinstance(root, list) else ""
        line.refresh()

    def _draft_body(self) -> dict[str, Any]:
        return {"states": self.states, "decisions": self.sheet.to_json()}

    def may_quit(self) -> bool:
        """Quitting keeps everything as a draft."""
        self.keeper.keep_now()
        return True

    def read_anew(self, what: str) -> None:
        """A change of the desk by somebody else leaves the decisions as they are."""

    # moving

    def on_descendant_focus(self) -> None:
        """The keys below are those of the side with the focus."""
        self.query_one(KeyFooter).set_contexts("article" if self.focused is self.article else "intake")

    def action_leave_intake(self) -> None:
        """Esc: chosen words first."""
        if not self.article.drop_choice():
            super().action_leave_intake()

    def action_next_pane(self) -> None:
        (self.article if self.focused is self.items else self.items).focus()

    def action_previous_pane(self) -> None:
        self.action_next_pane()
