"""The end of a bulk change: indexes, search and counts in one go for all rows that came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from factdesk.model.records import RECORDS
from factdesk.store import schema
from factdesk.store.bulk import Bulk

HASH: Final = 8 * 1024 * 1024
"""Bytes of new words that FTS5 gathers in memory before it writes a segment; its own default is 1 MiB. It takes about
half as much again; four times as much was no faster with 400,000 claims."""

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
    yield from _indexes(work)
    conn.create_function("is_back", 1, work.is_back)
    news = {cls.TABLE: f"({cls.TABLE}.nr >= {work.first} OR is_back({cls.TABLE}.nr))" for cls in RECORDS.values()}
    if not work.back:
        news = {table: f"{table}.nr >= {work.first}" for table in news}
    for table, columns in searched().items():
        yield f"search index of {table}"
        _searchable(conn, table, columns, news[table])
    yield "counts"
    for statement in ONCE:
        conn.execute(statement.format(**news)).close()
    conn.create_function("is_back", 1, None)


def search_anew(conn: sqlite3.Connection, table: str, which: str) -> None:
    """Empties the search index of a table and fills it from the rows that fulfil `which`."""
    conn.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('delete-all')").close()
    _searchable(conn, table, searched()[table], which)


def _searchable(conn: sqlite3.Connection, table: str, columns: list[str], which: str) -> None:
    """Puts rows into the search index of their table, in large pieces."""
    index, names = f"{table}_fts", ", ".join(columns)
    conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {HASH})").close()
    conn.execute(f"INSERT INTO {index} (rowid, {names}) SELECT nr, {names} FROM {table} WHERE {which}").close()
    conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', 1048576)").close()
    # the large pieces become one on a level of its own: a later single insert would stop to merge them, for seconds
    conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', {-ALL_PAGES})").close()


def steps(work: Bulk) -> int:
    """How many steps `once` will tell."""
    return len(work.later) + len(searched()) + 1


def _indexes(work: Bulk) -> Iterator[str]:
    """Makes the indexes that were taken down, letter by letter as they were."""
    while work.later:
        name, text = next(iter(work.later.items()))
        yield f"index {name}"
        work.conn.execute(text).close()
        del work.later[name]
    work.refresh()


def searched() -> dict[str, list[str]]:
    """The tables with a search index, and its columns, as the schema tells them."""
    found = {}
    for name, text in schema.expected().items():
        if text.startswith("CREATE VIRTUAL TABLE"):
            inside = text.partition("(")[2].partition("content=")[0]
            found[name.removesuffix("_fts")] = [part.strip() for part in inside.split(",") if part.strip()]
    return found
