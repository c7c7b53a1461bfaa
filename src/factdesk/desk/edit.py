"""Changes and removes records, and notices when somebody else changed one meanwhile."""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from factdesk.desk import rules
from factdesk.desk.add import name_of, settle
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput, Busy, Incoherent
from factdesk.model.records import Citation, Record, make
from factdesk.model.views import Action
from factdesk.store import changes, lookup, tables

FIXED: Final = {"citation": ("claim", "source"), "claim": ("incident", "kind")}
"""Fields that make a record another one: it is removed and added anew instead."""

EDITABLE: Final = ("incident", "speaker", "claim", "source", "citation")

_HOLDERS: Final = {
    "incident": (("claims", "incident", "claim"),),
    "speaker": (("claims", "speaker", "claim"), ("sources", "root_speaker", "source")),
    "claim": (("claims", "part_of", "part"), ("claims", "denies", "denial")),
    "source": (("citations", "source", "citation"), ("sources", "root", "source that carries it")),
    "citation": (),
}


def edit(desk: Desk, ref: str, values: dict[str, Any], *, seen: str | None = None) -> Action:
    """Sets fields of the record that `ref` names, as one action.

    `seen` is the record's head when its author opened it (see the cards): where the same fields were changed
    since, Busy is raised and nothing is stored. Raises BadInput, Incoherent or NotFound likewise.
    """
    kind, id_ = lookup.resolve(desk.db.conn, ref, *EDITABLE)
    with desk.change(f"edit {kind} {ref}") as change:
        before = tables.fetch(change.conn, kind, id_)
        assert before is not None
        wanted = settle(change.conn, kind, values)
        after = make(kind, {**before.values(), **wanted})
        new, old = after.values(), before.values()
        differing = {name: value for name, value in new.items() if value != old[name]}
        _allowed(kind, differing)
        if not differing:
            raise BadInput("nothing would change", where=ref, todo="give at least one new value")
        if seen is not None:
            _unchanged_since(change.conn, before, seen, differing)
        rules.fits(change.conn, after)
        change.label = f"edit {kind} {name_of(after)}"
        change.edit(kind, id_, differing)
        return change.result()


def remove(desk: Desk, ref: str) -> Action:
    """Removes a record, a claim with its citations and reviews; undo brings all of it back.

    Raises Incoherent when other records still refer to it.
    """
    kind, id_ = lookup.resolve(desk.db.conn, ref, *EDITABLE)
    record = tables.fetch(desk.db.conn, kind, id_)
    assert record is not None
    with desk.change(f"remove {kind} {name_of(record)}") as change:
        _nobody_holds(change.conn, record)
        if kind == "claim":
            for tied in ("review", "citation"):
                table = {"review": "reviews", "citation": "citations"}[tied]
                rows = change.conn.execute(f"SELECT id FROM {table} WHERE claim = ? ORDER BY nr DESC", (id_,))
                for (tied_id,) in rows.fetchall():
                    change.remove(tied, tied_id)
        change.remove(kind, id_)
        return change.result()


def _allowed(kind: str, differing: dict[str, Any]) -> None:
    for name in FIXED.get(kind, ()):
        if name in differing:
            raise BadInput(f"the {name} of a {kind} cannot be changed", where=name, todo="remove it and add a new one")


def _unchanged_since(conn: sqlite3.Connection, now: Record, seen: str, differing: dict[str, Any]) -> None:
    about = tables.about(now.KIND, now.id, now.values())
    if changes.head(conn, about, now.id) == seen:
        return
    changed, who = changes.changed_since(conn, about, now.id, seen)
    clash = sorted(changed & differing.keys())
    if clash:
        raise Busy(
            f"{', '.join(clash)} was changed by {who} while you were editing; yours was not stored",
            where=name_of(now),
            todo="look at the new value, then decide again",
        )


def _nobody_holds(conn: sqlite3.Connection, record: Record) -> None:
    for table, column, what in _HOLDERS[record.KIND]:
        number = conn.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (record.id,)).fetchone()[0]
        if number:
            todo = "withdraw the source instead, or remove those first" if record.KIND == "source" else (
                "remove those first, or edit them"
            )  # fmt: skip
            raise Incoherent(f"{number} {what}{'s' if number > 1 else ''} still refer to it",
                             where=name_of(record), todo=todo)  # fmt: skip
    if isinstance(record, Citation):
        resting = conn.execute(
            "SELECT count(*) FROM reviews WHERE claim = ? AND instr(rests_on, ?) > 0",
            (record.claim, record.id),
        ).fetchone()[0]
        if resting:
            raise Incoherent("a review rests on this citation", where=record.id,
                             todo="withdraw its source instead; the verdict is then marked stale")  # fmt: skip
