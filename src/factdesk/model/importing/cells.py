"""The small language of a map's cells: text with {columns}, words for their words, lists packed into a cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from factdesk.model.checks import bad, said

Row = dict[str, Any]


class Scope:
    """The values that a cell may name: those of a row, or of one item of a list with its row behind it."""

    __slots__ = ("index", "parent", "values")

    def __init__(self, values: Row, parent: Scope | None = None, index: int = 0) -> None:
        self.values, self.parent, self.index = values, parent, index


Getter = Callable[[Scope], str | None]
Raw = Callable[[Scope], Any]


class BadCell(Exception):
    """A cell that cannot be read: which column, what it holds and why."""

    def __init__(self, reason: str, cell: object = None, column: str = "") -> None:
        super().__init__(reason)
        self.reason, self.cell, self.column = reason, cell, column


@dataclass(slots=True)
class Compiler:
    """Turns cells of a map into functions; remembers the columns that they name and what counts as empty."""

    empty: frozenset[str] = frozenset({""})
    columns: dict[str, None] = field(default_factory=dict)

    def raw(self, name: str) -> Raw:
        """What stands in a column as it came: text, number, list or None."""
        if name == "#":
            return lambda scope: scope.index
        if name.startswith("^"):
            outer = self.raw(name[1:])
            return lambda scope: outer(scope.parent or scope)
        self.columns[name] = None
        return _path(name) if "." in name else _column(name)

    def text(self, template: str) -> Getter:
        """Text with `{column}` in it; None where it names columns and all of them are empty."""
        parts = _PLACE.split(template)
        if len(parts) == 1:
            constant = template if template.strip() else None
            return lambda scope: constant
        getters = [self._shown(name) for name in parts[1::2]]
        if len(parts) == 3 and not parts[0] and not parts[2]:
            return getters[0]
        return _joined(parts[0::2], getters)

    def _shown(self, name: str) -> Getter:
        raw, empty, plain = self.raw(name), self.empty, name[0] not in "#^" and "." not in name

        def shown(scope: Scope) -> str | None:
            values = scope.values
            value = values[name] if plain and name in values else raw(scope)  # most cells, without one more call
            if type(value) is not str:
                if value is None:
                    return None
                value = str(value) if type(value) is int else as_text(value)
            return None if value in empty or value.strip(_BLANK) in empty else value

        return shown

    def cell(self, spec: Any, where: str) -> Getter:
        """A cell as the map writes it: text, or a table with `from`, `words`, `else`, `empty`, `cut`."""
        if isinstance(spec, int) and not isinstance(spec, bool):
            spec = str(spec)
        if isinstance(spec, str):
            return self.text(spec)
        if not isinstance(spec, dict) or not isinstance(spec.get("from"), str | list):
            raise bad(f"{said(spec)} is no cell", where=where, todo='write text with {columns}, or { from = "…" }')
        unknown = sorted(set(spec) - _KEYS)
        if unknown:
            raise bad(f"a cell knows no {said(unknown[0])}", where=where, todo=f"use {', '.join(sorted(_KEYS))}")
        first = spec["from"]
        get = self.text(first) if isinstance(first, str) else _first_of([self.text(str(one)) for one in first])
        if "cut" in spec:
            get = _cut(get, str(spec["cut"]), where)
        if "words" in spec:
            other = self.cell(spec["else"], where) if "else" in spec else None
            get = _worded(get, {str(k): str(v) for k, v in dict(spec["words"]).items()}, other, str(first))
        if "empty" in spec:
            get = _first_of([get, self.cell(spec["empty"], where)])
        return get


_KEYS: Final = {"from", "words", "else", "empty", "cut", "date"}
_PLACE: Final = re.compile(r"\{([^{}]+)\}")
_BLANK: Final = " \t\r\n\ufeff\u200b\u00a0"


def label(spec: Any, scope: Scope | None = None) -> str:
    """The column that a cell of a map takes its text from, as people know it; empty for a constant."""
    told = spec.get("from", "") if isinstance(spec, dict) else spec
    names = [name.lstrip("^") for name in _PLACE.findall(str(told))]
    if names == ["value"] and scope is not None and "column" in scope.values:
        return str(scope.values["column"])
    return ", ".join(names)


def bare(text: str) -> str:
    """A cell without the blanks and byte order marks around it."""
    return text.strip(_BLANK)


def as_text(value: Any) -> str:
    """A JSON value as text: lists joined by commas, nothing for a table."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(as_text(one) for one in value)
    return "" if value is None or isinstance(value, dict) else str(value)


def _column(name: str) -> Raw:
    def get(scope: Scope) -> Any:
        values = scope.values
        if name in values:
            return values[name]
        return get(scope.parent) if scope.parent is not None else None

    return get


def _path(name: str) -> Raw:
    steps = name.split(".")

    def get(scope: Scope) -> Any:
        values: Any = scope.values
        if name in values:
            return values[name]
        if steps[0] not in values:
            return get(scope.parent) if scope.parent is not None else None
        for step in steps:
            values = values.get(step) if isinstance(values, dict) else None
        return values

    return get


def _joined(texts: list[str], getters: list[Getter]) -> Getter:
    def join(scope: Scope) -> str | None:
        found = [get(scope) for get in getters]
        if not any(found):
            return None
        out = texts[0]
        for value, text in zip(found, texts[1:], strict=True):
            out += (value or "") + text
        return out.strip()

    return join


def _first_of(getters: list[Getter]) -> Getter:
    def first(scope: Scope) -> str | None:
        for get in getters:
            value = get(scope)
            if value is not None:
                return value
        return None

    return first


def _cut(get: Getter, pattern: str, where: str) -> Getter:
    try:
        form = re.compile(pattern)
    except re.error as error:
        raise bad(f"{said(pattern)} is no pattern ({error})", where=where, todo="write a regular expression") from None

    def cut(scope: Scope) -> str | None:
        value = get(scope)
        found = form.search(value[:_LONGEST_CUT]) if value is not None else None
        return (found[1] if form.groups else found[0]) if found else None

    return cut


_LONGEST_CUT: Final = 4_000
"""Characters of a cell in which a pattern is looked for: a pattern may be slow, and a cell long."""


def _worded(get: Getter, words: dict[str, str], other: Getter | None, column: str) -> Getter:
    folded = {key.casefold(): value for key, value in words.items()}

    def word(scope: Scope) -> str | None:
        value = get(scope)
        if value is None:
            return None
        found = words.get(value)
        if found is None:
            found = folded.get(bare(value).casefold())
        if found is None:
            if other is None:
                raise BadCell("the map has no word for this", value, column.strip("{}"))
            return other(scope)
        return found or None

    return word


def packed(text: str, separator: str, quoted: bool) -> Iterator[str]:
    """The items of a packed cell: `a||b`, or with `quoted` `"a;b";"c"`, where a separator in quotes separates not."""
    if quoted and len(separator) == 1:
        rows = csv.reader([text.replace("\r\n", " ").replace("\n", " ")], delimiter=separator)
        try:
            items = [item for row in rows for item in row]
        except csv.Error:
            items = text.split(separator)
    else:
        items = text.split(separator)
    for item in items:
        item = bare(item)
        if item:
            yield item
