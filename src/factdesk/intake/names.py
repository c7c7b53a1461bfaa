"""Splits a speaker's words into name, role and organisation, and finds again whom `he` or `the ministry` means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from factdesk.intake.speech import BODIES, PLURAL_BODIES, ROLES
from factdesk.intake.tokens import Page

_PRONOUNS: Final = {"he": "person", "she": "person", "it": "body", "they": "plural", "він": "person", "вона": "person",
                    "он": "person", "она": "person", "вони": "plural", "они": "plural"}  # fmt: skip
_LEADING: Final = frozenset(["the", "a", "an", "but", "and", "also", "meanwhile", "however", "earlier", "then"])
_FAR: Final = 40
"""Speakers that are remembered for a short name or a pronoun."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as the text names it: `kind` is person, plural or body."""

    name: str
    role: str | None
    organisation: str | None
    words: str
    kind: str


def pronoun(page: Page, first: int, after: int) -> bool:
    """Whether the words are a pronoun alone."""
    return after - first == 1 and page.low[first] in _PRONOUNS


def voice(page: Page, first: int, after: int, aside: tuple[int, int] | None, known: list[Voice]) -> Voice | None:
    """Who speaks in tokens `first`..`after`, with the apposition `aside`; None for a pronoun without a name."""
    words = page.said(first, after if aside is None else aside[1])
    if pronoun(page, first, after):
        want = _PRONOUNS[page.low[first]]
        for other in reversed(known[-_FAR:]):
            if other.kind == want or (want == "plural" and other.kind == "body"):
                return other
        return None
    while after - first > 1 and page.low[first] in _LEADING:
        first += 1
    again = _again(page, first, after, known)
    if again is not None and aside is None:
        return again
    made = _split(page, first, after, words)
    if aside is not None and not page.capital(after - 1):
        named = _split(page, *aside, words)
        role = ", ".join(part for part in (page.said(first, after), named.role) if part)
        return Voice(named.name, role, _organisation(page, first, after), words, "person")
    if aside is not None:
        role = page.said(*aside)
        made = Voice(made.name, role, made.organisation or _organisation(page, *aside), words, "person")
    return made


@lru_cache(maxsize=4096)
def _folded(words: str) -> tuple[str, ...]:
    return tuple(words.casefold().split())


def _again(page: Page, first: int, after: int, known: list[Voice]) -> Voice | None:
    """A speaker named before: by a family name, or by `the ministry`, `the mayor`."""
    last = page.low[after - 1]
    if last in PLURAL_BODIES or after - first > 2:
        return None
    small = not page.capital(first)
    for other in reversed(known[-_FAR:]):
        if not small and other.kind == "person" and _folded(other.name)[-1:] == (last,):
            return other
        if small and (last in _folded(other.words) or (other.role is not None and last in _folded(other.role))):
            return other
    return None


def _split(page: Page, first: int, after: int, words: str) -> Voice:
    low = page.low
    role_at = max((i for i in range(first, after) if low[i].rstrip(".") in ROLES or low[i] in ROLES), default=-1)
    begin = role_at + 1
    while begin < after and low[begin] == ".":
        begin += 1
    if role_at >= 0 and begin < after and not page.capital(begin):
        run = after
        while run > begin and page.capital(run - 1):
            run -= 1
        if after - run >= 2:
            begin = role_at = max(run, after - 2)
            role_at -= 1
    capitals = begin < after and all(page.capital(i) or low[i] in ("al", "de", "von", "van", "'", "-", "bin", "el")
                                     for i in range(begin, after))  # fmt: skip
    if role_at >= 0 and capitals and low[after - 1] not in BODIES:
        return Voice(page.said(begin, after), page.said(first, role_at + 1), _organisation(page, first, begin), words,
                     "person")  # fmt: skip
    if low[after - 1].endswith("'s"):
        return Voice(page.said(first, after)[:-2], None, None, words, "body")
    named = sum(page.capital(i) for i in range(first, after))
    body = any(low[i] in BODIES or low[i].endswith("'s") for i in range(first, after))
    if named == after - first >= 2 and not body:
        return Voice(page.said(first, after), None, None, words, "person")
    kind = (
        "plural"
        if low[after - 1] in PLURAL_BODIES or any(low[i] in PLURAL_BODIES for i in range(first, after))
        else "body"
    )
    if role_at >= 0 and kind == "body":
        kind = "person"
    return Voice(page.said(first, after), None, None, words, kind)


def _organisation(page: Page, first: int, after: int) -> str | None:
    """`spokesman for the army` → the army; `Ukraine's ombudsman` → Ukraine."""
    for at in range(first, after):
        word = page.low[at]
        if word in ("of", "for", "at", "with") and at + 1 < after:
            begin = at + 2 if page.low[at + 1] == "the" and at + 2 < after else at + 1
            return page.said(begin, after)
        if word.endswith("'s") and at + 1 < after:
            return page.said(at, at + 1)[:-2]
    return None
