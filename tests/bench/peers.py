"""What other tools do with the same claims, where they are installed: only told, bounded in time, never a limit.

The claims are handed to them as they take them: a CSV file to VisiData (batch mode), lines to fzf (filter mode), the
desk itself to the sqlite3 shell.
"""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

PATIENCE = 120.0
"""Seconds that a tool gets."""
WORD = "hospital"


@dataclasses.dataclass(frozen=True)
class Told:
    """One line of the table."""

    what: str
    value: float
    unit: str = "ms"
    over: bool = False

    def __str__(self) -> str:
        return f"{self.what:<58} {self.value:>10.2f} {self.unit:<5}"


def lines(desk: Path) -> list[Told]:
    """How long the tools that are installed take over the claims of the desk; none where none is."""
    found: list[Told] = []
    with tempfile.TemporaryDirectory(prefix="factdesk-peers-") as folder:
        table = Path(folder) / "claims.csv"
        tools = [name for name in ("vd", "fzf", "sqlite3") if shutil.which(name)]
        if {"vd", "fzf"} & set(tools):
            _write(desk, table)
        for name, what, command in (
            ("vd", "VisiData: load and count, batch", ["vd", "-b", str(table), "-o", str(Path(folder) / "out.csv")]),
            ("fzf", f"fzf: all lines with {WORD}", ["fzf", "--filter", WORD]),
            ("sqlite3", f"sqlite3: LIKE %{WORD}% over all statements",
             ["sqlite3", "-readonly", str(desk), f"SELECT count(*) FROM claims WHERE statement LIKE '%{WORD}%'"]),
        ):  # fmt: skip
            if name in tools:
                took = _timed(command, table if name == "fzf" else None)
                found += [Told(f"peer {what}", took)] if took is not None else []
    return found


def _write(desk: Path, table: Path) -> None:
    """The claims as lines that any tool reads."""
    import csv

    with closing(sqlite3.connect(f"file:{desk}?mode=ro", uri=True)) as conn, table.open("w", newline="") as file:
        writer = csv.writer(file)
        rows = conn.execute("SELECT code, kind, words, counted, measure, statement, said_at, verdict FROM claims")
        writer.writerow([column[0] for column in rows.description])
        writer.writerows(rows)


def _timed(command: Sequence[str], stdin: Path | None) -> float | None:
    """Milliseconds that a command takes; None where it failed or took longer than it may."""
    began = time.perf_counter()
    try:
        with (stdin or Path("/dev/null")).open() as given:
            done = subprocess.run(command, stdin=given, capture_output=True, timeout=PATIENCE, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return None
    return (time.perf_counter() - began) * 1000 if done.returncode in (0, 1) else None
