"""What was changed on the desk, by whom and when: the ledger in people's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from factdesk.desk.open import Desk
from factdesk.model.views import LogLine
from factdesk.store import logbook, lookup
from factdesk.store.timeline import Timeline, about, actions_named, authors_of, values_before


def log(
    desk: Desk,
    *,
    since: str | None = None,
    record: str | None = None,
    limit: int = 200,
    below: int | None = None,
) -> tuple[LogLine, ...]:
    """The newest changes, newest first: of the whole desk or of one record (a claim with its citations and reviews).

    `since` is an ISO time as the authors' clocks claimed it; `below` is the seq of the last line of the page before.
    """
    with desk.db.snapshot():
        if record is not None:
            return logbook.of_claim_or_record(desk.db, lookup.resolve(desk.db.conn, record)[1], limit)
        return logbook.newest(desk.db, limit, below, since)


def timeline(desk: Desk, author: str | None = None) -> Timeline:
    """The whole past (of one author) as a window: actions newest first, each with its changes in order."""
    return Timeline(desk.db, author)


@dataclass(frozen=True, slots=True)
class Told:
    """A change in full: its line, what the record held before, and what people call the records its values name."""

    line: LogLine
    before: dict[str, Any]
    names: dict[str, str]


def in_full(desk: Desk, line: LogLine) -> Told:
    """That change with the values before it; ids among the values are named."""
    with desk.db.snapshot():
        before = values_before(desk.db, line.seq)
        ids = {item for values in (before, line.changes) for item in _texts(values)}
        return Told(line, before, {id_: logbook.name_of(desk.db, id_) for id_ in ids if _RECORD_ID.match(id_)})


def _texts(values: dict[str, Any]) -> Iterator[str]:
    for value in values.values():
        yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))


_RECORD_ID: Final = re.compile(r"[ipcstr]-[2-9a-z]{14}\Z")


def of_same_record(desk: Desk, line: LogLine, limit: int = 2000) -> tuple[LogLine, ...]:
    """The past of the record that this change belongs to, newest first; also of one that was removed since."""
    with desk.db.snapshot():
        return logbook.of_claim_or_record(desk.db, about(desk.db, line.seq) or line.record, limit)


def find_actions(desk: Desk, text: str) -> list[int]:
    """The seqs at which the actions begin whose label or author holds the text, newest first."""
    return [nr + 1 for nr in actions_named(desk.db, text)] if text.strip() else []


def authors(desk: Desk) -> list[tuple[str, int]]:
    """Everybody who changed the desk, with the number of their actions, busiest first."""
    return authors_of(desk.db)


def last_change(desk: Desk) -> int:
    """The seq of the newest entry: what "since you left" starts from."""
    return logbook.newest_seq(desk.db)


__all__ = [
    "Timeline", "Told", "authors", "find_actions", "in_full", "last_change", "log", "of_same_record", "timeline",
]  # fmt: skip
