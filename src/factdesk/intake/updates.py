"""Sentences that go on about the toll before them without naming it: `It later rose to 16.`"""

from __future__ import annotations

from typing import Final

from factdesk.intake.nouns import PEOPLE
from factdesk.intake.numbers import STARTS
from factdesk.intake.sentences import Sentence
from factdesk.intake.speech import VERBS
from factdesk.intake.tokens import Page
from factdesk.intake.words import words
from factdesk.model.numerals import ALL_WORDS

_STOOD: Final = words("stood stands rose risen climbed jumped")
_LIMITING: Final = words("only just of about at least more than over around nearly some as many up to almost fewer")
_IT_IS: Final = frozenset(["it's", "that's"])


def again(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence goes on about the toll before it: `It had stood at 233 …`, `It later rose to 16.`"""
    words = page.low[sentence.first : min(sentence.after, sentence.first + 7)]
    if words[0] in _IT_IS and len(words) > 2 and (words[1] in STARTS or sentence.first + 1 in page.values):
        return not PEOPLE.isdisjoint(words[2:5]) and "who" not in words  # `It's 18 children and two adults.`
    if words[0] == "it" and not _STOOD.isdisjoint(words[:5]):
        return True
    return bool(was(page, sentence)) or answered(page, sentence)


def was(page: Page, sentence: Sentence) -> int:
    """`By morning it was 124.`, `There were 72 as of last night`: the token before the number, 0 for none."""
    low, end = page.low, sentence.after
    for at in range(sentence.first, min(end - 3, sentence.first + 6)):
        opens = low[at] == "it" or (low[at] == "there" and (at == sentence.first or low[at - 1] == ","))
        if opens and low[at + 1] in ("was", "is", "were", "are"):
            number, behind = at + 2, low[at + 3]
            plain = number in page.values and not (low[number].isdecimal() and 1900 <= page.values[number] < 2100)
            last = behind in (".", "!", ";") or low[at + 3 : at + 5] in (["as", "of"], ["so", "far"], ["by", "then"])
            return at + 1 if (plain or low[number] in ALL_WORDS) and last and page.values.get(number, 1) >= 0 else 0
    return 0


def answered(page: Page, sentence: Sentence) -> bool:
    """`The ministry acknowledges only 12.`: the number is all that is said, of what the figure before it measured."""
    last = sentence.after - 2
    if not 2 <= last - sentence.first <= 14 or page.low[last + 1] not in (".", "!"):
        return False
    if not (last in page.values or page.low[last] in STARTS):
        return False
    back = last - 1
    while back > sentence.first and page.low[back] in _LIMITING:
        back -= 1
    return page.low[back] in VERBS or page.low[back] in ("talks", "talk", "talked", "counting")
