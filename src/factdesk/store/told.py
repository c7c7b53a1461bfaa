"""What single entries say, where they can be trusted, and what is wrong with those that cannot."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from factdesk.store import ledger
from factdesk.store.ledger import Entry

_HOW: Final = "it was changed outside factdesk, or the disk lost bits"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be: where (table, record, field) and what it means."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(slots=True)
class Told:
    """What the entries of one record say: its values (None: removed), and whether a part of the past is unreadable."""

    values: dict[str, Any] | None = None
    partly: bool = False

    def read(self, body: dict[str, Any] | None) -> None:
        """Takes the body of one more entry into account; None for one that says nothing any more."""
        op = body["op"] if body else None
        if body and op in ("add", "act"):
            self.values, self.partly = body["set"], False
        elif body and op == "edit" and (self.values is not None or self.partly):
            self.values = {**(self.values or {}), **body["set"]}
        elif op == "remove":
            self.values, self.partly = None, False
        else:  # redacted, or of a later version: what was known until here may have changed
            self.values, self.partly = None, True


def read_entry(entry: Entry) -> tuple[dict[str, Any] | None, Fault | None]:
    """The entry's body where it can be trusted, and what is wrong with the entry."""
    where = f"ledger {entry.seq}"
    whole = (entry.kind, entry.record, entry.about, entry.action, entry.parents, entry.author, entry.at)
    if ledger.id_of(*whole, entry.digest) != entry.id:
        return None, Fault(where, f"its id does not fit what it says; {_HOW}")
    if entry.body is None or entry.salt is None:
        return None, None
    where += ", body"
    if ledger.digest_of(entry.salt, entry.body) != entry.digest:
        return None, Fault(where, f"its hash does not fit; {_HOW}")
    try:
        body = _DECODE(entry.body)
        canonical = isinstance(body, dict) and _ENCODE(body) == entry.body
    except (ValueError, RecursionError):
        return None, Fault(where, "it is not the JSON that a ledger holds")
    shaped = isinstance(body, dict) and isinstance(body.get("op"), str) and isinstance(body.get("set"), dict)
    if not canonical or not shaped:
        return None, Fault(where, "it is not in the one form that a ledger's JSON has")
    return body, None


def _no_float(written: str) -> Any:
    raise ValueError(f"a ledger body holds no {written[:20]}")


_DECODE: Final = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float).decode
_ENCODE: Final = ledger.fast_encoder()
