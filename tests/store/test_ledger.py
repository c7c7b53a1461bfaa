"""The ledger: one form of JSON, hashes over everything, and nothing that can be changed or deleted but by redaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.desk.check import check
from factdesk.desk.open import Desk
from factdesk.store import ledger
from support import desks

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desks.small(tmp_path / "desk.sqlite") as made:
        yield made


@given(values)
def test_canonical_json_has_one_form_and_comes_back(value: Any) -> None:
    told = ledger.canonical(value)
    assert json.loads(told) == value
    assert ledger.canonical(json.loads(told)) == told
    assert "\n" not in told


def test_canonical_json_sorts_keys_and_keeps_letters() -> None:
    assert ledger.canonical({"b": 1, "a": ["Київ", "\u2028", None, True]}) == '{"a":["Київ","\u2028",null,true],"b":1}'


@pytest.mark.parametrize("value", [1.0, float("nan"), float("inf"), {"a": [{"b": 0.5}]}, (1, 2.5)])
def test_floats_are_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="float"):
        ledger.canonical(value)


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}, {"a": b"bytes"}, {"a": {1, 2}}])
def test_what_is_no_utf8_json_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        ledger.canonical(value)


def test_an_id_changes_with_everything_in_the_entry() -> None:
    whole = ["claim", "c-1", "c-1", "a-1", (b"\1" * 32,), "Anna", "2025-04-04", b"\2" * 32]
    other = ["source", "c-2", "c-2", "a-2", (b"\3" * 32,), "Ben", "2025-04-05", b"\4" * 32]
    ids = {ledger.id_of(*whole)}
    for place, changed in enumerate(other):
        ids.add(ledger.id_of(*whole[:place], changed, *whole[place + 1 :]))
    ids.add(ledger.id_of(*whole[:4], (b"\1" * 32, b"\1" * 32), *whole[5:]))
    assert len(ids) == 10


def test_equal_bodies_have_different_digests(desk: Desk) -> None:
    digests = [row[0] for row in desk.db.all("SELECT digest FROM ledger")]
    assert len(set(digests)) == len(digests)
    salts = [row[0] for row in desk.db.all("SELECT salt FROM ledger")]
    assert len(set(salts)) == len(salts)
    assert {len(salt) for salt in salts} == {16}


def test_ids_are_random_and_short_to_type() -> None:
    ids = {ledger.new_id("c") for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(one) == 16 and one.startswith("c-") and one[2:].isalnum() for one in ids)


FORBIDDEN = {
    "update": "UPDATE ledger SET author = 'Eve' WHERE seq = 3",
    "update of a body": "UPDATE ledger SET body = '{}' WHERE seq = 3",
    "update of a body to nothing, its salt kept": "UPDATE ledger SET body = NULL WHERE seq = 3",
    "redaction that changes more": "UPDATE ledger SET body = NULL, salt = NULL, at = '' WHERE seq = 3",
    "redaction that moves the entry": "UPDATE ledger SET body = NULL, salt = NULL, seq = 99 WHERE seq = 3",
    "update or replace": "UPDATE OR REPLACE ledger SET seq = 4 WHERE seq = 3",
    "delete": "DELETE FROM ledger WHERE seq = 3",
    "delete of all": "DELETE FROM ledger",
    "replace by seq": "REPLACE INTO ledger SELECT seq, randomblob(32), kind, record, about, action, parents, 'Eve', at,"
                      " digest, salt, body FROM ledger WHERE seq = 3",
    "replace by id": "INSERT OR REPLACE INTO ledger SELECT 99, id, kind, record, about, action, parents, 'Eve', at,"
                     " digest, salt, body FROM ledger WHERE seq = 3",
    "insert or ignore": "INSERT OR IGNORE INTO ledger SELECT 99, id, kind, record, about, action, parents, 'Eve', at,"
                        " digest, salt, body FROM ledger WHERE seq = 3",
    "upsert": "INSERT INTO ledger SELECT * FROM ledger WHERE seq = 3 ON CONFLICT DO UPDATE SET author = 'Eve'",
}  # fmt: skip


@pytest.mark.parametrize("how", FORBIDDEN)
def test_nothing_is_changed_deleted_or_replaced(desk: Desk, how: str) -> None:
    before = desk.db.all("SELECT * FROM ledger ORDER BY seq")
    with pytest.raises(sqlite3.IntegrityError):
        desks.behind(desk.path, FORBIDDEN[how])
    assert desk.db.all("SELECT * FROM ledger ORDER BY seq") == before


def test_a_redaction_drops_body_and_salt_alone_and_still_verifies(desk: Desk) -> None:
    before = desk.db.one("SELECT id, digest, author FROM ledger WHERE seq = 4")
    desks.behind(desk.path, "UPDATE ledger SET body = NULL, salt = NULL WHERE seq = 4")
    assert desk.db.one("SELECT id, digest, author, body, salt FROM ledger WHERE seq = 4") == (*before, None, None)
    report = check(desk)
    assert report.ok
    assert report.counts["redacted"] == 1


def test_an_entry_names_what_its_author_had_in_view(desk: Desk) -> None:
    from factdesk.desk.edit import edit

    edit(desk, "A1", {"scope": "the city"})
    edit(desk, "A1", {"scope": "the street"})
    (claim,) = desk.db.one("SELECT id FROM claims WHERE code = 'A1'")
    entries = ledger.of_record(desk.db.conn, claim, claim)
    assert [entry.op for entry in entries] == ["add", "edit", "edit"]
    assert entries[0].parents == ()
    assert entries[1].parents == (entries[0].id,)
    assert entries[2].parents == (entries[1].id,)
    assert ledger.heads(entries) == (entries[2].id,)
    folded = ledger.fold(entries)
    assert folded is not None
    assert folded["scope"] == "the street"
    assert folded["words"] == "at least 16"


def test_fold_follows_removal_and_return() -> None:
    def entry(op: str, **given: Any) -> ledger.Entry:
        body = ledger.canonical({"op": op, "set": given})
        return ledger.Entry(1, b"", "claim", "c", "c", "a", (), "Anna", "", b"", b"", body)

    added, edited, removed = entry("add", x=1, y=2), entry("edit", x=3), entry("remove")
    assert ledger.fold([]) is None
    assert ledger.fold([edited]) is None
    assert ledger.fold([added, edited]) == {"x": 3, "y": 2}
    assert ledger.fold([added, removed]) is None
    assert ledger.fold([added, removed, entry("add", x=1)]) == {"x": 1}
