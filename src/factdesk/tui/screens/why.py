"""A finding on a page: both sides in their words, with sources and roots, and the verdicts that would settle it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip

from factdesk.desk import browse
from factdesk.model.views import ClaimRow
from factdesk.tui import safe, why_lines
from factdesk.tui.screens.claim_actions import ClaimActions
from factdesk.tui.standing_view import FindingRow, View
from factdesk.tui.theme import look
from factdesk.tui.ways import Way, ways
from factdesk.tui.widgets.board_pane import StandingList
from factdesk.tui.widgets.text_pane import TextPane
from factdesk.tui.widgets.window_list import WindowList
from factdesk.tui.widgets.window_pages import ListWindow as Rows

__all__ = ["WhyScreen"]

NOTHING = "Nothing of this asks for a verdict. Esc goes back."


class WhyScreen(ClaimActions):
    """The findings `rows` of an incident, one a page; n and N turn the pages. Nothing is recorded without Enter in the
    strip that a way opens."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("why",)
    CSS_PATH = "why.tcss"

    def __init__(self, incident: str, rows: Sequence[FindingRow], at: int = 0) -> None:
        super().__init__()
        self._incident, self._rows, self._at = incident, list(rows), at
        self._page: why_lines.Page | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="why-head-pane", classes="pane"):
            yield TextPane(id="why-head")
        with Horizontal(id="why-sides"):
            with Vertical(id="why-left-pane", classes="pane"):
                yield TextPane(id="why-left")
            with Vertical(id="why-right-pane", classes="pane"):
                yield TextPane(id="why-right")
        with Vertical(id="why-ways-pane", classes="pane"):
            yield StandingList(self._draw_way, empty=NOTHING, id="why-ways")

    def on_mount(self) -> None:
        """The first page; the cursor on the first way to settle it."""
        self.query_one("#why-ways-pane").border_title = safe.content("What would settle it · Enter opens the verdict")
        self.show_header()
        self.items.focus()
        self._show_page()

    @property
    def items(self) -> StandingList:
        """The ways on."""
        return self.query_one("#why-ways", StandingList)

    def _pane(self, name: str) -> TextPane:
        return self.query_one(f"#why-{name}", TextPane)

    @property
    def _row(self) -> FindingRow:
        return self._rows[self._at]

    # Reading

    def _show_page(self) -> None:
        """The finding itself at once, its claims as soon as they are read."""
        row = self._row
        many = f" · {self._at + 1} of {len(self._rows)}" if len(self._rows) > 1 else ""
        self.query_one("#why-head-pane").border_title = safe.content(f"Why{many}")
        self._pane("head").show(why_lines.head(row))
        view = self.app.standings.peek(self._incident)
        self.items.show(Rows[Way](ways(row, view) if view is not None else ()))
        if view is not None:
            self.app.bridge.ask("why", lambda desk: why_lines.read(desk, row, view), self._show_sides, asker=self)

    def _show_sides(self, page: why_lines.Page) -> None:
        if page.row != self._row:
            return
        self._page = page
        self._fill()

    def _fill(self) -> None:
        """Two columns where there is room: the first side, and all that stands against it."""
        page, now = self._page, look(self.app)
        if page is None:
            return
        rest = f"and {page.left_out:,} more claims: Esc, and Enter on the finding lists them" if page.left_out else ""
        two = len(page.sides) > 1 and not self.has_class("-narrow")
        self.query_one("#why-right-pane").display = two
        others = [*page.sides[1:], *((card,) for card in page.beside)]
        self._pane("left").show(why_lines.side_lines(page.sides[:1] if two else [*page.sides[:1], *others], now,
                                                     "" if two else rest))  # fmt: skip
        self._pane("right").show(why_lines.side_lines(others, now, rest) if two else [])
        titles = ("One side", "The other" if len(others) == 1 else "The others") if two else ("Both sides", "")
        for name, title in zip(("left", "right"), titles, strict=True):
            self.query_one(f"#why-{name}-pane").border_title = safe.content(title)

    def on_resize(self) -> None:
        """Beside each other, or one under the other."""
        self.call_after_refresh(self._fill)

    def read_anew(self, what: str) -> None:
        """A verdict may have settled it: the page is told anew from what stands now."""
        self.app.standings.ask(self._incident, self._stood, "why-standing", asker=self)

    def _stood(self, view: View | None) -> None:
        if view is None:
            return
        now = {row.id: row for row in view.findings}
        here = now.get(self._row.id)
        if here is None:
            self._pane("head").show(why_lines.settled(self._row))
            self.items.show(Rows[Way](()))
            return
        self._rows = [now[row.id] for row in self._rows if row.id in now]
        self._at = self._rows.index(here)
        self._show_page()

    # Acting

    def _draw_way(self, row: Way, width: int, selected: bool, marked: bool) -> Strip:
        now = look(self.app)
        basis = f"  {row.basis}" if row.basis else ""
        label = safe.cut(row.label, max(8, width - len(basis)))
        style = now.style(row.verdict) if row.verdict else now.style("text")
        return safe.strip([(label, now.style("heading") if selected else style), (basis, now.style("dim"))], width)

    @on(WindowList.Selected)
    async def _take(self, event: WindowList.Selected) -> None:
        """Opens the strip with what is proposed, or the form; nothing is recorded yet."""
        from factdesk.tui.forms import open_edit
        from factdesk.tui.proposal import Typed

        way: Way = event.row
        if not self.may_write():
            return
        if not way.verdict:
            open_edit(self.app, way.claims[0], self.changed)
            return
        note = "Proposed from what stands: read it, change it, and Enter records it."
        typed = Typed(way.basis or None, way.reason, None, note, proposed=True)
        await self.open_strip(way.verdict, way.claims, self._kept(way.verdict, way.claims) or typed)

    def current_claim(self) -> ClaimRow | None:
        """The claim that a side's cursor is on."""
        pane = next((self._pane(name) for name in ("left", "right") if self._pane(name).has_focus), None)
        ref = pane.current_ref if pane is not None else None
        return browse.claim_row(self.desk, ref) if ref is not None else None

    @on(TextPane.Entered)
    def _enter_reference(self, event: TextPane.Entered) -> None:
        self.dismiss()
        self.app.go_to(event.ref)

    def action_claims(self) -> None:
        """`f`: back to the desk, with the claims of this finding alone in the list."""
        row, app = self._row, self.app
        self.dismiss()
        app.show_finding(self._incident, row)

    # Moving

    def action_next_finding(self) -> None:
        self._turn(1)

    def action_previous_finding(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self._at = (self._at + step) % len(self._rows)
        self._show_page()

    def action_next_pane(self) -> None:
        self._step(1)

    def action_previous_pane(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        stops: list[Any] = [self.items, self._pane("left")]
        if self._pane("right").display and self.query_one("#why-right-pane").display:
            stops.append(self._pane("right"))
        here = next((at for at, stop in enumerate(stops) if stop.has_focus), 0)
        stops[(here + step) % len(stops)].focus()

    def on_descendant_focus(self) -> None:
        """A low screen gives its lines to the side that is read."""
        self.set_class(self._pane("left").has_focus or self._pane("right").has_focus, "reading")

    def action_leave(self) -> None:
        """Esc: to the ways, then back to the screen below."""
        if not self.items.has_focus:
            self.items.focus()
        else:
            self.app.bridge.forget("why")
            self.dismiss()
