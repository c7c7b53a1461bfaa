"""The whole ledger as a window: positions found by arithmetic must agree with plain counting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk import history
from factdesk.desk.add import add, add_many
from factdesk.desk.edit import edit, remove
from factdesk.desk.open import Desk, create_desk
from factdesk.desk.seen import keep_seen, last_seen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk on which two people worked, in actions of one and of many changes."""
    with create_desk(tmp_path / "desk.sqlite", author="Iryna") as made:
        add(made, "incident", {"code": "A", "title": "Market"})
        add_many(made, [("speaker", {"name": f"Speaker {i}"}) for i in range(5)])
        made.author = "Omar"
        add_many(made, [("claim", {"incident": "A", "kind": "assertion", "statement": f"It {i}"}) for i in range(7)])
        edit(made, "A", {"title": "Market square", "place": "Kherson"})
        made.author = "Iryna"
        remove(made, "A3")
        yield made


@pytest.mark.parametrize("author", [None, "Iryna", "Omar"])
def test_positions_are_those_of_counting(desk: Desk, author: str | None) -> None:
    window = history.timeline(desk, author)
    lines = [line for line in history.log(desk, limit=999) if author in (None, line.author)]
    seqs = list(window.keys(0, window.count()))
    assert sorted(seqs, reverse=True) == [line.seq for line in lines]
    assert [line.seq for line in window.rows(0, 999)] == seqs
    assert [window.index_of(seq) for seq in seqs] == list(range(len(seqs)))
    for seq in range(history.last_change(desk) + 2):
        assert window.newer_than(seq) == sum(found > seq for found in seqs)
        assert (window.index_of(seq) is None) == (seq not in seqs)


def test_actions_come_newest_first_and_their_changes_in_order(desk: Desk) -> None:
    window = history.timeline(desk)
    rows = window.rows(0, window.count())
    assert [row.label for row in rows[:2]] == ["remove claim A3", "edit incident A"]
    claims = [row for row in rows if row.kind == "claim" and row.op == "add"]
    assert [row.name for row in claims] == ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]
    assert [window.opens_action(row.seq) for row in claims] == [True] + [False] * 6


def test_a_page_in_the_middle_is_the_same_rows(desk: Desk) -> None:
    window = history.timeline(desk)
    whole = window.rows(0, window.count())
    assert window.rows(4, 9) == whole[4:9]


def test_reload_takes_in_what_was_added_since(desk: Desk) -> None:
    window, own = history.timeline(desk), history.timeline(desk, "Omar")
    before, before_own = window.count(), own.count()
    add_many(desk, [("speaker", {"name": "One"}), ("speaker", {"name": "Two"})])
    window.reload()
    own.reload()
    assert (window.count(), own.count()) == (before + 2, before_own)
    assert [row.name for row in window.rows(0, 2)] == ["One", "Two"]


def test_an_author_who_did_nothing_has_an_empty_window(desk: Desk) -> None:
    window = history.timeline(desk, "Nobody")
    assert window.count() == 0
    assert window.rows(0, 10) == []
    assert window.index_of(3) is None


def test_a_change_in_full_tells_the_values_before(desk: Desk) -> None:
    line = history.timeline(desk).rows(1, 2)[0]
    told = history.in_full(desk, line)
    assert line.changes == {"title": "Market square", "place": "Kherson"}
    assert (told.before["title"], told.before["place"]) == ("Market", None)


def test_ids_among_the_values_are_named(desk: Desk) -> None:
    line = next(row for row in history.log(desk) if row.kind == "claim" and row.name == "A7")
    told = history.in_full(desk, line)
    assert told.names[line.changes["incident"]] == "A"


def test_authors_are_counted_by_action(desk: Desk) -> None:
    assert history.authors(desk) == [("Iryna", 3), ("Omar", 2)]


def test_what_was_seen_is_kept_by_author_and_never_goes_back(desk: Desk) -> None:
    assert last_seen(desk) is None
    keep_seen(desk, 9)
    keep_seen(desk, 4)
    assert last_seen(desk) == 9
    desk.author = "Omar"
    assert last_seen(desk) is None
