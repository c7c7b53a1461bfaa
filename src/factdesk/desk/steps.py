"""The steps of a long job, for whoever shows them; and how a listener ends a long statement at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from factdesk.desk.open import Desk
from factdesk.model.errors import Cancelled
from factdesk.model.values import dataclass

_LOOK: Final = 500_000
"""Steps of SQLite's machine between two looks whether the job was cancelled: some milliseconds."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is: its stage, and of `total` bytes (or rows, or steps) how many are done; `rows` so far."""

    stage: str
    done: int
    total: int
    rows: int = 0


Progress = Callable[[Step], None]


@contextmanager
def listening(desk: Desk, progress: Progress | None) -> Iterator[Callable[[str, int, int, int], None]]:
    """Gives the function that tells a step (stage, done, total, rows). An error of the listener ends also one long
    statement, and comes out."""
    last = [Step("beginning", 0, 0)]
    stopped: list[BaseException] = []

    def step(stage: str, done: int, total: int, rows: int) -> None:
        last[0] = Step(stage, done, total, rows)
        if progress is not None:
            progress(last[0])

    def look() -> int:
        try:
            if progress is not None:
                progress(last[0])
        except BaseException as error:
            stopped.append(error)
            return 1
        return 0

    desk.db.every(_LOOK, look if progress is not None else None)
    try:
        yield step
    except Cancelled:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        desk.db.every(0, None)
