"""Runs command lines inside the test's process, through the same door as the program, and reads its bytes."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from factdesk.__main__ import start
from factdesk.desk.sample import build_sample
from support.command_line import Cli, Result, Stream
from support.hostile_desk import build


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


@pytest.fixture(scope="session")
def sample_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample desk as a file, built once."""
    path = tmp_path_factory.mktemp("sample") / "sample.sqlite"
    build_sample(path).close()
    return path.read_bytes()


@pytest.fixture
def sample(tmp_path: Path, sample_bytes: bytes) -> Path:
    """A sample desk of the test's own."""
    path = tmp_path / "sample.sqlite"
    path.write_bytes(sample_bytes)
    return path


@pytest.fixture
def desk(tmp_path: Path, cli: Cli) -> Path:
    """A desk with an incident A, a speaker and a figure A1."""
    path = tmp_path / "desk.sqlite"
    cli("new", path).ok()
    cli("add", path, "incident", "--title", "Missile attack", "--code", "A", "--place", "Kryvyi Rih").ok()
    cli("add", path, "speaker", "--name", "City council", "--side", "Ukraine").ok()
    cli("add", path, "claim", "--incident", "A", "--measure", "killed", "--counted", "people", "--figure",
        "at least 16", "--speaker", "City council").ok()  # fmt: skip
    return path


@pytest.fixture(scope="session")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk in which every free text is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "nasty.sqlite"
    build(path)
    return path
