"""Where the rows of an import are read: in this process, or for a long file in a second one beside it.

A long import has two halves that need each other only now and then: to read, map and hash, and to write. Each gets a
core. The pipe between them holds a few batches and no more, so that memory stays flat.
"""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any, BinaryIO, Final, cast

from factdesk.desk.imports.batches import Batch, Batches, Here, Importer, Row
from factdesk.desk.imports.second import LENGTH, Order
from factdesk.model import errors
from factdesk.store.bulk import Bulk
from factdesk.store.prepared import Preparer

LARGE: Final = 8 * 1024 * 1024
"""Bytes of a file from which on a second process is worth its start of some tenths of a second."""

LARGE_TABLE: Final = 20_000
"""The same for rows of an SQLite table."""

WAITING: Final = 2
"""Batches that lie ready, beside the one that is being written and the one that is being made."""

_LOOK: Final = 0.1
"""Seconds between two looks whether the import was stopped, while nothing comes."""

_START: Final = "import sys; sys.path[:] = {path!r}; from factdesk.desk.imports.second import main; main()"


@contextmanager
def reading(
    importer: Importer, work: Bulk, *, prepare: bool, cells: bool, step: Callable[[str, int, int], None]
) -> Iterator[Batches]:  # fmt: skip
    """The batches of the importer's file, `Prepared` for the open change or as drafts; `step` hears while it waits.

    A second process is gone when the block ends, however it ends. Where none can be started, this one does it all.
    """
    change, table = work.change, importer.table
    action = (change.id, change.author, change.at) if prepare else None
    here = Here(importer, Preparer(*action) if action else None, cells=cells)
    if not is_large(importer):
        yield here
        return
    order = Order(str(table.path.absolute()), importer.found.text, importer.form, action, cells)
    with Across(order, lambda done: step("rows", done, table.size)) as across:
        yield across if across.began() else here


def is_large(importer: Importer) -> bool:
    """Whether a file has tens of thousands of claims, by its size."""
    return importer.table.size >= (LARGE_TABLE if importer.table.kind == "sqlite" else LARGE)


class Across:
    """The batches that a second process makes."""

    def __init__(self, order: Order, waiting: Callable[[int], None]) -> None:
        self._order, self._waiting, self._done, self._digest = order, waiting, 0, ""
        self._found: Queue[bytes] = Queue(WAITING)
        self._left = Event()

    def __enter__(self) -> Across:
        self._process = _started()
        if self._process is not None:
            self._reader = Thread(target=self._read, args=(self._process.stdout,), name="import", daemon=True)
            self._reader.start()
        return self

    def __exit__(self, *ended: object) -> None:
        self._left.set()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._reader.join()

    def began(self) -> bool:
        """Gives the order; whether the second process works at it. Raises what it met in opening the file."""
        if self._process is None:
            return False
        with suppress(BrokenPipeError), cast(BinaryIO, self._process.stdin) as pipe:
            marshal.dump(tuple(self._order), pipe)
        return bool(self._next()[0] == "ready")

    def __iter__(self) -> Iterator[Batch]:
        while (message := self._next())[0] == "batch":
            _, self._done, rows = message
            yield Batch(self._done, [Row(*row) for row in rows])
        if message[0] != "end":
            raise errors.Failed("the second process of the import is gone; nothing was changed",
                                where=self._order.path, todo="is memory short? import it again")  # fmt: skip
        self._digest = message[1]

    def digest(self) -> str:
        """The hash of the file as the second process read it."""
        return self._digest

    def _next(self) -> tuple[Any, ...]:
        """The next message; `gone` where none comes any more. Raises what the second process met."""
        while True:
            try:
                data = self._found.get(timeout=_LOOK)
            except Empty:
                self._waiting(self._done)
                continue
            message: tuple[Any, ...] = marshal.loads(data) if data else ("gone",)
            if message[0] == "problem":
                _, kind, what, where, todo = message
                raise getattr(errors, kind)(what, where=where, todo=todo)
            return message

    def _read(self, pipe: BinaryIO) -> None:
        """Takes messages from the pipe as long as somebody wants them; an empty one is the end."""
        data = b"more"
        with pipe:
            while data and not self._left.is_set():
                length = int.from_bytes(pipe.read(LENGTH), "big")
                data = pipe.read(length)
                self._put(data if len(data) == length else b"")

    def _put(self, data: bytes) -> None:
        while not self._left.is_set():
            with suppress(Full):
                self._found.put(data, timeout=_LOOK)
                return


def _started() -> subprocess.Popen[bytes] | None:
    """A second process that waits for its order; None where none can be started."""
    code = _START.format(path=[place for place in sys.path if place])  # never code from the folder one stands in
    try:
        return subprocess.Popen([sys.executable, "-I", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL)  # fmt: skip
    except OSError:
        return None
