"""The line of messages: what was recorded, what undo would take back, what went wrong, how far a job is."""

from __future__ import annotations

from typing import Final, Literal

from factdesk.tui import safe
from factdesk.tui.theme import Look
from factdesk.tui.widgets.one_line import OneLine

__all__ = ["Kind", "StatusLine"]

Kind = Literal["info", "done", "warning", "error"]
"""What sort of message it is; it decides the sign and the colour."""

_SIGN: Final[dict[str, tuple[str, str]]] = {
    "info": ("  ", "text"),
    "done": ("✓ ", "ok"),
    "warning": ("! ", "warning"),
    "error": ("! ", "error"),
}
BAR: Final = 20
"""Cells of the progress bar."""


class StatusLine(OneLine):
    """The newest message at the left, what `u` would undo at the right; a running job before both."""

    DEFAULT_CSS = "StatusLine { background: $surface; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._kind: Kind = "info"
        self._undo = ""
        self._job = ""
        self._done: tuple[int, int | None] | None = None

    @property
    def text(self) -> str:
        """The message that is shown."""
        return self._text

    def say(self, text: str, kind: Kind = "info") -> None:
        """Shows a message until the next one."""
        self._text, self._kind = text, kind
        self.refresh()

    def undoable(self, label: str | None) -> None:
        """Names what `u` takes back; None when there is nothing."""
        self._undo = label or ""
        self.refresh()

    def progress(self, label: str, done: int, total: int | None) -> None:
        """Shows how far a job is; `total` None when nobody knows the end. `finished` takes it away."""
        self._job, self._done = label, (done, total)
        self.refresh()

    def finished(self) -> None:
        """The running job is over."""
        self._job, self._done = "", None
        self.refresh()

    def left(self, look: Look, width: int) -> list[safe.Part]:
        if self._done is not None:
            return self._bar(look)
        sign, style = _SIGN[self._kind]
        if not self._text:
            return []
        return [(f" {sign}", look.style(style)), (self._text, look.style("text" if style == "ok" else style))]

    def _bar(self, look: Look) -> list[safe.Part]:
        assert self._done is not None
        done, total = self._done
        parts: list[safe.Part] = [(f" {self._job}  ", look.style("text"))]
        if total:
            full = min(BAR, done * BAR // total)
            parts += [(look.sign("bar") * full, look.style("accent"))]
            parts += [(look.sign("rule") * (BAR - full), look.style("rule"))]
            return [*parts, (f"  {min(100, done * 100 // total)} %  Esc stops it", look.style("dim"))]
        return [*parts, (f"{done:,}  Esc stops it", look.style("dim"))]

    def right(self, look: Look, width: int) -> list[safe.Part]:
        if not self._undo or self._done is not None or width < 60:
            return []
        undoes = f" undoes: {safe.cut(self._undo, width // 3)} "
        if self._kind in ("warning", "error") and safe.cell_len(self._text) + safe.cell_len(undoes) + 5 > width:
            return []  # what went wrong, and what to do about it, is read to its end
        return [("u", look.style("key")), (undoes, look.style("dim"))]
