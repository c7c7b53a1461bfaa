"""What telling an incident's standing anew adds to a verdict: Enter to "recorded", with and without, interleaved.

    uv run python tests/bench/standing_verdict.py [--claims 2000] [--rounds 30]

One incident of so many claims in the real application without a terminal; 120 x 36. "Without" leaves the standing as it
was before the verdict. Prints medians and their ratio (must be at most 1.15).
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import standing as made

from factdesk.desk import standing as rules
from factdesk.desk.open import create_desk

LIMIT = 1.15


def desk(path: Path, claims: int) -> None:
    """One incident with the claims of the other bench, each from one of sixty sources, half of them judged."""
    from factdesk.desk.add import add_many
    from factdesk.desk.review import mark

    facts = made.made_up(claims)
    records: list[tuple[str, dict[str, Any]]] = [("incident", {"code": "A", "title": "A long siege"})]
    records += [("speaker", {"name": name}) for name in dict.fromkeys(f.speaker.name for f in facts if f.speaker)]
    records += [("source", {"code": f"S{n}", "kind": "post", "title": f"Post {n}"}) for n in range(60)]
    for fact in facts:
        values = {name: value for name, value in fact.claim.values().items() if name != "id" and value is not None}
        qualifier = "between" if values["qualifier"] == "exact" and fact.claim.low != fact.claim.high else None
        name = fact.speaker.name if fact.speaker else None
        more = {"incident": "A", "speaker": name, "qualifier": qualifier or values["qualifier"]}
        records.append(("claim", values | more))
    with create_desk(path, author="Bench") as opened, opened.db.hasty():
        add_many(opened, records)
        ties = [{"claim": fact.claim.code, "source": f"S{n % 60}"} for n, fact in enumerate(facts)]
        add_many(opened, [("citation", tie | {"stance": "supports"}) for tie in ties])
        mark(opened, [fact.claim.code for fact in facts[::2]], "confirmed", basis="authority", reason="Counted.")
        while rules.refresh(opened):
            pass


async def verdicts(path: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds from Enter in the strip to its acknowledgement, without and with the standing told anew."""
    from factdesk.tui.bridge import Bridge
    from factdesk.tui.desk_app import DeskApp
    from factdesk.tui.widgets.status_line import StatusLine

    real, found = rules.again, ([], [])
    app = DeskApp(Bridge(path, author="Bench"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(1)
        await pilot.press("enter")
        await pilot.pause(1)
        for number in range(2 * rounds):
            rules.again = real if number % 2 else (lambda desk, found: found)
            await pilot.press("down", "c")
            await pilot.pause(0.3)
            before = app.screen_stack[-1].query(StatusLine).first().text
            began = time.perf_counter()
            await app._press_keys(["enter"])  # as a terminal would: without waiting for what follows
            while "recorded" not in (text := app.screen.query(StatusLine).first().text) or text == before:
                if time.perf_counter() - began > 10:
                    raise SystemExit("no verdict was acknowledged within ten seconds")
                await asyncio.sleep(0.001)
            found[number % 2].append(time.perf_counter() - began)
            await pilot.pause(0.4)
    rules.again = real
    return found


def main() -> int:
    """Measures and prints; ends with 1 where the limit is exceeded and `--strict` is given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite"
        desk(path, options.claims)
        without, with_ = (statistics.median(some) for some in asyncio.run(verdicts(path, options.rounds)))
    ratio = with_ / without
    print(f"{options.claims:,} claims, Enter to recorded: without {without * 1e3:.1f} ms, with {with_ * 1e3:.1f} ms,"
          f" ratio {ratio:.2f}   limit {LIMIT}  {'OVER' if ratio > LIMIT else 'ok'}")  # fmt: skip
    return int(options.strict and ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
