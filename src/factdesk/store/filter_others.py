"""The filters of the lists of incidents and of sources as SQL."""

from __future__ import annotations

from typing import Final

from factdesk.model.filter_terms import Term
from factdesk.model.views import Filter
from factdesk.store import filter_claims, filters
from factdesk.store.filters import Piece, Rule, coded, compared, indexed, joined, like, one_of

_PLACE: Final = "place region country"

INCIDENTS: Final[dict[str, Rule]] = {
    "kind": one_of("i.kind"),
    "code": coded("i.code"),
    "place": indexed("incidents_fts", _PLACE, "i.nr", like("i.place i.region i.country")),
    "since": lambda term: ("i.began >= ?", (term.values[0],)),
    "until": lambda term: ("i.began <= ?", (f"{term.values[0]}\x7f",)),
    "claims": compared("coalesce((SELECT sum(k.claims) FROM verdict_counts AS k WHERE k.incident = i.id), 0)"),
    "": lambda term: _found("incidents_fts", "i.nr", str(term.values[0])),
}  # fmt: skip

_CITES: Final = "EXISTS (SELECT 1 FROM citations AS t JOIN claims AS c ON c.id = t.claim WHERE t.source = s.id AND {})"
_HAS: Final = {
    "file": "s.file IS NOT NULL",
    "url": "s.url IS NOT NULL",
    "archive": "s.archived_url IS NOT NULL",
    "note": "s.note IS NOT NULL",
    "quote": "EXISTS (SELECT 1 FROM citations AS t WHERE t.source = s.id AND t.quote IS NOT NULL)",
    "root": "(s.root IS NOT NULL OR s.root_speaker IS NOT NULL OR EXISTS (SELECT 1 FROM citations AS t"
    " WHERE t.source = s.id AND (t.root IS NOT NULL OR t.root_speaker IS NOT NULL)))",
    "claims": "EXISTS (SELECT 1 FROM citations AS t WHERE t.source = s.id)",
}


def _citing(name: str) -> Rule:
    def rule(term: Term) -> Piece:
        text, values = filter_claims.RULES[name](term)
        return _CITES.format(text), values

    return rule


def _withdrawn(term: Term) -> Piece:
    wanted = set(term.values)
    return ("1" if len(wanted) > 1 else "s.withdrawn IS NOT NULL" if "yes" in wanted else "s.withdrawn IS NULL"), ()


SOURCES: Final[dict[str, Rule]] = {
    "kind": one_of("s.kind"),
    "code": coded("s.code"),
    "title": indexed("sources_fts", "title", "s.nr", like("s.title")),
    "publisher": indexed("sources_fts", "publisher", "s.nr", like("s.publisher")),
    "confidentiality": one_of("s.confidentiality"),
    "reliability": one_of("s.reliability"),
    "language": one_of("s.language"),
    "withdrawn": _withdrawn,
    "since": lambda term: ("s.published_at >= ?", (term.values[0],)),
    "until": lambda term: ("s.published_at <= ?", (f"{term.values[0]}\x7f",)),
    "claims": compared("(SELECT count(DISTINCT t.claim) FROM citations AS t WHERE t.source = s.id)"),
    "incident": _citing("incident"),
    "who": _citing("who"),
    "verdict": _citing("verdict"),
    "has": filter_claims.has(_HAS),
    "": lambda term: _found("sources_fts", "s.nr", str(term.values[0])),
}


def _found(index: str, nr: str, words: str) -> Piece:
    query = filters.match(words)
    return (f"{nr} IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)", (query,)) if query else ("1", ())


def incidents(wanted: Filter) -> Piece:
    """The condition over `incidents AS i`.

    What is asked of claims, one claim of the incident must pass as a whole; each measure may be on another. A
    term about claims that is turned round lets pass incidents without such a claim.
    """
    own = [term for term in wanted.terms if term.field in INCIDENTS and not term.measure]
    tests = filters.conditions(own, INCIDENTS)
    through = [term for term in wanted.terms if term not in own]
    together = tuple(term for term in through if not term.negated and not term.measure)
    groups = [(filter_claims.pieces(together), False)] if together else []
    groups += [([_positive(term)], term.negated) for term in through if term.negated or term.measure]
    for pieces, negated in groups:
        text, values = joined(pieces)
        tests.append((f"i.id {'NOT ' * negated}IN (SELECT c.incident FROM claims AS c WHERE {text})", values))
    if filters.match(wanted.words):
        tests.append(_found("incidents_fts", "i.nr", wanted.words))
    return joined(tests)


def _positive(term: Term) -> Piece:
    return filter_claims.measured(term) if term.measure else filter_claims.RULES[term.field](term)


def sources(wanted: Filter) -> Piece:
    """The condition over `sources AS s`."""
    tests = filters.conditions(wanted.terms, SOURCES)
    if filters.match(wanted.words):
        tests.append(_found("sources_fts", "s.nr", wanted.words))
    return joined(tests)
