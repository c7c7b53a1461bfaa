"""Marks of a long list: the `nr` of marked rows, and a range that is still being drawn."""

from __future__ import annotations

from typing import Any, Final

from factdesk.model.views import Window

__all__ = ["Marks"]

FEW: Final = 64
"""Up to so many marks are looked up one by one."""
BLOCK: Final = 8192
"""Keys that are read at once."""


class Marks:
    """Which rows are marked. An open range runs from where it was begun to wherever the cursor is."""

    def __init__(self) -> None:
        self._marked: set[int] = set()
        self._from: int | None = None

    @property
    def ranging(self) -> bool:
        """Whether a range is open."""
        return self._from is not None

    def has(self, nr: int, index: int, cursor: int) -> bool:
        """Whether the row is marked, or lies in the open range that ends at the cursor."""
        if nr in self._marked:
            return True
        return self._from is not None and min(self._from, cursor) <= index <= max(self._from, cursor)

    def count(self, window: Window[Any], cursor: int) -> int:
        """How many rows are marked, the open range included."""
        if self._from is not None and not self._marked:
            return abs(cursor - self._from) + 1
        return len(self._marked | self._between(window, cursor))

    def all(self, window: Window[Any], cursor: int) -> list[int]:
        """The marked `nr` in the order of the list."""
        return _in_order(window, self._marked | self._between(window, cursor))

    def toggle(self, nr: int) -> None:
        """Marks the row, or takes its mark off."""
        self._marked ^= {nr}

    def range(self, window: Window[Any], cursor: int) -> None:
        """Begins a range at the cursor, or ends the open one there."""
        if self._from is None:
            self._from = cursor
        else:
            self.end_range(window, cursor)

    def end_range(self, window: Window[Any], cursor: int) -> None:
        """The rows of the open range become marked rows."""
        self._marked |= self._between(window, cursor)
        self._from = None

    def mark_all(self, window: Window[Any]) -> None:
        """Marks every row of the list; ends an open range."""
        self._from = None
        self._marked = set(window.keys(0, window.count()))

    def drop_range(self) -> None:
        """The open range is given up."""
        self._from = None

    def clear(self) -> None:
        """No marks, no range."""
        self._marked.clear()
        self._from = None

    def keep_those_in(self, window: Window[Any]) -> None:
        """After the list changed: marks of rows that are gone are dropped, an open range too."""
        self._from = None
        self._marked = set(_in_order(window, self._marked))

    def _between(self, window: Window[Any], cursor: int) -> set[int]:
        if self._from is None:
            return set()
        low, high = sorted((self._from, cursor))
        return set(window.keys(low, high + 1))


def _in_order(window: Window[Any], marked: set[int]) -> list[int]:
    """Those of the marked rows that the list has, in its order.

    Few are looked up one by one; many are picked from the list's keys, read in blocks.
    """
    if len(marked) <= FEW:
        places = {nr: index for nr in marked if (index := window.index_of(nr)) is not None}
        return sorted(places, key=places.__getitem__)
    found: list[int] = []
    for start in range(0, window.count(), BLOCK):
        found.extend(nr for nr in window.keys(start, start + BLOCK) if nr in marked)
        if len(found) == len(marked):
            break
    return found
