"""Scales and bars: what is drawn lies where it should, open ends stay open, and nothing is wider than its room."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from factdesk.tui.bars import bar, shown_ticks, tick_line
from factdesk.tui.board_rows import Bar
from factdesk.tui.scales import Scale, scale
from factdesk.tui.theme import DARK, Look

PLAIN, ASCII = Look(DARK, ascii=False, colour=True), Look(DARK, ascii=True, colour=False)
BOUNDS = st.lists(st.one_of(st.none(), st.integers(0, 2**63 - 1)), max_size=8)


def row(low: int | None, high: int | None, on: Scale, **more: Any) -> Bar:
    fields = {"value": None, "state": "current", "later": "", "stale": False} | more
    return Bar(0, "c", "A1", low, high, fields.pop("value"), "w", "who", "2025-04-04", "open", scale=on, **fields)


def drawn(low: int | None, high: int | None, on: Scale, width: int = 21, look: Look = ASCII, **more: Any) -> str:
    text = "".join(segment.text for segment in bar(row(low, high, on, **more), width, look))
    return text.replace(":", " ").replace("┊", " ")


@given(BOUNDS)
def test_a_scale_holds_every_number_in_order(numbers: list[int | None]) -> None:
    on = scale(numbers)
    known = sorted(number for number in numbers if number is not None)
    assert on.start < on.stop
    assert all(on.start <= number <= on.stop for number in known)
    places = [on.place(number) for number in known]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    assert on.ticks == tuple(sorted(set(on.ticks)))
    assert all(on.start <= tick <= on.stop for tick in on.ticks)


@given(BOUNDS, st.integers(2, 60))
def test_bars_and_ticks_take_exactly_their_cells(numbers: list[int | None], width: int) -> None:
    on = scale(numbers)
    assert sum(len(s.text) for s in tick_line(on, width, PLAIN.style("dim"))) == width
    for low, high in pairwise(numbers):
        if low is None or high is None or low <= high:
            for state in ("current", "superseded", "set-aside"):
                for look in (PLAIN, ASCII):
                    cells = sum(s.cell_length for s in bar(row(low, high, on, state=state), width, look))
                    assert cells == width


def test_twelve_beside_twelve_thousand_is_logarithmic_and_says_so() -> None:
    on = scale([12, 12_000])
    assert on.log
    assert 0 < on.place(12) < on.place(120) < on.place(12_000) <= 1
    assert on.place(120) - on.place(12) > 0.2
    assert not scale([6, 85]).log


def test_figures_that_lie_close_together_are_told_apart() -> None:
    on = scale([16, 18, 21])
    assert on.start > 0
    assert 16 - on.start < 6
    assert scale([0, 18, 21]).start == 0, "a ceiling begins at nothing"


def test_ends_that_are_open_are_drawn_as_open() -> None:
    on = Scale(0, 20, 5)
    assert drawn(10, 10, on) == f"{'':10}O{'':10}"
    assert drawn(10, 15, on) == f"{'':10}[====]{'':5}"
    assert drawn(10, None, on) == f"{'':10}[=========>"
    assert drawn(None, 5, on) == f"<====]{'':15}"
    assert drawn(0, 5, on) == f"[====]{'':15}"
    assert drawn(None, None, on, value=10).strip() == "~"
    assert drawn(None, None, on).strip() == ""
    assert drawn(10, 15, on, state="superseded") == f"{'':10}|----|{'':5}"
    assert drawn(10, None, on, look=PLAIN) == f"{'':10}┣━━━━━━━━━→"


def test_a_range_inside_one_cell_is_no_exact_figure() -> None:
    on = scale([100, 101, 140])
    assert drawn(100, 101, on).strip() == "[]"
    assert drawn(100, 100, on).strip() == "O"


def test_ticks_never_touch() -> None:
    for numbers in ([16, 21], [12, 12_000], [0, 85], [1], [10**6, 2 * 10**6], [3, 10**18]):
        on = scale(numbers)
        for width in (8, 20, 40):
            text = "".join(s.text for s in tick_line(on, width, PLAIN.style("dim")))
            assert len(text.split()) == len(shown_ticks(on, width))
