"""A pane of styled, wrapped text that scrolls: cards, notes, help. Only what is seen is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from factdesk.tui import safe
from factdesk.tui.commands import bindings_for
from factdesk.tui.patient import Patient
from factdesk.tui.theme import Look, look
from factdesk.tui.widgets.scrolling import set_line_count
from factdesk.tui.widgets.text_lines import BLANK, RULE, Laid, Line, Piece, field, heading, lay_out, line

__all__ = ["BLANK", "RULE", "Line", "TextPane", "field", "heading", "line"]


class TextPane(Patient, ScrollView, can_focus=True):
    """Shows `Line`s, wrapped to its width.

    `show(lines)` replaces all of them and is drawn in the same frame as whatever else the handler
    changed. Lines with a `ref` are anchors: ↓ and ↑ go from one to the next where one is in view and
    scroll by a line where none is; Enter, `l`, → or a click post `Entered`. Text can be selected with the
    mouse and copied.
    """

    ALLOW_SELECT = True
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("text")
    DEFAULT_CSS = """
    TextPane { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; padding: 0 1; }
    """

    class Entered(Message):
        """Somebody went into an anchor."""

        def __init__(self, pane: TextPane, ref: str) -> None:
            super().__init__()
            self.pane, self.ref = pane, ref

        @property
        def control(self) -> TextPane:
            """The pane, so that `@on(TextPane.Entered, "#card")` works."""
            return self.pane

    def __init__(
        self,
        lines: Sequence[Line] = (),
        *,
        on_anchor: Callable[[str | None], None] | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines = tuple(lines)
        self._on_anchor = on_anchor
        self._anchor: int | None = None
        self._found = ""
        self._laid: list[Laid] = []
        self._laid_width = -1
        self._look: Look | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(512)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown, before wrapping."""
        return self._lines

    @property
    def current_ref(self) -> str | None:
        """The `ref` of the line that ↓ and ↑ went to, if any."""
        return None if self._anchor is None else self._lines[self._anchor].ref

    def show(self, lines: Sequence[Line], *, keep: bool = False) -> None:
        """Shows these lines, from the top, or with `keep` from where it was scrolled to.

        With `keep` the anchor stays too where a line with the same `ref` is there.
        """
        lit = self._anchor is not None or bool(self._found)
        ref = self.current_ref if keep else None
        self._lines = tuple(lines)
        self._anchor = next((i for i, item in enumerate(self._lines) if ref and item.ref == ref), None)
        self._found = self._found if keep else ""
        self._laid_width = -1
        before, old_top = self._laid, self.scroll_offset.y
        self._lay_out()
        self._scroll(old_top if keep else 0)
        if lit or self._laid_width < 0:
            self.refresh()
        else:
            self._refresh_what_changed(before, old_top)

    def _refresh_what_changed(self, before: list[Laid], old_top: int) -> None:
        """Draws the lines of the view anew that look otherwise: often most of a card is as empty as before."""
        top = self.scroll_offset.y
        for y in range(self.size.height):
            old = before[old_top + y] if old_top + y < len(before) else None
            new = self._laid[top + y] if top + y < len(self._laid) else None
            if old != new:
                self.refresh_lines(top + y)

    def find(self, text: str, *, backwards: bool = False) -> bool:
        """Scrolls to the next line that holds the text (any case) and lights it; False where none does."""
        self._found = safe.plain(text).casefold()
        self._strips.clear()
        self.refresh()
        hits = [i for i, laid in enumerate(self._laid) if self._found and self._found in laid.text.casefold()]
        if not hits:
            return False
        top = self.scroll_offset.y
        beyond = [i for i in hits if (i < top if backwards else i > top)]
        self._scroll(beyond[-1 if backwards else 0] if beyond else hits[-1 if backwards else 0])
        return True

    # Layout

    def _lay_out(self) -> None:
        width = self._inner()
        if width > 0 and width != self._laid_width:
            self._laid = list(lay_out(self._lines, width))
            self._laid_width = width
            self._strips.clear()
            set_line_count(self, len(self._laid))

    def _inner(self) -> int:
        """The width that text is wrapped to; the scrollbar's column is always left free, so that a longer
        text is not wrapped twice."""
        return self.content_region.width - self.styles.scrollbar_size_vertical

    def on_mount(self) -> None:
        self._lay_out()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        first = self._laid[self.scroll_offset.y].source if self.scroll_offset.y < len(self._laid) else 0
        wrapped_anew = self._laid_width not in (-1, self._inner())
        self._lay_out()
        self.refresh()
        if wrapped_anew:
            self._scroll(next((i for i, laid in enumerate(self._laid) if laid.source >= first), 0))

    # Drawing

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._look = None

    def selection_updated(self, selection: Selection | None) -> None:
        self._strips.clear()
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract("\n".join(laid.text for laid in self._laid)), "\n"

    def render_lines(self, crop: Region) -> list[Strip]:
        now = look(self.app)
        if now is not self._look:
            self._look = now
            self._strips.clear()
        if self._laid_width < 0:  # it was given lines while it was hidden
            self._lay_out()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        index = self.scroll_offset.y + y
        width = self.size.width
        base = self.visual_style.rich_style
        if index >= len(self._laid):
            return Strip.blank(width, base)
        strip = self._strips.get(index)
        if strip is None:
            strip = self._strips[index] = self._draw(index, width).apply_style(base)
        return strip.apply_offsets(0, index)

    def _draw(self, index: int, width: int) -> Strip:
        assert self._look is not None
        laid = self._laid[index]
        if laid.rule:
            return Strip([Segment(self._look.sign("rule") * width, self._look.style("rule"))], width)
        made = [Segment(" " * laid.indent)] if laid.indent else []
        made += [self._segment(piece) for piece in laid.pieces if piece[0]]
        made = self._light(made, index)
        strip = Strip(made).adjust_cell_length(width)
        if laid.source == self._anchor and self.has_focus:
            strip = strip.apply_style(self._look.style("cursor"))
        return strip

    def _segment(self, piece: Piece) -> Segment:
        assert self._look is not None
        text, style = piece
        return Segment(text, self._look.style(style) if isinstance(style, str) else style)

    def _light(self, made: list[Segment], index: int) -> list[Segment]:
        """Hits of `find` and the mouse's selection, lit up."""
        assert self._look is not None
        text = "".join(segment.text for segment in made)
        spans = []
        if self._found and len(text) == len(text.casefold()):
            start = text.casefold().find(self._found)
            while start >= 0:
                spans.append((start, start + len(self._found), self._look.style("match")))
                start = text.casefold().find(self._found, start + len(self._found))
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(index)) is not None:
            start, stop = span
            style = self.screen.get_component_rich_style("screen--selection")
            spans.append((start, len(text) if stop == -1 else stop, style))
        for start, stop, style in spans:
            before, lit, after = Segment.divide(made, _cells(text, start, stop))
            made = [*before, *Segment.apply_style(lit, post_style=style), *after]
        return made

    # Moving

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=min(max(top, 0), max(0, len(self._laid) - self.size.height)), animate=False, force=True)

    def _go(self, step: int) -> None:
        """To the next anchor in the direction where one is in view, else by a line."""
        target = self._next_anchor(step)
        if target is None:
            self._scroll(self.scroll_offset.y + step)
            return
        self._anchor = target
        self._strips.clear()
        self.refresh()
        if self._on_anchor is not None:
            self._on_anchor(self.current_ref)

    def _next_anchor(self, step: int) -> int | None:
        top, height = self.scroll_offset.y, self.size.height
        shown = [laid.source for laid in self._laid[top : top + height] if self._lines[laid.source].ref is not None]
        visible = sorted(set(shown))
        if self._anchor not in visible:
            return (visible[0] if step > 0 else visible[-1]) if visible else None
        beyond = [i for i in visible if (i > self._anchor if step > 0 else i < self._anchor)]
        return (beyond[0] if step > 0 else beyond[-1]) if beyond else None

    def action_cursor_down(self) -> None:
        self._go(1)

    def action_cursor_up(self) -> None:
        self._go(-1)

    def action_page_down(self) -> None:
        self._scroll(self.scroll_offset.y + max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        self._scroll(self.scroll_offset.y - max(1, self.size.height - 1))

    def action_first(self) -> None:
        self._scroll(0)

    def action_last(self) -> None:
        self._scroll(len(self._laid))

    def action_select(self) -> None:
        if self.current_ref is not None:
            self.post_message(self.Entered(self, self.current_ref))

    def on_focus(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_blur(self) -> None:
        self.on_focus()

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        index = self.scroll_offset.y + place.y if place is not None else -1
        if not 0 <= index < len(self._laid) or self.text_selection is not None:
            return
        source = self._laid[index].source
        if self._lines[source].ref is not None:
            self._anchor = source
            self.on_focus()
            self.action_select()


def _cells(text: str, start: int, stop: int) -> list[int]:
    """Character positions as the cell positions at which Rich divides segments."""
    whole = safe.cell_len(text)
    return [safe.cell_len(text[:start]), safe.cell_len(text[:stop]), whole]
