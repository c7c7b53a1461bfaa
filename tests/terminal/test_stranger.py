"""A stranger with the footer and the help alone: from `factdesk demo` to a confirmed claim and a file for others."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from support.pty_app import Terminal, environment, factdesk

Start = Callable[..., Terminal]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)], ids=str)
def test_from_the_demo_to_a_file_by_keys_alone(terminal: Start, tmp_path: Path, size: tuple[int, int]) -> None:
    term = terminal(factdesk("demo"), size=size, cwd=tmp_path)
    term.wait_for("All inc")
    term.wait_for(lambda: "? Help" in term.line(-1))
    term.press("?").wait_for("Confirm")
    term.press("escape").wait_for("Incidents")
    term.press("enter").wait_for(lambda: "Confirm" in term.line(-1))
    term.press("j").wait_for(r"▌ · open (A2)\b")
    term.press("c").wait_for(r"Confirm A2: six children killed")
    term.wait_for(r"●")
    term.type("The city's register lists all six by name.").press("enter")
    term.wait_for(r"recorded: confirm A2")
    term.wait_for(r"✓ CONF A2\b")
    term.press("u").wait_for(r"recorded: undo")
    term.press("U").wait_for(r"recorded: .*confirm A2")
    out = export_by_keys(term, tmp_path)
    term.press("ctrl+q")
    assert term.wait_exit() == 0
    assert term.audit() == []
    assert_reviewed(out, tmp_path)


def export_by_keys(term: Terminal, folder: Path) -> Path:
    """`E`, a file name, F2; the file that was written."""
    out = folder / "for-the-lawyer.sqlite"
    term.press("E").wait_for("Export the reviewed file")
    term.press("end", "ctrl+u").type(str(out))
    term.wait_for("for-the-lawyer")
    term.wait_for("What stays behind")  # nothing is written before the plan was seen
    term.press("f2")
    term.wait_for(out.exists)
    term.wait_for(r"(?i)written|exported")
    return out


def assert_reviewed(out: Path, home: Path) -> None:
    done = subprocess.run(
        factdesk("verify", out), env=environment(home), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with closing(sqlite3.connect(out)) as conn:
        rows = conn.execute(
            "SELECT c.words, r.reason FROM reviews AS r JOIN claims AS c ON c.id = r.claim WHERE r.in_force"
        ).fetchall()
    assert (
        "six",
        "The city's register lists all six by name.",
    ) in rows


def test_the_first_run_offers_the_sample_and_takes_nobody_for_granted(terminal: Start, tmp_path: Path) -> None:
    term = terminal(factdesk(), size=(120, 36))
    term.wait_for("Welcome to factdesk")
    assert "tester" not in term.text(), "the account's name is nobody's signature"
    term.type("Anna")
    term.press("enter", "enter")
    term.wait_for("All inc")
    term.wait_for(lambda: "Anna" in term.line(0))
    term.press("ctrl+q")
    assert term.wait_exit() == 0
    assert term.audit() == []


def test_a_desk_of_ones_own_from_nothing(terminal: Start, tmp_path: Path) -> None:
    """Incident and claim through the forms; then the verdict."""
    desk = tmp_path / "mine.sqlite"
    term = terminal(factdesk(desk), size=(120, 36), env={"FACTDESK_AUTHOR": "Anna"})
    term.wait_for("Welcome to factdesk")
    term.press("tab", "enter")  # from the sample to a desk of one's own
    term.wait_for("This desk is empty")
    assert desk.exists()
    term.press("ctrl+q")
    assert term.wait_exit() == 0
