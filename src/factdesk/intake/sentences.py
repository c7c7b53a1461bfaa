"""Finds where sentences and paragraphs end, with the abbreviations and line breaks of news and posts in mind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factdesk.intake.tokens import Page
from factdesk.intake.words import words

ABBREVIATIONS: Final = words(
    "mr mrs ms dr prof gen lt col sgt capt maj cpl adm st rep sen gov pres no nos vs inc co jan feb mar apr jun jul "
    "aug sept sep oct nov dec approx est cf incl u.s u.k u.n a.m p.m e.g i.e тис тыс чол чел обл м р г ул вул см ім "
    "о д буд pvt cmdr brig"
)
"""Words whose point does not end a sentence."""

_END: Final = frozenset(".!?…。؟।")
_CLOSING: Final = frozenset("\"”’»)]'")
_MAYBE: Final = _END | _CLOSING
"""Last characters of a token behind which a sentence may end."""
_OPENING: Final = frozenset('"“‘«„([')
_BULLETS: Final = frozenset("•-–—*▪●◦‣➡🔴❗⚠▶►✅·")
WIDE: Final = 50
"""A line of at least this many characters that ends without a stop may go on in the next one (wrapped mail)."""


@dataclass(slots=True, eq=False)
class Sentence:
    """Tokens `first`..`after` (not included), the paragraph's number, and its own number."""

    first: int
    after: int
    paragraph: int
    nr: int


def sentences(page: Page) -> list[Sentence]:
    """The sentences of a page, in order; every token is in exactly one."""
    found: list[Sentence] = []
    first, paragraph = 0, 0
    line = 0
    total = len(page.low)
    raw, low, starts, ends = page.raw, page.low, page.starts, page.ends
    for at in range(1, total):
        gap_from, gap_to = ends[at - 1], starts[at]
        if gap_from == gap_to and low[at - 1] not in _END:
            continue
        breaks = raw.count("\n", gap_from, gap_to) if gap_to > gap_from else 0
        if breaks:
            if breaks == 1 and not _line_ends(page, at, line):
                line = at
                continue
            line = at
            found.append(Sentence(first, at, paragraph, len(found)))
            first = at
            paragraph += breaks > 1 or low[at] not in _BULLETS
        elif gap_to > gap_from and low[at - 1][-1] in _MAYBE and _ends(page, at):
            found.append(Sentence(first, at, paragraph, len(found)))
            first = at
    if total > first:
        found.append(Sentence(first, total, paragraph, len(found)))
    return found


def _line_ends(page: Page, at: int, line: int) -> bool:
    """Whether the single line break before token `at` ends a sentence; else the line was only wrapped."""
    last = page.low[at - 1]
    if last in _END or last in _CLOSING or last == ":" or page.low[at] in _BULLETS:
        return True
    if not page.raw[page.starts[at]].isalnum() and page.low[at] not in _OPENING:
        return True
    if page.low[line] in _BULLETS and page.capital(at):
        return True
    if page.low[at + 1 : at + 2] == [":"] and page.capital(at):
        return True  # `Source: …` begins a line of its own
    return page.ends[at - 1] - page.starts[line] < WIDE


def _ends(page: Page, at: int) -> bool:
    """Whether a sentence ends before token `at`, which follows a blank."""
    back = at - 1
    while back > 0 and page.low[back] in _CLOSING:
        back -= 1
        if at - back > 3:
            return False
    mark = page.low[back]
    if mark in _END:
        before = page.low[back - 1] if back else ""
        glued = back > 0 and page.ends[back - 1] == page.starts[back]
        single = len(before) == 1 and before.isalpha() and not (before.isascii() and _small(page, back - 1))
        if mark == "." and glued and (before in ABBREVIATIONS or single):
            return False
    elif not (len(mark) > 2 and mark.endswith(".") and _opens(page, at)):
        return False
    first = page.raw[page.starts[at]]
    return not first.islower()


def _small(page: Page, at: int) -> bool:
    """Whether a single letter is a unit's (`5 m.`), not a name's (`J. Smith`)."""
    return page.raw[page.starts[at]].islower() and at - 1 in page.values


def _opens(page: Page, at: int) -> bool:
    """Whether a sentence can begin here though the word before is an abbreviation: `… in the U.S. The …`."""
    return page.low[at] in {
        "the",
        "it",
        "he",
        "she",
        "they",
        "a",
        "an",
        "in",
        "on",
        "at",
        "this",
        "there",
        "but",
        "and",
    }
