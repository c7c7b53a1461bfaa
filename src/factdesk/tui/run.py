"""Opens the screen on a desk: an existing one, the sample in a scratch copy, or the welcome where there is none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from factdesk.tui.light_textual import import_textual

FRAMES = "240"
"""Frames a second at most, for Textual: answers from threads come in 25 ms, at its own 60 in 43."""
SWITCH = 0.0005
"""Seconds (Python's own: 0.005). A verdict's dozen short queries would each wait so long for a busy screen."""


def run(path: Path | None, *, author: str | None = None, ascii: bool = False, demo: bool = False) -> int:
    """Runs the screen to its end and returns the exit code. Raises Problem where the desk cannot be opened."""
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)  # before Textual is imported
    import_textual()
    sys.setswitchinterval(SWITCH)
    if demo:
        return _demo(author, ascii)
    from factdesk.desk.author import default_desk, known_author

    where = path or default_desk()
    if not os.path.lexists(where):
        return _welcome(where, author, ascii)
    return _desk(where, known_author(author), ascii)


def _desk(path: Path, author: str | None, ascii: bool, name: str = "") -> int:
    from factdesk.tui.app import run as run_app  # these import Textual
    from factdesk.tui.bridge import Bridge
    from factdesk.tui.desk_app import DeskApp

    bridge = Bridge(path, author=author)
    try:
        bridge.desk.change_count()  # what cannot be opened is said in one line, before the screen is taken
    except BaseException:
        bridge.close()
        raise
    return run_app(DeskApp(bridge, ascii=ascii, name=name))


def _demo(author: str | None, ascii: bool) -> int:
    import shutil

    from factdesk.desk.author import known_author
    from factdesk.desk.sample import demo_copy

    path = demo_copy()
    try:
        return _desk(path, known_author(author) or "You (demo)", ascii, name="sample desk (scratch copy)")
    finally:
        shutil.rmtree(path.parent, ignore_errors=True)


def _welcome(path: Path, author: str | None, ascii: bool) -> int:
    """First run: the welcome makes the desk, or asks for the sample, or leaves."""
    from factdesk.tui.screens.welcome import welcome

    chosen = welcome(path, author=author, ascii=ascii)
    if chosen is None:
        return 0
    if chosen.demo:
        return _demo(chosen.author, ascii)
    return _desk(chosen.path, chosen.author, ascii)
