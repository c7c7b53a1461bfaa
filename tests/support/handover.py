"""A small desk in which something has to stay behind for every reason there is; figures need no parser."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from factdesk.desk.add import add_many
from factdesk.desk.attach import attach
from factdesk.desk.open import Desk, create_desk
from factdesk.desk.review import mark

NAME = "Ivan Cornflower"
TITLE = "Talk with a resident in cellar 14"
NOTE = "met behind the bakery, drives a green Lada"
URL = "https://drop.example/box/7731?key=lavender"
QUOTE = "my brother carried nine of them out of the yard"


def figure(code: str, number: int, **fields: Any) -> tuple[str, dict[str, Any]]:
    """A claim that a number of people were killed."""
    said = {"low": number, "high": number, "value": number, "qualifier": "exact", "words": str(number)}
    base = {"code": code, "incident": "A", "kind": "figure", "measure": "killed", "counted": "people", **said}
    return "claim", base | fields


def build(path: Path) -> Desk:
    """Makes the desk at `path` and leaves it open for Anna."""
    desk = create_desk(path, author="Anna")
    add_many(desk, [
        ("incident", {"code": "A", "title": "Strike on the market", "place": "Avelmor", "began": "2025-04-04"}),
        ("incident", {"code": "B", "title": "Fire in the depot"}),
        ("speaker", {"name": "Town council", "organisation": "Town", "side": "North", "note": "slow to answer"}),
        ("speaker", {"name": NAME, "role": "resident", "confidentiality": "confidential", "note": NOTE}),
        ("speaker", {"name": "Unneeded Person"}),
        ("source", {"code": "S1", "kind": "article", "title": "Report of the day", "url": "https://news.example/1"}),
        ("source", {"code": "S2", "kind": "interview", "title": TITLE, "url": URL, "note": NOTE,
                    "confidentiality": "confidential", "root_speaker": NAME}),
        ("source", {"code": "S3", "kind": "article", "title": "Retold from the cellar", "root": "S2"}),
        ("source", {"code": "S4", "kind": "article", "title": "Retold once more", "root": "S2"}),
        ("source", {"code": "S5", "kind": "post", "title": "Council's channel", "root_speaker": "Town council"}),
        ("source", {"code": "S6", "kind": "article", "title": "Carries the channel", "root": "S5"}),
        ("source", {"code": "S7", "kind": "article", "title": "Nobody cites this"}),
        ("source", {"code": "S8", "kind": "call", "title": "Call Bluebell", "confidentiality": "background"}),
        figure("A1", 16, speaker="Town council"),
        figure("A2", 6, part_of="A1", counted="children"),
        figure("A3", 4, part_of="A1", counted="women"),
        figure("A4", 9, speaker=NAME),
        figure("A5", 12),
        ("claim", {"code": "A6", "incident": "A", "kind": "denial", "statement": "nobody was there", "denies": "A5"}),
        figure("A7", 3, speaker=NAME),
        figure("A8", 2, part_of="A5"),
        ("claim", {"code": "B1", "incident": "B", "kind": "assertion", "statement": "the depot burnt"}),
    ], "all")  # fmt: skip
    for claim, source, fields in TIES:
        attach(desk, [claim], source=source, **fields)
    for claim in ("A1", "A2", "A4", "A5", "A6", "A7", "A8"):
        mark(desk, [claim], "confirmed", basis="authority", reason="the council keeps the register")
    return desk


TIES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("A1", "S1", {"quote": "sixteen dead"}),
    ("A1", "S2", {"quote": QUOTE}),
    ("A1", "S3", {"quote": "a resident said so"}),
    ("A1", "S4", {"quote": "a resident said so too"}),
    ("A1", "S6", {"quote": "16, says the council"}),
    ("A2", "S8", {"quote": "six, between us"}),
    ("A2", "S1", {"quote": "six children"}),
    ("A4", "S1", {"quote": "nine, a resident said"}),
    ("A5", "S2", {"quote": "twelve by my count in the yard"}),
    ("A6", "S1", {"quote": "no one was there"}),
    ("B1", "S1", {}),
)
"""Claim, source and citation: A1 rests on public and withheld sources, A5 on a withheld one alone."""


def rows(path: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a plain `sqlite3` connection reads from the file."""
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute(sql, values).fetchall()
