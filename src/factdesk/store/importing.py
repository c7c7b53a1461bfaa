"""Brings the rows of a data set onto the desk: what is new is added, what the set changed is edited, the rest stays.

An edit needs three values: what the set said last time, what it says now, and what stands on the desk. Where the
desk changed the value itself, the desk's stays.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from factdesk.model.records import RECORDS
from factdesk.store import joining, ledger, tables
from factdesk.store.bulk import Bulk
from factdesk.store.connection import Database
from factdesk.store.prepared import COLUMNS, Draft, Prepared

FIXED: Final = {"claim": ("incident", "kind"), "citation": ("claim", "source")}
"""Fields that make a record another one; a set that changes them keeps the old record's value."""

_KINDS: Final = ("incident", "speaker", "source", "claim", "citation", "review")


@dataclass(slots=True)
class Result:
    """What became of a row: `added`, `changed`, `unchanged`, `repeated` (its key was used by a row above)."""

    state: str
    kept: list[str] = field(default_factory=list)


class Load:
    """Rows on their way into an open bulk change, for one data set.

    A set that comes for the first time is compared with nothing: its records can come `Prepared`. Those of a set
    that was here before come as drafts, because most of them will be found unchanged.
    """

    def __init__(self, work: Bulk, dataset: str) -> None:
        self.work, self.conn = work, work.conn
        actions = self.conn.execute(
            "SELECT DISTINCT action FROM ledger WHERE about = ? AND kind = 'import'", (dataset,)
        ).fetchall()
        self.earlier = frozenset(action for (action,) in actions)
        """Actions that are imports of this set, also those that were undone since."""
        self.counts: Counter[str] = Counter()
        self.seen = bytearray((work.first >> 3) + 1) if self.earlier else bytearray()
        self._recent: dict[str, None] = {}

    def rows(self, rows: Iterable[Sequence[Draft] | Sequence[Prepared]]) -> list[Result]:
        """Takes a batch of rows; returns what became of each, in their order."""
        batch: list[Sequence[Any]] = list(rows)
        existing = self._existing(batch)
        new: dict[str, Any] = {}
        edits: list[tuple[str, str, str, dict[str, Any]]] = []
        results = [self._row(records, existing, new, edits) for records in batch]
        self._write(new)
        for kind, id_, about, changes in edits:
            self._edit(kind, id_, about, changes)
        return results

    def _existing(self, batch: list[Sequence[Any]]) -> dict[str, tuple[Any, ...]]:
        """Rows of the tables that the batch's records meet: nr and, where the set was imported before, all values."""
        wanted: dict[str, dict[str, None]] = defaultdict(dict)
        for records in batch:
            for kind, id_, *_ in records:
                if id_ not in self._recent:
                    wanted[kind][id_] = None
        found: dict[str, tuple[Any, ...]] = {}
        for kind, ids in wanted.items():
            columns = f"id, nr, {', '.join(COLUMNS[kind])}" if self.earlier else "id, nr"
            sql = f"SELECT {columns} FROM {RECORDS[kind].TABLE} WHERE id IN (SELECT value FROM json_each(?))"
            for id_, *rest in self.conn.execute(sql, (json.dumps(list(ids)),)):
                found[id_] = tuple(rest)
        return found

    def _row(
        self, records: Sequence[Any], existing: dict[str, tuple[Any, ...]], new: dict[str, Any],
        edits: list[tuple[str, str, str, dict[str, Any]]],
    ) -> Result:  # fmt: skip
        first = self.work.first
        for kind, id_, *_ in records:
            if kind == "claim" and (id_ in new or (id_ in existing and existing[id_][0] >= first)):
                return Result("repeated")
        added = changed = False
        kept: list[str] = []
        for record in records:
            kind, id_, about, values, *_ = record
            held = existing.get(id_)
            if held is None:
                if id_ not in new and id_ not in self._recent:
                    new[id_] = record
                    added = added or kind in ("claim", "incident")
                continue
            nr = held[0]
            if self.seen and nr < first and not self.seen[nr >> 3] & 1 << (nr & 7):  # the first row that tells, counts
                self.seen[nr >> 3] |= 1 << (nr & 7)
                differing = self._differing(kind, id_, about, values, held[1:], kept)
                if differing:
                    edits.append((kind, id_, about, differing))
                    changed = True
        return Result("added" if added else "changed" if changed else "unchanged", kept)

    def _differing(
        self, kind: str, id_: str, about: str, values: dict[str, Any], held: tuple[Any, ...], kept: list[str]
    ) -> dict[str, Any]:
        """The fields that the set changed since it was imported last; `kept` gets those that the desk had changed."""
        fixed = FIXED.get(kind, ())
        now = dict(zip(COLUMNS[kind], held, strict=True))
        differing = {
            name: values.get(name)
            for name, value in now.items()
            if values.get(name) != value and name not in fixed and name not in ("rests_on", "warnings")
        }
        if not differing or kind == "review":
            return {}
        last = self._last_import(about, id_)
        if last is None:  # a record of another set, or of the desk's own: this set has no say in it
            return {}
        mine = {name: value for name, value in differing.items() if last.get(name) != value}
        for name in list(mine):
            if last.get(name) != now[name]:
                kept.append(f"{kind}.{name}")
                del mine[name]
        return mine

    def _last_import(self, about: str, id_: str) -> dict[str, Any] | None:
        """What the set said of a record when it was imported last; None where it never did."""
        state: dict[str, Any] | None = None
        for entry in ledger.of_record(self.conn, about, id_):
            if entry.action in self.earlier and entry.op in ("add", "edit"):
                state = {**(state or {}), **entry.values}
        return state

    def _write(self, new: dict[str, Any]) -> None:
        records: list[Any] = list(new.values())
        parents: dict[str, bytes] = {}
        numbers: dict[str, int] = {}
        if not self.earlier:
            self._come_back(records, parents, numbers)
            self.work.write(records, parents, numbers)
        elif records:
            records = self._without_removed(records, parents, numbers)
            self.work.add(records, parents, numbers)
        self.counts.update(record[0] for record in records)
        if len(self._recent) > 20_000:
            self._recent.clear()
        self._recent.update((one[1], None) for one in records if one[0] in ("speaker", "source", "incident"))

    def _come_back(self, records: list[Prepared], parents: dict[str, bytes], numbers: dict[str, int]) -> None:
        """Speakers and sources are shared by sets: one that was here and went comes back on its own past."""
        if self.work.is_first:
            return
        past = self._past([record for record in records if record[0] in ("speaker", "source")])
        for id_, entries in past.items():
            parents[id_], numbers[id_] = b"".join(ledger.heads(entries)), entries[0].seq

    def _without_removed(
        self, drafts: list[Draft], parents: dict[str, bytes], numbers: dict[str, int]
    ) -> list[Draft]:  # fmt: skip
        """Leaves out what somebody removed from the desk; what only an undo took away comes back on its own past.

        What belongs to a record that was joined with another goes to the one that stayed.
        """
        gone: set[str] = set()
        past = self._past(drafts)
        moved = joining.stayed(self.conn, drafts)
        kept = []
        for draft in joining.moved_ties(drafts, moved):
            kind, id_, _, values = draft
            if id_ in moved:
                continue
            ties = (values.get("claim"), values.get("source"), values.get("incident"))
            entries = past.get(id_, [])
            if (entries and not self._undone(entries[-1])) or any(tie in gone for tie in ties):
                gone.add(id_)
                self.counts["left out"] += kind in ("claim", "incident")
                continue
            if entries:
                parents[id_] = b"".join(ledger.heads(entries))
                numbers[id_] = entries[0].seq
            kept.append(draft)
        return kept

    def _past(self, drafts: Sequence[Draft] | Sequence[Prepared]) -> dict[str, list[ledger.Entry]]:
        """The entries of records that are not in the tables now, but were once."""
        pairs = json.dumps([[one[2], one[1]] for one in drafts])
        names = ", ".join(f"l.{name}" for name in ledger.COLUMNS.split(", "))
        sql = (
            f"SELECT {names} FROM json_each(?) AS k JOIN ledger AS l ON l.about = k.value ->> 0"
            " AND l.record = k.value ->> 1 ORDER BY l.seq"
        )
        found: dict[str, list[ledger.Entry]] = defaultdict(list)
        for entry in ledger.read(self.conn.execute(sql, (pairs,))):
            found[entry.record].append(entry)
        return found

    def _undone(self, entry: ledger.Entry) -> bool:
        """Whether a record went because an import was undone, and not because somebody removed it."""
        row = self.conn.execute(
            "SELECT 1 FROM actions WHERE id = ? AND kind = 'undo' AND undoes IN (SELECT value FROM json_each(?))",
            (entry.action, json.dumps(sorted(self.earlier))),
        ).fetchone()
        return row is not None

    def _edit(self, kind: str, id_: str, about: str, changes: dict[str, Any]) -> None:
        entries = ledger.of_record(self.conn, about, id_)
        self.work.entries([("edit", kind, id_, about, b"".join(ledger.heads(entries)), changes)])
        tables.update(self.conn, kind, id_, changes)
        self.counts[f"{kind} changed"] += 1

    def gone(self, actions: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Kind, id and code of incidents and claims that these imports of the set brought and this one has not."""
        for start, end in self._ranges(actions):
            for kind in ("incident", "claim"):
                sql = f"SELECT nr, id, code FROM {RECORDS[kind].TABLE} WHERE nr > ? AND nr < ? ORDER BY nr"
                for nr, id_, code in self.conn.execute(sql, (start, end)):
                    if not self.seen[nr >> 3] & 1 << (nr & 7):
                        yield kind, id_, code

    def _ranges(self, actions: Iterable[str]) -> list[tuple[int, int]]:
        """Where the entries of these actions stand in the ledger."""
        rows = self.conn.execute(
            "SELECT a.nr, (SELECT min(b.nr) FROM actions AS b WHERE b.nr > a.nr) FROM actions AS a"
            " WHERE a.id IN (SELECT value FROM json_each(?)) AND a.kind = 'do' ORDER BY a.nr",
            (json.dumps(sorted(actions)),),
        ).fetchall()
        return [(start, end or self.work.first) for start, end in rows]


def imports_of(conn: sqlite3.Connection, dataset: str, before: int) -> list[tuple[str, str]]:
    """Action and map (TOML) of the imports of a set that stand on the desk, without those from number `before` on."""
    rows = conn.execute(
        "SELECT l.action, i.map FROM imports AS i JOIN ledger AS l ON l.about = i.dataset AND l.record = i.id"
        " WHERE i.dataset = ? AND l.seq < ? ORDER BY i.nr",
        (dataset, before),
    ).fetchall()
    return [(action, text) for action, text in rows]


def maps_used(db: Database) -> list[str]:
    """The maps of the desk's imports (TOML), the one used last first, each once."""
    rows = db.all("SELECT map, max(nr) AS last FROM imports GROUP BY map ORDER BY last DESC LIMIT 50")
    return [text for text, _ in rows]


__all__ = ["Load", "Result", "imports_of", "maps_used"]
