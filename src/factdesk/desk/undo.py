"""Takes back and repeats the author's own actions; the ledger keeps both, so nothing is lost by either."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from factdesk.desk import clock
from factdesk.desk.open import Desk
from factdesk.desk.steps import Progress, listening
from factdesk.model.errors import Busy, Failed, Incoherent
from factdesk.model.views import Action
from factdesk.store import bulk, bulk_undo, ledger, logbook, lookup, rules, tables
from factdesk.store.changes import Change
from factdesk.store.logbook import Done

LOOKED_AT: Final = 50
"""Of the author's last actions: how many are tried where the newest cannot be taken back."""


def undo(desk: Desk, progress: Progress | None = None) -> Action:
    """Takes back the author's last action that stands. Actions of others are never touched.

    `progress` hears of the steps of a very large one, such as an import; what it raises ends the undo.

    Raises Failed where there is nothing to undo, Busy where somebody changed the same values since, Incoherent
    where what others did since would no longer fit.
    """
    found = logbook.undoable(desk.db, desk.author or "")
    if found is None:
        raise Failed("there is nothing of yours to undo", todo="see what was done with: factdesk log")
    try:
        return _reverse(desk, found, "undo", progress)
    except (Busy, Incoherent) as problem:
        older = older_undo(desk)
        if older is not None:
            problem.todo += f", or take back an older change of yours, “{older}”, with: factdesk undo --older"
        raise


def older_undo(desk: Desk) -> str | None:
    """Where the author's last action cannot be taken back: the newest older one that can, in its own words."""
    found = _older(desk)
    return found.label if found else None


def undo_older(desk: Desk, progress: Progress | None = None) -> Action:
    """Takes back the newest action of the author that can be, leaving those above it that cannot.

    Raises Failed where there is none, and like `undo`.
    """
    first = logbook.undoable(desk.db, desk.author or "")
    found = first if first is not None and _can(desk, first) else _older(desk)
    if found is None:
        raise Failed("there is no change of yours that can be taken back",
                     todo="edit the records by hand; see what was done with: factdesk log")  # fmt: skip
    return _reverse(desk, found, "undo", progress)


def _older(desk: Desk) -> Done | None:
    behind = islice(logbook.standing_actions(desk.db, desk.author or ""), 1, LOOKED_AT)
    return next((found for found in list(behind) if _can(desk, found)), None)


def _can(desk: Desk, found: Done) -> bool:
    """Tries it, and keeps nothing of it. A very large one is not tried: it is refused when it is asked for."""
    if bulk_undo.size(desk.db, found.reverses) >= bulk_undo.FROM:
        return True
    try:
        with desk.change("try") as change:
            _take_apart(change, found)
            raise _Tried
    except _Tried:
        return True
    except (Busy, Incoherent):
        return False


class _Tried(Exception):
    """Ends a trial, so that nothing of it is kept."""


def redo(desk: Desk, progress: Progress | None = None) -> Action:
    """Does again what the author took back last. Raises Failed or Busy like `undo`."""
    found = logbook.redoable(desk.db, desk.author or "")
    if found is None:
        raise Failed("there is nothing of yours to do again", todo="undo something first")
    return _reverse(desk, found, "redo", progress)


def _reverse(desk: Desk, found: Done, kind: str, progress: Progress | None) -> Action:
    """Undo reverses the action's own entries; redo reverses the entries of the undo that took it back."""
    if bulk_undo.size(desk.db, found.reverses) >= bulk_undo.FROM:
        return _reverse_many(desk, found, kind, progress)
    with desk.change(f"{kind} {found.label}", kind=kind, undoes=found.action) as change:
        _take_apart(change, found)
        return change.result()


def _take_apart(change: Change, found: Done) -> None:
    for entry in reversed(ledger.of_action(change.conn, found.reverses)):
        _reverse_entry(change, entry, found.label)
    for record in dict.fromkeys(change.records):
        _fits(change, record)


def _reverse_many(desk: Desk, found: Done, kind: str, progress: Progress | None) -> Action:
    """As `_reverse`, streamed: an import of a million rows is taken back in flat memory. Tells of no single record."""
    label, author, at = f"{kind} {found.label}", desk.author or "", clock.now()
    with (
        listening(desk, progress) as step,
        bulk.bulk(desk.db, label=label, author=author, at=at, kind=kind, undoes=found.action,
                  down=(*bulk.ADDING, *bulk.LEAVING)) as work,
    ):  # fmt: skip
        bulk_undo.Reversal(
            desk.db, work, found.reverses, found.label, lambda stage, done, total: step(stage, done, total, 0)
        ).run()
        return Action(work.change.id, label, author, at, kind)


def _fits(change: Change, record: str) -> None:
    """What came back must fit what others did meanwhile: its code may be taken, its whole may have shrunk."""
    kind, id_ = lookup.BY_LETTER.get(record[:1], ""), record
    found = tables.fetch(change.conn, kind, id_) if record[1:2] == "-" and kind else None
    if found is not None:
        rules.fits(change.conn, found)


def _reverse_entry(change: Change, entry: ledger.Entry, label: str) -> None:
    entries = ledger.of_record(change.conn, entry.about, entry.record)
    before = ledger.fold(e for e in entries if e.seq < entry.seq)
    now = ledger.fold(entries)
    if entry.op == "add":
        _same(entry.values, now, entries, label)
        if not _is_kept(change, entry):
            change.remove(entry.kind, entry.record)
    elif entry.op == "remove":
        if now is not None or before is None:
            raise _changed(entries, label)
        change.write(entry.kind, entry.record, "add", before)
    elif entry.op == "edit":
        _same(entry.values, now, entries, label)
        assert before is not None
        change.edit(entry.kind, entry.record, {name: before.get(name) for name in entry.values})


def _is_kept(change: Change, entry: ledger.Entry) -> bool:
    """Whether a file stays because another source has the same bytes. Other records that are held are refused."""
    held = tables.fetch(change.conn, entry.kind, entry.record)
    try:
        if held is not None:
            rules.nobody_holds(change.conn, held)
    except Incoherent:
        if entry.kind != "file":
            raise
        return True
    return False


def _same(values: dict[str, Any], now: dict[str, Any] | None, entries: list[ledger.Entry], label: str) -> None:
    """The values that the action set must still stand, or somebody else's work would go with them."""
    if now is None or any(now.get(name) != value for name, value in values.items()):
        raise _changed(entries, label)


def _changed(entries: list[ledger.Entry], label: str) -> Busy:
    last = entries[-1]
    return Busy(
        f"cannot undo or redo “{label}”: {last.author} changed the same record since",
        where=last.record,
        todo="edit it by hand instead",
    )
