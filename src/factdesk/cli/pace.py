"""Tells how far an import is, how fast, and how long it will still take."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Final

from factdesk.cli.stopping import Progress
from factdesk.desk.imports.pace import Speed
from factdesk.desk.steps import Step

_OFTEN: Final = 0.25
"""Seconds between two lines at least."""


class Pace:
    """Listens to an import and shows one line on a terminal; a signal stops it at the next step."""

    def __init__(self, progress: Progress) -> None:
        self.progress, self.speed, self.told = progress, Speed(), 0.0

    def __call__(self, step: Step) -> None:
        """Takes the next step. Raises Cancelled after a signal."""
        self.progress.stop_if_wanted()
        now = monotonic()
        self.speed.heard(step, now)
        if sys.stderr.isatty() and now - self.told >= _OFTEN:
            self.told = now
            self.progress.line(self.speed.told())
