"""Reaching a screen or widget from elsewhere: at once if it is composed, later if it soon is, never if it is gone.

Answers of the reader's thread, news of a commit and what idle time counted come whenever they come: also while a
screen is being composed, and after it was left. Its widgets are not there then, and whoever asks for one fails.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from textual.app import App
from textual.widget import Widget

__all__ = ["reach", "told_now_and_then"]

TOLD_SECONDS: Final = 0.2
"""How often progress is shown: each time costs the screen a frame."""


def reach(node: Widget | None, call: Callable[..., object], *args: Any) -> None:
    """Calls it now, or as soon as the node and all that is around it are composed; not at all if they go before.

    Where no node is concerned it is called now.
    """
    if node is None:
        call(*args)
        return
    around = node.ancestors_with_self
    nodes = [one for one in around if isinstance(one, Widget)]
    if not isinstance(around[-1], App) or not node.is_attached or any(_goes(one) for one in nodes):
        return
    composed_last = next((one for one in reversed(nodes) if not one.is_mounted), None)
    if composed_last is None:
        call(*args)
    else:
        composed_last.call_later(reach, node, call, *args)  # it reads its messages once it is composed


def _goes(node: Widget) -> bool:
    """Whether it is being taken away: its children go first."""
    return node._closing or node._closed or node._pruning


def told_now_and_then(tell: Callable[..., object]) -> Callable[..., None]:
    """Hands on what is told, at most every `TOLD_SECONDS`, and nothing of work that is over before that."""
    last = time.monotonic()

    def told(*how: Any) -> None:
        nonlocal last
        if time.monotonic() - last >= TOLD_SECONDS:
            last = time.monotonic()
            tell(*how)

    return told
