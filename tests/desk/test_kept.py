"""What is kept of each incident beside the ledger: never old without saying so, and the same as told anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add
from factdesk.desk.attach import attach
from factdesk.desk.conflict import conflict_page
from factdesk.desk.edit import edit, remove
from factdesk.desk.open import Desk
from factdesk.desk.review import mark
from factdesk.desk.standing import again, refresh, standing
from factdesk.desk.undo import undo
from factdesk.model.errors import NotFound
from factdesk.model.views import ClaimFilter
from support.desks import FIGURE, small


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with small(tmp_path / "desk.sqlite") as found:
        assert refresh(found) == 0
        yield found


def row(desk: Desk) -> tuple[int | None, int | None]:
    """Conflicts and stale verdicts of the incident as the list shows them, by both of its ways."""
    (one,) = browse.incidents(desk)
    (other,) = browse.incident_window(desk).rows(0, 1)
    assert one == other == browse.incident_row(desk, "A")
    return one.conflicts, one.stale


def flags(desk: Desk) -> set[str]:
    """The codes of the claims that lists show as stale."""
    return {one.code for one in browse.claim_window(desk, ClaimFilter()).rows(0, 99) if one.stale}


def test_counts_are_kept_and_unknown_while_due(desk: Desk) -> None:
    assert row(desk) == (0, 0)
    add(desk, "claim", {**FIGURE, "code": "A9", "figure": "up to 3"})
    assert row(desk) == (None, None)
    assert refresh(desk) == 0
    assert row(desk)[0] == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda d: add(d, "claim", {**FIGURE, "figure": "3"}), lambda d: edit(d, "A1", {"scope": "the day"}),
        lambda d: remove(d, "A3"), lambda d: attach(d, ["A3"], source="S1"),
        lambda d: remove(d, browse.claim_card(d, "A1").citations[0].id),
        lambda d: mark(d, ["A1"], "confirmed", basis="authority", reason="they count"),
        lambda d: edit(d, "S1", {"withdrawn": "taken back"}), lambda d: edit(d, "S1", {"title": "Other"}),
        lambda d: edit(d, "Officials", {"side": "none"}), lambda d: edit(d, "Officials", {"organisation": "Ministry"}),
        undo,
    ],
)  # fmt: skip
def test_every_change_that_bears_on_an_incident_makes_it_due(desk: Desk, change) -> None:  # type: ignore[no-untyped-def]
    assert row(desk) != (None, None)
    change(desk)
    assert row(desk) == (None, None)


def test_a_speaker_who_becomes_a_body_makes_those_who_name_it_due(desk: Desk) -> None:
    edit(desk, "Ministry", {"organisation": "State"})
    refresh(desk)
    add(desk, "speaker", {"name": "State"})
    assert row(desk) == (None, None)


def test_a_withdrawn_root_makes_what_its_carriers_are_cited_for_due(desk: Desk) -> None:
    add(desk, "source", {"code": "S3", "kind": "article", "title": "Third", "root": "S2"})
    add(desk, "incident", {"code": "B", "title": "Other"})
    add(desk, "claim", {**FIGURE, "incident": "B", "code": "B1", "figure": "1"})
    attach(desk, ["B1"], source="S3")
    refresh(desk)
    edit(desk, "S1", {"root_speaker": "Officials"})
    assert {one.code: one.conflicts for one in browse.incidents(desk)} == {"A": None, "B": None}


def test_stale_flags_follow_a_withdrawal_and_a_new_verdict_takes_them_away(desk: Desk) -> None:
    mark(desk, ["A1"], "confirmed", basis="authority", reason="they count")
    refresh(desk)
    assert (flags(desk), row(desk)) == (set(), (0, 0))
    edit(desk, "S1", {"withdrawn": "taken back"})
    refresh(desk)
    assert (flags(desk), row(desk)) == ({"A1"}, (0, 1))
    (cause,) = standing(desk, "A").stale().values()
    assert cause == ("Source S1, which it rests on, was withdrawn.",)
    mark(desk, ["A1"], "open", reason="look again")
    assert flags(desk) == set()


def test_what_is_kept_is_not_in_the_ledger_and_a_reader_keeps_nothing(desk: Desk) -> None:
    from factdesk.desk.check import check_file
    from factdesk.desk.open import open_desk

    add(desk, "claim", {**FIGURE, "figure": "3"})
    with open_desk(desk.path, read_only=True) as reader:
        assert refresh(reader) == 0
        assert row(reader) == (None, None)
    seq = desk.db.value("SELECT max(seq) FROM ledger")
    refresh(desk)
    assert desk.db.value("SELECT max(seq) FROM ledger") == seq
    assert check_file(desk.path).ok


def test_what_was_changed_while_it_was_told_stays_due(desk: Desk) -> None:
    from factdesk.store import kept

    add(desk, "claim", {**FIGURE, "figure": "3"})

    def meanwhile() -> bool:
        return True

    (incident,) = kept.due(desk.db)
    old = desk.db.value("SELECT stamp FROM standing_due")
    found = kept.tell(desk.db, incident)
    add(desk, "claim", {**FIGURE, "figure": "4"})
    with desk.db.write() as conn:
        assert not kept._keep(conn, incident, old, found)
    assert kept.is_due(desk.db, incident)
    assert kept.refresh(desk.db, 10, meanwhile) == 1
    assert not kept.is_due(desk.db, incident)


def test_again_says_what_telling_all_anew_says(desk: Desk) -> None:
    add(desk, "claim", {**FIGURE, "code": "A9", "figure": "up to 3", "speaker": "Ministry"})
    found = standing(desk, "A")
    assert again(desk, found) == found
    for verdict, basis in (("confirmed", "authority"), ("denied", "by-evidence"), ("open", None)):
        mark(desk, ["A9"], verdict, basis=basis, reason="because")
        found = again(desk, found)
        assert found == standing(desk, "A")
    edit(desk, "A9", {"figure": "up to 20"})
    assert again(desk, found) == standing(desk, "A")


def test_a_conflict_has_a_page_with_both_sides_whole(desk: Desk) -> None:
    add(desk, "claim", {**FIGURE, "code": "A9", "figure": "up to 8", "speaker": "Ministry"})
    found = standing(desk, "A")
    page = conflict_page(desk, found, 0)
    assert [[card.claim.code for card in side] for side in page.sides] == [["A1"], ["A9"]]
    assert page.sides[0][0].citations[0].quote == "16"
    assert len(page.proposals) == 3
    with pytest.raises(NotFound):
        conflict_page(desk, found, 1)
