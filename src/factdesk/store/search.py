"""Full-text search over the whole desk, newest first, with the found words lit in a snippet."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Final

from factdesk.model.views import Hit
from factdesk.model.wording import figure_text
from factdesk.store.connection import Database
from factdesk.store.filters import match

LIT: Final = ("\ue000", "\ue001")
"""Private-use characters around the found words of a snippet."""

LONG: Final = 6_000
"""Characters of a record from which on its snippet is cut here: FTS5's own takes seconds where a word stands in a
text ten thousand times, for it weighs every place of it against every other."""
LOOKED: Final = 100_000
"""Characters of each field of a long record in which the words are looked for."""
AROUND: Final = (40, 80)
"""Characters before and after the first found word of a long record."""

_FIELDS: Final = ("kind", "words", "counted", "measure", "statement", "low", "high", "qualifier")
_TOLD: Final = f"json_array({', '.join(f'c.{name}' for name in _FIELDS)})"
"""What a claim says, for `_told` to put in words as the lists do."""

_QUERIES: Final = {
    "incident": ("r.id, r.code, r.title, r.id", "incidents_fts", "JOIN incidents AS r ON r.nr = incidents_fts.rowid",
                 "r.title r.place r.region r.country r.summary"),
    "claim": (f"c.id, c.code, {_TOLD}, c.incident", "claims_fts", "JOIN claims AS c ON c.nr = claims_fts.rowid",
              "c.words c.statement c.scope c.measure c.counted"),
    "citation": (
        f"c.id, c.code, {_TOLD}, c.incident",
        "citations_fts",
        "JOIN citations AS t ON t.nr = citations_fts.rowid JOIN claims AS c ON c.id = t.claim",
        "t.quote t.translation",
    ),
    "source": ("r.id, r.code, r.title, NULL", "sources_fts", "JOIN sources AS r ON r.nr = sources_fts.rowid",
               "r.title r.publisher r.url r.note"),
    "speaker": (
        "r.id, r.name, coalesce(r.role || ', ', '') || coalesce(r.organisation, ''), NULL",
        "speakers_fts",
        "JOIN speakers AS r ON r.nr = speakers_fts.rowid",
        "r.name r.role r.organisation",
    ),
}  # fmt: skip
"""For each kind of hit: what is told of it, the index, the way from the index to the record, its indexed texts."""


RANKED: Final = 1_000
"""Hits of a kind up to which the best can come first: of more, weighing them takes longer than a key may."""


def search(db: Database, text: str, limit: int, best: bool = False) -> list[Hit]:
    """At most `limit` hits of each kind for the words of `text`; none for an empty text.

    The newest come first; with `best` the best do, in kinds that have no more than `RANKED` hits.
    """
    words = match(text)
    if not words:
        return []
    hits: list[Hit] = []
    with db.snapshot():
        for kind in _QUERIES:
            ranked = best and _few(db, kind, words)
            for id_, code, title, incident, found, long in db.all(_sql(kind, ranked), words, limit):
                snippet = found if long is None else _cut(long, text)
                told = _told(title) if kind in ("claim", "citation") else title or ""
                hits.append(Hit(kind, id_, code, told, snippet, incident))
    return hits


def rankable(db: Database, text: str) -> bool:
    """Whether no kind has too many hits for the best to come first."""
    words = match(text)
    return not words or all(_few(db, kind, words) for kind in _QUERIES)


def _few(db: Database, kind: str, words: str) -> bool:
    index = _QUERIES[kind][1]
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {RANKED + 1})"
    return int(db.value(sql, words)) <= RANKED


def _sql(kind: str, ranked: bool = False) -> str:
    told, index, way, texts = _QUERIES[kind]
    columns = texts.split()
    length = " + ".join(f"length(coalesce({column}, ''))" for column in columns)
    heads = " || ' ' || ".join(f"coalesce(substr({column}, 1, {LOOKED}), '')" for column in columns)
    return (
        f"SELECT {told}, iif({length} > {LONG}, NULL, snippet({index}, -1, '{LIT[0]}', '{LIT[1]}', '…', 16)),"
        f" iif({length} > {LONG}, {heads}, NULL)"
        f" FROM {index} {way} WHERE {index} MATCH ? ORDER BY {'rank, ' * ranked}{index}.rowid DESC LIMIT ?"
    )


def _told(fields: str) -> str:
    """What a claim says: `one person killed`, `thousands of civilians displaced`, or its statement."""
    return figure_text(SimpleNamespace(**dict(zip(_FIELDS, json.loads(fields), strict=True))))


def _cut(text: str, words: str) -> str:
    """What stands around the first of the words in a long text, lit like a snippet; its beginning where none is."""
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that folds to two would shift all places behind it
        folded = text
    for word in words.split():
        at = folded.find(word.casefold())
        if at >= 0:
            start, stop = max(0, at - AROUND[0]), at + len(word)
            lit = f"{text[start:at]}{LIT[0]}{text[at:stop]}{LIT[1]}{text[stop : stop + AROUND[1]]}"
            return f"{'…' if start else ''}{lit}…"
    return f"{text[: sum(AROUND)]}…"


def tend(db: Database, pages: int = 32) -> None:
    """Merges a little of each index, for idle moments: a few milliseconds that a later insert does not wait."""
    with db.write() as conn:
        for _, index, *_ in _QUERIES.values():
            conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", (pages,)).close()
