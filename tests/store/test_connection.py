"""Opening a desk file: refusals that touch nothing, safe settings, locks, and one file after close."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add, add_within
from factdesk.desk.open import Desk, create_desk, open_desk
from factdesk.model.errors import BadInput, Busy, Cancelled, Failed, NotFound, Refused
from factdesk.store import connection, schema
from support import desks


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("master") / "desk.sqlite"
    desks.small(path).close()
    return path


@pytest.fixture
def path(master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(master, tmp_path / "desk.sqlite"))


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    """Fails where the file's bytes or times changed, or anything new lies beside it."""
    before = path.read_bytes(), path.stat().st_mtime_ns, sorted(os.listdir(path.parent))
    yield
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(os.listdir(path.parent))) == before


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        open_desk(tmp_path / "missing.sqlite")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("content", [b"", b"x", b"plain text " * 50, b"SQLite format 3\0" + bytes(84), bytes(5000)])
def test_a_file_that_is_no_desk_is_refused_and_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with untouched(path), pytest.raises(Refused) as refused:
        open_desk(path)
    assert refused.value.exit_code == 4
    assert "\n" not in str(refused.value)


def test_a_foreign_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    desks.behind(path, "CREATE TABLE ledger (x)", "PRAGMA user_version=3")
    with untouched(path), pytest.raises(Refused, match="not a factdesk desk"):
        open_desk(path)


def test_a_newer_desk_is_refused_and_not_touched(path: Path) -> None:
    desks.behind(path, f"PRAGMA user_version={schema.version() + 1}")
    with untouched(path), pytest.raises(Refused, match="newer factdesk"):
        open_desk(path)
    with untouched(path), pytest.raises(Refused, match="newer factdesk"):
        open_desk(path, read_only=True)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DROP TRIGGER ledger_no_replace", "missing ledger_no_replace"),
        ("DROP TRIGGER claims_fts_added", "missing claims_fts_added"),
        ("DROP INDEX claims_by_code", "missing claims_by_code"),
        ("CREATE TABLE notes (x)", "not ours: notes"),
        ("ALTER TABLE speakers ADD COLUMN age TEXT", "altered speakers"),
        ("CREATE TRIGGER t AFTER INSERT ON claims BEGIN SELECT 1; END", "not ours: t"),
        ("DROP VIEW history", "missing history"),
        ("CREATE TABLE x_fts_data (x)", "not ours: x_fts_data"),
        ("CREATE TRIGGER a_sqlite_migrations AFTER INSERT ON claims BEGIN SELECT 1; END", "not ours"),
        ("CREATE TRIGGER claims AFTER INSERT ON claims BEGIN SELECT 1; END", "not ours: claims"),
        ("CREATE TRIGGER claims_fts_data AFTER INSERT ON claims BEGIN SELECT 1; END", "not ours"),
        ("CREATE TRIGGER x_fts_y AFTER INSERT ON claims BEGIN SELECT 1; END", "not ours"),
    ],
)
def test_an_altered_structure_is_refused_and_not_touched(path: Path, sql: str, told: str) -> None:
    desks.behind(path, sql)
    with untouched(path), pytest.raises(Refused, match=told):
        open_desk(path)


def test_a_folder_a_pipe_and_a_device_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for strange in (tmp_path, pipe, Path("/dev/null")):
        with pytest.raises(Refused):
            open_desk(strange)


def test_settings_that_lose_nothing(path: Path) -> None:
    with open_desk(path, author="Anna") as desk:
        wanted = {"journal_mode": "truncate", "synchronous": 2, "fullfsync": 1, "secure_delete": 1,
                  "foreign_keys": 1, "cell_size_check": 1}  # fmt: skip
        assert {name: desk.db.value(f"PRAGMA {name}") for name in wanted} == wanted


def test_one_file_after_close(path: Path) -> None:
    with open_desk(path, author="Anna") as desk:
        add(desk, "speaker", {"name": "New"})
        assert sorted(os.listdir(path.parent)) == ["desk.sqlite", "desk.sqlite-journal"]
    assert os.listdir(path.parent) == ["desk.sqlite"]
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_the_last_one_out_leaves_one_file(path: Path) -> None:
    one, two = open_desk(path, author="Anna"), open_desk(path, author="Ben")
    add(one, "speaker", {"name": "New"})
    one.close()
    add(two, "speaker", {"name": "Newer"})
    two.close()
    assert os.listdir(path.parent) == ["desk.sqlite"]


def test_a_read_only_file_is_read_and_says_why(path: Path) -> None:
    path.chmod(0o444)
    with untouched(path), open_desk(path, author="Anna") as desk:
        assert desk.read_only
        assert "read-only" in desk.why_read_only
        assert browse.counts(desk).total == 3
        with pytest.raises(Refused, match="reading only"):
            add(desk, "speaker", {"name": "New"})


def test_a_read_only_folder_is_read_and_says_why(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: Path(p) != path.parent and allowed(p, mode))
    with untouched(path), open_desk(path, author="Anna") as desk:
        assert "folder" in desk.why_read_only
        assert browse.counts(desk).total == 3
        with pytest.raises(Refused):
            add(desk, "speaker", {"name": "New"})


def test_reading_only_can_be_asked_for(path: Path) -> None:
    with untouched(path), open_desk(path, author="Anna", read_only=True) as desk:
        assert desk.why_read_only == "asked for"
        with pytest.raises(Refused):
            add(desk, "speaker", {"name": "New"})
        with pytest.raises(sqlite3.OperationalError):
            desk.db.conn.execute("DELETE FROM claims")


def test_a_wal_desk_is_brought_back_to_one_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
        conn.execute("UPDATE sources SET note = note")
        conn.commit()
    with open_desk(path, author="Anna") as desk:
        assert desk.db.value("PRAGMA journal_mode") == "truncate"
        add(desk, "speaker", {"name": "New"})
    assert os.listdir(path.parent) == ["desk.sqlite"]


def test_a_locked_desk_is_busy_and_nothing_is_stored(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 30)
    with open_desk(path, author="Anna") as desk, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="another program is writing") as busy:
            add(desk, "speaker", {"name": "New"})
        assert busy.value.exit_code == 3
        other.execute("ROLLBACK")
        add(desk, "speaker", {"name": "New"})
        assert [s.name for s in browse.speakers(desk)] == ["Ministry", "New", "Officials"]


def test_a_desk_held_wholly_by_another_program_is_busy_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 30)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy):
            open_desk(path)


def half_a_change(desk: Desk, then: dict[str, str] | None) -> None:
    """Adds a speaker, then fails inside the same change: on a second one, or with a programming error."""
    with desk.change("half") as change:
        add_within(change, "speaker", {"name": "Half"})
        if then is None:
            raise ZeroDivisionError
        add_within(change, "speaker", then)


@pytest.mark.parametrize(("then", "error"), [(None, ZeroDivisionError), ({"name": ""}, BadInput)])
def test_a_write_is_whole_or_not_at_all(path: Path, then: dict[str, str] | None, error: type[Exception]) -> None:
    with open_desk(path, author="Anna") as desk:
        before = desks.contents(desk)
        with pytest.raises(error):
            half_a_change(desk, then)
        assert desks.contents(desk) == before
        assert not desk.db.conn.in_transaction


def test_a_snapshot_sees_one_state(path: Path) -> None:
    with open_desk(path, author="Anna") as desk, open_desk(path, author="Ben", read_only=True) as reader:
        with reader.db.snapshot():
            before = browse.counts(reader)
        add(desk, "claim", {**desks.FIGURE, "figure": "7"})
        assert browse.counts(reader).total == before.total + 1


def test_change_count_differs_once_anybody_changed_something(path: Path) -> None:
    with open_desk(path, author="Anna") as one, open_desk(path, author="Ben") as two:
        counts = one.change_count(), two.change_count()
        assert (one.change_count(), two.change_count()) == counts
        add(two, "speaker", {"name": "New"})
        assert one.change_count() != counts[0]
        assert two.change_count() != counts[1]
        after = one.change_count(), two.change_count()
        assert (one.change_count(), two.change_count()) == after


def test_a_query_can_be_interrupted_from_another_thread(path: Path) -> None:
    with open_desk(path) as desk:
        timer = threading.Timer(0.05, desk.interrupt)
        timer.start()
        with pytest.raises(Cancelled):
            desk.db.all("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        timer.join()
        assert browse.counts(desk).total == 3


def test_making_a_desk_never_overwrites(path: Path) -> None:
    for there in (path, path.parent):
        with pytest.raises(Refused, match="already"):
            create_desk(there)
    dangling = path.with_name("dangling")
    dangling.symlink_to(path.with_name("nowhere"))
    with pytest.raises(Refused):
        create_desk(dangling)
    with pytest.raises(Failed, match="no such folder"):
        create_desk(path.parent / "no" / "folder.sqlite")
    assert sorted(os.listdir(path.parent)) == ["dangling", "desk.sqlite"]


def test_a_desk_is_made_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with create_desk(tmp_path / "stick.sqlite", author="Anna") as desk:
        add(desk, "speaker", {"name": "New"})
    assert os.listdir(tmp_path) == ["stick.sqlite"]
    with pytest.raises(Refused):
        create_desk(tmp_path / "stick.sqlite")
    with open_desk(tmp_path / "stick.sqlite") as desk:
        assert len(browse.speakers(desk)) == 1


def test_a_path_with_every_odd_character(tmp_path: Path) -> None:
    for name in ("a b?c#d%20e.sqlite", "Стіл & 'стілець'.sqlite", "-x.sqlite", "a\nb.sqlite", "file:x?mode=ro"):
        path = tmp_path / name
        with create_desk(path, author="Anna") as desk:
            add(desk, "speaker", {"name": "New"})
        with open_desk(path) as desk:
            assert len(browse.speakers(desk)) == 1
        assert os.listdir(tmp_path) == [name]
        path.unlink()


def test_hasty_is_off_again_and_the_file_is_whole(path: Path) -> None:
    with open_desk(path, author="Anna") as desk:
        with desk.db.hasty():
            assert desk.db.value("PRAGMA synchronous") == 0
            add(desk, "speaker", {"name": "New"})
        assert desk.db.value("PRAGMA synchronous") == 2


def test_an_old_sqlite_is_said_clearly(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(Failed, match=r"needs 3\.37"):
        open_desk(path)
