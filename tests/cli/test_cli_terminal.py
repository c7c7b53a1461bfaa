"""The commands on a real terminal: aligned lines in colour, and nothing in them that the data put there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.command_line import Cli
from support.pty_app import Terminal

PROGRAM = [sys.executable, "-m", "factdesk"]


@pytest.mark.parametrize(
    "words",
    [("claims",), ("sources", "--json"), ("show", "H022-1"), ("log", "--limit=300"), ("search", "end")],
    ids=str,
)
def test_hostile_data_does_not_reach_the_terminal(
    terminal: Callable[..., Terminal], nasty: Path, words: tuple[str, ...]
) -> None:
    shown = terminal([*PROGRAM, words[0], nasty, *words[1:]], size=(100, 40))
    assert shown.wait_exit() == 0
    assert len(shown.raw) > 1000
    assert shown.audit() == []


def test_the_author_is_asked_on_a_terminal(terminal: Callable[..., Terminal], cli: Cli, desk: Path) -> None:
    shown = terminal([*PROGRAM, "edit", desk, "A1", "scope=the city"])
    shown.wait_for("Your name")
    shown.type("Olena\n")
    assert shown.wait_exit() == 0
    assert cli("log", desk, "--limit=1", "--json").ok().json()[0]["author"] == "Olena"


def test_the_desk_opens_full_screen_and_leaves_quietly(terminal: Callable[..., Terminal], sample: Path) -> None:
    shown = terminal([*PROGRAM, sample], size=(120, 36))
    shown.wait_for("Kryvyi Rih")
    shown.press("ctrl+q")
    assert shown.wait_exit() == 0
    assert [path.name for path in sample.parent.iterdir() if path.is_file()] == [sample.name]


def test_a_file_that_is_no_desk_is_said_before_the_screen(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("not a desk " * 30)
    shown = terminal([*PROGRAM, notes])
    assert shown.wait_exit() == 4
    assert b"not a desk file" in shown.raw
    assert b"\x1b" not in shown.raw
