"""Undo and redo of an import that is too long to be reversed record by record."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.desk.check import check
from factdesk.desk.imports import run
from factdesk.desk.open import Desk, create_desk
from factdesk.desk.review import mark
from factdesk.desk.steps import Step
from factdesk.desk.undo import redo, undo
from factdesk.model.errors import Busy, Cancelled, Incoherent
from factdesk.store import bulk_undo

ROWS = 700
HEADER = "id,date,place,killed,injured,source,url\n"


def table(path: Path, first: int, rows: int, killed: int = 1) -> Path:
    """A table of made-up incidents; places and sources come again and again."""
    lines = [
        f"E{n},2025-04-{n % 28 + 1:02d},Place {n % 7},{killed + n % 5},{n % 9},Wire,https://news.example/{n % 50}"
        for n in range(first, first + rows)
    ]
    path.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    return path


def state(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the plain tables, the counts, and what a search finds."""
    names = ("incidents", "speakers", "claims", "sources", "citations", "reviews", "imports")
    held: dict[str, list[tuple[object, ...]]] = {
        name: desk.db.all(f"SELECT * FROM {name} ORDER BY id") for name in names
    }
    held["counts"] = desk.db.all("SELECT * FROM verdict_counts WHERE claims <> 0 ORDER BY 1, 2")
    held["counted"] = desk.db.all("SELECT * FROM claim_counts WHERE claims <> 0 ORDER BY 1, 2, 3, 4")
    held["found"] = desk.db.all("SELECT rowid FROM incidents_fts WHERE incidents_fts MATCH 'place' ORDER BY 1")
    return held


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return create_desk(tmp_path / "desk.sqlite", author="Ida")


def test_a_long_import_is_undone_and_made_again(desk: Desk, tmp_path: Path) -> None:
    run.store(desk, run.plan(table(tmp_path / "a.csv", 0, 3), None, desk))
    small = state(desk)
    report = run.store(desk, run.plan(table(tmp_path / "a.csv", 0, ROWS, killed=2), None, desk))
    assert (report.added, report.changed) == (ROWS - 3, 3)
    assert bulk_undo.size(desk.db, report.action) > bulk_undo.FROM
    whole = state(desk)
    stages: list[str] = []
    done = undo(desk, lambda step: stages.append(step.stage))
    assert done.label == f"undo {report.label}"
    assert {"entries", "rows of claims"} <= set(stages)
    assert state(desk) == small
    assert check(desk).problems == ()
    redo(desk)
    assert state(desk) == whole
    assert check(desk).problems == ()
    undo(desk)
    assert state(desk) == small
    assert check(desk).problems == ()


def test_work_of_others_on_imported_claims_is_not_undone_with_the_import(desk: Desk, tmp_path: Path) -> None:
    run.store(desk, run.plan(table(tmp_path / "a.csv", 0, ROWS), None, desk))
    desk.author = "Bo"
    mark(desk, ["E5-1"], "confirmed", basis="authority", reason="The council says so.")
    desk.author = "Ida"
    before = state(desk)
    with pytest.raises(Incoherent, match="review"):
        undo(desk)
    assert state(desk) == before
    assert check(desk).problems == ()


def test_a_changed_record_keeps_the_import_from_being_undone(desk: Desk, tmp_path: Path) -> None:
    from factdesk.desk.edit import edit

    run.store(desk, run.plan(table(tmp_path / "a.csv", 0, ROWS), None, desk))
    desk.author = "Bo"
    edit(desk, "E5-1", {"figure": "at least 40"})
    desk.author = "Ida"
    with pytest.raises(Busy, match="Bo changed"):
        undo(desk)
    assert check(desk).problems == ()


def test_sources_that_others_cite_by_now_stay(desk: Desk, tmp_path: Path) -> None:
    run.store(desk, run.plan(table(tmp_path / "a.csv", 0, ROWS), None, desk))
    desk.author = "Bo"
    run.store(desk, run.plan(table(tmp_path / "b.csv", 5_000, 10), None, desk))
    desk.author = "Ida"
    undo(desk)
    assert desk.db.value("SELECT count(*) FROM incidents") == 10
    assert desk.db.value("SELECT count(*) FROM sources") == 10
    assert check(desk).problems == ()


def test_an_undo_can_be_stopped_and_leaves_everything(desk: Desk, tmp_path: Path) -> None:
    run.store(desk, run.plan(table(tmp_path / "a.csv", 0, ROWS), None, desk))
    before = state(desk)

    def stop(step: Step) -> None:
        if step.stage == "rows of claims":
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        undo(desk, stop)
    assert state(desk) == before
    assert check(desk).problems == ()


def test_a_source_that_went_with_an_undo_comes_back_with_another_set(desk: Desk, tmp_path: Path) -> None:
    run.store(desk, run.plan(table(tmp_path / "a.csv", 0, 5), None, desk))
    undo(desk)
    run.store(desk, run.plan(table(tmp_path / "b.csv", 0, 5), None, desk))
    assert desk.db.value("SELECT count(*) FROM sources") == 5
    assert check(desk).problems == ()
    undo(desk)
    assert desk.db.value("SELECT count(*) FROM sources") == 0
    assert check(desk).problems == ()
