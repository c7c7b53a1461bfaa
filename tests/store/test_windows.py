"""Long lists as windows: the first page without the rest, places of rows, reloading, and lists of any length."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add, add_many
from factdesk.desk.attach import attach
from factdesk.desk.edit import remove
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.queue import queue
from factdesk.desk.review import mark
from factdesk.model.errors import BadInput, NotFound
from factdesk.model.filter_terms import Term
from factdesk.model.views import ClaimFilter
from factdesk.store.windows import FIRST
from support import desks

MANY = 3_000


@pytest.fixture(scope="module")
def long_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "desk.sqlite"
    with desks.empty(path) as desk:
        add(desk, "incident", {"code": "A", "title": "Many"})
        add(desk, "incident", {"code": "B", "title": "Few"})
        rows = [
            {"incident": "A", "kind": "assertion", "statement": f"number {n}", "code": f"A{n}"} for n in range(MANY)
        ]
        add_many(desk, [("claim", row) for row in rows], "many")
        add(desk, "claim", {"incident": "B", "kind": "assertion", "statement": "one"})
        mark(desk, ["A7", "A8"], "confirmed", basis="authority", reason="so")
    return path


@pytest.fixture
def long(long_path: Path) -> Iterator[Desk]:
    with open_desk(long_path, read_only=True) as desk:
        yield desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desks.small(tmp_path / "desk.sqlite") as made:
        yield made


def test_the_first_page_and_the_count_come_without_the_whole_order(long: Desk) -> None:
    window = browse.claim_window(long, ClaimFilter(incident="A"))
    assert [row.code for row in window.rows(0, 3)] == ["A0", "A1", "A2"]
    assert window.count() == MANY
    assert not window.complete
    assert window.index_of(window.keys(FIRST - 1, FIRST)[0]) == FIRST - 1
    assert not window.complete
    assert [row.code for row in window.rows(MANY - 2, MANY + 50)] == [f"A{MANY - 2}", f"A{MANY - 1}"]
    assert window.complete


def test_pages_fit_together_and_keys_are_their_numbers(long: Desk) -> None:
    window = browse.claim_window(long, ClaimFilter(incident="A"))
    codes = [row.code for start in range(0, MANY, 128) for row in window.rows(start, start + 128)]
    assert codes == [f"A{n}" for n in range(MANY)]
    assert [row.nr for row in window.rows(500, 510)] == list(window.keys(500, 510))


def test_index_of_finds_rows_by_nr_and_id_and_none_of_another_list(long: Desk) -> None:
    window = browse.claim_window(long, ClaimFilter(incident="A"))
    for place in (0, 255, 256, 2_000, MANY - 1):
        row = window.rows(place, place + 1)[0]
        assert window.index_of(row.id) == window.index_of(row.nr) == place
    other = browse.claim_window(long, ClaimFilter(incident="B")).rows(0, 1)[0]
    assert window.index_of(other.id) is None
    assert window.index_of(other.nr) is None
    assert window.index_of("c-unknown") is None


def test_the_whole_order_can_be_read_elsewhere_and_handed_over(long: Desk, long_path: Path) -> None:
    window = browse.claim_window(long, ClaimFilter(incident="A"))
    with open_desk(long_path, read_only=True) as other:
        window.adopt(window.read_order(other.db))
    assert window.complete
    assert window.count() == MANY
    assert window.rows(2_999, 3_000)[0].code == "A2999"


def test_counts_of_every_filter_are_the_lengths_of_their_lists(long: Desk) -> None:
    filters = [
        ClaimFilter(), ClaimFilter(incident="B"), ClaimFilter(verdicts=("confirmed",)),
        ClaimFilter(incident="A", verdicts=("open", "confirmed")), ClaimFilter(incident="B", verdicts=("denied",)),
        ClaimFilter(terms=(Term("kind", ("figure",)),)), ClaimFilter(words="number 29"), ClaimFilter(order="newest"),
    ]  # fmt: skip
    for wanted in filters:
        window = browse.claim_window(long, wanted)
        assert window.count() == len(window.keys(0, MANY + 9)), wanted


def test_a_list_is_as_it_was_until_it_is_reloaded(desk: Desk) -> None:
    window = browse.claim_window(desk, ClaimFilter(incident="A"))
    assert (window.count(), [row.code for row in window.rows(0, 9)]) == (3, ["A1", "A2", "A3"])
    add(desk, "claim", {**desks.FIGURE, "figure": "9", "code": "A4", "counted": "children", "part_of": "A1"})
    assert window.count() == 3
    window.reload()
    assert [(row.code, row.depth) for row in window.rows(0, 9)] == [("A1", 0), ("A2", 1), ("A4", 1), ("A3", 0)]
    assert window.count() == 4


def test_rows_that_were_removed_since_are_left_out(desk: Desk) -> None:
    window = browse.claim_window(desk, ClaimFilter(incident="A"))
    assert len(window.keys(0, 9)) == 3
    remove(desk, "A2")
    assert [row.code for row in window.rows(0, 9)] == ["A1", "A3"]


def test_empty_lists(tmp_path: Path) -> None:
    with desks.empty(tmp_path / "empty.sqlite") as desk:
        for window in (browse.claim_window(desk, ClaimFilter()), queue(desk), browse.source_window(desk)):
            assert window.count() == 0
            assert window.rows(0, 50) == []
            assert list(window.keys(0, 50)) == []
            assert window.index_of("x") is None
        assert browse.incidents(desk) == []
        assert browse.counts(desk).total == 0


def test_the_queue_holds_open_claims_worst_first(desk: Desk) -> None:
    add(desk, "claim", {"incident": "A", "kind": "denial", "statement": "No.", "denies": "A3", "code": "A4"})
    add(desk, "claim", {**desks.FIGURE, "figure": "20", "code": "A5"})
    window = queue(desk, "A")
    assert [row.code for row in window.rows(0, 9)] == ["A3", "A5", "A1", "A2", "A4"]
    mark(desk, ["A3"], "denied", basis="by-party", reason="they say no")
    attach(desk, ["A5"], source="S1")
    window.reload()
    assert window.count() == 4
    assert [row.code for row in window.rows(0, 9)] == ["A1", "A2", "A5", "A4"]


ORDERS = {"outline": "A1 A2 A3", "newest": "A3 A2 A1", "code": "A1 A2 A3", "figure": "A3 A1 A2",
          "speaker": "A2 A3 A1", "measure": "A2 A1 A3"}  # fmt: skip


@pytest.mark.parametrize("order", ORDERS)
def test_orders(desk: Desk, order: str) -> None:
    window = browse.claim_window(desk, ClaimFilter(order=order))
    assert " ".join(row.code for row in window.rows(0, 9)) == ORDERS[order]


def test_an_unknown_order_or_incident_is_said(desk: Desk) -> None:
    with pytest.raises(BadInput, match="no order is called 'size'"):
        browse.claim_window(desk, ClaimFilter(order="size; DROP TABLE claims"[:4]))
    with pytest.raises(NotFound):
        browse.claim_window(desk, ClaimFilter(incident="Z"))


def test_a_page_of_a_long_list_is_quick_wherever_it_stands(long: Desk) -> None:
    window = browse.claim_window(long, ClaimFilter(incident="A"))
    window.rows(MANY - 60, MANY)
    began = time.thread_time()
    for start in range(0, MANY - 60, 60):
        window.rows(start, start + 60)
    assert (time.thread_time() - began) / (MANY / 60) < 0.02
