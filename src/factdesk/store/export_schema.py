"""The reviewed file's own structure: its header numbers, its tables in order, and the DDL that makes it."""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from pathlib import Path
from typing import Final

from factdesk.store.schema import statements

APPLICATION_ID: Final = 0x46444B52
"""`FDKR` in SQLite's header: how a reviewed file is told from a desk and from any other SQLite file."""

FORMAT: Final = 2
"""The file's `user_version`: raised whenever a table or column changes its meaning."""

TABLES: Final = ("incidents", "speakers", "sources", "claims", "citations", "reviews", "review_citations")
"""The tables with records, in an order in which foreign keys can be satisfied."""

SEARCH: Final = ("incidents_fts", "speakers_fts", "sources_fts", "claims_fts", "citations_fts", "reviews_fts")

FREE: Final = {
    "incidents": ("title", "place", "region", "country", "summary"),
    "speakers": ("name", "role", "organisation", "side"),
    "sources": ("title", "publisher", "url", "archived_url", "language", "withdrawn"),
    "claims": ("measure", "counted", "words", "scope", "statement"),
    "citations": ("quote", "translation", "locator"),
    "reviews": ("reason", "warnings", "reviewer"),
}
"""The columns that hold text as people wrote it; all others hold numbers, dates or words of a fixed list."""

_INDEX: Final = re.compile(r"CREATE (UNIQUE )?INDEX ")

_HERE: Final = Path(__file__).parent / "reviewed"

Entry = tuple[str, str, str | None]
"""Type, name and SQL of one entry of `sqlite_master`."""


def script(name: str) -> list[str]:
    """The statements of one of the SQL files beside the schema."""
    return statements((_HERE / f"{name}.sql").read_text("utf-8"))


def build(conn: sqlite3.Connection, *, indexes: bool = True) -> None:
    """Makes the empty structure in a file that holds nothing yet; without its indexes, `build_indexes` is due once
    the rows are there."""
    conn.execute("PRAGMA page_size=4096")
    conn.execute("PRAGMA auto_vacuum=NONE")
    conn.execute("PRAGMA encoding='UTF-8'")
    conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version={FORMAT}")
    for statement in script("schema"):
        if indexes or not _INDEX.match(statement):
            conn.execute(statement)


def build_indexes(conn: sqlite3.Connection) -> None:
    """Makes the indexes over rows that are there, which is faster than to keep them row by row."""
    for statement in filter(_INDEX.match, script("schema")):
        conn.execute(statement)


def search(index: str) -> str:
    """The statement that makes one of the search indexes."""
    return next(one for one in script("schema") if one.startswith(f"CREATE VIRTUAL TABLE {index} "))


def entries(conn: sqlite3.Connection) -> set[Entry]:
    """What `sqlite_master` holds; of a hostile file no more than is needed to see that it is foreign."""
    rows = conn.execute("SELECT type, name, sql FROM sqlite_master LIMIT 500").fetchall()
    return {(str(kind), str(name), sql) for kind, name, sql in rows}


@cache
def expected() -> frozenset[Entry]:
    """The entries of `sqlite_master` that a reviewed file has, shadow tables of the search among them."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    try:
        build(conn)
        return frozenset(entries(conn))
    finally:
        conn.close()


def columns(conn: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns of a table or view in their order."""
    return tuple(row[0] for row in conn.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall())
