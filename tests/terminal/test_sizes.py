"""At home in every size: one, two or three panes, a word where it is too small, and no crash while it changes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from support.at_desk import claim_under_cursor, judge, quit_from_anywhere, to_all_claims
from support.pty_app import Terminal

Opened = Callable[..., Terminal]
Start = Callable[..., Terminal]


@pytest.mark.parametrize(
    ("size", "panes"),
    [((80, 24), ("Incidents",)), ((120, 36), ("Incidents", "Missile")), ((200, 60), ("Incidents", "Missile", "Card"))],
    ids=str,
)
def test_panes_by_width(opened: Opened, sample: Path, size: tuple[int, int], panes: tuple[str, ...]) -> None:
    term = opened(sample, size=size)
    tops = [line for line in term.lines() if line.startswith("╭")]
    for name in panes:
        assert any(f"─ {name}" in line for line in tops), term.report()
    assert sum(line.count("╭") for line in tops[:1]) == len(panes)
    assert quit_from_anywhere(term) == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60), (40, 10), (300, 90)], ids=str)
def test_content_and_keys_are_in_view(opened: Opened, sample: Path, size: tuple[int, int]) -> None:
    term = to_all_claims(opened(sample, size=size))
    term.wait_for(r"▌ . CONF A1\b")
    assert len(term.lines()) == size[1]
    assert "Confirm" in term.line(-1), term.report()
    assert term.line(1).startswith("╭"), term.report()
    assert judge(term, "d", "seen at this size") == "A1"
    assert claim_under_cursor(term) == "A1"
    assert term.audit() == []
    assert quit_from_anywhere(term) == 0


def test_card_on_a_narrow_terminal(opened: Opened, sample: Path) -> None:
    term = to_all_claims(opened(sample, size=(80, 24)))
    term.press("enter").wait_for(r"─ Card")
    term.wait_for("at least 16 people killed")
    term.press("escape").wait_for("All incidents · 90")
    term.press("escape").wait_for("─ Incidents")
    assert quit_from_anywhere(term) == 0


def test_too_small_says_so_and_comes_back(opened: Opened, sample: Path) -> None:
    term = to_all_claims(opened(sample, size=(120, 36)))
    term.press("j", "j").wait_for(r"▌ . CONF A3\b")
    term.resize(20, 5)
    term.wait_for(r"Too small")
    term.press("c", "x", "enter").settle()
    term.resize(120, 36)
    term.wait_for(r"▌ . CONF A3\b")
    assert "recorded" not in term.text()
    assert quit_from_anywhere(term) == 0


def test_started_too_small(terminal: Start, sample: Path) -> None:
    from support.pty_app import factdesk

    term = terminal(factdesk(sample), size=(20, 5), env={"FACTDESK_AUTHOR": "Anna"})
    term.wait_for("Too small")
    term.press("q")
    assert term.wait_exit() == 0


def test_a_storm_of_sizes_while_keys_are_typed(opened: Opened, sample: Path) -> None:
    chance = random.Random(7)
    term = to_all_claims(opened(sample))
    keys = ["j", "k", "tab", "enter", "escape", "pagedown", "G", "g", "c", "escape", "2", "3", "4", "1", "?", "escape",
            "/", "escape", "s", "space", "v", "J"]  # fmt: skip
    for _ in range(150):
        if chance.random() < 0.5:
            term.resize(chance.randrange(10, 220), chance.randrange(3, 70))
        term.press(chance.choice(keys))
        term.pump(0.01)
    term.resize(120, 36)
    term.press(*["escape"] * 6, "1").settle()  # out of all that the storm may have opened
    assert term.alive, term.report()
    assert "Desk" in term.line(0), term.report()
    assert term.audit() == []
    assert quit_from_anywhere(term) == 0
