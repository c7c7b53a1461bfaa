"""The short ways of the tests' terminal draw what pyte draws."""

from __future__ import annotations

from pathlib import Path

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from support.at_desk import to_all_claims
from support.emulator import _CUT, Screen
from support.pty_app import Terminal
from support.quick_stream import QuickStream

PIECES = ["\x1b[38;2;1;2;3m", "\x1b[0m", "\x1b[m", "\x1b[1;7m", "\x1b[3;4H", "\x1b[;9H", "\x1b[H", "\x1b[K", "\x1b[1K",
          "\x1b[2J", "\x1b[4h", "\x1b[4l", "\x1b[5A", "\r\n", "\n", "\t", "\b", "│─╮",
          "plain text", "界", "e\u0301", "\u200b",
          "x" * 30, "\x1b(0q\x1b(B", "\x1b[48;5;99m", "\x1b[1"]  # fmt: skip
"""Of what a program writes; the last is half a sequence, which the next piece goes on with."""


class Plain(Screen):
    """The tests' terminal, drawing as pyte does."""

    draw = pyte.Screen.draw


def drawn(screen: pyte.Screen) -> object:
    """All that can be seen, and where the cursor stands."""
    cells = [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]
    return cells, (screen.cursor.x, screen.cursor.y)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_pieces_are_drawn_as_pyte_draws_them(pieces: list[str]) -> None:
    quick, plain = Screen(20, 6), pyte.Screen(20, 6)
    ours, theirs = QuickStream(quick), pyte.ByteStream(plain)
    for piece in pieces:
        ours.feed(piece.encode())
        theirs.feed(piece.encode())
    assert drawn(quick) == drawn(plain)


def test_the_application_is_drawn_as_pyte_draws_it(opened: type[Terminal], sample: Path) -> None:
    term = to_all_claims(opened(sample))  # type: ignore[arg-type]
    term.press("j", "j", "c").wait_for("Confirm")
    term.press("escape", "2").wait_for("Queue")
    term.settle()
    plain = Plain(*term.size)
    pyte.ByteStream(plain).feed(_CUT.sub(b"", term.raw))
    assert drawn(plain) == drawn(term.emulator.screen)
    assert term.lines() == [line.rstrip() for line in plain.display]
