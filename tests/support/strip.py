"""The verdict strip of the screen on top, for tests."""

from __future__ import annotations

from typing import Any

from factdesk.tui.strip import VerdictStrip


def strip_of(app: Any) -> VerdictStrip | None:
    """The strip while it asks; None where the screen has none or it is closed."""
    found: VerdictStrip | None = getattr(app.screen, "strip", None)
    return found
