"""What a record must fit among the records around it, and what still holds one that is to be removed."""

from __future__ import annotations

import sqlite3
from typing import Final

from factdesk.model.checks import part_of_whole
from factdesk.model.errors import Incoherent
from factdesk.model.records import Citation, Claim, Incident, Record, Source
from factdesk.model.terms import Succession, Term
from factdesk.store import tables, terms

DEEPEST: Final = tables.DEEPEST
"""How many levels of parts within parts a claim may have."""

_HOLDERS: Final = {
    "incident": (("claims", "incident", "claim"),),
    "speaker": (
        ("claims", "speaker", "claim"),
        ("sources", "root_speaker", "source"),
        ("citations", "root_speaker", "citation"),
        ("successions", "speaker", "succession"),
        ("successions", "after", "succession"),
    ),
    "claim": (("claims", "part_of", "part"), ("claims", "denies", "denial")),
    "source": (
        ("citations", "source", "citation"),
        ("sources", "root", "source"),
        ("citations", "root", "citation"),
    ),
    "file": (("sources", "file", "source"),),
}
"""Per kind of record the tables and columns that may name it, and what such a row is called."""


def fits(conn: sqlite3.Connection, record: Record) -> None:
    """Raises Incoherent where the record contradicts the ones it refers to or that refer to it."""
    if isinstance(record, Incident | Claim | Source):
        _code_is_free(conn, record)
    if isinstance(record, Claim):
        _part_fits_whole(conn, record)
        _parts_fit(conn, record)
    if isinstance(record, Citation):
        _tie_is_new(conn, record)
    if isinstance(record, Term):
        terms.term_fits(conn, record)
    if isinstance(record, Succession):
        terms.succession_fits(conn, record)


def nobody_holds(conn: sqlite3.Connection, record: Record) -> None:
    """Raises Incoherent where other records still refer to one that is to be removed."""
    for table, column, what in _HOLDERS.get(record.KIND, ()):
        number = conn.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (record.id,)).fetchone()[0]
        if number:
            gone = "withdraw the source instead, or remove those first" if record.KIND == "source" else ""
            raise Incoherent(
                f"{number} {what}{'s' if number > 1 else ''} still refer{'' if number > 1 else 's'} to it",
                where=_named(record),
                todo=gone or "remove those first, or edit them",
            )
    if isinstance(record, Citation) and _rested_on(conn, record):
        raise Incoherent(
            "a review rests on this citation",
            where=record.id,
            todo="withdraw its source instead; the verdict is then marked stale",
        )


def tied_to(conn: sqlite3.Connection, claim: str) -> list[tuple[str, str]]:
    """Kind and id of the reviews and citations of a claim, in an order in which they can be removed."""
    rows = conn.execute(
        "SELECT 'review', id, nr FROM reviews WHERE claim = ?1 UNION ALL"
        " SELECT 'citation', id, nr FROM citations WHERE claim = ?1 ORDER BY 1 DESC, 3 DESC",
        (claim,),
    ).fetchall()
    return [(kind, id_) for kind, id_, _ in rows]


def own_citations(conn: sqlite3.Connection, claim: str, kind: str, ref: str) -> list[str]:
    """The claim's citations that a citation's or a source's id names."""
    column = "id" if kind == "citation" else "source"
    rows = conn.execute(f"SELECT id FROM citations WHERE claim = ? AND {column} = ? ORDER BY nr", (claim, ref))
    return [row[0] for row in rows.fetchall()]


def _named(record: Record) -> str:
    return str(getattr(record, "code", None) or getattr(record, "name", None) or record.id)


def _code_is_free(conn: sqlite3.Connection, record: Incident | Claim | Source) -> None:
    taken = conn.execute(
        f"SELECT 1 FROM {record.TABLE} WHERE code = ? AND id <> ? LIMIT 1", (record.code, record.id)
    ).fetchone()
    if taken:
        raise Incoherent(f"the code {record.code} is taken", where="code", todo="choose another, or leave it out")


def _part_fits_whole(conn: sqlite3.Connection, claim: Claim) -> None:
    if claim.part_of is None:
        return
    part_of_whole(claim, tables.fetch(conn, "claim", claim.part_of))
    above: str | None = claim.part_of
    for _ in range(DEEPEST - _height(conn, claim.id)):
        if above == claim.id:
            raise Incoherent("a claim cannot be part of itself", where="part_of", todo="choose another whole")
        row = conn.execute("SELECT part_of FROM claims WHERE id = ?", (above,)).fetchone()
        above = row[0] if row else None
        if above is None:
            return
    raise Incoherent(f"parts go more than {DEEPEST} levels deep", where="part_of", todo="choose a whole further up")


def _height(conn: sqlite3.Connection, claim: str) -> int:
    """How many levels of parts stand under a claim."""
    row = conn.execute(
        "WITH RECURSIVE below (id, depth) AS (SELECT ?, 0 UNION ALL SELECT c.id, depth + 1 FROM below"
        " JOIN claims AS c ON c.part_of = below.id WHERE depth <= ?) SELECT max(depth) FROM below",
        (claim, DEEPEST),
    ).fetchone()
    return int(row[0])


def _parts_fit(conn: sqlite3.Connection, claim: Claim) -> None:
    if claim.high is None:
        return
    larger = conn.execute(
        "SELECT code, words FROM claims WHERE part_of = ? AND low > ? LIMIT 1", (claim.id, claim.high)
    ).fetchone()
    if larger:
        raise Incoherent(
            f"its part {larger[0]} ({larger[1]}) would be larger than the whole",
            where="figure",
            todo="change the part first",
        )


def _tie_is_new(conn: sqlite3.Connection, citation: Citation) -> None:
    same = conn.execute(
        "SELECT 1 FROM citations WHERE claim = ? AND source = ? AND stance = ? AND quote IS ? AND locator IS ?"
        " AND id <> ?",
        (citation.claim, citation.source, citation.stance, citation.quote, citation.locator, citation.id),
    ).fetchone()
    if same:
        raise Incoherent(
            "this source is attached to the claim already, with the same quote",
            where="source",
            todo="give another quote, or leave it",
        )


def _rested_on(conn: sqlite3.Connection, citation: Citation) -> bool:
    row = conn.execute(
        "SELECT 1 FROM reviews WHERE claim = ? AND instr(rests_on, ?) > 0 LIMIT 1", (citation.claim, citation.id)
    ).fetchone()
    return row is not None
