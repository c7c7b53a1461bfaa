"""Where the items of a map's blocks come from: a nested list, several columns, or cells packed with several values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from factdesk.model.checks import bad, said
from factdesk.model.importing.cells import BadCell, Compiler, Row, Scope, as_text, bare, packed

Items = Callable[[Scope], Iterator[Scope]]

_KEYS: Final = {"list", "columns", "cell", "cells", "separator", "quoted", "fields", "inner"}


def one_item(scope: Scope) -> Iterator[Scope]:
    """The row itself: a block without `each` stands for one record."""
    yield scope


def items_of(compiler: Compiler, spec: Any, where: str) -> Items:
    """The items that an `each` of a map names. Raises BadInput for one that is not understood."""
    if spec is None:
        return one_item
    if not isinstance(spec, dict):
        raise bad(f"{said(spec)} names no items", where=where, todo='write { list = "…" }, { cell = "…" } …')
    unknown = sorted(set(spec) - _KEYS)
    if unknown:
        raise bad(f"it knows no {said(unknown[0])}", where=where, todo=f"use {', '.join(sorted(_KEYS))}")
    if "list" in spec:
        return _nested(compiler, str(spec["list"]))
    if "columns" in spec:
        return _columns(compiler, spec["columns"], where)
    separator, quoted = str(spec.get("separator", ",")), bool(spec.get("quoted", False))
    if not separator:
        raise bad("the separator is empty", where=where, todo="write what stands between two items")
    if "cells" in spec:
        return _side_by_side(compiler, dict(spec["cells"]), separator, quoted)
    if "cell" not in spec:
        raise bad("it names neither list, columns nor cell", where=where, todo='write { cell = "…", separator = ";" }')
    fields = [str(name) for name in spec.get("fields", ())]
    return _packed(compiler, str(spec["cell"]), separator, quoted, fields, str(spec.get("inner", ",")))


def _nested(compiler: Compiler, name: str) -> Items:
    raw = compiler.raw(name)

    def each(scope: Scope) -> Iterator[Scope]:
        found = raw(scope)
        if found is None:
            return
        if not isinstance(found, list):
            raise BadCell("this should be a list", as_text(found) or "{…}", name)
        for index, item in enumerate(found):
            yield Scope(item if isinstance(item, dict) else {"value": item}, scope, index)

    return each


def _columns(compiler: Compiler, columns: Any, where: str) -> Items:
    """One item a column: `value` is its cell, `label` what the map calls it, `column` its own name."""
    named = columns if isinstance(columns, dict) else {str(name): str(name) for name in columns}
    if not named:
        raise bad("no column is named", where=where, todo="name at least one")
    plan = [(name, label if isinstance(label, dict) else {"label": str(label)}, compiler.raw(name))
            for name, label in named.items()]  # fmt: skip

    def each(scope: Scope) -> Iterator[Scope]:
        for index, (name, told, raw) in enumerate(plan):
            value = raw(scope)
            if value is not None:
                yield Scope({**told, "column": name, "value": value}, scope, index)

    return each


def _packed(
    compiler: Compiler, cell: str, separator: str, quoted: bool, fields: list[str], inner: str
) -> Items:  # fmt: skip
    get = compiler.text(cell if "{" in cell else f"{{{cell}}}")

    def each(scope: Scope) -> Iterator[Scope]:
        text = get(scope)
        if text is None:
            return
        for index, item in enumerate(packed(text, separator, quoted)):
            values: Row = {"value": item}
            if fields:
                values.update(zip(fields, map(bare, item.split(inner, len(fields) - 1)), strict=False))
            yield Scope(values, scope, index)

    return each


def _side_by_side(compiler: Compiler, cells: dict[str, Any], separator: str, quoted: bool) -> Items:
    """Several packed cells item by item; where their numbers differ, the shorter ones are given whole to each item."""
    getters = {name: compiler.cell(spec, name) for name, spec in cells.items()}

    def each(scope: Scope) -> Iterator[Scope]:
        texts = {name: get(scope) for name, get in getters.items()}
        lists = {name: list(packed(text, separator, quoted)) for name, text in texts.items() if text is not None}
        first = next(iter(cells))
        most = len(lists.get(first) or max(lists.values(), key=len, default=[]))
        for index in range(most):
            values = {name: found[index] if len(found) == most else texts[name] for name, found in lists.items()}
            yield Scope(values, scope, index)

    return each
