"""Prints how fast and how large factdesk is, against a bare Textual application in the same rounds.

    uv run python tests/bench/run.py [--rounds 5] [--claims 100000] [--strict]
    uv run python tests/bench/run.py --small 1k.sqlite --large 1m.sqlite [--in-place]

Measures the installed wheel, not the checkout. Everything is done in interleaved rounds, so that a noisy
moment of the machine falls on all alike; the first round is thrown away; numbers are medians of the rounds,
and ratios are medians of each round's ratio. Desks that are not named are made up; `--in-place` works on the named
ones themselves (it records verdicts in them). Writes tests/bench/out/result.json.
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
import peers
from measures import Amounts, Session
from stopwatch import Memory

OUT = Path(__file__).parent / "out"
SMALL = 1_000
MILLION = 1_000_000
"""Claims from which the stricter limits of a desk of that size hold."""


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


def rounds(
    programs: Path, desks: tuple[Path, Path], count: int, amounts: Amounts, *, in_place: bool
) -> tuple[list[Round], list[int]]:
    """Measures `count` rounds on a small and a large desk, after one that is thrown away; and counts their claims."""
    found = []
    with tempfile.TemporaryDirectory(prefix="factdesk-bench-") as folder:
        home = Path(folder)
        work = desks if in_place else tuple(Path(shutil.copyfile(desk, home / desk.name)) for desk in desks)
        for number in range(count + 1):
            now = amounts if number else Amounts(1, 5, 5, 2, 1, 2, 1, 1)
            bare, memory = measures.bare(programs, home)
            sessions = measures.sessions(programs, home, work, now)
            if number:
                found.append(Round(bare, memory, *sessions))
                print(f"round {number} of {count}", file=sys.stderr)
        return found, [claims_in(desk) for desk in work]


def median(found: list[Round], of: Callable[[Round], float]) -> float:
    """The median over the rounds."""
    return statistics.median(of(one) for one in found)


def table(found: list[Round], small: int, large: int) -> list[Line]:
    """The figures that the project promises, and those that explain them."""

    def line(what: str, of: Callable[[Round], float], unit: str, limit: float | None = None) -> Line:
        return Line(what, median(found, of), unit, limit)

    def against(what: str, of: Callable[[Session], float], limit: float | None = None) -> Line:
        """The large desk against the small one."""
        return line(f"  {what}: {many} / {few}", lambda r: of(r.large) / of(r.small), "x", limit)

    few, many = f"{small:,}", f"{large:,}"
    return [
        line("first paint, bare application", lambda r: r.bare, "ms"),
        line(f"first page with claims on it, {many} claims", lambda r: r.large.first, "ms"),
        line(f"  {few} claims / bare", lambda r: r.small.first / r.bare, "x", 1.35),
        line(f"  {many} claims / bare", lambda r: r.large.first / r.bare, "x", 1.3 if large >= MILLION else 1.35),
        line(f"full screen, {many} claims", lambda r: r.large.full, "ms"),
        line(f"  full screen, {many} claims / bare", lambda r: r.large.full / r.bare, "x", 1.35),
        *moving(line, against, large),
        line(f"verdict key to the strip, p95, {many}", lambda r: r.large.strip.p95, "ms"),
        line(f"verdict, Enter to recorded, p95, {many}", lambda r: r.large.verdict.p95, "ms"),
        line("  verdict p95 / cursor move p95", lambda r: r.large.verdict.p95 / r.large.move.p95, "x", 3.0),
        against("verdict, p95", lambda s: s.verdict.p95, 1.3),
        line("bytes to the terminal for a move, pressed singly", lambda r: r.large.bytes_pressed, "B", 3072),
        line("bytes to the terminal for a move, key held", lambda r: r.large.bytes_held, "B", 3072),
        line("memory (resident), bare application", lambda r: r.bare_memory.rss, "MiB"),
        line(f"memory (resident), {many} claims", lambda r: r.large.after.rss, "MiB"),
        line("  above bare", lambda r: r.large.after.rss - r.bare_memory.rss, "MiB", 40.0 if large < MILLION else None),
        line(f"  above {few} claims", lambda r: r.large.after.rss - r.small.after.rss, "MiB", 40.0),
    ]


def moving(line: Callable[..., Line], against: Callable[..., Line], large: int) -> list[Line]:
    """The lines of a cursor that moves and jumps, of searches and filters, by the clock and in processor time."""
    many, near = f"{large:,}", 1.15 if large >= MILLION else 1.2
    found = [line(f"key to paint, single presses, p50, {many}", lambda r: r.large.move.p50, "ms")]
    for what, name, limit in (
        ("single presses", "move", None), ("holding j", "held", near), ("PgDn", "page", near), ("G", "last", 1.5),
        ("Home", "home", 1.5), ("a jump of the scroll bar", "bar", 1.5),
    ):  # fmt: skip
        found += [
            line(f"key to paint, {what}, p95, {many}", lambda r, n=name: getattr(r.large, n).p95, "ms"),
            against(f"{what}, p95", lambda s, n=name: getattr(s, n).p95, limit),
            against(f"{what}, median", lambda s, n=name: getattr(s, n).p50),
            against(f"{what}, processor time of the screen", lambda s, n=name: getattr(s, n).cpu or 1.0),
        ]
    for what, name, limit in (("search as you type, key to results", "search", 3.0),
                              ("filter, Enter to its first page", "filter", 4.0)):  # fmt: skip
        found += [
            line(f"{what}, p50, {many}", lambda r, n=name: getattr(r.large, n).p50, "ms"),
            line(f"{what}, p95, {many}", lambda r, n=name: getattr(r.large, n).p95, "ms"),
            line(
                f"  {name} p95 / cursor move p95",
                lambda r, n=name: getattr(r.large, n).p95 / r.large.move.p95,
                "x",
                limit,
            ),
            line(
                f"  {name} median / cursor move median",
                lambda r, n=name: getattr(r.large, n).p50 / r.large.move.p50,
                "x",
            ),
        ]
    return found


def claims_in(desk: Path) -> int:
    """How many claims a desk has."""
    from factdesk.desk import browse
    from factdesk.desk.open import open_desk

    with open_desk(desk, read_only=True) as opened:
        return browse.counts(opened).total


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
    parser.add_argument("--small", type=Path, help="a small desk that is there already")
    parser.add_argument("--large", type=Path, help="a large desk that is there already")
    parser.add_argument("--in-place", action="store_true", help="work on the named desks, not on copies")
    parser.add_argument("--strict", action="store_true", help="fail where a limit is exceeded")
    asked = parser.parse_args()
    if asked.in_place and not (asked.small and asked.large):
        parser.error("--in-place needs --small and --large")
    OUT.mkdir(exist_ok=True)
    machine = install.machine()
    programs = install.installed(OUT)
    desks = (asked.small or make_desk.cached(OUT, SMALL), asked.large or make_desk.cached(OUT, asked.claims))
    began = time.perf_counter()
    found, sizes = rounds(programs, desks, asked.rounds, Amounts(), in_place=asked.in_place)
    took = time.perf_counter() - began
    lines = [*table(found, *sizes), *peers.lines(desks[1])]
    show(lines, machine, asked, took)
    result = {"machine": machine, "lines": [dataclasses.asdict(x) for x in lines]}
    result["rounds"] = [dataclasses.asdict(one) for one in found]
    (OUT / "result.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    return int(asked.strict and any(line.over for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
