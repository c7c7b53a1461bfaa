"""One person in a headline that leaves the article out: `Soldier killed in Donbas`, `Shelling kills civilian`."""

from __future__ import annotations

from typing import Final

from factdesk.intake import measures
from factdesk.intake.counted import Noun
from factdesk.intake.nouns import GROUPS, PEOPLE, plural
from factdesk.intake.numbers import Quantity
from factdesk.intake.pieces import Chunk
from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page
from factdesk.intake.words import words
from factdesk.model.figures import Figure

LONGEST: Final = 30
"""Words and signs of a headline or a line of a list."""

_NO_ONE: Final = words("aid local national male female victim others elderly general guard minister wounded survivor")
ONE: Final = frozenset(
    w for w in PEOPLE - GROUPS - _NO_ONE if plural(w) != w and (plural(w) in PEOPLE or w[-3:] == "man")
)
"""Singular words for one person."""

_ARTICLES: Final = words(
    "a an the this that his her their its one another each every no any of as s 's by for with and"
)
_DONE: Final = frozenset(["killed", "injured", "abducted", "detained"])


def headline(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence is a headline or a line of a list: short, without a point at its end."""
    last = page.low[sentence.after - 1]
    return sentence.after - sentence.first <= LONGEST and last[-1] not in '.!?:”"…'


def person(page: Page, at: int, sentence: Sentence) -> Chunk | None:
    """The one person named at token `at`, where a word of harm stands right beside; None for none."""
    low = page.low
    before = low[at - 1] if at > sentence.first else ""
    begin = at
    while begin > sentence.first and at - begin < 3 and low[begin - 1][0].isalpha() and _describes(low[begin - 1]):
        begin -= 1
    if begin > sentence.first and (low[begin - 1] in _ARTICLES - {"and", "by"} or begin - 1 in page.values):
        return None
    if not (_harmed(low, at + 1, sentence.after) or _harms(low[begin - 1] if begin > sentence.first else "")):
        return None
    if before in _ARTICLES - {"and"}:
        return None
    figure = Figure(1, None, "vague", None, page.said(at, at + 1))
    told = " ".join([*low[max(begin, at - 1) : at], plural(low[at])])
    return Chunk("num", at, at + 1, Quantity(at, at, at + 1, figure, article=True), Noun("people", told, at + 1, at=at))


def _describes(word: str) -> bool:
    """Whether a word can stand before the person: no verb, article or preposition."""
    known = measures.WORDS.get(word)
    return known is None and word not in _ARTICLES and word not in _VERBS


_VERBS: Final = words("""
    says say said in on at from to into after before near over under as while when amid during reports report despite
    is was are were has have had and or but
    """)


def _harmed(low: list[str], at: int, end: int) -> bool:
    """`killed`, `shot dead`, `dies`, `and civilian killed` behind the person."""
    if at + 1 < end and low[at] in ("and", ",", "&"):
        ahead = next((i for i in range(at + 1, min(end - 1, at + 4)) if low[i] in ONE), 0)
        return bool(ahead) and _harmed(low, ahead + 1, end)
    if at >= end:
        return False
    known = measures.WORDS.get(low[at])
    shot = low[at] == "shot" and low[at + 1 : at + 2] == ["dead"]
    return shot or (
        known is not None and known.measure in _DONE and known.form in ("part", "intr") and not known.things
    )


def _harms(word: str) -> bool:
    """`kills`, `injures` right before the person."""
    known = measures.WORDS.get(word)
    return known is not None and known.form == "act" and known.measure in ("killed", "injured", "abducted")
