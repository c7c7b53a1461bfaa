"""Pages of a long list: a few hundred rows in memory, whatever the list's length."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from factdesk.model.errors import Busy
from factdesk.model.views import Window

__all__ = ["PAGE", "ListWindow", "Pages"]

Row = TypeVar("Row")

PAGE: Final = 64
"""Rows that are read at once: a screen of a large terminal."""
KEPT: Final = 16
"""Pages that stay in memory."""


class Pages(Generic[Row]):
    """Rows of a window by index, read a page at a time and kept while they are near."""

    def __init__(self, window: Window[Row]) -> None:
        self.window = window
        self.count = window.count()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self.kept_waiting = False

    def row(self, index: int) -> Row | None:
        """The row at that index (0-based), or None outside the list or where rows vanished meanwhile.

        None too where the desk was locked for too long; `kept_waiting` tells that then.
        """
        if not 0 <= index < self.count:
            return None
        number, offset = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        else:
            self._pages.move_to_end(number)
        return page[offset] if offset < len(page) else None

    def _read(self, number: int) -> Sequence[Row]:
        try:
            page = self.window.rows(number * PAGE, min((number + 1) * PAGE, self.count))
        except Busy:  # somebody commits just now: the rows are read in a moment
            self.kept_waiting = True
            return ()
        self._pages[number] = page
        if len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return page

    def forget(self) -> None:
        """Drops the rows and counts anew: the desk changed."""
        self._pages.clear()
        self.count = self.window.count()


class ListWindow(Generic[Row]):
    """A window over rows that are in memory already: incidents, hits, log lines.

    `key` gives a row's number, unique in the list; by default its `nr`. `read`, where given, fetches the
    rows anew on `reload`.
    """

    def __init__(
        self,
        rows: Sequence[Row] = (),
        *,
        key: Callable[[Row], int] | None = None,
        read: Callable[[], Sequence[Row]] | None = None,
    ) -> None:
        self._key: Callable[[Row], int] = key or _nr
        self._read = read
        self._rows = rows
        self.reload()

    def count(self) -> int:
        return len(self._rows)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        return self._rows[start:stop]

    def keys(self, start: int, stop: int) -> Sequence[int]:
        return [self._key(row) for row in self._rows[start:stop]]

    def index_of(self, ref: int | str) -> int | None:
        if isinstance(ref, int):
            return self._places.get(ref)
        return next((i for i, row in enumerate(self._rows) if getattr(row, "id", None) == ref), None)

    def reload(self) -> None:
        if self._read is not None:
            self._rows = self._read()
        self._places = {self._key(row): index for index, row in enumerate(self._rows)}


def _nr(row: object) -> int:
    return int(getattr(row, "nr"))  # noqa: B009  # any row type with an nr
