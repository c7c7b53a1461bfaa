"""Measures the reader on its corpus, per genre and for both halves apart, and its speed against counting words.

Run it as `python tests/bench/intake.py [--faults]` from the project's root.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.support.passages import HALVES, Passage, Score, passages

from factdesk.desk.intake import propose

RATES = ("recall", "precision", "qualifier", "parts", "attribution", "denials")
AIMS = {"recall": 0.9, "precision": 0.92, "qualifier": 0.95, "parts": 0.85, "attribution": 0.8, "denials": 0.75}
MEGABYTE = 1_000_000
HARD = {
    "1 MB, no sentence break": "word " * 200_000,
    "100,000 numbers": "12 " * 100_000,
    "nested quotes": "“a " * 100_000 + "”" * 100_000,
    "1 MB of figures": "killed 12 " * 100_000,
    "figures alone, line by line": "5 killed, 30 injured.\n" * 10_000,
}


def main() -> None:
    """Prints both tables and the timings."""
    print(
        f"{'':22}{'texts':>6}{'figures':>8}"
        + "".join(f"{name:>12}" for name in RATES)
        + f"{'traps':>7}{'unflagged':>11}"
    )
    for half in HALVES:
        found = passages(half)
        for genre in sorted({p.genre.rstrip("0123456789") for p in found}):
            _line(f"  {genre}", [p for p in found if p.genre.rstrip("0123456789") == genre])
        total = _line(half, found)
        if "--faults" in sys.argv:
            print("\n".join(total.faults))
    print(f"{'aim on the untouched':36}" + "".join(f"{AIMS[name]:>12.2f}" for name in RATES) + f"{'1 in 40':>8}")
    _speed()


def _line(name: str, found: list[Passage]) -> Score:
    score = Score()
    for passage in found:
        score.add(passage, propose(passage.text, {"published_at": passage.day.isoformat()}))
    rates = "".join(f"{score.rate(rate):>12.3f}" for rate in RATES)
    unflagged = score.scope[1] - score.scope[0]
    print(f"{name:22}{score.passages:>6}{score.gold:>8}{rates}{score.traps:>7}{f'{unflagged}/{score.scope[1]}':>11}")
    return score


def _speed() -> None:
    text = "\n\n".join(p.text for half in HALVES for p in passages(half))
    for times in (1, 20):
        whole = (text + "\n\n") * times
        reading, ratio = _beside_counting(whole, 5 if times == 1 else 3)
        print(f"corpus ×{times}: {len(whole):,} characters in {reading:.3f} s, {ratio:.0f}× counting words")
    for name, hard in HARD.items():
        reading, ratio = _beside_counting(hard, 1)
        print(f"{name}: {reading:.1f} s, {ratio:.0f}× counting words")


def _beside_counting(text: str, rounds: int) -> tuple[float, float]:
    """Seconds of processor time to read a text, and how often its words are counted in that time; both in turn."""
    counting, reading = [], []
    for _ in range(rounds):
        counting.append(min(_taken(lambda: re.findall(r"\w+", text)) for _ in range(3)))
        reading.append(_taken(lambda: propose(text)))
    return min(reading), min(reading) / min(counting)


def _taken(run: Callable[[], object]) -> float:
    before = time.process_time()
    run()
    return time.process_time() - before


if __name__ == "__main__":
    main()
