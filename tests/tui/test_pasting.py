"""A paste stays a paste, however it comes in pieces; what stands around it is still keys."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.driver import Driver

from factdesk.tui.pasting import END, START, PasteParser, guard
from support.hostile import HOSTILE, Hostile


def read(data: str, cuts: list[int] | None = None) -> list[str]:
    """What the parser makes of the data, cut into pieces at these places."""
    parser = PasteParser()
    places = sorted({min(cut, len(data)) for cut in cuts or []} | {0, len(data)})
    found = []
    for start, stop in pairwise(places):
        for message in parser.feed(data[start:stop]):
            found.append(f"paste {message.text}" if isinstance(message, events.Paste) else f"key {message.key}")
    return found


@given(
    st.text(st.sampled_from("a\x1b[<0;1Mcq\x11~201\r\n\x9b"), max_size=40),
    st.lists(st.integers(0, 60), max_size=6),
)
def test_everything_inside_is_one_paste(text: str, cuts: list[int]) -> None:
    if (text + END).find(END) != len(text):
        return
    assert read(f"x{START}{text}{END}y{START}two{END}", cuts) == ["key x", f"paste {text}", "key y", "paste two"]


@pytest.mark.parametrize("item", [one for one in HOSTILE if END not in one.text], ids=str)
def test_nothing_hostile_presses_a_key(item: Hostile) -> None:
    assert read(START + item.text + END) == [f"paste {item.text}"]


def test_keys_and_mouse_are_read_as_before() -> None:
    assert read("a\x1b[A\x1bOP") == ["key a", "key up", "key f1"]


def test_a_driver_reads_with_it() -> None:
    from textual.drivers import linux_driver

    before = linux_driver.XTermParser
    try:
        driver: type[Driver] = guard(linux_driver.LinuxDriver)
        assert driver is linux_driver.LinuxDriver
        assert linux_driver.XTermParser is PasteParser
    finally:
        linux_driver.XTermParser = before  # type: ignore[misc]
