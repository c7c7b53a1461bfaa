"""Saved filters: named on this desk for everybody who opens it, and used in any filter as `@name`."""

from __future__ import annotations

import re
from typing import Final

from factdesk.desk.open import Desk
from factdesk.model.checks import said
from factdesk.model.errors import BadInput, NotFound
from factdesk.model.filters import parse_filter
from factdesk.store import lists
from factdesk.store import saved as store

MOST: Final = 200
"""Saved filters of a desk."""

_NAME: Final = re.compile(r"[^\W_][\w.\-]{0,39}")
_USED: Final = re.compile(r'(?<!\S)@([^\W_][\w.\-]{0,39})(?!\S)|"(?:[^"\\]|\\[\s\S])*"')


def saved(desk: Desk) -> dict[str, str]:
    """The saved filters by name, as they were typed."""
    return store.every(desk.db)


def save(desk: Desk, name: str, text: str) -> None:
    """Keeps a filter under a name, in place of an older one. Raises BadInput for either where it cannot stand."""
    name = name.removeprefix("@")
    if not _NAME.fullmatch(name):
        raise BadInput(f"{said(name)} cannot be a filter's name", todo="use up to 40 letters, digits, dots or dashes")
    text = expand(desk, text).strip()
    if not text:
        raise BadInput("there is no filter to save", todo="type a filter first")
    parse_filter(text, lists.measures(desk.db))
    known = saved(desk)
    if name not in known and len(known) >= MOST:
        raise BadInput(f"the desk has {MOST} saved filters already", todo="drop one first")
    store.save(desk.db, name, text)


def drop(desk: Desk, name: str) -> None:
    """Forgets a saved filter. Raises NotFound."""
    if not store.drop(desk.db, name.removeprefix("@")):
        raise NotFound(f"no saved filter is called {said(name)}", todo="look with: factdesk filters")


def expand(desk: Desk, text: str) -> str:
    """The text with the saved filters in place of their names; an @ before any other word is part of the word."""
    if "@" not in text:
        return text
    known = saved(desk)

    def put(found: re.Match[str]) -> str:
        return known.get(found[1] or "", found[0])

    return _USED.sub(put, text)
