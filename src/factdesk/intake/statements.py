"""Assertions, accusations, denials and direct quotations, and what each denial denies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from factdesk.intake.clauses import content, general, plain_clause, shown
from factdesk.intake.drafts import Draft
from factdesk.intake.quotes import SHORTEST, Quote
from factdesk.intake.sentences import Sentence
from factdesk.intake.speech import FALSE, UNTRUE
from factdesk.intake.tokens import Page
from factdesk.intake.who import Said, Speakers
from factdesk.intake.words import words

_CLAIM_WORDS: Final = words("""
    this that these those
    claim claims claimed allegation allegations accusation accusations report reports that suggestion
    suggestions version figure figures toll account accounts statement statements responsibility involvement
    charge charges it them blame assertion assertions criticism opposition narrative as death deaths number
    numbers casualties link role what
    """)
_NO_PHRASES: Final = (
    "had nothing to do",
    "no involvement",
    "was not responsible",
    "were not responsible",
    "not behind",
    "did not strike",
    "did not attack",
    "did not target",
    "did not fire",
    "did not carry",
    "does not target",
    "do not target",
    "not true",
    "was not involved",
    "were not involved",
    "no military",
    "had not been hit",
    "had not struck",
    "no evidence",
    "had not fired",
    "had not carried",
    "has never",
    "had never",
    "no role",
    "not the case",
    "no such",
    "no truth",
    "was not hit",
    "were not hit",
    "not a target",
    "not the target",
    "no soldiers",
    "no weapons",
    "no troops",
    "no ammunition",
    "did not happen",
    "not targeted",
    "not been there",
    "did not hit",
    "did not shell",
    "not taken place",
)
_STRUCK: Final = words("""
    hit struck attacked targeted shelled bombed exploded collapsed capsized sank derailed crashed erupted
    erupting fired stormed rammed
    """)
_LEARNED: Final = words(
    "that with from were have been this their which would said says after about over into during people also"
)
_ALL_COUNTS: Final = words("toll number figure figures numbers claims claim counts reports statistics tallies")
_OF_COUNTS: Final = _ALL_COUNTS | words("""
    toll number figure count report deaths death dead died killed killing casualties casualty injured wounded
    injuries fatalities losses lost missing detained arrested abducted captured one two three four five six seven
    eight nine ten dozen dozens hundreds thousands people civilians children
    """)
_DEEDS: Final = words("""
    responsibility involvement role attack attacks strike strikes shelling bombing wrongdoing link links raid
    """)
BACK: Final = 40
"""Claims before a denial among which the denied one is looked for."""


@dataclass(slots=True, eq=False)
class Statement:
    """A claim without a number: kind assertion, denial, statement (quoted) or accusation; tokens `first`..`after`."""

    kind: str
    first: int
    after: int
    said: Said | None
    denies: Statement | Draft | None = None
    false: bool = False
    scope: str = "main"
    place: str = ""


def statements(
    page: Page, found: list[Sentence], figures: list[Draft], speakers: Speakers, quotations: list[Quote]
) -> list[Statement]:
    """The statements of a text in reading order."""
    made: list[Statement] = []
    starts = [quote.first for quote in quotations]
    by_sentence: dict[int, list[Draft]] = {}
    for item in figures:
        by_sentence.setdefault(item.sentence.nr, []).append(item)
    counted = by_sentence.keys()
    for sentence in found:
        here = speakers.by_sentence.get(sentence.nr, [])
        for nr, said in enumerate(here):
            kind = _kind(page, sentence, said)
            if kind == "assertion" and sentence.nr in counted:
                clause = plain_clause(page, sentence, by_sentence.get(sentence.nr, ()), said)
                if clause is not None:
                    made.append(Statement("assertion", *clause, said))
                continue
            first, after = content(page, sentence, here, nr)
            if after - first > (kind == "assertion") * (1 + (page.low[first] == "(")) and not (
                kind == "assertion" and _inside(first, after, quotations, starts)
            ):
                false = kind == "denial" and not FALSE.isdisjoint(page.low[first:after])
                made.append(Statement(kind, first, after, said, false=false))
        if not here and sentence.nr not in counted and (_struck(page, sentence) or shown(page, sentence)):
            made.append(Statement("assertion", sentence.first, sentence.after, speakers.carried.get(sentence.nr)))
    for nr, quote in enumerate(quotations):
        if quote.after - quote.first >= SHORTEST:
            made.append(Statement("statement", quote.first, quote.after, speakers.by_quote.get(nr)))
    made.sort(key=lambda s: (s.first, s.after))
    _tie(page, made, figures, speakers)
    return made


def _inside(first: int, after: int, quotations: list[Quote], starts: list[int]) -> bool:
    """Whether the words are (the end of) one quotation, which stands as a statement of its own."""
    place = bisect_right(starts, first + 1) - 1
    return place >= 0 and first + 1 >= quotations[place].first and after <= quotations[place].after + 2


def _struck(page: Page, sentence: Sentence) -> bool:
    return not _STRUCK.isdisjoint(page.low[sentence.first : min(sentence.after, sentence.first + 14)])


def _kind(page: Page, sentence: Sentence, said: Said) -> str:
    saying = said.saying
    low = page.low
    if saying.force == "accused":
        return "accusation"
    behind = low[saying.verb + 1 : min(sentence.after, saying.verb + 6)]
    if saying.force == "denied":
        plain = low[saying.verb][0] > "~" or low[saying.verb] in (
            "denied",
            "denies",
            "deny",
            "denying",
            "refuted",
            "refutes",
            "rebutted",
        )
        called = not UNTRUE.isdisjoint(low[saying.verb + 1 : min(sentence.after, saying.verb + 10)])
        return "denial" if plain or called or not _CLAIM_WORDS.isdisjoint(behind) else "assertion"
    if saying.leads:
        words = low[saying.verb + 1 : min(sentence.after, saying.verb + 40)]
    else:
        words = low[sentence.first : min(sentence.after, sentence.first + 40)]
    if not FALSE.isdisjoint(words):
        return "denial"
    text = " ".join(words)
    return "denial" if any(phrase in text for phrase in _NO_PHRASES) else "assertion"


def _tie(page: Page, made: list[Statement], figures: list[Draft], speakers: Speakers) -> None:
    """Ties each denial to the claim of somebody else whose words it shares most, else to the last one before it."""
    if not any(item.kind == "denial" for item in made):
        return
    claims: list[Statement | Draft] = sorted([*made, *figures], key=lambda c: (c.first, c.after))
    firsts = [claim.first for claim in claims]
    words: dict[int, frozenset[str]] = {}
    for denial in made:
        if denial.kind != "denial" or general(page, denial.said):
            continue
        own = _content_words(page, denial.first, denial.after)
        event = _of_event(page, denial)
        speaker = speakers.voice_of(denial.said)
        best: tuple[int, int] | None = None
        place = bisect_left(firsts, denial.first)
        for at in range(place - 1, max(-1, place - BACK), -1):
            claim = claims[at]
            if claim is denial or (claim.kind == "denial" if isinstance(claim, Statement) else event):
                continue
            voice = _voice(claim, speakers)
            if voice is not None and speaker is not None and voice == speaker.name:
                continue
            if at not in words:
                words[at] = _content_words(page, claim.first, claim.after)
            shared = len(own & words[at]) + (isinstance(claim, Statement) and claim.kind == "accusation")
            shared += voice is not None
            if best is None or shared > best[0]:
                best = (shared, at)
        if best is not None and best[0] > 0:
            denial.denies = _first_of(page, denial, claims, best[1])
        elif not _ALL_COUNTS.isdisjoint(page.low[denial.first : min(denial.after, denial.first + 8)]):
            denial.denies = _last_count(claims, place, denial)


def _last_count(claims: list[Statement | Draft], place: int, denial: Statement) -> Draft | None:
    """`That number was false`: the last figure before, whoever gave it."""
    for at in range(place - 1, max(-1, place - BACK), -1):
        claim = claims[at]
        if isinstance(claim, Draft) and claim.first < denial.first:
            return claim
    return None


def _of_event(page: Page, denial: Statement) -> bool:
    """`denied shelling the hospital`, `denied responsibility`: what happened is denied, no count of it."""
    words = page.low[denial.first : min(denial.after, denial.first + 60)]
    if not _OF_COUNTS.isdisjoint(words) or any(at in page.values for at in range(denial.first, denial.after)):
        return False
    behind = page.low[denial.said.saying.verb + 1 : denial.after][:4] if denial.said is not None else words
    doing = bool(behind) and behind[0].endswith("ing")
    return doing or not _DEEDS.isdisjoint(behind) or not _STRUCK.isdisjoint(words)


def denies_deed(page: Page, verb: int, at: int) -> bool:
    """Whether the denial `denied responsibility for the strike that killed 11` leaves the figure at `at` standing."""
    between = page.low[verb + 1 : at]
    return not _DEEDS.isdisjoint(between[:3]) and "that" in between[2:] and between[0] != "that"


def _first_of(page: Page, denial: Statement, claims: list[Statement | Draft], at: int) -> Statement | Draft:
    """`dismissed the figures as fantasy`: all that the other side counted in that sentence, by its first figure."""
    chosen = claims[at]
    if not isinstance(chosen, Draft) or _ALL_COUNTS.isdisjoint(page.low[denial.first : denial.after]):
        return chosen
    for back in range(at, max(-1, at - BACK), -1):
        claim = claims[back]
        if isinstance(claim, Draft):
            if claim.sentence is not chosen.sentence or claim.speaker != chosen.speaker:
                break
            chosen = claim
    return chosen


def _voice(claim: Statement | Draft, speakers: Speakers) -> str | None:
    if isinstance(claim, Draft):
        return speakers.voices[claim.speaker].name if claim.speaker is not None else None
    found = speakers.voice_of(claim.said)
    return found.name if found is not None else None


def _content_words(page: Page, first: int, after: int) -> frozenset[str]:
    words = (w[:6] for w in page.low[first : min(after, first + 60)] if len(w) > 3 and w not in _LEARNED)
    return frozenset(words)
