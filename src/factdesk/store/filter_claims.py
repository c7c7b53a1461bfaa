"""The filter of a list of claims as SQL over `claims AS c`: a rule for each field of the language."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from factdesk.model.filter_terms import Term
from factdesk.model.views import ClaimFilter
from factdesk.store import filters
from factdesk.store.filters import Piece, Rule, compared, indexed, joined, like, one_of
from factdesk.store.walking import Walk

_CITED: Final = "EXISTS (SELECT 1 FROM citations AS t WHERE t.claim = c.id AND {})"
_CARRIED: Final = (
    "EXISTS (SELECT 1 FROM citations AS t JOIN sources AS s ON s.id = t.source WHERE t.claim = c.id AND {})"
)
_JUDGED: Final = (
    "c.verdict <> 'open' AND EXISTS (SELECT 1 FROM reviews AS r WHERE r.claim = c.id AND {}"
    " AND NOT EXISTS (SELECT 1 FROM reviews AS o WHERE o.claim = r.claim AND o.nr > r.nr))"
)
_SPOKEN: Final = "c.speaker IN (SELECT p.id FROM speakers AS p WHERE {})"
_PLACED: Final = "c.incident IN (SELECT i.id FROM incidents AS i WHERE {})"

_SAID: Final = "FROM citations AS o WHERE o.claim = t.claim AND o.source = n.id AND n.id <> s.id"
_UP: Final = """
    WITH RECURSIVE up (id, root, speaker, step) AS (
      SELECT s.id, coalesce(t.root, s.root), NULL, 0 UNION ALL
      SELECT n.id, {}, {}, up.step + 1 FROM up JOIN sources AS n ON n.id = up.root WHERE up.step < 128)
    SELECT coalesce(max(CASE WHEN root IS NULL THEN coalesce(speaker, id) END), min(CASE WHEN step >= 64 THEN id END))
    FROM up"""
_BY_CITATIONS: Final = _UP.format(
    f"""CASE WHEN NOT EXISTS (SELECT 1 {_SAID} AND o.root_speaker IS NOT NULL)
        THEN coalesce(CASE WHEN n.id = s.id THEN t.root ELSE (SELECT min(o.root) {_SAID}) END, n.root) END""",
    f"coalesce((SELECT min(o.root_speaker) {_SAID}), n.root_speaker)",
)
ROOTS: Final = f"""
(SELECT count(DISTINCT CASE WHEN t.root_speaker IS NOT NULL THEN t.root_speaker
    WHEN coalesce(t.root, s.root) IS NULL THEN coalesce(s.root_speaker, s.id)
    WHEN EXISTS (SELECT 1 FROM citations AS o WHERE o.claim = t.claim AND coalesce(o.root, o.root_speaker) IS NOT NULL)
    THEN ({_BY_CITATIONS}) ELSE ({_UP.format("n.root", "n.root_speaker")}) END)
 FROM citations AS t JOIN sources AS s ON s.id = t.source
 WHERE t.claim = c.id AND t.stance = 'supports' AND s.withdrawn IS NULL)
"""
"""How many roots support a claim and still stand, by the rule of `model.roots.fold_ties`: a circle is one root."""

_HAS: Final = {
    "source": _CITED.format("1"),
    "quote": _CITED.format("t.quote IS NOT NULL"),
    "translation": _CITED.format("t.translation IS NOT NULL"),
    "opposing": _CITED.format("t.stance = 'opposes'"),
    "file": _CARRIED.format("s.file IS NOT NULL"),
    "url": _CARRIED.format("s.url IS NOT NULL"),
    "archive": _CARRIED.format("s.archived_url IS NOT NULL"),
    "note": _CARRIED.format("s.note IS NOT NULL"),
    "withdrawn": _CARRIED.format("s.withdrawn IS NOT NULL"),
    "speaker": "c.speaker IS NOT NULL",
    "scope": "c.scope IS NOT NULL",
    "date": "c.said_at IS NOT NULL",
    "review": "EXISTS (SELECT 1 FROM reviews AS r WHERE r.claim = c.id)",
    "parts": "EXISTS (SELECT 1 FROM claims AS w WHERE w.part_of = c.id)",
    "whole": "c.part_of IS NOT NULL",
    "denial": "EXISTS (SELECT 1 FROM claims AS d WHERE d.denies = c.id)",
}


def _within(outer: str, rule: Rule) -> Rule:
    def whole(term: Term) -> Piece:
        text, values = rule(term)
        return outer.format(text), values

    return whole


def has(table: dict[str, str]) -> Rule:
    """What a record has; several words of one term are alternatives."""
    return lambda term: (f"({' OR '.join(table[str(value)] for value in term.values)})", ())


def _source(term: Term) -> Piece:
    """By its code, or by words of its title."""
    known = filters.coded("s.code")(term)
    titled = indexed("sources_fts", "title", "s.nr", like("s.title"))(term)
    text, values = joined((known, titled), " OR ")
    return f"t.source IN (SELECT s.id FROM sources AS s WHERE {text})", values


def _who(term: Term) -> Piece:
    """A name or organisation that holds the text, or whose words begin so in any case and script."""
    held = like("p.name p.organisation")(term)
    found = indexed("speakers_fts", "name organisation", "p.nr", lambda _: ("0", ()))(term)
    return joined((held, found), " OR ")


def _kept_flag(table: str) -> Rule:
    """What is kept of the standing. Behind the word a term has what was told just now: the claims of which it is so,
    and the incidents of which what is kept is old, as JSON lists."""

    def rule(term: Term) -> Piece:
        wanted, now, due = (*term.values, "[]", "[]")[:3] if set(term.values) != {"yes", "no"} else ("both", "", "")
        so = (f"(c.id IN (SELECT value FROM json_each(?)) OR (EXISTS (SELECT 1 FROM {table} AS k WHERE k.claim = c.id)"
              " AND c.incident NOT IN (SELECT value FROM json_each(?))))")  # fmt: skip
        if wanted == "both":
            return "1", ()
        return (so if wanted == "yes" else f"NOT {so}"), (now, due)

    return rule


def words(text: str) -> Piece:
    """The search index finds the words in the claim, or in a quote that carries it."""
    query = filters.match(text)
    if not query:
        return "1", ()
    return (
        "c.nr IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ? UNION ALL SELECT f.nr FROM citations AS t"
        " JOIN claims AS f ON f.id = t.claim WHERE t.nr IN"
        " (SELECT rowid FROM citations_fts WHERE citations_fts MATCH ?))"
    ), (query, query)


RULES: Final[dict[str, Rule]] = {
    "": lambda term: words(str(term.values[0])),
    "verdict": one_of("c.verdict"),
    "basis": _within(_JUDGED, one_of("r.basis")),
    "by": _within(_JUDGED, like("r.reviewer")),
    "reviewed": _within(_JUDGED, compared("r.at", dates=True)),
    "kind": one_of("c.kind"),
    "measure": one_of("c.measure"),
    "counted": one_of("c.counted"),
    "low": compared("c.low"),
    "high": compared("c.high"),
    "who": _within(_SPOKEN, _who),
    "side": _within(_SPOKEN, like("p.side")),
    "place": _within(_PLACED, indexed("incidents_fts", "place region country", "i.nr",
                                      like("i.place i.region i.country"))),
    "incident": one_of("c.incident"),
    "code": filters.coded("c.code"),
    "since": lambda term: ("c.said_at >= ?", (term.values[0],)),
    "until": lambda term: ("c.said_at <= ?", (f"{term.values[0]}\x7f",)),
    "said": compared("c.said_at", dates=True),
    "asof": compared("c.as_of", dates=True),
    "source": _within(_CITED, _source),
    "publisher": _within(_CITED, _within(
        "t.source IN (SELECT s.id FROM sources AS s WHERE {})",
        indexed("sources_fts", "publisher", "s.nr", like("s.publisher")))),
    "confidentiality": _within(_CARRIED, one_of("s.confidentiality")),
    "root": compared(ROOTS),
    "sources": compared("(SELECT count(*) FROM citations AS t WHERE t.claim = c.id)"),
    "conflict": _kept_flag("conflicting_claims"),
    "stale": _kept_flag("stale_verdicts"),
    "has": has(_HAS),
}  # fmt: skip


def measured(term: Term) -> Piece:
    """A figure of the measure whose interval has a number in common with what is asked: it may be so."""
    text, values = filters.in_spans("coalesce(c.low, 0)", "coalesce(c.high, 9223372036854775807)", filters.spans(term))
    return f"c.measure = ? AND {text}", (term.field, *values)


def pieces(terms: tuple[Term, ...]) -> list[Piece]:
    """The terms as conditions over `c`. A claim has one measure: figures of several are alternatives."""
    found = filters.conditions([term for term in terms if not term.measure], RULES)
    found += [filters.turned(measured(term), True) for term in terms if term.measure and term.negated]
    by_measure: dict[str, list[Piece]] = {}
    for term in terms:
        if term.measure and not term.negated:
            by_measure.setdefault(term.field, []).append(measured(term))
    if by_measure:
        text, values = joined((joined(group) for group in by_measure.values()), " OR ")
        found.append((f"({text})", values))
    return found


def where(wanted: ClaimFilter) -> tuple[str, list[Any]]:
    """The WHERE clause over `claims AS c`, and its values."""
    tests: list[Piece] = []
    if wanted.incident is not None:
        tests.append(("c.incident = ?", (wanted.incident,)))
    if wanted.ids:
        tests.append(("c.id IN (SELECT value FROM json_each(?))", (json.dumps(wanted.ids),)))
    if wanted.verdicts:
        tests.append(one_of("c.verdict")(Term("verdict", wanted.verdicts)))
    tests += pieces(wanted.terms)
    if filters.match(wanted.words):
        tests.append(words(wanted.words))
    text, values = joined(tests)
    if wanted.incident is not None or any(term.field == "incident" and not term.negated for term in wanted.terms):
        # the sign keeps SQLite from walking all claims of a verdict for the few of an incident: both are in order
        text = text.replace("c.verdict", "+c.verdict")
    return (f"WHERE {text}" if tests else ""), list(values)


LOOKED: Final = 20_000
"""Claims at the beginning of an order that are looked through for its first page, before an index is asked: some ten
milliseconds. A filter that many pass is answered there; of one that few pass, the few are cheap to sort."""

_ALONG: Final = {
    "outline": ("INDEXED BY claims_by_outline", "c.outline <= (SELECT max(outline) FROM"
                " (SELECT outline FROM claims INDEXED BY claims_by_outline ORDER BY outline LIMIT {}))"),
    "newest": ("NOT INDEXED", "c.nr > (SELECT max(nr) FROM claims) - {}"),
}  # fmt: skip
"""For the orders that an index keeps: how it is walked, and how far."""


def quick(wanted: ClaimFilter, where: str, values: list[Any]) -> tuple[str, list[Any]] | None:
    """A look for the first page near the beginning of the order; None where the order or the filter has no need."""
    if wanted.order not in _ALONG or wanted.incident is not None or wanted.ids or not where:
        return None
    way, near = _ALONG[wanted.order]
    order = filters.order(wanted.order)
    return f"SELECT c.nr FROM claims AS c {way} {where} AND {near.format(LOOKED)} ORDER BY {order}", values


_STEPS: Final = {
    "outline": Walk(
        "SELECT outline FROM claims INDEXED BY claims_by_outline WHERE outline > ? ORDER BY outline LIMIT 1 OFFSET ?",
        "SELECT c.nr FROM claims AS c INDEXED BY claims_by_outline {where} AND c.outline > ? AND c.outline <= ?"
        " ORDER BY c.outline", (), "", "\x7f", "SELECT sum(claims) FROM claim_counts"),
    "newest": Walk(
        "SELECT nr FROM claims WHERE nr < ? ORDER BY nr DESC LIMIT 1 OFFSET ?",
        "SELECT c.nr FROM claims AS c NOT INDEXED {where} AND c.nr < ? AND c.nr >= ? ORDER BY c.nr DESC",
        (), 1 << 62, 0, "SELECT sum(claims) FROM claim_counts"),
}  # fmt: skip
_SORT: Final = "SELECT c.nr FROM json_each(?) AS k JOIN claims AS c ON c.nr = k.value ORDER BY {}"


def walk(wanted: ClaimFilter, where: str, values: list[Any]) -> Walk | None:
    """The way through all claims for a filter of the whole desk; None where there is nothing to look for."""
    if wanted.incident is not None or wanted.ids or not where:
        return None
    way = _STEPS.get(wanted.order, _STEPS["outline"])
    sort = "" if wanted.order in _STEPS else _SORT.format(filters.order(wanted.order))
    return replace(way, step=way.step.format(where=where), values=tuple(values), sort=sort)


_ONE_BY_ONE: Final = {
    "EXISTS (SELECT 1 FROM citations AS t WHERE t.claim = c.id AND t.source IN": (
        "c.id IN (SELECT t.claim FROM citations AS t WHERE t.source IN"
    ),
    "EXISTS (SELECT 1 FROM citations AS t JOIN sources AS s ON s.id = t.source WHERE t.claim = c.id AND": (
        "c.id IN (SELECT t.claim FROM sources AS s CROSS JOIN citations AS t ON t.source = s.id WHERE"
    ),
    "EXISTS (SELECT 1 FROM reviews AS r WHERE r.claim = c.id AND": "c.id IN (SELECT r.claim FROM reviews AS r WHERE",
}
"""Conditions that ask each claim for its sources or reviews, and the same asked of these for their claims."""


def few(where: str) -> str:
    """The clause for a filter that few claims pass: what leads to them is looked for first, and once for all."""
    for asked, first in _ONE_BY_ONE.items():
        where = where.replace(asked, first)
    return where
