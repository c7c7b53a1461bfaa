"""A backup is one whole state of the desk, or there is none."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from factdesk.desk.attach import attach
from factdesk.desk.backup import backup
from factdesk.desk.check import check_file
from factdesk.desk.export import plan_export
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.review import mark
from factdesk.model.errors import Cancelled, Failed, Refused
from factdesk.store import backup as store
from support import handover


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with handover.build(tmp_path / "desk.sqlite") as made:
        yield made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "copy.sqlite"


def test_the_copy_is_the_desk(desk: Desk, out: Path) -> None:
    attach(desk, ["A1"], text="words " * 500_000)
    made = backup(desk, out)
    assert made.path == out
    assert made.size == out.stat().st_size > 3_000_000
    assert os.listdir(out.parent) == ["copy.sqlite"]
    assert check_file(out).ok
    with open_desk(out, author="Ben") as copy:
        assert plan_export(copy) == plan_export(desk)
        mark(copy, ["A3"], "confirmed", basis="authority", reason="they counted")
    assert os.listdir(out.parent) == ["copy.sqlite"]


def test_the_desk_is_not_changed(desk: Desk, out: Path) -> None:
    before = desk.path.read_bytes()
    backup(desk, out)
    assert desk.path.read_bytes() == before


def test_a_desk_that_is_only_read_can_be_backed_up(desk: Desk, out: Path) -> None:
    desk.close()
    with open_desk(desk.path, read_only=True) as closed:
        backup(closed, out)
    assert check_file(out).ok


def test_what_is_there_already_is_refused(desk: Desk, out: Path) -> None:
    out.write_text("precious")
    for where in (out, desk.path):
        before = where.read_bytes()
        with pytest.raises(Refused, match="there is a file already"):
            backup(desk, where)
        assert where.read_bytes() == before


def test_a_folder_that_is_not_there_fails(desk: Desk, out: Path) -> None:
    with pytest.raises(Failed, match="no such folder"):
        backup(desk, out / "deeper" / "copy.sqlite")


def test_progress_is_told_and_stopping_leaves_nothing(desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PAGES", 16)
    told: list[tuple[int, int | None]] = []
    backup(desk, out, lambda done, total: told.append((done, total)))
    assert len(told) > 3
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]
    out.unlink()

    def stop(done: int, total: int | None) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        backup(desk, out, stop)
    assert os.listdir(out.parent) == []


def test_changes_during_the_copy_are_in_it_whole_or_not_at_all(
    desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PAGES", 8)
    left = iter(["disputed", "confirmed", "disputed"])
    with open_desk(desk.path, author="Ben") as other:

        def meanwhile(done: int, total: int | None) -> None:
            if verdict := next(left, None):
                basis = {"disputed": "status", "confirmed": "authority"}[verdict]
                mark(other, ["A1", "A2", "A8"], verdict, basis=basis, reason="meanwhile")

        backup(desk, out, meanwhile)
        assert check_file(out).ok
        with open_desk(out, read_only=True) as copy:
            assert plan_export(copy).content_hash == plan_export(other).content_hash


def test_a_copy_of_a_damaged_desk_is_not_handed_over(desk: Desk, out: Path) -> None:
    desk.close()
    with closing(sqlite3.connect(desk.path)) as conn:
        (page,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claims_by_code'").fetchone()
    data = bytearray(desk.path.read_bytes())
    data[(page - 1) * 4096 + 8 : (page - 1) * 4096 + 64] = b"\xff" * 56
    desk.path.write_bytes(data)
    with open_desk(desk.path, read_only=True) as damaged, pytest.raises(Failed, match="not sound"):
        backup(damaged, out)
    assert os.listdir(out.parent) == []
