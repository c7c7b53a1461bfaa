"""The dictionary tells of the file as it is, and the file reads well in tools that know nothing of it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from factdesk.desk.export import export
from factdesk.model import verdicts
from factdesk.store import export_about, export_schema
from support import handover
from support.handover import rows


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("about")
    with handover.build(folder / "desk.sqlite") as desk:
        return export(desk, folder / "out.sqlite").path


@pytest.fixture
def tables(out: Path) -> Iterator[Database]:
    with closing(sqlite3.connect(f"file:{out}?mode=ro", uri=True)) as conn:
        yield Database(conn)


def test_every_table_view_and_column_is_explained(out: Path) -> None:
    real = set()
    for kind, name in rows(out, "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')"):
        if "_fts" not in name:
            real.add((kind, name, None))
            real |= {("column", name, column) for (column,) in rows(out, "SELECT name FROM pragma_table_info(?)", name)}
        elif name.endswith("_fts"):
            real.add(("search", name, None))
    told = rows(out, "SELECT kind, table_name, column_name FROM about WHERE kind NOT IN ('file', 'code')")
    assert len(told) == len(set(told))
    assert set(told) == real


def test_every_code_that_a_column_allows_is_explained(out: Path) -> None:
    told: dict[tuple[str, str], set[str]] = {}
    for table, column, code in rows(out, "SELECT table_name, column_name, code FROM about WHERE kind = 'code'"):
        told.setdefault((table, column), set()).add(code)
    checked = 0
    for table, sql in rows(out, "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"):
        for column, words in re.findall(r"CHECK \((\w+) IN \(('[^)]*)\)\)", sql):
            if (table, column) != ("about", "kind") and column != "began_precision":
                assert told[table, column] == set(re.findall(r"'([^']+)'", words)), (table, column)
                checked += 1
    assert checked == 11
    used = {code for _, code in rows(out, "SELECT DISTINCT 1, reason FROM manifest WHERE reason IS NOT NULL")}
    assert used <= told["manifest", "reason"]


def test_every_warning_that_a_review_may_carry_is_explained() -> None:
    source = Path(verdicts.__file__).read_text("utf-8")
    assert set(re.findall(r'Warning\(\s*"([a-z-]+)"', source)) == export_about.WARNINGS.keys()


def test_every_text_column_is_searched_for_leaks_or_holds_fixed_words(out: Path) -> None:
    fixed = {"kind", "stance", "verdict", "basis", "qualifier", "reliability", "denies_aspect", "lat", "lon", "at"}
    dates = {"began", "ended", "published_at", "seen_at", "as_of", "said_at", "began_precision", "place_precision"}
    for table in export_schema.TABLES:
        texts = {name for (name,) in rows(out, "SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'", table)}
        assert texts - fixed - dates == set(export_schema.FREE.get(table, ())), table


def test_plain_sqlite_reads_the_views(out: Path) -> None:
    found = rows(out, "SELECT incident_title, words, speaker, verdict, basis, supporting FROM claims_reviewed")
    assert found[0] == ("Strike on the market", "16", "Town council", "confirmed", "authority", 4)
    toll = rows(out, "SELECT measure, counted, figures, lowest, highest, confirmed_at_least FROM toll_by_incident")
    assert toll == [("killed", "children", 1, 6, 6, 6), ("killed", "people", 3, 2, 16, 16)]


def test_the_search_finds_words_whatever_their_case(out: Path) -> None:
    sql = "SELECT c.id FROM claims_fts AS f JOIN claims AS c ON c.id = f.rowid WHERE claims_fts MATCH ?"
    assert len(rows(out, sql, "NOBODY")) == 1
    assert rows(out, "SELECT count(*) FROM citations_fts WHERE citations_fts MATCH 'sixteen'") == [(1,)]
    assert rows(out, "SELECT count(*) FROM reviews_fts WHERE reviews_fts MATCH 'register'") == [(5,)]


def test_sqlite_utils_sees_keys_strict_tables_and_search(tables: Database) -> None:
    for name in export_schema.TABLES:
        table = tables[name]
        assert table.pks == ["id"]
        assert table.strict
        assert table.detect_fts() == (f"{name}_fts" if f"{name}_fts" in export_schema.SEARCH else None)
    keys = {(key.column, key.other_table) for key in tables["claims"].foreign_keys}
    assert keys == {("incident", "incidents"), ("part_of", "claims"), ("speaker", "speakers"), ("denies", "claims")}
    assert [row["value"] for row in tables["claims"].rows_where("part_of = 1")] == [6]


def test_the_file_says_what_it_is(out: Path) -> None:
    assert rows(out, "PRAGMA application_id") == [(0x46444B52,)]
    assert rows(out, "PRAGMA user_version") == [(2,)]
    assert rows(out, "PRAGMA journal_mode") == [("delete",)]
    assert dict(rows(out, "SELECT name, value FROM manifest WHERE section = 'records'"))["claims"] == "5"
    assert rows(out, "SELECT count(*) FROM about WHERE kind = 'file'") == [(len(export_about.FILE),)]
