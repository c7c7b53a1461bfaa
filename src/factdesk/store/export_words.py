"""Where in a reviewed file withheld texts may stand: by its own search indexes, and by words where these do not reach.

The indexes cut texts into words as `model.leaks.words` does, as long as a text is written in characters for which both
agree (tests hold it for each of them). Stretches of rows that hold any other character are read word by word.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from factdesk.model.leaks import Finder, words
from factdesk.store import export_schema

Stretch = tuple[int, int]
"""First and last number of some rows of a table."""

TAME: Final = (
    "\n\t\r\u0020-\u00ac\u00ae-\u00bb\u00bf-\u013e\u0141-\u024f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u0531-\u0556\u05d0-\u05ea\u0606-\u060f\u061b\u061e-\u064a\u0660-\u066f\u0671-\u06d5"
    "\u1e00-\u1eff\u2010-\u2029\u2030-\u205e\u20a0-\u20a7\u20a9-\u20b9\u2190-\u23f3\u2400-\u2426\u24ea-\u25ff"
)
"""Characters in which a search index cuts words as we do: European letters, Arabic and Hebrew without marks."""

_WILD: Final = re.compile(f"[^{TAME}]")

REPEATED: Final = {
    "speakers": ("side",),
    "sources": ("language", "withdrawn"),
    "reviews": ("warnings", "reviewer"),
}
"""Columns of free text that no search index covers and that hold the same few texts over and over."""

SINGLE: Final = {"sources": ("archived_url",), "citations": ("locator",)}
"""The others that no search index covers."""

_SOME: Final = 500
"""Rows that are read together."""


def wild(lines: bytes) -> bool:
    """Whether lines of a table hold a character in which a search index may cut words otherwise."""
    return not lines.isascii() and _WILD.search(lines.decode("utf-8", "surrogatepass")) is not None


def vocabulary(conn: sqlite3.Connection) -> Iterator[str]:
    """Every word of every search index, as the index keeps it."""
    for index in export_schema.SEARCH:
        for batch in _terms(conn, index):
            yield from batch


def hot_terms(conn: sqlite3.Connection, index: str, finder: Finder) -> list[str]:
    """The words of a search index that may belong to a secret."""
    return [term for batch in _terms(conn, index) for term in batch
            if finder.known(term) or (not term.isascii() and finder.touched(words(term)))]  # fmt: skip


def rows_with(conn: sqlite3.Connection, index: str, terms: Sequence[str]) -> set[int]:
    """The rows that hold any of these words of the index."""
    conn.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_at USING fts5vocab ('main', '{index}', 'instance')")
    sql = f"SELECT DISTINCT doc FROM temp.{index}_at WHERE term = ?"
    return {row for term in terms for (row,) in conn.execute(sql, (term,))}


def beside(table: str) -> tuple[str, ...]:
    """The columns of free text of a table that no search index covers."""
    return (*REPEATED.get(table, ()), *SINGLE.get(table, ()))


def rows_beside(conn: sqlite3.Connection, table: str, column: str, finder: Finder,
                beat: Callable[[], None]) -> set[int]:  # fmt: skip
    """The rows of a table that may hold a secret in a column which no search index covers."""
    found: set[int] = set()
    if column in REPEATED.get(table, ()):
        for (text,) in conn.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL").fetchall():
            if finder.touched(words(text)):
                found.update(row for (row,) in conn.execute(f"SELECT id FROM {table} WHERE {column} = ?", (text,)))
        return found
    cursor = conn.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL")
    while some := cursor.fetchmany(_SOME):
        beat()
        if finder.touched(words("\n".join([text for _, text in some]))):
            found.update(row for row, text in some if finder.touched(words(text)))
    return found


def together(rows: set[int], stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Single rows and stretches of a table in order, none twice; rows that follow one another are put together."""
    last, begun, end = 0, 0, -1
    for first, final in sorted([*stretches, *((row, row) for row in rows)], key=lambda one: (one[0], -one[1])):
        first = max(first, last + 1)
        if final < first:
            continue
        if first > end + 1 or final - begun >= _SOME:
            if end >= begun:
                yield begun, end
            begun = first
        last = end = final
    if end >= begun:
        yield begun, end


def _terms(conn: sqlite3.Connection, index: str) -> Iterator[list[str]]:
    conn.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_words USING fts5vocab ('main', '{index}', 'row')")
    cursor = conn.execute(f"SELECT term FROM temp.{index}_words")
    while some := cursor.fetchmany(_SOME * 10):
        yield [term for (term,) in some]
