"""Keys that arrive at once, as over a slow line: each goes where the one before it led."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from factdesk.desk.browse import claim_card
from factdesk.desk.history import log
from factdesk.desk.open import open_desk
from support.at_desk import quit_from_anywhere, to_all_claims
from support.pty_app import Terminal

Opened = Callable[..., Terminal]


def test_a_reason_typed_ahead_of_the_strip_is_the_one_recorded(opened: Opened, sample: Path) -> None:
    term = to_all_claims(opened(sample, size=(80, 24)))
    for number, code in enumerate(("A1", "A2", "A3", "A4"), 1):
        term.type(f"cunusual order {number} end\r")
        term.wait_for(rf"recorded: confirm {code}\b")
        term.type("j")
    quit_from_anywhere(term)
    with open_desk(sample) as desk:
        for number, code in enumerate(("A1", "A2", "A3", "A4"), 1):
            assert claim_card(desk, code).reviews[0].reason == f"unusual order {number} end"


def test_words_typed_ahead_of_a_search_field_are_no_commands(opened: Opened, sample: Path) -> None:
    with open_desk(sample) as desk:
        before = len(log(desk, limit=10_000))
    term = to_all_claims(opened(sample))
    term.type("/unusual udUdxcou q")
    term.wait_for("unusual udUdxcou q")
    term.press("escape")
    term.type("fverdict:open\r")
    term.wait_for("filter: verdict:open")
    quit_from_anywhere(term)
    with open_desk(sample) as desk:
        assert len(log(desk, limit=10_000)) == before


def test_hundred_keys_at_once_arrive_in_order(opened: Opened, sample: Path) -> None:
    term = to_all_claims(opened(sample))
    text = "".join(chr(97 + number % 26) for number in range(100))
    term.type("5")
    term.wait_for("Search")
    term.type(text)
    term.wait_for(text[-40:])
    term.press("escape")
    assert quit_from_anywhere(term) == 0
