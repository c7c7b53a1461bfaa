"""The maps that ship, on the real sets that they are made for: rows taken and set aside, and the sums of the files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.check import check
from factdesk.desk.imports import maps, run
from factdesk.desk.imports.report import Report
from factdesk.desk.open import create_desk
from factdesk.model.records import make

DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real sets are not on this machine")

FILES = {
    "ucdp_ged_ukraine/conflict_data_ukr_2022release.csv": ("ucdp-ged", 1167, 0),
    "ucdp_ged_ukraine/conflict_data_ukr_2020release.csv": ("ucdp-ged", 993, 0),
    "iom_missing_migrants/iom_europe_2014_2026.csv": ("iom-missing-migrants-europe", 6802, 6),
    "iom_missing_migrants/MissingMigrants-Global-2026.csv": ("iom-missing-migrants", 238, 2),
    "conflict_tolls/totals.csv": ("conflict-tolls", 760, 0),
    "gaza_daily/casualties_daily.json": ("gaza-daily", 1051, 0),
    "gaza_daily/west_bank_daily.json": ("west-bank-daily", 1051, 0),
    "gaza_daily/lebanon_casualties_daily.json": ("lebanon-daily", 187, 0),
    "gaza_daily/infrastructure-damaged.json": ("gaza-infrastructure", 730, 0),
    "gaza_daily/reports.jsonl": ("gaza-reports", 1780, 1),
    "ua_loss_claims/russia_losses_personnel.json": ("ua-losses-personnel", 1626, 0),
    "ua_loss_claims/russia_losses_equipment.json": ("ua-losses-equipment", 1626, 0),
    "fpv_lebanon_claims/catalog.json": ("fpv-lebanon-claims", 143, 0),
}
"""Each real file with the map that is found for it, its rows, and how many of them are set aside (a number below 0)."""

Values = dict[str, Any]


def mapped(name: str) -> tuple[list[Values], Report, set[int], run.Importer]:
    """The claims of a file, what was counted, the numbers of the rows set aside, and the importer."""
    importer = run.plan(DATA / name)
    first, report = run.preview(importer, 1_000_000)
    claims = [values for _, taken in first for kind, _, _, values in taken.drafts if kind == "claim"]
    return claims, report, {one.row for one in report.asides}, importer


def numbers_of(value: Any) -> Iterator[int]:
    """Every whole number in a JSON value, however deep."""
    if isinstance(value, dict):
        for one in value.values():
            yield from numbers_of(one)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value


def rows_of(name: str) -> list[Values]:
    """The rows of a CSV file without its HXL tags."""
    with open(DATA / name, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return rows[any(str(cell).startswith("#") for cell in rows[0].values()) :]


def total(rows: list[Values], column: str, without: set[int]) -> int:
    """The sum of a column, where it holds a number, without the rows that were set aside."""
    cells = (row[column] for number, row in enumerate(rows, 1) if number not in without)
    return sum(int(cell) for cell in cells if cell not in ("", "NA"))


@needs_data
@pytest.mark.parametrize("name", FILES)
def test_each_set_finds_its_map_and_every_row_is_taken_or_set_aside(name: str) -> None:
    _, report, _, importer = mapped(name)
    expected, rows, aside = FILES[name]
    assert (importer.found.origin, importer.found.name) == ("shipped", expected)
    assert (report.rows, report.set_aside) == (rows, aside)
    assert report.taken + report.set_aside == report.rows
    assert all("below 0" in one.reason and one.column and one.cell for one in report.asides)


@needs_data
@pytest.mark.parametrize("name", FILES)
def test_what_a_map_makes_are_records_that_can_stand(name: str) -> None:
    first, _ = run.preview(run.plan(DATA / name), 400)
    for _, taken in first:
        ids = {id_ for _, id_, _, _ in taken.drafts}
        for kind, _, _, values in taken.drafts:
            make(kind, dict(values))
            tied = [values[field] for field in ("incident", "speaker", "part_of", "claim", "source") if field in values]
            assert set(tied) <= ids


@needs_data
@pytest.mark.parametrize("release", ["2020", "2022"])
def test_lows_and_highs_of_the_georeferenced_events_are_the_files_own(release: str) -> None:
    name = f"ucdp_ged_ukraine/conflict_data_ukr_{release}release.csv"
    claims, report, _, _ = mapped(name)
    rows = rows_of(name)
    whole = [claim for claim in claims if claim["counted"] == "people" and "scope" not in claim]
    against = [flag.cell.split("..") for flag in report.flags if "low " in flag.reason]
    assert len(whole) == len(rows)
    for column, place in (("low", 0), ("high", 1)):
        kept_as_words = sum(int(ends[place]) for ends in against)
        assert sum(claim.get(column) or 0 for claim in whole) + kept_as_words == total(rows, column, set())
    parts = sum(total(rows, f"deaths_{side}", set()) for side in ("a", "b", "civilians", "unknown"))
    assert sum(claim["value"] for claim in claims if "scope" in claim) == parts
    assert len(against) == len([row for row in rows if int(row["low"]) > int(row["high"])])


@needs_data
@pytest.mark.parametrize(
    ("name", "exact", "floor"),
    [
        ("iom_missing_migrants/iom_europe_2014_2026.csv",
         ("No. dead", "No. survivors", "No. Female", "No. Male", "No. minors"), "No. missing"),
        ("iom_missing_migrants/MissingMigrants-Global-2026.csv",
         ("Number Dead", "Number of Survivors", "Number of Females", "Number of Males", "Number of Children"),
         "Minimum Estimated Number of Missing"),
    ],
)  # fmt: skip
def test_the_dead_and_missing_of_migrants_are_the_files_own(name: str, exact: tuple[str, ...], floor: str) -> None:
    claims, _, aside, _ = mapped(name)
    rows = rows_of(name)
    missing = [claim for claim in claims if claim["measure"] == "missing"]
    assert sum(claim["low"] for claim in missing) == total(rows, floor, aside)
    assert all("high" not in claim and claim["qualifier"] == "at_least" for claim in missing)
    others = [claim for claim in claims if claim["measure"] != "missing"]
    assert sum(claim["value"] for claim in others) == sum(total(rows, column, aside) for column in exact)


@needs_data
def test_the_tolls_of_conflicts_are_the_files_own_and_rows_without_a_number_stay_as_statements() -> None:
    claims, _, _, _ = mapped("conflict_tolls/totals.csv")
    rows = rows_of("conflict_tolls/totals.csv")
    assert len(claims) == len(rows)
    for column in ("low", "high"):
        assert sum(claim.get(column) or 0 for claim in claims) == total(rows, column, set())
    bare = [row for row in rows if not row["low"] and not row["high"]]
    assert len([claim for claim in claims if claim["kind"] == "assertion"]) == len(bare) > 0
    zero = [claim for claim in claims if claim.get("low") == 0 and claim.get("high") == 0]
    assert zero, "zero is a figure"


@needs_data
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gaza_daily/casualties_daily.json", lambda row: {k: v for k, v in row.items() if k != "report_period"}),
        ("gaza_daily/west_bank_daily.json", lambda row: row),
        ("gaza_daily/lebanon_casualties_daily.json",
         lambda row: {k: v for k, v in row.items() if k not in ("report_period", "phase")}),
        ("ua_loss_claims/russia_losses_equipment.json", lambda row: {k: v for k, v in row.items() if k != "day"}),
        ("ua_loss_claims/russia_losses_personnel.json", lambda row: {k: v for k, v in row.items() if k != "day"}),
    ],
)  # fmt: skip
def test_the_daily_figures_are_all_taken(name: str, told: Callable[[Values], Values]) -> None:
    claims, _, _, _ = mapped(name)
    numbers = [number for row in json.loads((DATA / name).read_text("utf-8")) for number in numbers_of(told(row))]
    assert len(claims) == len(numbers)
    assert sum(claim["value"] for claim in claims) == sum(numbers)


@needs_data
def test_a_qualifier_of_its_own_column_and_the_side_of_the_speaker_are_kept() -> None:
    first, _ = run.preview(run.plan(DATA / "ua_loss_claims/russia_losses_personnel.json"), 2000)
    claims = [v for _, taken in first for kind, _, _, v in taken.drafts if kind == "claim"]
    about = [claim for claim in claims if claim.get("qualifier") == "about"]
    assert len(about) > 1500
    assert about[0]["words"] == "about 2800"
    assert "low" not in about[0]
    sides = {v["side"] for _, taken in first for kind, _, _, v in taken.drafts if kind == "speaker"}
    assert sides == {"Ukraine"}


@needs_data
def test_arabic_titles_come_through_character_for_character() -> None:
    videos = json.loads((DATA / "fpv_lebanon_claims/catalog.json").read_text("utf-8"))["videos"]
    first, _ = run.preview(run.plan(DATA / "fpv_lebanon_claims/catalog.json"), 200)
    titles = [v["title"] for _, taken in first for kind, _, _, v in taken.drafts if kind == "source"]
    assert titles == [video["original_title"] for video in videos]


@needs_data
def test_a_foreign_grading_stays_in_its_own_words_beside_the_chosen_one() -> None:
    first, _ = run.preview(run.plan(DATA / "iom_missing_migrants/MissingMigrants-Global-2026.csv"), 1)
    sources = [v for kind, _, _, v in first[0][1].drafts if kind == "source"]
    assert {source["reliability"] for source in sources} == {"C"}
    assert {source["note"] for source in sources} == {"IOM source quality: 3"}


def test_every_shipped_map_compiles_and_signs_itself_with_columns() -> None:
    found = maps.shipped()
    assert len(found) == 12
    for one in found:
        assert one.map.spec["columns"], one.name
        assert one.map.spec["credit"], one.name


STORED = [name for name in FILES if "iom_europe" not in name and "reports" not in name and "equipment" not in name]


@needs_data
@pytest.mark.parametrize("name", [name for name in STORED if "gaza_daily" not in name])
def test_a_set_on_a_desk_holds_what_the_dry_run_told_and_a_second_import_adds_nothing(
    name: str, tmp_path: Path
) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="Ida") as desk:
        report = run.store(desk, run.plan(DATA / name, None, desk))
        assert (report.rows, report.set_aside) == FILES[name][1:]
        assert report.added == report.taken
        claims, _, _, _ = mapped(name)
        assert desk.db.value("SELECT count(*) FROM claims") == len(claims)
        for column in ("low", "high"):
            told = sum(claim.get(column) or 0 for claim in claims)
            assert (desk.db.value(f"SELECT sum({column}) FROM claims") or 0) == told
        again = run.store(desk, run.plan(DATA / name, None, desk))
        assert (again.added, again.changed, again.action) == (0, 0, "")
        assert check(desk).problems == ()


@needs_data
def test_the_release_of_2022_changes_only_what_it_says_anew(tmp_path: Path) -> None:
    older, newer = (f"ucdp_ged_ukraine/conflict_data_ukr_{year}release.csv" for year in ("2020", "2022"))
    with create_desk(tmp_path / "desk.sqlite", author="Ida") as desk:
        run.store(desk, run.plan(DATA / older, None, desk))
        report = run.store(desk, run.plan(DATA / newer, None, desk))
        assert (report.rows, report.added) == (1167, 174)
        assert 0 < report.changed < 500
        assert report.unchanged == 1167 - 174 - report.changed
        assert check(desk).problems == ()
