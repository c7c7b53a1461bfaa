"""From one row of somebody else's table to the desk's records, by a map; what contradicts itself is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from factdesk.model.addresses import normalise_url
from factdesk.model.importing import numbers
from factdesk.model.importing.cells import BadCell, Row, Scope, bare
from factdesk.model.importing.claims import Claims
from factdesk.model.importing.importmap import Block, Map
from factdesk.model.importing.keys import code_from, digits, record_id

Draft = tuple[str, str, str, dict[str, Any]]
"""A record to be: kind, id, the id under which its past is told, and its values without the empty ones."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about a row that a person should know: which column, why, and what stands there."""

    column: str
    reason: str
    cell: str


class SetAside(Exception):
    """The row is not taken: it contradicts itself or says nothing, and a rule sets it aside."""

    def __init__(self, problem: BadCell) -> None:
        self.flag = flag_of(problem)
        super().__init__(self.flag.reason)


def flag_of(problem: BadCell) -> Flag:
    """A bad cell as a flag, its content shortened."""
    cell = "" if problem.cell is None else str(problem.cell)
    return Flag(problem.column, problem.reason, cell if len(cell) <= 200 else cell[:199] + "…")


@dataclass(slots=True)
class Taken:
    """What a row became: its key, its records in an order that wholes come before parts, and its flags."""

    key: str
    drafts: list[Draft] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


class Mapper:
    """Maps rows one by one. Holds nothing of them, but the id of the set's own source."""

    def __init__(self, map_: Map) -> None:
        self.map = map_
        self._dataset = self._dataset_draft()
        self._claims = Claims(self)
        self._keyed = all(block.key for block in map_.claims)
        self._numbers, self._met = map_.spec.get("repeated") == "number", Counter[str]()

    def row(self, row: Row) -> Taken:
        """The records of one row. Raises SetAside."""
        scope = Scope(row)
        try:
            return self._row(scope)
        except BadCell as problem:
            raise SetAside(problem) from None

    def _row(self, scope: Scope) -> Taken:
        map_ = self.map
        key = self._key(scope)
        taken = Taken(key)
        unread: list[BadCell] = []
        incident = self._incident(scope, key, taken, unread)
        sources = self._sources(scope, incident, taken, unread)
        made = self._claims.of_row(scope, incident, sources, taken, unread)
        if not made:
            raise self._claims.nothing(unread)
        for problem in unread:
            if map_.rules["unreadable"] == "set-aside":
                raise problem
            taken.flags.append(flag_of(problem))
        return taken

    def _key(self, scope: Scope) -> str:
        """What names the row: its key, that of its incident, or what stands in it."""
        map_ = self.map
        get = map_.key or (map_.incident.key if self._keyed else None)
        if get is None:
            return digits(repr(sorted(scope.values.items(), key=lambda item: str(item[0])))) * 2
        key = get(scope)
        if key is None:
            raise BadCell("the row has no key", None, _column_of(map_.spec.get("key") or map_.spec["incident"]["key"]))
        return self._numbered(bare(key)) if self._numbers else bare(key)

    def _numbered(self, key: str) -> str:
        """The key of a row whose map says that keys come again: the second row with it gets ` #2` behind it."""
        self._met[key] += 1
        return key if self._met[key] == 1 else f"{key} #{self._met[key]}"

    def _incident(self, scope: Scope, key: str, taken: Taken, unread: list[BadCell]) -> tuple[str, str, str]:
        """The incident's draft; returns its id, its code and the group that its records lie in."""
        map_, block = self.map, self.map.incident
        its_key = block.key(scope) if block.key else key
        its_key = bare(its_key) if its_key else key
        group = digits(f"{map_.name}\0{its_key}")
        before = len(unread)
        values = block.fields.read(scope, unread)
        if map_.coordinates is not None:
            self._place(map_.coordinates(scope), values, unread)
        if "began" in values and "began_precision" not in values:
            values["began_precision"] = {4: "year", 7: "month", 10: "day"}.get(len(values["began"]), "minute")
        values.setdefault("title", f"{map_.title} {its_key}")
        values["code"] = code_from(values.get("code") or its_key, its_key)
        values.setdefault("kind", "event")
        remark(values, "summary", block, scope, unread[before:])
        id_ = record_id("incident", group, map_.name + "\0" + its_key)
        taken.drafts.append(("incident", id_, id_, {"id": id_, **values}))
        return id_, values["code"], group

    def _place(self, text: str | None, values: dict[str, Any], unread: list[BadCell]) -> None:
        """`coordinates`: latitude and longitude in one cell."""
        if text is None:
            return
        parts = [bare(part) for part in text.replace(";", ",").split(",")]
        try:
            if len(parts) != 2 or not abs(float(parts[0])) <= 90 or not abs(float(parts[1])) <= 180:
                raise ValueError
            values["lat"], values["lon"] = (repr(round(float(part), 9)) for part in parts)
        except ValueError:
            unread.append(BadCell("this is no place on the map", text, "incident.coordinates"))

    def _sources(
        self, scope: Scope, incident: tuple[str, str, str], taken: Taken, unread: list[BadCell]
    ) -> dict[str, str]:
        """The drafts of the row's sources; returns their ids by their keys (or by their place, without a key)."""
        found: dict[str, str] = {}
        for block in self.map.sources:
            for item in block.items(scope):
                before = len(unread)
                values = block.fields.read(item, unread)
                if not ("title" in values or "url" in values or "publisher" in values):
                    continue
                key, id_ = self._source_id(block, item, incident[2], values)
                values.setdefault("title", values.get("url") or values.get("publisher"))
                values["code"] = code_from(values.get("code") or f"{self.map.name[:12].upper()}-{id_[-7:]}", id_)
                values.setdefault("confidentiality", "public")
                remark(values, "note", block, item, unread[before:])
                if id_ not in found.values():
                    taken.drafts.append(("source", id_, id_, {"id": id_, **values}))
                found[key or f"#{len(found)}"] = id_
        return found

    def _source_id(self, block: Block, item: Scope, group: str, values: dict[str, Any]) -> tuple[str | None, str]:
        """A source's own key and id: from its key, its address, or what it says of itself."""
        key = block.key(item) if block.key else None
        if key is not None:
            return key, record_id("source", group, self.map.name + "\0" + key)
        if "url" in values:
            address = normalise_url(values["url"])
            return None, record_id("source", digits(address), address)
        told = "\0".join(values.get(name, "") for name in ("publisher", "published_at", "title"))
        return None, record_id("source", digits(told), self.map.name + "\0" + told)

    def dataset(self, taken: Taken) -> str | None:
        """The id of the source that stands for the set itself; its draft goes along with every row that needs it."""
        if self._dataset is None:
            return None
        taken.drafts.append(self._dataset)
        return self._dataset[1]

    def _dataset_draft(self) -> Draft | None:
        values: dict[str, Any] = dict(self.map.dataset or {})
        if not values:
            return None
        id_ = record_id("source", digits(self.map.name), "dataset " + self.map.name)
        values.setdefault("title", self.map.title)
        values.setdefault("confidentiality", "public")
        values["code"] = code_from(values.get("code") or self.map.name.upper(), id_)
        return ("source", id_, id_, {"id": id_, **values})


def remark(values: dict[str, Any], name: str, block: Block, scope: Scope, left_out: list[BadCell]) -> None:
    """Adds to a text field what has no field of its own: their grading in their words, and what was not taken."""
    if (block.grading or left_out) and (told := gradings(block, scope, left_out)):
        values[name] = "\n".join(part for part in (values.get(name), told) if part)


def gradings(block: Block, scope: Scope, left_out: list[BadCell]) -> str:
    """Their grading in their own words, and what could not be taken as it was written."""
    told = "; ".join(f"{name}: {value}" for name, get in block.grading if (value := get(scope)) is not None)
    lost = "; ".join(f"not taken: {problem.column} “{flag_of(problem).cell}”" for problem in left_out)
    return "\n".join(part for part in (told, lost) if part)


def _column_of(spec: Any) -> str:
    return str(spec).strip("{}") if isinstance(spec, str) else "key"


__all__ = ["Draft", "Flag", "Mapper", "SetAside", "Taken", "flag_of", "gradings", "numbers", "remark"]
