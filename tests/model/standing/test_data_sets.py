"""The rules run through sets that nobody here wrote, and find there what is known to be there."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / ".." / "shared" / "data"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The script that reads the sets."""
    spec = importlib.util.spec_from_file_location("standing_data", ROOT / "tests" / "bench" / "standing_data.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["standing_data"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not DATA.exists(), reason="the data sets stand beside a developer's copy")
@pytest.mark.parametrize(
    ("name", "least_figures", "incidents_with_conflicts"),
    [
        ("UCDP, two releases", 3_000, range(1, 20)), ("tolls of conflicts", 400, range(1)),
        ("Gaza by day", 6_000, range(1, 20)), ("Gaza, all days", 6_000, range(1)),
        ("West Bank by day", 5_000, range(380, 420)), ("IOM", 12_000, range(10, 80)),
    ],
)  # fmt: skip
def test_each_set_runs_through(
    bench: ModuleType, name: str, least_figures: int, incidents_with_conflicts: range
) -> None:
    counts, found = bench.run(name, DATA)
    assert counts["figures"] >= least_figures
    assert counts["incidents with a conflict"] in incidents_with_conflicts
    assert counts["cut"] == 0
    for _, told in found:
        for conflict in told.conflicts:
            assert "true" in conflict.sentence
            assert conflict.sentence.endswith((".", "”"))
