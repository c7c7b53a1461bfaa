"""Takes back, or makes again, an action of very many records: streamed, with flat memory, in one transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

from factdesk.model.errors import Busy, Incoherent
from factdesk.model.records import RECORDS
from factdesk.store import bulk_end, ledger, tables
from factdesk.store.bulk import KINDS, Bulk
from factdesk.store.connection import Database
from factdesk.store.ledger import Entry
from factdesk.store.prepared import Draft

FROM: Final = 2_000
"""Entries from which on an action is reversed in bulk."""

BATCH: Final = 4_000
_KINDS: Final = (*KINDS, "import")
_TABLES: Final = ("reviews", "citations", "claims", "sources", "speakers", "incidents", "imports")
"""Tables in an order in which rows can go."""

Step = Callable[[str, int, int], None]

_HELD: Final = (
    ("speakers", "claims", "speaker"), ("speakers", "sources", "root_speaker"), ("sources", "citations", "source"),
    ("sources", "sources", "root"), ("sources", "citations", "root"), ("speakers", "citations", "root_speaker"),
)  # fmt: skip
"""Tables whose rows several imports share, and who may refer to them still: such rows stay."""

OFF: Final = (
    "INSERT INTO verdict_counts SELECT incident, verdict, count(*) FROM claims WHERE is_gone(nr) GROUP BY 1, 2"
    " ON CONFLICT DO UPDATE SET claims = claims - excluded.claims",
    "INSERT INTO claim_counts SELECT kind, coalesce(measure, ''), coalesce(counted, ''), verdict, count(*) FROM claims"
    " WHERE is_gone(nr) GROUP BY 1, 2, 3, 4 ON CONFLICT DO UPDATE SET claims = claims - excluded.claims",
    "DELETE FROM conflicting_claims WHERE claim IN (SELECT id FROM claims WHERE is_gone(nr))",
    "DELETE FROM conflicting_claims WHERE incident IN (SELECT id FROM incidents WHERE is_gone(nr))",
    "DELETE FROM stale_verdicts WHERE claim IN (SELECT id FROM claims WHERE is_gone(nr))",
    "INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM claims WHERE is_gone(nr)"
    " ON CONFLICT DO UPDATE SET stamp = stamp + 1",
    "DELETE FROM standing_due WHERE incident IN (SELECT id FROM incidents WHERE is_gone(nr))",
    "DELETE FROM standing_kept WHERE incident IN (SELECT id FROM incidents WHERE is_gone(nr))",
    "DELETE FROM stale_verdicts WHERE incident IN (SELECT id FROM incidents WHERE is_gone(nr))",
)
"""What the triggers of `bulk.LEAVING` do row by row, once for all rows that go."""


def size(db: Database, action: str) -> int:
    """How many entries an action has; 0 where some are of kinds that are not reversed in bulk."""
    start, end = _range(db, action)
    other = db.one(
        "SELECT 1 FROM ledger WHERE seq > ? AND seq < ? AND kind NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
        start, end, json.dumps(_KINDS),
    )  # fmt: skip
    return 0 if other else end - start - 1


def _range(db: Database, action: str) -> tuple[int, int]:
    start = int(db.value("SELECT nr FROM actions WHERE id = ?", action))
    end = db.value("SELECT min(nr) FROM actions WHERE nr > ?", start)
    return start, int(end or db.value("SELECT max(seq) FROM ledger") + 1)


class Reversal:
    """One action being reversed inside an open bulk change."""

    def __init__(self, db: Database, work: Bulk, action: str, label: str, step: Step) -> None:
        self.db, self.work, self.label, self.step = db, work, label, step
        self.conn = work.conn
        self.start, self.end = _range(db, action)
        self.gone = bytearray((work.first >> 3) + 1)
        self.done = 0

    def run(self) -> None:
        """Reverses every entry, newest first. Raises Busy where somebody changed a record since, Incoherent where
        another record still refers to one that would go."""
        self.conn.create_function("is_gone", 1, self._is_gone)
        self.conn.create_function("is_back", 1, self.work.is_back)
        self._mark_gone()
        self._keep_held()
        if 2 * (self.end - self.start) > self.work.first:
            self.work.sort_later(but=("ledger_by_record",))
        for batch in self._batches():
            self._reverse(batch)
            self.step("entries", self.done, self.end - self.start - 1)
        self._take_away()
        steps = bulk_end.steps(self.work)
        for place, stage in enumerate(bulk_end.once(self.work)):
            self.step(stage, place, steps)
        self._nothing_hangs()
        self.conn.create_function("is_gone", 1, None)

    def _is_gone(self, nr: int) -> bool:
        return nr >> 3 < len(self.gone) and bool(self.gone[nr >> 3] & 1 << (nr & 7))

    def _set(self, nr: int, on: bool) -> None:
        if on:
            self.gone[nr >> 3] |= 1 << (nr & 7)
        else:
            self.gone[nr >> 3] &= ~(1 << (nr & 7)) & 255

    def _mark_gone(self) -> None:
        """Marks the rows that this action added, by their numbers: the first entry of each record."""
        sql = (
            "SELECT (SELECT min(f.seq) FROM ledger AS f WHERE f.about = l.about AND f.record = l.record)"
            ' FROM ledger AS l WHERE l.seq > ? AND l.seq < ? AND l.body LIKE \'{"op":"add"%\''
        )
        for (nr,) in self.conn.execute(sql, (self.start, self.end)):
            self._set(nr, True)

    def _keep_held(self) -> None:
        """Speakers and sources that others refer to by now stay."""
        for table, holder, column in _HELD:
            sql = (
                f"SELECT nr FROM {table} AS t WHERE is_gone(nr) AND EXISTS (SELECT 1 FROM {holder} AS h"
                f" WHERE h.{column} = t.id AND NOT is_gone(h.nr))"
            )
            for (nr,) in self.conn.execute(sql).fetchall():
                self._set(nr, False)

    def _batches(self) -> Iterator[list[Entry]]:
        """The entries of the action, newest first, but those that `_plain` has reversed already."""
        at = self.end
        while at > self.start + 1:
            below = max(at - BATCH, self.start + 1)
            others = self._plain(below, at)
            rows = self.conn.execute(
                f"SELECT {ledger.COLUMNS} FROM ledger WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq DESC",
                (json.dumps(others),),
            ).fetchall()
            self.done += at - below
            yield list(ledger.read(rows))
            at = below

    def _plain(self, first: int, end: int) -> list[int]:
        """Reverses what was added and never touched before or since: most of an import. Returns the other entries."""
        others: list[int] = []
        removes: list[tuple[str, str, str, str, bytes, dict[str, Any]]] = []
        rows = self.conn.execute(
            'SELECT seq, id, kind, record, about, body LIKE \'{"op":"add"%\' AND 1 = (SELECT count(*) FROM ledger AS o'
            " WHERE o.about = l.about AND o.record = l.record) FROM ledger AS l WHERE seq >= ? AND seq < ?"
            " ORDER BY seq DESC", (first, end),
        ).fetchall()  # fmt: skip
        for seq, entry, kind, record, about, plain in rows:
            if not plain:
                others.append(seq)
            elif self._is_gone(seq):
                removes.append(("remove", kind, record, about, entry, {}))
        self.work.entries(removes)
        return others

    def _reverse(self, batch: list[Entry]) -> None:
        past = self._past(batch)
        removes: list[tuple[str, str, str, str, bytes, dict[str, Any]]] = []
        adds: list[Draft] = []
        parents: dict[str, bytes] = {}
        numbers: dict[str, int] = {}
        for entry in batch:
            entries = past[entry.record]
            heads = b"".join(ledger.heads(entries))
            if entry.op == "add":
                self._unchanged(entry, entries)
                if self._is_gone(entries[0].seq):
                    removes.append(("remove", entry.kind, entry.record, entry.about, heads, {}))
            elif entry.op == "remove":
                before = ledger.fold(one for one in entries if one.seq < entry.seq)
                if ledger.fold(entries) is not None or before is None:
                    raise self._changed(entries)
                values = {name: value for name, value in before.items() if value is not None}
                adds.append((entry.kind, entry.record, entry.about, values))
                parents[entry.record], numbers[entry.record] = heads, entries[0].seq
            elif entry.op == "edit":
                self._edit_back(entry, entries, heads)
        self.work.entries(removes)
        if adds:
            self.work.add(adds, parents, numbers)  # newest first here is the order in which they were added once

    def _edit_back(self, entry: Entry, entries: list[Entry], heads: bytes) -> None:
        self._unchanged(entry, entries)
        before = ledger.fold(one for one in entries if one.seq < entry.seq) or {}
        values = {name: before.get(name) for name in entry.values}
        self.work.entries([("edit", entry.kind, entry.record, entry.about, heads, values)])
        tables.update(self.conn, entry.kind, entry.record, values)

    def _unchanged(self, entry: Entry, entries: list[Entry]) -> None:
        """The values that the action set must still stand, or somebody else's work would go with them."""
        if entries[-1].seq == entry.seq:
            return
        now = ledger.fold(entries)
        if now is None or any(now.get(name) != value for name, value in entry.values.items()):
            raise self._changed(entries)

    def _changed(self, entries: list[Entry]) -> Busy:
        last = entries[-1]
        return Busy(f"cannot undo or redo “{self.label}”: {last.author} changed a record of it since",
                    where=last.record, todo="edit it by hand instead")  # fmt: skip

    def _past(self, batch: list[Entry]) -> dict[str, list[Entry]]:
        pairs = json.dumps([[entry.about, entry.record] for entry in batch])
        names = ", ".join(f"l.{name}" for name in ledger.COLUMNS.split(", "))
        sql = (
            f"SELECT {names} FROM json_each(?) AS k JOIN ledger AS l ON l.about = k.value ->> 0"
            " AND l.record = k.value ->> 1 ORDER BY l.seq"
        )
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in ledger.read(self.conn.execute(sql, (pairs,))):
            found[entry.record].append(entry)
        return found

    def _take_away(self) -> None:
        """Takes the marked rows out of search, counts and tables."""
        anew = {table: self._mostly_gone(table) for table in bulk_end.searched()}
        for table, columns in bulk_end.searched().items():
            self.step(f"search index of {table}", 0, 1)
            if not anew[table]:
                names, index = ", ".join(columns), f"{table}_fts"
                self.conn.execute(
                    f"INSERT INTO {index} ({index}, rowid, {names}) SELECT 'delete', nr, {names} FROM {table}"
                    " WHERE is_gone(nr)"
                ).close()
        judged = self.conn.execute(
            "SELECT DISTINCT claim FROM reviews JOIN claims ON claims.id = claim"
            " WHERE is_gone(reviews.nr) AND NOT is_gone(claims.nr)"
        ).fetchall()
        for statement in OFF:
            self.conn.execute(statement).close()
        for table in _TABLES:
            self.step(f"rows of {table}", 0, 1)
            self.conn.execute(f"DELETE FROM {table} WHERE is_gone(nr)").close()
        for table in anew:
            if anew[table]:
                self.step(f"search index of {table}", 0, 1)
                bulk_end.search_anew(self.conn, table, f"nr < {self.work.first} AND NOT is_back(nr)")
        self.work.judged.update(claim for (claim,) in judged)
        if not self.work.later:
            self.work.refresh()

    def _mostly_gone(self, table: str) -> bool:
        """Whether more rows go than stay: then the search index of those that stay is made anew."""
        gone, all_ = self.conn.execute(f"SELECT total(is_gone(nr)), count(*) FROM {table}").fetchone()
        return bool(2 * gone > all_)

    def _nothing_hangs(self) -> None:
        """References are not looked up row by row in bulk: so all of them are looked at once, at the end."""
        for cls in RECORDS.values():
            found = self.conn.execute(f"PRAGMA foreign_key_check({cls.TABLE})").fetchone()
            if found is not None:
                what = cls.KIND
                raise Incoherent(
                    f"cannot undo or redo “{self.label}”: a {what} that was added since still refers to a record of it",
                    where=f"{found[0]} row {found[1]}", todo=f"remove that {what} first",
                )  # fmt: skip


__all__ = ["FROM", "Reversal", "size"]
