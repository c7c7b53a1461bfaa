"""Gives every sentence, figure and quotation its speaker: from its own words, its quotation, or the line before."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Final

from factdesk.intake.attribution import sayings
from factdesk.intake.drafts import Draft
from factdesk.intake.names import Voice, pronoun, voice
from factdesk.intake.quotes import Quote
from factdesk.intake.sayings import Saying
from factdesk.intake.sentences import Sentence
from factdesk.intake.speech import ROLES
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

NAMED: Final = 200
"""Speakers whose given name is looked for further before: it keeps the work linear."""

LINE: Final = 16
"""Words and signs that a line of a list may have."""

_NEW_TOPIC: Final = words("""
    but meanwhile separately elsewhere however although despite earlier later while since in on at for by last
    previous videos footage images witnesses police officers investigators prosecutors medics doctors rescuers
    firefighters residents
    """)
"""Openings with which a sentence leaves the speaker of the one before it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A saying with its speaker resolved: `voice` is a place in the list of speakers, None where unknown."""

    saying: Saying
    voice: int | None
    words: str


@dataclass(slots=True)
class Speakers:
    """All speakers of a text, what each sentence attributes, and who speaks in each quotation."""

    voices: list[Voice] = field(default_factory=list)
    by_sentence: dict[int, list[Said]] = field(default_factory=dict)
    by_quote: dict[int, Said | None] = field(default_factory=dict)
    carried: dict[int, Said] = field(default_factory=dict)
    families: dict[str, Voice] = field(default_factory=dict)

    def voice_of(self, said: Said | None) -> Voice | None:
        """The speaker behind a saying."""
        return self.voices[said.voice] if said is not None and said.voice is not None else None


def listen(page: Page, found: list[Sentence], quotations: list[Quote]) -> Speakers:
    """Who speaks where, in one pass over the sentences."""
    speakers = Speakers()
    starts = [quote.first for quote in quotations]
    carried: Said | None = None
    paragraph, listed = -1, False
    for sentence in found:
        _mentioned(page, sentence, speakers)
        here = [_resolve(page, saying, speakers) for saying in sayings(page, sentence)
                if not _within(saying, starts, quotations)]  # fmt: skip
        if here:
            speakers.by_sentence[sentence.nr] = here
            if here[0].saying.signs:
                _sign(page, found, sentence, here[0], speakers)
        listed = listed and _line(page, sentence)
        moved = sentence.paragraph != paragraph and not listed
        if moved or page.low[sentence.first] in _NEW_TOPIC or _clock(page, sentence.first):
            carried = None
        paragraph = sentence.paragraph
        if not here and carried is not None:
            speakers.carried[sentence.nr] = carried
        carried = here[-1] if here else carried
        listed = listed or page.low[sentence.after - 1] == ":"
    _quoted(found, quotations, speakers)
    return speakers


def _line(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence is a line of a list, which its heading speaks for: short, and without a point."""
    return sentence.after - sentence.first <= LINE and page.low[sentence.after - 1] not in (".", "!", "?")


def _sign(page: Page, found: list[Sentence], last: Sentence, said: Said, speakers: Speakers) -> None:
    """`Source: …` names who speaks in the sentences before it, up to one that names its own speaker."""
    for nr in range(last.nr - 1, -1, -1):
        if nr in speakers.by_sentence or (found[nr].paragraph < last.paragraph - 1 and not _line(page, found[nr])):
            return
        speakers.carried[nr] = said


def _clock(page: Page, at: int) -> bool:
    """Whether an entry of a live page begins here: `09:41 …`."""
    return at in page.values and ":" in page.low[at]


def _mentioned(page: Page, sentence: Sentence, speakers: Speakers) -> None:
    """A known person at the head of a sentence is whom `he` or `she` means from there on."""
    for at in range(sentence.first, min(sentence.after, sentence.first + 3)):
        known = speakers.families.get(page.low[at]) if page.capital(at) else None
        if known is not None:
            if speakers.voices[-1] is not known:
                speakers.voices.append(known)
            return


def _whole_name(page: Page, name: str, before: int) -> str:
    """The name with the given name with which the text first named the person, further before."""
    word = name.casefold()
    try:
        at = page.low.index(word, 0, before)
    except ValueError:
        return name
    given = page.low[at - 1] if at else ""
    if not given.isalpha() or not page.capital(at - 1) or given in ROLES or page.ends[at - 1] + 1 != page.starts[at]:
        return name
    return page.said(at - 1, at + 1)


def _within(saying: Saying, starts: list[int], quotations: list[Quote]) -> bool:
    place = bisect_right(starts, saying.verb) - 1
    return place >= 0 and saying.verb < quotations[place].after


def _resolve(page: Page, saying: Saying, speakers: Speakers) -> Said:
    if saying.first < 0:
        last = len(speakers.voices) - 1
        return Said(saying, last if last >= 0 else None, "")
    made = voice(page, saying.first, saying.after, saying.aside, speakers.voices[-40:])
    words = page.said(saying.first, saying.after if saying.aside is None else saying.aside[1])
    if made is None:
        return Said(saying, None, words)
    for place in range(len(speakers.voices) - 1, max(-1, len(speakers.voices) - 41), -1):
        if speakers.voices[place].name == made.name:
            if place != len(speakers.voices) - 1 or pronoun(page, saying.first, saying.after):
                speakers.voices.append(speakers.voices[place])
            return Said(saying, len(speakers.voices) - 1, words)
    if made.kind == "person" and " " not in made.name and len(speakers.voices) < NAMED:
        made = replace(made, name=_whole_name(page, made.name, saying.first))
    speakers.voices.append(made)
    if made.kind == "person":
        speakers.families[made.name.casefold().split()[-1]] = made
    return Said(saying, len(speakers.voices) - 1, words)


def _quoted(found: list[Sentence], quotations: list[Quote], speakers: Speakers) -> None:
    """The speaker of each quotation: named in the sentence where it ends or begins, else in the one after or before."""
    firsts = [sentence.first for sentence in found]
    last: Said | None = None
    last_paragraph = -1
    for nr, quote in enumerate(quotations):
        begins = found[bisect_right(firsts, quote.first) - 1]
        ends = found[bisect_right(firsts, quote.after - 1) - 1]
        options = [*speakers.by_sentence.get(ends.nr, ()), *speakers.by_sentence.get(begins.nr, ())]
        if not options and begins.paragraph == last_paragraph:
            options = [last] if last is not None else []
        if not options:
            near = [n for n in (begins.nr - 1, ends.nr + 1) if 0 <= n < len(found) and
                    found[n].paragraph == begins.paragraph]  # fmt: skip
            options = [said for n in near for said in speakers.by_sentence.get(n, ())]
        chosen = min(options, key=lambda s: abs(s.saying.verb - quote.after)) if options else None
        speakers.by_quote[nr] = chosen
        last, last_paragraph = chosen, ends.paragraph


def speaker_of(item: Draft, speakers: Speakers, starts: list[int], quotations: list[Quote]) -> Said | None:
    """Who states a figure; None where it is the text's own voice."""
    place = bisect_right(starts, item.first) - 1
    if place >= 0 and item.first < quotations[place].after and item.sentence.nr not in speakers.by_sentence:
        return speakers.by_quote.get(place)
    here = speakers.by_sentence.get(item.sentence.nr)
    if not here:
        return speakers.carried.get(item.sentence.nr)
    cited = next((said for said in here if said.saying.cites), None)
    if cited is not None:
        return cited
    leading = [said for said in here if said.saying.leads and said.saying.verb < item.after]
    trailing = [said for said in here if not said.saying.leads and said.saying.verb >= item.first]
    if leading:
        return leading[-1]
    if trailing:
        return trailing[0]
    return next((said for said in here if not said.saying.leads), None)
