"""Conflict counts in the list of incidents of a long desk: nothing is scanned at start, what changed is told in steps.

    uv run python tests/bench/standing_counts.py [--claims 100000] [--folder FOLDER]

Prints how long the first page of incidents takes while nothing is counted yet and when all is, how long counting
everything takes and its longest step, and what one verdict leaves to be counted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_desk import cached

from factdesk.desk import browse
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.review import mark
from factdesk.desk.standing import refresh
from factdesk.model.views import ClaimFilter


def page(desk: Desk) -> float:
    """Seconds for the first page of incidents with their counts; the fastest of five."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        browse.incident_window(desk).rows(0, 60)
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "factdesk-bench")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "desk.sqlite"
        copy.write_bytes(cached(options.folder, options.claims).read_bytes())
        with open_desk(copy, author="Bench") as desk:
            measure(desk)
    return 0


def measure(desk: Desk) -> None:
    """All of it on one desk."""
    with desk.db.write() as conn:
        conn.execute("INSERT OR REPLACE INTO standing_due SELECT id, 1 FROM incidents")
    print(f"first page of incidents, nothing counted {page(desk) * 1e3:8.2f} ms")
    began, longest, steps = time.perf_counter(), 0.0, 0
    while True:
        step = time.perf_counter()
        left = refresh(desk, seconds=0.05)
        longest, steps = max(longest, time.perf_counter() - step), steps + 1
        if not left:
            break
    print(f"counting all of them                     {time.perf_counter() - began:8.2f} s in {steps} steps,"
          f" the longest {longest * 1e3:.0f} ms")  # fmt: skip
    print(f"first page of incidents, all counted     {page(desk) * 1e3:8.2f} ms")
    rows = browse.incidents(desk)
    print(f"{len(rows):,} incidents, {sum(row.conflicts or 0 for row in rows):,} conflicts,"
          f" {sum(row.stale or 0 for row in rows):,} stale verdicts")  # fmt: skip
    claim = browse.claim_window(desk, ClaimFilter()).rows(0, 1)[0]
    mark(desk, [claim.id], "disputed", basis="evidence-unclear", reason="Measured.")
    began = time.perf_counter()
    left = refresh(desk, seconds=10)
    print(f"after one verdict                        {(time.perf_counter() - began) * 1e3:8.2f} ms, {left} left")


if __name__ == "__main__":
    sys.exit(main())
