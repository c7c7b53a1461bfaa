"""An import from end to end: once, twice, a newer release, undone, stopped; what the desk decided stays."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.desk.check import check
from factdesk.desk.edit import edit, remove
from factdesk.desk.history import log
from factdesk.desk.imports import run
from factdesk.desk.imports.report import Report
from factdesk.desk.join import join
from factdesk.desk.open import Desk, create_desk, open_desk
from factdesk.desk.review import mark
from factdesk.desk.undo import redo, undo
from factdesk.model.errors import Cancelled, Refused

HEADER = "id,date,place,killed,injured,source,url\n"
FIRST = HEADER + (
    "E1,2025-04-04,Kryvyi Rih,at least 16,over 50,Wire,https://news.example/1\n"
    "E2,2025-04-03,Kharkiv,5,34,Wire,https://news.example/2\n"
    "E3,2025-04-01,Sumy,0,2,Gazette,https://news.example/3\n"
)
SECOND = HEADER + (
    "E1,2025-04-04,Kryvyi Rih,at least 18,over 50,Wire,https://news.example/1\n"
    "E2,2025-04-03,Kharkiv,5,34,Wire,https://news.example/2\n"
    "E4,2025-04-06,Odesa,1,,Gazette,https://news.example/4\n"
)

Make = Callable[[str, str], Path]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return create_desk(tmp_path / "desk.sqlite", author="Ida")


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return make


def brought(desk: Desk, path: Path) -> Report:
    """Imports a file by the map that is found for it."""
    return run.store(desk, run.plan(path, None, desk))


def count(desk: Desk, table: str) -> int:
    """How many rows a table of the desk has."""
    return int(desk.db.value(f"SELECT count(*) FROM {table}"))


def words(desk: Desk, code: str) -> str:
    """The words of a claim."""
    return str(desk.db.value("SELECT words FROM claims WHERE code = ?", code))


def state(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the plain tables that follows from the ledger."""
    tables = ("incidents", "speakers", "claims", "sources", "citations", "reviews")
    held: dict[str, list[tuple[object, ...]]] = {
        table: desk.db.all(f"SELECT * FROM {table} ORDER BY id") for table in tables
    }
    held["counts"] = desk.db.all("SELECT * FROM verdict_counts WHERE claims <> 0 ORDER BY 1, 2")
    return held


def test_a_proposed_map_brings_a_table_onto_the_desk_as_one_action(desk: Desk, make: Make) -> None:
    report = brought(desk, make("strikes.csv", FIRST))
    assert (report.map_from, report.dataset) == ("proposed", "strikes")
    assert (report.rows, report.taken, report.set_aside, report.added) == (3, 3, 0, 3)
    assert count(desk, "claims") == 6
    assert words(desk, "E1-1") == "at least 16"
    assert desk.db.one("SELECT low, high FROM claims WHERE code = 'E3-1'") == (0, 0)
    assert {line.action for line in log(desk)} == {report.action}
    assert check(desk).problems == ()


def test_importing_twice_adds_nothing_and_leaves_no_trace(desk: Desk, make: Make) -> None:
    path = make("strikes.csv", FIRST)
    brought(desk, path)
    before = count(desk, "ledger")
    report = brought(desk, path)
    assert (report.map_from, report.added, report.changed, report.unchanged) == ("desk", 0, 0, 3)
    assert report.action == ""
    assert count(desk, "ledger") == before


def test_rows_that_name_one_source_differently_settle_on_the_first(desk: Desk, make: Make) -> None:
    text = FIRST.replace("Gazette,https://news.example/3", "Gazette,https://news.example/1")
    path = make("strikes.csv", text)
    brought(desk, path)
    assert desk.db.value("SELECT title FROM sources WHERE url LIKE '%/1'") == "Wire"
    report = brought(desk, path)
    assert (report.changed, report.action) == (0, "")


def test_two_laptops_get_the_same_records(tmp_path: Path, desk: Desk, make: Make) -> None:
    path = make("strikes.csv", FIRST)
    other = create_desk(tmp_path / "other.sqlite", author="Bo")
    brought(desk, path)
    brought(other, path)
    for kind in ("incidents", "claims", "sources", "citations"):
        ids = f"SELECT id FROM {kind} ORDER BY id"
        assert desk.db.all(ids) == other.db.all(ids)


def test_a_newer_release_edits_what_it_changed_and_keeps_the_desks_verdicts(desk: Desk, make: Make) -> None:
    brought(desk, make("strikes.csv", FIRST))
    mark(desk, ["E1-1", "E2-1"], "confirmed", basis="authority", reason="The council counts itself.")
    report = brought(desk, make("strikes.csv", SECOND))
    assert (report.added, report.changed, report.unchanged) == (1, 1, 1)
    assert report.gone == [("incident", "E3"), ("claim", "E3-1"), ("claim", "E3-2")]
    assert report.gone_count == 3
    assert words(desk, "E1-1") == "at least 18"
    assert count(desk, "incidents") == 4, "what is gone from the set stays on the desk"
    assert desk.db.value("SELECT verdict FROM claims WHERE code = 'E1-1'") == "confirmed"
    assert [line for line in log(desk, record="E1-1") if line.op == "edit"]
    assert check(desk).problems == ()


def test_what_the_desk_changed_itself_stays(desk: Desk, make: Make) -> None:
    brought(desk, make("strikes.csv", FIRST))
    edit(desk, "E1-1", {"figure": "at least 17"})
    report = brought(desk, make("strikes.csv", SECOND))
    assert words(desk, "E1-1") == "at least 17"
    assert report.kept["claim.words"] == 1


def test_what_somebody_removed_does_not_come_back(desk: Desk, make: Make) -> None:
    path = make("strikes.csv", FIRST)
    brought(desk, path)
    remove(desk, "E2-2")
    report = brought(desk, make("strikes.csv", SECOND))
    assert count(desk, "claims WHERE code = 'E2-2'") == 0
    assert report.left_out == 1
    assert check(desk).problems == ()


def test_what_a_release_adds_to_a_joined_record_goes_to_the_one_that_stayed(desk: Desk, make: Make) -> None:
    brought(desk, make("first.csv", FIRST.replace("Sumy,0,2", "Sumy,,2")))
    by_place = dict(desk.db.all("SELECT place, code FROM incidents"))
    join(desk, by_place["Kharkiv"], by_place["Sumy"])
    gazette, wire = (desk.db.value("SELECT code FROM sources WHERE url LIKE ?", f"%/{n}") for n in (3, 2))
    join(desk, wire, gazette)
    report = brought(desk, make("second.csv", FIRST.replace("Sumy,0,2", "Sumy,4,2")))
    assert report.left_out == 0
    rows = desk.db.all(
        "SELECT i.place, c.measure, c.low, s.url FROM claims AS c JOIN incidents AS i ON i.id = c.incident"
        " JOIN citations AS t ON t.claim = c.id JOIN sources AS s ON s.id = t.source"
        " WHERE i.place IN ('Kharkiv', 'Sumy') ORDER BY c.nr"
    )
    url = "https://news.example/2"
    assert rows == [("Kharkiv", "killed", 5, url), ("Kharkiv", "injured", 34, url), ("Kharkiv", "injured", 2, url),
                    ("Kharkiv", "killed", 4, url)]  # fmt: skip
    assert check(desk).ok


def test_one_undo_takes_an_import_back_and_a_redo_makes_it_again(desk: Desk, make: Make) -> None:
    empty = state(desk)
    brought(desk, make("strikes.csv", FIRST))
    first = state(desk)
    brought(desk, make("strikes.csv", SECOND))
    second = state(desk)
    undo(desk)
    assert state(desk) == first
    undo(desk)
    assert state(desk) == empty
    assert check(desk).problems == ()
    redo(desk)
    assert state(desk) == first
    redo(desk)
    assert state(desk) == second
    assert check(desk).problems == ()


def test_an_import_that_was_undone_can_be_made_again(desk: Desk, make: Make) -> None:
    path = make("strikes.csv", FIRST)
    brought(desk, path)
    first = state(desk)
    undo(desk)
    report = brought(desk, path)
    assert report.added == 3
    assert state(desk) == first
    assert check(desk).problems == ()


def test_a_cancel_leaves_the_desk_as_it_was(desk: Desk, make: Make, tmp_path: Path) -> None:
    brought(desk, make("strikes.csv", FIRST))
    before, entries = state(desk), count(desk, "ledger")

    def stop(step: run.Step) -> None:
        if step.stage != "rows":
            raise Cancelled("stopped")

    out = tmp_path / "aside.csv"
    with pytest.raises(Cancelled):
        run.store(desk, run.plan(make("strikes.csv", SECOND), None, desk), stop, out)
    assert state(desk) == before
    assert count(desk, "ledger") == entries
    assert not out.exists()
    assert not list(tmp_path.glob(".*.part"))
    desk.close()
    with open_desk(tmp_path / "desk.sqlite", author="Ida") as again:
        assert check(again).problems == ()
        assert brought(again, make("strikes.csv", SECOND)).added == 1


def test_rows_set_aside_are_written_for_mending_and_taken_once_mended(desk: Desk, make: Make, tmp_path: Path) -> None:
    text = FIRST + "E5,2025-04-07,Dnipro,-3,1,Wire,\nE6,2025-04-08,Dnipro\nE1,2025-04-09,Lviv,1,1,Wire,\n"
    out = tmp_path / "aside.csv"
    report = run.store(desk, run.plan(make("strikes.csv", text), None, desk), None, out)
    assert (report.rows, report.taken, report.set_aside) == (6, 3, 3)
    told = [(one.row, one.column, one.reason) for one in report.asides]
    assert told == [
        (4, "killed", "a count cannot be negative"),
        (5, "", "the row has 3 cells where the header has 7"),
        (6, "key", "another row above has the same key"),
    ]
    with open(out, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == ["E5", "E6", "E1"]
    mended = out.read_text("utf-8").replace("-3", "3")
    report = brought(desk, make("mended.csv", mended))
    assert report.taken >= 1
    with pytest.raises(Refused):
        run.store(desk, run.plan(make("strikes.csv", text), None, desk), None, out)


def test_a_cell_that_cannot_be_read_is_kept_in_words_and_flagged(desk: Desk, make: Make) -> None:
    text = "id,date,place,lat,lon,killed\nE1,20025-01-01,Kharkiv,4239,36.2,3\n"
    map_ = make("m.toml", 'name = "m"\nkey = "{id}"\n[incident]\nbegan = "{date}"\nlat = "{lat}"\nlon = "{lon}"\n'
                          '[[claim]]\nmeasure = "killed"\ncounted = "people"\nnumber = "{killed}"\n')  # fmt: skip
    report = run.store(desk, run.plan(make("x.csv", text), str(map_), desk))
    assert (report.taken, report.flagged) == (1, 1)
    assert {flag.column for flag in report.flags} == {"date", "lat"}
    summary = str(desk.db.value("SELECT summary FROM incidents"))
    assert "20025-01-01" in summary
    assert "4239" in summary
