"""The real application under test: running on a desk, what its screen shows, waiting for its threads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from factdesk.tui.bridge import Bridge
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.widgets.fields.base import FieldWidget

SIZES = ((80, 24), (120, 36), (200, 60))


@asynccontextmanager
async def running(path: Path, size: tuple[int, int] = (80, 24), **kwargs: Any) -> AsyncIterator[tuple[DeskApp, Pilot]]:
    """The application on that desk, as an editor called Tester; closed at the end."""
    app = DeskApp(Bridge(path, author="Tester"), **kwargs)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot
    finally:
        app.bridge.close()


async def until(pilot: Pilot, true: Callable[[], object], seconds: float = 30.0) -> None:
    """Waits until something is so; fails where it does not come about."""
    for _ in range(int(seconds / 0.02)):
        await pilot.pause()
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"it did not come about: {true}")


def screen_text(app: DeskApp) -> str:
    """What the terminal would show, line by line."""
    lines = []
    width, height = app.size
    for strip in app.screen._compositor.render_strips():
        lines.append("".join(segment.text for segment in strip).ljust(width))
    return "\n".join(lines[:height])


def field(app: DeskApp, name: str) -> Any:
    """The widget of a field of the form on top; its name with hyphens."""
    return app.screen.query_one(f"#field-{name}", FieldWidget)
