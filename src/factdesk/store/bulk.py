"""Writes records by the ten thousand: ledger entries and rows side by side, search and counts in one go at the end.

The result is what one-by-one changes leave behind. Triggers that would work row by row are taken down inside the
transaction and put back, letter by letter, before it ends; where it does not end well, they were never gone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from factdesk.model.records import RECORDS
from factdesk.store import ledger, schema, tables
from factdesk.store.changes import Change
from factdesk.store.connection import Database

Draft = tuple[str, str, str, dict[str, Any]]
"""A record to be: kind, id, the id under which its past is told, and its values without the empty ones."""

CACHE: Final = 32 * 1024
"""Page cache of a bulk change, in KiB."""

HASH: Final = 32 * 1024 * 1024
"""Bytes of new words that FTS5 gathers in memory before it writes a segment; its own default is 1 MiB."""

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

DERIVED: Final = {"claim": ("verdict", "outline"), "source": ("url_key",)}
"""Columns of the plain tables that follow from other values."""


class Bulk:
    """A bulk change under way: one action, inside one transaction. `first` is the number of its first record."""

    def __init__(self, change: Change) -> None:
        self.conn, self.change = change.conn, change
        change.begin()
        self.first = self.seq = int(self.conn.execute("SELECT max(seq) FROM ledger").fetchone()[0]) + 1
        self._head = json.dumps(change.author, ensure_ascii=False), json.dumps(change.at)
        self._encode = ledger.fast_encoder()
        self._outlines: dict[str, str] = {}
        self.back = bytearray()
        """A bit for each number of a record that was on the desk before, was gone, and came back."""

    def is_back(self, nr: int) -> bool:
        """Whether the record with that number came back by this change."""
        return nr >> 3 < len(self.back) and bool(self.back[nr >> 3] & 1 << (nr & 7))

    def entries(self, changes: Iterable[tuple[str, str, str, str, bytes, dict[str, Any]]]) -> list[int]:
        """Appends ledger entries (op, kind, record, about, parents, values) and returns their seqs."""
        rows, seqs, action = [], [], self.change.id
        author, at = self.change.author, self.change.at
        pending = list(changes)
        salts = os.urandom(16 * len(pending))
        sha, encode = hashlib.sha256, self._encode
        author_json, at_json = self._head
        for place, (op, kind, record, about, parents, values) in enumerate(pending):
            body = f'{{"op":"{op}","set":{encode(values)}}}'  # canonical: the keys are in order
            salt = salts[16 * place : 16 * place + 16]
            digest = sha(salt + body.encode()).digest()
            named = ",".join(f'"{parents[i : i + 32].hex()}"' for i in range(0, len(parents), 32))
            whole = f'["{kind}","{record}","{about}","{action}",[{named}],{author_json},{at_json},"{digest.hex()}"]'
            entry = sha(whole.encode()).digest()
            rows.append((self.seq, entry, kind, record, about, action, parents, author, at, digest, salt, body))
            seqs.append(self.seq)
            self.seq += 1
        self.conn.executemany(_LEDGER, rows)
        return seqs

    def add(self, drafts: list[Draft], parents: dict[str, bytes], numbers: dict[str, int]) -> None:
        """Adds new records. `parents` and `numbers` are given for those that were on the desk once before."""
        seqs = self.entries(
            ("add", kind, id_, about, parents.get(id_, b""), values) for kind, id_, about, values in drafts
        )
        if len(self._outlines) > 4_096:
            self._outlines.clear()
        verdicts = {values["claim"]: values["verdict"] for kind, _, _, values in drafts if kind == "review"}
        rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for seq, (kind, id_, _, values) in zip(seqs, drafts, strict=True):
            nr = numbers.get(id_, seq)
            get = values.get
            row = (nr, *[get(name) for name in COLUMNS[kind]])
            if kind == "claim":
                row += (verdicts.get(id_, "open"), self._outline(id_, nr, get("part_of")))
            elif kind == "source":
                row += (tables.url_key(get("url")),)
            elif kind == "review":
                row = tuple(json.dumps(one, ensure_ascii=False) if type(one) is list else one for one in row)
            rows[kind].append(row)
        for nr in numbers.values():
            self.back = self.back or bytearray((self.first >> 3) + 1)
            self.back[nr >> 3] |= 1 << (nr & 7)
        for kind, some in rows.items():
            self.conn.executemany(INSERT[kind], some)
        for claim in verdicts.keys() - {id_ for kind, id_, _, _ in drafts if kind == "claim"}:
            tables.refresh_verdict(self.conn, claim)

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


COLUMNS: Final = {kind: cls.columns() for kind, cls in RECORDS.items()}
INSERT: Final = {
    kind: "INSERT INTO {} (nr, {}) VALUES (?{})".format(
        cls.TABLE,
        ", ".join((*cls.columns(), *DERIVED.get(kind, ()))),
        ",?" * (len(cls.columns()) + len(DERIVED.get(kind, ()))),
    )
    for kind, cls in RECORDS.items()
}


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
    try:
        with db.write() as conn:
            for name in down:
                conn.execute(f"DROP TRIGGER {name}")
            work = Bulk(Change(conn, label=label, author=author, at=at, kind=kind, undoes=undoes))
            yield work
            for name in down:
                conn.execute(schema.expected()[name])
    finally:
        db.one("PRAGMA foreign_keys=ON")
        db.one(f"PRAGMA cache_size={before}")
        db.conn.execute("PRAGMA shrink_memory").close()


_DUE: Final = "ON CONFLICT DO UPDATE SET stamp = stamp + 1"
ONCE: Final = (
    "INSERT INTO verdict_counts SELECT incident, verdict, count(*) FROM claims WHERE {claims}"
    " GROUP BY incident, verdict ON CONFLICT DO UPDATE SET claims = claims + excluded.claims",
    "INSERT INTO claim_counts SELECT kind, coalesce(measure, ''), coalesce(counted, ''), verdict, count(*) FROM claims"
    " WHERE {claims} GROUP BY 1, 2, 3, 4 ON CONFLICT DO UPDATE SET claims = claims + excluded.claims",
    f"INSERT INTO standing_due SELECT DISTINCT incident, 1 FROM claims WHERE {{claims}} {_DUE}",
    "INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM citations JOIN claims AS c ON c.id = citations.claim"
    f" WHERE {{citations}} {_DUE}",
    "INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM reviews JOIN claims AS c ON c.id = reviews.claim"
    f" WHERE {{reviews}} {_DUE}",
    "DELETE FROM stale_verdicts WHERE claim IN (SELECT claim FROM reviews WHERE {reviews})",
    "INSERT INTO standing_due SELECT DISTINCT c.incident, 1 FROM speakers JOIN speakers AS p"
    f" ON p.organisation = speakers.name JOIN claims AS c ON c.speaker = p.id WHERE {{speakers}} {_DUE}",
)
"""What the triggers of `ADDING` beside those of the search do row by row, once for all new rows."""


ALL_PAGES: Final = 1_000_000_000
"""More pages than any index has: the merge goes on to its end."""


def once(work: Bulk) -> Iterator[str]:
    """Puts the new rows into search, counts and what is due; says before each step what it is."""
    conn = work.conn
    conn.create_function("is_back", 1, work.is_back)
    news = {cls.TABLE: f"({cls.TABLE}.nr >= {work.first} OR is_back({cls.TABLE}.nr))" for cls in RECORDS.values()}
    if not work.back:
        news = {table: f"{table}.nr >= {work.first}" for table in news}
    for table, columns in searched().items():
        yield f"search index of {table}"
        index = f"{table}_fts"
        conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {HASH})").close()
        names = ", ".join(columns)
        conn.execute(
            f"INSERT INTO {index} (rowid, {names}) SELECT nr, {names} FROM {table} WHERE {news[table]}"
        ).close()
        conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', 1048576)").close()
        # the large pieces become one on a level of its own: a later single insert would stop to merge them, for seconds
        conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', {-ALL_PAGES})").close()
    yield "counts"
    for statement in ONCE:
        conn.execute(statement.format(**news)).close()
    conn.create_function("is_back", 1, None)


def searched() -> dict[str, list[str]]:
    """The tables with a search index, and its columns, as the schema tells them."""
    found = {}
    for name, text in schema.expected().items():
        if text.startswith("CREATE VIRTUAL TABLE"):
            inside = text.partition("(")[2].partition("content=")[0]
            found[name.removesuffix("_fts")] = [part.strip() for part in inside.split(",") if part.strip()]
    return found
