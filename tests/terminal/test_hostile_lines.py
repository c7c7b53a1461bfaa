"""Hostile texts on the command line at a terminal, and in the exported file: shown literally, handed over unchanged."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from factdesk.store.export_fill import visible_controls
from support import hostile_desk
from support.audit import audit
from support.child import Child
from support.hostile import KEPT
from support.pty_app import environment, factdesk


@pytest.fixture(scope="module")
def hostile(built_hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hostile desk."""
    return Path(shutil.copyfile(built_hostile, tmp_path_factory.mktemp("lines") / "hostile.sqlite"))


ONE_BY_ONE = """
import json, sys
from factdesk.__main__ import start
for words in json.load(open(sys.argv[1], encoding="utf-8")):
    start(words)
"""
"""Most of the time of a command is the start of Python: all run in one."""


def printed(commands: list[list[object]], home: Path) -> bytes:
    """What commands that run one after the other write to one terminal."""
    script = home / "commands.json"
    script.write_text(json.dumps([[str(word) for word in command] for command in commands]), "utf-8")
    child = Child([sys.executable, "-c", ONE_BY_ONE, str(script)], size=(120, 36), env=environment(home))
    try:
        assert child.wait(120) is not None, "it did not end"
        child._reader.join(5)
        return b"".join(data for _, data in child.chunks)
    finally:
        child.close()


def assert_clean(output: bytes) -> None:
    assert output
    assert audit(output.replace(b"\x1b[K", b"")) == []  # a line of progress clears what is left of the one before
    leaked = [item.name for item in KEPT if any(piece in output for piece in item.pieces)]
    assert not leaked, f"raw on the terminal: {leaked}"


@pytest.mark.parametrize("command", ["incidents", "claims", "sources", "speakers", "queue", "log"])
def test_lists(hostile: Path, tmp_path: Path, command: str) -> None:
    assert_clean(printed([[command, hostile]], tmp_path))


CHOSEN = ("markup cl", "c1", "all c", "bidi o", "forged", "zalgo", "sgr", "carriage", "ten thou", "formula m", "tag")
ONES = [item for item in KEPT if item.name.startswith(CHOSEN)]
"""One of each sort: every command starts a program."""


def test_single_records(hostile: Path, tmp_path: Path) -> None:
    assert len(ONES) >= 10
    codes = [code for item in ONES for code in hostile_desk.codes(item)[1:]]
    commands: list[list[object]] = [["show", hostile, code] for code in codes]
    commands += [["sheet", hostile, hostile_desk.codes(item)[0]] for item in ONES[:6]]
    assert_clean(printed(commands, tmp_path))


def test_found_and_refused(hostile: Path, tmp_path: Path) -> None:
    """Error lines quote what was typed: a terminal is not to obey that either."""
    words = [item.text for item in ONES if "\x00" not in item.text]
    commands: list[list[object]] = [["search", hostile, "--", word[:200]] for word in words]
    commands += [["show", hostile, "--", word[:200]] for word in words]
    commands += [["claims", hostile, f"--where={word[:200]}"] for word in words]
    assert_clean(printed(commands, tmp_path))


def test_export_and_what_it_says(hostile: Path, tmp_path: Path) -> None:
    desk, out = Path(shutil.copyfile(hostile, tmp_path / "desk.sqlite")), tmp_path / "reviewed.sqlite"
    commands: list[list[object]] = [["export", desk, out, "--include", "open"], ["verify", out], ["check", desk]]
    output = printed([*commands, [out]], tmp_path)
    assert_clean(output)
    assert out.exists(), output.decode(errors="replace")[-2000:]
    done = subprocess.run(
        factdesk("verify", out), env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with closing(sqlite3.connect(out)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        titles = {row[0] for row in conn.execute("SELECT title FROM incidents")}
        quotes = {row[0] for row in conn.execute("SELECT quote FROM citations")}
    texts = {visible_controls(hostile_desk.spoken(item)) for item in KEPT}  # what the file's own `about` says it does
    assert not any(control in text for text in titles | quotes for control in "\x1b\x07\x08\x9b\u202e")
    assert texts <= titles, [text[:40] for text in texts - titles]
    assert texts <= quotes, [text[:40] for text in texts - quotes]
    assert not re.search(r"traceback", output.decode(errors="replace"), re.I)
