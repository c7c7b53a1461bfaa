"""A map as its author wrote it (TOML), checked and compiled: which column becomes what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from factdesk.model.checks import bad, said
from factdesk.model.importing.cells import Compiler, Getter
from factdesk.model.importing.fields import Fields
from factdesk.model.importing.lists import Items, items_of, one_item

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "incident": ("code", "kind", "title", "began", "began_precision", "ended", "place", "region", "country", "lat",
                 "lon", "place_precision", "summary"),
    "speaker": ("name", "role", "organisation", "side", "confidentiality", "note"),
    "source": ("code", "kind", "title", "publisher", "url", "archived_url", "published_at", "seen_at", "language",
               "confidentiality", "reliability", "withdrawn", "note"),
    "claim": ("code", "kind", "measure", "counted", "words", "scope", "as_of", "statement", "said_at",
              "denies_aspect"),
    "citation": ("quote", "translation", "locator", "stance", "root", "root_speaker"),
    "review": ("verdict", "basis", "reason", "reviewer", "at"),
}  # fmt: skip
"""The fields of each record that a map may fill, beside those that tie records together."""

_TIES: Final[dict[str, tuple[str, ...]]] = {
    "incident": ("key", "coordinates", "grading"),
    "speaker": (),
    "source": ("each", "key", "name", "grading"),
    "claim": ("each", "key", "name", "when", "figure", "number", "low", "high", "best", "qualifier", "speaker",
              "part_of", "denies", "sources", "citation", "reviews", "grading"),
    "citation": (),
    "review": ("each", "key", "rests_on", "separator"),
}  # fmt: skip

NUMBERS: Final = ("number", "low", "high", "best")

RULES: Final[dict[str, str]] = {
    "low_above_high": "set-aside",
    "bad_figure": "set-aside",
    "no_figure": "set-aside",
    "part_above_whole": "keep",
    "unreadable": "keep",
}
"""What happens to rows that contradict themselves, unless the map says otherwise: kept and flagged, or set aside."""

_TOP: Final = ("name", "part", "title", "key", "repeated", "empty", "format", "rules", "dataset", "incident", "source",
               "claim", "credit", "columns")  # fmt: skip
FORMAT: Final = ("kind", "delimiter", "encoding", "list", "table", "header")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


@dataclass(slots=True)
class Block:
    """One kind of record that every row gives: where its items come from, and its fields."""

    kind: str
    items: Items
    fields: Fields
    key: Getter | None = None
    name: str = ""
    grading: list[tuple[str, Getter]] = field(default_factory=list)


@dataclass(slots=True)
class ClaimBlock(Block):
    """A claim's block: its figure in one of three ways, who says it, what carries it."""

    when: Getter | None = None
    figure: Getter | None = None
    numbers: dict[str, Getter] = field(default_factory=dict)
    spec: Mapping[str, Any] = field(default_factory=dict)
    qualifier: Fields | None = None
    speaker: Fields | None = None
    part_of: Getter | None = None
    denies: Getter | None = None
    sources: Block | None = None
    citation: Fields | None = None
    reviews: Block | None = None
    rests_on: Getter | None = None
    separator: str = " "


@dataclass(slots=True)
class Map:
    """A compiled map. `name` is the set: ids derive from it and from the key of each row. `part` tells files of one
    set apart that hold other rows, so that those of the one are not missed in the other.
    """

    name: str
    part: str
    title: str
    spec: Mapping[str, Any]
    format: dict[str, Any]
    rules: dict[str, str]
    key: Getter | None
    incident: Block
    coordinates: Getter | None
    dataset: dict[str, str] | None
    sources: list[Block]
    claims: list[ClaimBlock]
    columns: tuple[str, ...]

    def missing(self, header: list[str]) -> list[str]:
        """Columns that the map names and a table with this header has not; dots may lead into nested values."""
        have = set(header)
        inner = {name.partition(".")[0] for name in header}
        return [name for name in self.columns if name not in have and name.partition(".")[0] not in inner]


def compile_map(spec: Mapping[str, Any]) -> Map:
    """The map that a parsed TOML document holds. Raises BadInput that names the place in it."""
    _known(spec, _TOP, "map")
    name = spec.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise bad(
            f"{said(name)} cannot name a set", where="name", todo="use up to 40 small letters, digits and hyphens"
        )
    if not isinstance(spec.get("incident"), dict) or not spec.get("claim"):
        raise bad("it says of no incident or no claim how it is made", where=name, todo="add [incident] and [[claim]]")
    top = Compiler(frozenset({"", *map(str, spec.get("empty", ()))}))
    incident_spec = spec["incident"]
    _known(incident_spec, FIELDS["incident"] + _TIES["incident"], "incident")
    incident = Block("incident", one_item, Fields(top, "incident", incident_spec, FIELDS["incident"]))
    incident.key = _cell(top, incident_spec, "key")
    incident.grading = _grading(top, incident_spec, "incident")
    sources = [_source(top, one) for one in _tables(spec, "source")]
    claims = [_claim(top, one) for one in _tables(spec, "claim")]
    return Map(
        name, str(spec.get("part", "")), str(spec.get("title", name)), spec, _format(spec), _rules(spec),
        _cell(top, spec, "key"), incident,
        _cell(top, incident_spec, "coordinates"), _dataset(spec), sources, claims,
        tuple(c for c in top.columns if not _inside_items(spec, c)),
    )  # fmt: skip


def _inside_items(spec: Mapping[str, Any], column: str) -> bool:
    """Whether the column is told inside a block with `each`, where it may be a field of an item."""
    blocks = [*_tables(spec, "source"), *_tables(spec, "claim")]
    told = repr([block for block in blocks if "each" in block or isinstance(block.get("sources"), dict)])
    plain = repr([spec.get("incident"), spec.get("key"), *(b for b in blocks if "each" not in b)])
    return f"{{{column}}}" in told and f"{{{column}}}" not in plain


def _source(top: Compiler, spec: Mapping[str, Any]) -> Block:
    _known(spec, FIELDS["source"] + _TIES["source"], "source")
    block = Block("source", items_of(top, spec.get("each"), "source.each"),
                  Fields(top, "source", {"kind": "article", **spec}, FIELDS["source"]))  # fmt: skip
    block.key, block.name = _cell(top, spec, "key"), str(spec.get("name", ""))
    block.grading = _grading(top, spec, "source")
    return block


def _claim(top: Compiler, spec: Mapping[str, Any]) -> ClaimBlock:
    _known(spec, FIELDS["claim"] + _TIES["claim"], "claim")
    block = ClaimBlock("claim", items_of(top, spec.get("each"), "claim.each"),
                       Fields(top, "claim", {"kind": "figure", **spec}, FIELDS["claim"]))  # fmt: skip
    block.key, block.name = _cell(top, spec, "key"), str(spec.get("name", ""))
    block.grading, block.spec = _grading(top, spec, "claim"), spec
    for name in ("when", "figure", "part_of", "denies"):
        setattr(block, name, _cell(top, spec, name))
    block.numbers = {name: get for name in NUMBERS if (get := _cell(top, spec, name)) is not None}
    if "qualifier" in spec:
        block.qualifier = Fields(top, "claim", spec, ("qualifier",))
    if "speaker" in spec:
        told = spec["speaker"]
        told = told if isinstance(told, dict) and "from" not in told else {"name": told}
        _known(told, FIELDS["speaker"], "claim.speaker")
        block.speaker = Fields(top, "speaker", told, FIELDS["speaker"])
    cites = spec.get("citation", {})
    _known(cites, FIELDS["citation"], "claim.citation")
    block.citation = Fields(top, "citation", {"stance": "supports", **cites}, FIELDS["citation"])
    if "sources" in spec:
        block.sources = _ties(top, spec["sources"], "claim.sources")
    if "reviews" in spec:
        block.reviews, block.rests_on = _reviews(top, spec["reviews"])
        block.separator = str(spec["reviews"].get("separator", " "))
    return block


def _ties(top: Compiler, spec: Any, where: str) -> Block:
    """Which sources carry a claim: those named by key in a list of the claim."""
    if not isinstance(spec, dict) or "key" not in spec:
        raise bad("it does not say which key names the source", where=where, todo='write { list = "…", key = "{…}" }')
    _known(spec, ("list", "cell", "separator", "quoted", "key", *FIELDS["citation"]), where)
    each = {name: spec[name] for name in ("list", "cell", "separator", "quoted") if name in spec}
    fields = Fields(top, "citation", {"stance": "supports", **spec}, FIELDS["citation"])
    block = Block("citation", items_of(top, each or None, where), fields)
    block.key = _cell(top, spec, "key")
    return block


def _reviews(top: Compiler, spec: Any) -> tuple[Block, Getter | None]:
    if not isinstance(spec, dict):
        raise bad("it is no table", where="claim.reviews", todo="write [claim.reviews]")
    _known(spec, FIELDS["review"] + _TIES["review"], "claim.reviews")
    block = Block("review", items_of(top, spec.get("each"), "claim.reviews.each"),
                  Fields(top, "review", spec, FIELDS["review"]))  # fmt: skip
    block.key = _cell(top, spec, "key")
    return block, _cell(top, spec, "rests_on")


def _grading(top: Compiler, spec: Mapping[str, Any], where: str) -> list[tuple[str, Getter]]:
    told = spec.get("grading", {})
    if not isinstance(told, dict):
        raise bad("it is no table", where=f"{where}.grading", todo='write { "their name" = "{column}" }')
    return [(str(name), top.cell(cell, f"{where}.grading")) for name, cell in told.items()]


def _cell(top: Compiler, spec: Mapping[str, Any], name: str) -> Getter | None:
    return top.cell(spec[name], name) if name in spec else None


def _tables(spec: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = spec.get(name, [])
    found = [found] if isinstance(found, dict) else found
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise bad("it is no table", where=name, todo=f"write [[{name}]]")
    return found


def _format(spec: Mapping[str, Any]) -> dict[str, Any]:
    found = spec.get("format", {})
    if not isinstance(found, dict):
        raise bad("it is no table", where="format", todo="write [format]")
    _known(found, FORMAT, "format")
    return dict(found)


def _rules(spec: Mapping[str, Any]) -> dict[str, str]:
    told = spec.get("rules", {})
    _known(told, tuple(RULES), "rules")
    for name, rule in told.items():
        if rule not in ("keep", "set-aside"):
            raise bad(f"{said(rule)} is no rule", where=f"rules.{name}", todo='write "keep" or "set-aside"')
    return {**RULES, **told}


def _dataset(spec: Mapping[str, Any]) -> dict[str, str] | None:
    """The source that stands for the set itself, for claims that name no other."""
    told = spec.get("dataset")
    if told is None:
        return None
    _known(told, FIELDS["source"], "dataset")
    return {"kind": "dataset", **{name: str(value) for name, value in told.items()}}


def _known(spec: Any, names: tuple[str, ...], where: str) -> None:
    if not isinstance(spec, dict):
        raise bad("it is no table", where=where, todo=f"write [{where}]")
    unknown = sorted(set(spec) - set(names))
    if unknown:
        raise bad(f"there is no {said(unknown[0])}", where=where, todo=f"use {', '.join(names)}")
