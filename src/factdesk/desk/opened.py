"""A record as a form opens it: its values, the head by which changes of others are noticed, and what it names."""

from __future__ import annotations

from typing import Any, Final

from factdesk.desk.add import REFERS
from factdesk.desk.edit import EDITABLE
from factdesk.desk.open import Desk
from factdesk.model.records import Citation, Claim, Incident, Record, Source, Speaker
from factdesk.model.values import dataclass
from factdesk.model.wording import figure_text
from factdesk.store import changes, lookup, tables

__all__ = ["Opened", "Told", "opened", "told"]

_BRIEF: Final = 120
"""Characters of a record's words that a form shows."""


@dataclass(frozen=True, slots=True)
class Told:
    """A record in a line: its id, its code (or name), and what it says."""

    kind: str
    id: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A record before it is edited. `refers` tells each field that names another record."""

    kind: str
    id: str
    name: str
    values: dict[str, Any]
    head: str
    refers: dict[str, Told]


def opened(desk: Desk, ref: str) -> Opened:
    """The record that `ref` names, in one state of the desk. Raises NotFound."""
    with desk.db.snapshot():
        kind, id_ = lookup.resolve(desk.db.conn, ref, *EDITABLE)
        record = tables.fetch(desk.db.conn, kind, id_)
        assert record is not None
        values = record.values()
        refers = {name: told(desk, values[name]) for name in REFERS.get(kind, {}) if values[name] is not None}
        head = changes.head(desk.db.conn, tables.about(kind, id_, values), id_)
        return Opened(kind, id_, _told(kind, record).code, values, head, refers)


def told(desk: Desk, ref: str) -> Told:
    """The record that `ref` names in a line. Raises NotFound."""
    kind, id_ = lookup.resolve(desk.db.conn, ref, *EDITABLE)
    record = tables.fetch(desk.db.conn, kind, id_)
    assert record is not None
    return _told(kind, record)


def _told(kind: str, record: Record) -> Told:
    if isinstance(record, Speaker):
        about = ", ".join(part for part in (record.role, record.organisation) if part)
        return Told(kind, record.id, record.name, about[:_BRIEF])
    if isinstance(record, Citation):
        return Told(kind, record.id, "citation", (record.quote or "")[:_BRIEF])
    if isinstance(record, Claim):
        return Told(kind, record.id, record.code, figure_text(record)[:_BRIEF])
    assert isinstance(record, Incident | Source)
    return Told(kind, record.id, record.code, record.title[:_BRIEF])
