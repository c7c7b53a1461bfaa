"""Decisions on a text, and storing what was accepted: one change, one undo, nothing that was not decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.candidates import STATEMENTS, by_hand, sentence_at, special
from factdesk.desk.check import check
from factdesk.desk.decisions import Sheet, brief_of, with_figure
from factdesk.desk.known import read_text
from factdesk.desk.open import Desk, create_desk
from factdesk.desk.standing import standing
from factdesk.desk.take_in import take_in
from factdesk.desk.undo import undo
from factdesk.model.errors import BadInput
from factdesk.model.views import ClaimFilter

REPORT = (
    "A blast at a market in Lviv on Monday killed at least seven people, including two children, the regional "
    "governor, Maksym Kozytskyi, said. More than 20 others were injured, he said.\n\n"
    "Up to 30 people are feared trapped, rescuers said. "
    "In Odesa, a fire late on Sunday killed three people.\n"
    "Since 2022 more than 12,000 civilians have been killed in the war, according to the United Nations."
)
SOURCE = {"title": "Blast in Lviv", "published_at": "2025-06-02", "url": "https://example.org/lviv"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return create_desk(tmp_path / "desk.sqlite", author="Reader")


def sheet_of(desk: Desk, text: str = REPORT, **source: str) -> Sheet:
    return Sheet(read_text(desk, text, {**SOURCE, **source}))


def named(sheet: Sheet, words: str) -> str:
    return next(one.id for one in sheet.candidates.values() if words in brief_of(one))


def take_all(desk: Desk, sheet: Sheet) -> None:
    ordinary, odd = sheet.rest()
    sheet.accept([*ordinary, *(id_ for id_ in odd if not sheet.lacks(sheet.candidates[id_]))])
    take_in(desk, sheet.accepted())


def test_nothing_is_stored_before_and_all_of_it_is_one_undo(desk: Desk) -> None:
    sheet = sheet_of(desk)
    sheet.accept([named(sheet, "at least seven"), named(sheet, "two children"), named(sheet, "20")])
    assert browse.counts(desk).total == 0
    taken = take_in(desk, sheet.accepted())
    cards = [browse.claim_card(desk, code) for code in taken.claims]
    assert [(c.claim.measure, c.claim.low, c.claim.high) for c in cards] == [
        ("killed", 7, None), ("killed", 2, 2), ("injured", 21, None),
    ]  # fmt: skip
    assert cards[1].whole is not None
    assert cards[1].whole.code == taken.claims[0]
    assert all(card.citations[0].quote in REPORT and card.claim.said_at == "2025-06-02" for card in cards)
    incident = browse.incident(desk, taken.incidents[0])
    assert (incident.place, incident.began) == ("Lviv", "2025-06-02")
    assert check(desk).ok
    undo(desk)
    assert (browse.counts(desk).total, browse.incidents(desk)) == (0, [])


def test_what_is_odd_is_not_taken_along_with_the_rest(desk: Desk) -> None:
    sheet = sheet_of(desk)
    ordinary, odd = sheet.rest()
    why = {special(sheet.candidates[id_]) for id_ in odd}
    assert {"feared", "another event", "cumulative"} <= why
    assert not any(special(sheet.candidates[id_]) for id_ in ordinary)
    assert sheet.candidates[named(sheet, "12,000")].incident == STATEMENTS


def test_every_decision_can_be_taken_back(desk: Desk) -> None:
    sheet = sheet_of(desk)
    before = (dict(sheet.candidates), dict(sheet.groups), dict(sheet.decided), list(sheet.rows))
    first = named(sheet, "at least seven")
    sheet.accept([first])
    sheet.skip([named(sheet, "20")])
    sheet.accept([named(sheet, "20")])
    sheet.correct(with_figure(sheet.candidates[first], "up to 9"))
    sheet.move([first], replace(sheet.groups["Lviv"], key="new", title="Another"))
    sheet.regroup(replace(sheet.groups["new"], place="Lviv market"))
    assert sheet.steps == 6
    while sheet.take_back():
        pass
    assert (sheet.candidates, sheet.groups, sheet.decided, sheet.rows) == before


def test_decisions_survive_in_a_draft_and_a_damaged_one_does_no_harm(desk: Desk) -> None:
    sheet = sheet_of(desk)
    first = named(sheet, "at least seven")
    sheet.correct(with_figure(sheet.candidates[first], "up to 9"))
    sheet.skip([named(sheet, "20")])
    sheet.regroup(replace(sheet.groups["Lviv"], title="The market"))
    sheet.correct(by_hand(1, REPORT, 0, sentence_at(REPORT, 0)[1], sheet.candidates[first], False))
    again = sheet_of(desk)
    again.take_up(sheet.to_json())
    assert (again.candidates, again.groups, again.decided) == (sheet.candidates, sheet.groups, sheet.decided)
    for bad in ({"decided": 3}, {"candidates": [{"id": first, "low": "x"}, 7]}, {"groups": [{"key": 1}]}, {}):
        fresh = sheet_of(desk)
        fresh.take_up(bad)
        assert fresh.decided == {}


def test_what_the_desk_holds_is_one_more_carrier_and_a_higher_toll_replaces(desk: Desk) -> None:
    take_all(desk, sheet_of(desk))
    later = REPORT.replace("at least seven", "at least nine")
    sheet = sheet_of(desk, later, published_at="2025-06-03", url="https://example.com/lviv")
    toll, children = named(sheet, "at least nine"), named(sheet, "two children")
    assert sheet.groups[sheet.candidates[toll].incident].code == "LVI1"
    assert sheet.tie(children).known
    assert sheet.tie(toll).supersedes
    assert sheet.whose(sheet.candidates[children]) == sheet.whose(sheet.candidates[toll]) == "Maksym Kozytskyi"
    sheet.accept([toll, children])
    taken = take_in(desk, sheet.accepted())
    assert browse.claim_card(desk, taken.carried[0]).roots == 1
    assert taken.incidents == ()
    assert taken.carried == (sheet.tie(children).known,)
    assert len(browse.claim_card(desk, taken.carried[0]).citations) == 2
    replaced = standing(desk, "LVI1").standing.superseded_by()
    assert browse.claim_card(desk, sheet.tie(toll).supersedes).claim.id in replaced
    assert check(desk).ok


def test_what_cannot_be_a_claim_says_why_and_what_makes_no_sense_stores_nothing(desk: Desk) -> None:
    sheet = sheet_of(desk)
    start, end = sentence_at(REPORT, REPORT.index("In Odesa"))
    assert REPORT[start:end] == "In Odesa, a fire late on Sunday killed three people."
    said = by_hand(1, REPORT, start, end, None, False)
    assert (said.kind, said.statement, sheet.lacks(said)) == ("assertion", REPORT[start:end], "")
    figure = by_hand(2, REPORT, REPORT.index("three people"), REPORT.index(" people.\nSince") + 7, None, True)
    assert (figure.words, figure.counted, figure.quote) == ("three", "people", REPORT[start:end])
    assert "what happened" in sheet.lacks(figure)
    part = sheet.candidates[named(sheet, "two children")]
    whole = with_figure(sheet.candidates[part.part_of], "exactly 1")
    sheet.correct(whole)
    assert "cannot be larger" in sheet.lacks(part)
    sheet.accept([part.id])
    with pytest.raises(BadInput, match="two"):
        take_in(desk, sheet.accepted())
    assert (browse.counts(desk).total, browse.incidents(desk)) == (0, [])
    with pytest.raises(BadInput, match="nothing was accepted"):
        take_in(desk, sheet_of(desk).accepted())


TWO = (
    "A blast at a market in Lviv on Monday killed at least seven people, the regional governor, Maksym Kozytskyi, "
    "said. The defence ministry said that up to 30 soldiers were killed. Our reporter counted four burnt stalls."
)


def test_one_page_carries_each_speaker_for_what_they_said(desk: Desk) -> None:
    """Two pages with the same two speakers: two roots in all, each for its own claim, and never a third."""
    for number in (1, 2):
        sheet = sheet_of(desk, TWO, url=f"https://example.org/page-{number}", title=f"Page {number}")
        take_all(desk, sheet)
    cards = [browse.claim_card(desk, row.id) for row in browse.claim_window(desk, ClaimFilter()).rows(0, 20)]
    told = {card.claim.low: {tie.root_label for tie in card.citations} for card in cards if card.speaker is not None}
    assert told[7] == {"Maksym Kozytskyi"}
    assert all(len(roots) == 1 for roots in told.values())
    assert len({frozenset(roots) for roots in told.values()}) == len(
        {card.speaker.id for card in cards if card.speaker}
    )
    source = browse.source_card(desk, "S2")
    assert source.source.root_speaker is None
    assert "Maksym Kozytskyi" in source.carries.values()


def test_what_the_source_found_out_by_itself_is_its_own_root(desk: Desk) -> None:
    take_all(desk, sheet_of(desk, TWO))
    sheet = sheet_of(desk, TWO, url="https://example.org/own")
    toll = sheet.candidates[named(sheet, "at least seven")]
    sheet.correct(replace(toll, carries="itself"))
    assert sheet.whose(sheet.candidates[toll.id]) == ""
    taken = take_in(desk, sheet.accepted())
    assert browse.claim_card(desk, taken.carried[0]).roots == 2


def test_a_text_that_carries_one_source_as_a_whole_says_so_there(desk: Desk) -> None:
    take_all(desk, sheet_of(desk, TWO))
    sheet = sheet_of(desk, TWO, url="https://example.org/copy", root="S1")
    take_all(desk, sheet)
    copy = browse.source_card(desk, "S2")
    assert (copy.carries, copy.root_label[:2]) == ({}, "S1")
    card = browse.claim_card(desk, copy.claims[0].id)
    assert card.roots == 1  # S1 carries the governor for it, and the copy with it
