"""Undo and redo: every walk of changes comes back to nothing and returns, and takes nobody else's work with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add
from factdesk.desk.attach import attach
from factdesk.desk.check import check
from factdesk.desk.edit import edit, remove
from factdesk.desk.next_undo import next_redo, next_undo
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.review import mark
from factdesk.desk.undo import redo, undo
from factdesk.model.errors import Busy, Failed, Incoherent
from support import desks
from support.walks import Walk, assert_coherent


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desks.small(tmp_path / "desk.sqlite") as made:
        yield made


def undo_all(desk: Desk) -> int:
    """Takes everything of the author back; how many actions that were."""
    number = 0
    while (label := next_undo(desk)) is not None:
        assert undo(desk).label == f"undo {label}"
        number += 1
    return number


def redo_all(desk: Desk) -> int:
    """Does again all that the author took back last."""
    number = 0
    while (label := next_redo(desk)) is not None:
        assert redo(desk).label == f"redo {label}"
        number += 1
    return number


@pytest.mark.parametrize("seed", range(12))
def test_any_walk_of_one_author_can_be_undone_to_nothing_and_done_again(tmp_path: Path, seed: int) -> None:
    with desks.empty(tmp_path / "desk.sqlite") as desk:
        nothing = desks.contents(desk)
        walk = Walk(desk, seed, ("Anna",))
        for _ in range(100):
            walk.step()
        assert walk.done > 20
        redo_all(desk)
        assert_coherent(desk)
        everything, rows = desks.contents(desk), desk.db.value("SELECT count(*) FROM ledger")
        number = undo_all(desk)
        assert number > 5
        assert desks.contents(desk) == nothing
        assert check(desk).problems == ()
        assert redo_all(desk) == number
        assert desks.contents(desk) == everything
        assert desk.db.value("SELECT count(*) FROM ledger") > rows  # nothing is lost by undoing
        assert_coherent(desk)


@pytest.mark.parametrize("seed", range(12))
def test_any_walk_of_two_authors_stays_sound(tmp_path: Path, seed: int) -> None:
    with desks.empty(tmp_path / "desk.sqlite") as desk:
        walk = Walk(desk, 1000 + seed, ("Anna", "Ben"))
        for _ in range(100):
            walk.step()
        assert walk.done > 20
        assert_coherent(desk)


def test_only_ones_own_actions_are_undone(desk: Desk) -> None:
    with open_desk(desk.path, author="Ben") as ben:
        assert next_undo(ben) is None
        with pytest.raises(Failed, match="nothing of yours to undo"):
            undo(ben)
        with pytest.raises(Failed, match="nothing of yours to do again"):
            redo(ben)
        mark(ben, ["A1"], "denied", basis="by-party", reason="no")
        edit(desk, "A2", {"scope": "Anna's"})
        assert undo(ben).label == "undo deny A1 (at least 16)"
        assert browse.claim_card(desk, "A2").claim.scope == "Anna's"


def test_a_new_action_ends_what_could_be_done_again(desk: Desk) -> None:
    edit(desk, "A1", {"scope": "one"})
    undo(desk)
    assert next_redo(desk) == "edit claim A1"
    edit(desk, "A1", {"scope": "two"})
    assert next_redo(desk) is None


def test_undo_goes_on_behind_what_is_undone_and_redo_comes_back(desk: Desk) -> None:
    for scope in ("one", "two", "three"):
        edit(desk, "A1", {"scope": scope})
    seen = []
    for act in (undo, undo, redo, undo, undo, redo, redo, redo):
        act(desk)
        seen.append(browse.claim_card(desk, "A1").claim.scope)
    assert seen == ["two", "one", "two", "one", None, "one", "two", "three"]


def test_what_somebody_changed_since_is_not_undone(desk: Desk) -> None:
    edit(desk, "A1", {"scope": "Anna's"})
    with open_desk(desk.path, author="Ben") as ben:
        edit(ben, "A1", {"scope": "Ben's"})
    with pytest.raises(Busy, match="Ben changed the same record since"):
        undo(desk)
    assert browse.claim_card(desk, "A1").claim.scope == "Ben's"
    with open_desk(desk.path, author="Ben") as ben:
        undo(ben)
    undo(desk)
    assert browse.claim_card(desk, "A1").claim.scope is None


def test_another_field_that_somebody_changed_since_is_left_to_them(desk: Desk) -> None:
    edit(desk, "A1", {"scope": "Anna's"})
    with open_desk(desk.path, author="Ben") as ben:
        edit(ben, "A1", {"as_of": "2025-04-04"})
    undo(desk)
    claim = browse.claim_card(desk, "A1").claim
    assert (claim.scope, claim.as_of) == (None, "2025-04-04")


def ben_does(desk: Desk, act: Callable[[Desk], object]) -> None:
    """Another author on another connection."""
    with open_desk(desk.path, author="Ben") as ben:
        act(ben)


LATER: dict[str, tuple[Callable[[Desk], object], Callable[[Desk], object], str]] = {
    "a verdict": (lambda d: add(d, "claim", {**desks.FIGURE, "code": "A9", "figure": "3"}),
                  lambda d: mark(d, ["A9"], "open", reason="seen"), "refer"),
    "a citation": (lambda d: add(d, "claim", {**desks.FIGURE, "code": "A9", "figure": "3"}),
                   lambda d: attach(d, ["A9"], source="S1"), "refer"),
    "a part": (lambda d: add(d, "claim", {**desks.FIGURE, "code": "A9", "figure": "3"}),
               lambda d: add(d, "claim", {**desks.FIGURE, "figure": "2", "part_of": "A9"}), "1 part still refers"),
    "a claim": (lambda d: add(d, "incident", {"code": "B", "title": "Second"}),
                lambda d: add(d, "claim", {**desks.FIGURE, "incident": "B", "figure": "2"}), "1 claim still refers"),
    "a use of the source": (lambda d: attach(d, ["A1"], url="https://example.org/x"),
                            lambda d: attach(d, ["A2"], url="https://example.org/x"), "1 citation still refers"),
    "a verdict that rests on the citation": (
        lambda d: attach(d, ["A1"], url="https://example.org/x"),
        lambda d: mark(d, ["A1"], "confirmed", basis="authority", reason="so"), "rests on this citation"),
    "the code": (lambda d: remove(d, "A3"),
                 lambda d: add(d, "claim", {**desks.FIGURE, "code": "A3", "figure": "3"}), "code A3 is taken"),
    "a larger part": (lambda d: edit(d, "A2", {"figure": "at least 6"}),
                      lambda d: add(d, "claim", {**desks.FIGURE, "figure": "8", "part_of": "A2"}), "larger"),
}  # fmt: skip


@pytest.mark.parametrize("what", LATER)
def test_what_somebody_built_on_it_since_is_not_broken(desk: Desk, what: str) -> None:
    first, then, told = LATER[what]
    first(desk)
    ben_does(desk, then)
    before = desks.contents(desk)
    with pytest.raises((Failed, Incoherent), match=told):
        undo(desk)
    assert desks.contents(desk) == before
    ben_does(desk, undo)
    undo(desk)
    assert_coherent(desk)


def test_bytes_that_somebody_else_attached_too_stay(desk: Desk) -> None:
    attach(desk, ["A1"], text="the same words", fields={"title": "Hers"})
    ben_does(desk, lambda ben: attach(ben, ["A2"], text="the same words", fields={"title": "His"}))
    undo(desk)
    assert len(desks.contents(desk)["files"]) == 1
    redo(desk)
    assert len(desks.contents(desk)["files"]) == 1
    assert_coherent(desk)


def test_a_removed_claim_comes_back_with_its_citations_and_reviews(desk: Desk) -> None:
    mark(desk, ["A1"], "confirmed", basis="authority", reason="so")
    remove(desk, "A2")
    before = desks.contents(desk)
    remove(desk, "A1")
    assert len(desks.contents(desk)["claims"]) == len(before["claims"]) - 1
    assert undo(desk).label == "undo remove claim A1"
    assert desks.contents(desk) == before
    assert browse.claim_card(desk, "A1").verdict == "confirmed"


def test_a_verdict_under_a_newer_one_is_taken_back_without_changing_it(desk: Desk) -> None:
    mark(desk, ["A1"], "confirmed", basis="authority", reason="so")
    ben_does(desk, lambda ben: mark(ben, ["A1"], "denied", basis="by-party", reason="no"))
    undo(desk)
    assert browse.claim_card(desk, "A1").verdict == "denied"
    redo(desk)
    card = browse.claim_card(desk, "A1")
    assert [review.verdict for review in card.reviews] == ["denied", "confirmed"]
    ben_does(desk, undo)
    assert browse.claim_card(desk, "A1").verdict == "confirmed"
    assert_coherent(desk)
