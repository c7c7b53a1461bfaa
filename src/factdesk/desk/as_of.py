"""The desk as it stood at an entry of its ledger: a scratch copy for reading, made by playing the ledger up to it."""

from __future__ import annotations

import re
import shutil
import tempfile
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factdesk.desk.open import Desk, create_desk, open_desk
from factdesk.desk.standing import refresh
from factdesk.model.errors import BadInput, NotFound
from factdesk.model.times import parse_moment
from factdesk.store import logbook, past
from factdesk.store.past import Tick

__all__ = ["as_of", "entry_at", "stood"]


def entry_at(desk: Desk, when: str) -> int:
    """The entry that `when` means, at the end of its action: a number of the history, or a moment.

    Four digits alone are a year; the number of a change may have a # before it.
    A moment is compared with what the authors' clocks claimed, in the order of the desk: it means the last action
    that was not later. Raises BadInput for what is neither, NotFound where the desk has nothing so early.
    """
    word = when.strip().removeprefix("#")
    newest = logbook.newest_seq(desk.db)
    if word.isascii() and word.isdigit() and (len(word) != 4 or word != when.strip()):
        if not 1 <= int(word) <= newest:
            raise NotFound(f"the history has entries from 1 to {newest}, and no {word}", where="as-of",
                           todo="see the numbers with: factdesk log --json")  # fmt: skip
        return past.end_of_action(desk.db, int(word))
    try:
        moment = _end_of(when.strip())
    except BadInput as problem:
        raise BadInput(problem.what, where="as-of", todo=f"{problem.todo}, or the number of a change") from None
    found = past.last_not_later(desk.db, moment)
    if not found:
        raise NotFound(f"nothing was on this desk at {when.strip()}", where="as-of",
                       todo="give a later time, or the number of a change")  # fmt: skip
    return found


def _end_of(when: str) -> str:
    """The end of the year, month, day or minute that was named."""
    text, precision = parse_moment(when)
    if precision == "minute":
        return re.sub(r"(T\d\d:\d\d)(?!:)", r"\1:59", text)
    if precision == "year":
        text += "-12"
    if precision != "day":
        text += f"-{monthrange(int(text[:4]), int(text[5:7]))[1]}"
    return f"{text}T23:59:59Z"


def stood(desk: Desk, seq: int) -> str:
    """In people's words: up to which change, by whom and when."""
    found = past.said_at(desk.db, seq)
    who, at = found if found is not None else ("nobody", "")
    return f"as it stood after change {seq} ({who}, {at[:16].replace('T', ' ')})"


@contextmanager
def as_of(desk: Desk, seq: int, progress: Tick | None = None) -> Iterator[Desk]:
    """The desk after that entry, for reading only; thrown away at the end. Attached bytes are not in it.

    `progress` hears of entries done and in all; what it raises ends the work, and nothing is left.
    """
    folder = Path(tempfile.mkdtemp(prefix="factdesk-as-of-"))
    try:
        path = folder / desk.path.name
        with create_desk(path, author="as of") as made, made.db.hasty():
            past.play(desk.db, made.db, seq, progress)
            refresh(made, seconds=2.0)
        with open_desk(path, author=desk.author, read_only=True) as then:
            yield then
    finally:
        shutil.rmtree(folder, ignore_errors=True)
