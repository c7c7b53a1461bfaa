"""What `check` notices: every kind of change behind the desk's back, and any flipped bit that a reader would see."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from factdesk.desk import check as checking
from factdesk.desk.attach import attach
from factdesk.desk.check import check, check_file
from factdesk.desk.open import open_desk
from factdesk.desk.review import mark
from factdesk.desk.undo import undo
from factdesk.model.errors import Cancelled, Failed, NotFound, Problem, Refused
from factdesk.store import ledger
from support import desks


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("master") / "desk.sqlite"
    with desks.small(path) as desk:
        attach(desk, ["A1"], text="pasted words " * 100_000, quote="words")
        mark(desk, ["A1"], "confirmed", basis="authority", reason="they counted")
        mark(desk, ["A2", "A3"], "disputed", basis="status", reason="contested")
        attach(desk, ["A2"], text="soon undone")
        undo(desk)
    return path


@pytest.fixture
def path(master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(master, tmp_path / "desk.sqlite"))


def problems(path: Path) -> str:
    """The lines of a check that must not be clean."""
    report = check_file(path)
    assert not report.ok
    assert report.problems
    assert all("\n" not in line for line in report.problems)
    return "\n".join(report.problems)


def test_a_sound_desk_is_clean(path: Path) -> None:
    report = check_file(path)
    assert report.ok
    assert report.problems == report.skipped == ()
    assert report.counts["files"] == 2
    assert report.counts["entries"] > report.counts["records"] > 12


def test_checking_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    check_file(path)
    assert path.read_bytes() == before


ROWS = {
    "a figure": ("UPDATE claims SET low = 17 WHERE code = 'A1'", ("claims A1", "low", "17", "16")),
    "a text that was empty": ("UPDATE incidents SET summary = ''", ("incidents A", "summary", "None")),
    "an address key": ("UPDATE sources SET url_key = 'x' WHERE code = 'S1'", ("sources S1", "url_key")),
    "a verdict": ("UPDATE claims SET verdict = 'denied' WHERE code = 'A1'", ("claims A1, verdict", "newest review")),
    "an outline": ("UPDATE claims SET outline = '00000001' WHERE code = 'A2'", ("claims A2, outline",)),
    "a kept count": ("UPDATE verdict_counts SET claims = 7", ("verdict_counts",)),
    "a reason": ("UPDATE reviews SET reason = 'other'", ("reviews r-", "reason")),
    "what it rests on": ("UPDATE reviews SET rests_on = '[]'", ("reviews r-", "rests_on")),
    "a quote": ("UPDATE citations SET quote = '61'", ("citations t-", "quote")),
    "a row's place": ("UPDATE speakers SET nr = 900 WHERE name = 'Ministry'", ("speakers p-", "nr", "900")),
    "a removed row": ("DELETE FROM citations", ("citations t-", "the table has not")),
    "an added row": (
        "INSERT INTO speakers (nr, id, name, confidentiality) VALUES (99, 'p-x', 'X', 'public')",
        ("speakers p-x", "knows nothing"),
    ),
    "a row that was taken back": (
        "INSERT INTO files SELECT 99, record, 11, 'x', NULL FROM ledger WHERE kind = 'file' ORDER BY seq DESC LIMIT 1",
        ("files ", "removed according to the ledger"),
    ),
    "an action's name": ("UPDATE actions SET label = 'nothing'", ("actions a-", "label")),
    "an action's author": ("UPDATE actions SET author = 'Eve'", ("actions a-", "author", "Eve")),
    "an added action": (
        "INSERT INTO actions VALUES (999, 'a-x', 'do', 'x', NULL, 'Eve', '2025')",
        ("actions a-x", "knows nothing"),
    ),
    "kept bytes": (
        "UPDATE file_pieces SET bytes = zeroblob(length(bytes)) WHERE length(bytes) > 1000 AND piece = 0",
        ("file_pieces ", "SHA-256"),
    ),
    "a lost piece": ("DELETE FROM file_pieces WHERE piece = 0", ("file_pieces ", "SHA-256")),
    "lost bytes": ("DELETE FROM file_pieces", ("files ", "bytes are missing")),
    "a size": ("UPDATE files SET size = 1", ("files ", "size")),
    "foreign bytes": (
        "INSERT INTO file_pieces VALUES ('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 0, x'')",
        ("file_pieces e3b0", "knows nothing"),
    ),
    "a draft": ("INSERT INTO drafts VALUES ('k', 'Anna', '2025', '{')", ("drafts", "cannot be read")),
    "an index of words": ("INSERT INTO claims_fts (claims_fts) VALUES ('delete-all')", ("claims_fts", "search")),
    "a word in the index": (
        "INSERT INTO claims_fts (rowid, words, code) VALUES (9, 'sneaked in', 'A9')", ("claims_fts", "search")),
}  # fmt: skip


@pytest.mark.parametrize("what", ROWS)
def test_a_changed_row_is_noticed(path: Path, what: str) -> None:
    sql, told = ROWS[what]
    desks.behind(path, sql)
    found = problems(path)
    for words in told:
        assert words in found


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
    assert told in problems(path)


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
    assert told in problems(path)


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
    found = problems(path)
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
    assert "its id" in problems(path)


def test_what_was_set_after_a_redaction_is_still_compared(path: Path) -> None:
    from factdesk.desk.edit import edit

    with open_desk(path, author="Anna") as desk:
        edit(desk, "A1", {"scope": "the city"})
    desks.behind(path, "UPDATE ledger SET body = NULL, salt = NULL WHERE kind = 'claim' AND body LIKE '%\"add\"%'")
    assert check_file(path).ok
    desks.behind(path, "UPDATE claims SET scope = 'the region' WHERE code = 'A1'")
    assert "scope" in problems(path)


def test_a_changed_structure_is_noticed(path: Path) -> None:
    with open_desk(path, author="Anna") as desk:
        desks.behind(path, "DROP TRIGGER ledger_no_delete")
        report = check(desk)
    assert "missing ledger_no_delete" in "".join(report.problems)
    with pytest.raises(Refused, match="missing ledger_no_delete"):
        check_file(path)


def test_a_reference_to_nothing_is_noticed(path: Path) -> None:
    desks.behind(path, "DELETE FROM sources WHERE code = 'S1'")
    assert "refers to a row of sources" in problems(path)


def test_only_so_many_problems_are_listed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST", 3)
    desks.behind(path, "DELETE FROM citations", "UPDATE speakers SET name = name || '!'")
    report = check_file(path)
    assert len(report.problems) == 4
    assert report.problems[3] == f"and {report.counts['problems'] - 3} more problems"


def test_a_read_only_desk_is_checked_but_for_its_search(path: Path) -> None:
    path.chmod(0o444)
    report = check_file(path)
    assert report.ok
    assert "search" in report.skipped[0]
    path.chmod(0o644)
    desks.behind(path, "UPDATE claims SET low = 17 WHERE code = 'A1'")
    path.chmod(0o444)
    assert "low" in problems(path)


def test_where_another_program_writes_the_search_is_left_out(path: Path) -> None:
    with open_desk(path, author="Anna") as desk, closing(sqlite3.connect(path, isolation_level=None)) as other:
        desk.db.conn.execute("PRAGMA busy_timeout=20")
        other.execute("BEGIN IMMEDIATE")
        report = check(desk)
    assert report.ok
    assert "another program" in report.skipped[0]


def test_progress_is_told_and_ends_at_the_whole(path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    check_file(path, lambda done, total: told.append((done, total)))
    assert len(told) > 10
    assert told == sorted(told, key=lambda pair: pair[0])
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("after", [0, 5, 30])
def test_it_can_be_cancelled_and_the_desk_goes_on(path: Path, after: int) -> None:
    heard = 0

    def progress(done: int, total: int | None) -> None:
        nonlocal heard
        heard += 1
        if heard > after:
            raise Cancelled("enough", where="here")

    with open_desk(path, author="Anna") as desk:
        with pytest.raises(Cancelled, match="enough"):
            check(desk, progress)
        mark(desk, ["A1"], "open", reason="it goes on")
        assert check(desk).ok


def test_a_long_query_is_cancelled_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(db: object) -> Iterator[object]:
        sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        db.conn.execute(sql).fetchall()  # type: ignore[attr-defined]  # any Database
        yield from ()

    def progress(done: int, total: int | None) -> None:
        raise Cancelled("enough")

    monkeypatch.setattr(checking.soundness, "file_faults", endless)
    with pytest.raises(Cancelled, match="enough"):
        check_file(path, progress)


def test_files_that_are_no_desk_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        check_file(tmp_path / "missing.sqlite")
    (tmp_path / "text").write_text("hello" * 100)
    with pytest.raises(Refused):
        check_file(tmp_path / "text")


def test_a_file_cut_short_is_a_problem_not_a_crash(path: Path) -> None:
    whole = path.read_bytes()
    for length in (512, 4096, len(whole) // 2, len(whole) - 4096):
        path.write_bytes(whole[:length])
        noticed(path, lambda: pytest.fail("a file cut short seems whole"))


def noticed(path: Path, unnoticed: Callable[[], object]) -> None:
    """Runs `unnoticed` where neither opening nor checking the desk says a word."""
    try:
        report = check_file(path)
    except Problem:
        return
    if report.ok:
        unnoticed()


def test_every_flipped_bit_that_a_reader_would_see_is_noticed(master: Path, tmp_path: Path) -> None:
    """Random bits, at least half of them in pages that hold rows; a flip in unused space may pass."""
    whole, path, chance = master.read_bytes(), tmp_path / "flipped.sqlite", random.Random(20250404)
    before, passed = seen(master), 0
    for _ in range(150):
        place, bit = chance.randrange(100, len(whole)), 1 << chance.randrange(8)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])

        def unnoticed(place: int = place, bit: int = bit) -> None:
            nonlocal passed
            passed += 1
            assert seen(path) == before, f"byte {place}, bit {bit}"

        noticed(path, unnoticed)
        for left in tmp_path.iterdir():
            left.unlink()
    assert passed < 100


def seen(path: Path) -> object:
    """All that a reader sees of a desk: the tables and the ledger."""
    with open_desk(path) as desk:
        return desks.contents(desk, (*desks.TABLES, "actions", "ledger", "file_pieces", "drafts"))


def test_a_damaged_file_that_cannot_be_opened_is_reported(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = bytes(3996)
    path.write_bytes(data)
    try:
        report = check_file(path)
    except Refused:
        pytest.fail("damage is not a refusal")
    except Failed:
        pytest.fail("a check reports damage")
    assert not report.ok
    assert "damaged" in report.problems[0]
    assert "restore a backup" in report.problems[0]
