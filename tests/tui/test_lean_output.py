"""What is sent lean looks on a terminal as what Textual wrote: the same characters in the same colours."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factdesk.tui.lean_output import LeanOutput
from support.emulator import Emulator

SIZE = (24, 5)
STYLES = ("", "1", "7", "38;2;9;9;9", "1;38;2;9;9;9;48;2;1;2;3", "4;31", "48;5;7", "3;38;2;1;1;1;48;2;1;2;3")
TEXTS = st.text(st.sampled_from("ab  ·…éЖא漢e\u0301"), min_size=1, max_size=6)
PIECES = st.lists(st.tuples(st.sampled_from(STYLES), TEXTS), max_size=3)
CHUNKS = st.lists(st.tuples(st.integers(1, SIZE[1]), st.integers(1, 6), PIECES), max_size=5)


def frame(chunks: list[tuple[int, int, list[tuple[str, str]]]]) -> str:
    """A frame as Textual writes it: moves, styled pieces each with a reset, the cursor's place at the end."""
    out = []
    for row, column, pieces in chunks:
        out.append(f"\x1b[{row};{column}H")
        out += [f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in pieces]
    return "".join(out) + "\x1b[1;1H"


def picture(emulator: Emulator) -> list[list[object]]:
    """All cells with their looks; of a plain blank the colour of its text does not show."""
    buffer, (width, height) = emulator.screen.buffer, SIZE
    cells: list[list[object]] = []
    for y in range(height):
        for x in range(width):
            cell = buffer[y][x]
            if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough):
                cells.append([" ", cell.bg])
            else:
                cells.append(list(cell))
    return cells


@settings(max_examples=150, deadline=None)
@example([[(1, 1, [("1", " ")])], [(1, 2, [("", "\u0301")])]])
@example([[(2, 1, [("1;38;2;9;9;9;48;2;1;2;3", " ")])], [(2, 2, [("", "\u0301")])], [(2, 1, [("1", " ")])]])
@example([[(1, 1, [("1", " ")])], [], [(1, 2, [("", "\u0301")])]])
@given(st.lists(CHUNKS, min_size=1, max_size=4))
def test_the_picture_is_the_same(frames: list[list[tuple[int, int, list[tuple[str, str]]]]]) -> None:
    plain, lean = Emulator(SIZE, lambda data: None), Emulator(SIZE, lambda data: None)
    output = LeanOutput()
    for chunks in frames:
        written = frame(chunks)
        plain.feed(written.encode())
        lean.feed(output.lean(written).encode())
        assert picture(lean) == picture(plain)


def test_only_the_cells_that_differ_are_sent() -> None:
    output = LeanOutput()
    style = "38;2;9;9;9;48;2;1;2;3"
    output.lean(frame([(2, 1, [(style, "figure 16 of that day")])]))
    assert output.lean(frame([(2, 1, [(style, "figure 16 of that day")])])) == "\x1b[1;1H"
    sent = output.lean(frame([(2, 1, [(style, "figure 18 of that day")])]))
    assert sent == f"\x1b[2;9H\x1b[{style}m8\x1b[0m\x1b[1;1H"


@pytest.mark.parametrize("other", ["\x1b[2J", "\x1b[?1049h", "plain", "\x1b[3;1Hsecret\x07", "\x1b[1;1H\x1b[99mx"])
def test_what_is_no_frame_goes_out_as_it_came_and_nothing_is_known_afterwards(other: str) -> None:
    output = LeanOutput()
    first = frame([(2, 1, [("1", "word")])])
    output.lean(first)
    assert output.lean(other) == other
    assert "word" in output.lean(first)


def test_a_screen_drawn_wholly_is_sent_wholly() -> None:
    output = LeanOutput()
    whole = frame([(row, 1, [("", f"line {row}")]) for row in range(1, 6)])
    output.lean(whole)
    assert all(f"line {row}" in output.lean(whole) for row in range(1, 6))


def test_the_marks_around_a_frame_change_nothing() -> None:
    output = LeanOutput()
    first = frame([(2, 1, [("1", "word")])])
    output.lean(first)
    assert output.lean("\x1b[?2026h") == "\x1b[?2026h"
    assert "word" not in output.lean(first)
