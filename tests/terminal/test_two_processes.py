"""Two hands on one desk: what one records, the other sees; neither loses anything."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from factdesk.desk.browse import claim_card
from factdesk.desk.check import check
from factdesk.desk.open import open_desk
from support.at_desk import ask, judge, quit_from_anywhere, to_all_claims, wait_recorded
from support.pty_app import Terminal, environment, factdesk

Opened = Callable[..., Terminal]


def run(home: Path, *args: object) -> subprocess.CompletedProcess[str]:
    home.mkdir(exist_ok=True)
    env = environment(home, FACTDESK_AUTHOR="Bohdan")
    return subprocess.run(factdesk(*args), env=env, capture_output=True, text=True, timeout=30, check=False)


def test_a_verdict_from_the_command_line_shows_unasked(opened: Opened, sample: Path, tmp_path: Path) -> None:
    term = to_all_claims(opened(sample))
    term.wait_for(r"· open A2\b")
    done = run(tmp_path / "b", "mark", sample, "A2", "denied", "--basis", "by-evidence", "--reason", "register")
    assert done.returncode == 0, done.stderr
    term.wait_for(r"✗ DENY A2\b")
    assert quit_from_anywhere(term) == 0


def test_another_process_is_not_kept_waiting_by_an_idle_screen(opened: Opened, sample: Path, tmp_path: Path) -> None:
    term = to_all_claims(opened(sample))
    ask(term, "c")  # even with the strip open, no lock is held
    with closing(sqlite3.connect(sample, timeout=0.5, isolation_level=None)) as other:
        free = sum(takes_all(other) for _ in range(40))
    assert free >= 35, "it looks for changes and counts now and then, and holds nothing in between"
    with open_desk(sample, author="Bohdan") as desk:
        for number in range(5):
            desk_mark(desk, number)
    term.press("escape", "escape")
    assert quit_from_anywhere(term) == 0


def takes_all(other: sqlite3.Connection) -> bool:
    """Whether the whole file can be had within the half second that a writer waits."""
    try:
        other.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return False
    other.execute("ROLLBACK")
    return True


def desk_mark(desk: object, number: int) -> None:
    from factdesk.desk.review import mark

    mark(desk, ["A5"], "disputed", basis="evidence-unclear", reason=f"by hand {number}")  # type: ignore[arg-type]  # a Desk


def test_two_screens_on_one_desk(opened: Opened, sample: Path) -> None:
    anna = to_all_claims(opened(sample, author="Anna"))
    bohdan = to_all_claims(opened(sample, author="Bohdan"))
    for number in range(5):
        first = judge(anna, "c", f"Anna {number}")
        second = judge(bohdan, "x", f"Bohdan {number}")
        anna.press("j")
        bohdan.press("j", "j")
        assert (first, second) == (f"A{number + 1}", f"A{2 * number + 1}")
    for one in (anna, bohdan):
        one.press("4").wait_for("Anna")
        one.wait_for("Bohdan")
    assert quit_from_anywhere(anna) == 0
    assert quit_from_anywhere(bohdan) == 0
    with open_desk(sample) as desk:
        for number in range(5):
            reasons = {r.reason for r in claim_card(desk, f"A{number + 1}").reviews}
            assert f"Anna {number}" in reasons
            assert f"Bohdan {number}" in {r.reason for r in claim_card(desk, f"A{2 * number + 1}").reviews}
        assert check(desk).ok


def test_a_screen_waits_for_a_lock_and_then_records(opened: Opened, sample: Path) -> None:
    term = to_all_claims(opened(sample))
    code = ask(term, "c")
    with open_desk(sample, author="Bohdan") as desk, desk.db.write():
        term.type("waited for").press("enter")
        term.pump(1.0)
        assert f"recorded: confirm {code}" not in term.text()
        term.press("j", "k")  # the screen moves on meanwhile
    wait_recorded(term, "c", code)
    assert quit_from_anywhere(term) == 0


def test_a_verdict_that_got_no_lock_stays_in_the_strip(opened: Opened, sample: Path) -> None:
    term = to_all_claims(opened(sample))
    with open_desk(sample, author="Bohdan") as desk, desk.db.write():
        code = ask(term, "c")
        term.type("heard later").press("enter")
        term.wait_for("Not recorded", timeout=15)
    assert f"recorded: confirm {code}" not in term.text()
    assert "heard later" in term.text(), term.report()
    term.press("enter")
    wait_recorded(term, "c", code)
    assert quit_from_anywhere(term) == 0
    with open_desk(sample) as desk:
        assert claim_card(desk, code).reviews[0].reason == "heard later"
