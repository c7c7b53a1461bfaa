"""Reads the past from the ledger: what was done, by whom, and what of it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from factdesk.model.records import RECORDS
from factdesk.model.values import dataclass
from factdesk.model.views import LogLine
from factdesk.store.connection import Database
from factdesk.store.lookup import BY_LETTER


@dataclass(frozen=True, slots=True)
class Done:
    """An action that can be undone or redone: its id, its name, and whose entries are to be reversed."""

    action: str
    label: str
    reverses: str


def undoable(db: Database, author: str) -> Done | None:
    """The author's newest action that stands."""
    return next(standing_actions(db, author), None)


def standing_actions(db: Database, author: str) -> Iterator[Done]:
    """The author's actions that stand and can be reversed, newest first."""
    taken_back: dict[str, bool] = {}
    for nr_id, kind, label, undoes in _newest_first(db, author):
        if kind != "do":
            taken_back.setdefault(undoes, kind == "undo")
        elif _left_the_house(db, nr_id):
            continue
        elif not taken_back.get(nr_id, False):
            again = db.value(
                "SELECT id FROM actions WHERE author = ? AND undoes = ? ORDER BY nr DESC LIMIT 1",
                author,
                nr_id,
            )
            yield Done(nr_id, label, _latest_doing(db, nr_id, again))


def _left_the_house(db: Database, action: str) -> bool:
    """Whether the action is an export: what was handed over cannot be taken back."""
    sql = "SELECT 1 FROM actions AS a JOIN ledger AS l ON l.seq = a.nr + 1 AND l.kind = 'export' WHERE a.id = ?"
    return db.one(sql, action) is not None


def redoable(db: Database, author: str) -> Done | None:
    """The action that the author took back last, unless a new one was done since."""
    done_again: set[str] = set()
    for nr_id, kind, _, undoes in _newest_first(db, author):
        if kind == "do":
            if _left_the_house(db, nr_id):
                continue
            return None
        if kind == "redo":
            done_again.add(undoes)
        elif undoes in done_again:
            done_again.discard(undoes)
        else:
            label = db.value("SELECT label FROM actions WHERE id = ?", undoes)
            return Done(undoes, label, nr_id)
    return None


def _latest_doing(db: Database, action: str, again: str | None) -> str:
    """The entries to reverse: the redo's where the action was done again, else its own."""
    return again if again is not None else action


def _newest_first(db: Database, author: str) -> Any:
    """The author's actions, newest first, read in growing pieces: a long past is rarely walked."""
    below, size = 1 << 62, 64
    while True:
        rows = db.all(
            "SELECT nr, id, kind, label, undoes FROM actions WHERE author = ? AND nr < ? ORDER BY nr DESC LIMIT ?",
            author, below, size,
        )  # fmt: skip
        yield from (row[1:] for row in rows)
        if len(rows) < size:
            return
        below, size = rows[-1][0], size * 4


_LINE: Final = """
SELECT l.seq, l.id, l.action, coalesce(a.label, ''), l.kind, l.record, l.author, l.at, l.body
FROM ledger AS l LEFT JOIN actions AS a ON a.id = l.action
"""


def of_claim_or_record(db: Database, record: str, limit: int = 500) -> tuple[LogLine, ...]:
    """The newest changes of a record (of a claim: with its citations and reviews), newest first."""
    rows = db.all(f"{_LINE} WHERE l.about = ? ORDER BY l.seq DESC LIMIT ?", record, limit)
    return tuple(_line(db, row) for row in rows)


def newest(db: Database, limit: int, below: int | None = None, since: str | None = None) -> tuple[LogLine, ...]:
    """The newest changes of the whole desk, newest first; `below` pages on, `since` is a claimed time."""
    rows = db.all(
        f"{_LINE} WHERE l.kind <> 'action' AND l.seq < ? AND (? IS NULL OR l.at >= ?) ORDER BY l.seq DESC LIMIT ?",
        below or 1 << 62, since, since, limit,
    )  # fmt: skip
    return tuple(_line(db, row) for row in rows)


def at(db: Database, seqs: Sequence[int]) -> list[LogLine]:
    """The changes with these seqs, in this order."""
    sql = _LINE.replace("FROM ledger AS l", "FROM json_each(?) AS k JOIN ledger AS l ON l.seq = k.value")
    return [_line(db, row) for row in db.all(f"{sql} ORDER BY k.key", json.dumps(list(seqs)))]


def name_of(db: Database, id_: str) -> str:
    """What people call the record with that id; the id itself where the desk has no such record (any more).

    A citation is told by its source: its claim is told beside it wherever it is named.
    """
    if id_.startswith("t-"):
        found = "SELECT s.code FROM citations AS t JOIN sources AS s ON s.id = t.source WHERE t.id = ?"
        return str(db.value(found, id_) or id_)
    kind = BY_LETTER.get(id_[:1]) if id_[1:2] == "-" else None
    return _name(db, kind, id_, {}) if kind else id_


def _line(db: Database, row: tuple[Any, ...]) -> LogLine:
    seq, id_, action, label, kind, record, author, at, text = row
    body: dict[str, Any] = json.loads(text) if text else {"op": "redacted", "set": {}}
    return LogLine(seq, id_.hex(), action, label, kind, record, _name(db, kind, record, body["set"]), body["op"],
                   dict(body["set"]), author, at)  # fmt: skip


def _name(db: Database, kind: str, record: str, values: dict[str, Any]) -> str:
    """What people call the record, from the tables or, where it is gone, from the entry itself."""
    columns = {"incident": "code", "claim": "code", "source": "code", "speaker": "name", "file": "name",
               "term": "word", "export": "name"}  # fmt: skip
    if kind in columns:
        named = db.value(f"SELECT {columns[kind]} FROM {RECORDS[kind].TABLE} WHERE id = ?", record)
        return str(named or values.get(columns[kind]) or record)
    if kind in ("citation", "review"):
        claim = values.get("claim") or db.value(f"SELECT claim FROM {RECORDS[kind].TABLE} WHERE id = ?", record)
        return str(db.value("SELECT code FROM claims WHERE id = ?", claim) or record)
    return record


def newest_seq(db: Database) -> int:
    """The seq of the newest entry, 0 in an empty ledger."""
    return int(db.value("SELECT max(seq) FROM ledger") or 0)
