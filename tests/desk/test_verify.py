"""What `verify` says of a reviewed file: whole, changed in any way, damaged, or no reviewed file at all."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from factdesk.desk.export import export
from factdesk.desk.verify import Verified, verify
from factdesk.model.errors import NotFound, Refused
from factdesk.store.export_hash import content_hash
from support import handover


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    with handover.build(folder / "desk.sqlite") as desk:
        return export(desk, folder / "out.sqlite").path


@pytest.fixture
def path(master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(master, tmp_path / "out.sqlite"))


def change(path: Path, *statements: str) -> None:
    """What somebody with `sqlite3` does to a file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            conn.execute(statement).fetchall()


def rehash(path: Path) -> None:
    """What a forger does who read the source."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("UPDATE manifest SET value = ? WHERE name = 'content hash'", (content_hash(conn),))


def faults(path: Path) -> str:
    report = verify(path)
    assert not report.ok
    return "\n".join(line for ok, line in report.lines if not ok)


def test_a_whole_file_is_in_order_and_not_touched(path: Path) -> None:
    before, told = path.read_bytes(), path.stat()
    report = verify(path)
    assert report.ok
    assert all(ok and line for ok, line in report.lines)
    assert len(report.lines) == 12
    assert ("records", "claims", None, "5") in report.manifest
    assert report.content_hash is not None
    assert report.content_hash in report.lines[-1][1]
    assert path.read_bytes() == before
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (told.st_mtime_ns, told.st_ino)
    assert os.listdir(path.parent) == ["out.sqlite"]


def test_a_file_in_a_folder_that_cannot_be_written_is_checked(path: Path) -> None:
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        assert verify(path).ok
    finally:
        path.parent.chmod(0o700)


CHANGES = {
    "a number": ("UPDATE claims SET value = 17 WHERE value = 16", "content hash does not fit"),
    "a verdict": ("UPDATE claims SET verdict = 'denied' WHERE id = 1", "verdict of its newest review"),
    "a name": ("UPDATE speakers SET name = 'Other'", "search index speakers_fts"),
    "a source": ("UPDATE sources SET url = 'https://evil.example' WHERE id = 1", "content hash does not fit"),
    "a row less": ("DELETE FROM review_citations WHERE id = 3", "numbers are missing in review_citations"),
    "the last row": ("DELETE FROM reviews WHERE id = 5", "manifest's counts"),
    "a new row": ("INSERT INTO speakers (id, name) VALUES (2, 'x')", "manifest's counts"),
    "a broken reference": ("UPDATE claims SET speaker = 77 WHERE id = 1", "speakers that is not there"),
    "the manifest": ("UPDATE manifest SET value = '0' WHERE section = 'withheld'", "content hash does not fit"),
    "the dictionary": ("UPDATE about SET meaning = 'x' WHERE id = 9", "dictionary"),
    "two in force": ("UPDATE reviews SET in_force = 0, reason = NULL WHERE id = 1", "verdict of its newest review"),
    "a wrong ground": ("UPDATE review_citations SET review = 2 WHERE citation = 1", "a citation of another claim"),
    "a trigger": (
        "CREATE TRIGGER t AFTER INSERT ON claims BEGIN DELETE FROM claims; END", "structure is not that"),
    "a view": ("CREATE VIEW v AS SELECT 1", "'v'"),
    "a view changed": ("DROP VIEW toll_by_incident", "toll_by_incident"),
    "a table": ("CREATE TABLE secret (x)", "'secret'"),
    "an index": ("DROP INDEX claims_by_speaker", "claims_by_speaker"),
    "free pages": ("DELETE FROM about WHERE id > 20", "no table uses"),
    "WAL": ("PRAGMA journal_mode=WAL", ""),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "told"), CHANGES.values(), ids=CHANGES)
def test_every_change_is_noticed(path: Path, statement: str, told: str) -> None:
    change(path, statement)
    if statement == "PRAGMA journal_mode=WAL":
        assert verify(path).ok  # another header, the same content
        return
    assert told in faults(path)


@pytest.mark.parametrize("name", ["a row less", "the last row", "a new row", "a broken reference", "a verdict"])
def test_a_new_hash_does_not_hide_a_change_that_does_not_fit(path: Path, name: str) -> None:
    statement, told = CHANGES[name]
    change(path, statement)
    rehash(path)
    assert told in faults(path)


def test_a_table_of_the_same_name_and_other_columns_is_not_read(path: Path) -> None:
    looser = "UPDATE sqlite_master SET sql = replace(sql, 'reason  TEXT', 'reason  ANY') WHERE name = 'manifest'"
    change(path, "PRAGMA writable_schema=ON", looser)
    report = verify(path)
    assert not report.ok
    assert report.manifest == ()


def test_bytes_behind_the_last_page_are_noticed(path: Path) -> None:
    with open(path, "ab") as file:
        file.write(b"Ivan Cornflower".ljust(4096))
    assert "no table uses" in faults(path)


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_an_unfinished_change_beside_the_file_is_noticed(path: Path, suffix: str) -> None:
    beside = Path(f"{path}{suffix}")
    beside.write_bytes(b"x" * 600)
    assert suffix in faults(path)
    assert beside.read_bytes() == b"x" * 600


def test_damage_never_gets_through_and_never_crashes(path: Path) -> None:
    """Each flipped byte is noticed, or the file still says the same (a byte that nothing reads)."""
    whole, chance = path.read_bytes(), random.Random(4)
    hash_of, noticed = verify(path).content_hash, 0
    for _ in range(150):
        data = bytearray(whole)
        data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        report = verify(path)
        assert isinstance(report, Verified)
        assert not report.ok or report.content_hash == hash_of
        noticed += not report.ok
    assert noticed > 15


@pytest.mark.parametrize("keep", [100, 4096, 20_000, -4096, -1])
def test_a_file_cut_short_is_noticed(path: Path, keep: int) -> None:
    path.write_bytes(path.read_bytes()[:keep])
    assert not verify(path).ok


def _text(path: Path) -> None:
    path.write_text("not a database, " * 20)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE claims (id)")


def _newer(path: Path) -> None:
    data = bytearray(b"SQLite format 3\x00".ljust(4096, b"\x00"))
    data[60:64], data[68:72] = (99).to_bytes(4, "big"), b"FDKR"
    path.write_bytes(data)


def _desk(path: Path) -> None:
    handover.build(path).close()


FOREIGN: tuple[Callable[[Path], object], ...] = (_text, _empty, _foreign, _newer, _desk, Path.mkdir)
if hasattr(os, "mkfifo"):
    FOREIGN += (os.mkfifo,)


@pytest.mark.parametrize("make", FOREIGN, ids=lambda make: make.__name__)
def test_what_is_no_reviewed_file_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "thing.sqlite"
    make(path)
    before = os.listdir(tmp_path)
    with pytest.raises(Refused) as caught:
        verify(path)
    assert caught.value.exit_code == 4
    assert "\n" not in str(caught.value)
    assert os.listdir(tmp_path) == before


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        verify(tmp_path / "nothing.sqlite")
    assert os.listdir(tmp_path) == []
