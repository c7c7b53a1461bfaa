"""Reads what stands behind a number: what is counted, or the unit that makes the number no toll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factdesk.intake import measures
from factdesk.intake.nouns import PEOPLE, THINGS, UNITS, WEAPONS, plural
from factdesk.intake.slavic_nouns import slavic_noun
from factdesk.intake.tokens import Page
from factdesk.intake.words import words
from factdesk.model.numerals import ALL_WORDS

REACH: Final = 7
"""Words after a number among which its noun is looked for."""

_STOPS: Final = words("""
    in at near from on by for to with after before during when while who that which where whose and or but as
    was were is are has have had been be being will would could may might can did do does said says say than
    since until into over under around about including among inside outside across through against between amid
    because if a an despite both also later amid subsequently not only so then there he she it they we you i his
    her their its our nor yet per via still remain remained remains
    suffered sustained needed required sought escaped survived fled
    overnight beyond altogether alone yesterday today tomorrow tonight again too nationwide worldwide countrywide
    statewide citywide apiece already here far afterwards thereafter meanwhile down up off away back out ago ashore
    upstream downstream elsewhere monday tuesday wednesday thursday friday saturday sunday throughout behind above below
    towards toward within without instead ahead
    """)
_LINKS: Final = frozenset(["of", "the", "them", "those", "these", "whom", "more", "other", "further", "additional"])
ORDINALS: Final = words(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth further"
)
_NOT_COUNTED: Final = ORDINALS | words("""
    other others more further additional the of these those them another whom least all such same new first
    else initial
    separate total confirmed reported own its their
    """)
_SINGULAR: Final = words("death injury casualty fatality")
_ABOUT: Final = words("""
    estimate estimates count counts toll tolls figure figures total totals certificate certificates penalty penalties
    rate rates threat threats sentence sentences row squad squads notice notices data record records claim claims
    """)
_COUNTING: Final = frozenset(word for word, value in ALL_WORDS.items() if value > 1)
_FOLK: Final = ("s", "men", "folk", "people", "personnel", "ese", "infantry", "children")
_PAIRED: Final = frozenset(["and", "or"])


@dataclass(slots=True, eq=False)
class Noun:
    """What is counted: `kind` is people, things, unit, weapon, unknown or none; `after` the token behind it.

    `of` says that the number is some `of the wounded`, `of them`; `sense` the measure that the noun carries.
    """

    kind: str
    counted: str
    after: int
    of: bool = False
    sense: measures.Sense | None = None
    at: int = -1
    described: measures.Sense | None = None


def noun(page: Page, at: int, end: int) -> Noun:
    """The noun phrase that begins at token `at`, directly behind a number."""
    low = page.low
    if at >= end:
        return Noun("none", "", at)
    if "а" <= low[at][0] <= "ґ":
        return _slavic(page, at, end)
    if low[at] == "per":
        return Noun("unit", "per", at + 1)
    read = _english(page, at, end)
    if read.kind == "none" and at in page.values and low[at].endswith("-old"):
        return Noun("people", "", at)  # `a 14-year-old has been arrested`
    return read


def _english(page: Page, at: int, end: int) -> Noun:
    """The words up to the noun that is counted, or to what ends the phrase."""
    low, of, described = page.low, False, None
    words: list[str] = []
    head, kind, head_at = "", "none", at
    for place in range(at, min(end, at + REACH)):
        word = low[place]
        if word in _LINKS:
            of = of or (word in ("the", "them", "whom", "those", "these") and low[place - 1] == "of")
            if word == "of" and head and low[place - 1] == head and not _goes_on(low, place, end):
                break
            continue
        if (place in page.values and word.endswith("old")) or (word in _NOT_COUNTED and not head):
            continue
        if _ends(page, place):
            break
        sense = measures.WORDS.get(word)
        if sense is not None:
            if word in _SINGULAR and low[place + 1 : place + 2] and low[place + 1] in _ABOUT:
                return Noun("unit", word, place + 1)
            if _carries(word, sense, place == at, of, bool(head)):
                return Noun("people", plural(head) if kind == "people" else "", place + 1, of, sense, place)
            if not _describes(low, place, end, sense):
                break
            described = sense
        found = _kind(word)
        if found == "unit" and (place == at or not head):
            return Noun("unit", word, place + 1)
        if found:
            head, kind, head_at = word, found, place
        elif head and kind != "unknown":
            break
        elif sense is None:
            head, kind, head_at = word, "unknown", place
        if sense is None and word not in _NOT_COUNTED:
            words.append(page.said(place, place + 1) if place > at and page.capital(place) else word)
    else:
        place = min(end, at + REACH)
    after = head_at + 1 if head and kind != "unknown" else min(place, end)
    return Noun(kind, _phrase(page, words, kind, after, end), after, of, None, head_at, described)


def _carries(word: str, sense: measures.Sense, first: bool, of: bool, headed: bool) -> bool:
    """Whether the measure word is itself what is counted: `20 deaths`, `one arrest`, `12 of the injured`."""
    if sense.form == "noun" or (word == "arrest" and first):
        return True
    return of and (not headed or word in ("injured", "wounded", "dead", "missing"))


def _ends(page: Page, place: int) -> bool:
    """Whether no noun can go on at this token."""
    word = page.low[place]
    adverb = word.endswith("ly") and word not in PEOPLE and word != "family"
    if adverb or word in _STOPS or not word[0].isalpha() or place in page.values:
        return True
    return page.low[place - 1] in ("the", "of") and word.partition("-")[0] in _COUNTING


def _kind(word: str) -> str:
    if word in UNITS:
        return "unit"
    if word in WEAPONS:
        return "weapon"
    if word in PEOPLE:
        return "people"
    if word in THINGS:
        return "things"
    tail = word.rpartition("-")[2] if "-" in word else ""
    if tail in ("old", "olds"):
        return "people" if tail == "olds" else ""
    return _kind(tail) if tail and tail != word and tail in PEOPLE | THINGS else ""


def _goes_on(low: list[str], place: int, end: int) -> bool:
    """Whether `of` joins the noun to a better one: `crew of`, `group of children`."""
    return place + 1 < end and low[place + 1] in PEOPLE


def _describes(low: list[str], place: int, end: int, sense: measures.Sense) -> bool:
    """Whether a participle only describes the noun behind it: `12 injured people`, `five damaged houses`."""
    return sense.form in ("part", "adj") and place + 1 < end and _kind(low[place + 1]) in ("people", "things")


def _phrase(page: Page, words: list[str], kind: str, after: int, end: int) -> str:
    """The words for what is counted; a second noun joined by `and` without a number belongs to it."""
    low = page.low
    if words and kind == "unknown" and words[-1].endswith(("an", "i")) and page.capital(after - 1):
        return " ".join(words) + "s"  # `78 Palestinian, four Israeli`
    if words and kind == "unknown" and words[-1].islower() and not words[-1].endswith(_FOLK):
        return ""  # `312 of them beyond repair`: what is no plural and no name is no population
    if words and kind != "unknown":
        words = [*(w for w in words[:-1] if not w.endswith("-old")), plural(words[-1].lower())]
    if after + 2 < end and low[after] in _PAIRED and kind in ("people", "things"):
        for far in (after + 1, after + 2):
            if (
                far < end
                and low[far] not in measures.WORDS
                and low[after + 1] not in ALL_WORDS
                and _kind(low[far]) == kind
                and low[far].endswith("s")
            ):
                return " ".join([*words, low[after], *low[after + 1 : far + 1]])
            if far < end and (low[far] in _STOPS or not low[far][0].isalpha() or low[far] in ("a", "an", "the")):
                break
    return " ".join(words)


def _slavic(page: Page, at: int, end: int) -> Noun:
    counted, kind, place = "", "none", at
    while place < end and place - at < 4:
        word = page.low[place]
        if not word[0].isalpha() or place in page.values or measures.slavic(word) or word in _SLAVIC_STOPS:
            break
        found, name = slavic_noun(word)
        if found == "unit":
            return Noun(kind if kind in ("people", "things") else "unit", counted or name, place + 1)
        if found:
            kind, counted = found, f"{counted} {name}".strip() if counted != name and found == "things" else name
            place += 1
            if place < end and page.low[place] == ".":
                place += 1
            if found == "people" or counted not in ("residential", "private"):
                break
            continue
        place += 1
        kind = "unknown" if kind == "none" else kind
    return Noun(kind, counted, place, at=at)


_SLAVIC_STOPS: Final = words("""
    в у на з із из зі с со до від от по та і й и а але но за для при під под серед среди також также зокрема
    було были був була есть є де где що что як как
    """)
