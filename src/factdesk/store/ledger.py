"""The append-only ledger: one entry per change of one record, hashed, salted, naming what its author had in view."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from factdesk.model.values import dataclass

_QUOTED: Final = json.encoder.encode_basestring
"""A text as JSON has it between its quotes."""

OPS: Final = ("add", "edit", "remove", "act")
"""What an entry does to its record; `act` is the entry of an action itself."""

ALPHABET: Final = "23456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger, read back. `body` is None where it was redacted."""

    seq: int
    id: bytes
    kind: str
    record: str
    about: str
    action: str
    parents: tuple[bytes, ...]
    author: str
    at: str
    digest: bytes
    salt: bytes | None
    body: str | None

    @property
    def op(self) -> str:
        """`add`, `edit`, `remove` or `act`; `redacted` where the body was dropped."""
        return str(json.loads(self.body)["op"]) if self.body else "redacted"

    @property
    def values(self) -> dict[str, Any]:
        """The new values that the entry sets."""
        return dict(json.loads(self.body)["set"]) if self.body else {}


def new_id(prefix: str) -> str:
    """A random record id, 70 bits behind a letter for its kind: never a row number, never a clock."""
    return prefix + "-" + "".join(secrets.choice(ALPHABET) for _ in range(14))


def canonical(value: Any) -> str:
    """JSON in one form only: sorted keys, no spaces, UTF-8 text, whole numbers.

    Raises ValueError for floats and for text that is not UTF-8.
    """
    text = _ENCODER.encode(value)
    if _has_float(value):
        raise ValueError("a ledger body holds no floats")
    text.encode("utf-8")
    return text


def digest_of(salt: bytes, body: str) -> bytes:
    """SHA-256 over salt and body: the salt keeps a redacted body from being guessed."""
    return hashlib.sha256(salt + body.encode("utf-8")).digest()


def id_of(
    kind: str,
    record: str,
    about: str,
    action: str,
    parents: Iterable[bytes],
    author: str,
    at: str,
    digest: bytes,
) -> bytes:
    """An entry's id: SHA-256 over everything in it but its place in this file."""
    # the canonical JSON of these texts as a list, written out: it is made for every entry that is read or written
    seen = ",".join([f'"{parent.hex()}"' for parent in parents])
    names = f"{_QUOTED(kind)},{_QUOTED(record)},{_QUOTED(about)},{_QUOTED(action)}"
    whole = f'[{names},[{seen}],{_QUOTED(author)},{_QUOTED(at)},"{digest.hex()}"]'
    return hashlib.sha256(whole.encode("utf-8")).digest()


def append(
    conn: sqlite3.Connection,
    *,
    kind: str,
    record: str,
    about: str,
    action: str,
    parents: tuple[bytes, ...],
    author: str,
    at: str,
    op: str,
    values: dict[str, Any],
) -> tuple[int, bytes]:
    """Writes one entry inside the caller's transaction and returns its seq and id."""
    body = canonical({"op": op, "set": values})
    salt = secrets.token_bytes(16)
    digest = digest_of(salt, body)
    entry = id_of(kind, record, about, action, parents, author, at, digest)
    cursor = conn.execute(
        "INSERT INTO ledger (id, kind, record, about, action, parents, author, at, digest, salt, body)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (entry, kind, record, about, action, b"".join(parents), author, at, digest, salt, body),
    )
    seq = cursor.lastrowid
    cursor.close()
    assert seq is not None
    return seq, entry


COLUMNS: Final = "seq, id, kind, record, about, action, parents, author, at, digest, salt, body"


def read(rows: Iterable[tuple[Any, ...]]) -> Iterator[Entry]:
    """Entries from rows of `COLUMNS`."""
    for seq, id_, kind, record, about, action, parents, author, at, digest, salt, body in rows:
        yield Entry(seq, id_, kind, record, about, action, split(parents), author, at, digest, salt, body)


def split(parents: bytes) -> tuple[bytes, ...]:
    """Parents as they are stored, 32 bytes each, as single ids."""
    return tuple(parents[i : i + 32] for i in range(0, len(parents), 32))


def of_record(conn: sqlite3.Connection, about: str, record: str) -> list[Entry]:
    """All entries of one record, oldest first."""
    rows = conn.execute(
        f"SELECT {COLUMNS} FROM ledger WHERE about = ? AND record = ? ORDER BY seq", (about, record)
    ).fetchall()
    return list(read(rows))


def of_action(conn: sqlite3.Connection, action: str) -> list[Entry]:
    """The entries that one action wrote, in order, without the action's own."""
    start = conn.execute("SELECT nr FROM actions WHERE id = ?", (action,)).fetchone()
    if start is None:
        return []
    end = conn.execute("SELECT min(nr) FROM actions WHERE nr > ?", (start[0],)).fetchone()[0]
    rows = conn.execute(
        f"SELECT {COLUMNS} FROM ledger WHERE seq > ? AND seq < ? AND action = ? ORDER BY seq",
        (start[0], end or 1 << 62, action),
    ).fetchall()
    return list(read(rows))


def heads(entries: Iterable[Entry]) -> tuple[bytes, ...]:
    """The entries of a record that no other entry of it names: what its next author has in view."""
    known = list(entries)
    named = {parent for entry in known for parent in entry.parents}
    return tuple(entry.id for entry in known if entry.id not in named)


def fold(entries: Iterable[Entry]) -> dict[str, Any] | None:
    """The record's values after these entries in order, None where it was never added or is removed."""
    state: dict[str, Any] | None = None
    for entry in entries:
        op = entry.op
        if op == "add":
            state = entry.values
        elif op == "edit" and state is not None:
            state = {**state, **entry.values}
        elif op == "remove":
            state = None
    return state


def _refuse(value: object) -> Any:
    raise ValueError(f"a ledger body holds no {type(value).__name__}")


def _has_float(value: Any) -> bool:
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list | tuple):
        return isinstance(value, float)
    return any(type(v) is not str and v is not None and _has_float(v) for v in value)


_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_refuse)


def fast_encoder() -> Callable[[dict[str, Any]], str]:
    """What `canonical` writes, for very many mappings that hold no floats: the C encoder is made once."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return _ENCODER.encode
    encode = make(None, _refuse, json.encoder.encode_basestring, None, ":", ",", True, False, False)
    return lambda value: "".join(encode(value, 0))
