"""`u` where somebody else changed what the last action set: an older one is offered by name, and Enter leaves it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.browse import claim_card
from factdesk.desk.edit import edit
from factdesk.desk.open import open_desk
from factdesk.desk.review import mark
from support.screen import shown, until


def plain(pilot: Any) -> str:
    """What is shown, as if no line had been broken and no frame drawn."""
    return " ".join(shown(pilot.app).replace("│", " ").split())


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_an_older_change_is_offered(sample: Path, make_app: Callable[..., Any], size: tuple[int, int]) -> None:
    with open_desk(sample, author="Test Editor") as desk:
        mark(desk, ["A4"], "confirmed", basis="authority", reason="counted")
        edit(desk, "A1", {"scope": "this street"})
    with open_desk(sample, author="Bohdan") as desk:
        edit(desk, "A1", {"scope": "the city"})
    async with make_app(sample).run_test(size=size) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: "Take back an older change instead: confirm A4" in plain(pilot))
        assert "Bohdan changed the same record since" in plain(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "older change" not in shown(pilot.app))
        await pilot.press("u")
        await until(pilot, lambda: "older change" in shown(pilot.app))
        await pilot.press("y")
        await until(pilot, lambda: "recorded: undo confirm A4" in shown(pilot.app))
    with open_desk(sample, read_only=True) as desk:
        assert claim_card(desk, "A4").verdict == "open"
        assert claim_card(desk, "A1").claim.scope == "the city"
