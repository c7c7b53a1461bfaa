"""Fixtures for all tests: a home of their own, terminals that are closed whatever happens, and workers for the many."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))  # so that `support` is found under every import mode

from support.pty_app import Terminal, environment
from support.shared import made_once

sys.dont_write_bytecode = False  # or every worker and every program that a test starts compiles all of it anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
settings.register_profile("unhurried", deadline=None)  # no test is about time, and other work may hold up any of them
settings.load_profile("unhurried")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Whole folders are shared out to a worker more than there are processors, since many tests wait for a terminal.

    Files and single tests run in this process, where a debugger and a print work.
    """
    chosen = [Path(str(word).split("::", 1)[0]) for word in config.args]
    if not any(path.is_dir() for path in chosen) or config.getoption("capture") == "no":
        return 0
    return len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)) + 1


def pytest_collection_finish() -> None:
    """What was imported and collected stays: no need to look through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)  # Python's own 700 takes a fifth of the time of a screen's test


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the settings of the person who runs it, nor inherits their wishes."""
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    for name in list(os.environ):
        if name.startswith(("FACTDESK_", "TEXTUAL", "NO_COLOR", "XDG_", "LC_", "COLUMNS", "LINES")):
            patch.delenv(name)
    for name, value in environment(home).items():
        if name == "HOME" or name.startswith("XDG_"):
            patch.setenv(name, value)
    yield home
    patch.undo()


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk; nobody writes to it."""
    from factdesk.desk.sample import build_sample

    return made_once(tmp_path_factory, "built-sample.sqlite", lambda path: build_sample(path).close())


@pytest.fixture(scope="session")
def built_hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk in which every free text is hostile; nobody writes to it."""
    from support.hostile_desk import build

    return made_once(tmp_path_factory, "built-hostile.sqlite", build)


Start = Callable[..., Terminal]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Start]:
    """Starts programs full-screen: `terminal(argv, size=(80, 24), env={…})`; closes them at the end."""
    opened: list[Terminal] = []

    def start(
        argv: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        lang: str = "C.UTF-8",
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ) -> Terminal:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        found = environment(home, lang=lang, **(env or {}))
        opened.append(Terminal(argv, size=size, env=found, cwd=cwd))
        return opened[-1]

    yield start
    for one in opened:
        one.close()
