"""The incidents as a window, under a first row that stands for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from factdesk.desk import browse
from factdesk.desk.open import Desk
from factdesk.model.views import Counts, IncidentRow

__all__ = ["ALL", "EveryIncident"]

ALL = 0
"""The `nr` of the first row; no record has it."""


class EveryIncident:
    """A `Window` of incident rows; `counts` are those of the first row, which an empty desk does not have."""

    def __init__(self, desk: Desk) -> None:
        self._incidents = browse.incident_window(desk)
        self.counts = Counts()

    def count(self) -> int:
        found = self._incidents.count()
        return found + 1 if found else 0

    def rows(self, start: int, stop: int) -> Sequence[IncidentRow]:
        rest = self._incidents.rows(max(start - 1, 0), stop - 1)
        first = IncidentRow(ALL, "", "all", "event", "All incidents", None, None, None, self.counts)
        return [first, *rest] if start == 0 and stop > 0 else rest

    def keys(self, start: int, stop: int) -> Sequence[int]:
        rest = self._incidents.keys(max(start - 1, 0), stop - 1)
        return [ALL, *rest] if start == 0 and stop > 0 else rest

    def index_of(self, ref: int | str) -> int | None:
        if ref in (ALL, ""):
            return 0 if self.count() else None
        place = self._incidents.index_of(ref)
        return None if place is None else place + 1

    def reload(self) -> None:
        self._incidents.reload()
