"""A stopwatch for full-screen programs, held from outside: keys go in through a pty, the picture is watched.

A thread stamps every chunk as it arrives and the terminal is drawn afterwards, so that the cost of drawing
is in no number: what counts is the stamp of the chunk that made the picture change. Times are milliseconds.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import psutil  # type: ignore[import-untyped]  # it ships no types

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import keys
from support.child import NOW, Child
from support.emulator import Emulator

sys.setswitchinterval(0.0001)  # a stamp is late by this at most, even while the screen is being drawn
Box = tuple[int, int, int, int]
MIB = 2**20


@dataclass(frozen=True)
class Spread:
    """How a set of times lies; `missed` presses changed nothing within their time.

    `cpu` is the processor time that the screen's thread took for one of them: what a busy machine does not change.
    """

    n: int
    p50: float
    p95: float
    worst: float
    missed: int = 0
    cpu: float = 0.0

    @classmethod
    def of(cls, values: Sequence[float], missed: int = 0) -> Spread:
        """The spread of at least one value; p95 by nearest rank. Raises ValueError for none."""
        if not values:
            raise ValueError(f"nothing was measured, {missed} presses changed nothing")
        ranked = sorted(values)
        p95 = ranked[min(len(ranked) - 1, -(-95 * len(ranked) // 100) - 1)]
        return cls(len(ranked), round(statistics.median(ranked), 2), round(p95, 2), round(ranked[-1], 2), missed)


@dataclass
class Taken:
    """Times as measured, how many tries changed nothing, the processor time of the screen's thread; milliseconds."""

    times: list[float] = field(default_factory=list)
    missed: int = 0
    cpu: float = 0.0

    def add(self, took: float | None) -> None:
        """One more try; None where it changed nothing."""
        self.missed += took is None
        self.times += [took] if took is not None else []

    def more(self, other: Taken) -> None:
        """The tries of another block."""
        self.times += other.times
        self.missed += other.missed
        self.cpu += other.cpu

    def spread(self) -> Spread:
        """How the times lie. Raises ValueError where there is none."""
        cpu = self.cpu / (len(self.times) + self.missed) if self.times else 0.0
        return dataclasses.replace(Spread.of(self.times, self.missed), cpu=round(cpu, 2))


@dataclass(frozen=True)
class Memory:
    """Memory of the program and what it started, in MiB: resident, and belonging to it alone."""

    rss: float
    uss: float


class Stopwatch:
    """One run of one program; use as a context manager."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        size: tuple[int, int] = (120, 36),
        cwd: Path | None = None,
    ) -> None:
        self.child = Child(argv, size=size, env=env, cwd=cwd)
        self.emulator = Emulator(size, self.child.write)
        self.bytes = 0

    def __enter__(self) -> Stopwatch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.close()

    def text(self) -> str:
        """The screen as it is."""
        return "\n".join(self.emulator.rows())

    # -- waiting ----------------------------------------------------------

    def _next(self, until: float) -> float | None:
        """Draws the next chunk and returns its stamp; None if none came until then."""
        while not self.child.chunks:
            left = until - NOW()
            if left <= 0 or not self.child.reading:
                return None
            self.child.arrived.clear()
            if not self.child.chunks:
                self.child.arrived.wait(left)
        stamp, data = self.child.chunks.popleft()
        self.bytes += len(data)
        self.emulator.feed(data)
        return stamp

    def _after(self, began: float, done: Callable[[], bool], timeout: float) -> float | None:
        """Milliseconds from `began` to the chunk that made `done()` true; None if none did."""
        end = NOW() + timeout
        while (stamp := self._next(end)) is not None:
            if done():
                return (stamp - began) * 1000
        return None

    def settle(self, quiet: float = 0.06, timeout: float = 20) -> None:
        """Waits until nothing has been written for `quiet` seconds."""
        end = NOW() + timeout
        while NOW() < end and self._next(NOW() + quiet) is not None:
            pass

    # -- measuring --------------------------------------------------------

    def first(self, pattern: str, timeout: float = 30) -> float:
        """From exec to the paint that shows `pattern`. Raises TimeoutError with the screen."""
        return self._found(self.child.started, pattern, timeout)

    def until(self, key: str, pattern: str, timeout: float = 15, *, gone: str = "") -> float:
        """From one key to the paint that shows `pattern`, which must not be there before, and `gone` no more."""
        assert not re.search(pattern, self.text(), re.M), f"{pattern!r} is on the screen already"
        return self._found(self.child.write(self._key(key)), pattern, timeout, gone)

    def _found(self, began: float, pattern: str, timeout: float, gone: str = "") -> float:
        seen = re.compile(pattern, re.M)

        def done() -> bool:
            text = self.text()
            return bool(seen.search(text)) and not (gone and re.search(gone, text))

        took = self._after(began, done, timeout)
        if took is None:
            raise TimeoutError(f"{pattern!r} did not show within {timeout:g} s\n{self.text()}")
        return took

    def press(self, key: str, times: int, box: Box | None = None, timeout: float = 2) -> Taken:
        """Key to paint, one press at a time with silence between: the first change inside `box`."""
        taken = Taken()
        self.settle()
        for _ in range(times):
            taken.add(self.sent(self._key(key), box, timeout))
            self.settle(0.02)
        return taken

    def sent(self, data: bytes, box: Box | None = None, timeout: float = 2) -> float | None:
        """From bytes that are typed to the first change inside `box`; None where nothing changed in time."""
        before = self.emulator.picture(box)
        began = self.child.write(data)
        return self._after(began, lambda: self.emulator.picture(box) != before, timeout)

    def hold(self, key: str, times: int, hertz: float = 30, box: Box | None = None) -> tuple[Taken, int]:
        """Key to paint while a key is held down, and the bytes written meanwhile.

        Keys go out at `hertz` whether or not the last one was painted; a paint answers every key that
        waits for one, so a program that falls behind shows in the times of the keys that waited.
        """
        self.settle()
        waiting: list[float] = []
        took: list[float] = []
        bytes_before, start = self.bytes, NOW()
        before = self.emulator.picture(box)

        def look(until: float) -> bool:
            nonlocal before
            stamp = self._next(until)
            if stamp is not None and (now := self.emulator.picture(box)) != before:
                before = now
                took.extend((stamp - sent) * 1000 for sent in waiting if sent < stamp)
                waiting[:] = [sent for sent in waiting if sent >= stamp]
            return stamp is not None

        for tick in range(times):
            due = start + tick / hertz
            while NOW() < due:
                look(due)
            waiting.append(self.child.write(self._key(key)))
        while look(NOW() + 0.2):
            pass
        return Taken(took, len(waiting)), self.bytes - bytes_before

    def memory(self) -> Memory:
        """What the program holds now."""
        rss = uss = 0
        with contextlib.suppress(psutil.NoSuchProcess):
            parent = psutil.Process(self.child.pid)
            for process in [parent, *parent.children(recursive=True)]:
                info = process.memory_full_info()
                rss, uss = rss + info.rss, uss + info.uss
        return Memory(round(rss / MIB, 1), round(uss / MIB, 1))

    def cpu(self) -> float:
        """Milliseconds of processor time that the screen's thread has taken so far; 0 where the system does not say."""
        try:
            return int(Path(f"/proc/{self.child.pid}/schedstat").read_text().split()[0]) / 1e6
        except (OSError, ValueError):
            return 0.0

    def tap(self, *names: str) -> Stopwatch:
        """Keys that are not measured, each followed by silence."""
        for name in names:
            self.child.write(self._key(name))
            self.settle()
        return self

    def _key(self, name: str) -> bytes:
        return keys.encode(name, kitty=self.emulator.kitty)
