"""A claim filter as SQL with constant text and bound values."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, Final

from factdesk.model.errors import BadInput
from factdesk.model.views import ClaimFilter

ORDERS: Final = {
    "outline": "c.outline",
    "newest": "c.nr DESC",
    "code": "c.code",
    "said": "c.said_at DESC, c.nr DESC",
    "killed": "c.value DESC, c.nr",
    "verdict": "c.verdict, c.outline",
    "speaker": "(SELECT name FROM speakers AS o WHERE o.id = c.speaker), c.outline",
    "measure": "c.measure, c.counted, c.outline",
}
"""The orders a claim list may have, by name."""

_TOKEN: Final = re.compile(r"\w+")

_NUMBER: Final = {
    ">": "(c.high IS NULL OR c.high > ?)",
    ">=": "(c.high IS NULL OR c.high >= ?)",
    "<": "(c.low IS NULL OR c.low < ?)",
    "<=": "(c.low IS NULL OR c.low <= ?)",
    "=": "(coalesce(c.low, 0) <= ?1n AND (c.high IS NULL OR c.high >= ?1n))",
}


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
    tokens = _TOKEN.findall(unicodedata.normalize("NFC", text[:4096]))[:32]
    if not tokens:
        return ""
    return " ".join(f'"{token}"' for token in tokens[:-1]) + f' "{tokens[-1]}"*'


def where(wanted: ClaimFilter) -> tuple[str, list[Any]]:
    """The WHERE clause over `claims AS c`, and its values."""
    tests: list[str] = []
    values: list[Any] = []

    def need(test: str, *bound: Any) -> None:
        tests.append(test)
        values.extend(bound)

    if wanted.incident is not None:
        need("c.incident = ?", wanted.incident)
    if wanted.ids:
        need("c.id IN (SELECT value FROM json_each(?))", json.dumps(wanted.ids))
    for column, words in (("verdict", wanted.verdicts), ("kind", wanted.kinds), ("measure", wanted.measures),
                          ("counted", wanted.counted)):  # fmt: skip
        if len(words) == 1:
            need(f"c.{column} = ?", words[0])
        elif words:
            need(f"c.{column} IN (SELECT value FROM json_each(?))", json.dumps(words))
    if wanted.speaker:
        like = f"%{_like(wanted.speaker)}%"
        need("c.speaker IN (SELECT id FROM speakers WHERE name LIKE ? ESCAPE '\\' OR organisation LIKE ? ESCAPE '\\')",
             like, like)  # fmt: skip
    if wanted.place:
        like = f"%{_like(wanted.place)}%"
        need("c.incident IN (SELECT id FROM incidents WHERE place LIKE ? ESCAPE '\\' OR region LIKE ? ESCAPE '\\'"
             " OR country LIKE ? ESCAPE '\\')", like, like, like)  # fmt: skip
    if wanted.since:
        need("c.said_at >= ?", wanted.since)
    if wanted.until:
        need("c.said_at <= ?", wanted.until + "\x7f")
    for measure, sign, number in wanted.numbers:
        need("c.measure = ?", measure)
        _need_number(need, sign, number)
    if query := match(wanted.words):
        need("(c.nr IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?) OR c.id IN (SELECT claim FROM citations"
             " WHERE nr IN (SELECT rowid FROM citations_fts WHERE citations_fts MATCH ?)))", query, query)  # fmt: skip
    return ("WHERE " + " AND ".join(tests) if tests else ""), values


def _need_number(need: Any, sign: str, number: int) -> None:
    test = _NUMBER[sign]
    if "?1n" in test:
        need(test.replace("?1n", "?"), number, number)
    else:
        need(test, number)


def kept_count(wanted: ClaimFilter) -> tuple[str, list[Any]] | None:
    """A count from the kept counts, where the filter asks for nothing that they do not know."""
    known = ClaimFilter(incident=wanted.incident, verdicts=wanted.verdicts, order=wanted.order)
    if wanted != known:
        return None
    tests, values = ["1"], []
    if wanted.incident is not None:
        tests.append("incident = ?")
        values.append(wanted.incident)
    if wanted.verdicts:
        tests.append("verdict IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(wanted.verdicts))
    return f"SELECT sum(claims) FROM verdict_counts WHERE {' AND '.join(tests)}", values


LONGEST: Final = 2_000
"""Characters of a name that are compared; SQLite refuses patterns of more than 50,000 bytes."""


def _like(text: str) -> str:
    text = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
