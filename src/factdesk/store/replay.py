"""Verifies the ledger entry by entry and replays it: what it tells must be what the plain tables hold.

Entries are read in batches, so that a long desk needs hardly more memory than a short one. `proof` tells which are
plainly sound; the records of the others are read one by one, each with the first such entry of its.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from factdesk.model.checks import said
from factdesk.model.errors import BadInput
from factdesk.model.records import RECORDS, make
from factdesk.store import ledger, proof, tables
from factdesk.store.connection import Database
from factdesk.store.ledger import Entry
from factdesk.store.told import Fault, Told, read_entry

Tick = Callable[[int], None]

KINDS: Final = (*RECORDS, "action")
"""Kinds of entries that this version knows; others are carried along and counted."""

BATCH: Final = 2_000
"""Entries that are read in one go: a tenth of a second."""

MOST_ACTIONS: Final = 50_000
"""Ids of actions that are remembered between batches."""


@dataclass(slots=True)
class _Look:
    """What the looks at all batches share: the desk, the counts, and what was seen.

    `actions` were found in the ledger, `odd` are the entries that were not proved (ascending), `rows` those of the
    records of one batch.
    """

    db: Database
    counts: Counter[str]
    actions: set[str] = field(default_factory=set)
    odd: array[int] = field(default_factory=lambda: array("q"))
    rows: dict[tuple[str, str], tuple[Any, ...]] = field(default_factory=dict)

    def is_odd(self, seq: int) -> bool:
        """Whether this entry was not proved."""
        place = bisect_left(self.odd, seq)
        return place < len(self.odd) and self.odd[place] == seq

    def has_action(self, action: str) -> bool:
        """Whether the ledger has the entry of this action."""
        if action in self.actions:
            return True
        sql = "SELECT 1 FROM ledger WHERE about = ?1 AND record = ?1 AND kind = 'action'"
        if not self.db.one(sql, action):
            return False
        self.actions.add(action)
        return True


def ledger_faults(db: Database, counts: Counter[str], tick: Tick) -> Iterator[Fault]:
    """Every entry's hashes and shape, its parents and action, and every record's row against its entries.

    `counts` is filled with what was seen; `tick` hears how many entries were done. Entries are read in batches,
    each in one state of the desk, so that nobody who writes meanwhile waits for long.
    """
    look, after = _Look(db, counts), -1 << 63  # damage may have made a number negative
    newest = db.value("SELECT max(seq) FROM ledger")  # who writes meanwhile must not keep the check from ending
    while (last := _end(db, after, newest)) is not None:
        with db.snapshot():
            faults = _batch(look, after, last)
        yield from faults
        tick(counts["entries"])
        after = last


def _end(db: Database, after: int, newest: int | None) -> int | None:
    """The last entry of the batch that follows `after`; None where nothing follows."""
    sql = "SELECT max(seq) FROM (SELECT seq FROM ledger WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?)"
    return db.value(sql, after, newest, BATCH)  # type: ignore[no-any-return]


def _batch(look: _Look, after: int, last: int) -> list[Fault]:
    """Proves the entries in (after, last], and returns the faults of the records of which one is not proved."""
    if len(look.actions) > MOST_ACTIONS:
        look.actions.clear()
    sound = proof.proved(look.db, after, last, look.has_action)
    held = look.db.value("SELECT count(*) FROM ledger WHERE seq > ? AND seq <= ?", after, last)
    look.counts["entries"] += held
    look.counts["records"] += len(sound)
    if held == len(sound):
        return []
    numbers = look.db.numbers("SELECT seq FROM ledger WHERE seq > ? AND seq <= ? ORDER BY seq", after, last)
    odd = [seq for seq in numbers if seq not in sound]
    records = [
        (record, ledger.of_record(look.db.conn, about, record))
        for about, record in look.db.all(_NAMES, json.dumps(odd))
        if not _seen(look, about, record, after)
    ]
    look.odd.extend(odd)
    look.rows = _rows(look.db, records)
    return [fault for record, entries in records for fault in _record_faults(look, record, entries, last)]


_NAMES: Final = "SELECT DISTINCT about, record FROM json_each(?) AS j CROSS JOIN ledger AS l ON l.seq = j.value"
_EARLIER: Final = "SELECT seq FROM ledger WHERE about = ? AND record = ? AND seq <= ? ORDER BY seq"


def _seen(look: _Look, about: str, record: str, until: int) -> bool:
    """Whether the record was read already, with a batch that ended at `until` or before."""
    earlier = look.db.conn.execute(_EARLIER, (about, record, until))
    found = any(look.is_odd(seq) for (seq,) in earlier)
    earlier.close()
    return found


def _rows(db: Database, records: list[tuple[str, list[Entry]]]) -> dict[tuple[str, str], tuple[Any, ...]]:
    """The rows of the plain tables that these records have, by kind and id."""
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for kind, cls in RECORDS.items():
        ids = [record for record, entries in records if entries[0].kind == kind]
        if ids:
            sql = f"SELECT {', '.join(_columns(kind))} FROM {cls.TABLE} WHERE id IN (SELECT value FROM json_each(?))"
            found.update(((kind, row[1]), row) for row in db.all(sql, json.dumps(ids)))
    return found


def _columns(kind: str) -> tuple[str, ...]:
    return ("nr", *RECORDS[kind].columns(), *(("url_key",) if kind == "source" else ()))


def gap_faults(db: Database) -> Iterator[Fault]:
    """Entries that were taken out of the ledger: nothing is ever deleted, so their numbers have no gaps."""
    held, last = db.one("SELECT count(*), coalesce(max(seq), 0) FROM ledger")
    if held != last:
        yield Fault("ledger", f"{last - held} entries are missing; they were deleted outside factdesk")


def unknown_rows(db: Database) -> Iterator[Fault]:
    """Rows of the plain tables that no entry of the ledger speaks of."""
    for kind, cls in RECORDS.items():
        about = tables.ABOUT.get(kind, "id")
        sql = (
            f"SELECT t.id FROM {cls.TABLE} AS t WHERE NOT EXISTS"
            f" (SELECT 1 FROM ledger AS l WHERE l.about = t.{about} AND l.record = t.id)"
        )
        yield from (_stranger(cls.TABLE, row[0]) for row in db.conn.execute(sql))
    sql = "SELECT id FROM actions WHERE NOT EXISTS (SELECT 1 FROM ledger WHERE about = actions.id)"
    yield from (_stranger("actions", row[0]) for row in db.conn.execute(sql))


def _stranger(table: str, record: str) -> Fault:
    return Fault(f"{table} {record}", "the ledger knows nothing of this row; it was added outside factdesk")


def _record_faults(look: _Look, record: str, entries: list[Entry], last: int) -> Iterator[Fault]:
    """The faults of one record; its entries after `last` were not looked at yet."""
    told, first, counts = Told(), entries[0], look.counts
    known = {entry.id for entry in entries}
    sound = True
    if first.kind in RECORDS and all(entry.seq > last or look.is_odd(entry.seq) for entry in entries):
        counts["records"] += 1  # one of which an entry is proved was counted with that
    for entry in entries:
        body, fault = read_entry(entry)
        counts["redacted"] += entry.body is None
        faults = [fault] if fault else []
        if entry.kind not in KINDS or (body and body["op"] not in ledger.OPS):
            counts["unknown"] += 1
        else:
            faults += _tie_faults(look, entry, known)
        if entry.kind != first.kind:
            faults.append(Fault(f"ledger {entry.seq}", f"{record} has entries of more than one kind"))
        yield from faults
        told.read(body)
        sound = sound and not faults
    if not sound:
        return  # what cannot be trusted says nothing about the row
    if first.kind == "action":
        yield from _action_faults(look.db, first, told)
    elif first.kind in RECORDS:
        yield from _row_faults(look, first.kind, record, told, first.seq)


def _tie_faults(look: _Look, entry: Entry, known: set[bytes]) -> Iterator[Fault]:
    """The entries that this one builds on, and that of its action, must be in the ledger too."""
    db = look.db
    for parent in entry.parents:
        if parent not in known and not db.one("SELECT 1 FROM ledger WHERE id = ?", parent):
            yield Fault(f"ledger {entry.seq}", f"the entry {parent.hex()[:12]} that it builds on is missing")
    if entry.kind != "action" and not look.has_action(entry.action):
        yield Fault(f"ledger {entry.seq}", f"the entry of its action {entry.action} is missing")


def _action_faults(db: Database, entry: Entry, told: Told) -> Iterator[Fault]:
    where = f"actions {entry.record}"
    row = db.one("SELECT nr, author, at, kind, label, undoes FROM actions WHERE id = ?", entry.record)
    if row is None:
        yield Fault(where, "the ledger has this action, the table has not; the row was deleted outside factdesk")
        return
    expected = {"nr": entry.seq, "author": entry.author, "at": entry.at, **(told.values or {})}
    yield from _differences(
        where, dict(zip(("nr", "author", "at", "kind", "label", "undoes"), row, strict=True)), expected
    )


def _row_faults(look: _Look, kind: str, record: str, told: Told, first: int) -> Iterator[Fault]:
    cls = RECORDS[kind]
    code = (told.values or {}).get("code")
    where = f"{cls.TABLE} {code} ({record})" if code else f"{cls.TABLE} {record}"
    row = look.rows.get((kind, record))
    if row is None:
        if told.values is not None and not told.partly:
            yield Fault(where, "the ledger has it, the table has not; the row was deleted outside factdesk")
        return
    if told.values is None and not told.partly:
        yield Fault(where, "it was removed according to the ledger, but the table has it")
        return
    found = dict(zip(_columns(kind), row, strict=True))
    yield from _differences(where, found, {"nr": first, **_expected(kind, told)})
    if not told.partly:
        try:
            make(kind, dict(told.values or {}))
        except BadInput as problem:
            yield Fault(
                where, f"its values cannot stand: {problem.what}" + (f" ({problem.where})" * bool(problem.where))
            )


def _expected(kind: str, told: Told) -> dict[str, Any]:
    """The row's columns as the ledger tells them; of a partly unreadable past only those set since."""
    values = tables.stored(told.values or {})
    if not told.partly:
        values = {**dict.fromkeys(RECORDS[kind].columns()), **values}
    if kind == "source" and isinstance(values.get("url", 0), str | None):
        values["url_key"] = tables.url_key(values["url"])
    return values


def _differences(where: str, found: dict[str, Any], expected: dict[str, Any]) -> Iterable[Fault]:
    for name, value in expected.items():
        if name not in found:
            yield Fault(f"{where}, {name}", "the ledger sets a field that this version does not know")
        elif found[name] != value or type(found[name]) is not type(value):
            yield Fault(
                f"{where}, {name}",
                f"the table has {said(found[name])}, the ledger {said(value)}; the row was changed outside factdesk",
            )
