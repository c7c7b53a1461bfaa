"""Long lists as windows: a vector of row numbers and pages of rows, never the whole list in memory.

The order is a vector of `nr` (8 bytes a row). The first page is read without it, so that a list shows before
its length matters; whoever has a thread to spare reads the vector there and hands it over with `adopt`.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from factdesk.model.values import dataclass
from factdesk.store.connection import Database
from factdesk.store.walking import PATIENCE, Progress, Walk, found

Row = TypeVar("Row")


class ListWindow(Generic[Row]):
    """A window over one SELECT of row numbers.

    `order_sql` selects `nr` in order; `page_sql` selects the rows of a JSON list of `nr` (its only parameter)
    in the list's order; `count_sql` is a cheap way to count where there is one. `quick` selects the first `nr` of the
    order as far as they stand near its beginning: where it finds a full page, that is the first page. `walk` is the
    way where the order takes too long in one query.
    """

    def __init__(
        self,
        db: Database,
        order_sql: str,
        values: Sequence[Any],
        page_sql: str,
        make: Callable[[tuple[Any, ...]], Row],
        *,
        count_sql: str | None = None,
        count_values: Sequence[Any] = (),
        id_table: str,
        quick: tuple[str, Sequence[Any]] | None = None,
        walk: Walk | None = None,
    ) -> None:
        self._db, self._order, self._values = db, order_sql, tuple(values)
        self._page, self._make, self._id_table = page_sql, make, id_table
        self._count_sql, self._count_values = count_sql, tuple(count_values)
        self._quick, self._walk = quick, walk
        self._keys: array[int] | None = None
        self._first: array[int] | None = None
        self._counted: int | None = None
        self._open = False

    def count(self) -> int:
        """How many rows the list has; while of a list that was adopted only the first page is known, its rows."""
        if self._keys is not None:
            return len(self._keys)
        if self._open and self._first is not None:
            return len(self._first)
        if self._counted is None:
            if self._count_sql is None:
                return len(self._vector())
            self._counted = int(self._db.value(self._count_sql, *self._count_values) or 0)
        return self._counted

    def rows(self, start: int, stop: int) -> list[Row]:
        """The rows `start`..`stop` (0-based, half open), fewer at the end or where some were just removed."""
        wanted = list(self.keys(start, stop))
        if not wanted:
            return []
        return [self._make(row) for row in self._db.all(self._page, json.dumps(wanted))]

    def keys(self, start: int, stop: int) -> Sequence[int]:
        """The `nr` of those rows."""
        if self._keys is None and stop <= FIRST:
            if self._first is None:
                self.adopt_head(self.read_head(self._db))
            if self._first is not None:
                return self._first[max(start, 0) : stop]
        return self._vector()[max(start, 0) : stop]

    def index_of(self, ref: int | str) -> int | None:
        """Where the row with that nr or id stands, or None."""
        nr = ref if isinstance(ref, int) else self._db.value(f"SELECT nr FROM {self._id_table} WHERE id = ?", ref)
        if nr is None:
            return None
        if self._first is not None and nr in self._first:
            return self._first.index(nr)
        try:
            return self._vector().index(nr)
        except ValueError:
            return None

    def read_head(self, db: Database, progress: Progress | None = None) -> Head:
        """The first page of the order, and how long the list is where that is cheap; read on any connection."""
        counted = None
        if self._count_sql is not None:
            counted = int(db.value(self._count_sql, *self._count_values) or 0)
        if self._quick is not None:
            sql, values = self._quick
            first = db.numbers(f"{sql} LIMIT {FIRST}", *values)
            if len(first) == FIRST:
                return Head(first, False, counted)
            keys, whole = self._read(db, progress, FIRST)
            return Head(keys if whole else keys[:FIRST], whole, counted)
        first = db.numbers(f"{self._order} LIMIT {FIRST}", *self._values)
        return Head(first, len(first) < FIRST, counted)

    def adopt_head(self, head: Head, *, open_ended: bool = False) -> None:
        """Takes a first page that was read elsewhere. `open_ended`: until the order is adopted too, it is the list."""
        if head.whole:
            self.adopt(head.keys)
        else:
            self._first = head.keys
            self._open = open_ended and head.counted is None
            self._counted = head.counted if head.counted is not None else self._counted

    @property
    def open_ended(self) -> bool:
        """Whether there are more rows than are known yet."""
        return self._open

    def read_order(self, db: Database, progress: Progress | None = None) -> array[int]:
        """The whole order, read on another connection; hand it over with `adopt`."""
        return self._read(db, progress)[0]

    def _read(
        self, db: Database, progress: Progress | None, enough: int | None = None
    ) -> tuple[array[int], bool]:  # fmt: skip
        """The order in one query, or by a walk where that takes too long; and whether it is whole."""
        if self._walk is None:
            return db.numbers(self._order, *self._values), True
        keys = db.numbers_within(PATIENCE, self._order, *self._values)
        return (keys, True) if keys is not None else found(db, self._walk, progress, enough)

    def adopt(self, order: array[int]) -> None:
        """Takes an order that was read elsewhere."""
        self._keys, self._first, self._open = order, None, False

    @property
    def complete(self) -> bool:
        """Whether the whole order is in memory."""
        return self._keys is not None

    def reload(self) -> None:
        """Forgets the order, which is read anew when it is asked for."""
        self._keys = self._first = self._counted = None
        self._open = False

    def _vector(self) -> array[int]:
        if self._keys is None:
            self._keys, self._first = self.read_order(self._db), None
        return self._keys


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a list: its first keys (all of them where `whole`), and its length where that was cheap."""

    keys: array[int]
    whole: bool
    counted: int | None


FIRST = 256
"""Rows whose order is read without the rest: more than the tallest terminal shows."""
