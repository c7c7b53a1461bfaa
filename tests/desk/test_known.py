"""What the desk holds of a text: the incident meant, the claim that is known, the toll that is replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add_many
from factdesk.desk.decisions import Sheet, brief_of
from factdesk.desk.known import read_text
from factdesk.desk.open import Desk, create_desk
from factdesk.desk.standing import standing
from factdesk.desk.take_in import take_in

RISEN = (
    "The death toll of the blast in Lviv on 2 June 2025 rose from 14 to 16, the mayor, Andriy Sadovyi, said on "
    "Wednesday."
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return create_desk(tmp_path / "desk.sqlite", author="Reader")


def sheet_of(desk: Desk, text: str, day: str) -> Sheet:
    return Sheet(read_text(desk, text, {"published_at": day}))


def named(sheet: Sheet, words: str) -> str:
    return next(one.id for one in sheet.candidates.values() if brief_of(one).startswith(words))


def test_a_toll_that_rose_within_a_text_replaces_the_earlier_one(desk: Desk) -> None:
    sheet = sheet_of(desk, RISEN, "2025-06-04")
    assert sheet.candidates[named(sheet, "14")].reading == "superseded"
    sheet.accept([named(sheet, "14"), named(sheet, "16")])
    taken = take_in(desk, sheet.accepted())
    assert browse.incident(desk, taken.incidents[0]).began == "2025-06-02"
    replaced = standing(desk, taken.incidents[0]).standing.superseded_by()
    assert {browse.claim_card(desk, old).claim.value: browse.claim_card(desk, new).claim.value
            for old, new in replaced.items()} == {14: 16}  # fmt: skip


def test_the_day_of_the_event_is_not_the_moment_of_a_later_toll(desk: Desk) -> None:
    later = sheet_of(desk, RISEN, "2025-06-04")
    same = sheet_of(desk, RISEN, "2025-06-02")
    assert later.candidates[named(later, "16")].as_of == ""
    assert same.candidates[named(same, "16")].as_of == "2025-06-02"


def test_a_figure_without_a_scope_takes_over_that_of_the_toll_which_it_replaces(desk: Desk) -> None:
    add_many(desk, [
        ("incident", {"code": "L", "title": "Blast", "place": "Lviv", "began": "2025-06-02"}),
        ("speaker", {"name": "Andriy Sadovyi"}),
        ("claim", {"incident": "L", "kind": "figure", "measure": "killed", "counted": "people", "figure": "14",
                   "scope": "the market", "speaker": "Andriy Sadovyi", "said_at": "2025-06-03"}),
    ])  # fmt: skip
    sheet = sheet_of(desk, RISEN, "2025-06-04")
    assert sheet.tie(named(sheet, "14")).known == "L1"
    risen = named(sheet, "16")
    assert (sheet.tie(risen).supersedes, sheet.tie(risen).told) == ("L1", "replaces L1 (14; the market)")
    sheet.accept([risen])
    taken = take_in(desk, sheet.accepted())
    card = browse.claim_card(desk, taken.claims[0])
    assert (card.claim.scope, card.incident.code) == ("the market", "L")
    assert browse.claim_card(desk, "L1").claim.id in standing(desk, "L").standing.superseded_by()


def test_an_older_incident_is_meant_where_it_holds_the_figures(desk: Desk) -> None:
    add_many(desk, [
        ("incident", {"code": "L", "title": "Blast", "place": "Lviv", "began": "2025-05-12"}),
        ("incident", {"code": "M", "title": "Another", "place": "Lviv", "began": "2025-05-13"}),
        ("speaker", {"name": "Andriy Sadovyi"}),
        ("claim", {"incident": "L", "kind": "figure", "measure": "killed", "counted": "people", "figure": "14",
                   "speaker": "Andriy Sadovyi", "said_at": "2025-05-13"}),
    ])  # fmt: skip
    sheet = sheet_of(desk, RISEN, "2025-06-04")
    assert sheet.groups[sheet.candidates[named(sheet, "16")].incident].code == "L"


@pytest.mark.parametrize(
    ("place", "began", "fits"),
    [
        ("Lviv", "2025-06-02", True), ("Lviv, Ukraine", "2025-06-02", True), ("Lviv", "2025-05-20", False),
        ("Lviv", "2025-06-05", False),
        ("Odesa", "2025-06-02", False), ("Lviv", None, True), (None, "2025-06-02", False),
    ],
)  # fmt: skip
def test_the_incident_is_proposed_by_place_and_day(
    desk: Desk, place: str | None, began: str | None, fits: bool
) -> None:
    add_many(desk, [("incident", {"code": "L", "title": "Blast", "place": place, "began": began})])
    sheet = sheet_of(desk, RISEN, "2025-06-04")
    group = sheet.groups[sheet.candidates[named(sheet, "16")].incident]
    assert group.code == ("L" if fits else "")
