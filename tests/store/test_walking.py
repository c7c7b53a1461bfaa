"""Walking through a long list: the same rows in the same order as one query gives, told as it goes, stopped at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add, add_many
from factdesk.desk.filtering import claim_filter, first_page
from factdesk.desk.open import Desk, open_desk
from factdesk.model.errors import Busy, Cancelled
from factdesk.model.views import ClaimFilter
from factdesk.store import walking, windows
from support import desks

MANY = 900


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("walk") / "desk.sqlite"
    with desks.empty(path) as desk:
        add(desk, "incident", {"code": "A", "title": "Many"})
        rows = [{**desks.FIGURE, "incident": "A", "code": f"A{n}", "figure": str(n % 97)} for n in range(MANY)]
        for n in range(40, MANY, 50):
            rows[n] |= {"counted": "children", "part_of": f"A{n - 40}", "figure": "0"}
        add_many(desk, [("claim", row) for row in rows], "many")
    return path


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with open_desk(path, read_only=True) as opened:
        yield opened


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A query that takes any time at all is too slow, and steps are short."""
    monkeypatch.setattr(windows, "PATIENCE", -1.0)
    monkeypatch.setattr(walking, "STEP", 70)
    monkeypatch.setattr("factdesk.store.connection.LOOK_STEPS", 1)


@pytest.mark.parametrize("order", ["", "sort:newest", "sort:figure", "sort:code"])
@pytest.mark.parametrize("text", ["root:0", "killed>50", "-has:whole", "counted:children", "killed>1000"])
@pytest.mark.usefixtures("impatient")
def test_a_walk_finds_what_one_query_finds(desk: Desk, text: str, order: str) -> None:
    window = browse.claim_window(desk, claim_filter(desk, f"{text} {order}"))
    told: list[tuple[int, int, int]] = []
    walked = browse.read_order(desk, window, lambda *how: told.append(how))
    assert walked == desk.db.numbers(window._order, *window._values)
    assert [seen for seen, _, _ in told] == [*range(70, MANY, 70), MANY]
    assert told[-1] == (MANY, MANY, len(walked))


@pytest.mark.usefixtures("impatient")
def test_the_first_page_is_there_once_it_is_full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factdesk.store.filter_claims.LOOKED", 1)
    told: list[tuple[int, int, int]] = []
    _, head = first_page(desk, "-has:whole", ClaimFilter(), lambda *how: told.append(how))
    assert not head.whole
    assert len(head.keys) == windows.FIRST
    assert told[-1][0] < MANY


@pytest.mark.usefixtures("impatient")
def test_a_walk_is_stopped_between_two_steps(desk: Desk) -> None:
    window = browse.claim_window(desk, claim_filter(desk, "root:0"))
    with pytest.raises(Cancelled):
        browse.read_order(desk, window, lambda *how: desk.interrupt())
    assert len(browse.read_order(desk, window)) == MANY  # the next question is answered


def test_idle_work_waits_for_nobody(path: Path) -> None:
    from factdesk.desk.standing import refresh

    with open_desk(path, author="Anna") as one, open_desk(path, read_only=True) as other, other.db.snapshot():
        other.db.value("SELECT count(*) FROM claims")
        with pytest.raises(Busy):
            refresh(one, wait=False)
