"""What leaves the program as lines or JSON: claims with their judgement, streamed, and any record as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from factdesk.desk.open import Desk
from factdesk.model.records import Record
from factdesk.model.views import ClaimRow, Judged
from factdesk.store import judged as store
from factdesk.store import lookup
from factdesk.store.kept import Causes
from factdesk.store.windows import ListWindow

Row = TypeVar("Row")

PAGE = 250
"""Claims of one read: short enough that another process gets its lock in between."""


def judged(desk: Desk, window: ListWindow[ClaimRow], limit: int | None = None) -> Iterator[Judged]:
    """The claims of a window with verdict, basis, staleness, warnings and counts, `limit` at most, page by page.

    Only one page is in memory, however long the list is.
    """
    stop = window.count() if limit is None else min(limit, window.count())
    told: dict[str, tuple[int, Causes]] = {}
    for start in range(0, stop, PAGE):
        yield from store.page(desk.db, window.keys(start, min(start + PAGE, stop)), told)


def any_record(desk: Desk, ref: str) -> Record:
    """The record of any kind that `ref` names: by code, name or id. Raises NotFound."""
    return lookup.record(desk.db.conn, ref)


def pages(window: ListWindow[Row], limit: int | None = None) -> Iterator[Row]:
    """The rows of any window, `limit` at most, page by page."""
    stop = window.count() if limit is None else min(limit, window.count())
    for start in range(0, stop, PAGE):
        yield from window.rows(start, min(start + PAGE, stop))
