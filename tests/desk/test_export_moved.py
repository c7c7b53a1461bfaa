"""Others may write while a long export reads: it reads anew, and what it writes is one state of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk.edit import edit
from factdesk.desk.export import export, plan_export
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.verify import verify
from factdesk.store import export_fill, export_write
from support import handover


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with handover.build(tmp_path / "desk.sqlite") as made:
        yield made


@pytest.mark.parametrize("times", [1, 2])
def test_a_change_in_the_middle_begins_it_anew(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """Twice it is read without the lock; the third time nobody can write, and it is done."""
    left, begun = [times], []
    rows = export_fill.rows

    def disturbed(*asked: object) -> None:
        begun.append(1)
        if left[0]:
            left[0] -= 1
            with open_desk(desk.path, author="Bohdan") as other:
                edit(other, "A1", {"scope": f"the market, {left[0]} more times"})
        rows(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(export_fill, "rows", disturbed)
    made = export(desk, tmp_path / "out.sqlite")
    assert len(begun) == times + 1
    assert verify(made.path).ok
    monkeypatch.undo()
    assert plan_export(desk).content_hash == made.plan.content_hash
    assert "0 more times" in made.path.read_bytes().decode("utf-8", "replace")


def test_others_are_not_kept_waiting_but_the_third_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def refused(hold: bool) -> export_write.Made:
        asked.append(hold)
        if not hold:
            raise export_write.Moved
        return export_write.Made((), "", (), (), 0, "")

    assert export_write._tried(refused).claims == 0
    assert asked == [False, False, True]
