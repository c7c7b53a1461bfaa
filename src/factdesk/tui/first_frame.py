"""The first frame of a screen is drawn once, when all that belongs to it has found its place."""

from __future__ import annotations

from textual import events, on
from textual.screen import Screen

__all__ = ["FirstFrame"]


class FirstFrame(Screen[None]):
    """Draws nothing before its widgets are composed, styled, laid out and know their sizes.

    Textual draws the first frame of a program twice (once while updates are batched, to drop it), then what moved
    when the scroll bars came, then the whole anew because the screen was resumed; and it styles all widgets once more.
    """

    _held = True

    def on_mount(self) -> None:
        """Draws when the application has come to its own messages, and this screen to those that came before."""
        self.app.call_later(self.call_later, self._draw_first)

    @on(events.ScreenResume)
    def _styled_already(self, event: events.ScreenResume) -> None:
        """What was styled as it was mounted is not styled again for being shown first."""
        if self._held:
            event.refresh_styles = False

    def _draw_first(self) -> None:
        self._on_timer_update()  # lays out at once what waits for it
        self._held = False
        self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        """Draws what changed; as long as nothing is drawn, the compositor keeps it in mind."""
        if not self._held:
            super()._compositor_refresh()
