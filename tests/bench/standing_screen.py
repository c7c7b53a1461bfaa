"""Prints what the standing of a large incident costs at the keys: verdicts with it and without it, in one run.

    uv run python tests/bench/standing_screen.py [--claims 2000] [--verdicts 12] [--rounds 2] [--strict]

The same claims are judged twice: in the list of their incident, above which the toll board stands and is told anew
after each verdict, and in the list of all claims, which has no board. Measured are Enter to "recorded", and the moves
that follow at once, while the standing is being told. Rounds are interleaved; numbers are medians.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from standing import made_up
from stopwatch import Stopwatch

from support.pty_app import environment

LIMIT = 1.15


def desk_of(path: Path, claims: int) -> Path:
    """A desk with one incident of so many claims, like those of the bench of the rules."""
    from factdesk.desk.add import add_many
    from factdesk.desk.open import create_desk

    facts = made_up(claims)
    speakers = {fact.speaker.name: fact.speaker.side for fact in facts if fact.speaker is not None}
    records: list[tuple[str, dict[str, Any]]] = [("incident", {"code": "K", "title": "Siege of the bench"})]
    records += [
        ("speaker", {"name": name, "side": side} if side else {"name": name}) for name, side in speakers.items()
    ]
    for fact in facts:
        claim = fact.claim
        fields = {name: getattr(claim, name) for name in ("kind", "measure", "counted", "low", "high", "qualifier",
                                                          "value", "words", "scope", "as_of", "said_at")}  # fmt: skip
        named = fact.speaker.name if fact.speaker is not None else None
        records.append(("claim", {**fields, "code": claim.code, "incident": "K", "speaker": named}))
    with create_desk(path, author="Bench") as desk:
        add_many(desk, records, "all")
    return path


def judged(desk: Path, home: Path, verdicts: int, *, board: bool) -> tuple[list[float], list[float]]:
    """Milliseconds from Enter to "recorded", and of the moves right after."""
    program = [str(Path(sys.executable).parent / "factdesk"), str(desk)]
    recorded, moves = [], []
    with Stopwatch(program, env=environment(home, FACTDESK_AUTHOR="Bench"), size=(120, 36)) as watch:
        watch.first(r"Siege of the bench")
        watch.settle(0.5)
        watch.tap(*(("enter",) if board else ("home", "enter")))
        watch.settle(1.5)
        assert ("Findings" in watch.text()) == board
        for _ in range(verdicts):
            watch.tap("j")
            watch.until("c", r"Confirm A\d+:")
            watch.settle()
            asked = re.search(r"Confirm (A\d+):", watch.text())
            assert asked is not None
            watch.tap(*"seen")
            recorded.append(watch.until("enter", rf"recorded: confirm {asked[1]}\b"))
            for _ in range(6):
                moves.append(watch.press("j", 1).spread().p50)
            watch.settle(1.0)
    return recorded, moves


def main() -> int:
    """Measures and prints; with `--strict` ends with 1 where the limit is exceeded."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=2_000)
    parser.add_argument("--verdicts", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    times: dict[bool, tuple[list[float], list[float]]] = {True: ([], []), False: ([], [])}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        whole = desk_of(home / "whole.sqlite", options.claims)
        for number in range(options.rounds):
            for board in (False, True):
                copy = Path(shutil.copy(whole, home / f"{number}-{board}.sqlite"))
                for into, found in zip(times[board], judged(copy, home, options.verdicts, board=board), strict=True):
                    into += found
    over = False
    for place, what in enumerate(("Enter to recorded", "moves right after")):
        with_it, without = (statistics.median(times[board][place]) for board in (True, False))
        ratio = with_it / without
        over = over or ratio > LIMIT
        print(f"{what:<20} {with_it:7.1f} ms with the board, {without:7.1f} ms without   {ratio:.2f} x   limit {LIMIT}")
    return int(options.strict and over)


if __name__ == "__main__":
    sys.exit(main())
