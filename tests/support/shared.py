"""Files that are costly to make are made once for a whole run of the tests, whichever worker needs them first."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The file `name`, made by `make(path)` where nobody made it yet; nobody writes to it, all copy it."""
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # which the workers share
    path, part = folder / name, folder / f"part-{name}"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            part.unlink(missing_ok=True)  # of one that failed
            make(part)
            part.rename(path)
    return path
