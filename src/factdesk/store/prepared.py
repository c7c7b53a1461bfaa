"""New records made ready to be written: ledger body, hashes and row, by whoever knows only the action, not the desk.

That is the larger part of the work of a bulk load, and it needs no connection: another process can do it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from typing import Any, Final

from factdesk.model.records import RECORDS
from factdesk.store import ledger, tables

Draft = tuple[str, str, str, dict[str, Any]]
"""A record to be: kind, id, the id under which its past is told, and its values without the empty ones."""

Prepared = tuple[str, str, str, tuple[Any, ...], bytes, bytes, bytes, str]
"""A record ready to be written: kind, id, the id under which its past is told, its row in the order of `COLUMNS`
with what derives from its own values alone, and of its entry id, digest, salt and body. Plain values throughout."""

COLUMNS: Final = {kind: cls.columns() for kind, cls in RECORDS.items()}

_SHARED: Final = ("speaker", "source")
"""Kinds whose records come again and again with the rows of a set."""

_MOST: Final = 1_000


class Preparer:
    """Prepares the new records of one action. An entry's id holds for a record without a past."""

    def __init__(self, action: str, author: str, at: str) -> None:
        self._action = action
        self._head = author, at = json.dumps(author, ensure_ascii=False), json.dumps(at)
        self._tail = f'","{action}",[],{author},{at},"'
        """What an entry without parents has between the record that it is about and its digest."""
        self._encode = ledger.fast_encoder()
        self._made: dict[str, tuple[dict[str, Any], Prepared]] = {}

    def records(self, drafts: Sequence[Draft]) -> list[Prepared]:
        """The drafts made ready, in their order; one that comes again as it was is the same record."""
        made, salts = [], os.urandom(16 * len(drafts))
        for at, draft in enumerate(drafts):
            salt = salts[16 * at : 16 * at + 16]
            if draft[0] not in _SHARED:
                made.append(self._one(draft, salt))
                continue
            known = self._made.get(draft[1])
            if known is None or known[0] != draft[3]:
                if len(self._made) >= _MOST:
                    self._made.clear()
                known = self._made[draft[1]] = draft[3], self._one(draft, salt)
            made.append(known[1])
        return made

    def _one(self, draft: Draft, salt: bytes) -> Prepared:
        kind, id_, about, values = draft
        body = f'{{"op":"add","set":{self._encode(values)}}}'  # canonical: the keys are in order
        digest = _sha256(salt + body.encode()).digest()
        row = tuple(map(values.get, COLUMNS[kind]))
        if kind == "source":
            row += (tables.url_key(values.get("url")),)
        elif kind == "review":
            row = tuple([_list(one) if type(one) is list else one for one in row])
        whole = f'["{kind}","{id_}","{about}{self._tail}{digest.hex()}"]'
        return kind, id_, about, row, _sha256(whole.encode()).digest(), digest, salt, body

    def entry(self, kind: str, record: str, about: str, digest: bytes, parents: bytes) -> bytes:
        """The id of an entry of this action; what is put in quotes here needs no escape but author and time."""
        named = ",".join([f'"{parents[i : i + 32].hex()}"' for i in range(0, len(parents), 32)])
        author, at = self._head
        whole = f'["{kind}","{record}","{about}","{self._action}",[{named}],{author},{at},"{digest.hex()}"]'
        return _sha256(whole.encode()).digest()


_sha256: Final = hashlib.sha256
_list: Final = json.JSONEncoder(ensure_ascii=False).encode
