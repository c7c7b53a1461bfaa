"""Who says something in Ukrainian or Russian."""

from __future__ import annotations

from typing import Final

from factdesk.intake import speech
from factdesk.intake.sayings import Saying
from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page

_LONGEST: Final = 14
_SLAVIC_ENDS: Final = frozenset([",", ".", ";", "—", "–", ":"])
_ABOUT_IT: Final = frozenset([("про", "це"), ("про", "те"), ("об", "этом"), ("о", "чем")])


def slavic(page: Page, sentence: Sentence, at: int) -> Saying | None:
    """Who says something in Ukrainian or Russian at token `at`, or None."""
    low = page.low
    if made := _according(low, sentence, at):
        return made
    force = speech.slavic_verb(low[at])
    if force is None:
        return None
    after = at + 1
    while after < sentence.after and low[after] not in (",", ".", ";", ":", "—", "–", "що", "что", "о", "про"):
        after += 1
    begin = at
    while begin > sentence.first and low[begin - 1] not in _SLAVIC_ENDS and at - begin < _LONGEST:
        begin -= 1
    if begin < at and page.capital(begin) and not (at + 1 < after and page.capital(at + 1)):
        named = not any(i in page.values for i in range(begin, at)) and low[begin] not in (
            "раніше",
            "ранее",
            "як",
            "как",
        )
        if named and low[begin] not in ("в", "у", "на", "про", "об", "о"):
            return Saying(begin, at, None, at, force, True)
    first = at + 1
    while first < after and low[first] in ("в", "у", "во", "на", "про", "об"):
        first += 1
    if first < after and after - first < 10 and not any(i in page.values for i in range(first, after)):
        about = tuple(low[max(0, at - 2) : at]) in _ABOUT_IT
        return Saying(first, after, None, at, force, at - sentence.first < 2, signs=about)
    first = at
    while first > sentence.first and low[first - 1] not in (",", ".", ";", "—", "–", ":") and at - first < _LONGEST:
        first -= 1
    while first < at and low[first] in ("в", "у", "во", "на"):
        first += 1
    return Saying(first, at, None, at, force, True) if first < at else None


def _according(low: list[str], sentence: Sentence, at: int) -> Saying | None:
    """`за словами …`, `по данным …`, `со ссылкой на …`."""
    if tuple(low[at : at + 3]) in speech.SLAVIC_CITING:
        after = at + 3
        while after < sentence.after and low[after] not in (",", ".", ";", ":", "—", "–", "("):
            after += 1
        return Saying(at + 3, after, None, at, "said", False, cites=True) if after > at + 3 else None
    if tuple(low[at : at + 2]) in speech.SLAVIC_ACCORDING:
        after = at + 2
        while after < sentence.after and low[after] not in (",", ".", ";", ":", "—", "–", "-"):
            after += 1
        return Saying(at + 2, after, None, at, "said", at - sentence.first < 2) if after > at + 2 else None
    return None
