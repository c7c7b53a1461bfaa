"""What every field of a form shares: a label, a body, what was understood beneath, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from factdesk.model.errors import Problem
from factdesk.tui import safe
from factdesk.tui.patient import Patient
from factdesk.tui.theme import COLOURS, Look, look

__all__ = ["LABEL", "FieldWidget", "Parts"]

LABEL: Final = 14
"""Cells of the label's column, the gap behind it included."""

Parts = Sequence[tuple[str, Style | None]]


class FieldWidget(Patient, Widget, can_focus=True):
    """A labelled field, drawn line by line: body, note, error. Subclasses draw the body.

    A note says what was understood, an error what is wrong; both are the program's words around data and
    are wrapped. `on_change` is called in the same handler in which the value changed, so that everything
    that depends on it is drawn in the same frame.
    """

    DEFAULT_CSS = "FieldWidget { width: 100%; height: auto; }"

    def __init__(
        self,
        field_name: str,
        label: str,
        *,
        required: bool = False,
        on_change: Callable[[FieldWidget], None] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id or f"field-{field_name.replace('_', '-')}")
        self.field_name, self.label, self.required = field_name, label, required
        self.margin = LABEL if label else 2
        self.on_change = on_change
        self.note, self.note_use = "", "dim"
        self.error = ""
        self._height = 0

    # what subclasses give

    @property
    def state(self) -> Any:
        """What a draft keeps, as JSON types."""
        raise NotImplementedError

    @state.setter
    def state(self, state: Any) -> None:
        raise NotImplementedError

    @property
    def value(self) -> str | None:
        """What is stored: the raw text, or None for an empty field."""
        raise NotImplementedError

    def body_height(self, cells: int) -> int:
        """Rows of the body at that width."""
        raise NotImplementedError

    def body_parts(self, y: int, cells: int, style: Style) -> Parts:
        """Row `y` of the body; what it leaves free is filled in `style`."""
        raise NotImplementedError

    def extra_parts(self, cells: int) -> Sequence[Parts]:
        """Rows between the body and the note: a list of matches while the field has the focus."""
        return ()

    # what the form says

    def problem(self) -> str:
        """What is wrong with the value as far as the field can tell by itself; empty where nothing is."""
        return "this is required" if self.required and self.value is None else ""

    def reject(self, problem: Problem) -> None:
        """Shows an error that has this field as its place: what, and what to do."""
        self.complain(f"{problem.what}; {problem.todo}" if problem.todo else problem.what)

    def say(self, note: str, use: str = "dim") -> None:
        """Shows a note under the field, in the colour of a use (dim, ok, warning …)."""
        if (note, use) != (self.note, self.note_use):
            self.note, self.note_use = note, use
            self.redraw()

    def complain(self, error: str) -> None:
        """Shows what is wrong under the field; an empty text takes it away."""
        if error != self.error:
            self.error = error
            self.redraw()

    def changed(self) -> None:
        """To be called by subclasses after the value changed."""
        self.error = ""
        if self.on_change is not None:
            self.on_change(self)
        self.redraw()

    def redraw(self) -> None:
        """Draws the field again; the form is laid out anew only where the height changed."""
        if not self.is_mounted:
            return
        grown = self._measure(self.size.width) != self._height
        self.refresh(layout=grown)
        if grown and self.has_focus:
            self.call_after_refresh(self.scroll_visible, animate=False)

    # drawing

    @property
    def looks(self) -> Look:
        """The look of this frame."""
        return look(self.app)

    def body_style(self) -> Style:
        """The ground on which text is typed: lighter where the focus is."""
        looks = self.looks
        if not looks.colour:
            return Style(underline=True)
        colours = COLOURS[looks.theme]
        return Style(color=colours["text"], bgcolor=colours["cursor_idle" if self.has_focus else "panel"])

    def body_cells(self, width: int) -> int:
        """Cells of the body in a field of that width."""
        return max(2, width - self.margin - 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as body, note and error need."""
        self._height = self._measure(width)
        return self._height

    def _measure(self, width: int) -> int:
        cells = self.body_cells(width)
        return self.body_height(cells) + len(self.extra_parts(cells)) + len(self._under(cells))

    def _under(self, cells: int) -> list[tuple[str, str]]:
        """The rows under the body with their use."""
        note = "" if self.note == self.error else self.note
        rows = [(row, self.note_use) for row in safe.wrap(note, cells, limit=600)] if note else []
        if self.error:
            rows += [(row, "error") for row in safe.wrap(self.error, cells, limit=600)]
        return rows

    def render_line(self, y: int) -> Strip:
        """One line of the field, on the widget's own colours: the terminal's would show through otherwise."""
        return self._line(y).apply_style(self.visual_style.rich_style)

    def _line(self, y: int) -> Strip:
        width = self.size.width
        cells = self.body_cells(width)
        height = self.body_height(cells)
        looks = self.looks
        if y < height:
            style = self.body_style()
            body = safe.strip(self.body_parts(y, cells, style), cells, style)
            return Strip.join([self._label(looks) if y == 0 else self._margin(looks), body]).adjust_cell_length(width)
        extra = self.extra_parts(cells)
        if y < height + len(extra):
            row = safe.strip(extra[y - height], cells)
            return Strip.join([self._margin(looks), row]).adjust_cell_length(width)
        under = self._under(cells)
        y -= height + len(extra)
        if y >= len(under):
            return Strip.blank(width)
        text, use = under[y]
        mark = "! " if use == "error" and (y == 0 or under[y - 1][1] != "error") else "  "
        said = safe.strip([(mark, looks.style("error")), (text, looks.style(use))])
        return Strip.join([Strip.blank(self.margin - 2), said]).adjust_cell_length(width)

    def _label(self, looks: Look) -> Strip:
        here = self.has_focus
        bar = looks.sign("cursor") if here else " "
        name = self.label + ("*" if self.required else "")
        use = "error" if self.error else "key" if here else "label"
        return safe.strip(
            [(bar, looks.style("key")), (safe.fit(name, LABEL - 2), looks.style(use)), (" ", None)], LABEL
        )

    def _margin(self, looks: Look) -> Strip:
        bar = looks.sign("cursor") if self.has_focus else " "
        return safe.strip([(bar, looks.style("key"))], self.margin)

    def watch_has_focus(self, has_focus: bool) -> None:
        """The label and the ground tell where the focus is."""
        super().watch_has_focus(has_focus)
        self.redraw()
