"""Desks from before the ids of entries had an index with a name: it is the same index afterwards, in the same pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from factdesk.desk.add import add
from factdesk.desk.check import check
from factdesk.desk.open import create_desk, open_desk
from factdesk.store import schema
from support import desks

NOW = "id      BLOB NOT NULL CHECK (length(id) = 32)"
BEFORE = "id      BLOB NOT NULL UNIQUE CHECK (length(id) = 32)"


def forget() -> None:
    """Drops what was remembered of the schema's files."""
    for kept in (schema.version, schema.expected, schema.inner):
        kept.cache_clear()


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A desk as the first eleven files of the schema made it then."""
    folder = tmp_path / "schema"
    folder.mkdir()
    for file in schema.files()[:11]:
        shutil.copy(file, folder)
    first = folder / "001_desk.sql"
    text = first.read_text("utf-8")
    assert NOW in text
    first.write_text(text.replace(NOW, BEFORE).replace("CREATE UNIQUE INDEX ledger_by_id ON ledger (id);\n", ""))
    path = tmp_path / "desk" / "old.sqlite"
    path.parent.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "_HERE", folder)
        forget()
        with create_desk(path, author="Ida") as desk:
            add(desk, "speaker", {"name": "One"})
            names = desk.db.all("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'ledger'")
            assert ("sqlite_autoindex_ledger_1",) in names
    forget()
    return path


def test_the_index_gets_its_name_and_nothing_is_lost(older: Path) -> None:
    with open_desk(older, author="Ida") as desk:
        assert desk.db.all("PRAGMA integrity_check") == [("ok",)]
        plan = desk.db.one("EXPLAIN QUERY PLAN SELECT 1 FROM ledger WHERE id = x'00'")
        assert "ledger_by_id" in plan[3]
        assert check(desk).problems == ()
        add(desk, "speaker", {"name": "Two"})
        assert [name for (name,) in desk.db.all("SELECT name FROM speakers ORDER BY nr")] == ["One", "Two"]
    with open_desk(older) as again:
        assert check(again).problems == ()


def test_a_new_desk_and_a_migrated_one_have_the_same_structure(older: Path, tmp_path: Path) -> None:
    desks.small(tmp_path / "new.sqlite").close()
    told = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE tbl_name = 'ledger' ORDER BY name"
    with open_desk(older) as old, open_desk(tmp_path / "new.sqlite") as new:
        assert old.db.all(told) == new.db.all(told)
