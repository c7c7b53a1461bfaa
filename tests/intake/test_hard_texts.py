"""Texts made to be slow or strange: the reader stays linear, deterministic and within the text."""

from __future__ import annotations

import time

import pytest

from factdesk.desk.intake import propose
from factdesk.model.errors import BadInput

MEGABYTE = 1_000_000
HARD = {
    "no sentence break": "word ",
    "numbers": "12 ",
    "figures": "killed 12 ",
    "opening quotes": "“",
    "nested quotes": "“a ",
    "commas": "12, ",
    "groups": "1,",
    "lines": "5 killed\n",
    "sayings": "he said that 5 died, ",
    "brackets": "(",
    "parts": "including 5 ",
    "capitals": "X Y ",
}


@pytest.mark.parametrize("name", HARD)
def test_time_grows_with_the_text(name: str) -> None:
    """Eight times the text takes at most some sixteen times as long; quadratic work would take 64 times."""
    text = HARD[name] * (160_000 // len(HARD[name]))
    short = max(_seconds(text[: len(text) // 8]) for _ in range(2))
    assert _seconds(text) < 16 * short + 0.2


def _seconds(text: str) -> float:
    """Seconds that a processor works on it: what else the machine does is no matter."""
    before = time.thread_time()
    propose(text)
    return time.thread_time() - before


@pytest.mark.slow
@pytest.mark.parametrize("name", ["no sentence break", "numbers", "nested quotes"])
def test_a_megabyte_is_read_in_seconds(name: str) -> None:
    assert _seconds(HARD[name] * (MEGABYTE // len(HARD[name]))) < 10


@pytest.mark.parametrize(
    "text",
    ["\x00\x1b[2J 5 killed", "5", ",", "“”", "killed", "a", "\ufeff5 people died.", "a\u0301 5 ٥ killed \U0001f534"],
)
def test_odd_texts_are_read(text: str) -> None:
    found = propose(text)
    assert found == propose(text)
    assert all(0 <= f["start"] < f["end"] <= len(text) for f in found["figures"])


def test_other_scripts_are_offered_unread() -> None:
    found = propose("عدد الشهداء 12 شهيدا و4,139 إصابة. Two people were killed.")
    assert [f["words"] for f in found["figures"]] == ["Two"]
    assert [u["numbers"] for u in found["unread"]] == [["12"], ["4,139"]] or found["unread"][0]["numbers"][0] == "12"


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(BadInput, match="empty"):
        propose(" \n")
