"""One change of the desk: an action with its entries and rows, in one transaction that is kept whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from factdesk.model.errors import NotFound
from factdesk.model.records import RECORDS, Record
from factdesk.model.views import Action
from factdesk.store import ledger, tables
from factdesk.store.connection import Database

PREFIX: Final = {"incident": "i", "speaker": "p", "claim": "c", "source": "s", "citation": "t", "review": "r",
          "term": "w", "succession": "n", "import": "m", "export": "x", "alias": "k"}  # fmt: skip


class Change:
    """The open action: what is added, edited and removed through it is undone together."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        *,
        label: str,
        author: str,
        at: str,
        kind: str = "do",
        undoes: str | None = None,
    ) -> None:
        self.conn, self.label, self.author, self.at = conn, label, author, at
        self.kind, self.undoes = kind, undoes
        self.id = ledger.new_id("a")
        self.records: list[str] = []
        self.about: dict[str, None] = {}
        self._begun = False

    def begin(self) -> None:
        """Writes the action's own entry before the first record's, so that the label may be set until then."""
        self._begun = True
        values = {"kind": self.kind, "label": self.label, "undoes": self.undoes}
        nr, _ = ledger.append(
            self.conn, kind="action", record=self.id, about=self.id, action=self.id, parents=(), author=self.author,
            at=self.at, op="act", values=values,
        )  # fmt: skip
        self.conn.execute(
            "INSERT INTO actions (nr, id, kind, label, undoes, author, at) VALUES (?,?,?,?,?,?,?)",
            (nr, self.id, self.kind, self.label, self.undoes, self.author, self.at),
        ).close()

    def add(self, record: Record, *, in_view: tuple[bytes, ...] = ()) -> None:
        """Adds a new record; `in_view` are entries of other records that its author looked at."""
        self.write(record.KIND, record.id, "add", record.values(), in_view=in_view)

    def edit(self, kind: str, record: str, changes: dict[str, Any]) -> None:
        """Sets fields of a record that is there."""
        self.write(kind, record, "edit", changes)

    def remove(self, kind: str, record: str) -> None:
        """Takes a record out of the plain tables; the ledger keeps its past."""
        self.write(kind, record, "remove", {})

    def write(
        self, kind: str, record: str, op: str, values: dict[str, Any], *, in_view: tuple[bytes, ...] = ()
    ) -> None:
        """Appends the entry and brings the plain table in line with it."""
        if not self._begun:
            self.begin()
        about = self._about(kind, record, op, values)
        before = ledger.of_record(self.conn, about, record)
        seq, _ = ledger.append(
            self.conn, kind=kind, record=record, about=about, action=self.id,
            parents=(*ledger.heads(before), *in_view), author=self.author, at=self.at, op=op, values=values,
        )  # fmt: skip
        if op == "add":
            tables.insert(self.conn, kind, before[0].seq if before else seq, values)
        elif op == "edit":
            tables.update(self.conn, kind, record, values)
        else:
            tables.delete(self.conn, kind, record)
        self.records.append(record)
        self.about[about] = None

    def _about(self, kind: str, record: str, op: str, values: dict[str, Any]) -> str:
        field = tables.ABOUT.get(kind)
        if field is None:
            return record
        if op == "add":
            return str(values[field])
        row = self.conn.execute(f"SELECT {field} FROM {RECORDS[kind].TABLE} WHERE id = ?", (record,)).fetchone()
        if row is None:
            raise NotFound(f"this {kind} is not on the desk any more", where=record, todo="look again")
        return str(row[0])

    def result(self) -> Action:
        """What the change did, for the screen and the command line."""
        return Action(self.id, self.label, self.author, self.at, self.kind, tuple(self.records), tuple(self.about))


@contextmanager
def change(
    db: Database, *, label: str, author: str, at: str, kind: str = "do", undoes: str | None = None
) -> Iterator[Change]:
    """Opens an action in one write transaction. All of it is on the disk when the block ends, or none of it."""
    with db.write() as conn:
        yield Change(conn, label=label, author=author, at=at, kind=kind, undoes=undoes)


def head(conn: sqlite3.Connection, about: str, record: str) -> str:
    """The record's newest entries as hexadecimal text: what a form remembers to notice changes by others."""
    return ",".join(sorted(h.hex() for h in ledger.heads(ledger.of_record(conn, about, record))))


def changed_since(conn: sqlite3.Connection, about: str, record: str, seen: str) -> tuple[set[str], str]:
    """The fields that entries newer than `seen` (see `head`) set, and who wrote the last of them."""
    known = {bytes.fromhex(part) for part in seen.split(",") if part}
    fields: set[str] = set()
    who = ""
    newer = False
    for entry in ledger.of_record(conn, about, record):
        if newer:
            fields |= entry.values.keys()
            who = entry.author
        elif entry.id in known:
            newer = True
    return fields, who
