"""Shows the first page before Textual is loaded, and keeps the terminal in order until Textual takes it over.

The page is drawn on the alternate screen in one write, with the cursor hidden and echo off: keys typed meanwhile
wait, and are obeyed by the full screen. Whatever is unusual (a poor terminal, no colour wanted, a desk that must be
looked at closer first) shows no early page; then the program starts as if there were none.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any, Final

from factdesk.desk.first_page import read
from factdesk.tui.first_page import draw

__all__ = ["Early", "current", "show"]

SMALLEST: Final = (40, 10)
_COLOURS: Final = ("truecolor", "24bit")
_ENTER: Final = "\x1b[?1049h\x1b[?25l"
_LEAVE: Final = "\x1b[?25h\x1b[?1049l"


class Early:
    """A page that is shown, of `size` columns and lines. `before` is how the terminal was set up."""

    def __init__(self, before: list[Any], size: tuple[int, int]) -> None:
        self.before, self.size = before, size
        self.handed_over = False
        # a polite kill meanwhile ends the program as an error would, so that `leave` is still done
        self._killed = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))

    def hand_over(self) -> list[Any]:
        """Textual has the terminal now, and gives it back as it was before the page; returns that setting."""
        self.handed_over = True
        signal.signal(signal.SIGTERM, self._killed)
        return self.before

    def leave(self) -> None:
        """Gives the terminal back where Textual never came to have it."""
        if not self.handed_over:
            import termios

            sys.__stderr__.write(_LEAVE)  # type: ignore[union-attr]  # it was there to draw on
            sys.__stderr__.flush()  # type: ignore[union-attr]
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, self.hand_over())  # type: ignore[union-attr]


_current: list[Early] = []


def current() -> Early | None:
    """The page that is on the terminal now, if one was shown and nobody has taken it over."""
    return next((page for page in _current if not page.handed_over), None)


def show(path: Path, author: str | None) -> Early | None:
    """Draws the first page of the desk at `path`; None where there is a reason not to."""
    if not _fit_terminal():
        return None
    try:
        size = os.get_terminal_size(sys.__stderr__.fileno())  # type: ignore[union-attr]
        if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
            return None
        page = read(path, size.lines)
        if page is None or not page.incidents:
            return None
        colours = os.environ.get("COLORTERM", "") in _COLOURS
        lines = draw(page, path.name, author or "", (size.columns, size.lines), colours=colours)
        early = Early(_hush(sys.__stdin__.fileno()), (size.columns, size.lines))  # type: ignore[union-attr]
    except (OSError, ValueError, AttributeError, ImportError):
        return None
    _current.append(early)
    placed = "".join(f"\x1b[{number};1H{line}" for number, line in enumerate(lines, 1))
    sys.__stderr__.write(_ENTER + placed)  # type: ignore[union-attr]
    sys.__stderr__.flush()  # type: ignore[union-attr]
    return early


def _fit_terminal() -> bool:
    environment = os.environ
    plain = environment.get("TERM", "") in ("", "dumb", "linux", "unknown") or "NO_COLOR" in environment
    streams = all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))
    utf8 = "utf" in (getattr(sys.__stderr__, "encoding", None) or "").lower()
    return streams and utf8 and not plain and sys.platform != "win32"


def _hush(terminal: int) -> list[Any]:
    """Keys are neither echoed, held until Enter nor changed any more; returns how the terminal was set up."""
    import termios

    before = termios.tcgetattr(terminal)
    quiet = list(before)
    quiet[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    termios.tcsetattr(terminal, termios.TCSANOW, quiet)
    return before
