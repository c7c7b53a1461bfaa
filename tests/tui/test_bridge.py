"""The threads behind the screen: order, dropped answers, errors that are never swallowed, a clean end."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

import pytest

from factdesk.model.errors import Busy, Cancelled, NotFound, Problem
from factdesk.tui.bridge import Bridge, Task


class FakeDesk:
    """A desk that counts, can be interrupted, and knows the thread that opened it."""

    def __init__(self, shared: Shared, read_only: bool) -> None:
        self.shared, self.read_only = shared, read_only
        self.why_read_only = "asked for" if read_only else ""
        self.author: str | None = None
        self.thread, self.stop, self.closed = threading.get_ident(), threading.Event(), False

    def waits(self, milliseconds: int) -> None: ...

    def change_count(self) -> int:
        return self.shared.changes

    def interrupt(self) -> None:
        self.shared.interrupted += 1
        self.stop.set()

    def close(self) -> None:
        self.closed = True

    def slow_query(self) -> str:
        self.shared.began.set()
        if self.stop.wait(5):
            self.stop.clear()
            raise Cancelled("stopped")
        return "slow"


class Shared:
    """What the fake desks of one bridge have in common: the file."""

    def __init__(self) -> None:
        self.changes = 0
        self.interrupted = 0
        self.began = threading.Event()
        self.desks: list[FakeDesk] = []
        self.refuse: Callable[[bool], Problem | None] = lambda read_only: None

    def open(self, path: Any, *, author: str | None = None, read_only: bool = False) -> Any:
        problem = self.refuse(read_only)
        if problem is not None:
            raise problem
        desk = FakeDesk(self, read_only)
        self.desks.append(desk)
        return desk

    def commit(self, desk: Any = None) -> int:
        self.changes += 1
        return self.changes


class Loop:
    """The screen's thread: callables that were posted run here, when the test says so."""

    def __init__(self) -> None:
        self.calls: queue.Queue[Callable[[], None]] = queue.Queue()

    def run(self, count: int = 1) -> None:
        for _ in range(count):
            self.calls.get(timeout=5)()

    def run_until(self, done: Callable[[], object]) -> None:
        while not done():
            self.run()


@pytest.fixture
def shared() -> Shared:
    return Shared()


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def bridge(shared: Shared, loop: Loop) -> Any:
    made = Bridge("x.sqlite", opener=shared.open)
    made.attach(loop.calls.put)
    yield made
    made.close()


def test_answers_come_on_the_screens_thread(bridge: Bridge, loop: Loop) -> None:
    got: list[Any] = []
    bridge.ask("list", lambda desk: threading.get_ident(), got.append)
    loop.run_until(lambda: got)
    assert got != [threading.get_ident()]


def test_an_answer_that_nobody_wants_any_more_is_dropped_and_its_query_stopped(
    bridge: Bridge, shared: Shared, loop: Loop
) -> None:
    got: list[str] = []
    problems: list[Problem] = []
    bridge.on_problem = problems.append
    bridge.ask("search", lambda desk: desk.slow_query(), got.append)  # type: ignore[attr-defined]
    assert shared.began.wait(5)
    bridge.ask("search", lambda desk: "second", got.append)
    bridge.ask("search", lambda desk: "third", got.append)
    bridge.ask("other", lambda desk: "other", got.append)
    loop.run_until(lambda: "other" in got)
    assert sorted(got) == ["other", "third"]
    assert (shared.interrupted >= 1, problems) == (True, [])


def test_an_answer_that_was_already_posted_is_dropped_too(bridge: Bridge, loop: Loop) -> None:
    got: list[str] = []
    bridge.ask("search", lambda desk: "old", got.append)
    first = loop.calls.get(timeout=5)
    bridge.ask("search", lambda desk: "new", got.append)
    first()
    loop.run_until(lambda: got)
    assert got == ["new"]


def test_forgotten_questions_get_no_answer(bridge: Bridge, loop: Loop) -> None:
    got: list[str] = []
    bridge.ask("search", lambda desk: "old", got.append)
    bridge.forget("search")
    bridge.ask("end", lambda desk: "end", got.append)
    loop.run_until(lambda: got)
    assert got == ["end"]


def test_problems_reach_somebody(bridge: Bridge, loop: Loop) -> None:
    told: list[str] = []
    bridge.on_problem = lambda problem: told.append(f"default {problem}")

    def busy(desk: Any) -> None:
        raise Busy("locked", todo="wait")

    bridge.ask("a", busy, told.append)
    bridge.ask("b", busy, told.append, lambda problem: told.append("own"))
    bridge.write(busy, told.append)
    loop.run_until(lambda: len(told) == 3)
    assert sorted(told) == ["default locked; wait", "default locked; wait", "own"]


def test_a_fault_of_the_program_is_raised_where_it_ends_the_program(bridge: Bridge, loop: Loop) -> None:
    bridge.ask("a", lambda desk: 1 / 0, lambda result: None)
    with pytest.raises(ZeroDivisionError):
        loop.run_until(lambda: False)


def test_writes_keep_their_order_and_tell_of_the_commit_after_the_result(
    bridge: Bridge, shared: Shared, loop: Loop
) -> None:
    said: list[Any] = []
    bridge.on_change = lambda own: said.append(("change", own))
    for _ in range(3):
        bridge.write(shared.commit, said.append)
    loop.run_until(lambda: len(said) == 6)
    assert said == [1, ("change", True), 2, ("change", True), 3, ("change", True)]


def test_a_write_that_changed_nothing_tells_of_no_change(bridge: Bridge, loop: Loop) -> None:
    said: list[Any] = []
    bridge.on_change = lambda own: said.append(own)
    bridge.write(lambda desk: "nothing", said.append)
    loop.run_until(lambda: said)
    assert said == ["nothing"]


def test_changes_by_another_process_are_noticed(bridge: Bridge, shared: Shared, loop: Loop) -> None:
    said: list[bool] = []
    bridge.on_change = said.append
    bridge.start()
    bridge.write(lambda desk: None, lambda result: None)
    loop.run(2)
    shared.commit()
    loop.run_until(lambda: said)
    assert said == [False]


def test_each_thread_has_a_desk_of_its_own_and_all_are_closed(shared: Shared, loop: Loop) -> None:
    bridge = Bridge("x.sqlite", opener=shared.open)
    bridge.attach(loop.calls.put)
    got: list[int] = []
    assert bridge.desk is bridge.desk
    bridge.ask("a", lambda desk: desk.thread, got.append)  # type: ignore[attr-defined]
    bridge.write(lambda desk: desk.thread, got.append)  # type: ignore[attr-defined]
    loop.run_until(lambda: len(got) == 2)
    bridge.close()
    assert len({*got, threading.get_ident()}) == 3
    assert [desk.closed for desk in shared.desks] == [True] * 3
    assert sorted(desk.read_only for desk in shared.desks) == [False, True, True]


def test_quitting_waits_for_the_commit_but_for_no_query(shared: Shared, loop: Loop) -> None:
    bridge = Bridge("x.sqlite", opener=shared.open)
    bridge.attach(loop.calls.put)
    going, go_on = threading.Event(), threading.Event()

    def commit(desk: Any) -> int:
        going.set()
        go_on.wait(5)
        return shared.commit()

    bridge.ask("search", lambda desk: desk.slow_query(), print)  # type: ignore[attr-defined]
    bridge.write(commit, lambda result: None)
    bridge.write(shared.commit, lambda result: None)
    assert going.wait(5)
    assert shared.began.wait(5)
    threading.Timer(0.1, go_on.set).start()
    bridge.close()
    assert (shared.changes, shared.interrupted) == (2, 1)
    assert all(desk.closed for desk in shared.desks)


def test_quitting_cancels_long_jobs(shared: Shared, loop: Loop) -> None:
    bridge = Bridge("x.sqlite", opener=shared.open)
    bridge.attach(loop.calls.put)
    shown: list[tuple[int, int | None]] = []
    task = bridge.task(lambda done, total: shown.append((done, total)))
    ended: list[int] = []
    begun = threading.Event()

    def copy(desk: Any) -> None:
        try:
            for step in range(10**9):
                task.progress(step, None)
                begun.set()
        except Cancelled:
            ended.append(step)
            raise

    bridge.write(copy, print, task=task)
    assert begun.wait(5)
    loop.run_until(lambda: shown)
    bridge.close()
    assert len(ended) == 1


def test_progress_is_shown_seldom_but_always_at_the_end() -> None:
    shown: list[tuple[int, int | None]] = []
    task = Task(lambda done, total: shown.append((done, total)))
    for step in range(1001):
        task.progress(step, 1000)
    assert shown[0] == (0, 1000)
    assert shown[-1] == (1000, 1000)
    assert len(shown) < 100


def test_a_desk_that_cannot_be_written_says_so_once_it_is_known(shared: Shared, loop: Loop) -> None:
    def open_on_a_full_card(path: Any, *, author: str | None = None, read_only: bool = False) -> Any:
        desk = shared.open(path, read_only=True)
        desk.why_read_only = "the card is write-protected"
        return desk

    bridge = Bridge("x.sqlite", opener=open_on_a_full_card)
    bridge.attach(loop.calls.put)
    known: list[bool] = []
    bridge.on_state = lambda: known.append(bridge.read_only)
    assert not bridge.read_only
    bridge.start()
    loop.run_until(lambda: known)
    bridge.close()
    assert (known, bridge.why_read_only) == ([True], "the card is write-protected")


def test_a_desk_that_must_be_repaired_first_is_opened_for_writing_before(shared: Shared) -> None:
    def hot(read_only: bool) -> Problem | None:
        return NotFound("a journal lies beside it") if read_only and not shared.desks else None

    shared.refuse = hot
    bridge = Bridge("x.sqlite", opener=shared.open)
    assert bridge.desk is not None
    bridge.close()
    assert [(desk.read_only, desk.closed) for desk in shared.desks] == [(False, True), (True, True)]


def test_a_desk_that_cannot_be_opened_tells_every_question(shared: Shared, loop: Loop) -> None:
    shared.refuse = lambda read_only: NotFound("no such file")
    bridge = Bridge("x.sqlite", opener=shared.open)
    bridge.attach(loop.calls.put)
    told: list[str] = []
    bridge.on_problem = lambda problem: told.append(str(problem))
    bridge.ask("a", lambda desk: 1, print)
    bridge.write(lambda desk: 1, print)
    loop.run_until(lambda: len(told) == 3)
    bridge.close()
    assert told == ["no such file"] * 3
