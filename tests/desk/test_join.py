"""What may be twice on the desk is proposed, joined by a person, found under its old code, and parted by one undo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.add import add
from factdesk.desk.attach import attach
from factdesk.desk.check import check
from factdesk.desk.duplicates import kilometres, proposals
from factdesk.desk.join import join
from factdesk.desk.open import Desk, create_desk
from factdesk.desk.review import mark
from factdesk.desk.undo import redo, undo
from factdesk.model.errors import BadInput
from factdesk.store import lookup


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = create_desk(tmp_path / "desk.sqlite", author="Ida")
    add(desk, "incident", {"code": "A", "title": "Missile strike", "began": "2025-04-04", "place": "Kryvyi Rih"})
    add(desk, "incident", {"code": "B", "title": "Playground hit", "began": "2025-04-04", "place": "kryvyi rih"})
    add(desk, "incident", {"code": "C", "title": "Drones", "began": "2025-04-04", "place": "Kharkiv"})
    add(desk, "incident", {"code": "D", "title": "Other toll", "began": "2025-04-05", "place": "Kryvyi Rih"})
    for code, figure in (("A", "at least 16"), ("B", "18"), ("C", "5"), ("D", "2")):
        fields = {"incident": code, "code": f"{code}1", "kind": "figure", "measure": "killed", "counted": "people"}
        add(desk, "claim", {**fields, "figure": figure})
    return desk


def state(desk: Desk) -> dict[str, list[Any]]:
    names = ("incidents", "speakers", "claims", "sources", "citations", "reviews", "aliases")
    return {name: desk.db.all(f"SELECT * FROM {name} ORDER BY id") for name in names}


def source(desk: Desk, code: str, url: str) -> None:
    add(desk, "source", {"code": code, "kind": "article", "title": f"Report {code}", "url": url})


def test_incidents_of_a_day_at_a_place_with_fitting_figures_are_proposed(desk: Desk) -> None:
    found = [(pair.keep, pair.other) for pair in proposals(desk) if pair.kind == "incident"]
    assert found == [("A", "B")], "16 or more and 18 can be one toll; 2 the next day cannot, and Kharkiv is elsewhere"
    assert "both in" in proposals(desk)[0].why


def test_sources_with_one_address_however_written_are_proposed(desk: Desk) -> None:
    source(desk, "S1", "https://www.news.example/a?utm_source=x")
    source(desk, "S2", "http://news.example/a/")
    source(desk, "S3", "https://news.example/b")
    found = [(pair.keep, pair.other) for pair in proposals(desk) if pair.kind == "source"]
    assert found == [("S1", "S2")]


def test_joined_incidents_keep_their_claims_and_codes_and_one_undo_parts_them(desk: Desk) -> None:
    mark(desk, ["B1"], "confirmed", basis="authority", reason="The city says so.")
    before = state(desk)
    join(desk, "A", "B")
    assert desk.db.all("SELECT code, verdict FROM claims WHERE incident = ?", lookup.resolve(desk.db.conn, "A")[1]) == [
        ("A1", "open"), ("B1", "confirmed")
    ]  # fmt: skip
    assert lookup.resolve(desk.db.conn, "B", "incident") == lookup.resolve(desk.db.conn, "A", "incident")
    assert not [pair for pair in proposals(desk) if pair.kind == "incident"]
    assert check(desk).problems == ()
    joined = state(desk)
    undo(desk)
    assert state(desk) == before
    redo(desk)
    assert state(desk) == joined
    assert check(desk).problems == ()


def test_joined_sources_move_their_citations_once(desk: Desk) -> None:
    source(desk, "S1", "https://news.example/a")
    source(desk, "S2", "https://www.news.example/a")
    attach(desk, ["A1", "C1"], source="S2", quote="at least 16")
    attach(desk, ["A1"], source="S1", quote="at least 16")
    before = state(desk)
    join(desk, "S1", "S2")
    rows = desk.db.all("SELECT c.code, s.code FROM citations AS t JOIN claims AS c ON c.id = t.claim"
                       " JOIN sources AS s ON s.id = t.source ORDER BY c.code")  # fmt: skip
    assert rows == [("A1", "S1"), ("C1", "S1")]
    assert check(desk).problems == ()
    undo(desk)
    assert state(desk) == before


def test_joined_speakers_are_found_under_both_names(desk: Desk) -> None:
    for name in ("City council", "Council of the city"):
        add(desk, "speaker", {"name": name})
    add(desk, "claim", {"incident": "A", "code": "A2", "kind": "assertion", "statement": "x",
                        "speaker": "Council of the city"})  # fmt: skip
    join(desk, "City council", "Council of the city")
    assert desk.db.value("SELECT p.name FROM claims AS c JOIN speakers AS p ON p.id = c.speaker") == "City council"
    assert lookup.resolve(desk.db.conn, "Council of the city")[0] == "speaker"


@pytest.mark.parametrize(("keep", "other"), [("A", "A"), ("A", "S1")])
def test_one_record_and_two_kinds_are_refused(desk: Desk, keep: str, other: str) -> None:
    source(desk, "S1", "https://news.example/a")
    before = state(desk)
    with pytest.raises(BadInput):
        join(desk, keep, other)
    assert state(desk) == before


def test_distances_on_the_globe() -> None:
    assert kilometres(47.91, 33.39, 47.91, 33.39) == 0
    assert 110 < kilometres(47.0, 33.0, 48.0, 33.0) < 112
