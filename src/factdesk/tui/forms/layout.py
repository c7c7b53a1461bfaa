"""How a form looks and is walked through: groups in columns, help for the field with the focus, news below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from factdesk.tui import safe
from factdesk.tui.commands import bindings_for
from factdesk.tui.forms.footer import FormFooter
from factdesk.tui.forms.spec import Field, FormSpec
from factdesk.tui.screens.leaving import Leaving
from factdesk.tui.widgets.fields.base import FieldWidget
from factdesk.tui.widgets.fields.matching import MatchingField
from factdesk.tui.widgets.status_line import Kind, StatusLine

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["FormScreen"]


class FormScreen(Leaving):
    """The fields of a form on the screen; a subclass makes them and says what saving does.

    `hidden` fields never show, `fixed` ones cannot be changed. `notice` stands above the fields.
    """

    CONTEXTS: ClassVar[tuple[str, ...]] = ("form",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("form")
    HORIZONTAL_BREAKPOINTS = [(0, "-one-column"), (120, "-two-columns")]  # noqa: RUF012  # Textual's own name
    CSS_PATH: ClassVar[CSSPathType | None] = "form.tcss"

    app: DeskApp
    fields: dict[str, FieldWidget]

    def __init__(self, spec: FormSpec, title: str, hidden: frozenset[str], fixed: frozenset[str]) -> None:
        super().__init__()
        self.spec, self.heading = spec, title
        self.hidden, self.fixed = hidden, fixed
        self.notice = ""
        self.about = {field.name: field for field in spec.fields}

    def action_save(self) -> None:
        """Saves what was typed."""
        raise NotImplementedError

    def shows(self, field: Field) -> bool:
        """Whether a field belongs to the form as it is filled in now."""
        switch = self.fields.get(self.spec.switch)
        return field.name not in self.hidden and (
            not field.only or switch is None or (switch.value or "") in field.only
        )

    def compose(self) -> ComposeResult:
        box = Vertical(id="form")
        box.border_title = safe.content(self.heading)
        with box:
            yield Static(id="form-draft")
            with VerticalScroll(id="form-groups", can_focus=False):
                for column in self.spec.columns():
                    with Vertical(classes="form-column"):
                        for group in column:
                            with Vertical(classes="form-group"):
                                yield Static(safe.content(group.title), classes="form-heading")
                                for field in group.fields:
                                    yield self.fields[field.name]
            yield Static(id="form-help")
        yield StatusLine()
        yield FormFooter(*self.CONTEXTS)

    def on_mount(self) -> None:
        """Shows the fields that belong, and goes to the first that is wanted."""
        for name in self.fixed:
            self.fields[name].can_focus = False
            self.fields[name].disabled = True
        self.show_fields()
        if self.notice:
            self.query_one("#form-draft", Static).update(safe.content(self.notice, "$warning"))
            self.query_one("#form-draft").display = True
        first = self.first_field()
        if first is not None:
            first.focus()

    def first_field(self) -> FieldWidget | None:
        """Where the form begins: at the first field that is wanted and empty, else at its first."""
        order = self.order()
        wanted = [field for field in order if field.required and field.value is None]
        return next(iter(wanted or order), None)

    def show_fields(self) -> None:
        """Shows and hides fields, and groups that are left without any."""
        for field in self.spec.fields:
            self.fields[field.name].display = self.shows(field)
        if self.is_mounted and not self.leaves:  # a form that goes has lost boxes already
            for box, group in zip(self.query(".form-group"), self.spec.groups, strict=True):
                box.display = any(self.shows(field) for field in group.fields)

    def shown(self) -> Iterator[tuple[Field, FieldWidget]]:
        """The fields that belong, in the order of the screen."""
        return ((field, self.fields[field.name]) for field in self.spec.fields if self.shows(field))

    def order(self) -> list[FieldWidget]:
        """The fields that can have the focus, in the order of Tab."""
        return [widget for field, widget in self.shown() if field.name not in self.fixed]

    def say(self, text: str, kind: Kind = "info") -> None:
        """One line of news under the form."""
        self.query_one(StatusLine).say(text, kind)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tells what the field is for."""
        if isinstance(event.widget, FieldWidget):
            told = self.about[event.widget.field_name].help
            self.query_one("#form-help", Static).update(safe.content(told, "$dim"))

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """As Textual's, but a field comes into view in one step: a glide costs frames over a slow line."""
        super().set_focus(widget, False, from_app_focus)
        if scroll_visible and widget is not None:
            self.call_after_refresh(self._keep_in_view)

    def _show_first(self) -> None:
        """The beginning of the form, with its heading, wherever the field with the focus is in view from there."""
        groups, focused = self.query_one("#form-groups", VerticalScroll), self.focused
        if focused is None or not groups.scroll_target_y:
            return
        below = focused.virtual_region_with_margin.bottom
        for node in focused.ancestors:
            if node is groups:
                break
            below += node.virtual_region.y if isinstance(node, Widget) else 0
        if below <= groups.size.height:
            groups.scroll_home(animate=False)

    def on_resize(self) -> None:
        """The field with the focus stays in view, whatever the terminal's size becomes."""
        if self.focused is not None:
            self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        if self.focused is not None:
            self.focused.scroll_visible(animate=False, immediate=True)
            self._show_first()

    def on_key(self, event: events.Key) -> None:
        """↑ ↓ and Enter go from field to field; Enter in the last one saves."""
        order = self.order()
        at = order.index(self.focused) if isinstance(self.focused, FieldWidget) and self.focused in order else -1
        if at < 0 or event.key not in ("up", "down", "enter"):
            return
        event.stop()
        if event.key == "up":
            order[max(0, at - 1)].focus()
        elif at + 1 < len(order):
            order[at + 1].focus()
        elif event.key == "enter":
            self.action_save()

    @on(MatchingField.Taken)
    def _taken(self) -> None:
        """What was looked for is found: on to the next field. The last one saves only when asked again."""
        order = self.order()
        if isinstance(self.focused, FieldWidget) and self.focused in order[:-1]:
            order[order.index(self.focused) + 1].focus()

    def action_next_field(self) -> None:
        self.focus_next(FieldWidget)
