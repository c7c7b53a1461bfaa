"""The page before the full screen on a real terminal: it comes first, keys wait for the screen, all is given back."""

from __future__ import annotations

import os
import pty
import sys
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from factdesk.tui import early
from support.at_desk import quit_from_anywhere
from support.pty_app import Terminal, factdesk

Start = Callable[..., Terminal]
ENV = {"FACTDESK_AUTHOR": "Anna"}


def test_it_comes_first_and_keys_typed_at_it_are_obeyed_by_the_full_screen(terminal: Start, sample: Path) -> None:
    term = terminal(factdesk(sample), size=(120, 36), env=ENV)
    term.wait_for("opening …")
    assert "at least 16 people killed" in term.text()
    assert term.emulator.screen.cursor.hidden
    term.press("2", "j", "enter")  # the queue, its second claim, the card
    term.wait_for(r"2 of \d+ open")
    assert term.raw.count(b"\x1b[?1049h") == 1
    assert "opening …" not in term.text()
    quit_from_anywhere(term)
    assert b"\x1b[?1049l" in term.raw


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "linux"}], ids=str)
def test_a_poor_terminal_shows_the_full_screen_at_once(terminal: Start, sample: Path, env: dict[str, str]) -> None:
    term = terminal(factdesk(sample), size=(120, 36), env={**ENV, **env})
    term.wait_for("at least 16 people killed")
    assert "opening …".encode() not in term.raw


def test_a_desk_that_cannot_be_opened_leaves_the_terminal_as_it_was(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong after the page was drawn is said on the screen that was there before it."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (36, 120))
    before = termios.tcgetattr(slave)
    told: list[bytes] = []
    reader = threading.Thread(target=_read, args=(master, told), daemon=True)
    reader.start()
    name = os.ttyname(slave)
    with open(name, "w", encoding="utf-8") as out, open(name, encoding="utf-8") as taken:
        monkeypatch.setattr(sys, "__stderr__", out)
        monkeypatch.setattr(sys, "__stdin__", taken)
        for variable, value in (("TERM", "xterm-256color"), ("COLORTERM", "truecolor")):
            monkeypatch.setenv(variable, value)
        monkeypatch.delenv("NO_COLOR", raising=False)
        page = early.show(sample, "Anna")
        assert page is not None
        assert not termios.tcgetattr(slave)[3] & termios.ECHO
        page.leave()
        assert termios.tcgetattr(slave) == before
        assert early.current() is None
    os.close(slave)
    reader.join(10)
    assert b"".join(told).endswith(b"\x1b[?25h\x1b[?1049l")


def _read(master: int, told: list[bytes]) -> None:
    with suppress(OSError):  # the other end was closed
        while data := os.read(master, 1 << 16):
            told.append(data)
    os.close(master)
