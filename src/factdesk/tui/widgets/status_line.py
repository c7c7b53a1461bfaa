"""The line of messages: what was recorded, what undo would take back, what went wrong, how far a job is."""

from __future__ import annotations

import time
from typing import Any, Final, Literal

from textual import events
from textual.strip import Strip

from factdesk.tui import safe
from factdesk.tui.cells import break_line, width_of
from factdesk.tui.theme import Look, look
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
FRESH: Final = {"info": 6.0, "done": 6.0, "warning": 12.0, "error": 12.0}
"""Seconds after which a message goes with the next key: it is about something that is over."""
MOST_LINES: Final = 3
"""Lines that a warning or an error takes where the terminal is too narrow for it: what to do stands at its end."""


class StatusLine(OneLine):
    """The newest message at the left, what `u` would undo at the right; a running job before both.

    One line, but for a warning or an error that does not fit: it is read to its end on up to `MOST_LINES`.
    """

    DEFAULT_CSS = "StatusLine { background: $surface; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._kind: Kind = "info"
        self._said = 0.0
        self._undo = ""
        self._job = ""
        self._done: tuple[int, int | None] | None = None

    @property
    def text(self) -> str:
        """The message that is shown."""
        return self._text

    def say(self, text: str, kind: Kind = "info") -> None:
        """Shows a message until the next one."""
        self._text, self._kind, self._said = text, kind, time.monotonic()
        spoken: Any = getattr(self.app, "spoken", None)
        if isinstance(spoken, set):
            (spoken.add if text else spoken.discard)(self)
        self._fit()

    def grow_old(self) -> None:
        """A key was pressed: a message that was there long enough to be read goes."""
        if self._text and time.monotonic() - self._said > FRESH[self._kind]:
            self.say("")

    def undoable(self, label: str | None) -> None:
        """Names what `u` takes back; None when there is nothing."""
        self._undo = label or ""
        self.refresh()

    def progress(self, label: str, done: int, total: int | None) -> None:
        """Shows how far a job is; `total` None when nobody knows the end. `finished` takes it away."""
        self._job, self._done = label, (done, total)
        self._fit()

    def finished(self) -> None:
        """The running job is over."""
        self._job, self._done = "", None
        self._fit()

    def on_resize(self, event: events.Resize) -> None:
        """Another width breaks a long message elsewhere."""
        self._fit()

    def _lines(self) -> list[str]:
        """A warning or an error, broken to the width; nothing where one line is enough."""
        room = self.size.width - 4
        if self._kind not in ("warning", "error") or self._done is not None or room < MOST_LINES:
            return []
        shown = safe.plain(self._text)
        if width_of(shown) <= room:
            return []
        lines = [shown[start:stop] for start, stop in break_line(shown, room)]
        return [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])] if len(lines) > MOST_LINES else lines

    def _fit(self) -> None:
        """Takes as many lines as the message needs, and draws it."""
        height = len(self._lines()) or 1
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    def render_line(self, y: int) -> Strip:
        lines = self._lines()
        if not lines:
            return super().render_line(y)
        style = look(self.app).style(self._kind)
        sign = _SIGN[self._kind][0] if y == 0 else "  "
        parts = safe.strip([(f" {sign}", style), (lines[y] if y < len(lines) else "", style)], self.size.width)
        return parts.apply_style(self.visual_style.rich_style)

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
        undoes = f" undoes: {safe.cut(self._undo, width // 3 if self._text else width // 2)} "
        if self._text and safe.cell_len(self._text) + safe.cell_len(undoes) + 6 > width:
            return []  # the news is read to its end; the footer has the key
        return [("  u", look.style("key")), (undoes, look.style("dim"))]
