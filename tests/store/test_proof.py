"""What `proof` takes for sound is never what the model, or the ledger's own functions, would refuse."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput
from factdesk.model.records import RECORDS, make
from factdesk.store import ledger, proof, tables
from factdesk.store.proof_rules import LATER, STANDS
from support import desks

SOUND: dict[str, dict[str, Any]] = {
    "incident": {"id": "i-1", "code": "A1", "kind": "event", "title": "Strike", "began": "2025-04-04",
                 "began_precision": "day", "ended": "2025-04-04T18:50+03:00", "lat": "47.91", "lon": "-33.39",
                 "place_precision": "exact", "place": "Кривий Ріг"},
    "speaker": {"id": "p-1", "name": "Ministry", "role": "it speaks", "confidentiality": "public"},
    "source": {"id": "s-1", "code": "S1", "kind": "post", "title": "Post", "url": "https://news.example/1?b=2&a=1",
               "archived_url": "https://archive.example/1", "published_at": "2025-04", "seen_at": "2025",
               "confidentiality": "public", "reliability": "B", "root": "s-9"},
    "claim": {"id": "c-1", "code": "A1", "incident": "i-1", "kind": "figure", "measure": "killed", "counted": "people",
              "low": 16, "high": 20, "qualifier": "between", "words": "16 to 20", "as_of": "2025-04-04T18:50:00Z",
              "said_at": "2024-02-29", "speaker": "p-1", "denies_aspect": "number"},
    "citation": {"id": "t-1", "claim": "c-1", "source": "s-1", "quote": "at least 16", "stance": "supports",
                 "root_speaker": "p-1"},
    "review": {"id": "r-1", "claim": "c-1", "verdict": "confirmed", "basis": "authority", "reason": "they counted",
               "rests_on": ["t-1", "t-2"], "warnings": [], "reviewer": "Anna", "at": "2025-04-04"},
}  # fmt: skip
OTHER = {"claim": {**SOUND["claim"], **dict.fromkeys(("low", "high", "qualifier", "words")), "statement": "it burnt",
                   "kind": "assertion"},
         "citation": {**SOUND["citation"], "root_speaker": None, "root": "s-2"},
         "review": {**SOUND["review"], "verdict": "open", "basis": None, "rests_on": []}}  # fmt: skip
"""Sound values of another kind."""

NASTY: tuple[Any, ...] = (
    None, "", " ", "\t", "\u00a0", "\u1680", "\u2003\u2003", "\u2028", "\u205f", "\u3000", "\x1c", "\x85", "\u200b",
    "x\0y", "x", '"', "\\", "\n", "ї", "٣", "A 1", "A" * 25, "A/1", "А-1_.2", "é", "0", "-1", 0, 1, -1, 15, 17, 21,
    2**53, 2**53 + 1, -(2**63), 2**63 - 1, "2025-02-29", "2024-02-29", "2025-02-30", "2025-13", "2025-00", "2025-1",
    "2025-04-31", "0999", "0999-01-01", "2999-12-31", "3000", "3000-01-01", "25", "2025-04-04T24:00",
    "2025-04-04T18:60", "2025-04-04T18:50:60", "2025-04-04T18:50:59.123456", "2025-04-04T18:50+14:00",
    "2025-04-04T18:50+14:01", "2025-04-04T18:50-13:59", "2025-04-04T18:50+13:60", "2025-04-04T18:50 +01:00",
    "2025-04-04 18:50", "2025-04-04T18", "2025-04-04T18:50z", "2025-04-04T18:50:00+1:00", "now", "2025-04-04T",
    "20250404", "-999-01-01", "2025-04-04T18:50ZZ", "2025-04-04T18:5", "90", "90.0", "90.01", "-90.5", "180.0",
    "180.1", "-180.0", "+4.5", "4.", ".5", "1e1", "1.1e1", "0x1.0", "1_0.0", "٣.٥", "--4.5", "4.-5", "4.5.6",
    "0004.5", "4.1234567890123456", "inf", "nan", "ftp://a.b", "http://", "https://x y.z", "http://[::1", "a.b",
    "http://a.b:99999/", "https://t.me/s/x/1", "HTTPS://A.B/c", "https://a.b/" + "x" * 8192, "https://a.b/\u200b",
    "event", "figure", "denial", "exact", "at_least", "more_than", "up_to", "fewer_than", "about", "vague", "between",
    "open", "denied", "disputed", "by-party", "independent", "status", "public", "Public", "day", "second", "G", "A",
    "supports", "itself", [], ["t-1"], ['t"1'], ["t\\1"], ["t\n1"], ["a", "b, c"], [""], [1], [None], "[]", '["a" ]',
    '["a","b"]', '{"a": 1}', "[1]", "null",
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desks.small(tmp_path / "desk.sqlite") as made:
        made.db.conn.execute("PRAGMA foreign_keys=OFF")
        made.db.conn.execute("PRAGMA ignore_check_constraints=ON")
        yield made


def mutants(kind: str) -> Iterator[dict[str, Any]]:
    """The sound values with each nasty one in each field, and with two at once as chance has it; each with its id."""
    chance, number = random.Random(kind), 0
    names = [name for name in RECORDS[kind].columns() if name != "id"]
    for base in (base for base in (SOUND[kind], OTHER.get(kind)) if base):
        changes: list[dict[str, Any]] = [{name: value} for name in names for value in NASTY]
        changes += [{name: chance.choice(NASTY) for name in chance.sample(names, 2)} for _ in range(1_500)]
        for change in ({}, *changes):
            number += 1
            id_ = f"{base['id']}-{number}"
            yield {**base, **{name: id_ if value == "itself" else value for name, value in change.items()}, "id": id_}


def stored(desk: Desk, kind: str, values: dict[str, Any], sparse: bool, unknown: tuple[str, ...] = ()) -> int | None:
    """Writes an entry with right hashes and the row that it tells, whatever they hold; None where SQLite will not."""
    conn, action = desk.db.conn, desk.db.value("SELECT id FROM actions LIMIT 1")
    whole = {**dict.fromkeys(RECORDS[kind].columns()), **values}
    told = {name: value for name, value in whole.items() if name not in unknown and not (sparse and value is None)}
    about = str(whole[tables.ABOUT[kind]]) if kind in tables.ABOUT else whole["id"]
    parents = tuple(desk.db.value("SELECT id FROM ledger WHERE seq = ?", n) for n in (1, 2) if kind == "review")
    conn.execute("SAVEPOINT one")
    seq: int | None
    try:
        seq, _ = ledger.append(conn, kind=kind, record=whole["id"], about=about, action=action, parents=parents,
                               author="Eve", at="2025", op="add", values=told)  # fmt: skip
        row = tables.stored(whole)
        if kind == "source":
            row["url_key"] = tables.url_key(row["url"] if isinstance(row["url"], str) else None)
        if kind == "claim":
            row["outline"] = "1"
        names, marks = ", ".join(("nr", *row)), ", ".join("?" * (len(row) + 1))
        conn.execute(f"INSERT INTO {RECORDS[kind].TABLE} ({names}) VALUES ({marks})", (seq, *row.values()))
    except (sqlite3.Error, ValueError, OverflowError):
        conn.execute("ROLLBACK TO one")
        seq = None
    conn.execute("RELEASE one")
    return seq


@pytest.mark.parametrize("kind", STANDS)
def test_what_is_proved_the_model_takes(desk: Desk, kind: str) -> None:
    tried: dict[int, dict[str, Any]] = {}
    with desk.db.write():
        for number, values in enumerate(mutants(kind)):
            seq = stored(desk, kind, values, sparse=number % 2 == 0)
            if seq is not None:
                tried[seq] = values
    proved: set[int] = set()
    for after in range(min(tried) - 1, max(tried), 10):  # a list that is no JSON leaves its whole batch unproved
        proved |= proof.proved(desk.db, after, after + 10, lambda action: True)
    refused = {seq for seq, values in tried.items() if not stands(kind, values)}
    assert [differing(kind, tried[seq]) for seq in refused & proved] == []
    assert len(proved) > 100, "or nothing was tried"
    assert len(refused) > 40


def differing(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """What differs from the sound values."""
    return {name: value for name, value in values.items() if name != "id" and value != SOUND[kind].get(name)}


def stands(kind: str, values: dict[str, Any]) -> bool:
    """Whether the model takes these values."""
    try:
        make(kind, dict(values))
    except BadInput:
        return False
    return True


@pytest.mark.parametrize("sparse", [False, True], ids=["full", "sparse"])
@pytest.mark.parametrize("kind", STANDS)
def test_sound_values_are_proved(desk: Desk, kind: str, sparse: bool) -> None:
    with desk.db.write():
        seq = stored(desk, kind, {**SOUND[kind], "id": "x-1"}, sparse)
    assert seq is not None
    assert proof.proved(desk.db, seq - 1, seq, lambda action: True) == {seq}
    assert proof.proved(desk.db, seq - 1, seq, lambda action: False) == set(), "its action is not there"


def test_an_entry_from_before_a_field_is_proved_unless_the_row_has_something_there(desk: Desk) -> None:
    bare = {**SOUND["citation"], "root_speaker": None, "quote": None}
    with desk.db.write():
        old = stored(desk, "citation", {**bare, "id": "x-1"}, False, LATER["citation"])
        changed = stored(desk, "citation", {**bare, "id": "x-2", "root_speaker": "p-1"}, False, LATER["citation"])
    assert old is not None
    assert changed is not None
    assert proof.proved(desk.db, old - 1, changed, lambda action: True) == {old}


def test_a_parent_that_is_not_there_is_not_proved(desk: Desk) -> None:
    with desk.db.write() as conn:
        seq = stored(desk, "review", SOUND["review"], False)
        assert seq is not None
        conn.execute("DROP TRIGGER ledger_no_delete")
        conn.execute("DELETE FROM ledger WHERE seq = 2")
    assert proof.proved(desk.db, seq - 1, seq, lambda action: True) == set()
