"""Measures the reviewed file: its export and check against INSERT … SELECT of its rows, and the memory that both need.

Part of tests/bench/store.py. Each piece runs in a process of its own, so that peaks of memory are told apart; processor
seconds and time on the clock are both told, since an export that waits for nobody needs as much of either.

    uv run python tests/bench/exporting.py "due|export|plain copy|raw copy|verify" FROM OUT    one piece, as JSON
"""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent))

import make_desk

Row = tuple[str, float, str]

OUT: Final = Path(__file__).parent / "out"


def measure(large: Path, folder: Path, claims: int) -> list[Row]:
    """Exports of all claims, open ones too, three times; each is compared with the copies made right after it."""
    rows: list[Row] = [("counting what was due, before the export", _piece("due", large, folder)["cpu"], "s cpu")]
    out = folder / "reviewed.sqlite"
    taken: dict[str, list[dict[str, float]]] = {}
    for _turn in range(3 if claims <= 200_000 else 1):
        for what in ("export", "plain copy", "raw copy", "verify"):
            where = out if what in ("export", "verify") else folder / f"{what}.sqlite"
            taken.setdefault(what, []).append(_piece(what, large if what == "export" else out, where))
    for what, times in taken.items():
        best = min(times, key=lambda one: one["cpu"])
        rows += [(what, best["cpu"], "s cpu"), (f"{what}, on the clock", best["wall"], "s"),
                 (f"{what}, peak of memory", best["peak"], "MiB")]  # fmt: skip
    for name in ("cpu", "wall"):
        low = {what: min(one[name] for one in times) for what, times in taken.items()}
        unit = "x" if name == "cpu" else "x clock"
        rows += [("export against INSERT … SELECT of its rows", low["export"] / low["plain copy"], unit),
                 ("export against SQLite's copy of whole tables", low["export"] / low["raw copy"], unit),
                 ("verify against INSERT … SELECT of its rows", low["verify"] / low["plain copy"], unit)]  # fmt: skip
    small = _piece("export", make_desk.cached(OUT, 10_000), folder / "small.sqlite")
    return [*rows, ("export of 10,000 claims, peak of memory", small["peak"], "MiB")]


def _piece(what: str, source: Path, out: Path) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, what, str(source), str(out)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def timed(call: Callable[[], object]) -> dict[str, float]:
    """Seconds of the processor and on the clock, and the peak of memory that this process ever had."""
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    found = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    return {**found, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def due(source: Path, out: Path) -> dict[str, float]:
    """What a desk has still to count anew (after an import, or brought up to a new version)."""
    from factdesk.desk.open import open_desk
    from factdesk.desk.standing import refresh

    def all_() -> None:
        while refresh(desk, seconds=1.0):
            pass

    with open_desk(source, author="Bench") as desk:
        return timed(all_)


def export(source: Path, out: Path) -> dict[str, float]:
    """The export as a person asks for it, to the file in its place."""
    from factdesk.desk.export import export as made
    from factdesk.desk.open import open_desk

    out.unlink(missing_ok=True)
    with open_desk(source, author="Bench") as desk:
        return timed(lambda: made(desk, out, include_open=True, cautions_read=True))


def verify(source: Path, out: Path) -> dict[str, float]:
    """The receiver's check."""
    from factdesk.desk.verify import verify as checked

    def once() -> None:
        assert checked(out).ok

    return timed(once)


def copy(source: Path, out: Path, *, plain: bool) -> dict[str, float]:
    """The rows of the reviewed file into the same tables, with the same indexes and search, by INSERT … SELECT.

    `plain`: out of tables without indexes and checks. Else out of its own: for tables of the same make SQLite copies
    whole pages of records unread, which no INSERT … SELECT from a desk could do.
    """
    from factdesk.store import export_schema

    rows = out.with_suffix(".rows")
    if plain:
        rows.unlink(missing_ok=True)
        with sqlite3.connect(rows, isolation_level=None) as conn:
            conn.execute("ATTACH ? AS made", (str(source),))
            conn.execute("PRAGMA synchronous=OFF")
            for table in export_schema.TABLES:
                conn.execute(f"CREATE TABLE {table} AS SELECT * FROM made.{table}")
    out.unlink(missing_ok=True)
    conn = sqlite3.connect(out, isolation_level=None)
    conn.execute("ATTACH ? AS made", (str(rows if plain else source),))

    def all_() -> None:
        conn.execute("PRAGMA synchronous=OFF")
        export_schema.build(conn)
        conn.execute("BEGIN")
        for table in export_schema.TABLES:
            conn.execute(f"INSERT INTO main.{table} SELECT * FROM made.{table}")
        for index in export_schema.SEARCH:
            conn.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        conn.execute("COMMIT")

    found = timed(all_)
    conn.close()
    rows.unlink(missing_ok=True)
    return found


PIECES: Final[dict[str, Callable[[Path, Path], dict[str, Any]]]] = {
    "due": due,
    "export": export,
    "verify": verify,
    "plain copy": lambda source, out: copy(source, out, plain=True),
    "raw copy": lambda source, out: copy(source, out, plain=False),
}

if __name__ == "__main__":
    print(json.dumps(PIECES[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
