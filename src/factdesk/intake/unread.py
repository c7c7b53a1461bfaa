"""Sentences with digits in a script that the rules do not read: offered as they are, never guessed."""

from __future__ import annotations

from dataclasses import dataclass

from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence, tokens `first`..`after`, and the tokens of its numbers."""

    first: int
    after: int
    numbers: tuple[int, ...]


def unread(page: Page, found: list[Sentence]) -> list[Unread]:
    """The sentences of other scripts that hold digits."""
    if page.raw.isascii():
        return []
    made: list[Unread] = []
    for sentence in found:
        numbers = tuple(at for at in range(sentence.first, sentence.after) if at in page.values)
        if numbers and _foreign(page, sentence):
            made.append(Unread(sentence.first, sentence.after, numbers))
    return made


def _foreign(page: Page, sentence: Sentence) -> bool:
    """Whether most words are neither Latin nor Cyrillic."""
    foreign = known = 0
    for word in page.low[sentence.first : sentence.after]:
        if word[0].isalpha():
            if word[0] < "\u0530":
                known += 1
            else:
                foreign += 1
    return foreign > known
