"""A report read onto a desk: one change, one undo, and what the desk holds already is known again."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.check import check
from factdesk.desk.intake import accept, propose_for
from factdesk.desk.open import create_desk
from factdesk.desk.undo import next_undo, undo
from factdesk.model.errors import BadInput

REPORT = (
    "A blast at a market in Lviv on Monday killed at least seven people, including two children, the regional "
    "governor, Maksym Kozytskyi, said. More than 20 others were injured, he said."
)
SOURCE = {"title": "Blast in Lviv", "published_at": "2025-06-02", "url": "https://example.org/lviv"}


def test_accepting_is_one_change_and_one_undo(tmp_path: Path) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="Reader") as desk:
        before = browse.counts(desk).total
        taken = accept(desk, REPORT, propose_for(desk, REPORT, SOURCE))
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
        first = accept(desk, REPORT, propose_for(desk, REPORT, SOURCE))
        again = propose_for(desk, REPORT, {**SOURCE, "url": "https://example.com/lviv-again"})
        known = {figure["known"] for figure in again["figures"]}
        assert known <= set(first.claims) | {None}
        assert len(known - {None}) >= 2
        second = accept(desk, REPORT, again)
        assert set(second.carried) == known - {None}
        for code in second.carried:
            assert len(browse.claim_card(desk, code).citations) == 2


def test_a_text_without_claims_is_refused(tmp_path: Path) -> None:
    with create_desk(tmp_path / "desk.sqlite", author="Reader") as desk:
        with pytest.raises(BadInput):
            accept(desk, "Nothing of note.", propose_for(desk, "Nothing of note.", SOURCE))
        assert browse.counts(desk).total == 0
