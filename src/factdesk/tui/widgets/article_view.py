"""Draws an article with what is lit in it: by colour, by underline or slant, and by a sign in the margin."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from factdesk.tui.theme import Look, look
from factdesk.tui.widgets.article_rows import TOP, Lit, LitSpans, Rows, lay_out
from factdesk.tui.widgets.fields.shown import glyphs
from factdesk.tui.widgets.scrolling import set_line_count

__all__ = ["MARGIN", "SIGNS", "ArticleView"]

MARGIN: Final = 3
"""Cells left of the text: whether it is decided, what it is, a blank."""
SIGNS: Final = {"figure": "#", "assertion": "=", "statement": '"', "denial": "!", "unread": "?", "finding": "!"}
"""The sign of a kind, readable on any terminal."""
AT_ONCE: Final = 60_000
"""Characters that are laid out in the frame itself; a longer text is handed to `on_long`."""
_COLOURS: Final = {
    "figure": "match", "assertion": "accent", "statement": "accent", "denial": "denied", "unread": "warning",
    "finding": "warning",
}  # fmt: skip
_FORMS: Final = {
    "figure": Style(bold=True, underline=True), "assertion": Style(underline=True), "statement": Style(italic=True),
    "denial": Style(bold=True, underline=True, italic=True), "unread": Style(underline=True, dim=True),
    "finding": Style(bold=True, underline=True),
}  # fmt: skip


class ArticleView(ScrollView, can_focus=True):
    """Shows a text, wrapped in cells, never as markup; control characters show as signs.

    `on_long(cells, done)` has a long text laid out elsewhere and hands the rows to `done`.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ArticleView { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    def __init__(self, on_long: Callable[[int, Callable[[Rows], None]], None], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._on_long = on_long
        self._wanted = 0
        self._strips: LRUCache[int, Strip] = LRUCache(512)
        self._look: Look | None = None
        self._focused_look = False
        self.text = ""
        self.rows = lay_out("", 80)
        self.spans = LitSpans()
        self.here: tuple[int, int] = (0, 0)
        self.chosen: tuple[int, int] = (0, 0)

    # what is shown

    def show(self, text: str, spans: LitSpans) -> None:
        """Another text, from its beginning."""
        self.text, self.spans = text, spans
        self.here = self.chosen = (0, 0)
        self._wanted = 0
        self._lay_out()

    def light(self, spans: LitSpans) -> None:
        """The same text lit otherwise."""
        self.spans = spans
        self.repaint()

    def repaint(self) -> None:
        """Draws what is in view anew."""
        self._strips.clear()
        self.refresh()

    def _cells(self) -> int:
        return self.content_region.width - self.styles.scrollbar_size_vertical - MARGIN

    def _lay_out(self) -> None:
        cells = self._cells()
        if cells < 2 or cells == self._wanted:
            return
        self._wanted = cells
        if len(self.text) <= AT_ONCE:
            self._take_rows(lay_out(self.text, cells))
        else:
            self._on_long(cells, self._take_rows)

    def _take_rows(self, rows: Rows) -> None:
        if rows.cells != self._wanted:
            return  # the width changed meanwhile
        first = self.rows.starts[self.scroll_offset.y] if self.scroll_offset.y < len(self.rows) else 0
        self.rows = rows
        set_line_count(self, len(rows))
        self._scroll(rows.row_of(first))
        self.repaint()

    def on_mount(self) -> None:
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def on_focus(self) -> None:
        self.repaint()

    on_blur = on_focus

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=min(max(top, 0), max(0, len(self.rows) - self.size.height)), animate=False, force=True)

    # drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        now = look(self.app)
        if now is not self._look:
            self._look = now
            self._strips.clear()
        if self._cells() != self._wanted:  # the first frame comes before the size is told
            self._lay_out()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        index = self.scroll_offset.y + y
        base = self.visual_style.rich_style
        if index >= len(self.rows):
            return Strip.blank(self.size.width, base)
        strip = self._strips.get(index)
        if strip is None:
            made = Strip(self._row(index)).adjust_cell_length(self.size.width)
            strip = self._strips[index] = made.apply_style(base)
        return strip

    def _row(self, index: int) -> list[Segment]:
        assert self._look is not None
        start, stop = self.rows.starts[index], self.rows.stops[index]
        made = self._margin(start, stop)
        for low, high, lit in self.spans.runs(start, stop):
            made += self._run(low, high, lit)
        return made

    def _margin(self, start: int, stop: int) -> list[Segment]:
        """Of the spans that begin in the row the foremost kind, and how it was decided."""
        looks = self._look
        assert looks is not None
        begun = [one for one in self.spans.over(start, stop) if one.start >= start]
        if not begun:
            return [Segment(" " * MARGIN)]
        best = min(begun, key=lambda one: (one.state == "skipped", TOP[one.kind]))
        glyph, style = decision(looks, best.state)
        return [Segment(glyph, style), Segment(SIGNS[best.kind], looks.style(_COLOURS[best.kind])), Segment(" ")]

    def _run(self, low: int, high: int, lit: Lit | None) -> list[Segment]:
        """Characters of one look, cut where the current place or the chosen words begin and end."""
        looks = self._look
        assert looks is not None
        base = kind_style(looks, lit) if lit is not None else Style()
        cuts = sorted({low, high, *(min(max(at, low), high) for at in (*self.here, *self.chosen))})
        made = []
        for start, stop in pairwise(cuts):
            style = base
            if self.here[0] <= start < self.here[1]:
                style += looks.style("cursor" if lit is not None and _same(lit, self.here) else "cursor_idle")
            if self.chosen[0] <= start < self.chosen[1]:
                style += looks.style("cursor") + Style(bold=True)
            shown = _shown(self.text, start, stop)
            if shown:
                made.append(Segment(shown, style))
        return made


def _shown(text: str, start: int, stop: int) -> str:
    part = text[start:stop]
    if part.isascii() and part.isprintable():
        return part
    return "".join(glyph for glyph, _ in glyphs(text, start, stop))


def _same(lit: Lit, here: tuple[int, int]) -> bool:
    """Whether the current place is the span's own, or lies in it."""
    return lit.start <= here[0] and here[1] <= lit.end


def kind_style(looks: Look, lit: Lit) -> Style:
    """How a span looks: what was skipped is not lit any more."""
    if lit.state == "skipped":
        return looks.style("dim")
    form = _FORMS[lit.kind]
    return looks.style(_COLOURS[lit.kind]) + form if looks.colour else form


def decision(looks: Look, state: str) -> tuple[str, Style]:
    """The sign of a decision: accepted, skipped, or none yet."""
    if state == "accepted":
        return ("+" if looks.ascii else "✓"), looks.style("ok")
    return ("-" if looks.ascii else "–", looks.style("dim")) if state == "skipped" else (" ", Style())
