"""Measures imports: rows a second against plain `executemany`, memory, importing twice, undo. Prints a table and JSON.

  python tests/bench/imports.py [--claims 100000] [--make path/to/make_big.py] [--quick] [--out imports.json]

The rival writes the same claims, sources, citations and the rest into the same tables with the same indexes and the
same search, from rows that lie ready in another file, without a ledger; and it fills search the fastest way that is
known (one INSERT … SELECT, large hashsize). A second rival leaves the triggers on, as whoever fills the tables has it.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

MAP = Path(__file__).with_name("imports.toml")

CHILD = """
import json, resource, sys, threading, time
from pathlib import Path
from factdesk.desk.imports import run
from factdesk.desk.open import create_desk, open_desk
from factdesk.desk.undo import undo
desk, data, map_, what = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
me = Path("/proc/self")

def held():
    sizes = [me / "statm", *(Path("/proc") / one / "statm" for one in children())]
    total = 0
    for size in sizes:
        try:
            total += int(size.read_text().split()[1]) * resource.getpagesize()
        except OSError:
            pass
    return total

def children():
    return " ".join(one.read_text() for one in me.glob("task/*/children")).split()

def watch():
    while not done.wait(0.02):
        most[0] = max(most[0], held())

opened = create_desk(desk, author="bench") if what == "import" else open_desk(desk, author="bench")
before = held() if me.exists() else 0
most, done = [before], threading.Event()
if before:
    threading.Thread(target=watch, daemon=True).start()
wall, cpu = time.perf_counter(), time.process_time()
if what == "undo":
    undo(opened, lambda step: None)
    counts = {}
else:
    counts = dict(run.store(opened, run.plan(data, map_, opened), lambda step: None).records)
took, spent = time.perf_counter() - wall, time.process_time() - cpu
done.set()
second = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"wall": took, "writing": spent, "reading": second.ru_utime + second.ru_stime, "records": counts,
                  "memory": (most[0] - before) / 2**20}))
opened.close()
"""
"""Memory is that of both processes together at its highest, looked at 50 times a second (on Linux only)."""


def child(desk: Path, data: Path, what: str) -> dict[str, Any]:
    """One step in a process of its own, so that its memory is its own too."""
    done = subprocess.run([sys.executable, "-c", CHILD, str(desk), str(data), str(MAP), what], capture_output=True,
                          text=True, check=True)  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "cpu": found["writing"] + found["reading"]}


def plain(full: Path, target: Path, *, triggers: bool = False) -> dict[str, float]:
    """`executemany` of the same rows into the same tables, indexes and search, without ledger.

    With `triggers` search and counts are kept row by row, as whoever writes into the tables as they are has it.
    """
    from factdesk.desk.open import create_desk
    from factdesk.store.bulk import ADDING, CACHE
    from factdesk.store.bulk_end import HASH, searched

    create_desk(target).close()
    source = sqlite3.connect(f"file:{full}?mode=ro", uri=True)
    db = sqlite3.connect(target, isolation_level=None)
    for pragma in ("journal_mode=TRUNCATE", "synchronous=FULL", "foreign_keys=ON", f"cache_size=-{CACHE}"):
        db.execute(f"PRAGMA {pragma}").fetchall()
    wall, cpu = time.perf_counter(), time.process_time()
    db.execute("BEGIN IMMEDIATE")
    for name in () if triggers else ADDING:
        db.execute(f"DROP TRIGGER {name}")
    for table in ("incidents", "speakers", "sources", "claims", "citations", "reviews"):
        rows = source.execute(f"SELECT * FROM {table} ORDER BY nr")
        marks = ",".join("?" * len(rows.description))
        db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    for table, columns in () if triggers else searched().items():
        names, index = ", ".join(columns), f"{table}_fts"
        db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {HASH})")
        db.execute(f"INSERT INTO {index} (rowid, {names}) SELECT nr, {names} FROM {table}")
    db.execute("COMMIT")
    spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    db.close()
    source.close()
    return spent


def data_of(given: argparse.Namespace, folder: Path) -> Path:
    """The file to import: that which is named, or one that is made."""
    if given.data:
        return Path(given.data)
    made = folder / "big"
    arguments = [given.make, str(made), "--claims", str(given.claims), "--formats", "jsonl"]
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return made / "incidents.jsonl"


def measure(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """All figures of one run: import and rival in turn, so that both meet the same weather, then the rest."""
    data, desk = data_of(given, folder), folder / "desk.sqlite"
    imports, rivals = [], []
    for number in range(given.rounds):
        desk.unlink(missing_ok=True)
        imports.append(child(desk, data, "import"))
        target = folder / "plain.sqlite"
        rivals.append(plain(desk, target))
        target.unlink()
        print(f"round {number + 1}: import {told(imports[-1])}; executemany {told(rivals[-1])}", file=sys.stderr)
    took = min(imports, key=lambda one: one["wall"])
    found = {
        "claims": took["records"]["claim"], "records": sum(took["records"].values()), "imports": imports,
        "plain": rivals, "file_mib": data.stat().st_size / 2**20, "desk_mib": desk.stat().st_size / 2**20,
        "import": took, "memory": max(one["memory"] for one in imports),
        "ratio_wall": median(b["wall"] / a["wall"] for a, b in zip(imports, rivals, strict=True)),
        "ratio_cpu": median(b["cpu"] / a["cpu"] for a, b in zip(imports, rivals, strict=True)),
        "ratio_longer": median(
            b["cpu"] / max(a["writing"], a["reading"]) for a, b in zip(imports, rivals, strict=True)
        ),
    }  # fmt: skip
    if not given.quick:
        found["plain_with_triggers"] = plain(desk, folder / "naive.sqlite", triggers=True)
        found["again"] = child(desk, data, "again")
    found["undo"] = child(desk, data, "undo")
    return found


def told(one: dict[str, float]) -> str:
    """A run in short."""
    return f"{one['wall']:.1f} s, {one['cpu']:.1f} s of processor time"


def show(found: dict[str, Any]) -> None:
    """The table that people read."""
    took, undone = found["import"], found["undo"]
    rows = [
        ("import, the fastest", f"{took['wall']:.1f} s, {found['claims'] / took['wall']:,.0f} claims a second", ""),
        ("against plain executemany, wall clock", f"{found['ratio_wall']:.2f}×", "at least 0.4×"),
        ("the longer of its two processes, processor time", f"{found['ratio_longer']:.2f}×", ""),
        ("both processes, processor time", f"{found['ratio_cpu']:.2f}×", ""),
        ("processor time of writing, of reading", f"{took['writing']:.1f} s, {took['reading']:.1f} s", ""),
        ("memory above the start, both processes", f"{found['memory'] * 1.048576:.0f} MB", "at most 150 MB"),
        ("undo against import, wall clock", f"{undone['wall'] / took['wall']:.2f}×", "at most 1×"),
        ("the same, processor time", f"{undone['cpu'] / took['cpu']:.2f}×", ""),
        ("memory of the undo", f"{undone['memory'] * 1.048576:.0f} MB", "at most 150 MB"),
    ]
    if "again" in found:
        naive, again = found["plain_with_triggers"], found["again"]
        rows += [
            ("against executemany with the triggers left on", f"{naive['wall'] / took['wall']:.2f}×", ""),
            ("the same file again, against import", f"{again['wall'] / took['wall']:.2f}×, adds nothing", ""),
        ]
    print(f"{found['claims']:,} claims, {found['records']:,} records, {found['file_mib']:,.0f} MiB of JSON Lines")
    for what, measured, wanted in rows:
        print(f"  {what:<48} {measured:<32} {wanted}")


def main() -> None:
    """Runs the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3, help="imports and rivals in turn; the median counts")
    parser.add_argument("--quick", action="store_true", help="without the second rival and the second import")
    parser.add_argument("--data", help="a file made before")
    parser.add_argument("--make", default=str(Path(__file__).parents[2] / ".." / "shared" / "tools" / "make_big.py"))
    parser.add_argument("--out", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        found = measure(given, Path(folder))
    show(found)
    if given.out:
        Path(given.out).write_text(json.dumps(found, indent=1), "utf-8")


if __name__ == "__main__":
    main()
