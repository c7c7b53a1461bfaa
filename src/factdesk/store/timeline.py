"""The whole ledger as a window, newest action first: found by arithmetic, so that a million changes page like ten.

An action's own entry comes before the entries it wrote, and no entry is ever removed; so the entries of an action
are those between its number and the next action's, and a vector of action numbers (8 bytes each, only ever
extended) tells where every change stands.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from factdesk.model.views import LogLine
from factdesk.store import ledger, logbook
from factdesk.store.connection import Database


class Timeline:
    """Changes in a window: actions newest first, the changes of one action in the order they were made.

    `author` leaves only that person's. A row's key is its seq. Reading it anew costs what was added since.
    """

    def __init__(self, db: Database, author: str | None = None) -> None:
        self._db, self._author = db, author
        self._starts = array("q", [0])
        self._own = array("q")
        self._ends = array("q")
        self._below = array("q")
        self._newest = 0
        self.reload()

    def count(self) -> int:
        """How many changes there are."""
        return self._below[-1]

    def keys(self, start: int, stop: int) -> Sequence[int]:
        """The seqs of those rows."""
        return [self._seq(index) for index in range(max(start, 0), min(stop, self.count()))]

    def rows(self, start: int, stop: int) -> list[LogLine]:
        """The rows `start`..`stop` (0-based, half open)."""
        return logbook.at(self._db, self.keys(start, stop))

    def index_of(self, ref: int | str) -> int | None:
        """Where the change with that seq stands, or None."""
        if not isinstance(ref, int):
            return None
        block = bisect_left(self._own, ref) - 1
        if block < 0 or not self._own[block] < ref < self._ends[block]:
            return None
        return self.count() - self._below[block + 1] + ref - self._own[block] - 1

    def opens_action(self, seq: int) -> bool:
        """Whether that change is the first of its action."""
        place = bisect_left(self._own, seq - 1)
        return place < len(self._own) and self._own[place] == seq - 1

    def newer_than(self, seq: int) -> int:
        """How many changes have a higher seq."""
        place = bisect_right(self._own, seq) - 1
        if place < 0:
            return self.count()
        return self.count() - self._below[place] - min(seq, self._ends[place] - 1) + self._own[place]

    def reload(self) -> None:
        """Reads what was added since."""
        newest = int(self._db.value("SELECT max(seq) FROM ledger") or 0)
        rows = self._db.all("SELECT nr FROM actions WHERE nr > ? ORDER BY nr", self._starts[-1])
        self._starts.extend(nr for (nr,) in rows)
        if self._author is None:
            self._own = self._starts
        else:
            mine = "SELECT nr FROM actions WHERE author = ? AND nr > ? ORDER BY nr"
            known = self._own[-1] if self._own else -1
            self._own.extend(nr for (nr,) in self._db.all(mine, self._author, known))
        if newest != self._newest or not self._below:
            self._newest = newest
            self._measure()

    def _measure(self) -> None:
        """Where each action's entries end, and how many entries lie below it."""
        ends, below, total = array("q"), array("q", [0]), 0
        place, last = 0, len(self._starts)
        for start in self._own:
            place = place + 1 if self._own is self._starts else bisect_right(self._starts, start)
            end = self._starts[place] if place < last else self._newest + 1
            ends.append(end)
            total += end - start - 1
            below.append(total)
        self._ends, self._below = ends, below

    def _seq(self, index: int) -> int:
        """The seq of the row at that index."""
        block = bisect_right(self._below, self.count() - 1 - index) - 1
        return self._own[block] + 1 + index - (self.count() - self._below[block + 1])


def values_before(db: Database, seq: int) -> dict[str, Any]:
    """What the record of that change held just before it; empty where it was not on the desk."""
    found = db.one("SELECT about, record FROM ledger WHERE seq = ?", seq)
    if found is None:
        return {}
    entries = ledger.of_record(db.conn, *found)
    return ledger.fold(entry for entry in entries if entry.seq < seq) or {}


def authors_of(db: Database) -> list[tuple[str, int]]:
    """Everybody who changed the desk, with the number of their actions, busiest first."""
    rows = db.all("SELECT author, count(*) FROM actions GROUP BY author ORDER BY 2 DESC, author")
    return [(author, number) for author, number in rows]


def actions_named(db: Database, text: str, limit: int = 10_000) -> list[int]:
    """The numbers of the newest actions whose label or author holds the text (any case in ASCII), newest first."""
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    sql = "SELECT nr FROM actions WHERE label LIKE ? ESCAPE '\\' OR author LIKE ? ESCAPE '\\' ORDER BY nr DESC LIMIT ?"
    return [nr for (nr,) in db.all(sql, like, like, limit)]


def about(db: Database, seq: int) -> str | None:
    """The record whose past that change belongs to: of a citation or review, its claim."""
    found: str | None = db.value("SELECT about FROM ledger WHERE seq = ?", seq)
    return found
