"""The values that a field of the filter has on the desk, each with how many claims have it.

Counts are exact or left out: from the kept counts, from an index, or from the claims themselves where they are few.
"""

from __future__ import annotations

from typing import Any, Final

from factdesk.model.views import ClaimFilter
from factdesk.store import filter_claims, filters
from factdesk.store.connection import Database

Counted = list[tuple[str, int | None]]
"""Values, each with the number of its claims, None where counting would take too long."""

FEW: Final = 20_000
"""Claims that are counted one by one: some tens of milliseconds."""
LOOKED: Final = 2_000
"""Records that are looked through for the values of a long desk."""

_TIED: Final = "JOIN citations AS t ON t.claim = c.id JOIN sources AS s ON s.id = t.source"
_SPOKEN: Final = "JOIN speakers AS p ON p.id = c.speaker"
_PLACED: Final = "JOIN incidents AS i ON i.id = c.incident"
_REVIEWED: Final = "JOIN reviews AS r ON r.nr = (SELECT max(o.nr) FROM reviews AS o WHERE o.claim = c.id)"

_COUNTED: Final = {
    "verdict": ("c.verdict", ""),
    "kind": ("c.kind", ""),
    "measure": ("c.measure", ""),
    "counted": ("c.counted", ""),
    "who": ("p.name", _SPOKEN),
    "side": ("p.side", _SPOKEN),
    "place": ("i.place", _PLACED),
    "incident": ("i.code", _PLACED),
    "source": ("s.code", _TIED),
    "publisher": ("s.publisher", _TIED),
    "confidentiality": ("s.confidentiality", _TIED),
    "basis": ("r.basis", _REVIEWED),
    "by": ("iif(c.verdict <> 'open', r.reviewer, NULL)", _REVIEWED),
    "code": ("c.code", ""),
}
"""For each field: the value, and the way from a claim to it."""

_ANY: Final = {
    "who": "SELECT p.name, iif(:all, (SELECT count(*) FROM claims AS c WHERE c.speaker = p.id), NULL)"
           " FROM speakers AS p WHERE p.name LIKE :held ESCAPE '\\' OR p.name LIKE :capital ESCAPE '\\' LIMIT :most",
    "side": "SELECT DISTINCT side, NULL FROM (SELECT side FROM speakers LIMIT :looked)",
    "place": "SELECT DISTINCT place, NULL FROM (SELECT i.place FROM incidents_fts JOIN incidents AS i"
             " ON i.nr = incidents_fts.rowid WHERE incidents_fts MATCH :words LIMIT :looked) LIMIT :most",
    "incident": "SELECT code, iif(:all, (SELECT sum(claims) FROM verdict_counts WHERE incident = i.id), NULL)"
                " FROM incidents AS i WHERE {within} ORDER BY code LIMIT :most",
    "code": "SELECT code, NULL FROM claims WHERE {within} ORDER BY code LIMIT :most",
    "source": "SELECT code, iif(:all, (SELECT count(DISTINCT t.claim) FROM citations AS t WHERE t.source = s.id), NULL)"
              " FROM sources AS s WHERE {within} ORDER BY code LIMIT :most",
    "publisher": "SELECT DISTINCT publisher, NULL FROM (SELECT s.publisher FROM sources_fts JOIN sources AS s"
                 " ON s.nr = sources_fts.rowid WHERE sources_fts MATCH :words ORDER BY sources_fts.rowid DESC"
                 " LIMIT :looked) LIMIT :most",
    "language": "SELECT DISTINCT language, NULL FROM (SELECT language FROM sources ORDER BY nr DESC LIMIT :looked)",
    "by": "SELECT DISTINCT reviewer, NULL FROM (SELECT reviewer FROM reviews ORDER BY nr DESC LIMIT :looked)",
}  # fmt: skip
"""For each field that is not kept: some of its values on a long desk; `all` where all claims are asked for."""
_NEWEST: Final = {
    "place": "SELECT DISTINCT place, NULL FROM (SELECT place FROM incidents ORDER BY nr DESC LIMIT :looked)"
             " LIMIT :most",
    "publisher": "SELECT DISTINCT publisher, NULL FROM (SELECT publisher FROM sources ORDER BY nr DESC LIMIT :looked)"
                 " LIMIT :most",
}  # fmt: skip
"""The same where nothing is typed that the search index could look for."""


def values(db: Database, field: str, typed: str, others: ClaimFilter, most: int = 60) -> Counted:
    """Values of the field that hold what is typed, the most frequent first, counted among the claims of `others`."""
    if field not in _COUNTED:
        return []
    with db.snapshot():
        if field in filters.KEPT and (cells := _kept(db, field, typed, others, most)) is not None:
            return cells
        where, bound = filter_claims.where(others)
        claims = f"SELECT c.* FROM claims AS c {where}"
        if db.value(f"SELECT count(*) FROM (SELECT c.nr FROM claims AS c {where} LIMIT {FEW + 1})", *bound) <= FEW:
            value, way = _COUNTED[field]
            sql = f"SELECT {value} AS v, count(DISTINCT c.nr) FROM ({claims}) AS c {way} WHERE v <> '' GROUP BY 1"
            return _fitting(db.all(f"{sql} ORDER BY 2 DESC, 1 LIMIT {LOOKED}", *bound), typed, most)
        return _some(db, field, typed, others, most)


def _kept(db: Database, field: str, typed: str, others: ClaimFilter, most: int) -> Counted | None:
    """From the kept counts, where `others` asks for nothing that they do not know."""
    plain = not others.words and not others.ids and others.incident is None
    if not plain or any(term.field not in filters.KEPT or term.measure for term in others.terms):
        return None
    pieces = [filters.turned(filters.one_of(term.field)(term), term.negated) for term in others.terms]
    if others.verdicts:
        pieces.append(("verdict IN (SELECT value FROM json_each(?))", (filters.listed(others.verdicts),)))
    text, bound = filters.joined([*pieces, (f"{field} <> ''", ())])
    sql = f"SELECT {field}, sum(claims) AS n FROM claim_counts WHERE {text} GROUP BY 1 HAVING n > 0 ORDER BY 2 DESC, 1"
    return _fitting(db.all(sql, *bound), typed, most)


def _fitting(found: list[tuple[Any, int | None]], typed: str, most: int) -> Counted:
    """Those that hold what is typed, in any case and script."""
    wanted = typed.casefold()
    return [(str(value), number) for value, number in found if value and wanted in str(value).casefold()][:most]


def _some(db: Database, field: str, typed: str, others: ClaimFilter, most: int) -> Counted:
    if field not in _ANY:
        return []
    sought = {"place": "place region country", "publisher": "publisher"}.get(field)
    named: dict[str, Any] = {
        "all": int(others == ClaimFilter(order=others.order)), "typed": typed, "most": most, "looked": LOOKED,
        "held": filters.held(typed), "capital": filters.held(typed.capitalize()),
        "words": filters.match_any(sought, [typed]) if sought else "",
    }  # fmt: skip
    within = "code >= :typed AND code < :typed || char(1114111)"
    sql = _ANY[field].format(within=within) if named["words"] or not sought else _NEWEST[field]
    found = db.conn.execute(sql, named).fetchall()
    return sorted(_fitting(found, typed, most), key=lambda pair: -(pair[1] or 0))


_OF_SOURCES: Final = {
    "code": "source", "publisher": "publisher", "incident": "incident", "who": "who", "language": "language",
}  # fmt: skip
"""The fields of sources whose values are looked up, and the field of claims that has the same ones."""


def source_values(db: Database, field: str, typed: str, most: int = 60) -> Counted:
    """Some values of a field of sources that hold what is typed; not counted, for a long desk has too many."""
    known = _OF_SOURCES.get(field)
    if known is None:
        return []
    with db.snapshot():
        return [(value, None) for value, _ in _some(db, known, typed, ClaimFilter(words="?"), most)]
