"""Measures the store at two sizes: first pages of filters, searches, verdicts and added claims, export, check.

    uv run python tests/bench/store.py [--small SMALL.sqlite] [--large LARGE.sqlite] [--claims 100000]
                                       [--writes 300] [--in-place] [--only filters searches writes export check]

Desks that are not given are made. Both are copied first, and the copies written to,
unless `--in-place` says that they may be written to themselves. Everything that is a ratio is
measured in one run, interleaved where both sides are short. Writes tests/bench/out/store.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent))

import exporting
import make_desk
import writes

OUT = Path(__file__).parent / "out" / "store.json"
PARTS: Final = ("filters", "searches", "writes", "export", "check")

FILTERS: Final = (
    "verdict:open", "verdict:disputed,denied", "measure:killed", "killed>100", "kind:assertion", "since:2025-04-20",
    "place:ka", "who:a", "root:1", "-has:quote", "verdict:denied measure:missing", "sort:said", "sort:newest",
)  # fmt: skip
SEARCHES: Final = ("k", "ki", "killed", "missile", "at", "the", "зап", "ostrava", "it said")

Row = tuple[str, float, str]


def milliseconds(call: Callable[[], object], times: int = 5) -> float:
    """The median of a few calls, the first one thrown away."""
    call()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def reading(large: Path, parts: list[str]) -> list[Row]:
    """First pages and searches of the large desk, each a median."""
    from factdesk.desk.filtering import first_page
    from factdesk.desk.find import find
    from factdesk.desk.open import open_desk
    from factdesk.model.views import ClaimFilter

    rows: list[Row] = []
    with open_desk(large, read_only=True) as desk:
        if "filters" in parts:
            rows += [(f"filter {text}", milliseconds(lambda text=text: first_page(desk, text, ClaimFilter())), "ms")  # type: ignore[misc]
                     for text in FILTERS]  # fmt: skip
        if "searches" in parts:
            rows += [(f"search {text}", milliseconds(lambda text=text: find(desk, text)), "ms") for text in SEARCHES]  # type: ignore[misc]
    return rows


def checking(large: Path) -> list[Row]:
    """A check against reading the file and hashing its bytes, in processor seconds and by the clock.

    The file is read once before, and the baseline taken before and after the check: its mean counts.
    """
    from factdesk.desk.check import check
    from factdesk.desk.open import open_desk

    def bare() -> None:
        digest = hashlib.sha256()
        with open(large, "rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)

    bare()
    before, memory = both_clocks(bare), peak()
    with open_desk(large, author="Bench") as desk:
        cpu, wall, report = both_clocks(lambda: check(desk))
    grown, after = peak() - memory, both_clocks(bare)
    assert report.ok, report.problems
    bare_cpu, bare_wall = (before[0] + after[0]) / 2, (before[1] + after[1]) / 2
    return [
        ("check", cpu, "s cpu"),
        ("check, by the clock", wall, "s"),
        ("reading and hashing the file", bare_cpu, "s cpu"),
        ("reading and hashing the file, by the clock", bare_wall, "s"),
        ("check against it", cpu / bare_cpu, "x"),
        ("check against it, by the clock", wall / bare_wall, "x"),
        ("check, entries a second of processor time", report.counts["entries"] / cpu, ""),
        ("check, memory above what was there", grown, "MB"),
    ]


def both_clocks(call: Callable[[], Any]) -> tuple[float, float, Any]:
    """Processor seconds of all threads, seconds by the clock, and what the call gives."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = call()
    return time.process_time() - cpu, time.perf_counter() - wall, result


def peak() -> float:
    """The most memory that this process held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> None:
    """The command line."""
    from factdesk.desk.open import open_desk

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--small", type=Path)
    parser.add_argument("--large", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--writes", type=int, default=300)
    parser.add_argument("--in-place", action="store_true", help="write to the named desks, not to copies")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = asked.small or make_desk.cached(OUT.parent, 1_000)
        large = asked.large or make_desk.cached(OUT.parent, asked.claims)
        if not asked.in_place:
            small = Path(shutil.copy(small, folder / "small.sqlite"))
            large = Path(shutil.copy(large, folder / "large.sqlite"))
        for path in (small, large):
            open_desk(path, author="Bench").close()  # an older one is brought up to date
        rows = reading(large, asked.only)
        rows += writes.writing(small, large, asked.writes) if "writes" in asked.only else []
        rows += exporting.measure(large, folder, asked.claims) if "export" in asked.only else []
        rows += checking(large) if "check" in asked.only else []
    for what, value, unit in rows:
        print(f"{what:44} {value:12,.2f} {unit}")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([{"what": w, "value": round(v, 3), "unit": u} for w, v, u in rows], indent=1), "utf-8")


if __name__ == "__main__":
    main()
