"""Starts factdesk by a fork of a process that has loaded it already: a start costs a tenth of that of a new Python.

For tests that start the program very often. The code that runs is that of `factdesk`, from `main` to the exit, in a
process of its own, on a terminal of its own. What is fixed at the start of a Python (the locale) or on import is
that of the nursery; tests of such things start the program anew.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

LOADED = (
    "factdesk.cli.start", "factdesk.desk.conflict", "factdesk.desk.drafts", "factdesk.desk.review",
    "factdesk.desk.standing", "factdesk.desk.tidy", "factdesk.desk.undo", "factdesk.store.cards",
    "factdesk.store.changes", "factdesk.store.search", "factdesk.tui.bridge", "factdesk.tui.cards",
    "factdesk.tui.desk_app", "factdesk.tui.early", "factdesk.tui.lean_output", "factdesk.tui.pasting",
    "factdesk.tui.proposal", "factdesk.tui.run", "factdesk.tui.screens.desk", "factdesk.tui.standing_view",
    "factdesk.tui.strip", "factdesk.tui.widgets.board_pane", "textual.drivers.linux_driver",
)  # fmt: skip
"""What a program needs that opens a desk and records a verdict."""


class Nursery:
    """One process that starts others on request; close it at the end. May be used from several threads."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._here, there = socket.socketpair()
        path = os.pathsep.join(map(str, [Path(__file__).parents[1], *filter(None, sys.path)]))
        command = [sys.executable, "-m", "support.nursery", str(there.fileno())]
        self._process = subprocess.Popen(command, env={**env, "PYTHONPATH": path}, pass_fds=[there.fileno()])
        there.close()
        self._lines = self._here.makefile("r", encoding="utf-8")
        self._turn = threading.Lock()

    def start(self, argv: Sequence[str], tty: str, env: Mapping[str, str]) -> int:
        """Starts factdesk with the arguments `argv` on the terminal `tty`; its process id."""
        return int(self._ask({"argv": list(argv), "tty": tty, "env": dict(env)}))

    def poll(self, pid: int) -> int | None:
        """The exit status (negative: the signal) of what was started, or None while it runs."""
        found = self._ask({"poll": pid})
        return None if found is None else int(found)

    def close(self) -> None:
        """Ends the nursery."""
        self._here.shutdown(socket.SHUT_RDWR)
        self._process.wait(10)
        self._lines.close()
        self._here.close()

    def _ask(self, what: dict[str, Any]) -> Any:
        with self._turn:
            self._here.sendall(json.dumps(what).encode() + b"\n")
            return json.loads(self._lines.readline())


def serve(number: int) -> int:
    """Answers requests until the other end is closed; in a child, runs the program and returns its exit code."""

    load_what_a_verdict_needs()
    with socket.socket(fileno=number) as there:
        lines = there.makefile("r", encoding="utf-8")
        for line in iter(lines.readline, ""):
            asked = json.loads(line)
            if "poll" in asked:
                pid, status = os.waitpid(asked["poll"], os.WNOHANG)
                there.sendall(json.dumps(os.waitstatus_to_exitcode(status) if pid else None).encode() + b"\n")
            elif not os.fork():
                take_terminal(asked["tty"])
                there.sendall(b"%d\n" % os.getpid())  # only now: a terminal that nobody holds hangs up
                break
        else:
            return 0
    return become(asked)


def load_what_a_verdict_needs() -> None:
    """What the screen imports when it is first needed; what is loaded here is not looked through for garbage."""
    for name in LOADED:
        import_module(name)
    gc.freeze()


def take_terminal(tty: str) -> None:
    """The child leaves the nursery's session; the terminal is its own, and its standard streams."""
    os.setsid()
    terminal = os.open(tty, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(terminal, stream)
    os.close(terminal)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = open(number, "w" if number else "r", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def become(asked: dict[str, Any]) -> int:
    """The child is factdesk from here."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.argv = ["factdesk", *asked["argv"]]
    from factdesk.__main__ import main

    return main()


if __name__ == "__main__":
    sys.exit(serve(int(sys.argv[1])))
