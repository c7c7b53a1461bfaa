"""Verdicts and added claims one by one on two desks in turn, and what idle time does after them.

Each is told by the clock and in processor time: on a busy machine the clock also counts what others do. The worst ones
are listed with their place in the row, so that a stall that comes back at even steps is seen.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

Row = tuple[str, float, str]
Times = list[tuple[float, float]]
"""Milliseconds by the clock and of the processor, in the order in which things were done."""

TIDYINGS: Final = 40
"""Idle moments that are measured afterwards."""


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    began, worked = time.perf_counter(), time.thread_time()
    call()
    return (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000


def judge(desk: Any, claim: str, turn: int) -> Any:
    """One verdict, as the strip gives it."""
    from factdesk.desk.review import mark

    verdict, basis = (("disputed", "evidence-unclear"), ("denied", "by-evidence"))[turn % 2]
    return mark(desk, [claim], verdict, basis=basis, reason="so")


def writing(small: Path, large: Path, number: int) -> list[Row]:
    """Verdicts and added claims, one by one on both desks in turn; then idle moments of the large one."""
    from factdesk.desk.open import open_desk
    from factdesk.desk.tidy import tidy

    taken: defaultdict[str, Times] = defaultdict(list)
    with open_desk(small, author="Bench") as one, open_desk(large, author="Bench") as other:
        works = [_Work("small", one), _Work("large", other)]
        for work in works:  # the first of a program loads modules, on whatever desk
            work.verdict(-1)
            work.claim(-1)
        for turn in range(number):
            for work in works:
                taken[f"verdict {work.size}"].append(timed(lambda work=work, turn=turn: work.verdict(turn)))  # type: ignore[misc]
                taken[f"claim {work.size}"].append(timed(lambda work=work, turn=turn: work.claim(turn)))  # type: ignore[misc]
        for _ in range(TIDYINGS):
            taken["idle"].append(timed(lambda: tidy(other)))
    return [row for what in ("verdict", "claim") for row in _told(what, taken)] + _idle(taken["idle"])


class _Work:
    """What is done on one desk: the newest open claims are judged in turn, claims are added to their incidents."""

    def __init__(self, size: str, desk: Any) -> None:
        from factdesk.desk import browse
        from factdesk.model.views import ClaimFilter

        self.size, self.desk = size, desk
        keys = browse.claim_window(desk, ClaimFilter(verdicts=("open",), order="newest")).keys(0, 200)
        self.ids = browse.claim_ids(desk, keys)
        rows = [browse.claim_row(desk, id_) for id_ in self.ids]
        self.incidents = [row.incident for row in rows if row is not None]

    def verdict(self, turn: int) -> None:
        judge(self.desk, self.ids[turn % len(self.ids)], turn // len(self.ids))

    def claim(self, turn: int) -> None:
        from factdesk.desk.add import add

        incident = self.incidents[turn % len(self.incidents)]
        statement = f"item {turn} of the bench, the {turn * 7919 % 9973}th"
        add(self.desk, "claim", {"incident": incident, "kind": "assertion", "statement": statement})


def _told(what: str, taken: dict[str, Times]) -> list[Row]:
    """The lines about one kind of work."""
    near, far = taken[f"{what} small"], taken[f"{what} large"]
    found: list[Row] = []
    for by, which in (("", 0), (" (processor)", 1)):
        times = [sorted(one[which] for one in some) for some in (near, far)]
        p95 = [some[int(len(some) * 0.95)] for some in times]
        middle = statistics.median(times[1])
        found += [
            (f"{what}, p50, large{by}", middle, "ms"),
            (f"{what}, p95, large{by}", p95[1], "ms"),
            (f"{what}, p95, large against small{by}", p95[1] / p95[0], "x"),
            (f"{what}, worst of {len(far)}, large{by}", times[1][-1], "ms"),
            (f"{what}, worst against median, large{by}", times[1][-1] / middle, "x"),
            (f"{what}, worst against median, small{by}", times[0][-1] / statistics.median(times[0]), "x"),
        ]
        worst = sorted(range(len(far)), key=lambda turn: -far[turn][which])[:5]
        found += [(f"  the {turn}th{by}", far[turn][which], "ms") for turn in worst]
    return found


def _idle(times: Times) -> list[Row]:
    return [(f"idle merge, worst of {len(times)}", max(clock for clock, _ in times), "ms"),
            (f"idle merge, worst of {len(times)} (processor)", max(cpu for _, cpu in times), "ms"),
            ("idle merges, all of them (processor)", sum(cpu for _, cpu in times), "ms")]  # fmt: skip
