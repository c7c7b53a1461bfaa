"""Finds the words for who speaks, right before a verb of saying or at the head of its sentence."""

from __future__ import annotations

from typing import Final

from factdesk.intake import speech
from factdesk.intake.dates import WEEKDAYS
from factdesk.intake.measures import WORDS
from factdesk.intake.numbers import STARTS
from factdesk.intake.sayings import Saying, leads
from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page

QUOTES: Final = frozenset('“”"«»„‟')
_PUTS: Final = frozenset(["put", "puts"])
LONGEST: Final = 14
"""Words that the name and role of a speaker may have."""

STOP: Final = frozenset(
    [
        ",",
        ";",
        ":",
        "(",
        ")",
        "—",
        "–",
        "that",
        "while",
        "when",
        "because",
        "where",
        "as",
        "but",
        "although",
        "though",
        "after",
        "before",
        "if",
        "which",
        "who",
        "until",
        "!",
        "?",
    ]
)
"""Words and signs that end a speaker's words to the left."""


def opening_name(page: Page, sentence: Sentence) -> int:
    """The token behind the name with which a sentence begins: `Human Rights Watch interviewed 38 … and found that`."""
    after = sentence.first
    while after < sentence.after and (page.capital(after) or page.low[after] in ("of", "for", "the")):
        after += 1
    named = sum(page.capital(i) for i in range(sentence.first, after))
    body = not speech.BODIES.isdisjoint(page.low[sentence.first : after])
    return after if named >= 2 or (named and body) else 0


def plain(
    page: Page, sentence: Sentence, at: int, after: int, aside: tuple[int, int] | None, force: str
) -> Saying | None:
    """The speaker right before token `after`."""
    low = page.low
    first = after
    while first > sentence.first and after - first < LONGEST:
        word = low[first - 1]
        if (
            word in STOP
            or word in QUOTES
            or (word in (".", "…") and low[first - 2] not in ("gen", "lt", "col", "mr", "dr"))
        ):
            break
        if first - 1 in page.values and ":" in word:
            break
        if word == "and" and not _joined_bodies(low, first, after):
            break
        if word in speech.VERBS and word not in ("report", "claim", "reports", "records") and first < after:
            break
        first -= 1
    first, after = _before_relative(page, sentence, first, after)
    first = _without_opening(page, first, after)
    if first >= after or not _speaks(page, first, after, low[at]):
        return None
    return Saying(first, after, aside, at, force, leads(page, sentence, first, at))


def _before_relative(page: Page, sentence: Sentence, first: int, after: int) -> tuple[int, int]:
    """`the group which first reported the deaths said`: the speaker stands before the relative clause."""
    low = page.low
    for at in range(first - 1, max(sentence.first, first - 5), -1):
        if low[at] in ("who", "which") and low[at - 1] != "," and low[at - 1][0].isalpha():
            begin = at
            while (
                begin > sentence.first and at - begin < 8 and low[begin - 1] not in STOP and low[begin - 1][0].isalpha()
            ):
                begin -= 1
            return (begin, at) if not speech.BODIES.isdisjoint(low[begin:at]) else (first, after)
        if low[at] in STOP or not low[at][0].isalpha():
            break
    return first, after


def _joined_bodies(low: list[str], first: int, after: int) -> bool:
    return not speech.BODIES.isdisjoint(low[max(0, first - 4) : first - 1]) and not speech.BODIES.isdisjoint(
        low[first:after]
    )


def _without_opening(page: Page, first: int, after: int) -> int:
    """Steps over `On Friday the …`, `In Gaza the …`, `But …`."""
    low = page.low
    if low[first] in ("but", "and", "meanwhile", "however", "earlier", "later"):
        return first + 1
    for place in range(first, min(after - 1, first + 4)):
        if low[place] in ("later", "earlier"):
            return place + 1  # `An hour later the ministry …`
    if low[first] in ("in", "on", "at", "by", "overnight"):
        for place in range(first + 1, after):
            if low[place] in ("the", "a") and place - first > 1:
                return place
            if low[place] in WEEKDAYS and place + 1 < after:
                return place + 1
        return after
    return first


def _acronym(page: Page, at: int) -> bool:
    word = page.raw[page.starts[at] : page.ends[at]]
    return len(word) > 1 and word.isupper()


def _speaks(page: Page, first: int, after: int, verb: str) -> bool:
    low = page.low
    if all(word in ("a", "an", "the") for word in low[first:after]):
        return False
    if any(i in page.values for i in range(first, after)) or low[after - 1] in ("of", "in", "for", "with", "the", "to"):
        return False
    sense = WORDS.get(low[after - 1])
    if sense is not None and sense.measure in ("killed", "injured", "casualties"):
        return False  # `fatalities confirmed`
    if low[first] in STARTS - {"a", "an"}:
        return after - first <= 4 and low[after - 1] in speech.PLURAL_BODIES
    if after - first == 1 and low[first] in ("he", "she", "it", "they", "we", "i", "both"):
        return low[first] not in ("i", "we") or verb != "put"
    if not speech.BODIES.isdisjoint(low[first:after]):
        return True
    if verb in speech.NEEDS_THAT:
        named = any(page.capital(i) for i in range(max(first, 1), after)) or _acronym(page, first)
        put = verb in _PUTS and low[first] == "the" and page.low[after - 1].isalpha()
        return (named or put) and after - first <= 6
    if low[after - 1] in ("this", "that", "which", "attack", "strike", "blast", "fire", "people", "those"):
        return False
    return any(page.capital(i) for i in range(first, after)) or after - first <= 3
