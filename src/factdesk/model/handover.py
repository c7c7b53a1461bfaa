"""What left the desk in a reviewed file, what changed since, and of which kind the notice is that it asks for.

Source of the rule: Reuters and AP tell three things apart. An update says that the world changed, a correction that we
were wrong, a source error that those whom we quoted were wrong. Which one it is can only be proposed: a person decides.
"""

from __future__ import annotations

import binascii
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

from factdesk.model import checks
from factdesk.model.record import Record
from factdesk.model.values import dataclass

KINDS: Final = {
    "correction": "we were wrong",
    "source-error": "they were wrong",
    "update": "the world changed",
}
"""The kinds of notices, the gravest first."""

FIGURE: Final = (
    "kind", "words", "measure", "counted", "low", "high", "value", "qualifier", "scope", "as_of", "said_at",
    "statement", "speaker",
)  # fmt: skip
"""The fields of a claim that a reader of the file relies on, in the order in which they are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Record):
    """A reviewed file that this desk wrote: when, under which name, and which claims it carried with which verdict.

    `content_hash` is that of its manifest. `carried` tells of each claim, in the order of the file's numbers,
    its id, verdict, basis, the withdrawn sources that it is cited from, and its values (see `FIGURE` and `Packing`).
    It stays on the desk: the reviewed file holds no code of it.
    """

    KIND: ClassVar[str] = "export"
    TABLE: ClassVar[str] = "exports"
    content_hash: str
    name: str
    at: str
    include_open: int
    claims: int
    carried: str

    def __post_init__(self) -> None:
        checks.sha256(self, "content_hash")
        checks.required(self, "name", "at", "carried")
        checks.moment(self, "at")
        checks.whole_numbers(self, "include_open", "claims")
        checks.texts(self)


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim as a reviewed file carries it: `number` is its id there, `claim` its id on the desk."""

    number: int
    claim: str
    verdict: str
    basis: str | None
    withdrawn: tuple[str, ...]
    values: dict[str, Any]


class Packing:
    """Packs what an export carried, claim by claim: a line of ids, each between blanks so that one is found as it
    stands, and a line with all else, pressed (JSON lines in order, zlib, base 64)."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._pressing = zlib.compressobj(1)
        self._pressed: list[bytes] = []
        self.claims = 0

    def add(self, claims: Sequence[tuple[str, str]]) -> None:
        """Takes in claims: each one's id, and its verdict, basis, withdrawn sources and values as JSON."""
        self._ids.append(" ".join(id_ for id_, _ in claims))
        self._pressed.append(self._pressing.compress("".join(f"{line}\n" for _, line in claims).encode()))
        self.claims += len(claims)

    def text(self) -> str:
        """All of them; nothing can be added afterwards."""
        pressed = b"".join((*self._pressed, self._pressing.flush()))
        return f" {' '.join(self._ids)} \n{binascii.b2a_base64(pressed, newline=False).decode()}"


def unpacked(text: str) -> Iterator[Carried]:
    """What an export carried, read back. Rows that are not as this version writes them are left out."""
    try:
        rows = list(_older(text) if text.startswith("[") else _rows(text))
    except (ValueError, zlib.error):
        return
    for number, row in enumerate(rows, 1):
        if isinstance(row, list) and len(row) == 5 and isinstance(row[3], list) and isinstance(row[4], list):
            claim, verdict, basis, withdrawn, values = row
            yield Carried(number, claim, verdict, basis, tuple(withdrawn), dict(zip(FIGURE, values, strict=False)))


def _rows(text: str) -> Iterator[list[Any]]:
    ids, _, pressed = text.partition("\n")
    lines = zlib.decompress(binascii.a2b_base64(pressed)).decode().split("\n")
    yield from ([id_, *json.loads(line)] for id_, line in zip(ids.split(), lines, strict=False))


def _older(text: str) -> list[Any]:
    """The rows of an earlier version: one JSON list."""
    rows = json.loads(text)
    return rows if isinstance(rows, list) else []


@dataclass(frozen=True, slots=True)
class Now:
    """The same claim as the desk has it now. `values` None: it was removed. `later` is what superseded it since,
    `rivals` whether claims that contradict it came in since."""

    verdict: str
    basis: str | None
    withdrawn: tuple[str, ...]
    values: dict[str, Any] | None
    later: str | None = None
    rivals: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: the field, and its old and new value; `verdict`, `removed`, `withdrawn` and
    `superseded` are such things too."""

    field: str
    old: Any
    new: Any


def changes(then: Carried, now: Now) -> tuple[Change, ...]:
    """What differs between a claim as it was carried and as it is."""
    if now.values is None:
        return (Change("removed", None, None),)
    found = [
        Change(name, then.values.get(name), now.values.get(name))
        for name in FIGURE
        if name in then.values and then.values[name] != now.values.get(name)
    ]
    if (then.verdict, then.basis) != (now.verdict, now.basis):
        found.append(Change("verdict", [then.verdict, then.basis], [now.verdict, now.basis]))
    gone = tuple(one for one in now.withdrawn if one not in then.withdrawn)
    if gone:
        found.append(Change("withdrawn", None, list(gone)))
    if now.later is not None:
        found.append(Change("superseded", None, now.later))
    return tuple(found)


def notice(then: Carried, now: Now, found: Sequence[Change]) -> str:
    """The kind of notice that these changes ask for, the gravest where several are due.

    What we wrote down wrongly, or called confirmed and take back on the same evidence, is a correction. A source that
    was withdrawn (but for what we had denied anyway), or a figure that is refuted though we reported rightly what was
    said, is a source error. A newer figure, accounts that came in since, and a verdict where there was none are
    updates.
    """
    names = {change.field for change in found}
    if names & {"removed", *FIGURE}:
        return "correction"
    if "withdrawn" in names and then.verdict != "denied":
        return "source-error"
    if "verdict" in names:
        if (now.verdict, now.basis) == ("denied", "by-evidence") and then.verdict != "denied":
            return "source-error"
        settled = then.verdict in ("open", "disputed") and now.verdict != "open"
        reasons = now.later is not None or now.rivals or settled or (then.verdict == now.verdict)
        return "update" if reasons else "correction"
    return "update"
