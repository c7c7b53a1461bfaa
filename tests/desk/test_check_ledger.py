"""What `check` notices in the ledger: changed, lost and forged entries; redacted and later ones are sound."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from factdesk.desk.check import check_file
from factdesk.desk.edit import edit
from factdesk.desk.open import open_desk
from factdesk.store import ledger
from support import desks


@pytest.fixture
def path(checked_master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(checked_master, tmp_path / "desk.sqlite"))


LEDGER = {
    "a body": ("UPDATE ledger SET body = replace(body, '16', '61') WHERE kind = 'claim'", "body: its hash"),
    "an author": ("UPDATE ledger SET author = 'Eve' WHERE seq = 5", "ledger 5: its id"),
    "a time": ("UPDATE ledger SET at = '2020-01-01' WHERE seq = 6", "ledger 6: its id"),
    "a kind": ("UPDATE ledger SET kind = 'speaker' WHERE kind = 'source'", "its id"),
    "parents": ("UPDATE ledger SET parents = x'' WHERE parents <> x''", "its id"),
    "a digest": ("UPDATE ledger SET digest = zeroblob(32) WHERE seq = 4", "ledger 4: its id"),
    "a salt": ("UPDATE ledger SET salt = zeroblob(16) WHERE seq = 4", "ledger 4, body"),
    "a lost entry": ("DELETE FROM ledger WHERE seq = 7", "ledger: 1 entries are missing"),
    "the last entry": (
        "DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger WHERE kind = 'review')", "knows nothing"),
    "an action's entry": ("DELETE FROM ledger WHERE seq = 3", "of its action"),
    "an entry that others build on": (
        "DELETE FROM ledger WHERE seq = (SELECT min(seq) FROM ledger WHERE kind = 'citation')", "builds on"),
    "a moved entry": ("UPDATE ledger SET seq = 500 WHERE seq = 7", "entries are missing"),
}  # fmt: skip


@pytest.mark.parametrize("what", LEDGER)
def test_a_changed_ledger_is_noticed(path: Path, what: str) -> None:
    sql, told = LEDGER[what]
    desks.without_triggers(path, sql)
    assert told in desks.problems_of(path)


def forged(path: Path, kind: str, record: str, body: str) -> None:
    """Appends an entry whose hashes are right, with this body, as a merge with a hostile desk might."""
    with closing(sqlite3.connect(path)) as conn:
        action = conn.execute("SELECT id FROM actions LIMIT 1").fetchone()[0]
        digest = ledger.digest_of(b"salt", body)
        entry = ledger.id_of(kind, record, record, action, (), "Eve", "2025", digest)
        values = (entry, kind, record, record, action, b"", "Eve", "2025", digest, b"salt", body)
        conn.execute("INSERT INTO ledger (id, kind, record, about, action, parents, author, at, digest, salt, body)"
                     " VALUES (?,?,?,?,?,?,?,?,?,?,?)", values)  # fmt: skip
        conn.commit()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"op": "add","set":{}}', "one form"),
        ('{"op":"add","set":[]}', "one form"),
        ('{"op":1,"set":{}}', "one form"),
        ('{"set":{}}', "one form"),
        ("[]", "one form"),
        ("no JSON", "not the JSON"),
        ('{"op":"add","set":{"low":1.5}}', "not the JSON"),
        ('{"op":"add","set":{"low":NaN}}', "not the JSON"),
        ("[" * 5_000 + "]" * 5_000, "not the JSON"),
        ('{"op":"add","set":{"id":"p-forged","name":"X"}}', "the table has not"),
    ],
)
def test_a_forged_entry_is_noticed(path: Path, body: str, told: str) -> None:
    forged(path, "speaker", "p-forged", body)
    assert told in desks.problems_of(path)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ('{"confidentiality":"public","id":"p-forged","name":""}', "cannot stand"),
        ('{"colour":"red","confidentiality":"public","id":"p-forged","name":"X"}', "does not know"),
    ],
)
def test_an_entry_with_values_that_cannot_stand_is_noticed(path: Path, values: str, told: str) -> None:
    forged(path, "speaker", "p-forged", f'{{"op":"add","set":{values}}}')
    name = "" if '"name":""' in values else "X"
    row = "INSERT INTO speakers (nr, id, name, confidentiality) SELECT max(seq), 'p-forged', ?, 'public' FROM ledger"
    desks.behind(path, (row, (name,)))
    forged(path, "speaker", "p-other", '{"op":"remove","set":{}}')  # a removal of what never was is no fault
    found = desks.problems_of(path)
    assert told in found
    assert "p-other" not in found


def test_entries_of_a_later_version_are_counted_and_carried(path: Path) -> None:
    forged(path, "ruling", "x-1", '{"op":"add","set":{"anything":["goes"]}}')
    forged(path, "speaker", "p-later", '{"op":"merge-into","set":{}}')
    report = check_file(path)
    assert report.ok
    assert report.counts["unknown"] == 2


def test_a_redacted_entry_is_verified_by_its_digest(path: Path) -> None:
    desks.behind(path, "UPDATE ledger SET body = NULL, salt = NULL WHERE kind IN ('speaker', 'action', 'claim')")
    report = check_file(path)
    assert report.ok
    assert report.counts["redacted"] > 10
    desks.without_triggers(path, "UPDATE ledger SET author = 'Eve' WHERE kind = 'speaker'")
    assert "its id" in desks.problems_of(path)


def test_what_was_set_after_a_redaction_is_still_compared(path: Path) -> None:
    with open_desk(path, author="Anna") as desk:
        edit(desk, "A1", {"scope": "the city"})
    desks.behind(path, "UPDATE ledger SET body = NULL, salt = NULL WHERE kind = 'claim' AND body LIKE '%\"add\"%'")
    assert check_file(path).ok
    desks.behind(path, "UPDATE claims SET scope = 'the region' WHERE code = 'A1'")
    assert "scope" in desks.problems_of(path)
