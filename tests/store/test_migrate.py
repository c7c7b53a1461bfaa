"""Older desks are brought up to date once, after a backup beside them; a migration that fails changes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk.add import add
from factdesk.desk.check import check
from factdesk.desk.open import open_desk
from factdesk.model.errors import Failed, Refused
from factdesk.store import schema
from support import desks

LATER = """-- A schema that this program does not have yet.
CREATE TABLE shelves (
  id TEXT PRIMARY KEY
) STRICT;
CREATE INDEX shelves_again ON shelves (id);
"""
BROKEN = LATER + "CREATE TABLE claims (x TEXT) STRICT;\n"


def forget() -> None:
    """Drops what was remembered of the schema's files."""
    for kept in (schema.version, schema.expected, schema.inner):
        kept.cache_clear()


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A desk of today, and a program whose schema has one more file; yields the desk's path."""
    path = tmp_path / "desk" / "old.sqlite"
    path.parent.mkdir()
    desks.small(path).close()
    folder = tmp_path / "schema"
    folder.mkdir()
    for file in schema.files():
        shutil.copy(file, folder)
    (folder / "900_later.sql").write_text(LATER)
    monkeypatch.setattr(schema, "_HERE", folder)
    forget()
    yield path
    forget()


def test_an_older_desk_is_migrated_after_a_backup_beside_it(later: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = later.read_bytes()
    number = schema.version()
    with open_desk(later, author="Anna") as desk:
        assert desk.db.value("PRAGMA user_version") == number
        assert desk.db.all("SELECT * FROM shelves") == []
        add(desk, "speaker", {"name": "New"})
        assert check(desk).ok
        backup = desk.migrated_backup
    assert backup is not None
    assert sorted(os.listdir(later.parent)) == sorted([later.name, backup.name])
    assert backup.name == f"old.before-v{number}-from-v{number - 1}.sqlite"
    assert int.from_bytes(backup.read_bytes()[60:64], "big") == number - 1
    assert len(backup.read_bytes()) == len(old)
    monkeypatch.undo()
    forget()
    with open_desk(backup) as desk:  # by the program of before
        assert check(desk).ok
        assert len(desks.contents(desk)["claims"]) == 3


def test_a_second_opening_makes_no_second_backup(later: Path) -> None:
    for _ in range(2):
        open_desk(later).close()
    assert len(os.listdir(later.parent)) == 2


def test_a_backup_never_replaces_one_that_is_there(later: Path) -> None:
    there = later.with_name(f"old.before-v{schema.version()}-from-v{schema.version() - 1}.sqlite")
    there.write_text("mine")
    with open_desk(later) as desk:
        assert desk.migrated_backup is not None
        assert desk.migrated_backup.name.endswith("-2.sqlite")
    assert there.read_text() == "mine"


def test_a_migration_that_fails_leaves_the_file_as_it_was(later: Path) -> None:
    (schema._HERE / "900_later.sql").write_text(BROKEN)
    before = later.read_bytes()
    with pytest.raises(Failed, match="claims already exists"):
        open_desk(later)
    assert later.read_bytes() == before
    assert os.listdir(later.parent) == [later.name]


def test_a_desk_whose_backup_cannot_be_written_is_not_migrated(later: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factdesk.store import migrate

    before = later.read_bytes()
    connect = migrate.connect

    def full(path: Path, mode: str) -> object:
        conn = connect(path, mode)
        if mode == "rwc":
            conn.execute("PRAGMA max_page_count=1")
        return conn

    monkeypatch.setattr(migrate, "connect", full)
    with pytest.raises(Failed):
        open_desk(later)
    assert later.read_bytes() == before
    assert os.listdir(later.parent) == [later.name]


def test_an_older_desk_that_cannot_be_written_is_refused_and_not_touched(later: Path) -> None:
    later.chmod(0o444)
    before = later.read_bytes()
    with pytest.raises(Refused, match="older factdesk"):
        open_desk(later)
    assert later.read_bytes() == before
    assert os.listdir(later.parent) == [later.name]


OPEN = """
import sys
from pathlib import Path
from factdesk.store import schema
schema._HERE = Path(sys.argv[2])
from factdesk.desk.open import open_desk
sys.stdin.readline()
with open_desk(sys.argv[1]) as desk:
    print(desk.migrated_backup is not None, desk.db.value("PRAGMA user_version"))
"""


def test_of_two_processes_one_migrates_and_both_go_on(later: Path) -> None:
    argv = [sys.executable, "-c", OPEN, str(later), str(schema._HERE)]
    pair = [subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for one in pair:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.communicate(timeout=30)[0].split() for one in pair]
    assert sorted(told) == [["False", str(schema.version())], ["True", str(schema.version())]]
    assert len(os.listdir(later.parent)) == 2
    with open_desk(later) as desk:
        assert check(desk).ok


def test_a_header_that_says_less_than_was_applied_is_put_right(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    desks.small(path).close()
    desks.behind(path, "PRAGMA user_version=1")
    open_desk(path).close()
    with open_desk(path) as desk:
        assert desk.migrated_backup is None
        assert desk.db.value("PRAGMA user_version") == schema.version()
        assert check(desk).ok


def test_every_statement_of_the_schema_is_told_apart() -> None:
    whole = "".join(file.read_text("utf-8") for file in schema.files())
    made = [name for name in schema.expected() if f" {name} " in whole or f" {name}(" in whole]
    assert sorted(made) == sorted(schema.expected())
    dropped = whole.count("\nDROP ")
    assert len(schema.expected()) == whole.count("\nCREATE ") + whole.startswith("CREATE ") - dropped


def test_migrations_are_numbered_one_after_the_other() -> None:
    numbers = [int(file.name[:3]) for file in schema.files()]
    assert numbers == list(range(1, len(numbers) + 1)), "two migrations of one number, or a gap: renumber the newer"
