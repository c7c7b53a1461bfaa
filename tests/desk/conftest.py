"""The desk that the tests of `check` change behind its back, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.desk.attach import attach
from factdesk.desk.review import mark
from factdesk.desk.undo import undo
from support import desks


@pytest.fixture(scope="session")
def checked_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("master") / "desk.sqlite"
    with desks.small(path) as desk:
        attach(desk, ["A1"], text="pasted words " * 100_000, quote="words")
        mark(desk, ["A1"], "confirmed", basis="authority", reason="they counted")
        mark(desk, ["A2", "A3"], "disputed", basis="status", reason="contested")
        attach(desk, ["A2"], text="soon undone")
        undo(desk)
    return path
