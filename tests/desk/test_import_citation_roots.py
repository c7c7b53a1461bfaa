"""A map may say whose words a source carries in a row; the bulk path writes, edits and takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.attach import attach
from factdesk.desk.check import check
from factdesk.desk.imports import run
from factdesk.desk.imports.report import Report
from factdesk.desk.open import Desk, create_desk
from factdesk.desk.undo import redo, undo
from factdesk.store import bulk_undo

MAP = """
name = "reported"
key = "{id}"
[incident]
key = "{id}"
title = "{place}"
[[source]]
key = "page"
title = "{page}"
url = "{url}"
[[source]]
key = "first"
title = "{first}"
[[claim]]
name = "dead"
measure = "killed"
counted = "people"
number = "{killed}"
speaker = "{by}"
[claim.citation]
root = "{root}"
root_speaker = "{words of}"
"""
HEADER = "id,place,killed,by,page,url,first,root,words of\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return create_desk(tmp_path / "desk.sqlite", author="Ida")


def brought(desk: Desk, tmp_path: Path, *lines: str) -> Report:
    path = tmp_path / "reported.csv"
    path.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    return run.store(desk, run.plan(path, None, desk, map_text=MAP))


def carried(desk: Desk) -> dict[tuple[str, str], str | None]:
    """For each claim's number and source, whose words it carries."""
    sql = (
        "SELECT c.value, s.title, coalesce(p.name, r.title) FROM citations AS t JOIN claims AS c ON c.id = t.claim"
        " JOIN sources AS s ON s.id = t.source LEFT JOIN sources AS r ON r.id = t.root"
        " LEFT JOIN speakers AS p ON p.id = t.root_speaker"
    )
    return {(number, title): name for number, title, name in desk.db.all(sql)}


ROWS = (
    "E1,Kharkiv,5,Governor,One,https://news.example/1,,,Governor",
    "E2,Sumy,7,Governor,Two,https://news.example/2,Post,first,",
    "E3,Odesa,9,,Three,https://news.example/3,,,Ministry",
    "E4,Lviv,11,,Four,https://news.example/4,,,",
)


def test_the_columns_of_a_map_become_roots_of_citations(desk: Desk, tmp_path: Path) -> None:
    report = brought(desk, tmp_path, *ROWS)
    assert (report.taken, report.set_aside) == (4, 0)
    told = carried(desk)
    assert (told[5, "One"], told[9, "Three"], told[11, "Four"]) == ("Governor", "Ministry", None)
    assert (told[7, "Two"], told[7, "Post"]) == ("Post", None)  # a source never carries itself
    assert [name for (name,) in desk.db.all("SELECT name FROM speakers ORDER BY name")] == ["Governor", "Ministry"]
    assert check(desk).problems == ()
    assert brought(desk, tmp_path, *ROWS).action == ""


def test_a_newer_release_moves_a_root(desk: Desk, tmp_path: Path) -> None:
    brought(desk, tmp_path, *ROWS)
    brought(desk, tmp_path, ROWS[0], ROWS[1].removesuffix("first,") + ",Ministry", ROWS[2], ROWS[3])
    assert carried(desk)[7, "Two"] == "Ministry"
    assert check(desk).problems == ()


def test_a_long_import_is_taken_back_and_what_others_carry_by_now_stays(desk: Desk, tmp_path: Path) -> None:
    many = [f"E{n},Place {n},{n},Governor,Page {n},https://news.example/{n},,,Governor" for n in range(700)]
    report = brought(desk, tmp_path, *many)
    assert bulk_undo.size(desk.db, report.action) > bulk_undo.FROM
    assert set(carried(desk).values()) == {"Governor"}
    undo(desk)
    assert desk.db.value("SELECT count(*) FROM speakers") == 0
    redo(desk)
    assert set(carried(desk).values()) == {"Governor"}
    assert check(desk).problems == ()


def test_a_speaker_and_a_source_that_another_citation_carries_stay(desk: Desk, tmp_path: Path) -> None:
    from factdesk.desk.add import add

    many = [f"E{n},Place {n},{n},Governor,Page {n},https://news.example/{n},,,Governor" for n in range(700)]
    brought(desk, tmp_path, *many)
    desk.author = "Bo"
    add(desk, "incident", {"code": "Z", "title": "Another"})
    for code in ("Z1", "Z2"):
        add(desk, "claim", {"incident": "Z", "kind": "assertion", "statement": "It burnt.", "code": code})
    add(desk, "source", {"code": "Y1", "kind": "post", "title": "Mine"})
    page = desk.db.value("SELECT id FROM sources WHERE title = 'Page 3'")
    attach(desk, ["Z1"], source="Y1", root_speaker="Governor")
    attach(desk, ["Z2"], source="Y1", root=page)
    desk.author = "Ida"
    undo(desk)
    assert [name for (name,) in desk.db.all("SELECT name FROM speakers")] == ["Governor"]
    assert {title for (title,) in desk.db.all("SELECT title FROM sources")} == {"Mine", "Page 3"}
    assert browse.claim_card(desk, "Z1").citations[0].carries == "Governor"
    assert check(desk).problems == ()
