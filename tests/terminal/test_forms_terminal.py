"""Forms on a real terminal: a killed program loses nothing typed, and no pasted byte reaches the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.desk.drafts import drafts
from factdesk.desk.open import open_desk
from support.hostile import SHORT
from support.pty_app import Terminal, factdesk

pytestmark = pytest.mark.slow

Start = Callable[..., Terminal]


@pytest.fixture
def desk(built_sample: Path, tmp_path: Path) -> Path:
    """A sample desk of its own."""
    return Path(shutil.copyfile(built_sample, tmp_path / "desk.sqlite"))


def kept(desk: Path) -> dict[str, object]:
    """What the newest draft on the desk holds."""
    with open_desk(desk, author="Pty Editor", read_only=True) as opened:
        return next((draft.fields["states"] for draft in drafts(opened)), {})


def test_what_was_typed_comes_back_after_kill(terminal: Start, desk: Path) -> None:
    run = {"size": (100, 30), "env": {"FACTDESK_AUTHOR": "Pty Editor"}}
    first = terminal(factdesk(desk), **run)
    first.wait_for("at least 16")
    first.press("a").wait_for("What do you want to add?")
    first.press("c").wait_for("Add a claim")
    first.type("at least 16").wait_for("16..∞")
    first.pump(20.0, lambda: kept(desk).get("figure") == "at least 16")
    first.kill()
    second = terminal(factdesk(desk), **run)
    second.wait_for("at least 16")
    second.press("a").wait_for("What do you want to add?")
    second.press("c").wait_for("Taken up: what you typed")
    second.wait_for("16..∞")
    assert second.find("at least 16")
    assert second.settle().audit() == []


def test_nothing_of_a_hostile_paste_reaches_the_terminal(terminal: Start, desk: Path) -> None:
    run = terminal(factdesk(desk), size=(100, 30), env={"FACTDESK_AUTHOR": "Pty Editor"})
    run.wait_for("at least 16")
    run.press("a").wait_for("What do you want to add?")
    run.press("i").wait_for("Add an incident")
    for item in SHORT:
        if "\x1b[20" in item.text:
            continue  # the end of a paste: a terminal takes it out of what it pastes
        run.press("ctrl+a", "delete")
        run.paste(item.text)
    run.settle()
    assert run.alive, run.report()
    assert run.audit() == []
