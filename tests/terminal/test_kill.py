"""What the screen acknowledged survives kill -9 at any moment, and the desk is sound after every one."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from factdesk.desk.browse import claim_card
from factdesk.desk.check import check
from factdesk.desk.open import open_desk
from support.at_desk import RECORDED, VERDICTS, to_all_claims, wait_up
from support.nursery import Nursery
from support.pty_app import Terminal, environment, factdesk

KILLS = 200
DESKS = 2
"""Desks that are worked on at the same time."""
SEED = 20250404


@dataclass(frozen=True)
class Given:
    """A verdict as it was typed: on which claim, by which key, with a reason that is unique in the test."""

    code: str
    key: str
    reason: str


class Life:
    """One run of the program, from its start to its kill."""

    def __init__(self, desk: Path, home: Path, chance: random.Random, number: int, nursery: Nursery) -> None:
        self.chance, self.number, self.desk = chance, number, desk
        self.acknowledged: list[Given] = []
        self.asked: list[Given] = []
        env = environment(home, FACTDESK_AUTHOR="Anna")
        self.term = Terminal([str(desk)], env=env, size=(80, 24), nursery=nursery)

    def live(self) -> None:
        """Works until the moment of the kill, which lies anywhere: in the start, in the strip, around the commit."""
        with self.term as term:
            if self.chance.random() < 0.1:
                term.pump(self.chance.uniform(0.0, 0.6))
                term.kill()
                return
            to_all_claims(wait_up(term))
            term.press(*"j" * self.chance.randrange(8))
            for place in range(self.chance.randrange(3)):
                given = self._type(place)
                self.asked.append(given)
                term.press("enter")
                term.wait_for(lambda given=given: self._told(given))
                self.acknowledged.append(given)
                term.wait_gone(rf"{VERDICTS[given.key]} {given.code}:")
                term.press("j")
            self._last()

    def _last(self) -> None:
        given = self._type(9)
        if self.chance.random() < 0.1:  # with the strip still open: nothing may be recorded
            self.term.kill()
            return
        self.asked.append(given)
        self.term.press("enter")
        moment = time.perf_counter() + self.chance.uniform(0.0, 0.08)
        told = self.term.pump(moment - time.perf_counter(), lambda: self._told(given))
        while not told and time.perf_counter() < moment:
            told = self.term.pump(moment - time.perf_counter(), lambda: self._told(given))
        self.term.kill()
        self.term.pump(0.5, lambda: not self.term.child.reading)  # what it had written before is seen as well
        if told or self._told(given):
            self.acknowledged.append(given)

    def _type(self, place: int) -> Given:
        key = self.chance.choice("cdxo")
        self.term.press(key)
        code = self.term.wait_for(rf"{VERDICTS[key]} (\S+):")[1]
        given = Given(code, key, f"life {self.number} verdict {place}")
        self.term.paste(given.reason)
        self.term.wait_for(given.reason)
        return given

    def _told(self, given: Given) -> bool:
        return f"recorded: {RECORDED[given.key]} {given.code} " in self.term.line(-2)

    def check(self) -> None:
        """Opens the desk as the next start would: all that was acknowledged is there, nothing is half there."""
        with open_desk(self.desk, author="Auditor") as desk:
            for given in self.asked:
                reasons = [review.reason for review in claim_card(desk, given.code).reviews]
                assert reasons.count(given.reason) <= 1, f"{given} was recorded twice"
                if given in self.acknowledged:
                    assert given.reason in reasons, f"acknowledged and lost: {given}{self.term.report()}"
            report = check(desk)
            assert report.ok, f"after life {self.number}: {report.problems}"


@pytest.mark.slow
def test_what_was_acknowledged_survives_kill_9(built_sample: Path, tmp_path: Path) -> None:
    def work(which: int) -> tuple[int, int]:
        home = tmp_path / f"home-{which}"
        home.mkdir()
        desk = Path(shutil.copyfile(built_sample, home / "strike.sqlite"))
        chance = random.Random(SEED + which)
        acknowledged = unacknowledged = 0
        for number in range(KILLS // DESKS):
            life = Life(desk, home, chance, number, nursery)
            life.live()
            life.check()
            acknowledged += len(life.acknowledged)
            unacknowledged += len(life.asked) - len(life.acknowledged)
        done = subprocess.run(
            factdesk("check", desk), env=environment(home), capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return acknowledged, unacknowledged

    with closing(Nursery(environment(tmp_path))) as nursery, ThreadPoolExecutor(DESKS) as pool:
        counts = list(pool.map(work, range(DESKS)))
    acknowledged, unacknowledged = (sum(column) for column in zip(*counts, strict=True))
    assert acknowledged > KILLS // 2, "too few verdicts were acknowledged for the test to mean anything"
    assert unacknowledged > KILLS // 10, "too few kills fell between Enter and the acknowledgement"
