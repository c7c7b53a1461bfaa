"""Poor and foreign terminals: a working screen that the terminal can draw, or one clear line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support.at_desk import quit_from_anywhere, to_all_claims
from support.pty_app import Terminal, factdesk

Start = Callable[..., Terminal]

ENV = {"FACTDESK_AUTHOR": "Anna"}


@pytest.mark.parametrize("lang", ["C", "POSIX", "en_US.ISO-8859-1", "en_US.UTF-8", "xx_XX.nonsense"])
def test_the_screen_opens_under_every_locale(terminal: Start, sample: Path, lang: str) -> None:
    term = terminal(factdesk(sample), lang=lang, size=(120, 36), env=ENV)
    term.wait_for(r"All inc|factdesk: ")
    if "All inc" in term.text():
        term.press("home", "enter").wait_for(r"\bA1\b")
        term.press("c").wait_for(r"Confirm A1")
        term.press("escape").wait_gone("Confirm A1")
        assert quit_from_anywhere(term) == 0
    else:
        assert term.wait_exit() in (1, 2)
        assert len([line for line in term.lines() if line.strip()]) == 1, term.report()
    assert "Traceback" not in term.text()
    assert term.audit() == []


@pytest.mark.parametrize("lang", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_utf_8_mode_off_draws_what_the_encoding_has(terminal: Start, sample: Path, lang: str) -> None:
    """Python turns UTF-8 on by itself under C; where somebody forbids it, the screen draws its own signs in ASCII."""
    env = ENV | {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    term = terminal(factdesk(sample), lang=lang, size=(120, 36), env=env)
    term.wait_for(r"All inc|factdesk: ")
    if "All inc" in term.text():
        term.press("home", "enter", "c").wait_for(r"Confirm A1")
        term.press("escape").wait_gone("Confirm A1")
        quit_from_anywhere(term)
    else:
        term.wait_exit()
    assert term.child.status == 0 or len([line for line in term.lines() if line.strip()]) == 1, term.report()
    assert "Traceback" not in term.text()


def test_ascii_on_demand(terminal: Start, sample: Path) -> None:
    term = terminal(factdesk("--ascii", sample), size=(120, 36), env=ENV)
    term.wait_for("All inc")
    to_all_claims(term)
    term.wait_for(r"\bA11\b")
    own = "".join(term.lines())
    assert not [sign for sign in "╭─│╮▌✓✗·…•" if sign in own], term.report()
    assert "+ CONF" in own
    assert "x DENY" in own
    assert quit_from_anywhere(term) == 0


def test_no_colour(terminal: Start, sample: Path) -> None:
    term = terminal(factdesk(sample), size=(120, 36), env=ENV | {"NO_COLOR": "1"})
    term.wait_for("All inc")
    to_all_claims(term)
    term.press("j", "c").wait_for("Confirm A2")
    colours = [part for part in term.raw.split(b"\x1b[") if part.split(b"m")[0].startswith((b"38;", b"48;"))]
    assert not colours, colours[:3]
    assert "▌" in term.text()
    assert quit_from_anywhere(term) == 0


@pytest.mark.parametrize("name", ["dumb", "vt100", "xterm", "screen-256color", "linux", "tmux-256color"])
def test_terminals_by_name(terminal: Start, sample: Path, name: str) -> None:
    term = terminal(factdesk(sample), size=(100, 30), env=ENV | {"TERM": name})
    term.wait_for("All inc")
    to_all_claims(term)
    assert quit_from_anywhere(term) == 0
    assert term.audit() == []
