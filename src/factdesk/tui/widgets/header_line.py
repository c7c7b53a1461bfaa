"""The line on top: which desk, which screen of the five, how its claims stand, who works, read-only or not."""

from __future__ import annotations

from typing import Final

from textual import events

from factdesk.model.views import Counts
from factdesk.tui import safe
from factdesk.tui.command_table import MAIN
from factdesk.tui.commands import find
from factdesk.tui.rows import short_number
from factdesk.tui.theme import Look
from factdesk.tui.widgets.one_line import OneLine

__all__ = ["HeaderLine"]

NAME: Final = (6, 18, 12)
"""Cells that the desk's name keeps: at least, where there is room for who works, and before counts are shortened."""
AUTHOR: Final = 24
"""Cells of who works."""


class HeaderLine(OneLine):
    """Shows what it is told by `show`; a click on a screen's number goes there. `mode` is the context of the
    screen it stands on (one of `command_table.MAIN`), or empty."""

    def __init__(self, mode: str = "", *, name: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self._mode, self._file = mode, name
        self._author = ""
        self._read_only = False
        self._counts: Counts | None = None
        self._named = True
        self._tabs: list[tuple[int, int, str]] = []

    def show(
        self,
        *,
        name: str | None = None,
        author: str | None = None,
        read_only: bool | None = None,
        counts: Counts | None = None,
    ) -> None:
        """Takes over what is given: the desk's file name, the author, whether it is read-only, how
        all its claims stand."""
        self._file = self._file if name is None else name
        self._author = self._author if author is None else author
        self._read_only = self._read_only if read_only is None else read_only
        self._counts = self._counts if counts is None else counts
        self.refresh()

    def left(self, look: Look, width: int) -> list[safe.Part]:
        tabs = self._tab_parts(look, self._named)
        tabs_width = sum(safe.cell_len(text) for text, _ in tabs)
        name = safe.cut(self._file or "factdesk", max(NAME[0], width - tabs_width - 3))
        start = 3 + safe.cell_len(name)
        self._tabs = [(start + a, start + b, mode) for a, b, mode in self._places(tabs)]
        return [(f" {name}  ", look.style("heading")), *tabs]

    def _tab_parts(self, look: Look, named: bool) -> list[safe.Part]:
        parts: list[safe.Part] = []
        for number, mode in enumerate(MAIN, 1):
            here = mode == self._mode
            command = find(f"mode_{mode}")
            title = f" {command.title}" if command is not None and (named or here) else ""
            if here:
                parts.append((f" {number}{title} ", look.style("key") + look.style("cursor")))
            else:
                parts.append((f" {number}{title} ", look.style("dim")))
        return parts

    def _places(self, tabs: list[safe.Part]) -> list[tuple[int, int, str]]:
        places, at = [], 0
        for (text, _), mode in zip(tabs, MAIN, strict=True):
            places.append((at, at + len(text), mode))
            at += len(text)
        return places

    def right(self, look: Look, width: int) -> list[safe.Part]:
        """What fits beside the names of all five screens: they go before the counts, those before who works."""
        for named in (True, False):
            tabs = sum(safe.cell_len(text) for text, _ in self._tab_parts(look, named))
            for counts, author in (("wide", True), ("wide", False), ("short", False), ("", False)):
                parts = self._right(look, counts, author)
                least = (
                    min(safe.cell_len(self._file), NAME[1] if author else NAME[0] if counts == "short" else NAME[2]) + 3
                )
                if tabs + least + sum(safe.cell_len(text) for text, _ in parts) <= width:
                    self._named = named
                    return parts
        return []

    def _right(self, look: Look, counts: str, author: bool) -> list[safe.Part]:
        parts: list[safe.Part] = []
        if self._counts is not None and counts:
            for verdict in ("open", "confirmed", "disputed", "denied"):
                glyph, _, style = look.verdict(verdict)
                number = getattr(self._counts, verdict)
                parts.append(
                    (f"{glyph} {number:,}  " if counts == "wide" else f"{glyph}{short_number(number)} ", style)
                )
        if self._read_only:
            parts.append((" READ ONLY ", look.style("sign")))
            parts.append((" ", None))
        if author and self._author:
            parts.append((f"{safe.cut(self._author, AUTHOR)} ", look.style("text")))
        return [("  ", None), *parts] if parts else []

    def on_click(self, event: events.Click) -> None:
        for start, stop, mode in self._tabs:
            if start <= event.x < stop:
                self.app.call_later(self.app.run_action, f"app.mode_{mode}")
