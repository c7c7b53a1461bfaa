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

    presses: int = 80
    held: int = 150
    verdicts: int = 40


@dataclass(frozen=True)
class Session:
    """One round on one desk. Times in milliseconds; `bytes_per_move` of a held key, in bytes."""

    first: float
    fresh: Memory
    after: Memory
    move: Spread
    held: Spread
    bytes_per_move: float
    strip: Spread | None
    verdict: Spread | None


def bare(programs: Path, home: Path) -> tuple[float, Memory]:
    """First paint and memory of an application that paints one label."""
    with Stopwatch([str(programs / "python"), str(BARE)], env=environment(home), size=SIZE) as watch:
        first = watch.first("factdesk")
        watch.settle(0.3)
        return first, watch.memory()


def start(programs: Path, home: Path, desk: Path) -> float:
    """First useful paint: the first claim or incident of the desk is on the screen."""
    with _open(programs, home, desk) as watch:
        return watch.first(USEFUL)


def session(programs: Path, home: Path, desk: Path, amounts: Amounts, *, verdicts: bool) -> Session:
    """Starts, walks through the long list of claims, and records verdicts if asked to."""
    with _open(programs, home, desk) as watch:
        first = watch.first(USEFUL)
        watch.settle(0.5)
        fresh = watch.memory()
        watch.tap(*TO_CLAIMS)
        move = watch.press("j", amounts.presses)
        held, per_move = watch.hold("j", amounts.held)
        times = [_verdict(watch) for _ in range(amounts.verdicts)] if verdicts else []
        strip, verdict = (Spread.of(one) for one in zip(*times, strict=True)) if times else (None, None)
        after = watch.memory()
    return Session(first, fresh, after, move, held, per_move, strip, verdict)


def _open(programs: Path, home: Path, desk: Path) -> Stopwatch:
    env = environment(home, FACTDESK_AUTHOR="Bench")
    return Stopwatch([str(programs / "factdesk"), str(desk)], env=env, size=SIZE)


# What this program's screen says and which keys lead to its long list: the only place that knows.
USEFUL = r"\bK\d+-\d+\b"
"""A claim's code: claims are on the screen, not the frame around them alone."""
TO_CLAIMS = ("home", "enter")
"""The first row of the incidents stands for all; its claims are every claim of the desk."""


def _verdict(watch: Stopwatch) -> tuple[float, float]:
    """Opens the strip on the next claim; milliseconds to the strip, and from Enter to the acknowledgement."""
    watch.tap("j")
    opened = watch.until("c", r"Confirm K\d+-\d+:")
    watch.settle()
    asked = re.search(r"Confirm (K\d+-\d+):", watch.text())
    assert asked is not None
    watch.tap(*"seen")
    took = watch.until("enter", rf"recorded: confirm {asked[1]}\b")
    watch.settle()
    return opened, took
