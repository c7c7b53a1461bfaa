"""Fixtures of the tests on a real terminal: desks to work on, and factdesk started full-screen on them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support.at_desk import wait_up
from support.pty_app import Terminal, factdesk

Start = Callable[..., Terminal]


@pytest.fixture
def sample(built_sample: Path, tmp_path: Path) -> Path:
    """A sample desk of one's own."""
    return Path(shutil.copyfile(built_sample, tmp_path / "strike.sqlite"))


@pytest.fixture
def opened(terminal: Start) -> Start:
    """Opens a desk full-screen and waits for its first page: `opened(path, size=(120, 36), author="Anna")`."""

    def start(
        desk: Path, *args: str, size: tuple[int, int] = (120, 36), author: str = "Anna", **kwargs: object
    ) -> Terminal:
        env = {"FACTDESK_AUTHOR": author}
        return wait_up(terminal(factdesk(desk, *args), size=size, env=env, **kwargs))

    return start
