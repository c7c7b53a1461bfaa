"""Makes the widget of a field from its description."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from factdesk.tui.forms.lookups import About, Within, look_up, look_up_path
from factdesk.tui.forms.readings import read_figure, read_moment
from factdesk.tui.forms.spec import Field
from factdesk.tui.widgets.fields.base import FieldWidget
from factdesk.tui.widgets.fields.choice import ChoiceField
from factdesk.tui.widgets.fields.matching import PickField, SuggestField
from factdesk.tui.widgets.fields.text import TextField

if TYPE_CHECKING:
    from factdesk.tui.desk_app import DeskApp

__all__ = ["make_field"]


def _anywhere() -> None:
    """A denial, or a citation, may be about a claim of any incident; a part stays with its whole."""


def make_field(
    app: DeskApp,
    field: Field,
    on_change: Callable[[FieldWidget], None],
    within: Within,
    on_new: Callable[[PickField, str], None],
    about: About = tuple,
) -> FieldWidget:
    """The widget for a field; `within` says in which incident its claims are looked for, `about` which claims the form
    is about."""
    told: dict[str, Any] = {"required": field.required, "on_change": on_change}
    match field.kind:
        case "choice":
            return ChoiceField(field.name, field.label, field.choices, empty=field.empty, start=field.start, **told)
        case "suggest":
            return SuggestField(field.name, field.label, field.suggestions, placeholder=field.placeholder, **told)
        case "pick":
            find = look_up(app, field.what, within if field.name == "part_of" else _anywhere, about)
            hint = field.placeholder or f"type to find a {field.what}"
            return PickField(
                field.name, field.label, find, what=field.what, placeholder=hint, new=field.new, on_new=on_new, **told
            )
        case "text":
            return TextField(field.name, field.label, most=field.most, placeholder=field.placeholder, **told)
        case "moment":
            return TextField(field.name, field.label, reading=read_moment, placeholder=field.placeholder, **told)
        case "figure":
            return TextField(
                field.name,
                field.label,
                reading=partial(read_figure, ascii_only=app.ascii),
                placeholder=field.placeholder,
                **told,
            )
        case "path":
            from factdesk.tui.widgets.fields.path import PathField

            return PathField(field.name, field.label, look_up_path(app), placeholder=field.placeholder, **told)
        case "line":
            return TextField(field.name, field.label, placeholder=field.placeholder, **told)
