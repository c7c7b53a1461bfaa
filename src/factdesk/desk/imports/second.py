"""The second process of a long import: reads, maps and prepares, and sends batches through a pipe to the first.

It is started afresh (`python -I`), never forked, because the first has threads. It opens no desk. It ends when its
work is done or when nobody reads the pipe any more, as after `kill -9` of the first.
"""

from __future__ import annotations

import gc
import marshal
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

LENGTH: Final = 8
"""Bytes before each message: how many bytes it has."""

YOUNG: Final = 50_000
"""Objects that are made before the collector looks at them: a batch lives as a whole and goes as a whole."""


class Order(NamedTuple):
    """What the second process is told to read, in plain values; `action` (with author and time) is empty where
    drafts are wanted. `map_text` with `path` and `form` makes the importer anew."""

    path: str
    map_text: str
    form: dict[str, str]
    action: tuple[str, str, str] | None
    cells: bool


def send(pipe: BinaryIO, message: tuple[Any, ...]) -> None:
    """Writes one message; waits while the first process is behind."""
    data = marshal.dumps(message)
    pipe.write(len(data).to_bytes(LENGTH, "big"))
    pipe.write(data)
    pipe.flush()


def main() -> None:
    """Reads the order from standard input and answers on standard output: `batch` …, then `end` or `problem`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides what Ctrl-C means
    gc.set_threshold(YOUNG)
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints must not get between the messages
    with suppress(BrokenPipeError):  # nobody reads any more
        try:
            _answer(Order(*marshal.load(sys.stdin.buffer)), pipe)
        except Exception as error:
            send(pipe, _told(error))
    os._exit(0)


def _answer(order: Order, pipe: BinaryIO) -> None:
    from factdesk.desk.imports import maps
    from factdesk.desk.imports.batches import Here, Importer
    from factdesk.desk.imports.tables import open_table
    from factdesk.store.connection import readable
    from factdesk.store.prepared import Preparer

    with readable(order.path):
        found = maps.Found(maps.parse(order.map_text, "the map"), order.map_text, "named")
        table = open_table(Path(order.path), {**found.map.format, **order.form})
        importer = Importer(table, found, order.form)
        batches = Here(importer, Preparer(*order.action) if order.action else None, cells=order.cells)
        send(pipe, ("ready",))
        for batch in batches:
            send(pipe, ("batch", batch.done, [tuple(row) for row in batch.rows]))
        send(pipe, ("end", batches.digest()))


def _told(error: Exception) -> tuple[str, ...]:
    """An error as the first process raises it again: its class, what, where and what to do."""
    from factdesk.model.errors import Problem

    if isinstance(error, Problem):
        return "problem", type(error).__name__, error.what, error.where, error.todo
    return "problem", "Failed", f"the reading broke off ({type(error).__name__}: {error})"[:400], "", ""


if __name__ == "__main__":
    main()
