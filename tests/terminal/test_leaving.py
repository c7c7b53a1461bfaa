"""Leaving by force: a closed terminal or a polite kill leaves one file, and nothing of a demo."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.pty_app import factdesk


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_demo_leaves_no_copy_behind(terminal: Callable[..., Any], tmp_path: Path, name: str) -> None:
    screen = terminal(factdesk("demo"), size=(120, 36), env={"TMPDIR": str(tmp_path)})
    screen.wait_for("at least 16")
    assert len(list(tmp_path.glob("factdesk-demo-*"))) == 1
    screen.kill(getattr(signal, name))
    screen.wait_exit()
    assert list(tmp_path.glob("factdesk-demo-*")) == []
