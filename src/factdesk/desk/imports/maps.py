"""Finds the map for a file: one that was named, was used before on this desk, ships with us, or is proposed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from factdesk.desk.imports.tables import Table
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput, Failed, NotFound
from factdesk.model.importing.importmap import Map, compile_map
from factdesk.store import importing

SHIPPED: Final = Path(__file__).resolve().parents[2] / "maps"
LARGEST: Final = 1024 * 1024
"""Bytes of a map at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """A map with its text, and where it comes from: `named`, `desk`, `shipped` or `proposed`."""

    map: Map
    text: str
    origin: str
    name: str = ""


def parse(text: str, where: str) -> Map:
    """A map from its TOML text. Raises BadInput that names the place."""
    try:
        spec = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"it is not TOML ({error})", where=where, todo="correct the map") from None
    try:
        return compile_map(spec)
    except BadInput as problem:
        told = f"{where}, {problem.where}" if problem.where else where
        raise BadInput(problem.what, where=told, todo=problem.todo) from None


def part_of(text: str) -> str:
    """The part of a set that a map is for; of one that cannot be read any more, none."""
    try:
        return parse(text, "map of an earlier import").part
    except BadInput:
        return ""


def named(name: str) -> Found:
    """The map in a file, or the shipped one of that name. Raises NotFound, Failed or BadInput."""
    path = Path(name).expanduser()
    if "/" not in name and not path.suffix and (SHIPPED / f"{name}.toml").is_file() and not path.exists():
        path = SHIPPED / f"{name}.toml"
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput("a map has at most 1 MiB", where=name, todo="give the map, not the data")
        text = path.read_text("utf-8")
    except FileNotFoundError:
        known = ", ".join(sorted(file.stem for file in SHIPPED.glob("*.toml")))
        raise NotFound(f"there is no map {name!r}", todo=f"give a file, or one that ships: {known}") from None
    except UnicodeDecodeError:
        raise BadInput("the map is not UTF-8 text", where=name, todo="save it as UTF-8") from None
    except OSError as error:
        raise Failed(f"cannot be read ({error.strerror})", where=name, todo="check its permissions") from None
    return Found(parse(text, path.name), text, "named", path.stem)


@cache
def shipped() -> tuple[Found, ...]:
    """The maps that come with the program."""
    found = []
    for file in sorted(SHIPPED.glob("*.toml")):
        text = file.read_text("utf-8")
        found.append(Found(parse(text, file.name), text, "shipped", file.stem))
    return tuple(found)


def used_before(desk: Desk) -> Iterator[Found]:
    """The maps of the desk's earlier imports, the newest first, each once."""
    for text in importing.maps_used(desk.db):
        try:
            yield Found(parse(text, "map of an earlier import"), text, "desk")
        except BadInput:
            continue


def fitting(table: Table, desk: Desk | None) -> Found | None:
    """The map that fits the file's header: used before on this desk, else a shipped one; None where none does."""
    for found in used_before(desk) if desk is not None else ():
        if fits(found.map, table, strict=True):
            return found
    known = [one for one in shipped() if one.map.spec.get("columns") and fits(one.map, table, strict=False)]
    return max(known, key=lambda one: len(one.map.spec["columns"]), default=None)


def fits(map_: Map, table: Table, *, strict: bool) -> bool:
    """Whether the header has what the map signs itself with (`columns`), or all columns that it names."""
    have = {*table.header, *(name.partition(".")[0] for name in table.header)}
    signature: Any = map_.spec.get("columns")
    if signature:
        return all(name in have for name in signature)
    return strict and not map_.missing(table.header)


def check_columns(map_: Map, table: Table) -> None:
    """Refuses a map that names columns which the file has not; in JSON a name may be missing in the first rows."""
    missing = map_.missing(table.header)
    if not missing or (table.kind in ("json", "jsonl") and len(missing) < len(map_.columns)):
        return
    names = ", ".join(repr(name) for name in missing[:6])
    have = ", ".join(table.header[:12])
    raise BadInput(f"the map names {names}, which the file has not", where=table.path.name,
                   todo=f"its columns are {have}{' …' if len(table.header) > 12 else ''}")  # fmt: skip
