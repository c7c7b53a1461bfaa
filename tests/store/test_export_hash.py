"""The content hash is over lines that SQLite writes: they must be those that Python's json gives, letter for letter."""

from __future__ import annotations

import hashlib
import json
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from factdesk.store import export_hash, export_schema

VALUES = st.none() | st.integers(-(1 << 63), (1 << 63) - 1) | st.text(st.characters(exclude_categories=("Cs",)))


@given(st.lists(VALUES, min_size=1, max_size=9))
def test_sqlite_writes_a_line_as_python_does(values: list[int | str | None]) -> None:
    conn = sqlite3.connect(":memory:")
    marks = ", ".join("?" * len(values))
    (line,) = conn.execute(f"SELECT json_array({marks})", values).fetchone()
    conn.close()
    assert line == json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _by_python(conn: sqlite3.Connection) -> str:
    """The same hash, told row by row."""
    digest = hashlib.sha256()
    for table in (*export_schema.TABLES, "manifest"):
        names = [name for name in export_schema.columns(conn, table) if table != "manifest" or name != "id"]
        rows = conn.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY id").fetchall()
        for line in ([table, *names], *rows):
            if line[:2] not in (("file", "made by"), ("file", "content hash")):
                digest.update((json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
    return digest.hexdigest()


def test_numbers_that_lie_far_apart_are_hashed_at_once() -> None:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    export_schema.build(conn)
    for number in (1, 5, (1 << 63) - 1):
        conn.execute("INSERT INTO speakers (id, name) VALUES (?, 'x')", (number,))
    assert export_hash.content_hash(conn) == _by_python(conn)
    conn.close()


def test_both_ways_give_the_same_hash_and_bytes_in_place_of_text_are_hashed_too() -> None:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    export_schema.build(conn)
    rows = [(n, "event", f'say "{n}" \\ \t\n\x1b \x7f Жито 🌻') for n in range(1, 1203)]
    conn.executemany("INSERT INTO incidents (id, kind, title) VALUES (?, ?, ?)", rows)
    conn.execute("INSERT INTO manifest (section, name, value) VALUES ('file', 'made by', 'x'), ('file', 'format', '1')")
    plain = export_hash.content_hash(conn)
    assert plain == _by_python(conn)
    conn.execute("UPDATE incidents SET title = title || '.' WHERE id = 1202")
    assert export_hash.content_hash(conn) != plain
    conn.execute("DROP TABLE speakers")
    conn.execute("CREATE TABLE speakers (id INTEGER PRIMARY KEY, name)")
    conn.execute("INSERT INTO speakers VALUES (1, x'00ff')")
    assert export_hash.content_hash(conn) not in (plain, "")
    conn.close()
