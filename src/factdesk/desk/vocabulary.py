"""The words that count: what every desk knows of them, what this newsroom adds, and who speaks after whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdesk.desk.open import Desk
from factdesk.model.errors import BadInput, Incoherent
from factdesk.model.standing.nesting import BASIC
from factdesk.model.terms import Succession, Term, term_id
from factdesk.model.views import Action
from factdesk.store import lookup, rules, tables, terms
from factdesk.store.changes import PREFIX, Change
from factdesk.store.ledger import new_id

Word = tuple[str, str, tuple[str, ...]]
"""A relation (see `model.terms.RELATIONS`), a word, and the other words."""


@dataclass(frozen=True, slots=True)
class Successor:
    """Who speaks after whom: ids, and names for reading."""

    id: str
    speaker: str
    after: str
    speaker_name: str
    after_name: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`basic` is what every desk has, `own` what this one adds, `successors` who speaks after whom."""

    basic: tuple[Word, ...]
    own: tuple[Term, ...]
    successors: tuple[Successor, ...]


def vocabulary(desk: Desk) -> Vocabulary:
    """All that the rules of standing know of words and successors on this desk."""
    with desk.db.snapshot():
        own = terms.terms(desk.db.conn)
        rows = terms.successors(desk.db)
    return Vocabulary(tuple(_basic()), tuple(own), tuple(Successor(*row) for row in rows))


def say(
    desk: Desk, words: Sequence[Word] = (), successors: Sequence[tuple[str, str]] = (), note: str | None = None
) -> Action:
    """Adds words and successions as one action and one undo; every incident's standing is told anew with them.

    `successors` are pairs of speakers, by name or id: the first speaks after the second. Raises BadInput, NotFound,
    or Incoherent where something contradicts what is said already; then nothing is stored.
    """
    if not words and not successors:
        raise BadInput("nothing is said", todo="name a word and its relation, see: factdesk vocabulary --help")
    many = len(words) + len(successors)
    with desk.change(f"say {many} things of the vocabulary" if many > 1 else "") as change:
        for relation, word, others in words:
            _add_word(change, relation, word, others)
        for speaker, after in successors:
            _add_successor(change, speaker, after, note)
        return change.result()


def _add_word(change: Change, relation: str, word: str, others: Sequence[str]) -> None:
    clean = tuple(" ".join(part.split()) for part in others)
    term = Term(id=term_id(relation, word, clean), relation=relation, word=" ".join(word.split()), others=clean)
    if tables.fetch(change.conn, "term", term.id) is not None:
        raise Incoherent("this is said already", where=term.word, todo="see: factdesk vocabulary")
    rules.fits(change.conn, term)
    change.label = change.label or f"say that {in_words(relation, term.word, clean)}"
    change.add(term)


def _add_successor(change: Change, speaker: str, after: str, note: str | None) -> None:
    later = lookup.record(change.conn, speaker, "speaker")
    earlier = lookup.record(change.conn, after, "speaker")
    found = Succession(id=new_id(PREFIX["succession"]), speaker=later.id, after=earlier.id, note=note)
    rules.fits(change.conn, found)
    change.label = change.label or f"say that {getattr(later, 'name', '')} speaks after {getattr(earlier, 'name', '')}"
    change.add(found)


def in_words(relation: str, word: str, others: Sequence[str]) -> str:
    """What is said of a word, as a person would: `rescuers are inside civilians`."""
    listed = " and ".join(others)
    return {
        "inside": f"{word} are inside {listed}", "same": f"{word} are the same as {listed}",
        "apart": f"{word} are apart from {listed}", "whole": f"{word} are {' + '.join(others)}",
        "measure-inside": f"whoever is {word} is {listed}", "grows": f"a number of {word} never falls",
        "rises": f"a number of {word} is told upwards",
    }[relation]  # fmt: skip


def _basic() -> Iterator[Word]:
    """The words of every desk in the same form as its own."""
    for relation, pairs in (("inside", BASIC.inside), ("apart", BASIC.apart), ("same", BASIC.same),
                            ("measure-inside", BASIC.measures)):  # fmt: skip
        for word, other in sorted(pairs):
            yield relation, word, (other,)
    for word, *parts in sorted(BASIC.whole):
        yield "whole", word, tuple(parts)
    for relation, measures in (("grows", BASIC.growing), ("rises", BASIC.tallied)):
        for word in sorted(measures):
            yield relation, word, ()
