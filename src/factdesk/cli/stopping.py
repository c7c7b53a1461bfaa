"""Ctrl-C and SIGTERM: a long job stops at its next step and leaves nothing half-done; a second one stops at once."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from factdesk.cli.output import tell
from factdesk.model.errors import Cancelled

_SIGNALS = [signal.SIGINT, signal.SIGTERM]


class Stopped(BaseException):
    """Raised where the program stands when it is told to stop; transactions around it are rolled back."""

    def __init__(self, number: int) -> None:
        self.code = 128 + number
        super().__init__(number)


class _State:
    wanted = 0
    patient = False


_state = _State()


def _on_signal(number: int, frame: FrameType | None) -> None:
    again = bool(_state.wanted)
    _state.wanted = number
    if again or not _state.patient:
        raise Stopped(number)
    tell("stopping at the next step …")


@contextmanager
def tidy() -> Iterator[None]:
    """Inside, signals end the program through its own cleaning up, with 128 + the signal's number."""
    _state.wanted = 0
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _on_signal) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def code_of_signal() -> int:
    """128 + the number of the signal that asked the program to stop; 0 where none did."""
    return 128 + _state.wanted if _state.wanted else 0


class Progress:
    """Told by a long job how far it is: shows it on a terminal, and stops the job when a signal asked for it."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.shown = False
        self.told = -1

    def __call__(self, done: int, total: int | None) -> None:
        """Takes `done` of `total` steps (None: not known). Raises Cancelled after a signal."""
        self.stop_if_wanted()
        if not sys.stderr.isatty():
            return
        percent = done * 100 // total if total else -1
        if percent != self.told or not total:
            self.told, self.shown = percent, True
            sys.stderr.write(f"\r{self.what}: {f'{percent} %' if total else f'{done:,}'}\x1b[K")
            sys.stderr.flush()

    def stop_if_wanted(self) -> None:
        """Raises Cancelled after a signal."""
        if _state.wanted:
            raise Cancelled("stopped; nothing of it was kept", where=self.what)

    def line(self, told: str) -> None:
        """Shows one line of the program's own words in place of the last."""
        self.shown = True
        sys.stderr.write(f"\r{self.what}: {told}\x1b[K")
        sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away."""
        if self.shown:
            self.shown = False
            sys.stderr.write("\r\x1b[K")

    def __enter__(self) -> Progress:
        _state.patient = True
        return self

    def __exit__(self, *error: Any) -> None:
        _state.patient = False
        self.clear()
