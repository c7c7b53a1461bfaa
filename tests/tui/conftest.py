"""The sample desk for the screens' tests, built once and copied, and the application on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factdesk.tui.bridge import Bridge
from factdesk.tui.desk_app import DeskApp

MakeApp = Callable[..., DeskApp]


@pytest.fixture
def sample(built_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample desk that the test may change."""
    return Path(shutil.copy(built_sample, tmp_path / "desk.sqlite"))


@pytest.fixture
def make_app() -> Iterator[MakeApp]:
    """Makes the application on a desk; its threads are ended after the test."""
    made: list[DeskApp] = []

    def make(path: Path, author: str | None = "Test Editor", *, ascii: bool = False) -> DeskApp:
        made.append(DeskApp(Bridge(path, author=author), ascii=ascii))
        return made[-1]

    yield make
    for app in made:
        app.bridge.close()
