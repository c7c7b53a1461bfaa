"""Desks that cannot be written and files that are none: a word in one line, and not a byte changed."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from support.at_desk import quit_from_anywhere, to_all_claims
from support.pty_app import Terminal, factdesk

Opened = Callable[..., Terminal]
Start = Callable[..., Terminal]
ENV = {"FACTDESK_AUTHOR": "Anna"}


def print_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def sealed(sample: Path) -> Iterator[Path]:
    """A desk whose file is marked read-only; root may write it all the same, so the mark is what counts."""
    sample.chmod(stat.S_IRUSR)
    yield sample
    sample.chmod(stat.S_IRUSR | stat.S_IWUSR)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=str)
def test_a_read_only_desk_says_so_and_its_keys_explain_themselves(
    opened: Opened, sealed: Path, size: tuple[int, int]
) -> None:
    before = print_of(sealed)
    term = to_all_claims(opened(sealed, size=size))
    term.wait_for("READ ONLY")
    for key in ("c", "u", "a", "e"):
        term.press("j").settle(0.05)
        term.press(key)
        term.wait_for(r"(?i)open for reading only|read-only desk")
        assert "Confirm A" not in term.text()
    assert quit_from_anywhere(term) == 0
    assert term.audit() == []
    assert print_of(sealed) == before
    assert sorted(path.name for path in sealed.parent.iterdir() if path.is_file()) == [sealed.name]


def foreign(path: Path, kind: str) -> Path:
    """A file that is no desk of this version."""
    if kind == "text":
        path.write_text("Dear colleague,\n" * 40)
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "noise":
        path.write_bytes(os.urandom(9000))
    elif kind == "other SQLite":
        with closing(sqlite3.connect(path)) as conn, conn:
            conn.execute("CREATE TABLE claims (id)")
    return path


@pytest.mark.parametrize("kind", ["text", "empty", "noise", "other SQLite"])
def test_what_is_no_desk_is_refused_in_one_line(terminal: Start, tmp_path: Path, kind: str) -> None:
    path = foreign(tmp_path / "thing.sqlite", kind)
    before = print_of(path)
    term = terminal(factdesk(path), size=(300, 24), env=ENV)
    assert term.wait_exit() == 4, term.report()
    said = [line for line in term.lines() if line.strip()]
    assert len(said) == 1, term.report()
    assert "thing.sqlite" in said[0]
    assert "Traceback" not in term.text()
    assert b"\x1b[?1049h" not in term.raw, "the screen was taken before it was known whether there is a desk"
    assert print_of(path) == before


def test_a_desk_of_a_newer_version_is_refused_in_one_line(terminal: Start, sample: Path) -> None:
    with closing(sqlite3.connect(sample)) as conn:
        conn.execute("PRAGMA user_version = 999")
    before = print_of(sample)
    term = terminal(factdesk(sample), size=(300, 24), env=ENV)
    assert term.wait_exit() == 4, term.report()
    assert "newer factdesk" in term.text()
    assert len([line for line in term.lines() if line.strip()]) == 1, term.report()
    assert print_of(sample) == before


def test_a_damaged_desk_says_so(terminal: Start, sample: Path) -> None:
    data = bytearray(sample.read_bytes())
    for at in range(4096, len(data), 4096):
        data[at : at + 64] = os.urandom(64)
    sample.write_bytes(data)
    term = terminal(factdesk(sample), size=(160, 24), env=ENV)
    assert term.wait_exit() in (1, 4), term.report()
    assert "Traceback" not in term.text()
    assert "damaged" in term.text() or "structure" in term.text(), term.report()


def test_a_folder_and_a_missing_folder(terminal: Start, tmp_path: Path) -> None:
    term = terminal(factdesk(str(tmp_path) + "/"), size=(160, 24), env=ENV)
    assert term.wait_exit() in (2, 4), term.report()
    assert "folder" in term.text()


def test_no_terminal_no_screen(terminal: Start, sample: Path) -> None:
    import shlex

    term = terminal(["/bin/sh", "-c", shlex.join(factdesk(sample)) + " | cat; echo done"], size=(160, 24), env=ENV)
    term.wait_for("done")
    assert "needs a terminal" in term.text()
