"""Between the screen and the desk: one thread writes, one reads, the screen's own desk serves row windows.

The screen never waits for a query. Answers come back on the screen's thread; an answer to a question
that was asked anew meanwhile is dropped, and its query interrupted. Errors that a person is meant to read
(`Problem`) go to a callback; any other error is raised on the screen's thread and ends the program with a
report, for a fault that nobody sees is worse.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from factdesk.model.errors import Busy, Cancelled, Problem
from factdesk.tui import idle_work
from factdesk.tui.lane import Job, Lane
from factdesk.tui.reaching import reach

if TYPE_CHECKING:
    from textual.widget import Widget

    from factdesk.desk.open import Desk

__all__ = ["Bridge", "Opener", "Task"]

T = TypeVar("T")
WATCH_SECONDS: Final = 0.5
"""How often the writer looks whether another process changed the desk."""
TIDY_SECONDS: Final = 3.0
"""How long the writer has been idle before it tidies up."""
TIDY_ROUNDS: Final = 8
"""How often it tidies after the last change: each round merges a little of the search indexes."""
PROGRESS_SECONDS: Final = 0.05
"""A job's progress is shown at most this often."""


class Opener(Protocol):
    """How a desk is opened: `factdesk.desk.open.open_desk`."""

    def __call__(self, path: str | os.PathLike[str], *, author: str | None = ..., read_only: bool = ...) -> Desk: ...


class Task:
    """A long job's handle: pass `progress` to the use case; `cancel` makes the next call of it raise Cancelled."""

    def __init__(self, report: Callable[[int, int | None], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()
        self._shown = 0.0

    def cancel(self) -> None:
        """Stops the job at its next step; nothing of it is kept."""
        self._cancelled.set()

    def progress(self, done: int, total: int | None = None) -> None:
        """What the use case calls. Raises Cancelled once `cancel` was called."""
        if self._cancelled.is_set():
            raise Cancelled("stopped", todo="nothing of it was kept")
        now = time.monotonic()
        if now - self._shown >= PROGRESS_SECONDS or done == total:
            self._shown = now
            self._report(done, total)


class Bridge:
    """The desk's threads. Make it, `attach` it to the screen, `start` it after the first paint, `close` it.

    All methods are for the screen's thread. `on_change(own)` is called after every commit, one's own (with the
    result, in the same step) or another process's; a screen reads anew then. `on_state()` is called once it
    is known whether the desk can be written. `resting()` says for how many seconds nobody has touched a key;
    `on_told()` is called when it was counted meanwhile which incidents hold conflicts and stale verdicts.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        author: str | None = None,
        read_only: bool = False,
        opener: Opener | None = None,
    ) -> None:
        self.path = path
        self.author = author
        self.read_only = read_only
        self.why_read_only = "it was opened for reading" if read_only else ""
        self.on_change: Callable[[bool], None] = lambda own: None
        self.on_state: Callable[[], None] = lambda: None
        self.on_told: Callable[[], None] = lambda: None
        self.resting: Callable[[], float] = lambda: 0.0
        self.on_problem: Callable[[Problem], None] = _raise
        self._opener = opener
        self._post: Callable[[Callable[[], None]], object] = lambda call: call()
        self._generations: dict[str, int] = {}
        self._tasks: set[Task] = set()
        self._seen: int | None = None
        self._written = 0.0
        self._untidy = 0
        self._untold = True
        self._screen_desk: Desk | None = None
        self._reader = Lane("reader", self._open_for_reading)
        self._writer = Lane("writer", self._open_for_writing, idle=self._idle, every=WATCH_SECONDS)

    def attach(self, post: Callable[[Callable[[], None]], object]) -> None:
        """`post` runs a callable on the screen's thread and may be called from any: `app.call_later`."""
        self._post = post

    def start(self) -> None:
        """Starts both threads; the desk is opened for writing in the background."""
        self._reader.start()
        if not self._writer.started:
            self._writer.start(daemon=False)
            self._writer.put(Job(lambda desk: None, lambda done: None, self._failed(None)))

    @property
    def desk(self) -> Desk:
        """The screen's own desk, for reading rows of windows only. Opened at the first use.

        A desk that must be repaired or brought up to date first is opened by the writer before. Raises
        what `open_desk` raises.
        """
        if self._screen_desk is None:
            try:
                self._screen_desk = self._open(read_only=True)
            except Problem:
                if self.read_only:
                    raise
                self._open(read_only=False).close()
                self._screen_desk = self._open(read_only=True)
            self._screen_desk.waits(400)  # the screen stands still meanwhile; a commit takes much less
        return self._screen_desk

    # Reading

    def ask(
        self,
        channel: str,
        fn: Callable[[Desk], T],
        on_result: Callable[[T], object],
        on_problem: Callable[[Problem], object] | None = None, *, asker: Widget | None = None,
    ) -> None:  # fmt: skip
        """Runs `fn` on the reading thread; its result goes to `on_result` unless the channel was asked anew.

        Whoever shows the answer in widgets names itself as `asker`: it is answered once it is composed, and not
        any more once it is gone.
        """
        self.forget(channel)
        generation = self._generations[channel]

        def deliver(call: Callable[[], object]) -> None:
            def wanted() -> None:
                if self._generations[channel] == generation:
                    call()

            reach(asker, wanted)

        def failed(error: Exception) -> None:
            self._post(lambda: deliver(lambda: self._tell(error, on_problem)))

        self._reader.start()
        self._reader.put(
            Job(fn, lambda result: _void(self._post(lambda: deliver(lambda: on_result(result)))), failed, channel)
        )

    def forget(self, channel: str) -> None:
        """Nobody wants the channel's answer any more: its query is stopped, its result dropped."""
        self._generations[channel] = self._generations.get(channel, 0) + 1
        self._reader.drop(channel)

    # Writing

    def write(
        self,
        fn: Callable[[Desk], T],
        on_result: Callable[[T], object],
        on_problem: Callable[[Problem], object] | None = None,
        *,
        task: Task | None = None,
        quiet: bool = False,
    ) -> None:
        """Runs `fn` on the writing thread, after all that were given before. `on_result` is called when the
        commit has returned, never earlier; `on_change(True)` right after it, in the same step, unless the
        write is `quiet`: no screen shows a draft, so none is read anew for it."""

        def run(desk: Desk) -> tuple[T, bool]:
            self._watch(desk)
            before = self._seen
            result = fn(desk)
            self._seen = desk.change_count()
            self._written, self._untidy, self._untold = time.monotonic(), TIDY_ROUNDS, True
            return result, self._seen != before

        def deliver(result: T, changed: bool) -> None:
            self._over(task)
            on_result(result)
            if changed and not quiet:
                self.on_change(True)

        def failed(error: Exception) -> None:
            def tell() -> None:
                self._over(task)
                self._tell(error, on_problem)

            self._post(tell)

        self.start()
        if task is not None:
            self._tasks.add(task)
        self._writer.put(Job(run, lambda pair: _void(self._post(lambda: deliver(*pair))), failed))

    def task(self, on_progress: Callable[[int, int | None], None], asker: Widget | None = None) -> Task:
        """A handle for a long job; `on_progress(done, total)` is called on the screen's thread, as for `ask`."""
        return Task(lambda done, total: _void(self._post(lambda: reach(asker, on_progress, done, total))))

    def close(self) -> None:
        """Ends both threads. No query is waited for; long jobs are cancelled; what was given to the writer
        before is still recorded, and its commit waited for."""
        for task in list(self._tasks):
            task.cancel()
        self._reader.stop(interrupt=True)
        self._writer.stop(interrupt=False)
        if self._screen_desk is not None:
            self._screen_desk.close()
            self._screen_desk = None
        self._reader.join(1.0)
        self._writer.join()

    # The threads' side

    def _open(self, *, read_only: bool) -> Desk:
        if self._opener is None:
            from factdesk.desk.open import open_desk

            self._opener = open_desk
        return self._opener(self.path, author=self.author, read_only=read_only)

    def _open_for_reading(self) -> Desk:
        return self._open(read_only=True)

    def _open_for_writing(self) -> Desk:
        desk = self._open(read_only=self.read_only)
        self._seen = desk.change_count()
        read_only, why = desk.read_only, desk.why_read_only
        self._post(lambda: self._state(read_only, why))
        return desk

    def _idle(self, desk: Desk) -> None:
        """Nothing to do: looks for changes by others, tidies up after own ones, counts conflicts."""
        self._watch(desk)
        if self._untidy and time.monotonic() - self._written > TIDY_SECONDS:
            self._untidy -= 1
            if idle_work.tidied(desk):
                self._seen = desk.change_count()
        if self._untold and self.resting() > idle_work.REST_SECONDS:
            left = idle_work.conflicts_left(desk, self.resting)
            if left is not None:
                self._seen, self._untold = desk.change_count(), left > 0
                self._post(self.on_told)

    def _watch(self, desk: Desk) -> None:
        """Tells the screen when another process committed. The writer's own commits are not news to it."""
        try:
            count = desk.change_count()
        except Busy:
            return  # somebody is writing just now: there will be another look
        except Problem as error:
            self._failed(None)(error)
            return
        if count != self._seen:
            self._seen, self._untold = count, True
            self._post(lambda: self.on_change(False))

    def _failed(self, on_problem: Callable[[Problem], object] | None) -> Callable[[Exception], None]:
        return lambda error: _void(self._post(lambda: self._tell(error, on_problem)))

    # The screen's side

    def _state(self, read_only: bool, why: str) -> None:
        if read_only and not self.read_only:
            self.read_only, self.why_read_only = True, why
        self.on_state()

    def _over(self, task: Task | None) -> None:
        if task is not None:
            self._tasks.discard(task)

    def _tell(self, error: Exception, on_problem: Callable[[Problem], object] | None) -> None:
        if not isinstance(error, Problem):
            raise error
        (on_problem or self.on_problem)(error)


def _raise(error: Problem) -> None:
    raise error


def _void(_: Any) -> None:
    return None
