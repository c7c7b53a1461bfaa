"""Reading what a Textual application shows, without a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any


def shown(app: Any) -> str:
    """The screen as lines of text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def until(pilot: Any, true: Callable[[], object], seconds: float = 30.0) -> None:
    """Waits until `true()` is: answers come from threads. Fails when it never is."""
    for _ in range(int(seconds / 0.02)):
        await pilot.pause()
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"it never came true; the screen shows:\n{shown(pilot.app)}")
