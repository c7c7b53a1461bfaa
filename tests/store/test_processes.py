"""Several processes on one desk, killed processes, and a full disk: what was acknowledged stays, nothing is half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factdesk.desk.add import add
from factdesk.desk.attach import attach
from factdesk.desk.check import check, check_file
from factdesk.desk.open import open_desk
from factdesk.model.errors import Failed
from support import desks

WRITE = """
import sys
from factdesk.desk.add import add
from factdesk.desk.open import open_desk
path, author, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_desk(path, author=author) as desk:
    for n in range(number):
        made = add(desk, "claim", {"incident": "A", "kind": "assertion", "statement": f"{author} {n}"})
        print(made.code, n, flush=True)
"""


def writer(path: Path, author: str, number: int) -> subprocess.Popen[str]:
    """A process that adds claims and names each one after its commit."""
    argv = [sys.executable, "-c", WRITE, str(path), author, str(number)]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    desks.small(path).close()
    crowd = [writer(path, author, 25) for author in ("Anna", "Ben", "Cleo")]
    codes: list[str] = []
    for one in crowd:
        out, errors = one.communicate(timeout=60)
        assert (one.returncode, errors) == (0, "")
        codes += [line.split()[0] for line in out.splitlines()]
    assert len(codes) == len(set(codes)) == 75
    assert os.listdir(tmp_path) == ["desk.sqlite"]
    with open_desk(path) as desk:
        kept = {row[0] for row in desk.db.all("SELECT code FROM claims")}
        assert kept == {*codes, "A1", "A2", "A3"}
        assert check(desk).ok


def test_a_killed_process_leaves_a_sound_desk_with_all_it_acknowledged(tmp_path: Path) -> None:
    path, chance = tmp_path / "desk.sqlite", random.Random(4)
    desks.small(path).close()
    acknowledged: set[str] = set()
    for _ in range(6):
        process = writer(path, "Anna", 100_000)
        assert process.stdout is not None
        acknowledged.add(process.stdout.readline().split()[0])
        time.sleep(chance.random() / 20)
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate(timeout=10)
        acknowledged |= {line.split()[0] for line in out.splitlines(keepends=True) if line.endswith("\n")}
        with open_desk(path) as desk:
            kept = {row[0] for row in desk.db.all("SELECT code FROM claims")}
            assert acknowledged <= kept
            assert desk.db.value("SELECT count(*) FROM claims") - 3 <= len(acknowledged) + 6
    assert len(acknowledged) >= 6
    assert check_file(path).ok
    assert os.listdir(tmp_path) == ["desk.sqlite"]


def test_a_desk_killed_with_its_journal_hot_is_rolled_back(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    desks.small(path).close()
    before = None
    with open_desk(path) as desk:
        before = desks.contents(desk)
    script = """
import os, sys
from factdesk.desk.open import open_desk
from factdesk.desk.add import add_within
desk = open_desk(sys.argv[1], author="Anna")
desk.db.conn.execute("PRAGMA cache_size=2")
desk.db.conn.execute("PRAGMA cache_spill=2")
with desk.change("a long one") as change:
    for n in range(300):
        add_within(change, "speaker", {"name": f"Speaker {n}", "note": "x" * 900})
    os.kill(os.getpid(), 9)
"""
    size = path.stat().st_size
    subprocess.run([sys.executable, "-c", script, str(path)], timeout=30, check=False)
    assert path.stat().st_size > size  # the half-written pages are there
    assert (tmp_path / "desk.sqlite-journal").stat().st_size > 0
    with open_desk(path) as desk:
        assert desks.contents(desk) == before
        assert check(desk).ok
    assert os.listdir(tmp_path) == ["desk.sqlite"]


@pytest.mark.parametrize("room", [0, 1, 3, 8, 20])
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, room: int) -> None:
    path = tmp_path / "desk.sqlite"
    with desks.small(path) as desk:
        before, pages = desks.contents(desk), desk.db.value("PRAGMA page_count")
        desk.db.conn.execute(f"PRAGMA max_page_count={pages + room}")
        with pytest.raises(Failed, match="disk is full") as failed:
            attach(desk, ["A1"], text="much text " * 30_000)
        assert "nothing was changed" in str(failed.value)
        with pytest.raises(Failed, match="disk is full"):
            add(desk, "speaker", {"name": "x", "note": "y" * 200_000})
        assert desks.contents(desk) == before
        assert check(desk).ok
        desk.db.conn.execute(f"PRAGMA max_page_count={pages + 10_000}")
        attach(desk, ["A1"], text="much text " * 30_000)
        assert check(desk).ok


def test_a_desk_is_not_made_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factdesk.store import migrate

    connect = migrate.connect

    def full(path: Path, mode: str) -> object:
        conn = connect(path, mode)
        conn.execute("PRAGMA max_page_count=10")
        return conn

    monkeypatch.setattr(migrate, "connect", full)
    with pytest.raises(Failed, match="disk is full"):
        desks.empty(tmp_path / "desk.sqlite")
    assert os.listdir(tmp_path) == []
