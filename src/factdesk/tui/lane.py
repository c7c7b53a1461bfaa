"""A thread that owns one desk and does jobs on it, one after the other."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factdesk.desk.open import Desk

__all__ = ["Job", "Lane"]


@dataclass(slots=True)
class Job:
    """What is to be done: `run` on the lane's thread, then `done` with its result or `failed` with its error.

    `done` and `failed` are called on the lane's thread too; they hand on to the screen's.
    """

    run: Callable[[Any], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    channel: str = ""


class Lane:
    """One thread, one desk, a queue of jobs. The desk is opened at the first job or by `start`.

    `idle` is called with the desk every `every` seconds while there is no job.
    """

    def __init__(
        self, name: str, open: Callable[[], Desk], *, idle: Callable[[Desk], None] | None = None, every: float = 0.5
    ) -> None:
        self._name, self._open, self._idle, self._every = name, open, idle, every
        self._jobs: deque[Job] = deque()
        self._wake = threading.Condition()
        self._running: Job | None = None
        self._stopping = False
        self._desk: Desk | None = None
        self._thread: threading.Thread | None = None

    @property
    def started(self) -> bool:
        """Whether the thread was started."""
        return self._thread is not None

    def start(self, daemon: bool = True) -> None:
        """Starts the thread. A daemon is not waited for when the program ends."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=f"factdesk-{self._name}", daemon=daemon)
            self._thread.start()

    def put(self, job: Job) -> None:
        """Adds a job at the end."""
        with self._wake:
            self._jobs.append(job)
            self._wake.notify()

    def drop(self, channel: str) -> None:
        """Forgets the waiting jobs of a channel and stops the running one: nobody wants their answer."""
        with self._wake:
            self._jobs = deque(job for job in self._jobs if job.channel != channel)
            self._interrupt(channel)

    def _interrupt(self, channel: str | None) -> None:
        """Stops the running job's query. Called with the lock held, so that it cannot hit the next job."""
        running = self._running
        if running is not None and self._desk is not None and channel in (None, running.channel):
            self._desk.interrupt()

    def stop(self, *, interrupt: bool) -> None:
        """No more jobs. With `interrupt` the waiting ones are forgotten and the running query is stopped;
        without, all that were put are still done."""
        with self._wake:
            self._stopping = True
            if interrupt:
                self._jobs.clear()
                self._interrupt(None)
            self._wake.notify()

    def join(self, timeout: float | None = None) -> None:
        """Waits for the thread's end, `timeout` seconds at most; the desk is closed then."""
        if self._thread is not None:
            self._thread.join(timeout)

    def _work(self) -> None:
        try:
            self._desk = self._open()
        except Exception as error:
            self._refuse_all(error)
            return
        try:
            while True:
                job = self._next()
                if job is None:
                    return
                self._do(job)
        finally:
            self._desk.close()

    def _next(self) -> Job | None:
        while True:
            with self._wake:
                if not self._jobs and not self._stopping:
                    self._wake.wait(self._every if self._idle is not None else None)
                if self._jobs:
                    self._running = self._jobs.popleft()
                    return self._running
                if self._stopping:
                    return None
            if self._idle is not None and self._desk is not None:
                self._idle(self._desk)

    def _do(self, job: Job) -> None:
        try:
            result = job.run(self._desk)
        except Exception as error:
            self._finish()
            job.failed(error)
        else:
            self._finish()
            job.done(result)

    def _finish(self) -> None:
        with self._wake:
            self._running = None

    def _refuse_all(self, error: Exception) -> None:
        """The desk could not be opened: every job, also later ones, is told why."""
        while True:
            with self._wake:
                while not self._jobs and not self._stopping:
                    self._wake.wait()
                if not self._jobs:
                    return
                job = self._jobs.popleft()
            job.failed(error)
