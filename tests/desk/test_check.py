"""What `check` notices: rows, counts, bytes and structure that were changed behind the desk's back."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from factdesk.desk import check as checking
from factdesk.desk import check_run
from factdesk.desk.check import check, check_file
from factdesk.desk.open import open_desk
from factdesk.desk.review import mark
from factdesk.model.errors import Cancelled, Refused
from factdesk.store import replay
from support import desks


@pytest.fixture(params=["alone", "helped"])
def path(checked_master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A desk to be checked by one thread, then by two as a long desk is."""
    monkeypatch.setattr(check_run, "LONG", 0 if request.param == "helped" else 1 << 62)
    return Path(shutil.copy(checked_master, tmp_path / "desk.sqlite"))


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
    found = desks.problems_of(path)
    for words in told:
        assert words in found


def test_a_changed_structure_is_noticed(path: Path) -> None:
    with open_desk(path, author="Anna") as desk:
        desks.behind(path, "DROP TRIGGER ledger_no_delete")
        report = check(desk)
    assert "missing ledger_no_delete" in "".join(report.problems)
    with pytest.raises(Refused, match="missing ledger_no_delete"):
        check_file(path)


def test_a_reference_to_nothing_is_noticed(path: Path) -> None:
    desks.behind(path, "DELETE FROM sources WHERE code = 'S1'")
    assert "refers to a row of sources" in desks.problems_of(path)


def test_only_so_many_problems_are_listed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_run, "MOST", 3)
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
    assert "low" in desks.problems_of(path)


def test_where_another_program_writes_the_search_is_left_out(path: Path) -> None:
    with open_desk(path, author="Anna") as desk, closing(sqlite3.connect(path, isolation_level=None)) as other:
        desk.db.conn.execute("PRAGMA busy_timeout=20")
        other.execute("BEGIN IMMEDIATE")
        report = check(desk)
    assert report.ok
    assert "another program" in report.skipped[0]


def test_progress_is_told_and_ends_at_the_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "BATCH", 3)
    told: list[tuple[int, int | None]] = []
    check_file(path, lambda done, total: told.append((done, total)))
    assert len(told) > 10
    assert told == sorted(told, key=lambda pair: pair[0])
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("after", [0, 5, 20])
def test_it_can_be_cancelled_and_the_desk_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    monkeypatch.setattr(replay, "BATCH", 1)
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


def test_others_go_on_writing_while_it_checks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "BATCH", 2)
    with open_desk(path, author="Ben") as ben:
        ben.db.conn.execute("PRAGMA busy_timeout=2000")
        marked: set[int] = set()

        def progress(done: int, total: int | None) -> None:
            if done not in marked:
                marked.add(done)
                mark(ben, ["A1", "A3"], "open", reason=f"at {done}")

        report = check_file(path, progress)
    assert report.problems == ()
    assert len(marked) > 5


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


@pytest.mark.parametrize("part", ["file_faults", "derived_faults"])
def test_what_ends_the_second_thread_ends_the_check(path: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    def broken(db: object) -> Iterator[object]:
        raise ZeroDivisionError

    monkeypatch.setattr(checking.soundness, part, broken)
    with pytest.raises(ZeroDivisionError):
        check_file(path)
    assert "check" not in {thread.name for thread in threading.enumerate()}


def test_a_desk_that_is_being_closed_ends_the_check(path: Path) -> None:
    with open_desk(path, author="Anna") as desk, pytest.raises(Cancelled, match="stopped"):
        check(desk, lambda done, total: desk.db.interrupt())
