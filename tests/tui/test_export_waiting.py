"""Export, while the plan is still being made: a key that comes early is answered, and writes nothing unseen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from factdesk.desk.export import plan_export
from factdesk.tui.screens import export as module
from support.screen import shown, until


async def test_a_key_that_comes_before_the_plan_is_told_of_and_writes_nothing(
    sample: Path, make_app: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()

    def slow(*args: Any) -> Any:
        assert gate.wait(30)
        return plan_export(*args)

    monkeypatch.setattr(module, "plan_export", slow)
    out = sample.with_name("desk-reviewed.sqlite")
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        await pilot.press("E")
        await until(pilot, lambda: "Looking through the desk" in shown(pilot.app))
        await pilot.press("f2")
        await until(pilot, lambda: "Not yet" in shown(pilot.app))
        gate.set()
        await until(pilot, lambda: "F2 then writes it" in shown(pilot.app))
        assert "What stays behind" in shown(pilot.app)
        assert not out.exists()
        await pilot.press("f2")
        await until(pilot, out.exists)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_does_not_fit_ends_in_an_ellipsis(
    sample: Path, make_app: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with make_app(sample).run_test(size=size) as pilot:
        await pilot.press("E")
        await until(pilot, lambda: "Bluebell" in shown(pilot.app))
        assert not pilot.app.screen.query_one("#export-said", Static).display
        rows = [line for line in shown(pilot.app).splitlines() if "[ ] background S25" in line]
        assert len(rows) == 1
        assert "…" in rows[0]
