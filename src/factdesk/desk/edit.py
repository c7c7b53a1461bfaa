"""Changes and removes records, and notices when somebody else changed one meanwhile."""

from __future__ import annotations

from typing import Any, Final

from factdesk.desk.add import name_of, settle
from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput, Busy
from factdesk.model.records import Record, make
from factdesk.model.views import Action
from factdesk.store import changes, lookup, rules, tables
from factdesk.store.changes import Change

FIXED: Final = {"citation": ("claim", "source"), "claim": ("incident", "kind")}
"""Fields that make a record another one: it is removed and added anew instead."""

EDITABLE: Final = ("incident", "speaker", "claim", "source", "citation")


def edit(desk: Desk, ref: str, values: dict[str, Any], *, seen: str | None = None) -> Action:
    """Sets fields of the record that `ref` names, as one action.

    `seen` is the record's head when its author opened it (see the cards): where the same fields were changed
    since, Busy is raised and nothing is stored. Raises BadInput, Incoherent or NotFound likewise.
    """
    kind, id_ = lookup.resolve(desk.db.conn, ref, *EDITABLE)
    with desk.change(f"edit {kind} {ref}") as change:
        before = lookup.record(change.conn, id_, kind)
        wanted = settle(change, kind, values)
        after = make(kind, {**before.values(), **wanted})
        new, old = after.values(), before.values()
        differing = {name: value for name, value in new.items() if value != old[name]}
        _allowed(kind, differing)
        if not differing:
            raise BadInput("nothing would change", where=ref, todo="give at least one new value")
        if seen is not None:
            _unchanged_since(change, before, seen, differing)
        rules.fits(change.conn, after)
        change.label = f"edit {kind} {name_of(after)}"
        change.edit(kind, id_, differing)
        return change.result()


def remove(desk: Desk, ref: str) -> Action:
    """Removes a record, a claim with its citations and reviews; undo brings all of it back.

    Raises Incoherent when other records still refer to it.
    """
    kind, id_ = lookup.resolve(desk.db.conn, ref, *EDITABLE, "term", "succession")
    with desk.change("") as change:
        record = lookup.record(change.conn, id_, kind)
        change.label = f"remove {kind} {name_of(record)}"
        rules.nobody_holds(change.conn, record)
        if kind == "claim":
            for tied, tied_id in rules.tied_to(change.conn, id_):
                change.remove(tied, tied_id)
        change.remove(kind, id_)
        return change.result()


def _allowed(kind: str, differing: dict[str, Any]) -> None:
    for name in FIXED.get(kind, ()):
        if name in differing:
            raise BadInput(f"the {name} of a {kind} cannot be changed", where=name, todo="remove it and add a new one")


def _unchanged_since(change: Change, now: Record, seen: str, differing: dict[str, Any]) -> None:
    about = tables.about(now.KIND, now.id, now.values())
    if changes.head(change.conn, about, now.id) == seen:
        return
    changed, who = changes.changed_since(change.conn, about, now.id, seen)
    clash = sorted(changed & differing.keys())
    if clash:
        raise Busy(
            f"{', '.join(clash)} was changed by {who} while you were editing; yours was not stored",
            where=name_of(now),
            todo="look at the new value, then decide again",
        )
