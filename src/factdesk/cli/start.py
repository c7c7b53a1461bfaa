"""Opens the full screen: the one place where the command line reaches for the screens."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from factdesk.cli.output import tell
from factdesk.model.errors import Problem

if TYPE_CHECKING:
    from factdesk.tui.early import Early


def open_screen(path: Path | None, *, author: str | None = None, ascii: bool = False, demo: bool = False) -> int:
    """Runs the full-screen desk and returns its exit code; 2 where there is no terminal to show it on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        tell("factdesk: the full screen needs a terminal; for pipes and scripts see: factdesk --help")
        return 2
    # Importing makes many objects and no garbage: collecting meanwhile costs up to a quarter of the start.
    # The screen enables it again after its first paint.
    gc.disable()
    early = None if demo or ascii else _first_page(path, author)
    try:
        from factdesk.tui.run import run

        return run(path, author=author, ascii=ascii, demo=demo)
    finally:
        if early is not None:
            early.leave()


def _first_page(path: Path | None, author: str | None) -> Early | None:
    """The first page of the desk, on the terminal while the rest is loaded."""
    from factdesk.desk.author import default_desk, known_author
    from factdesk.tui.early import show

    try:
        return show(path or default_desk(), known_author(author))
    except Problem:  # said in its place, by whoever opens the desk
        return None
