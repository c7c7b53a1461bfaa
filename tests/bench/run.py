"""Prints how fast and how large factdesk is, against a bare Textual application in the same rounds.

    uv run python tests/bench/run.py [--rounds 5] [--claims 100000] [--strict]

Measures the installed wheel, not the checkout. Everything is done in interleaved rounds, so that a noisy
moment of the machine falls on all alike; the first round is thrown away; numbers are medians of the rounds,
and ratios are medians of each round's ratio. Writes tests/bench/out/result.json.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import install
import make_desk
import measures
from measures import Amounts, Session
from stopwatch import Memory, Spread

OUT = Path(__file__).parent / "out"
SMALL = 1_000


@dataclasses.dataclass(frozen=True)
class Round:
    """One round: the bare application, then a small and a large desk."""

    bare: float
    bare_memory: Memory
    small: Session
    large: Session


@dataclasses.dataclass(frozen=True)
class Line:
    """One line of the table: what, how much, and what it must not exceed (None: told only)."""

    what: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def over(self) -> bool:
        """Whether the limit is exceeded."""
        return self.limit is not None and self.value > self.limit

    def __str__(self) -> str:
        told = "" if self.limit is None else f"  limit {self.limit:g}  {'OVER' if self.over else 'ok'}"
        return f"{self.what:<58} {self.value:>10.2f} {self.unit:<5}{told}"


def rounds(programs: Path, desks: dict[int, Path], count: int, amounts: Amounts) -> list[Round]:
    """Measures `count` rounds after one that is thrown away."""
    found = []
    small, large = sorted(desks)
    with tempfile.TemporaryDirectory(prefix="factdesk-bench-") as folder:
        work = {claims: Path(folder) / f"{claims}.sqlite" for claims in desks}
        for claims, desk in desks.items():
            shutil.copyfile(desk, work[claims])
        home = Path(folder)
        for number in range(count + 1):
            now = amounts if number else Amounts(5, 5, 2)
            bare, memory = measures.bare(programs, home)
            sessions = [
                measures.session(programs, home, work[claims], now, verdicts=claims == large)
                for claims in (small, large)
            ]
            if number:
                found.append(Round(bare, memory, *sessions))
                print(f"round {number} of {count}", file=sys.stderr)
    return found


def median(found: list[Round], of: Callable[[Round], float]) -> float:
    """The median over the rounds."""
    return statistics.median(of(one) for one in found)


def table(found: list[Round], claims: int) -> list[Line]:
    """The figures that the project promises, and those that explain them."""

    def p95(spread: Spread | None) -> float:
        assert spread is not None
        return spread.p95

    def line(what: str, of: Callable[[Round], float], unit: str, limit: float | None = None) -> Line:
        return Line(what, median(found, of), unit, limit)

    many = f"{claims:,} claims"
    return [
        line("first paint, bare application", lambda r: r.bare, "ms"),
        line(f"first useful paint, {SMALL:,} claims", lambda r: r.small.first, "ms"),
        line(f"first useful paint, {many}", lambda r: r.large.first, "ms"),
        line(f"  {SMALL:,} claims / bare", lambda r: r.small.first / r.bare, "x", 1.35),
        line(f"  {many} / bare", lambda r: r.large.first / r.bare, "x", 1.35),
        line(f"key to paint, p50, single presses, {many}", lambda r: r.large.move.p50, "ms"),
        line(f"key to paint, p95, single presses, {many}", lambda r: r.large.move.p95, "ms"),
        line(f"key to paint, p95, holding j, {SMALL:,} claims", lambda r: r.small.held.p95, "ms"),
        line(f"key to paint, p95, holding j, {many}", lambda r: r.large.held.p95, "ms"),
        line(f"  {many} / {SMALL:,} claims", lambda r: r.large.held.p95 / r.small.held.p95, "x", 1.2),
        line(f"verdict key to the strip, p95, {many}", lambda r: p95(r.large.strip), "ms"),
        line(f"verdict, Enter to recorded, p95, {many}", lambda r: p95(r.large.verdict), "ms"),
        line("  verdict p95 / cursor move p95", lambda r: p95(r.large.verdict) / r.large.move.p95, "x", 3.0),
        line("memory (resident), bare application", lambda r: r.bare_memory.rss, "MiB"),
        line(f"memory (resident), {many}", lambda r: r.large.after.rss, "MiB"),
        line("  above bare, resident", lambda r: r.large.after.rss - r.bare_memory.rss, "MiB", 40.0),
        line("  above bare, its own", lambda r: r.large.after.uss - r.bare_memory.uss, "MiB"),
        line("bytes to the terminal for each cursor move", lambda r: r.large.bytes_per_move, "B"),
    ]


def show(lines: Iterable[Line], machine: dict[str, str], asked: argparse.Namespace, took: float) -> None:
    """Prints the table with what it was measured on."""
    for name, value in machine.items():
        print(f"{name:<16}{value}")
    print(f"{'rounds':<16}{asked.rounds}, medians, in {took:.0f} s\n")
    for line in lines:
        print(line)


def main() -> int:
    """The command line. Exit code 1 with --strict where a limit is exceeded."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--strict", action="store_true", help="fail where a limit is exceeded")
    asked = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    machine = install.machine()
    programs = install.installed(OUT)
    desks = {claims: make_desk.cached(OUT, claims) for claims in (SMALL, asked.claims)}
    began = time.perf_counter()
    found = rounds(programs, desks, asked.rounds, Amounts())
    took = time.perf_counter() - began
    lines = table(found, asked.claims)
    show(lines, machine, asked, took)
    result = {"machine": machine, "lines": [dataclasses.asdict(x) for x in lines]}
    result["rounds"] = [dataclasses.asdict(one) for one in found]
    (OUT / "result.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    return int(asked.strict and any(line.over for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
