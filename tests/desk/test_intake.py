"""A report read onto a desk: one change, one undo, and what the desk holds already is known again."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.check import check
from factdesk.desk.decisions import Sheet
from factdesk.desk.known import read_text
from factdesk.desk.next_undo import next_undo
from factdesk.desk.open import Desk, create_desk
from factdesk.desk.take_in import Taken, take_in
from factdesk.desk.undo import undo
from factdesk.model.errors import BadInput

REPORT = (
    "A blast at a market in Lviv on Monday killed at least seven people, including two children, the regional "
    "governor, Maksym Kozytskyi, said. More than 20 others were injured, he said."
)
SOURCE = {"title": "Blast in Lviv", "published_at": "2025-06-02", "url": "https://example.org/lviv"}


def take(desk: Desk, text: str, **source: str) -> Taken:
    sheet = Sheet(read_text(desk, text, {**SOURCE, **source}))
    sheet.accept([one.id for one in sheet.candidates.values() if not sheet.lacks(one)])
    return take_in(desk, sheet.accepted())


def test_accepting_is_one_change_and_one_undo(tmp_path: Path) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="Reader") as desk:
        before = browse.counts(desk).total
        taken = take(desk, REPORT)
        cards = [browse.claim_card(desk, code) for code in taken.claims]
        told = {
            (c.claim.measure, c.claim.counted, c.claim.low, c.claim.high) for c in cards if c.claim.kind == "figure"
        }
        assert {("killed", "people", 7, None), ("killed", "children", 2, 2), ("injured", "people", 21, None)} <= told
        children = next(c for c in cards if c.claim.counted == "children")
        assert children.whole is not None
        assert all(card.citations and card.verdict == "open" for card in cards)
        assert check(desk).ok
        undo(desk)
        assert browse.counts(desk).total == before
        assert browse.incidents(desk) == []
        assert next_undo(desk) is None


def test_what_the_desk_holds_is_known_and_gets_one_more_carrier(tmp_path: Path) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="Reader") as desk:
        first = take(desk, REPORT)
        again = Sheet(read_text(desk, REPORT, {**SOURCE, "url": "https://example.com/lviv-again"}))
        known = {again.tie(id_).known for id_ in again.candidates} - {""}
        assert known <= set(first.claims)
        assert len(known) >= 2
        second = take(desk, REPORT, url="https://example.com/lviv-again")
        assert set(second.carried) == known
        for code in second.carried:
            assert len(browse.claim_card(desk, code).citations) == 2


def test_a_speaker_is_known_however_the_report_spells_it(tmp_path: Path) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="Reader") as desk:
        take(desk, "In Lviv, 20 people were killed on Monday, the Ministry of Defence of Ukraine said.")
        taken = take(desk, "In Lviv, 22 people were killed on Monday, Ukraine's Defense Ministry said.")
        card = browse.claim_card(desk, taken.claims[0])
        assert card.speaker is not None
        assert card.speaker.name == "Ministry of Defence of Ukraine"


def test_a_text_without_claims_is_refused(tmp_path: Path) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="Reader") as desk:
        with pytest.raises(BadInput):
            take(desk, "Nothing of note.")
        assert browse.counts(desk).total == 0
