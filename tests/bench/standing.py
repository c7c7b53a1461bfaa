"""Prints how long the standing of an incident takes: 2,000 claims against 20, in one run.

    uv run python tests/bench/standing.py [--rounds 7] [--strict]

The claims are made up like those of a long siege: many speakers, rising tolls, parts, two scopes, a few falls and
rivals. Rounds are interleaved; numbers are medians.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from datetime import date, timedelta

from factdesk.model.records import Claim, Speaker
from factdesk.model.standing.facts import Carrier, Fact, voices
from factdesk.model.standing.whole import stand

SMALL, LARGE, LIMIT = 20, 2_000, 120.0
POPULATIONS = ("people", "people", "civilians", "children", "adults", "military personnel")


def made_up(number: int, seed: int = 7) -> list[Fact]:
    """An incident of so many claims; the same number makes the same incident."""
    chance = random.Random(seed)
    speakers = [Speaker(id=f"p{i}", name=f"Speaker {i}", side=chance.choice(("X", "Y", None))) for i in range(40)]
    spoken = voices(speakers)
    facts = []
    for place in range(number):
        day = date(2025, 1, 1) + timedelta(days=place * 100 // number)
        toll = 20 + place * 200 // number + chance.randrange(-2, 3)
        low, high, qualifier = chance.choice(((toll, toll, "exact"), (toll, None, "at_least"), (0, toll, "up_to")))
        counted = chance.choice(POPULATIONS)
        if counted != "people":
            low, high = low // 3, None if high is None else high // 3
        speaker = chance.choice(speakers)
        claim = Claim(
            id=f"c{place}", code=f"A{place}", incident="i", kind="figure",
            measure=chance.choice(("killed", "injured")), counted=counted, low=low, high=high, qualifier=qualifier,
            value=high if high is not None else low, words=str(high if high is not None else low),
            scope=chance.choice(("the strike", "the city that day")), as_of=day.isoformat(), speaker=speaker.id,
            said_at=day.isoformat(),
        )  # fmt: skip
        carrier = Carrier(f"s{place % 60}", f"S{place % 60}", "Outlet", "supports", f"s{place % 25}", "Root")
        verdict = chance.choice(("open", "open", "confirmed", "disputed"))
        facts.append(Fact(claim, speaker, spoken[speaker.id], verdict, None, (carrier,)))
    return facts


def seconds(facts: list[Fact]) -> float:
    """How long one standing takes."""
    started = time.perf_counter()
    stand(facts)
    return time.perf_counter() - started


def main() -> int:
    """Measures and prints; with `--strict` ends with 1 where the limit is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    small, large = made_up(SMALL), made_up(LARGE)
    seconds(small), seconds(large)
    pairs = [(statistics.median(seconds(small) for _ in range(20)), seconds(large)) for _ in range(options.rounds)]
    ratio = statistics.median(big / little for little, big in pairs)
    found = stand(large)
    print(f"{SMALL} claims    {statistics.median(little for little, _ in pairs) * 1e3:9.2f} ms")
    print(f"{LARGE:,} claims {statistics.median(big for _, big in pairs) * 1e3:9.2f} ms")
    print(f"ratio        {ratio:9.1f} x   limit {LIMIT:g}  {'OVER' if ratio > LIMIT else 'ok'}")
    print(f"conflicts {len(found.conflicts)}, ladders {len(found.ladders)}, findings {len(found.findings)}")
    return int(options.strict and ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
