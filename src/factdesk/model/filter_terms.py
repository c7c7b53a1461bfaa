"""What a filter holds once it was read: terms, each one condition on a record."""

from __future__ import annotations

from typing import Final

from factdesk.model.errors import BadInput
from factdesk.model.values import dataclass

SIGNS: Final = (">=", "<=", ">", "<", "=")


@dataclass(frozen=True, slots=True)
class Range:
    """From one value to another, both included; None is an open end."""

    low: str | int | None
    high: str | int | None


Value = str | int | Range


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: a field, a sign (`:` or a comparison) and its values, which are alternatives.

    `measure` marks a term whose field is a measure (`killed>10`): it asks for figures of that measure whose
    interval has a number in the range, for `at least 5` may be eleven. A field of "" searches for words.
    `negated` turns the condition round.
    """

    field: str
    values: tuple[Value, ...]
    sign: str = ":"
    negated: bool = False
    measure: bool = False


class FilterProblem(BadInput):
    """A filter that cannot be read; `column` (1-based) is where, for a mark under the text."""

    def __init__(self, what: str, *, column: int, todo: str) -> None:
        self.column = column
        super().__init__(what, where=f"column {column}", todo=todo)
