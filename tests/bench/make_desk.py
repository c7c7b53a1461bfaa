"""Makes a desk of many invented claims through the same use cases that an editor's hands go through.

    uv run python tests/bench/make_desk.py OUT.sqlite --claims 100000

A third of the claims is reviewed, a hundredth of the sources confidential. Bulk: some 4,000 claims a second.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import made_up

BATCH = 20_000
"""Records that go in as one action."""


def make(path: Path, claims: int, seed: int = 7) -> None:
    """Makes the desk at `path`, which must not exist; a half-made one is removed."""
    from factdesk.desk.add import add_many
    from factdesk.desk.open import create_desk
    from factdesk.desk.review import mark

    invented = made_up.Desk(claims, seed)
    rows = invented.rows()
    unfinished = path.with_name(path.name + ".part")
    unfinished.unlink(missing_ok=True)
    with create_desk(unfinished, author="Bench") as desk:
        while batch := list(islice(rows, BATCH)):
            add_many(desk, batch, f"add {len(batch)} invented records")
        for (verdict, basis, reason), codes in invented.verdicts.items():
            mark(desk, codes, verdict, basis=basis, reason=reason)
    unfinished.rename(path)


def cached(folder: Path, claims: int, seed: int = 7) -> Path:
    """A desk of that size in `folder`, made at the first call and whenever the format changed since."""
    path = folder / f"desk-{claims}-{seed}.sqlite"
    if not _opens(path):
        path.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        make(path, claims, seed)
        took = time.perf_counter() - began
        print(f"made {path.name}: {path.stat().st_size / 2**20:.0f} MiB in {took:.1f} s", file=sys.stderr)
    return path


def _opens(path: Path) -> bool:
    from factdesk.desk.open import open_desk
    from factdesk.model.errors import Problem

    try:
        open_desk(path, read_only=True).close()
    except Problem:
        return False
    return True


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    began = time.perf_counter()
    make(asked.out, asked.claims, asked.seed)
    print(f"{asked.claims} claims in {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
