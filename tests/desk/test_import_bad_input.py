"""Hostile and broken files on their way in: one clear line each, nothing lost, nothing run, nothing half-written."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.desk.check import check
from factdesk.desk.imports import run
from factdesk.desk.imports.report import Report
from factdesk.desk.open import Desk, create_desk, open_desk
from factdesk.model.errors import Problem

MAP = """
name = "m"
key = "{id}"
[incident]
title = "{id}"
lat = "{lat}"
began = "{date}"
[[claim]]
measure = "killed"
counted = "people"
low = "{low}"
high = "{high}"
"""
HEAD = "id,date,lat,low,high\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return create_desk(tmp_path / "desk.sqlite", author="Ida")


@pytest.fixture
def by_map(tmp_path: Path, desk: Desk) -> Callable[..., Report]:
    def by_map(content: bytes | str, name: str = "x.csv", map_: str = MAP) -> Report:
        file, told = tmp_path / name, tmp_path / "m.toml"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        told.write_text(map_, "utf-8")
        return run.store(desk, run.plan(file, str(told), desk))

    return by_map


def refusal(call: Callable[[], object]) -> str:
    """The one line of what was refused."""
    with pytest.raises(Problem) as caught:
        call()
    line = str(caught.value)
    assert "\n" not in line
    assert len(line) < 400
    return line


def test_a_binary_file_is_told_as_one(tmp_path: Path, by_map: Callable[..., Report], desk: Desk) -> None:
    assert "this is a binary file" in refusal(lambda: by_map(b"\x7fELF\x00\x01\x02" * 100))
    assert desk.db.value("SELECT count(*) FROM ledger") == 0


def test_a_line_without_an_end_is_refused_in_bounded_memory(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "long.csv"
    with open(path, "wb") as file:
        file.write(b"id,killed\nE1,")
        file.truncate(2 * 1024**3)  # two gigabytes of nothing, without taking room on the disk
    with open(path, "r+b") as file:
        file.seek(1000)
        file.write(b"x")
    code = (
        "import resource, sys; from pathlib import Path; from factdesk.desk.imports import run\n"
        "resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))\n"
        "try: run.preview(run.plan(Path(sys.argv[1])), 1)\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60)
    assert "binary file" in done.stdout or "million characters" in done.stdout, done.stderr[-500:]


def test_a_long_line_of_text_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"id,killed\nE1,1\nE2," + b"9" * (18 * 1024 * 1024))
    assert "line 3 has more than 16 million characters" in refusal(lambda: run.preview(run.plan(path), 1))


def test_rows_of_other_lengths_are_set_aside_each_with_its_number(by_map: Callable[..., Report]) -> None:
    report = by_map(HEAD + "E1,2025,1,1,1\nE2,2025\nE3,2025,1,1,1,extra\n\nE4,2025,1,2,2\n")
    assert (report.rows, report.taken) == (4, 2)
    assert [one.row for one in report.asides] == [2, 3]
    assert all("cells where the header has 5" in one.reason for one in report.asides)


@pytest.mark.parametrize(
    ("low", "high", "reason"),
    [
        ("NaN", "5", "this says that there is no number"),
        ("1", "1e400", "the number is larger than 2^53"),
        ("-3", "5", "the number is below 0"),
        ("9", "2", "low 9 is above high 2"),
        ("1.5", "2", "this is no whole number"),
        ("", "", "no number and no statement stands in it"),
    ],
)
def test_a_figure_that_can_be_none_sets_its_row_aside(
    by_map: Callable[..., Report], low: str, high: str, reason: str
) -> None:
    report = by_map(HEAD + f"E1,2025-04-04,1,{low},{high}\nE2,2025-04-04,1,3,3\n")
    assert (report.rows, report.taken, report.set_aside) == (2, 1, 1)
    assert report.asides[0].reason == reason
    assert report.asides[0].row == 1


@pytest.mark.parametrize("text", ["NaN", "1e400", "-Infinity", "1" + "0" * 5000])
def test_numbers_of_json_that_are_none(by_map: Callable[..., Report], text: str) -> None:
    report = by_map('{"id": "E1", "low": ' + text + '}\n{"id": "E2", "low": 3}\n', "x.jsonl")
    assert (report.rows, report.taken, report.set_aside) == (2, 1, 1)


def test_an_upper_bound_alone_and_zero_are_figures(by_map: Callable[..., Report], desk: Desk) -> None:
    report = by_map(HEAD + "E1,2025,1,,85\nE2,2025,1,0,0\nE3,2025,1,4,\n")
    assert report.set_aside == 0
    rows = desk.db.all("SELECT low, high, qualifier, words FROM claims ORDER BY nr")
    assert rows == [(0, 85, "up_to", "up to 85"), (0, 0, "exact", "0"), (4, None, "at_least", "at least 4")]


def test_impossible_dates_and_places_are_kept_in_words_and_counted(by_map: Callable[..., Report], desk: Desk) -> None:
    report = by_map(HEAD + "E1,20025-01-01,4239,1,1\n")
    assert (report.taken, report.flagged) == (1, 1)
    assert [(flag.column, flag.cell) for flag in report.flags] == [("date", "20025-01-01"), ("lat", "4239")]
    assert desk.db.one("SELECT began, lat FROM incidents") == (None, None)
    assert "4239" in desk.db.value("SELECT summary FROM incidents")


def test_the_same_code_twice_sets_the_second_aside(by_map: Callable[..., Report]) -> None:
    report = by_map(HEAD + "E1,2025,1,1,1\nE1,2025,1,2,2\n")
    assert (report.taken, report.set_aside) == (1, 1)
    assert report.asides[0].reason == "another row above has the same key"


@pytest.mark.parametrize(
    ("map_", "told"),
    [
        (MAP.replace("{lat}", "{latitude}"), "the map names 'latitude', which the file has not"),
        (MAP.replace('name = "m"', 'name = "M M"'), "cannot name a set"),
        (MAP.replace("counted", "counts"), "there is no 'counts'"),
        (MAP + "[rules]\nlow_above_high = 'drop'\n", "'drop' is no rule"),
        ("name = ", "it is not TOML"),
        ("name = 'm'\n", "says of no incident or no claim"),
    ],
)
def test_a_map_that_is_wrong_is_told_with_the_place(by_map: Callable[..., Report], map_: str, told: str) -> None:
    assert told in refusal(lambda: by_map(HEAD + "E1,2025,1,1,1\n", map_=map_))


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        ("", "x.csv", "the file is empty"),
        ((HEAD + "\xe9").encode("latin-1"), "x.csv", "it is not UTF-8 text"),
        ('[{"id": 1}, {"id": ', "x.json", "check where the file was cut off"),
        ('{"a": 1}', "x.json", "no list of rows"),
        ("[" * 100_000, "x.json", "nested too deeply"),
        (HEAD + 'E1,"never closed\n' + "x\n" * 9_000_000, "x.csv", "quotation mark"),
    ],
)
def test_files_that_are_no_tables(by_map: Callable[..., Report], content: str | bytes, name: str, told: str) -> None:
    assert told in refusal(lambda: by_map(content, name))


def test_lines_that_are_no_json_are_set_aside(by_map: Callable[..., Report]) -> None:
    report = by_map('{"id": "E1", "low": 1}\n{"id": \n[1]\n{"id": "E2", "low": 2}\n', "x.jsonl")
    assert (report.rows, report.taken, report.set_aside) == (4, 2, 2)


def test_encodings_marks_and_delimiters(by_map: Callable[..., Report], desk: Desk) -> None:
    rows = "id;date;lat;low;high\nКр-1;2025-04-04;47,9;16;\n"
    assert by_map(rows.encode("utf-8-sig")).taken == 1
    assert by_map(rows.replace("Кр-1", "Кр-2").encode("utf-16")).taken == 1
    old = MAP.replace('key = "{id}"', 'key = "{id}"\nformat = { encoding = "cp1251" }', 1)
    assert by_map(rows.replace("Кр-1", "Кр-3").encode("cp1251"), map_=old).taken == 1
    assert by_map(rows.replace("Кр-1", "Кр-4").replace(";", "\t").encode()).taken == 1
    assert desk.db.all("SELECT title FROM incidents ORDER BY nr") == [("Кр-1",), ("Кр-2",), ("Кр-3",), ("Кр-4",)]


def test_quoted_line_breaks_and_marks_inside_cells(by_map: Callable[..., Report], desk: Desk) -> None:
    report = by_map(HEAD + '"E\n1",2025-04-04,\ufeff47.9,"\ufeff16",\n')
    assert (report.taken, report.flagged) == (1, 0)
    assert desk.db.one("SELECT title, lat FROM incidents") == ("E\n1", "47.9")
    assert desk.db.value("SELECT low FROM claims") == 16


def hostile(path: Path, trap: Path) -> Path:
    """An SQLite file with views, triggers, a virtual table and tables named like ours."""
    db = sqlite3.connect(path)
    db.executescript(
        "CREATE TABLE claims (id TEXT, date TEXT, lat TEXT, low INTEGER, high INTEGER);"
        "INSERT INTO claims VALUES ('E1', '2025-04-04', '1', 3, 3), ('E2', '2025-04-05', '1', 4, x'00ff');"
        "CREATE VIEW ledger AS SELECT randomblob(1000000000) AS id;"
        "CREATE TRIGGER t AFTER INSERT ON claims BEGIN SELECT load_extension('x'); END;"
        "CREATE TABLE other (id TEXT, total AS (hex(zeroblob(900000000))));"
    )
    db.close()
    return path


def test_a_hostile_sqlite_file_is_read_and_nothing_in_it_runs(
    tmp_path: Path, by_map: Callable[..., Report], desk: Desk
) -> None:
    path = hostile(tmp_path / "x.sqlite", tmp_path / "trap")
    before = path.read_bytes()
    (tmp_path / "m.toml").write_text(MAP.replace('key = "{id}"', 'key = "{id}"\nformat = { table = "claims" }', 1))
    report = run.store(desk, run.plan(path, str(tmp_path / "m.toml"), desk))
    assert (report.rows, report.taken, report.set_aside) == (2, 1, 1)
    assert path.read_bytes() == before
    assert "it has 2 tables" in refusal(lambda: run.plan(path))
    assert "no table 'ledger'" in refusal(lambda: run.plan(path, None, None, {"table": "ledger"}))
    assert check(desk).problems == ()


def test_links_folders_devices_and_open_databases_are_refused(tmp_path: Path) -> None:
    path = hostile(tmp_path / "x.sqlite", tmp_path)
    link = tmp_path / "link.sqlite"
    link.symlink_to(path)
    assert "symbolic link" in refusal(lambda: run.plan(link))
    assert "a folder" in refusal(lambda: run.plan(tmp_path))
    assert "device" in refusal(lambda: run.plan(Path("/dev/zero")))
    (tmp_path / "x.sqlite-wal").write_bytes(b"x")
    assert "lies beside it" in refusal(lambda: run.plan(path, None, None, {"table": "claims"}))


def test_a_damaged_sqlite_file_is_one_line(tmp_path: Path, by_map: Callable[..., Report], desk: Desk) -> None:
    path = tmp_path / "x.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE rows (id TEXT, date TEXT, lat TEXT, low INTEGER, high INTEGER)")
    db.executemany("INSERT INTO rows VALUES (?, '2025', '1', 1, 1)", [(f"E{n}" * 40,) for n in range(2_000)])
    db.commit()
    db.close()
    data = bytearray(path.read_bytes())
    for page in range(8, 30):
        data[page * 4096 : page * 4096 + 200] = os.urandom(200)
    path.write_bytes(data)
    (tmp_path / "m.toml").write_text(MAP)
    line = refusal(lambda: run.store(desk, run.plan(path, str(tmp_path / "m.toml"), desk)))
    assert "cannot be read" in line
    assert desk.db.value("SELECT count(*) FROM ledger") == 0


def test_a_kill_in_the_middle_leaves_the_desk_as_it_was(tmp_path: Path, desk: Desk) -> None:
    desk.close()
    table = tmp_path / "big.jsonl"
    with open(table, "w", encoding="utf-8") as file:
        for number in range(60_000):
            file.write(json.dumps({"id": f"E{number}", "date": "2025-04-04", "low": number}) + "\n")
    (tmp_path / "m.toml").write_text(MAP, "utf-8")
    path = tmp_path / "desk.sqlite"
    before = path.read_bytes()
    arguments = ["import", str(path), str(table), "--map", str(tmp_path / "m.toml"), "--as", "Ida"]
    child = subprocess.Popen([sys.executable, "-m", "factdesk", *arguments], stderr=subprocess.DEVNULL)
    waited = time.monotonic() + 60
    while path.stat().st_size < len(before) + 4_000_000 and time.monotonic() < waited and child.poll() is None:
        time.sleep(0.02)
    assert child.poll() is None, "it was over before it could be killed"
    child.kill()
    child.wait()
    with open_desk(path, author="Ida") as again:
        assert again.db.value("SELECT count(*) FROM claims") == 0
        assert again.db.value("SELECT count(*) FROM ledger") == 0
        assert check(again).problems == ()
