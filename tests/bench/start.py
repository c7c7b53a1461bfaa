"""Prints how long the program takes until its screen answers keys, against a bare Textual application.

    uv run python tests/bench/start.py [--rounds 20] [--desk DESK] [--here]

Started in turns, so that a noisy moment falls on all alike; medians, ratios within each round. With the wall
clock goes the processor time that was used up to the same paint. `--here` measures the checkout, not the wheel.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import install
import make_desk
from measures import BARE, FULL, SIZE, USEFUL
from stopwatch import Stopwatch

from support.pty_app import environment

OUT = Path(__file__).parent / "out"
CLAIMS = 1_000
WITHOUT = """
import sys
from factdesk.cli import start
start._first_page = lambda path, author: None
from factdesk.__main__ import main
sys.exit(main())
"""
"""The program that shows no page before its full screen."""


@dataclass(frozen=True)
class Start:
    """Milliseconds from exec to the first page and to the full screen, and of processor time up to then."""

    first: float
    full: float
    processor: float


def start(argv: list[str], env: dict[str, str], first: str, full: str) -> Start:
    """Starts a program, waits for its two paints and ends it."""
    with Stopwatch(argv, env=env, size=SIZE) as watch:
        page = watch.first(first)
        whole = page if first == full else watch.first(full)
        return Start(page, whole, processor(watch.child.pid))


def processor(pid: int) -> float:
    """Milliseconds of processor time that all threads of a process have used (Linux; else 0)."""
    ran = 0
    for stat in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        ran += int(stat.read_text().split()[0])
    return ran / 1e6


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--desk", type=Path, help="a desk that is there already")
    parser.add_argument("--here", action="store_true", help="measure the checkout under this Python, not the wheel")
    asked = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    programs = Path(sys.executable).parent if asked.here else install.installed(OUT)
    desk = asked.desk or make_desk.cached(OUT, CLAIMS)
    python = str(programs / "python")
    with tempfile.TemporaryDirectory(prefix="factdesk-bench-") as home:
        env = environment(Path(home), FACTDESK_AUTHOR="Bench")
        program = [str(programs / "factdesk"), str(desk)]
        without = [python, "-c", WITHOUT, str(desk)]
        runs: dict[str, list[Start]] = {"bare application": [], "factdesk": [], "without its early page": []}
        for number in range(asked.rounds + 1):
            one = (
                start([python, str(BARE)], env, "factdesk", "factdesk"),
                start(program, env, USEFUL, FULL),
                start(without, env, USEFUL, FULL),
            )
            for found, run in zip(runs.values(), one, strict=True):
                found.extend([run] if number else [])
    tell(runs)
    return 0


def tell(runs: dict[str, list[Start]]) -> None:
    """Prints the medians, and the medians of each round's ratios to the bare application."""
    parts = ("first", "full", "processor")
    print(f"{'milliseconds':<26}" + "".join(f"{name:>14}" for name in ("first page", "full screen", "processor")))
    for name, found in runs.items():
        print(f"{name:<26}" + "".join(f"{median(found, part):>14.1f}" for part in parts))
    bare = runs["bare application"]
    for name, found in list(runs.items())[1:]:
        ratios = [
            statistics.median(getattr(one, part) / getattr(b, part) for one, b in zip(found, bare, strict=True))
            for part in parts
        ]
        print(f"{name + ' / bare':<26}" + "".join(f"{ratio:>13.2f}x" for ratio in ratios))


def median(found: list[Start], part: str) -> float:
    """The median of one of its figures."""
    return statistics.median(getattr(one, part) for one in found)


if __name__ == "__main__":
    raise SystemExit(main())
