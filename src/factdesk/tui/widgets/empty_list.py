"""What an empty list says of itself, a third down its height."""

from __future__ import annotations

from textual.strip import Strip

from factdesk.tui import safe
from factdesk.tui.theme import Look

__all__ = ["empty_line"]


def empty_line(text: str, y: int, width: int, height: int, look: Look) -> Strip:
    """Line `y` (from 0) of an empty list that is `width` by `height` cells: the wrapped text, or a blank."""
    lines = safe.wrap(text, max(2, width - 4))
    line = y - max(0, (height - len(lines)) // 3)
    shown = safe.pad(lines[line], width - 2, "center") if 0 <= line < len(lines) else ""
    return safe.strip([(" ", None), (shown, look.style("dim"))], width)
