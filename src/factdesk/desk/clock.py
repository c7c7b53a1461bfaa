"""The one place that asks what time it is; times are shown, never trusted to decide anything."""

from __future__ import annotations

from datetime import datetime


def now() -> str:
    """This moment as ISO 8601 with the laptop's offset, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
