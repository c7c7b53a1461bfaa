"""Adds records: what a person typed becomes checked values, a ledger entry and a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput
from factdesk.model.figures import parse_figure
from factdesk.model.records import RECORDS, Claim, Record, make
from factdesk.model.text import brief
from factdesk.model.times import parse_moment
from factdesk.store import lookup, rules
from factdesk.store.changes import PREFIX, Change
from factdesk.store.ledger import new_id

REFERS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "claim": {
        "incident": ("incident",),
        "part_of": ("claim",),
        "speaker": ("speaker",),
        "denies": ("claim",),
    },
    "source": {"root": ("source", "speaker"), "root_speaker": ("speaker",)},
    "citation": {
        "claim": ("claim",),
        "source": ("source",),
        "root": ("source", "speaker"),
        "root_speaker": ("speaker",),
    },
}
"""Fields that name another record, by code, name or id, and what they may name."""

MOMENTS: Final = ("began", "ended", "as_of", "said_at", "published_at", "seen_at")
"""Fields that hold a moment, typed as people write dates."""

ADDABLE: Final = ("incident", "speaker", "claim", "source", "citation")


@dataclass(frozen=True, slots=True)
class Added:
    """What was added: its id, its code (or name) and the action's id and label."""

    kind: str
    id: str
    code: str
    action: str
    label: str


def add(desk: Desk, kind: str, fields: dict[str, Any]) -> Added:
    """Adds one record as one action. Raises BadInput or NotFound, and then nothing was stored."""
    return add_many(desk, [(kind, fields)])[0]


def add_many(desk: Desk, records: Iterable[tuple[str, dict[str, Any]]], label: str = "") -> list[Added]:
    """Adds records as one action and one undo; later ones may refer to earlier ones by code.

    `label` names the action; without it a single record names itself.
    """
    made: list[Record] = []
    pending = list(records)
    if not pending:
        raise BadInput("there is nothing to add", todo="give at least one record")
    title = label or (f"add {len(pending)} records" if len(pending) > 1 else "")
    with desk.change(title) as change:
        for kind, fields in pending:
            made.append(add_within(change, kind, fields))
    return [Added(r.KIND, r.id, name_of(r), change.id, change.label) for r in made]


def add_within(change: Change, kind: str, fields: dict[str, Any]) -> Record:
    """Adds one record inside an open change and returns it."""
    if kind not in ADDABLE:
        raise BadInput(f"a {kind} cannot be added this way", todo=f"add one of {', '.join(ADDABLE)}")
    values = settle(change, kind, fields)
    values["id"] = new_id(PREFIX[kind])
    if "code" in RECORDS[kind].columns() and not values.get("code"):
        values["code"] = _fresh_code(change, kind, values)
    record = make(kind, values)
    rules.fits(change.conn, record)
    change.label = change.label or _label(record)
    change.add(record)
    return record


def settle(change: Change, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Values as the model wants them: blank texts as None, names as ids, a typed figure as its interval.

    A figure's own text is kept as the words unless `words` gives other verbatim ones ("a" for one baby).
    """
    values = {name: value for name, value in fields.items() if name != "id"}
    for name, value in values.items():
        if isinstance(value, str) and not value.strip():
            values[name] = None
    _settle_moments(kind, values)
    if kind == "claim" and "figure" in values:
        verbatim = values.get("words")
        values.update(from_figure(values.pop("figure")))
        values["words"] = verbatim or values["words"]
    for name, kinds in REFERS.get(kind, {}).items():
        if values.get(name) is not None:
            found, id_ = lookup.resolve(change.conn, str(values[name]), *kinds)
            if name == "root" and found == "speaker":
                values["root"], values["root_speaker"] = None, id_
            else:
                values[name] = id_
    if kind in ("source", "citation"):
        if "root" in values:  # it takes a speaker too: so what carries something else, or nothing, carries them no more
            values.setdefault("root_speaker", None)
        elif values.get("root_speaker") is not None:
            values["root"] = None
    return values


def _settle_moments(kind: str, values: dict[str, Any]) -> None:
    """Dates as people type them become ISO 8601; an incident's precision follows from how it was typed."""
    for name in MOMENTS:
        if isinstance(values.get(name), str):
            try:
                values[name], precision = parse_moment(values[name])
            except BadInput as problem:
                raise BadInput(problem.what, where=name, todo=problem.todo) from None
            if kind == "incident" and name == "began" and not values.get("began_precision"):
                values["began_precision"] = precision


def from_figure(text: str | None) -> dict[str, Any]:
    """The claim's fields that a figure as typed stands for; all None for an empty one."""
    if text is None:
        return dict.fromkeys(("low", "high", "qualifier", "value", "words"))
    figure = parse_figure(text)
    return {"low": figure.low, "high": figure.high, "qualifier": figure.qualifier, "value": figure.value,
            "words": figure.words}  # fmt: skip


def name_of(record: Record) -> str:
    """What people call a record: its code, name or id."""
    return str(getattr(record, "code", None) or getattr(record, "name", None) or record.id)


def _label(record: Record) -> str:
    told = next((getattr(record, name, None) for name in ("words", "statement", "title", "quote")), None)
    named = name_of(record) if record.KIND != "citation" else ""
    about = f" ({brief(told, 32)})" if told else ""
    return f"add {record.KIND} {named}".rstrip() + about


def _fresh_code(change: Change, kind: str, values: dict[str, Any]) -> str:
    if kind == "claim":
        incident = lookup.code_of(change.conn, "incident", values.get("incident")) or "C"
        return lookup.next_code(change.conn, "claims", incident + ("-" if incident[-1:].isdigit() else ""))
    if kind == "source":
        return lookup.next_code(change.conn, "sources", "S")
    return lookup.next_code(change.conn, "incidents", _stem(values.get("place") or values.get("title") or ""))


def _stem(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).upper()
    letters = re.sub(r"[\W\d_]", "", plain)[:3]
    return letters or "I"


__all__ = ["ADDABLE", "Added", "Claim", "add", "add_many", "add_within", "from_figure", "name_of", "settle"]
