"""Filters as SQL whose text does not depend on what was typed, with bound values."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from factdesk.model.errors import BadInput
from factdesk.model.filter_terms import Range, Term, Value
from factdesk.model.views import ClaimFilter

_SPEAKER: Final = "(SELECT o.name FROM speakers AS o WHERE o.id = c.speaker)"
_PLACE: Final = "(SELECT o.place FROM incidents AS o WHERE o.id = c.incident)"
_SOURCES: Final = "(SELECT count(*) FROM citations AS o WHERE o.claim = c.id)"

ORDERS: Final = {
    "outline": "c.outline",
    "newest": "c.nr DESC",
    "code": "c.code, c.nr",
    "said": "c.said_at DESC, c.nr DESC",
    "figure": "coalesce(c.value, c.high, c.low) DESC, c.nr",
    "verdict": "c.verdict, c.outline",
    "measure": "c.measure, c.counted, c.outline",
    "speaker": f"{_SPEAKER}, c.outline",
    "place": f"{_PLACE}, c.outline",
    "sources": f"{_SOURCES} DESC, c.outline",
    "oldest": "c.nr",
    "earliest": "c.said_at NULLS LAST, c.nr",
    "smallest": "coalesce(c.value, c.low, c.high) NULLS LAST, c.nr",
    "fewest": f"{_SOURCES}, c.outline",
    "-code": "c.code DESC, c.nr DESC",
    "-verdict": "c.verdict DESC, c.outline",
    "-measure": "c.measure DESC, c.counted DESC, c.outline",
    "-speaker": f"{_SPEAKER} DESC, c.outline",
    "-place": f"{_PLACE} DESC, c.outline",
}
"""The orders that a claim list may have, by name; the words for them are in `model.filter_fields.ORDERS`."""

_TOKEN: Final = re.compile(r"\w+")

Piece = tuple[str, tuple[Any, ...]]
"""A condition and the values that it binds."""

Rule = Callable[[Term], Piece]
"""How a field becomes a condition."""


def order(name: str) -> str:
    """The ORDER BY of a named order. Raises BadInput for an unknown one."""
    if name not in ORDERS:
        raise BadInput(f"no order is called {name!r}", where="sort", todo=f"use one of {', '.join(ORDERS)}")
    return ORDERS[name]


def match(text: str) -> str:
    """An FTS5 query for what a person typed: every word, the last one as a beginning. Empty for no word.

    Words are quoted, so that no text can be read as FTS5 syntax. Letters that come apart from their accents
    (as some systems type й) are put together first.
    """
    tokens = _tokens(text)
    if not tokens:
        return ""
    return " ".join(f'"{token}"' for token in tokens[:-1]) + f' "{tokens[-1]}"*'


def match_any(columns: str, values: Iterable[Value]) -> str:
    """An FTS5 query for any of the values in these columns, every word as a beginning. Empty for no word."""
    sought = [" ".join(f'"{token}"*' for token in tokens) for v in values if (tokens := _tokens(str(v)))]
    return f"{{{columns}}} : ({' OR '.join(f'({one})' for one in sought)})" if sought else ""


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFC", text[:4096]))[:32]


def joined(pieces: Iterable[Piece], word: str = " AND ") -> Piece:
    """Several conditions as one; true where there are none."""
    known = list(pieces)
    if not known:
        return "1", ()
    return word.join(text for text, _ in known), tuple(value for _, values in known for value in values)


def conditions(terms: Sequence[Term], rules: Mapping[str, Rule]) -> list[Piece]:
    """The terms as conditions by these rules; a term that is turned round also lets pass what has no value."""
    return [turned(rules[term.field](term), term.negated) for term in terms]


def turned(piece: Piece, negated: bool) -> Piece:
    """The condition, or its contrary, under which unknown counts as not true."""
    return (f"({piece[0]}) IS NOT 1", piece[1]) if negated else piece


# The kinds of fields


def one_of(column: str) -> Rule:
    """The column is one of the words."""

    def rule(term: Term) -> Piece:
        if len(term.values) == 1:
            return f"{column} = ?", (term.values[0],)
        return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(term.values),)

    return rule


def coded(column: str) -> Rule:
    """The column is one of the codes as typed or in capitals, or begins so where a star ends it."""

    def rule(term: Term) -> Piece:
        typed = [str(value) for value in term.values]
        whole = [spelling for code in typed if not code.endswith("*") for spelling in (code, code.upper())]
        starts = [spelling for code in typed if code.endswith("*") for spelling in (code[:-1], code[:-1].upper())]
        pieces: list[Piece] = []
        if whole:
            pieces.append((f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(whole),)))
        if len(set(starts)) == 1:
            pieces.append((f"({column} >= ? AND {column} < ? || char(1114111))", (starts[0], starts[0])))
        elif starts:
            pieces.append((f"EXISTS (SELECT 1 FROM json_each(?) AS v WHERE {column} >= v.value"
                           f" AND {column} < v.value || char(1114111))", (json.dumps(starts),)))  # fmt: skip
        text, values = joined(pieces, " OR ")
        return f"({text})", values

    return rule


def like(columns: str) -> Rule:
    """One of the columns holds one of the texts."""

    def rule(term: Term) -> Piece:
        tests = " OR ".join(f"{column} LIKE v.value ESCAPE '\\'" for column in columns.split())
        return f"EXISTS (SELECT 1 FROM json_each(?) AS v WHERE {tests})", (_patterns(term.values),)

    return rule


def indexed(index: str, columns: str, nr: str, otherwise: Rule) -> Rule:
    """The search index finds words that begin like those typed; `otherwise` is for values without a word."""

    def rule(term: Term) -> Piece:
        query = match_any(columns, term.values)
        if not query:
            return otherwise(term)
        return f"{nr} IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)", (query,)

    return rule


def compared(value: str, *, dates: bool = False) -> Rule:
    """The value is within one of the ranges, or compares so."""

    def rule(term: Term) -> Piece:
        return in_spans(value, value, spans(term), dates)

    return rule


def spans(term: Term) -> list[tuple[Any, Any, bool, bool]]:
    """The ranges of a term: low, high (None = open), and whether each end itself is left out."""
    if term.sign in (">", ">="):
        return [(term.values[0], None, term.sign == ">", False)]
    if term.sign in ("<", "<="):
        return [(None, term.values[0], False, term.sign == "<")]
    return [(v.low, v.high, False, False) if isinstance(v, Range) else (v, v, False, False) for v in term.values]


def in_spans(low: str, high: str, found: list[tuple[Any, Any, bool, bool]], dates: bool = False) -> Piece:
    """`low`..`high` has something in common with one of the spans. A day as an end means the whole of it."""
    pieces = []
    for first, last, after, before in found:
        tests: list[Piece] = []
        if first is not None:
            tests.append((f"{high} {'>' if after else '>='} ?", (f"{first}\x7f" if dates and after else first,)))
        if last is not None:
            tests.append((f"{low} {'<' if before else '<='} ?", (f"{last}\x7f" if dates and not before else last,)))
        text, values = joined(tests)
        pieces.append((f"({text})", values))
    text, values = joined(pieces, " OR ")
    return f"({text})", values


LONGEST: Final = 2_000
"""Characters of a name that are compared; SQLite refuses patterns of more than 50,000 bytes."""


def _patterns(values: Iterable[Value]) -> str:
    return json.dumps([held(str(value)) for value in values])


def listed(words: Iterable[str]) -> str:
    """Words as the JSON list that json_each reads."""
    return json.dumps(list(words))


def held(text: str) -> str:
    """The LIKE pattern (escaped by a backslash) of whatever holds the text."""
    return f"%{_like(text)}%"


def _like(text: str) -> str:
    text = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def kept_count(wanted: ClaimFilter) -> Piece | None:
    """A count from the kept counts, where the filter asks for nothing that they do not know."""
    known = KEPT if wanted.incident is None else ("verdict",)
    if wanted.words or wanted.ids or any(term.field not in known or term.measure for term in wanted.terms):
        return None
    pieces = [turned(one_of(term.field)(term), term.negated) for term in wanted.terms]
    if wanted.verdicts:
        pieces.append(one_of("verdict")(Term("verdict", wanted.verdicts)))
    if wanted.incident is None:
        text, values = joined(pieces)
        return f"SELECT sum(claims) FROM claim_counts WHERE {text}", values
    text, values = joined([*pieces, ("incident = ?", (wanted.incident,))])
    return f"SELECT sum(claims) FROM verdict_counts WHERE {text}", values


KEPT: Final = ("verdict", "kind", "measure", "counted")
"""The fields by which claims are counted all the time, in claim_counts."""
