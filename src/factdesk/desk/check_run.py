"""A check under way: its parts, which a second thread shares on a long desk, its progress, and how it is stopped."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from threading import Lock, Thread, get_ident
from typing import Final

from factdesk.model.errors import Cancelled, Failed, Problem
from factdesk.store.aside import beside
from factdesk.store.connection import Database, readable
from factdesk.store.files import Progress
from factdesk.store.told import Fault

MOST: Final = 200
"""How many problems a report lists; further ones are counted, and the memory stays flat."""

COUNTED: Final = ("entries", "records", "redacted", "unknown", "files", "problems")
"""What a report counts."""

LONG: Final = 50_000
"""Ledger entries from which on a second thread helps: half a second of work."""

PARTS: Final = (
    "the desk's structure",
    "the file",
    "the ledger",
    "the tables",
    "the attached files",
    "the search indexes",
)
"""The parts of a check in the order in which a report tells of them."""

_STEPS: Final = 200_000
"""Steps of SQLite's machine between two looks whether the check was cancelled: some milliseconds."""

Faults = Callable[[Database], Iterator[Fault]]


class Run:
    """What was found so far, and how far the check is.

    `db` is the desk's own connection, `reader` the one by which the check reads. `total` and `done` are ledger
    entries. Two threads may look at the parts; `counts` of one part are only written by the thread that has it.
    """

    def __init__(self, db: Database, progress: Progress | None) -> None:
        self.db, self.reader, self.progress = db, db, progress
        self.thread, self.ending, self.interrupts = get_ident(), False, db.interrupts
        self.total = self.done = 0
        self.counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
        self.skipped: list[str] = []
        self.stopped: BaseException | None = None
        self._found: dict[str, list[str]] = {part: [] for part in PARTS}
        self._noting = Lock()
        self._todo: deque[Callable[[Database], None]] = deque()

    def look(self, part: str, faults: Faults, db: Database | None = None) -> None:
        """Collects the faults of one part; damage that ends the look is a fault itself."""
        db = db or self.reader
        try:
            with readable(db.path):
                for fault in faults(db):
                    self._note(part, str(fault))
        except Failed as problem:
            self._note(part, f"{part}: it could not be read to its end: {problem.what}")

    def lines(self) -> list[str]:
        """The problems found, part by part: the order does not hang on which was done first."""
        more, found = self.counts["problems"] - MOST, [line for part in PARTS for line in self._found[part]]
        return [*found[:MOST], *([f"and {more} more problems"] if more > 0 else [])]

    def tick(self, done: int) -> None:
        """Tells how many ledger entries are done."""
        self.done, self.total = done, max(done, self.total)
        self.beat()

    def beat(self) -> None:
        """Tells that the check goes on; raises what the listener raises. For the thread that began the check alone."""
        if self.db.interrupts != self.interrupts:  # the desk is being closed
            raise Cancelled("stopped", where=str(self.db.path))
        if self.progress is not None:
            self.progress(self.done, self.total)

    @contextmanager
    def cancellable(self) -> Iterator[None]:
        """Inside, one long query too is ended by an error of the listener, and that error comes out."""
        self.reader = beside(self.db)
        try:
            for db in (self.db, self.reader):
                db.every(_STEPS, self.stop)
            yield
        except Cancelled:
            if self.stopped is not None:
                raise self.stopped from None
            raise
        finally:
            self.db.every(0, None)
            self.reader.conn.close()

    def stop(self) -> int:
        """Whether a query is to be ended: SQLite asks often, in the thread that runs it."""
        if get_ident() != self.thread:
            return int(self.ending)
        try:
            self.beat()
        except BaseException as error:
            self.stopped = error
            return 1
        return 0

    @contextmanager
    def helped(self, parts: Sequence[tuple[str, Faults]], last: Callable[[Database], None]) -> Iterator[None]:
        """Has these parts and at last `last` done beside what is inside, by a second thread where the desk is long.

        SQLite works without Python's lock, so the two share two processors.
        """
        self._todo.extend(_part(self, part, faults) for part, faults in parts)
        self._todo.append(last)
        with ExitStack() as stack:
            helper = None
            if self.total >= LONG:
                with suppress(Problem):  # where no second connection is to be had, this one does it all
                    helper = stack.enter_context(_helper(self))
            yield
            self.work(self.reader)
            if helper is not None:
                helper.wait()

    def work(self, db: Database) -> None:
        """Does what is still to be done of the parts."""
        while True:
            try:
                job = self._todo.popleft()
            except IndexError:
                return
            job(db)

    def _note(self, part: str, line: str) -> None:
        with self._noting:
            self.counts["problems"] += 1
            if len(self._found[part]) < MOST:
                self._found[part].append(line)


def _part(run: Run, part: str, faults: Faults) -> Callable[[Database], None]:
    return lambda db: run.look(part, faults, db)


class _Helper(Thread):
    """The second thread, with a connection of its own."""

    def __init__(self, run: Run, db: Database) -> None:
        super().__init__(name="check", daemon=True)
        self.check, self.db = run, db
        self.failed: BaseException | None = None

    def run(self) -> None:
        """Does parts of the check until none is left."""
        try:
            self.db.every(_STEPS, self.check.stop)
            self.check.work(self.db)
        except BaseException as error:
            self.failed = error

    def wait(self) -> None:
        """Waits for its end, and raises what ended it too early."""
        while self.is_alive():
            self.check.beat()
            self.join(0.05)
        if self.failed is not None:
            raise self.failed


@contextmanager
def _helper(run: Run) -> Iterator[_Helper]:
    helper = _Helper(run, beside(run.db))
    helper.start()
    try:
        yield helper
    finally:
        run.ending = True
        helper.join()
        helper.db.conn.close()
