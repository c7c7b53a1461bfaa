"""Proposes the blocks of a map for rows with lists in them: nested claims and nested sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factdesk.model.importing import roles

Rows = Sequence[Mapping[str, Any]]

_CLAIM: dict[str, str] = {
    "measure": "measure", "counted": "counted", "figure": "number", "low": "low", "high": "high", "best": "best",
    "qualifier": "qualifier", "scope": "scope", "statement": "statement", "said_at": "said_at",
}  # fmt: skip
_SOURCE: dict[str, str] = {"title": "title", "publisher": "publisher", "url": "url", "began": "published_at"}


def lists_of(rows: Rows) -> dict[str, list[Mapping[str, Any]]]:
    """The columns that hold lists of objects, with the first items of each."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        for name, value in row.items():
            if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
                items = found.setdefault(name, [])
                if len(items) < 500:
                    items.extend(value)
    return found


def named(items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The fields of the items by their roles."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(name for item in items for name in item):
        role = roles.role_of(name)
        if role is not None and role not in found and roles.values_of(items, name):
            found[role] = name
    return found


def claims_of(name: str, items: Sequence[Mapping[str, Any]], key: bool) -> list[str] | None:
    """The block for a list of claims; None where its items look like something else."""
    known = named(items)
    if "measure" not in known and not {"low", "high", "figure"} & known.keys():
        return None
    lines = ["[[claim]]", f'each = {{ list = "{name}" }}']
    its_key = known.get("key") if key else None
    lines.append(f'key = "{{{its_key}}}"' if its_key else 'name = "claim"')
    if "measure" not in known:
        lines.append('measure = "killed"')
    if "counted" not in known:
        lines.append('counted = "people"')
    for role, field in _CLAIM.items():
        if role in known:
            told = f'"{{{known[role]}}}"'
            lines.append(f"{field} = " + (f'{{ from = {told}, empty = "people" }}' if role == "counted" else told))
    if "speaker" in known:
        role = f', role = "{{{known["role"]}}}"' if "role" in known else ""
        lines.append(f'speaker = {{ name = "{{{known["speaker"]}}}"{role} }}')
    if "part_of" in known and its_key:
        lines.append(f'part_of = "{{{known["part_of"]}}}"')
    elif "part_of" in known:
        lines.append(f'part_of = "claim.{{{known["part_of"]}}}"')
    return [*lines, ""]


def sources_of(name: str, items: Sequence[Mapping[str, Any]]) -> list[str] | None:
    """The block for a list of sources; None where its items look like something else."""
    known = named(items)
    if not {"title", "publisher", "url"} & known.keys() or {"low", "high", "measure"} & known.keys():
        return None
    lines = ["[[source]]", f'each = {{ list = "{name}" }}']
    lines += [f'{field} = "{{{known[role]}}}"' for role, field in _SOURCE.items() if role in known]
    return [*lines, ""]
