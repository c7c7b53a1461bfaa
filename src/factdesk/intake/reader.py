"""Reads a whole text: sentences, numbers, measures, parts, speakers, scope. The rules run one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from factdesk.intake import dates, parts, patterns, scope, topics
from factdesk.intake.binding import bind
from factdesk.intake.chunks import chunks
from factdesk.intake.drafts import Draft
from factdesk.intake.measures import PHRASES, WORDS, slavic
from factdesk.intake.nouns import PEOPLE
from factdesk.intake.places import nearest, places
from factdesk.intake.quotes import Quote, quotes
from factdesk.intake.sentences import Sentence, sentences
from factdesk.intake.statements import Statement, denies_deed, statements
from factdesk.intake.tokens import Page, page
from factdesk.intake.unread import Unread, unread
from factdesk.intake.updates import again
from factdesk.intake.who import Said, Speakers, listen, speaker_of

LONGEST: Final = 400
"""Tokens of a sentence that are read together; a longer one is read in pieces of this length."""

_TOPICS: Final = {
    "victims": "killed", "dead": "killed", "toll": "killed", "deaths": "killed", "injured": "injured",
    "wounded": "injured", "missing": "missing",
}  # fmt: skip
REACH: Final = 40
"""Words of the sentence before in which its topic is looked for."""

_TRIGGERS: Final = (
    frozenset(WORDS)
    | frozenset(PHRASES)
    | (patterns.STARTS - {"had", "with", "have", "in", "cut"} | {"condition", "accounts", "accounted"})
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: figures and statements in reading order, `unread` sentences, and who speaks."""

    page: Page
    sentences: list[Sentence]
    figures: list[Draft]
    statements: list[Statement]
    unread: list[Unread]
    speakers: Speakers
    said: dict[int, Said | None]
    place: str


Told = Callable[[int, int], None]
"""Is told how far the reading is, and of how much; it may raise to stop it."""


def _untold(done: int, total: int) -> None:
    """Nobody wants to know."""


def read(text: str, published: date | None = None, told: Told = _untold) -> Reading:
    """Everything that the rules find in a text; `published` resolves `on Friday`. Linear in the text."""
    whole = page(text)
    found = _pieces(sentences(whole))
    quotations = quotes(whole, found)
    speakers = listen(whole, found, quotations)
    published = published or dates.published_in(whole)
    figures: list[Draft] = []
    for sentence in found:
        if not sentence.nr % 64:
            told(sentence.nr, 2 * len(found))  # the other half: speakers, scopes and statements
        if _triggered(whole, sentence):
            before = _toll_before(figures) or _spoken_of(whole, found, sentence.nr)
            pieces = chunks(whole, sentence, before)
            figures.extend(parts.draft(whole, sentence, pieces, bind(whole, pieces), figures[-parts.BACK :]))
    figures = [item for item in figures if item.measure]
    main = _settle(whole, found, figures, published)
    said = _speakers(figures, speakers, quotations)
    _negate(whole, figures, said)
    told(len(found), 2 * len(found))
    made = statements(whole, found, figures, speakers, quotations)
    topics.sort(whole, found, made, main)
    _call_false(figures, made)
    return Reading(whole, found, figures, made, unread(whole, found), speakers, said, main)


def _toll_before(figures: list[Draft]) -> str:
    """The measure of the first figure in the last sentence that has any: what `it` means in `it rose to 16`."""
    if not figures:
        return ""
    last = figures[-1].sentence
    return next(item.measure for item in figures[-parts.BACK :] if item.sentence is last)


def _spoken_of(whole: Page, found: list[Sentence], nr: int) -> str:
    """What the sentence before counts without a number: `We have the names of the victims. It's 14 students.`"""
    if not nr:
        return ""
    before = found[nr - 1]
    words = whole.low[before.first : min(before.after, before.first + REACH)]
    return next((topic for word, topic in _TOPICS.items() if word in words), "")


def _pieces(found: list[Sentence]) -> list[Sentence]:
    """Cuts sentences that never end into pieces, so that the work stays linear."""
    if all(s.after - s.first <= LONGEST for s in found):
        return found
    cut: list[Sentence] = []
    for sentence in found:
        for first in range(sentence.first, sentence.after, LONGEST):
            cut.append(Sentence(first, min(sentence.after, first + LONGEST), sentence.paragraph, len(cut)))
    return cut


def _triggered(whole: Page, sentence: Sentence) -> bool:
    """Whether any word of the sentence can measure, or goes on from a figure before it."""
    words = whole.low[sentence.first : sentence.after]
    if not _TRIGGERS.isdisjoint(words) or again(whole, sentence):
        return True
    return any(word[0] > "~" and slavic(word) is not None for word in words) or _goes_on(words)


def _goes_on(words: list[str]) -> bool:
    """`Six of them were children.`, `Серед них 6 дітей.`: a part of what was read before."""
    head = words[:8]
    if len(words) <= 14 and ("were" in head or "are" in head or "was" in head) and not PEOPLE.isdisjoint(words):
        return True
    return "them" in head or "whom" in head or "those" in head or "них" in head or "including" in words


def _settle(whole: Page, found: list[Sentence], figures: list[Draft], published: date | None) -> str:
    """Place, date, scope and certainty of each figure; returns the main place of the text."""
    latest = max((v for i, v in whole.values.items() if 1900 <= v <= 2099 and whole.low[i].isdecimal()), default=0)
    known: dict[int, list[tuple[int, str]]] = {}
    totals = _under_totals(whole, found)
    told: list[dates.Told] = []
    cued = False
    opening = _first_place(whole, found)
    main, near, paragraph, main_nr = "", "", -1, -1
    for item in figures:
        nr = item.sentence.nr
        if nr not in known:
            known[nr] = places(whole, item.sentence)
            told = dates.told(whole, item.sentence, published)
            cued = scope.cued(whole, item.sentence)
        if cued:
            scope.judge(whole, item, published, latest)
        elif item.number.old:
            item.scope = "superseded"
        if item.scope == "main" and nr in totals:
            item.scope = "cumulative"
        dating = told if item.scope == "cumulative" else [d for d in told if not dates.begins(whole, d)]
        item.when, item.as_of = dates.nearest(whole, dating, item.first)
        here = nearest(known[nr], item.first)
        if not main and here and item.scope == "main":
            main, main_nr = here, nr
        if item.sentence.paragraph != paragraph:
            near, paragraph = "", item.sentence.paragraph
        moved = nr != main_nr and scope.other_place(item.sentence, whole, here, main)
        if item.scope == "main" and moved:
            item.scope = "other_event"
        item.place = here or near or main or opening
        near = item.place
    for item in figures:
        if item.part_of is not None and item.scope == "main":
            item.scope = item.part_of.scope
    return main or opening


def _under_totals(whole: Page, found: list[Sentence]) -> set[int]:
    """The lines of a list below a heading such as `Since the ceasefire (11 October):`."""
    under: set[int] = set()
    total = False
    for sentence in found:
        if whole.low[sentence.after - 1] == ":":
            words = whole.low[sentence.first : sentence.after]
            total = "since" in words or "cumulative" in words
        elif sentence.after - sentence.first > 16 or "since" in whole.low[sentence.first : sentence.after]:
            total = False
        elif total:
            under.add(sentence.nr)
    return under


def _first_place(whole: Page, found: list[Sentence]) -> str:
    for sentence in found[:3]:
        named = places(whole, sentence)
        if named:
            return named[0][1]
    return ""


def _speakers(figures: list[Draft], speakers: Speakers, quotations: list[Quote]) -> dict[int, Said | None]:
    starts = [quote.first for quote in quotations]
    said: dict[int, Said | None] = {}
    for place, item in enumerate(figures):
        found = speaker_of(item, speakers, starts, quotations)
        carried = item.sentence.nr not in speakers.by_sentence
        if found is not None and carried and item.scope in ("cumulative", "other_event"):
            found = None
        said[place] = found
        item.speaker = found.voice if found is not None else None
    return said


def _call_false(figures: list[Draft], made: list[Statement]) -> None:
    """`The reports of 200 detained are false`: the figure is named only to be rejected."""
    for denial in made:
        if denial.false:
            for item in figures:
                item.negated = item.negated or denial.first <= item.first < denial.after


def _negate(whole: Page, figures: list[Draft], said: dict[int, Said | None]) -> None:
    """A figure that its speaker denies is no figure of that speaker; `denied the strike that killed 11` denies none."""
    for place, item in enumerate(figures):
        found = said[place]
        if found is not None and found.saying.force == "denied" and denies_deed(whole, found.saying.verb, item.first):
            said[place], item.speaker = None, None
            continue
        if found is not None and found.saying.force == "denied" and found.saying.leads and item.figure.value != 0:
            item.negated = found.saying.verb < item.first
