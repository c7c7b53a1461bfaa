"""What a form consists of: groups of fields, each with its label, its kind and the line that helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Field", "FormSpec", "Group", "Kind"]

Kind = Literal["line", "text", "choice", "suggest", "pick", "moment", "figure", "path"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `name` is the record's (or the use case's) name for it.

    `only` holds the words of the form's switch (the claim's kind, the way of attaching) under which it shows;
    empty: always. `choices` belong to choice, with `empty` naming the choice of none; `suggestions` to suggest;
    `what` and `new` to pick. `most` is how many rows a text may grow to.
    """

    name: str
    label: str
    kind: Kind = "line"
    help: str = ""
    required: bool = False
    only: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    empty: str = ""
    start: str | None = None
    suggestions: Sequence[str] = ()
    what: str = ""
    new: str = ""
    placeholder: str = ""
    most: int = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together, under a heading."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A form for one kind of record. `switch` names the choice that decides which fields show."""

    kind: str
    groups: tuple[Group, ...]
    switch: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order of the screen."""
        return tuple(one for group in self.groups for one in group.fields)

    def columns(self) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
        """The groups in two columns of much the same length, in their order; narrow screens stack them."""

        def longer(at: int) -> int:
            return max(_length(self.groups[:at]), _length(self.groups[at:]))

        at = min(range(1, len(self.groups) + 1), key=longer)
        return self.groups[:at], self.groups[at:]


def _length(groups: tuple[Group, ...]) -> int:
    """About how many rows the groups take."""
    rows = {"choice": 2, "text": 2}
    return sum(2 + sum(rows.get(field.kind, 1) for field in group.fields) for group in groups)
