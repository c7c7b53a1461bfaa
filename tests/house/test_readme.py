"""The README keeps its word: its tables are those of the program, its commands run, its tour can be walked."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.cli.names import COMMANDS
from factdesk.desk.export import export
from factdesk.desk.open import create_desk
from factdesk.desk.sample import build_sample
from factdesk.desk.verify import verify
from factdesk.model import errors
from factdesk.model.vocabulary import BASES
from support.pty_app import Terminal, factdesk

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
Start = Callable[..., Terminal]


def between(begin: str, end: str) -> str:
    """The README's text from a mark to the next one."""
    return README.split(begin, 1)[1].split(end, 1)[0]


def rows(table: str) -> list[list[str]]:
    """The cells of a Markdown table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def named(cell: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def tables(path: Path) -> set[str]:
    """Tables and views of a file, without those of search indexes and of sqlite-utils."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        found = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    db.close()
    return {name for name in found if "_fts" not in name and not name.startswith(("sqlite_", "_sqlite"))}


def test_keys_and_commands_are_those_of_the_program() -> None:
    code = "import sys; sys.path.insert(0, 'screenshots'); from readme import renewed; print(renewed(sys.stdin.read()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input=README.encode(), capture_output=True, check=True
    )
    renewed = done.stdout.decode().removesuffix("\n")
    assert renewed == README, "renew them with: python screenshots/make.py --readme"
    assert "`c` | Confirm" in renewed


def test_every_command_that_is_named_exists_and_every_command_is_named() -> None:
    prose = re.sub("```.*?```", "", README, flags=re.S)
    told = "\n".join([*named(prose), between("```sh", "```")])
    assert set(re.findall(r"\bfactdesk ([a-z]+)\b(?![./])", told)) == set(COMMANDS)


def test_the_commands_of_the_example_run(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "factdesk"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.join(factdesk())} "$@"\n')
    program.chmod(0o755)
    env = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    script = between("```sh\n", "```")
    done = subprocess.run(["sh", "-eu", "-c", script], cwd=tmp_path, env=env, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "reviewed.sqlite").is_file()
    assert '"verdict": "confirmed"' in done.stdout.decode()


def test_exit_codes_are_those_of_the_program() -> None:
    told = {int(code) for code, _ in rows(between("| exit code |", "\n\n").join(["| exit code |", ""]))}
    kinds = (errors.BadInput, errors.NotFound, errors.Failed, errors.Busy, errors.Refused)
    assert told == {0, 5} | {kind.exit_code for kind in kinds}


def test_the_tables_of_a_desk_are_all_named(tmp_path: Path) -> None:
    create_desk(tmp_path / "desk.sqlite").close()
    told = {name for cells in rows(between("<!-- desk tables -->", "<!--")) for name in named(cells[0])}
    assert told == tables(tmp_path / "desk.sqlite")


def test_the_tables_of_a_reviewed_file_are_all_named(tmp_path: Path) -> None:
    with build_sample(tmp_path / "desk.sqlite") as desk:
        export(desk, tmp_path / "reviewed.sqlite")
    told = {name for cells in rows(between("<!-- reviewed tables -->", "<!--")) for name in named(cells[0])}
    views = set(named(between("and the views", "\n")))
    assert told | views == tables(tmp_path / "reviewed.sqlite")


def test_verdicts_and_bases_are_those_of_the_program() -> None:
    told = {cells[0].strip("*"): named(cells[2]) for cells in rows(between("the verdicts mean\n\n", "\n\n"))}
    assert told == {verdict: list(bases) for verdict, bases in BASES.items()}


def test_what_is_linked_is_there_and_nothing_is_fetched() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).is_file(), link
    assert set(re.findall(r"https?://([^/\s]+)", README)) <= {"example.org"}
    assert not re.search(r"(?<![\w./])/(?:home|root|tmp|work|usr)/", README)


KEYS = {"Enter": "enter", "Esc": "escape", "Tab": "tab", "Space": "space", "F2": "f2"}


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_tour_can_be_walked(terminal: Start, tmp_path: Path, size: tuple[int, int]) -> None:
    steps = rows(between("<!-- tour", "<!-- end of tour"))
    assert len(steps) > 8
    screen = terminal(factdesk("demo"), size=size, cwd=tmp_path)
    screen.wait_for("Missile strike on a res")
    for keys, happens in steps:
        screen.settle()
        screen.press(*(KEYS.get(key, key) for key in named(keys)))
        for words in re.findall("“([^”]+)”", happens):
            screen.wait_for(lambda words=words: words in screen.text())
    screen.settle().press("ctrl+q")
    assert screen.wait_exit() == 0
    assert verify(tmp_path / "demo-reviewed.sqlite").ok


def test_drawings_are_there_and_fetch_nothing() -> None:
    code = "import sys; sys.path.insert(0, 'screenshots'); from make import shots; print(*(s.name for s in shots([])))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    drawings = {path.name: path.read_text("utf-8") for path in (ROOT / "screenshots").glob("*.svg")}
    assert set(drawings) == set(done.stdout.split()), "draw them with: python screenshots/make.py"
    assert sum(len(text.encode()) for text in drawings.values()) < 3_000_000
    for name, text in drawings.items():
        assert not re.search(r"<image|<script|url\(|href=|@import|@font-face", text), name
        assert not re.search(r"/(?:home|root|tmp|work|usr)/", re.sub(r"https?://\S+", "", text)), name
