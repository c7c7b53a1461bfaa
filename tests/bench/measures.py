"""What is measured of running programs: start, memory, a cursor that moves, jumps, searches, filters, verdicts.

The desks of a round are open side by side, and what is compared is done on them in turn, a little at a time: a noisy
moment of the machine falls on all alike.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import finding
from stopwatch import Memory, Spread, Stopwatch, Taken

from support import keys
from support.pty_app import environment

BARE = Path(__file__).parent / "bare_app.py"
SIZE = (120, 36)


@dataclass(frozen=True)
class Amounts:
    """How often things are done in one turn, and how many turns a round has."""

    turns: int = 4
    presses: int = 15
    held: int = 60
    pages: int = 8
    jumps: int = 4
    verdicts: int = 8
    words: int = 2
    filters: int = 3


@dataclass(frozen=True)
class Session:
    """One round on one desk. Times in milliseconds, bytes as written to the terminal.

    `first` is the first page with claims on it, `full` the full screen, from exec. `bytes_pressed` and
    `bytes_held` are for one move of the cursor, pressed singly (its card is drawn) and with the key held.
    """

    first: float
    full: float
    after: Memory
    bytes_pressed: float
    bytes_held: float
    move: Spread
    held: Spread
    page: Spread
    last: Spread
    home: Spread
    bar: Spread
    search: Spread
    filter: Spread
    strip: Spread
    verdict: Spread


def bare(programs: Path, home: Path) -> tuple[float, Memory]:
    """First paint and memory of an application that paints one label."""
    with Stopwatch([str(programs / "python"), str(BARE)], env=environment(home), size=SIZE) as watch:
        first = watch.first("factdesk")
        watch.settle(0.3)
        return first, watch.memory()


def sessions(programs: Path, home: Path, desks: Sequence[Path], amounts: Amounts) -> list[Session]:
    """Starts each desk alone, then walks, jumps, searches, filters and judges on all of them in turn."""
    env = environment(home, FACTDESK_AUTHOR="Bench")
    with contextlib.ExitStack() as stack:
        walks = []
        for desk in desks:
            watch = Stopwatch([str(programs / "factdesk"), str(desk)], env=env, size=SIZE)
            walks.append(Walk(stack.enter_context(watch)))
        for part in PARTS:
            for turn in range(amounts.turns):
                for walk in walks if turn % 2 else walks[::-1]:
                    part(walk, amounts, turn)
        return [walk.session(amounts) for walk in walks]


# What this program's screen says and which keys lead to its long list: the only place that knows.
USEFUL = r"\b(?:K\d+-\d+|[A-Z]+-\d+-C\d+)\b"
"""A claim's code: claims are on the screen, not the frame around them alone."""
FULL = r"Enter Open"
"""The footer's keys: the screen that answers them is there."""
TO_CLAIMS = ("home", "enter")
"""The first row of the incidents stands for all; its claims are every claim of the desk."""


class Walk:
    """One running program and what was measured of it so far. It stands in the long list between the parts."""

    def __init__(self, watch: Stopwatch) -> None:
        self.watch = watch
        self.taken: defaultdict[str, Taken] = defaultdict(Taken)
        self.bytes = {"pressed": 0, "held": 0}
        self.first, self.full = watch.first(USEFUL), watch.first(FULL)
        watch.settle(0.5)
        watch.tap(*TO_CLAIMS)
        watch.settle(0.3)

    @contextlib.contextmanager
    def doing(self, what: str) -> Iterator[Taken]:
        """Takes the times of one measure, and the processor time of it all."""
        before = self.watch.cpu()
        yield self.taken[what]
        self.taken[what].cpu += self.watch.cpu() - before

    def session(self, amounts: Amounts) -> Session:
        """All of it in numbers."""
        presses, held = amounts.presses * amounts.turns, amounts.held * amounts.turns
        return Session(
            self.first, self.full, self.watch.memory(), self.bytes["pressed"] / presses, self.bytes["held"] / held,
            **{name: taken.spread() for name, taken in self.taken.items()},
        )  # fmt: skip


def _moves(walk: Walk, amounts: Amounts, turn: int) -> None:
    """`j`, pressed singly and held, then page by page; each turn goes on where the last one stopped."""
    watch = walk.watch
    watch.settle()
    written = watch.bytes
    with walk.doing("move") as moves:
        moves.more(watch.press("j", amounts.presses))
    walk.bytes["pressed"] += watch.bytes - written
    with walk.doing("held") as moves:
        held, written = watch.hold("j", amounts.held)
        moves.more(held)
    walk.bytes["held"] += written
    with walk.doing("page") as moves:
        moves.more(watch.press("pagedown", amounts.pages))


def _jumps(walk: Walk, amounts: Amounts, turn: int) -> None:
    """To the last claim and back to the first, and along the scroll bar."""
    for _ in range(amounts.jumps):
        for name, key in (("last", "G"), ("home", "home")):
            with walk.doing(name) as jumps:
                jumps.more(walk.watch.press(key, 1, timeout=15))
    with walk.doing("bar") as jumps:
        jumps.more(finding.along_the_bar(walk.watch, turn))
    walk.watch.tap("home")


def _searches(walk: Walk, amounts: Amounts, turn: int) -> None:
    """Words typed into the search of everything, letter by letter."""
    walk.watch.tap("5")
    for number in range(amounts.words):
        with walk.doing("search") as searches:
            searches.more(finding.typed(walk.watch, turn * amounts.words + number))
    walk.watch.tap("escape", "escape")


def _filters(walk: Walk, amounts: Amounts, turn: int) -> None:
    """Filters on what an index knows, from Enter to their first page."""
    for number in range(amounts.filters):
        walk.taken["filter"].add(finding.filtered(walk.watch, turn * amounts.filters + number))
    walk.watch.tap("home")


def _verdicts(walk: Walk, amounts: Amounts, turn: int) -> None:
    """Verdicts on one claim after the other: to the strip, and from Enter to the acknowledgement."""
    for _ in range(amounts.verdicts):
        strip, verdict = _verdict(walk.watch)
        walk.taken["strip"].add(strip)
        walk.taken["verdict"].add(verdict)


def _verdict(watch: Stopwatch) -> tuple[float, float]:
    """Opens the strip on the next claim; milliseconds to the strip, and from Enter to the acknowledgement
    with the strip gone."""
    watch.tap("j")
    opened = watch.until("c", r"Confirm \S+: ")
    watch.settle()
    asked = re.search(r"Confirm (\S+): ", watch.text())
    assert asked is not None
    watch.child.write(keys.pasted("seen"))
    watch.settle()
    took = watch.until("enter", rf"recorded: confirm {re.escape(asked[1])}\b", gone=r"Confirm \S+: ")
    watch.settle()
    return opened, took


PARTS: Sequence[Callable[[Walk, Amounts, int], None]] = (_moves, _jumps, _searches, _filters, _verdicts)
"""What is done on all desks in turn; each part begins and ends in the long list."""
