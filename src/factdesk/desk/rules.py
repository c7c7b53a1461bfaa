"""What a record must fit among the records around it: the desk refuses what is incoherent."""

from __future__ import annotations

import sqlite3
from typing import Final

from factdesk.model.errors import Incoherent
from factdesk.model.records import Citation, Claim, Incident, Record, Source

DEEPEST: Final = 16
"""How many levels of parts within parts a claim may have."""


def fits(conn: sqlite3.Connection, record: Record) -> None:
    """Raises Incoherent where the record contradicts the ones it refers to or that refer to it."""
    if isinstance(record, Incident | Claim | Source):
        _code_is_free(conn, record)
    if isinstance(record, Claim):
        _part_fits_whole(conn, record)
        _parts_fit(conn, record)
    if isinstance(record, Citation):
        _tie_is_new(conn, record)


def brief(text: str, length: int = 48) -> str:
    """A text short enough to name an action by."""
    line = " ".join(text[: length * 4].split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _code_is_free(conn: sqlite3.Connection, record: Incident | Claim | Source) -> None:
    taken = conn.execute(
        f"SELECT 1 FROM {record.TABLE} WHERE code = ? AND id <> ? LIMIT 1", (record.code, record.id)
    ).fetchone()
    if taken:
        raise Incoherent(f"the code {record.code} is taken", where="code", todo="choose another, or leave it out")


def _part_fits_whole(conn: sqlite3.Connection, claim: Claim) -> None:
    if claim.part_of is None:
        return
    row = conn.execute("SELECT incident, code, high, words FROM claims WHERE id = ?", (claim.part_of,)).fetchone()
    incident, code, high, words = row
    if incident != claim.incident:
        raise Incoherent(f"{code} belongs to another incident", where="part_of", todo="choose a whole of this incident")
    if claim.low is not None and high is not None and claim.low > high:
        raise Incoherent(
            f"a part is never larger than its whole: {claim.words} is more than {words} ({code})",
            where="part_of",
            todo="check both figures, or leave part_of empty",
        )
    above: str | None = claim.part_of
    for _ in range(DEEPEST):
        if above == claim.id:
            raise Incoherent("a claim cannot be part of itself", where="part_of", todo="choose another whole")
        row = conn.execute("SELECT part_of FROM claims WHERE id = ?", (above,)).fetchone()
        above = row[0] if row else None
        if above is None:
            return
    raise Incoherent(f"parts go more than {DEEPEST} levels deep", where="part_of", todo="choose a whole further up")


def _parts_fit(conn: sqlite3.Connection, claim: Claim) -> None:
    if claim.high is None:
        return
    larger = conn.execute(
        "SELECT code, words FROM claims WHERE part_of = ? AND low > ? LIMIT 1", (claim.id, claim.high)
    ).fetchone()
    if larger:
        raise Incoherent(
            f"its part {larger[0]} ({larger[1]}) would be larger than the whole", where="figure",
            todo="change the part first",
        )  # fmt: skip


def _tie_is_new(conn: sqlite3.Connection, citation: Citation) -> None:
    same = conn.execute(
        "SELECT 1 FROM citations WHERE claim = ? AND source = ? AND stance = ? AND quote IS ? AND locator IS ?"
        " AND id <> ?",
        (citation.claim, citation.source, citation.stance, citation.quote, citation.locator, citation.id),
    ).fetchone()
    if same:
        raise Incoherent("this source is attached to the claim already, with the same quote", where="source",
                         todo="give another quote, or leave it")  # fmt: skip
