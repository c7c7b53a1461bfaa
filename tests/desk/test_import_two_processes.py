"""A long import works in two processes: nothing of that shows in what it brings, and nothing stays where one dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.check import check
from factdesk.desk.imports import across, run
from factdesk.desk.open import Desk, create_desk, open_desk
from factdesk.desk.undo import undo
from factdesk.model.errors import BadInput, Cancelled, Failed
from factdesk.store.bulk import Bulk
from factdesk.store.migrate import compare_schema

TABLES = ("incidents", "speakers", "claims", "sources", "citations", "reviews")
HEADER = "id,date,place,killed,injured,source,url\n"


def rows(number: int, *, killed: int = 0) -> str:
    """Made-up incidents; some rows are not to be taken, some keys and sources come again."""
    lines = []
    for n in range(number):
        figure = "-3" if n % 97 == 0 else f"at least {killed + n % 5}"
        key = f"E{n - 1}" if n % 89 == 1 else f"E{n}"
        date = "20025-01-01" if n % 61 == 0 else f"2025-04-{n % 28 + 1:02d}"
        lines.append(f'{key},{date},"Ort {n % 7}, Kyïv",{figure},{n % 9},Wire {n % 3},https://news.example/{n % 50}')
    return HEADER + "\n".join(lines) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "strikes.csv"
    path.write_text(rows(1_500), "utf-8")
    return path


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Sets from which size on a second process is used: for every file, or for none."""

    def set_to(two: bool) -> None:
        monkeypatch.setattr(across, "LARGE", 0 if two else 1 << 60)

    return set_to


def watched(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes] | None]:
    """The second processes that are started from now on."""
    begun: list[subprocess.Popen[bytes] | None] = []
    started = across._started

    def start() -> subprocess.Popen[bytes] | None:
        begun.append(started())
        return begun[-1]

    monkeypatch.setattr(across, "_started", start)
    return begun


def held(desk: Desk) -> dict[str, Any]:
    """All that follows from the file: the rows with their numbers, the counts, what a search finds, the bodies."""
    found: dict[str, Any] = {name: desk.db.all(f"SELECT * FROM {name} ORDER BY nr") for name in TABLES}
    found["counts"] = desk.db.all("SELECT * FROM verdict_counts ORDER BY 1, 2")
    ours = "('incident', 'speaker', 'claim', 'source', 'citation')"
    found["ledger"] = desk.db.all(f"SELECT seq, kind, record, body FROM ledger WHERE kind IN {ours} ORDER BY seq")
    found["search"] = desk.db.all("SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH 'kyi*' ORDER BY 1")
    return found


def test_two_processes_bring_what_one_brings(
    tmp_path: Path, file: Path, always: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    begun = watched(monkeypatch)
    desks, reports, asides = [], [], []
    for two in (False, True):
        always(two)
        desk = create_desk(tmp_path / f"{two}.sqlite", author="Ida")
        aside = tmp_path / f"aside-{two}.csv"
        for text in (rows(1_500), rows(1_600, killed=1)):  # a set for the first time, and its newer release
            file.write_text(text, "utf-8")
            report = run.store(desk, run.plan(file, None, desk), None, aside)
            reports.append(asdict(report) | {"action": "", "aside_file": "", "map_from": ""})
            asides.append(aside.read_text("utf-8"))
            aside.unlink()
        desks.append(desk)
    assert len(begun) == 2
    assert reports[:2] == reports[2:]
    assert asides[:2] == asides[2:]
    assert reports[0]["set_aside"] > 20
    assert reports[1]["changed"] > 1_000
    assert held(desks[0]) == held(desks[1])
    for desk in desks:
        compare_schema(desk.db.conn, desk.path)
        assert check(desk).problems == ()
        undo(desk)
        undo(desk)
        assert check(desk).problems == ()


def test_an_error_in_the_second_process_is_the_same_one_line(
    tmp_path: Path, file: Path, always: Callable[[bool], None]
) -> None:  # fmt: skip
    told = []
    text = rows(1_500).encode() + b"E9,2025-04-01,\xff,1,1,Wire,\n"
    for two in (False, True):
        always(two)
        file.write_bytes(text)
        with create_desk(tmp_path / f"{two}.sqlite", author="Ida") as desk:
            with pytest.raises(BadInput) as problem:
                run.store(desk, run.plan(file, None, desk))
            told.append(str(problem.value))
            assert desk.db.value("SELECT count(*) FROM ledger") == 0
    assert told[0] == told[1]
    assert "UTF-8" in told[0]


def test_a_second_process_that_dies_leaves_the_desk_as_it_was(
    tmp_path: Path, file: Path, always: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    always(True)
    code = "import marshal, os, sys; marshal.load(sys.stdin.buffer); data = marshal.dumps(('ready',))"
    code += "; os.write(1, len(data).to_bytes(8, 'big') + data)"
    monkeypatch.setattr(across, "_START", code + "  # {path}")
    with create_desk(tmp_path / "desk.sqlite", author="Ida") as desk:
        with pytest.raises(Failed, match="second process"):
            run.store(desk, run.plan(file, None, desk))
        compare_schema(desk.db.conn, desk.path)
        assert desk.db.value("SELECT count(*) FROM ledger") == 0


@pytest.mark.parametrize("code", ["import sys; sys.exit(3)  # {path}", "import nothing_of_that_name  # {path}"])
def test_where_no_second_process_can_work_the_first_does_it_all(
    tmp_path: Path, file: Path, always: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:  # fmt: skip
    always(True)
    monkeypatch.setattr(across, "_START", code)
    with create_desk(tmp_path / "desk.sqlite", author="Ida") as desk:
        assert run.store(desk, run.plan(file, None, desk)).taken > 1_000


def test_a_cancel_ends_both(
    tmp_path: Path, file: Path, always: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    always(True)
    begun = watched(monkeypatch)

    def stop(step: run.Step) -> None:
        if step.rows:
            raise Cancelled("stopped")

    with create_desk(tmp_path / "desk.sqlite", author="Ida") as desk:
        with pytest.raises(Cancelled):
            run.store(desk, run.plan(file, None, desk), stop)
        assert begun[0] is not None
        assert begun[0].poll() is not None, "it is gone"
        compare_schema(desk.db.conn, desk.path)
        assert desk.db.value("SELECT count(*) FROM ledger") == 0


LONG = """
import sys, time
from pathlib import Path
from factdesk.desk.imports import across, run
from factdesk.desk.open import open_desk
across.LARGE = 0
started = across._started
def tell():
    process = started()
    print(process.pid, flush=True)
    return process
across._started = tell
desk = open_desk(Path(sys.argv[1]), author="Ida")
def wait(step):
    if step.rows > 2_000:
        print("under way", flush=True)
        time.sleep(60)
run.store(desk, run.plan(Path(sys.argv[2]), None, desk), wait)
"""


def test_kill_9_in_the_middle_leaves_the_desk_and_no_process(tmp_path: Path, file: Path) -> None:
    file.write_text(rows(20_000), "utf-8")
    path = tmp_path / "desk.sqlite"
    create_desk(path, author="Ida").close()
    with subprocess.Popen([sys.executable, "-c", LONG, str(path), str(file)], stdout=subprocess.PIPE, text=True) as one:
        assert one.stdout is not None
        second = int(one.stdout.readline())
        assert one.stdout.readline() == "under way\n"
        one.send_signal(signal.SIGKILL)
    until = time.monotonic() + 30
    while Path(f"/proc/{second}").exists() and time.monotonic() < until:
        time.sleep(0.05)
        if sys.platform != "linux" and not alive(second):
            break
    assert not alive(second)
    with open_desk(path) as desk:
        assert desk.db.value("SELECT count(*) FROM ledger") == 0
        assert check(desk).problems == ()


def alive(process: int) -> bool:
    """Whether a process with this number works still (one that nobody has waited for yet does not)."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_indexes_are_sorted_at_the_end_only_for_a_set_that_is_new_and_large(
    tmp_path: Path, file: Path, always: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    sorted_for: list[tuple[str, ...]] = []
    sort_later = Bulk.sort_later

    def spy(work: Bulk, but: tuple[str, ...] = ()) -> None:
        sorted_for.append(but)
        sort_later(work, but)

    monkeypatch.setattr(Bulk, "sort_later", spy)
    monkeypatch.setattr(run, "GROWS", 100)
    always(True)
    other = tmp_path / "other.csv"
    with create_desk(tmp_path / "desk.sqlite", author="Ida") as desk:
        run.store(desk, run.plan(file, None, desk))
        assert sorted_for == [()], "an empty desk has nothing to look up"
        file.write_text(rows(1_600), "utf-8")
        assert run.store(desk, run.plan(file, None, desk)).added == 100 - 2
        assert len(sorted_for) == 1, "the set was here before"
        other.write_text(rows(20), "utf-8")
        run.store(desk, run.plan(other, None, None))
        assert len(sorted_for) == 1, "twenty rows are few"
        other.write_text(rows(1_500), "utf-8")
        run.store(desk, run.plan(other, None, None, map_text=run.plan(other).found.text.replace('"other"', '"new"')))
        assert sorted_for[1:] == [("ledger_by_record",)], "sources may have a past here"
        compare_schema(desk.db.conn, desk.path)
        assert check(desk).problems == ()
