"""The program as scripts meet it: what it loads, broken pipes, poor locales, full disks, signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.command_line import Cli

PROGRAM = [sys.executable, "-m", "factdesk"]


def program(*words: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "FACTDESK_AUTHOR": "Anna Test", **options.pop("env", {})}  # type: ignore[dict-item]
    return subprocess.run(
        [*PROGRAM, *map(str, words)], capture_output=True, timeout=60, env=env, stdin=subprocess.DEVNULL, **options
    )  # type: ignore[call-overload, no-any-return]


def loaded_by(*words: object) -> set[str]:
    """The modules that a command line loads."""
    told = (
        "import sys; from factdesk.__main__ import start; code = start(sys.argv[1:]);"
        " print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", told, *map(str, words)], capture_output=True, check=True, timeout=60)
    return set(done.stderr.decode().split())


def test_the_version_loads_next_to_nothing() -> None:
    assert not loaded_by("--version") & {"textual", "rich", "sqlite_utils", "sqlite3", "click", "json"}
    done = program("--version")
    assert (done.stdout.startswith(b"factdesk "), done.stderr, done.returncode) == (True, b"", 0)


def test_a_command_that_reads_loads_no_screen(sample: Path) -> None:
    assert not loaded_by("claims", sample) & {"textual", "sqlite_utils", "rich"}


def test_a_reader_that_leaves_early_is_no_error(cli: Cli, desk: Path) -> None:
    lines = b'{"name": "%b"}\n' % (b"x" * 1000) * 500
    cli("add", desk, "speaker", "-", stdin=lines).ok()
    running = subprocess.Popen(
        [*PROGRAM, "speakers", str(desk), "--jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.read(10)
    running.stdout.close()
    assert (running.wait(30), running.stderr.read()) == (141, b"")
    running.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_output_is_said(sample: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*PROGRAM, "claims", str(sample), "--json"], stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"No space left" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1251"])
def test_no_locale_breaks_a_command(sample: Path, encoding: str) -> None:
    done = program("show", sample, "S24", env={"PYTHONIOENCODING": encoding, "LC_ALL": "C"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u0636" in done.stdout


def test_closed_streams_are_no_error(sample: Path) -> None:
    done = subprocess.run(["sh", "-c", '"$@" <&- >&-', "sh", *PROGRAM, "claims", str(sample)], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_without_a_terminal_the_screen_says_so(sample: Path) -> None:
    done = program(sample)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_in_a_long_job_leaves_nothing_half_done(desk: Path, number: signal.Signals, code: int) -> None:
    big = desk.parent / "big.bin"
    with big.open("wb") as file:
        file.truncate(160 * 1024 * 1024)
    before = desk.read_bytes()
    running = subprocess.Popen(
        [*PROGRAM, "attach", str(desk), "A1", "--file", str(big), "--as", "Anna"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    journal = desk.with_name(desk.name + "-journal")
    until = time.monotonic() + 30
    while not (journal.exists() and journal.stat().st_size) and time.monotonic() < until and running.poll() is None:
        time.sleep(0.005)
    running.send_signal(number)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (code, b"")
    assert b"stop" in err
    assert desk.read_bytes() == before
    assert sorted(path.name for path in desk.parent.iterdir()) == ["big.bin", "desk.sqlite"]
