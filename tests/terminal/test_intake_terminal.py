"""A report taken in on a real terminal: pasted with hostile bytes, killed, taken up again, clicked, written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.drafts import drafts
from factdesk.desk.open import create_desk, open_desk
from support.pty_app import Terminal, factdesk

pytestmark = pytest.mark.slow

Start = Callable[..., Terminal]
REPORT = (
    "A blast in Lviv on 2 June 2025 killed at least seven people, including two children, the mayor said.\r"
    "\x1b]52;c;cm0gLXJmIH4K\x07\x1b[2J Up to 30 people were injured, \u202epolice\u202c said.\r"
)


def decided(desk: Path) -> int:
    """How many decisions the draft on the desk holds."""
    with open_desk(desk, author="Ida", read_only=True) as opened:
        kept = next((draft.fields.get("decisions") or {} for draft in drafts(opened)), {})
        return len(kept.get("decided", {}))


def test_a_pasted_report_survives_a_kill_and_becomes_claims(terminal: Start, tmp_path: Path) -> None:
    desk = tmp_path / "desk.sqlite"
    create_desk(desk, author="Ida").close()
    run = {"size": (120, 36), "env": {"FACTDESK_AUTHOR": "Ida"}}
    first = terminal(factdesk(desk), **run)
    first.wait_for("This desk is empty")
    first.press("i").wait_for("paste the article")
    first.paste(REPORT).wait_for("police")
    first.press("f2").wait_for("7..∞")
    first.press("a", "a").wait_for("2 accepted")
    first.pump(20.0, lambda: decided(desk) == 2)
    assert first.settle().audit() == []
    first.kill()

    second = terminal(factdesk(desk), **run)
    second.wait_for("This desk is empty")
    second.press("i").wait_for("2 accepted")
    second.settle().click_on("Up to 30").wait_for("0..30")
    second.press("a").wait_for("3 accepted")
    second.press("A").wait_for("w writes")
    second.press("w").wait_for("recorded: S1 with")
    assert second.settle().audit() == []
    with open_desk(desk, read_only=True) as opened:
        assert browse.counts(opened).total >= 3
    second.press("u").wait_for("recorded: undo take in S1")
    with open_desk(desk, read_only=True) as opened:
        assert browse.counts(opened).total == 0
