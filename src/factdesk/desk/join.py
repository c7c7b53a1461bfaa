"""Joins records that are one: what hangs on the one moves, its code still leads there, one undo parts them."""

from __future__ import annotations

from typing import Final

from factdesk.desk.add import name_of
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput, Incoherent
from factdesk.model.records import Alias, Citation, Record, Source
from factdesk.model.text import brief
from factdesk.model.views import Action
from factdesk.store import joining, lookup, rules
from factdesk.store.changes import PREFIX, Change
from factdesk.store.ledger import new_id

JOINABLE: Final = ("incident", "source", "speaker")


def join(desk: Desk, keep: str, other: str) -> Action:
    """Makes `other` one with `keep` (two incidents, sources or speakers), as one action.

    Claims, citations, roots and parts move; the record that goes is removed and its code (or name) leads to the
    one that stays. Raises NotFound, BadInput for two kinds or one record, Incoherent where it cannot be.
    """
    with desk.change("") as change:
        kind, kept = lookup.resolve(change.conn, keep, *JOINABLE)
        other_kind, gone = lookup.resolve(change.conn, other, *JOINABLE)
        if kind != other_kind:
            raise BadInput(f"{keep} is a {kind}, {other} a {other_kind}", todo="join two records of one kind")
        if kept == gone:
            raise BadInput(f"{keep} and {other} are one record already", todo="name two")
        stays, goes = lookup.record(change.conn, kept, kind), lookup.record(change.conn, gone, kind)
        change.label = f"join {kind} {name_of(goes)} into {name_of(stays)} ({brief(_told(stays), 32)})"
        _move(change, stays, goes)
        change.remove(kind, gone)
        change.add(Alias(id=new_id(PREFIX["alias"]), code=name_of(goes), former=gone, kind=kind, record=kept))
        return change.result()


def _told(record: Record) -> str:
    return str(getattr(record, "title", None) or getattr(record, "name", None) or record.id)


def _move(change: Change, stays: Record, goes: Record) -> None:
    """Everything that refers to the record that goes refers to the one that stays from now on."""
    for kind, field in joining.REFERRING[stays.KIND]:
        for id_ in joining.referring(change.conn, kind, field, goes.id):
            if kind == "source" and id_ == stays.id:
                change.edit(kind, id_, {field: None})  # it carried itself: it is a root now
            elif kind == "citation" and stays.KIND == "source":
                _move_tie(change, id_, field, stays)
            else:
                change.edit(kind, id_, {field: stays.id})
    if isinstance(stays, Source):
        joining.no_circle(change.conn, stays.id)


def _move_tie(change: Change, tie: str, field: str, stays: Record) -> None:
    """A citation of the source that goes, or one that carries it. What would carry itself then is its own root."""
    found = lookup.record(change.conn, tie, "citation")
    assert isinstance(found, Citation)
    other = found.root if field == "source" else found.source
    moved: dict[str, str | None] = {field: stays.id}
    if other == stays.id:
        moved |= {"root": None}
    elif field == "source" and (twin := joining.same_tie(change.conn, tie, stays.id)):
        _drop_tie(change, tie, twin, stays)
        return
    change.edit("citation", tie, moved)


def _drop_tie(change: Change, tie: str, twin: str, stays: Record) -> None:
    """A claim that cites both says the same twice: one tie goes, unless a review rests on it."""
    found = lookup.record(change.conn, tie, "citation")
    try:
        rules.nobody_holds(change.conn, found)
    except Incoherent:
        change.edit("citation", tie, {"source": stays.id})
    else:
        change.remove("citation", tie)
