"""Fills a reviewed file's tables from the desk, stretch by stretch, and makes what nobody said visible in them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Final

from factdesk.store import export_about, export_schema
from factdesk.store.export_select import Reading

STRETCH: Final = 20_000
"""Rows that are copied in one statement, while which nobody else can write to the desk: a part of a second."""

_ONCE: Final = {"automerge": 0, "crisismerge": 1999, "hashsize": 4 << 20}
_USUAL: Final = {"automerge": 4, "crisismerge": 16, "hashsize": 1 << 20}
"""Settings of a search index while it is filled, and those that SQLite gives it."""

_INTO: Final = re.compile(r"INSERT INTO (\w+)")

_OBEYED: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
"""Characters that a terminal obeys or that turn the reading direction: nobody said them. Line breaks and tabs stay."""

_MAY_BE_OBEYED: Final = re.compile(
    rb"\\[bfr]|\\u00|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)  # fmt: skip
"""The same in lines of JSON, where SQLite escapes most of them; some that it finds are harmless."""


def rows(desk: Reading, told: Callable[[int, int], None]) -> None:
    """Copies every record that goes. `told` hears how many rows of all are copied.

    Raises Moved where the desk was changed meanwhile.
    """
    conn = desk.conn
    size = {table: conn.execute(f"SELECT coalesce(max(n), 0) FROM taken.{table}").fetchone()[0]
            for table in export_schema.TABLES if table != "review_citations"}  # fmt: skip
    whole, done = sum(size.values()), 0
    for statement in export_schema.script("fill"):
        found = _INTO.match(statement)
        number = size.get(found[1], 0) if found else 0
        if ":upto" not in statement:
            conn.execute(statement)
        else:
            for after in range(0, number, STRETCH):
                conn.execute(statement, {"after": after, "upto": after + STRETCH})
                told(done + min(after + STRETCH, number), whole)
                desk.same()
        done += number
    conn.executemany("INSERT INTO about (kind, table_name, column_name, code, meaning) VALUES (?, ?, ?, ?, ?)",
                     export_about.lines())  # fmt: skip


def build_search(conn: sqlite3.Connection, index: str) -> None:
    """Fills a search index from its table. Its pieces are left as they come: to merge them would leave free pages."""
    for option, value in _ONCE.items():
        conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES (?, ?)", (option, value))
    conn.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    for option, value in _USUAL.items():
        conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES (?, ?)", (option, value))


def visible_controls(text: str | None) -> str | None:
    """The text with characters that a terminal obeys as marks: ESC as `␛`, U+202E as `<U+202E>`."""
    if text is None or (text.isascii() and text.isprintable()):
        return text
    return _OBEYED.sub(_mark, text)


def mend(conn: sqlite3.Connection, table: str, first: int, last: int, lines: bytes) -> bool:
    """Makes characters visible in a stretch of a table where its `lines` may hold any; says whether that was done."""
    columns = export_schema.FREE.get(table)
    if columns is None or (lines.isascii() and b"\\" not in lines and b"\x7f" not in lines):
        return False
    if _MAY_BE_OBEYED.search(lines) is None:
        return False
    conn.create_function("plain", 1, visible_controls, deterministic=True)
    changed = ", ".join(f"{name} = plain({name})" for name in columns)
    conn.execute(f"UPDATE {table} SET {changed} WHERE id BETWEEN ? AND ?", (first, last))
    return True


def _mark(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else f"<U+{code:04X}>"
