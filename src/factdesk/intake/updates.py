"""Sentences that go on about the toll before them without naming it: `It later rose to 16.`"""

from __future__ import annotations

from typing import Final

from factdesk.intake.nouns import PEOPLE
from factdesk.intake.numbers import STARTS
from factdesk.intake.sentences import Sentence
from factdesk.intake.speech import VERBS
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

_STOOD: Final = words("stood stands rose risen climbed jumped")
_IT_IS: Final = frozenset(["it's", "that's"])


def again(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence goes on about the toll before it: `It had stood at 233 …`, `It later rose to 16.`"""
    words = page.low[sentence.first : min(sentence.after, sentence.first + 7)]
    if words[0] in _IT_IS and len(words) > 2 and (words[1] in STARTS or sentence.first + 1 in page.values):
        return not PEOPLE.isdisjoint(words[2:5]) and "who" not in words  # `It's 18 children and two adults.`
    return (words[0] == "it" and not _STOOD.isdisjoint(words[:5])) or answered(page, sentence)


def answered(page: Page, sentence: Sentence) -> bool:
    """`The ministry acknowledges only 12.`: the number is all that is said, of what the figure before it measured."""
    last = sentence.after - 2
    if last - sentence.first > 8 or last - sentence.first < 2 or page.low[last + 1] not in (".", "!"):
        return False
    back = last - 1 - (page.low[last - 1] in ("only", "just"))
    return page.low[back] in VERBS and (last in page.values or page.low[last] in STARTS)
