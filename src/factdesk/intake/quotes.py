"""Finds direct quotations, also those that run over sentences; an unclosed one ends with its paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page

_OPEN: Final = {"“": "”", "«": "»", "„": "“”"}
SHORTEST: Final = 5
"""Words and signs that a quotation has at least; less is a phrase inside somebody's sentence."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens `first`..`after` between the quotation marks."""

    first: int
    after: int


def quotes(page: Page, found: list[Sentence]) -> list[Quote]:
    """The outermost quotations of the text, in order and in one pass."""
    result: list[Quote] = []
    start, close, depth = -1, "", 0
    paragraph = 0
    for sentence in found:
        if sentence.paragraph != paragraph and start >= 0:
            result.append(Quote(start, sentence.first))
            start, depth = -1, 0
        paragraph = sentence.paragraph
        for at in range(sentence.first, sentence.after):
            word = page.low[at]
            if start >= 0:
                if word in close:
                    depth -= 1
                    if depth == 0:
                        result.append(Quote(start, at))
                        start = -1
                elif word in _OPEN and _OPEN[word] == close:
                    depth += 1
            elif word in _OPEN:
                start, close, depth = at + 1, _OPEN[word], 1
            elif word == '"':
                start, close, depth = at + 1, '"', 1
    if start >= 0 and found:
        result.append(Quote(start, found[-1].after))
    return [quote for quote in result if quote.after > quote.first]
