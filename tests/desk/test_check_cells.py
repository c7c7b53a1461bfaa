"""Whatever single cell, row or entry of a desk is changed behind its back, `check` says so; without that, nothing."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.check import check_file
from factdesk.model.records import RECORDS
from factdesk.store import replay
from support import desks, every_use
from support.shared import made_once

TABLES = (*(cls.TABLE for cls in RECORDS.values()), "actions", "ledger")


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "every-use.sqlite", every_use.build)


@pytest.fixture
def path(master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(master, tmp_path / "desk.sqlite"))


def test_a_desk_of_every_use_case_is_clean_and_has_rows_everywhere(path: Path) -> None:
    report = check_file(path)
    assert report.problems == report.skipped == ()
    with closing(sqlite3.connect(path)) as conn:
        for table in TABLES:
            assert conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table
        held = conn.execute("SELECT count(*), count(DISTINCT about || ' ' || record) FROM ledger").fetchone()
        actions = conn.execute("SELECT count(*) FROM actions").fetchone()[0]
    assert (report.counts["entries"], report.counts["records"]) == (held[0], held[1] - actions)


def test_the_sample_desk_is_clean(built_sample: Path, tmp_path: Path) -> None:
    assert check_file(shutil.copy(built_sample, tmp_path / "desk.sqlite")).problems == ()


def test_a_desk_whose_entries_are_redacted_is_clean(path: Path) -> None:
    chance = random.Random(3)
    with closing(sqlite3.connect(path)) as conn:
        seqs = [seq for (seq,) in conn.execute("SELECT seq FROM ledger")]
    for seq in chance.sample(seqs, len(seqs) // 3):
        desks.behind(path, ("UPDATE ledger SET body = NULL, salt = NULL WHERE seq = ?", (seq,)))
    report = check_file(path)
    assert report.problems == ()
    assert report.counts["redacted"] == len(seqs) // 3


def others(value: Any, chance: random.Random) -> Iterator[Any]:
    """Values that differ from this one by little: by a character, by one, by being there at all."""
    if value is None:
        yield from ("", 0)
    elif isinstance(value, int):
        yield from (value + 1, None)
    elif isinstance(value, bytes):
        place = chance.randrange(len(value)) if value else 0
        yield value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :] if value else bytes(32)
    else:
        place = chance.randrange(len(value)) if value else 0
        yield from (value + " ", value[:place] + value[place + 1 :] if value else None, None)


def changes(path: Path, table: str) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    """For every column of a table, small changes in rows that chance picks: what, the SQL, and its values."""
    chance = random.Random(table)
    with closing(sqlite3.connect(path)) as conn:
        columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
        key, rows = columns[0], conn.execute(f"SELECT * FROM {table}").fetchall()
    yield "a row gone", f"DELETE FROM {table} WHERE {key} = ?", (chance.choice(rows)[0],)
    for place, name in enumerate(columns):
        row = chance.choice([row for row in rows if row[place] is not None] or rows)
        for other in others(row[place], chance):
            what = f"{table} {row[0]} {name}: {row[place]!r:.60} -> {other!r:.60}"
            yield what, f"UPDATE {table} SET {name} = ? WHERE {key} = ?", (other, row[0])


@pytest.mark.parametrize("table", TABLES)
def test_every_changed_cell_and_every_lost_row_is_noticed(path: Path, master: Path, table: str) -> None:
    tried, unnoticed = 0, []
    for what, sql, values in changes(master, table):
        shutil.copy(master, path)
        if written(path, sql, values):
            tried += 1
            if not redaction(what) and check_file(path).ok:
                unnoticed.append(what)
    assert tried > 8
    assert not unnoticed


def redaction(what: str) -> bool:
    """The one change of an entry that is allowed."""
    return "-> None" in what and what.startswith("ledger") and (" body:" in what or " salt:" in what)


def written(path: Path, sql: str, values: tuple[Any, ...]) -> bool:
    """Whether SQLite itself let the change through, checks of columns aside; the triggers of the ledger are off."""
    try:
        desks.without_triggers(path, "PRAGMA synchronous=OFF", "PRAGMA ignore_check_constraints=ON", (sql, values))
    except sqlite3.IntegrityError:
        return False
    return True


@pytest.mark.parametrize("table", TABLES)
def test_every_added_row_is_noticed(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        kinds = {row[1]: row[2] for row in conn.execute(f"PRAGMA table_info({table})")}
    new = {"nr": "100000", "seq": "max(seq) + 1", "id": "'z' || substr(id, 2)"}
    cells = ", ".join(f"CAST({new[name]} AS {kind})" if name in new else name for name, kind in kinds.items())
    desks.without_triggers(path, f"INSERT INTO {table} SELECT {cells} FROM {table} WHERE true LIMIT 1")
    desks.problems_of(path)


def test_only_unusual_entries_are_read_one_by_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a long desk would be checked many times slower."""
    read: list[str] = []
    plain = replay._record_faults

    def heard(look: Any, record: str, entries: Any, last: int) -> Any:
        read.extend(f"{entry.kind} {entry.seq}" for entry in entries)
        return plain(look, record, entries, last)

    monkeypatch.setattr(replay, "_record_faults", heard)
    assert check_file(path).ok
    with closing(sqlite3.connect(path)) as conn:
        usual = conn.execute("""SELECT kind || ' ' || min(seq) FROM ledger GROUP BY about, record HAVING count(*) = 1
          AND kind IN ('incident', 'speaker', 'source', 'claim', 'citation', 'review')""").fetchall()
    assert len(usual) > 40
    assert {one for (one,) in usual} & set(read) == set()
