"""Cuts out of a sentence the words that are said, and the clauses beside its figures that assert something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factdesk.intake.drafts import Draft
from factdesk.intake.numbers import STARTS
from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page
from factdesk.intake.who import Said
from factdesk.intake.words import words

_HAPPENED: Final = words("""
    broke erupted caught collapsed exploded hit struck burned fired capsized sank derailed crashed spread landed fell
    detonated attacked targeted shelled ruptured flooded
    """)
_PICTURES: Final = words("video videos footage images image photos photographs pictures clips clip")
_SHOW: Final = words("showed shows show shown appeared appears appear")
_ENDS: Final = frozenset([",", "and", "while", "but", ".", "”"])
_LONGEST: Final = 16


def content(page: Page, sentence: Sentence, here: list[Said], nr: int) -> tuple[int, int]:
    """The words that are said: behind the verb up to the next speaker, or all before the speaker."""
    saying = here[nr].saying
    end = sentence.after - (page.low[sentence.after - 1] in (".", "!"))
    if saying.leads:
        later = [s.saying for s in here[nr + 1 :] if s.saying.verb > saying.verb]
        stop = min((s.first if s.first > saying.verb else s.verb for s in later), default=end)
        first = saying.verb + 1
        if saying.force not in ("denied", "accused") and page.low[first : first + 1] == ["that"]:
            first += 1
        while stop - 1 > first and page.low[stop - 1] in _ENDS:
            stop -= 1
        stop = _closed(page, first, stop, sentence.after)
        shared = nr > 0 and here[nr - 1].saying.first == saying.first
        begin = saying.verb if shared else max(sentence.first, saying.first)
        return (begin, stop) if saying.force in ("denied", "accused") else (first, stop)
    stop = max(sentence.first, saying.first if saying.first <= saying.verb else saying.verb)
    while stop - 1 > sentence.first and page.low[stop - 1] in (",", "—", "–"):
        stop -= 1
    return sentence.first, stop


def _closed(page: Page, first: int, stop: int, end: int) -> int:
    """Takes the closing mark in again where a quotation was opened inside the words."""
    words = page.low[first:stop]
    if words.count("“") <= words.count("”"):
        return stop
    return next((at + 1 for at in range(stop, min(end, stop + 3)) if page.low[at] == "”"), stop)


def plain_clause(page: Page, sentence: Sentence, figures: Sequence[Draft], said: Said) -> tuple[int, int] | None:
    """A clause without a figure at the end of what is said: `… five houses were damaged and fires broke out`."""
    low = page.low
    end = sentence.after - (low[sentence.after - 1] in (".", "!", "”"))
    begin = max((item.after for item in figures), default=sentence.first)
    if not said.saying.leads or said.saying.verb > begin:
        end = min(end, said.saying.first) if said.saying.first > begin else end
    for at in range(end - 3, begin - 1, -1):
        if low[at] == "and" and end - at <= _LONGEST:
            words = low[at + 1 : end]
            plain = not any(i in page.values for i in range(at + 1, end)) and STARTS.isdisjoint(words)
            if plain and not _HAPPENED.isdisjoint(words[1:]):
                while end > at + 1 and low[end - 1] in (",", "."):
                    end -= 1
                return at + 1, end
            return None
    return None


def shown(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence tells what videos or pictures show: `Videos shared online showed …`."""
    head = page.low[sentence.first : min(sentence.after, sentence.first + 12)]
    return not _PICTURES.isdisjoint(head[:4]) and not _SHOW.isdisjoint(head)


def general(page: Page, said: Said | None) -> bool:
    """Whether a denial answers no single claim: `continues to deny`."""
    if said is None:
        return False
    before = page.low[max(0, said.saying.verb - 3) : said.saying.verb]
    return not {"continues", "continue", "always", "repeatedly", "consistently", "routinely"}.isdisjoint(before)
