"""What is measured of one running program: its start, its memory, a cursor that moves, verdicts recorded."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from stopwatch import Memory, Spread, Stopwatch

from support.pty_app import environment

BARE = Path(__file__).parent / "bare_app.py"
SIZE = (120, 36)


@dataclass(frozen=True)
class Amounts:
    """How often things are done in one round."""

    presses: int = 60
    held: int = 120
    pages: int = 15
    jumps: int = 8
    verdicts: int = 30


@dataclass(frozen=True)
class Session:
    """One round on one desk. Times in milliseconds, bytes as written to the terminal.

    `first` is the first page with claims on it, `full` the full screen, from exec. `bytes_pressed` and
    `bytes_held` are for one move of the cursor, pressed singly (its card is drawn) and with the key held.
    """

    first: float
    full: float
    after: Memory
    move: Spread
    held: Spread
    bytes_pressed: float
    bytes_held: float
    page: Spread
    jump: Spread
    strip: Spread
    verdict: Spread


def bare(programs: Path, home: Path) -> tuple[float, Memory]:
    """First paint and memory of an application that paints one label."""
    with Stopwatch([str(programs / "python"), str(BARE)], env=environment(home), size=SIZE) as watch:
        first = watch.first("factdesk")
        watch.settle(0.3)
        return first, watch.memory()


def session(programs: Path, home: Path, desk: Path, amounts: Amounts) -> Session:
    """Starts, walks and jumps through the long list of claims, and records verdicts."""
    env = environment(home, FACTDESK_AUTHOR="Bench")
    with Stopwatch([str(programs / "factdesk"), str(desk)], env=env, size=SIZE) as watch:
        first, full = watch.first(USEFUL), watch.first(FULL)
        watch.settle(0.5)
        watch.tap(*TO_CLAIMS)
        watch.settle(0.3)
        written = watch.bytes
        move = watch.press("j", amounts.presses)
        pressed = (watch.bytes - written) / amounts.presses
        held, per_move = watch.hold("j", amounts.held)
        watch.tap("home")
        page = watch.press("pagedown", amounts.pages)
        jump = _jumps(watch, amounts.jumps)
        watch.tap("home")
        strip, verdict = (
            Spread.of(one) for one in zip(*(_verdict(watch) for _ in range(amounts.verdicts)), strict=True)
        )
        return Session(first, full, watch.memory(), move, held, pressed, per_move, page, jump, strip, verdict)


# What this program's screen says and which keys lead to its long list: the only place that knows.
USEFUL = r"\b(?:K\d+-\d+|INC-\d+-C\d+)\b"
"""A claim's code: claims are on the screen, not the frame around them alone."""
FULL = r"Enter Open"
"""The footer's keys: the screen that answers them is there."""
TO_CLAIMS = ("home", "enter")
"""The first row of the incidents stands for all; its claims are every claim of the desk."""


def _jumps(watch: Stopwatch, times: int) -> Spread:
    """To the last claim and back to the first."""
    took: list[float] = []
    for _ in range(times):
        for key in ("G", "g"):
            took.append(watch.press(key, 1, timeout=15).worst)
    return Spread.of(took)


def _verdict(watch: Stopwatch) -> tuple[float, float]:
    """Opens the strip on the next claim; milliseconds to the strip, and from Enter to the acknowledgement
    with the strip gone."""
    watch.tap("j")
    opened = watch.until("c", r"Confirm \S+: ")
    watch.settle()
    asked = re.search(r"Confirm (\S+): ", watch.text())
    assert asked is not None
    watch.tap(*"seen")
    took = watch.until("enter", rf"recorded: confirm {re.escape(asked[1])}\b", gone=r"Confirm \S+: ")
    watch.settle()
    return opened, took
