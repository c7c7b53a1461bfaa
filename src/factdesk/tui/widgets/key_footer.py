"""The footer: the keys that matter here, from the registry; a greyed key says why it does nothing now."""

from __future__ import annotations

from typing import Any

from textual import events

from factdesk.tui import safe
from factdesk.tui.commands import FooterKey, footer_for
from factdesk.tui.theme import Look
from factdesk.tui.widgets.one_line import OneLine

__all__ = ["KeyFooter"]


class KeyFooter(OneLine):
    """Shows the keys of its contexts that fit: at most seven at 80 columns. A click does what the key does.

    What is greyed is decided by `app.why_not(command)`: an empty answer means it can be done. Call
    `refresh()` after what decides it has changed (the cursor stands on another record).
    """

    def __init__(self, *contexts: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self._contexts = contexts
        self._lent: tuple[str, ...] = ()
        self._keys: list[tuple[int, int, FooterKey]] = []

    def set_contexts(self, *contexts: str) -> None:
        """Shows the keys of other contexts: another pane has the focus."""
        if contexts != self._contexts:
            self._contexts = contexts
            self.refresh()

    def lend(self, *contexts: str) -> None:
        """Shows these keys alone until it is called without any: a strip is open and has all keys."""
        if contexts != self._lent:
            self._lent = contexts
            self.refresh()

    def on_mount(self) -> None:
        """Another focus can mean other keys."""
        self.watch(self.screen, "focused", self._focus_moved, init=False)

    def _focus_moved(self) -> None:
        self.refresh()

    @property
    def _typing(self) -> bool:
        """Whether the widget with the focus takes letters and signs for itself."""
        focused = self.screen.focused
        return focused is not None and focused.check_consume_key("a", "a")

    def left(self, look: Look, width: int) -> list[safe.Part]:
        parts: list[safe.Part] = []
        self._keys, at = [], 0
        app: Any = self.app
        why_not = getattr(app, "why_not", None)
        for key in footer_for(*(self._lent or self._contexts), width=width, typing=self._typing):
            off = bool(why_not is not None and why_not(key.command))
            parts.append((f" {key.key}", look.style("dim" if off else "key")))
            parts.append((f" {key.title} ", look.style("dim" if off else "text")))
            self._keys.append((at, at + key.cells, key))
            at += key.cells
        return parts

    def on_click(self, event: events.Click) -> None:
        app: Any = self.app
        for start, stop, key in self._keys:
            if start <= event.x < stop:
                app.call_later(app.do, key.command.id)
