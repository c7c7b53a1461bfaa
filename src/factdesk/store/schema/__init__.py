"""The desk file's DDL, hand-written SQL files in order: each file is one migration of the schema.

Hand-written because tools that rebuild tables drop triggers without a word. `user_version` of a desk is the
number of files that were applied to it.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from typing import Final

APPLICATION_ID: Final = 0x46444B31
"""`FDK1` in SQLite's header: how a desk file is told from any other SQLite file."""

_HERE: Final = Path(__file__).parent


def files() -> list[Path]:
    """The migrations in order; their number is the newest schema version."""
    return sorted(_HERE.glob("[0-9][0-9][0-9]_*.sql"))


@cache
def version() -> int:
    """The schema version that this program writes."""
    return len(files())


def statements(script: str) -> list[str]:
    """The single statements of an SQL script, without the comments between them.

    `executescript` cannot be used for this: it commits the transaction it stands in.
    """
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        if not pending and (line.startswith("--") or not line.strip()):
            continue
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip().rstrip(";").rstrip())
            pending = ""
    return found


@cache
def expected() -> dict[str, str]:
    """Every table, index, view and trigger of the newest schema by name, as SQLite keeps its text."""
    found = {}
    for file in files():
        for statement in statements(file.read_text("utf-8")):
            if statement.startswith("CREATE "):
                words = statement.split(None, 5)
                at = 3 if words[1] in ("VIRTUAL", "UNIQUE") else 2
                found[words[at]] = statement
            elif statement.startswith("DROP "):
                del found[statement.split()[2]]
            elif statement.startswith("ALTER TABLE "):  # ADD COLUMN: SQLite writes the column before the last bracket
                _, _, table, _, _, column = statement.split(None, 5)
                before, _, after = found[table].rpartition(")")
                found[table] = f"{before}, {column}){after}"
    return found


@cache
def inner() -> dict[str, str]:
    """The tables and indexes that FTS5 and sqlite-utils make for themselves, by name, with their kind."""
    parts = ("data", "idx", "docsize", "config")
    indexes = [name for name, text in expected().items() if text.startswith("CREATE VIRTUAL TABLE")]
    found = {f"{index}_{part}": "table" for index in indexes for part in parts}
    return found | {"_sqlite_migrations": "table", "idx__sqlite_migrations_migration_set_name": "index"}


def indexes_of(*tables: str) -> dict[str, str]:
    """The indexes of these tables that have names of their own, by name, with the statements that make them."""
    made = ("CREATE INDEX", "CREATE UNIQUE INDEX")
    return {
        name: text
        for name, text in expected().items()
        if text.startswith(made) and text.partition(" ON ")[2].split(None, 1)[0] in tables
    }
