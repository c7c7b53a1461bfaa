"""Reads the desk's own vocabulary as the rules of standing use it, and holds a new word against it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from factdesk.model.errors import Incoherent
from factdesk.model.terms import Succession, Term, folded
from factdesk.store import tables
from factdesk.store.connection import Database

if TYPE_CHECKING:
    from factdesk.model.standing.nesting import Nesting


def terms(conn: sqlite3.Connection) -> list[Term]:
    """All that the desk says of words, in the order in which it was said."""
    rows = conn.execute(f"SELECT {', '.join(Term.columns())} FROM terms ORDER BY nr").fetchall()
    found = (tables.from_row("term", row) for row in rows)
    return [one for one in found if isinstance(one, Term)]


def successions(conn: sqlite3.Connection) -> list[Succession]:
    """Who speaks after whom, in the order in which it was said."""
    rows = conn.execute(f"SELECT {', '.join(Succession.columns())} FROM successions ORDER BY nr").fetchall()
    found = (tables.from_row("succession", row) for row in rows)
    return [one for one in found if isinstance(one, Succession)]


def successors(db: Database) -> list[tuple[str, str, str, str, str, str | None]]:
    """Who speaks after whom for reading: id, speaker, earlier one, their names, note."""
    return db.all(
        "SELECT n.id, n.speaker, n.after, p.name, a.name, n.note FROM successions AS n"
        " JOIN speakers AS p ON p.id = n.speaker JOIN speakers AS a ON a.id = n.after ORDER BY n.nr"
    )


def nesting(db: Database) -> Nesting:
    """The vocabulary of this desk: the one that every desk has, and its own words."""
    from factdesk.model.standing.nesting import BASIC  # a start needs no rules

    rows = db.all("SELECT relation, word, others FROM terms ORDER BY nr")
    return as_nesting((relation, word, json.loads(others)) for relation, word, others in rows) if rows else BASIC


def as_nesting(said: Iterable[tuple[str, str, Iterable[str]]]) -> Nesting:
    """The basic vocabulary with these words on top, each a relation, a word and other words."""
    from factdesk.model.standing.nesting import BASIC, Nesting, resolved

    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for relation, word, others in said:
        found[relation].append((folded(word), *map(folded, others)))
    single = frozenset(word for (word,) in found["grows"])
    more = Nesting(
        inside=frozenset((word, other) for word, *others in found["inside"] for other in others),
        apart=frozenset((word, other) for word, *others in found["apart"] for other in others),
        whole=frozenset(found["whole"]),
        same=frozenset((word, other) for word, other in found["same"]),
        measures=frozenset((word, other) for word, other in found["measure-inside"]),
        growing=single,
        tallied=single | frozenset(word for (word,) in found["rises"]),
    )
    return resolved(BASIC.extended(more))


def term_fits(conn: sqlite3.Connection, term: Term) -> None:
    """Raises Incoherent where a word would contradict what the vocabulary says already."""
    said = [(one.relation, one.word, one.others) for one in terms(conn) if one.id != term.id]
    now = as_nesting([*said, (term.relation, term.word, term.others)])
    word, *others = (now.key(None, part)[1] for part in (term.word, *term.others))
    if term.relation in ("inside", "whole"):
        pairs = [(word, other) for other in others] if term.relation == "inside" else [(one, word) for one in others]
        for low, high in pairs:
            if low in now.parents(high):
                raise Incoherent(
                    f"“{high}” lies inside “{low}” already", where="others", todo="leave one of the two out"
                )
    for one, other in now.apart:
        both = [name for name in (one, other) if now.parents(one) & {other} or now.parents(other) & {one}]
        if both:
            raise Incoherent(
                f"“{one}” and “{other}” would be apart, and yet one inside the other", where="others",
                todo="see what is said already: factdesk vocabulary",
            )  # fmt: skip
    if term.relation == "same" and folded(term.word) in _basic_words():
        raise Incoherent(f"“{term.word}” is a word of every desk", where="word", todo="say it the other way round")


def succession_fits(conn: sqlite3.Connection, found: Succession) -> None:
    """Raises Incoherent where a speaker would, in the end, succeed themselves, or succeeds somebody already."""
    after = {one.speaker: one.after for one in successions(conn) if one.id != found.id}
    if found.speaker in after:
        raise Incoherent("this speaker succeeds somebody already", where="speaker", todo="remove that succession first")
    at: str | None = found.after
    while at is not None:
        if at == found.speaker:
            raise Incoherent("they would succeed each other", where="after", todo="choose the other order")
        at = after.get(at)


def _basic_words() -> set[str]:
    from factdesk.model.standing.nesting import BASIC

    return {word for pair in BASIC.inside for word in pair}
