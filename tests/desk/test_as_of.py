"""The desk as it stood: what was there, what was judged, and what is refused."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add
from factdesk.desk.as_of import as_of, entry_at, stood
from factdesk.desk.check import check
from factdesk.desk.edit import edit, remove
from factdesk.desk.history import last_change
from factdesk.desk.review import mark
from factdesk.desk.undo import undo
from factdesk.model.errors import BadInput, Cancelled, NotFound, Refused
from support import desks
from support.walks import Walk


def test_every_state_of_a_random_past_comes_back_as_it_was(tmp_path: Path) -> None:
    with desks.empty(tmp_path / "desk.sqlite") as desk:
        walk = Walk(desk, 7, ("Anna", "Bohdan"))
        states = {}
        for _ in range(25):
            states[last_change(desk)] = desks.contents(desk)
            walk.step()
        for seq in random.Random(1).sample(sorted(states), 8):
            with as_of(desk, seq) as then:
                assert desks.contents(then) == states[seq]
                assert [line for line in check(then).problems if "bytes are missing" not in line] == []


def test_verdicts_counts_and_cards_are_those_of_then(tmp_path: Path) -> None:
    with desks.small(tmp_path / "desk.sqlite") as desk:
        mark(desk, ["A1"], "confirmed", basis="authority", reason="they counted")
        seq = last_change(desk)
        mark(desk, ["A1"], "disputed", basis="status", reason="others counted too")
        edit(desk, "A2", {"scope": "this street"})
        remove(desk, "A3")
        undo(desk)
        with as_of(desk, seq) as then:
            card = browse.claim_card(then, "A1")
            assert (card.verdict, card.basis, [one.reason for one in card.reviews]) == (
                "confirmed",
                "authority",
                ["they counted"],
            )
            assert browse.claim_card(then, "A2").claim.scope is None
            assert next(iter(browse.incidents(then))).counts.confirmed == 1
            with pytest.raises(Refused):
                mark(then, ["A2"], "open", reason="the past is not changed")
        assert "Anna" in stood(desk, seq)


def test_an_action_is_whole_wherever_in_it_one_points(tmp_path: Path) -> None:
    with desks.small(tmp_path / "desk.sqlite") as desk:
        before = last_change(desk)
        mark(desk, ["A1", "A2", "A3"], "disputed", basis="status", reason="all three")
        end = last_change(desk)
        add(desk, "incident", {"title": "Later"})
        assert {entry_at(desk, f"#{seq}") for seq in range(before + 1, end + 1)} == {end}
        assert entry_at(desk, str(before)) == before


def test_a_moment_means_the_last_action_that_was_not_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with desks.empty(tmp_path / "desk.sqlite") as desk:
        ends = []
        for at in ("2025-04-04T10:00:30+03:00", "2025-04-05T09:00:00Z", "2025-04-05T23:30:00Z"):
            with desk.change("add", at=at) as change:
                from factdesk.model.records import make

                change.add(make("speaker", {"id": f"p-{'2' * 13}{len(ends) + 2}", "name": at}))
            ends.append(last_change(desk))
        assert entry_at(desk, "2025-04-04 07:00 UTC") == ends[0]
        assert entry_at(desk, "2025-04-05") == ends[2]
        assert entry_at(desk, "2025-04-05 12:00") == ends[1]
        assert entry_at(desk, "2025") == ends[2]
        with pytest.raises(NotFound, match="nothing was on this desk"):
            entry_at(desk, "2025-04-03")


@pytest.mark.parametrize(("word", "kind"), [("99999", NotFound), ("0", NotFound), ("soon", BadInput), ("", BadInput)])
def test_what_names_no_entry_is_refused(tmp_path: Path, word: str, kind: type[Exception]) -> None:
    with desks.small(tmp_path / "desk.sqlite") as desk, pytest.raises(kind):
        entry_at(desk, word)


def test_it_can_be_stopped_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factdesk.store.past.EACH", 1)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()

    def stop(done: int, total: int) -> None:
        raise Cancelled("stopped")

    with desks.small(tmp_path / "desk.sqlite") as desk, pytest.raises(Cancelled), as_of(desk, 5, stop):
        pass
    assert list((tmp_path / "temp").iterdir()) == []
