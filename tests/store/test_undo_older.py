"""Where others changed since what the newest action set, an older one can still be taken back: it is named first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.edit import edit
from factdesk.desk.history import last_change
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.review import mark
from factdesk.desk.undo import older_undo, redo, undo, undo_older
from factdesk.model.errors import Busy, Failed
from support import desks


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Anna disputes A2, then gives A1 a scope, which Bohdan changes."""
    with desks.small(tmp_path / "desk.sqlite") as made:
        mark(made, ["A2"], "disputed", basis="status", reason="contested")
        edit(made, "A1", {"scope": "this street"})
        with open_desk(made.path, author="Bohdan") as other:
            edit(other, "A1", {"scope": "the city"})
        yield made


def test_the_refusal_names_the_older_change_and_keeps_nothing_of_the_trial(desk: Desk) -> None:
    before, held = last_change(desk), desks.contents(desk)
    with pytest.raises(Busy, match="Bohdan changed the same record since") as caught:
        undo(desk)
    assert "“dispute A2 (six)”" in caught.value.todo
    assert "factdesk undo --older" in caught.value.todo
    assert (last_change(desk), desks.contents(desk)) == (before, held)


def test_the_older_change_is_taken_back_and_can_be_done_again(desk: Desk) -> None:
    assert older_undo(desk) == "dispute A2 (six)"
    assert undo_older(desk).label == "undo dispute A2 (six)"
    assert browse.claim_card(desk, "A2").verdict == "open"
    assert browse.claim_card(desk, "A1").claim.scope == "the city"
    assert redo(desk).label == "redo dispute A2 (six)"
    assert browse.claim_card(desk, "A2").verdict == "disputed"


def test_one_that_builds_on_the_newest_is_passed_over(tmp_path: Path) -> None:
    """Anna's claim cannot go while the scope that Bohdan gave it stands; what she did before can."""
    with desks.small(tmp_path / "desk.sqlite") as desk:
        edit(desk, "A3", {"scope": "the square"})
        edit(desk, "A1", {"scope": "this street"})
        edit(desk, "A1", {"scope": "this block"})
        with open_desk(desk.path, author="Bohdan") as other:
            edit(other, "A1", {"scope": "the city"})
        assert older_undo(desk) == "edit claim A3"
        undo_older(desk)
        assert browse.claim_card(desk, "A3").claim.scope is None


def test_without_a_hindrance_it_is_the_newest(tmp_path: Path) -> None:
    with desks.small(tmp_path / "desk.sqlite") as desk:
        edit(desk, "A3", {"scope": "the square"})
        assert undo_older(desk).label == "undo edit claim A3"


def test_nothing_that_can_be_taken_back_is_told(tmp_path: Path) -> None:
    with desks.empty(tmp_path / "desk.sqlite") as desk, pytest.raises(Failed, match="no change of yours"):
        undo_older(desk)
