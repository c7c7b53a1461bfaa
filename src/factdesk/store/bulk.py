"""Writes records by the ten thousand: ledger entries and rows side by side, search and counts in one go at the end.

The result is what one-by-one changes leave behind. Triggers that would work row by row are taken down inside the
transaction and put back, letter by letter, before it ends; where it does not end well, they were never gone.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from factdesk.model.records import RECORDS
from factdesk.store import ledger, schema, tables
from factdesk.store.changes import Change
from factdesk.store.connection import Database
from factdesk.store.prepared import COLUMNS, Draft, Prepared, Preparer

CACHE: Final = 32 * 1024
"""Page cache of a bulk change, in KiB."""

_LEDGER: Final = (
    "INSERT INTO ledger (seq, id, kind, record, about, action, parents, author, at, digest, salt, body)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)
ADDING: Final = (
    "incidents_fts_added", "speakers_fts_added", "sources_fts_added", "claims_fts_added", "citations_fts_added",
    "claims_counted_in", "ledger_no_replace", "standing_claim_in", "standing_citation_in", "standing_review_in",
    "standing_speaker_in", "claim_counts_in",
)  # fmt: skip
"""Triggers that a bulk load does without; what they do is done once at its end (see `once`)."""

LEAVING: Final = (
    "incidents_fts_removed", "speakers_fts_removed", "sources_fts_removed", "claims_fts_removed",
    "citations_fts_removed", "claims_counted_out", "standing_incident_gone", "standing_claim_out",
    "standing_citation_out", "standing_review_out", "standing_speaker_out", "claim_counts_out",
    "conflicting_claim_gone", "conflicting_incident_gone",
)  # fmt: skip
"""Triggers that a bulk removal does without (see bulk_undo)."""

KINDS: Final = ("incident", "speaker", "source", "claim", "citation", "review")
"""The kinds of records that come by the ten thousand."""

_FEW: Final = (
    "sources_by_root", "sources_by_root_speaker", "sources_by_file", "claims_by_part_of", "claims_by_denies",
    "citations_by_root", "citations_by_root_speaker",
)  # fmt: skip
"""Indexes of what few rows have: to keep them costs nothing, to make them anew a look at every row."""

DERIVED: Final = {"claim": ("verdict", "outline"), "source": ("url_key",)}
"""Columns of the plain tables that follow from other values."""


_CLAIM, _VERDICT = (COLUMNS["review"].index(name) for name in ("claim", "verdict"))
_PART_OF: Final = COLUMNS["claim"].index("part_of")
_NONE: Final[Mapping[str, Any]] = {}

INSERT: Final = {
    kind: "INSERT INTO {} (nr, {}) VALUES (?{})".format(
        cls.TABLE,
        ", ".join((*cls.columns(), *DERIVED.get(kind, ()))),
        ",?" * (len(cls.columns()) + len(DERIVED.get(kind, ()))),
    )
    for kind, cls in RECORDS.items()
}


class Bulk:
    """A bulk change under way: one action, inside one transaction. `first` is the number of its first record."""

    def __init__(self, change: Change) -> None:
        self.conn, self.change = change.conn, change
        change.begin()
        self.first = self.seq = int(self.conn.execute("SELECT max(seq) FROM ledger").fetchone()[0]) + 1
        self._preparer = Preparer(change.id, change.author, change.at)
        self._encode = ledger.fast_encoder()
        self._outlines: dict[str, str] = {}
        self.later: dict[str, str] = {}
        """Indexes that are made at the end, by name (see `sort_later`)."""
        self.judged: set[str] = set()
        """Claims that were there before and got reviews while `later` was waiting."""
        self.back = bytearray()
        """A bit for each number of a record that was on the desk before, was gone, and came back."""

    @property
    def is_first(self) -> bool:
        """Whether the desk was empty, and nothing has a past."""
        return self.first == 2

    def is_back(self, nr: int) -> bool:
        """Whether the record with that number came back by this change."""
        return nr >> 3 < len(self.back) and bool(self.back[nr >> 3] & 1 << (nr & 7))

    def sort_later(self, but: Sequence[str] = ()) -> None:
        """Takes down the indexes of the tables that a load writes; `once` makes them again by one sorting each.

        For a change that is large against the desk: millions of hashes one by one into an index cost twice as much as
        all its rows. Without them nothing is looked up but by a record's id. Those in `but` stay, and those of what
        few rows have.
        """
        found = schema.indexes_of("ledger", *(RECORDS[kind].TABLE for kind in KINDS))
        self.later = {name: text for name, text in found.items() if name not in (*but, *_FEW)}
        for name in self.later:
            self.conn.execute(f"DROP INDEX {name}").close()

    def entries(self, changes: Iterable[tuple[str, str, str, str, bytes, dict[str, Any]]]) -> None:
        """Appends ledger entries (op, kind, record, about, parents, values) without touching the rows."""
        rows, change = [], self.change
        for op, kind, record, about, parents, values in changes:
            body = f'{{"op":"{op}","set":{self._encode(values)}}}'  # canonical: the keys are in order
            salt = os.urandom(16)
            digest = hashlib.sha256(salt + body.encode()).digest()
            entry = self._preparer.entry(kind, record, about, digest, parents)
            rows.append((self.seq, entry, kind, record, about, change.id, parents, change.author, change.at, digest,
                         salt, body))  # fmt: skip
            self.seq += 1
        self.conn.executemany(_LEDGER, rows)

    def add(self, drafts: Sequence[Draft], parents: dict[str, bytes], numbers: dict[str, int]) -> None:
        """Adds new records. `parents` and `numbers` are given for those that were on the desk once before."""
        self.write(self._preparer.records(drafts), parents, numbers)

    def write(
        self, records: Sequence[Prepared], parents: Mapping[str, bytes] = _NONE, numbers: Mapping[str, int] = _NONE
    ) -> None:  # fmt: skip
        """Adds new records that were prepared; `parents` and `numbers` as for `add`."""
        change, rows = self.change, []
        for seq, (kind, id_, about, _, entry, digest, salt, body) in enumerate(records, self.seq):
            seen = parents.get(id_, b"")
            if seen:
                entry = self._preparer.entry(kind, id_, about, digest, seen)
            rows.append((seq, entry, kind, id_, about, change.id, seen, change.author, change.at, digest, salt, body))
        self.conn.executemany(_LEDGER, rows)
        self._rows(records, numbers)
        self.seq += len(records)
        for nr in numbers.values():
            self.back = self.back or bytearray((self.first >> 3) + 1)
            self.back[nr >> 3] |= 1 << (nr & 7)

    def _rows(self, records: Sequence[Prepared], numbers: Mapping[str, int]) -> None:
        """The rows of new records, whose entries begin at `seq`."""
        if len(self._outlines) > 4_096:
            self._outlines.clear()
        verdicts = {row[_CLAIM]: row[_VERDICT] for kind, _, _, row, *_ in records if kind == "review"}
        rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for seq, (kind, id_, _, row, *_) in enumerate(records, self.seq):
            nr = numbers.get(id_, seq)
            if kind == "claim":
                outline = self._outline(id_, nr, row[_PART_OF])
                rows[kind].append((nr, *row, verdicts.pop(id_, "open"), outline))
            else:
                rows[kind].append((nr, *row))
        for kind, some in rows.items():
            self.conn.executemany(INSERT[kind], some)
        self.judged.update(verdicts)  # claims that were there before
        if not self.later:
            self.refresh()

    def refresh(self) -> None:
        """Puts the newest verdicts into the rows of claims that got reviews and were there before."""
        while self.judged:
            tables.refresh_verdict(self.conn, self.judged.pop())

    def _outline(self, id_: str, nr: int, part_of: str | None) -> str:
        """Where a claim stands in lists; its whole is among those just written, or in the table."""
        own = f"{nr:08x}"
        if part_of is not None:
            above = self._outlines.get(part_of)
            if above is None:
                found = self.conn.execute("SELECT outline FROM claims WHERE id = ?", (part_of,)).fetchone()
                above = found[0] if found else None
            own = f"{above}.{own}" if above else own
        self._outlines[id_] = own
        return own


@contextmanager
def bulk(
    db: Database, *, label: str, author: str, at: str, kind: str = "do", undoes: str | None = None,
    down: Sequence[str] = ADDING,
) -> Iterator[Bulk]:  # fmt: skip
    """One bulk change in one transaction: all of it is on the disk when the block ends, or none of it.

    `down` are the triggers that are taken down meanwhile: whoever asks for that does their work once at the end.

    References are not looked up row by row meanwhile: whoever writes here writes wholes.
    """
    db.one("PRAGMA foreign_keys=OFF")
    before = db.value("PRAGMA cache_size")
    db.one(f"PRAGMA cache_size=-{CACHE}")
    db.one("PRAGMA temp_store=FILE")  # what is sorted may be larger than memory; such files have no name
    try:
        with db.write() as conn:
            for name in down:
                conn.execute(f"DROP TRIGGER {name}")
            work = Bulk(Change(conn, label=label, author=author, at=at, kind=kind, undoes=undoes))
            yield work
            assert not work.later, "the indexes are made by `once`"
            for name in down:
                conn.execute(schema.expected()[name])
    finally:
        db.one("PRAGMA foreign_keys=ON")
        db.one("PRAGMA temp_store=MEMORY")
        db.one(f"PRAGMA cache_size={before}")
        db.conn.execute("PRAGMA shrink_memory").close()
