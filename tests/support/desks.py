"""Small desks for tests, what a desk holds as plain values, and hands that change a desk file behind its back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from factdesk.desk.add import add, add_many
from factdesk.desk.attach import attach
from factdesk.desk.check import check_file
from factdesk.desk.open import Desk, create_desk

TABLES = ("incidents", "speakers", "files", "sources", "claims", "citations", "reviews", "verdict_counts")
"""The plain tables, the reading of the ledger."""

FIGURE = {"incident": "A", "kind": "figure", "measure": "killed", "counted": "people"}
"""The fields of a claim that most tests add; `figure` and further ones go on top."""


def empty(path: Path, author: str = "Anna") -> Desk:
    """An empty desk at `path`."""
    return create_desk(path, author=author)


def small(path: Path, author: str = "Anna") -> Desk:
    """A desk with an incident, two speakers, a toll with its part and a rival, and a source with its carrier."""
    desk = empty(path, author)
    add(desk, "incident", {"code": "A", "title": "Strike on a street", "place": "Кривий Ріг"})
    add_many(
        desk,
        [
            ("speaker", {"name": "Officials", "side": "Ukraine"}),
            ("speaker", {"name": "Ministry", "side": "Russia"}),
            ("source", {"code": "S1", "kind": "post", "title": "Post", "url": "https://t.me/officials/1"}),
            ("source", {"code": "S2", "kind": "article", "title": "Article", "root": "S1"}),
            ("claim", {**FIGURE, "code": "A1", "figure": "at least 16", "speaker": "Officials"}),
            ("claim", {**FIGURE, "code": "A2", "counted": "children", "figure": "six", "part_of": "A1"}),
            ("claim", {**FIGURE, "code": "A3", "counted": "soldiers", "figure": "up to 85", "speaker": "Ministry"}),
        ],
        "add the beginning",
    )
    attach(desk, ["A1", "A2"], source="S1", quote="16")
    attach(desk, ["A3"], source="S2", stance="opposes")
    return desk


def contents(desk: Desk, tables: tuple[str, ...] = TABLES) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the plain tables in the order of their keys; kept counts of nothing are left out."""
    found = {}
    for table in tables:
        where = "WHERE claims <> 0" if table == "verdict_counts" else ""
        found[table] = desk.db.all(f"SELECT * FROM {table} {where} ORDER BY 1, 2")
    return found


def behind(path: Path, *statements: str | tuple[str, tuple[Any, ...]]) -> None:
    """Runs SQL on the file with the sqlite3 that anybody has, without the desk knowing."""
    with closing(sqlite3.connect(path)) as conn, conn:
        for statement in statements:
            sql, values = (statement, ()) if isinstance(statement, str) else statement
            conn.execute(sql, values)


def without_triggers(path: Path, *statements: str | tuple[str, tuple[Any, ...]]) -> None:
    """Like `behind`, with the ledger's triggers dropped first and put back after, so that nothing shows."""
    with closing(sqlite3.connect(path)) as conn:
        triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger'")
        kept = triggers.fetchall()
    assert kept
    behind(path, *(f"DROP TRIGGER {name}" for name, _ in kept), *statements, *(sql for _, sql in kept))


def problems_of(path: Path) -> str:
    """The lines of a check that must not be clean."""
    report = check_file(path)
    assert not report.ok
    assert report.problems
    assert all("\n" not in line for line in report.problems)
    return "\n".join(report.problems)
