"""One act of saying, and the forms that stand by themselves: headlines, Ukrainian and Russian."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from factdesk.intake import speech
from factdesk.intake.nouns import UNITS
from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page
from factdesk.intake.words import words
from factdesk.model.numerals import ALL_WORDS

_LABELS: Final = words("upd update breaking urgent live watch photo video exclusive important flash new killed")
SOURCES: Final = frozenset(["source", "sources", "via", "джерело", "источник"])
"""Words that name the speaker of the lines before them: `Source: regional health department`."""

_PLACES: Final = words("""
    oblast region district province county city town village street square front state republic island islands valley
    strip north south east west northern southern eastern western area airport
    """)
_LONGEST: Final = 14
_IN_NAMES: Final = frozenset(["the", "of", "for", "and", "without"])
_QUOTES: Final = frozenset('“”"«»„‟')
_OPENERS: Final = words("in on at earlier later meanwhile however by during overnight separately but and after")


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says something in a sentence: tokens of the speaker, of an apposition, and of the verb.

    `force` is said, claimed, confirmed, denied or accused. What is said lies behind the verb (`leads`) or
    before the speaker. `signs`: the sentence only tells whose the words before it are. `cites`: whom the one who
    reports quotes, as in `Reuters said, citing police`.
    """

    first: int
    after: int
    aside: tuple[int, int] | None
    verb: int
    force: str
    leads: bool
    cites: bool = False
    signs: bool = False


def headline(page: Page, sentence: Sentence) -> list[Saying]:
    """`Five killed in shelling: UN`, `… - DPR command`, `Police: two dead`."""
    low = page.low
    end = sentence.after - (low[sentence.after - 1] in (".", "!"))
    if heading := _heading(page, sentence, end):
        return [heading]
    if (
        low[sentence.first] in ("-", "–", "—")
        and end - sentence.first > 1
        and _only_speaker(page, sentence.first + 1, end)
    ):
        return [Saying(sentence.first + 1, end, None, sentence.first, "said", False, signs=True)]
    for at in range(end - 1, max(sentence.first, end - 11), -1):
        if (
            low[at] in (":", "-", "–", "—")
            and at > sentence.first
            and at + 1 < end
            and page.starts[at + 1] > page.ends[at]
        ):
            first = at + 1 + (low[at + 1] in SOURCES and at + 2 < end)
            if at - sentence.first > 2 and (_only_speaker(page, first, end) or _signed(page, at, end)):
                return [Saying(first, end, None, at, "said", False)]
            break
    if low[end - 1] == ")" and (bracket := _in_brackets(page, sentence, end - 1)):
        return [bracket]
    first = sentence.first
    while first < end and (first in page.values or not low[first][0].isalpha()):
        first += 1
    if first + 2 < end and low[first] in SOURCES and low[first + 1] in (":", "-", "–", "—"):
        end -= low[end - 1] == ")"
        return [Saying(first + 2, end, None, first + 1, "said", False, signs=True)]
    for at in range(first + 1, min(end, first + 7)):
        if (
            low[at] == ":"
            and low[first] not in _LABELS
            and (_only_speaker(page, first, at) or _quoted(page, first, at, end))
        ):
            return [Saying(first, at, None, at, "said", True)]
    return []


def _heading(page: Page, sentence: Sentence, end: int) -> Saying | None:
    """`Heavy rain (disaster authority): deaths 8 …`, `Losses so far (police):`."""
    low = page.low
    for at in range(sentence.first + 2, min(end - 1, sentence.first + 12)):
        if low[at] == ")" and low[at + 1] == ":" and (bracket := _in_brackets(page, sentence, at)):
            return replace(bracket, leads=at + 2 < end)
    if low[end - 1] == ":" and low[end - 2] == ")":
        return _in_brackets(page, sentence, end - 2)
    return None


def _in_brackets(page: Page, sentence: Sentence, closing: int) -> Saying | None:
    """`… 34 injured (health department, 30 April).`, `Losses so far (police):`: the source in brackets."""
    low = page.low
    for at in range(closing - 1, max(sentence.first, closing - 9), -1):
        if low[at] == "(":
            after = at + 1
            while after < closing and low[after] != ",":
                after += 1
            first = at + 1 + (low[at + 1] in ("via", "source", "by")) + (low[at + 2 : at + 3] == [":"])
            named = first < after and _only_speaker(page, first, after)
            return Saying(first, after, None, at, "said", False) if named else None
    return None


def _quoted(page: Page, first: int, colon: int, end: int) -> bool:
    """`Ivan Koval: “…”`: a name, a colon and a quotation."""
    names = colon - first <= 4 and all(page.capital(at) for at in range(first, colon))
    return names and colon + 1 < end and page.low[colon + 1] in _QUOTES


def _signed(page: Page, dash: int, end: int) -> bool:
    """`… 17 wounded in the region — Vadym Koval`: the name of a person behind the last dash signs the post."""
    if page.low[dash] == ":" or not 2 <= end - dash - 1 <= 3 or end - 1 in page.values:
        return False
    named = all(page.capital(at) and page.low[at][-1].isalpha() for at in range(dash + 1, end))
    return named and _PLACES.isdisjoint(page.low[dash + 1 : end])


def _only_speaker(page: Page, first: int, after: int) -> bool:
    low = page.low
    if all(word in ("a", "an", "the") for word in low[first:after]):
        return False
    if any(i in page.values for i in range(first, after)) or not page.capital(first):
        titled = low[first] in speech.ROLES and page.capital(after - 1) and after - first <= 4
        if titled and not any(i in page.values for i in range(first, after)):
            return True
        upper = page.raw[page.starts[first] : page.ends[after - 1]].isupper()
        return bool(not upper and not any(i in page.values for i in range(first, after))
                    and low[after - 1] in speech.BODIES and after - first <= 3)  # fmt: skip
    upper = page.raw[page.starts[first] : page.ends[after - 1]].isupper() and after - first == 1
    if after - first >= 3 and all(page.capital(i) or low[i] in _IN_NAMES for i in range(first, after)):
        return page.capital(after - 1)
    return upper or not speech.BODIES.isdisjoint(low[first:after]) or speech.slavic_body(low[first:after])


def leads(page: Page, sentence: Sentence, first: int, verb: int) -> bool:
    """Whether what is said follows the verb; not so in `Five people died, officials said on Friday.`"""
    low = page.low
    if first == sentence.first:
        return True
    if low[first - 1] not in (",", "—", "–") and low[first - 1] not in _QUOTES:
        return True
    before = first - 1 - sentence.first
    if (
        before < 8
        and low[sentence.first] in _OPENERS
        and not any(i in page.values for i in range(sentence.first, first))
    ):
        return True
    if before < 3:
        return True
    end = verb + 1
    if end + 1 < sentence.after and low[end] in ALL_WORDS and low[end + 1] not in UNITS:
        return True
    while end < sentence.after and low[end] not in (",", ".", ";", "—", "–", "!"):
        if low[end] == "that" or (end in page.values and low[end - 1] not in ("on", "april", "may")):
            return True
        end += 1
    return end - verb > 8
