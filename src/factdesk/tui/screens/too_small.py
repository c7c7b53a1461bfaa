"""What a terminal shows that is too small for the desk: how large it must be, and how to quit."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from factdesk.tui.commands import bindings_for
from factdesk.tui.safe import content

__all__ = ["NEEDS", "TooSmall", "too_small"]

NEEDS = Size(40, 10)
"""Columns and lines that the desk needs at least."""


def too_small(size: Size) -> bool:
    """Whether the desk cannot be shown in a terminal of this size."""
    return size.width < NEEDS.width or size.height < NEEDS.height


class TooSmall(ModalScreen[None]):
    """Lies over everything until the terminal is large enough again; no key acts but quit."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for("too_small")
    DEFAULT_CSS = """
    TooSmall { align: center middle; background: $background; }
    TooSmall Static { text-align: center; width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        needs = f"{NEEDS.width}×{NEEDS.height}"
        yield Static(content(f"Too small: needs {needs}. q quits.", newlines=True))

    async def action_back(self) -> None:
        await self.run_action("app.quit")
