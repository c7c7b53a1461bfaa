"""Proves at little cost that entries of the ledger are sound: hashes, one form, ties, and the row that they tell.

Only the usual entry is proved: one that adds a record of a kind of which a desk holds many, and whose body is,
character for character, the JSON that SQLite writes of the record's row; so it is canonical, and both agree.
What is not proved is not thereby wrong: it goes the careful way of `replay`, which says what is the matter.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any, Final

from factdesk.model.addresses import normalise_url, plain_key
from factdesk.model.checks import CODE, LONGEST_ADDRESS, address_fault
from factdesk.model.records import RECORDS
from factdesk.store.connection import Database
from factdesk.store.proof_rules import LATER, STANDS
from factdesk.store.tables import ABOUT

_LIST: Final = re.compile(r'\[(?:"[^",\\\x00-\x1f]*"(?:, "[^",\\\x00-\x1f]*")*)?\]')
"""A column that holds a list of texts, in the one form in which the desk writes it."""

_LISTS: Final = ("rests_on", "warnings")


def proved(db: Database, after: int, last: int, known: Callable[[str], bool]) -> set[int]:
    """The numbers of entries in (after, last] that are sound and tell their record's row as it is.

    Whether a record has further entries is not looked at: one that is not proved leads to its whole record.
    `known` tells whether the ledger has the entry of an action. Ask inside a snapshot.
    """
    found: set[int] = set()
    for kind in STANDS:
        try:
            rows = db.conn.execute(_sql(kind), (after, last)).fetchall()
        except sqlite3.Error as error:  # a cell that is no text, bytes that are no UTF-8: the careful way says where
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise
            continue
        if rows:
            found |= _sound(kind, rows, known)
    return found


def _sound(kind: str, rows: list[Any], known: Callable[[str], bool]) -> set[int]:
    missing = {action for action in {row[5] for row in rows} if not known(action)}
    more = _MORE.get(kind)
    return {
        row[0]
        for row in rows
        if sha256(row[4]).digest() == row[1]
        and sha256(row[3]).digest() == row[2]
        and b"\\" not in row[4]  # quoting is left to the careful way, so that no SQLite's own habits count
        and b"\\" not in row[3][row[6] :]
        and row[5] not in missing
        and (more is None or more(*row[7:]))
    }


@cache
def _sql(kind: str) -> str:
    """Entries whose row says the same, in one form; then what is hashed, and what is left for Python to look at."""
    cls, about = RECORDS[kind], ABOUT.get(kind, "id")
    parents, tied = _PARENTS if kind in _TIED else ("'[]'", "l.parents = x''")
    whole = f"json_array(l.kind, l.record, l.about, l.action, json({parents}), l.author, l.at, lower(hex(l.digest)))"
    more = "".join(f", t.{name}" for name in _LEFT.get(kind, ()))
    return f"""
SELECT l.seq, l.id, l.digest, CAST(l.salt || l.body AS BLOB), CAST({whole} AS BLOB), l.action, length(l.salt){more}
FROM {cls.TABLE} AS t CROSS JOIN ledger AS l ON l.seq = t.nr
WHERE t.nr > ?1 AND t.nr <= ?2 AND l.kind = '{kind}' AND l.record = t.id AND l.about = t.{about} AND {tied}
  AND l.body = json_object('op', 'add', 'set', {_set(kind)})
  AND ({STANDS[kind]})"""


def _set(kind: str) -> str:
    """The row as the entry tells it: all fields, those known then, or (as imports write) those that are not empty."""
    names, later = sorted(RECORDS[kind].columns()), LATER.get(kind, ())
    whole = _object(names)
    told = whole
    if later:
        known = " AND ".join(f"t.{name} IS NULL" for name in later) + f""" AND NOT instr(l.body, '"{later[0]}":')"""
        told = f"CASE WHEN {known} THEN {_object([name for name in names if name not in later])} ELSE {whole} END"
    return f"CASE WHEN instr(l.body, ':null') THEN {told} ELSE json_patch('{{}}', {whole}) END"


def _object(names: list[str]) -> str:
    return "json_object({})".format(", ".join(f"'{name}', {_cell(name)}" for name in names))


def _cell(name: str) -> str:
    return f"json(t.{name})" if name in _LISTS else f"t.{name}"


def _code(code: str) -> bool:
    """Whether a short name is one."""
    return CODE.fullmatch(code) is not None


def _source(code: str, url: str | None, key: str | None, archived: str | None) -> bool:
    """Whether code and addresses of a source can stand."""
    return CODE.fullmatch(code) is not None and _addresses(url, key, archived)


def _addresses(url: str | None, key: str | None, archived: str | None) -> bool:
    """Whether the addresses of a source can stand, and its key fits."""
    return (_key(url) == key if url else url is None is key) and (archived is None or _key(archived) is not None)


def _key(url: str) -> str | None:
    """The key of an address that can stand; None for another."""
    plain = plain_key(url) if len(url) <= LONGEST_ADDRESS else None
    return plain or (None if address_fault(url)[0] else normalise_url(url))


def _lists(rests_on: str, warnings: str) -> bool:
    """Whether both lists of a review are in the desk's own form."""
    return _LIST.fullmatch(rests_on) is not None and _LIST.fullmatch(warnings) is not None


_LEFT: Final = {"incident": ("code",), "claim": ("code",), "source": ("code", "url", "url_key", "archived_url"),
                "review": _LISTS}  # fmt: skip
_MORE: Final[dict[str, Callable[..., bool]]] = {"incident": _code, "claim": _code, "source": _source, "review": _lists}
"""What SQL cannot tell of a row, or only slowly: the columns, and who looks at them."""


_TIED: Final = ("review",)
"""Kinds whose entries name what their author had in view."""

_MOST_PARENTS: Final = 6


def _parents() -> tuple[str, str]:
    """The parents of an entry as a JSON list, and that there are some, not too many, and all in the ledger."""
    names, there = [], []
    for start in range(1, _MOST_PARENTS * 32, 32):
        one, some = f"substr(l.parents, {start}, 32)", f"length(l.parents) > {start}"
        names.append(f"CASE WHEN {some} THEN '{',' if start > 1 else ''}\"' || lower(hex({one})) || '\"' ELSE '' END")
        there.append(f"CASE WHEN {some} THEN EXISTS (SELECT 1 FROM ledger WHERE id = {one}) ELSE 1 END")
    size = f"length(l.parents) <= {_MOST_PARENTS * 32}"
    return f"'[' || {' || '.join(names)} || ']'", " AND ".join((size, *there))


_PARENTS: Final = _parents()
