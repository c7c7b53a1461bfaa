"""Runs command lines inside the test's process, through the same door as the program, and reads its bytes."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from factdesk.__main__ import start
from factdesk.desk.add import add
from factdesk.desk.open import create_desk
from factdesk.desk.standing import refresh
from support.command_line import Cli, Result, Stream
from support.shared import made_once


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Cli:
    """`cli("claims", desk, stdin=b"…", tty=True, encoding="ascii")`: exit code, stdout's bytes, stderr's text.

    `tty` puts a terminal behind stdout, `asked` one behind stdin.
    """
    monkeypatch.setenv("FACTDESK_AUTHOR", "Anna Test")

    def run(
        *words: object, stdin: bytes = b"", tty: bool = False, asked: bool = False, encoding: str = "utf-8"
    ) -> Result:
        out, err = Stream(io.BytesIO(), encoding=encoding), Stream(io.BytesIO(), encoding="utf-8")
        out.tty = tty
        with monkeypatch.context() as patch:
            answers = Stream(io.BytesIO(stdin), encoding="utf-8")
            answers.tty = asked
            patch.setattr(sys, "stdin", answers)
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = start([str(word) for word in words])
        out.flush()
        err.flush()
        return Result(code, out.buffer.getvalue(), err.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]

    return run


@pytest.fixture
def sample(tmp_path: Path, built_sample: Path) -> Path:
    """A sample desk of the test's own."""
    return Path(shutil.copyfile(built_sample, tmp_path / "sample.sqlite"))


@pytest.fixture(scope="session")
def built_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "built-small.sqlite", _small)


def _small(path: Path) -> None:
    with create_desk(path, author="Anna Test") as desk:
        add(desk, "incident", {"title": "Missile attack", "code": "A", "place": "Kryvyi Rih"})
        add(desk, "speaker", {"name": "City council", "side": "Ukraine"})
        add(desk, "claim", {"incident": "A", "kind": "figure", "measure": "killed", "counted": "people",
                            "figure": "at least 16", "speaker": "City council"})  # fmt: skip
        refresh(desk)  # as the command line does after a change


@pytest.fixture
def desk(tmp_path: Path, built_desk: Path) -> Path:
    """A desk with an incident A, a speaker and a figure A1."""
    return Path(shutil.copyfile(built_desk, tmp_path / "desk.sqlite"))


@pytest.fixture(scope="session")
def nasty(built_hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk in which every free text is hostile."""
    return Path(shutil.copyfile(built_hostile, tmp_path_factory.mktemp("hostile") / "nasty.sqlite"))
