"""A map and its first rows in words: which column becomes what, and the claims that a row would become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factdesk.model.importing.cells import label
from factdesk.model.importing.importmap import FIELDS, NUMBERS, Map
from factdesk.model.importing.rows import Taken

_CLAIM = (*NUMBERS, "figure", "qualifier", *FIELDS["claim"])


@dataclass(frozen=True, slots=True)
class Mapped:
    """A column (or a constant in quotation marks), the field that it becomes, and the first value of it."""

    column: str
    field: str
    example: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that a row would become: code, words, bounds (as `16..∞`, empty for words), who says it, part or not."""

    code: str
    words: str
    bounds: str
    speaker: str
    part: bool


def mapped(map_: Map, first: Taken | None) -> list[Mapped]:
    """Which column becomes what, in the order of the map."""
    spec = map_.spec
    found = [Mapped(label(spec["key"]), "key", first.key if first else "")] if "key" in spec else []
    found += _block("incident", spec["incident"], FIELDS["incident"], first)
    for kind in ("source", "claim"):
        blocks = spec.get(kind, [])
        for block in [blocks] if isinstance(blocks, dict) else blocks:
            names = _CLAIM if kind == "claim" else FIELDS["source"]
            found += _block(_named(kind, block), block, names, first)
            if "speaker" in block:
                found += _speaker(kind, block["speaker"], first)
    return found


def _named(kind: str, block: Mapping[str, Any]) -> str:
    about = block.get("name") or "/".join(str(block[name]) for name in ("measure", "counted") if _is_text(block, name))
    return f"{kind} ({about})" if about and kind == "claim" else kind


def _is_text(block: Mapping[str, Any], name: str) -> bool:
    return isinstance(block.get(name), str) and "{" not in block[name]


def _block(where: str, block: Mapping[str, Any], names: tuple[str, ...], first: Taken | None) -> Iterator[Mapped]:
    kind = where.partition(" ")[0]
    values = next((draft[3] for draft in first.drafts if draft[0] == kind), {}) if first else {}
    for name in names:
        if name in block:
            told = "words" if name in (*NUMBERS, "figure") else name
            yield Mapped(label(block[name]) or f"“{block[name]}”", f"{where}: {name}", str(values.get(told, "")))


def _speaker(kind: str, cell: Any, first: Taken | None) -> Iterator[Mapped]:
    told = cell if isinstance(cell, dict) and "from" not in cell else {"name": cell}
    yield from _block("speaker", told, FIELDS["speaker"], first)


def claims_of(taken: Taken) -> tuple[str, list[Told], list[str]]:
    """The title of a row's incident with day and place, its claims, and the titles of its sources."""
    title, claims, sources = "", [], []
    names = {draft[1]: draft[3].get("name", "") for draft in taken.drafts if draft[0] == "speaker"}
    for kind, _, _, values in taken.drafts:
        if kind == "incident":
            where = ", ".join(values[name] for name in ("began", "place", "country") if name in values)
            title = f"{values['title']}  ({where})" if where else values["title"]
        elif kind == "source":
            sources.append(values["title"])
        elif kind == "claim":
            claims.append(_told(values, names))
    return title, claims, list(dict.fromkeys(sources))


def _told(values: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    figure = "words" in values
    words = f"{values['words']} {values['counted']} {values['measure']}" if figure else values["statement"]
    bounds = f"{values.get('low', '')}..{values.get('high', '∞')}" if figure else ""
    return Told(values["code"], words, bounds, names.get(values.get("speaker", ""), ""), "part_of" in values)
