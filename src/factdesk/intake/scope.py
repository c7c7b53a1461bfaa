"""What a figure covers: the event itself, an older count, a total over months, another event; and how sure it is."""

from __future__ import annotations

from datetime import date
from typing import Final

from factdesk.intake.certainty import FEAR, feared
from factdesk.intake.countable import MONTHS
from factdesk.intake.dates import WEEKDAYS
from factdesk.intake.drafts import Draft
from factdesk.intake.nouns import UNITS
from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

REACH: Final = 60
"""Words before a figure that can still tell of another event."""

_BOUNDS: Final = frozenset(
    [";", "—", "–", "(", ")", "[", "]", "while", "whereas", "but", "when", "where", "although", "though"]
)
_COMMA_OPENS: Final = words(
    "bringing raising taking making pushing lifting the one in a while but and compared versus after up"
)
_EARLIER: Final = words("earlier previous previously initial initially preliminary originally раніше ранее")
_COUNTS: Final = words("""
    toll tolls count counts tally figure figures report reports reported said put estimate estimates estimated
    number numbers statement update stood known given announced spoke spoken told повідомляли повідомлялося
    сообщалось сообщали
    """)
_NEXT_TO: Final = frozenset(["neighbouring", "neighboring", "nearby", "adjacent"])
_LONG_AGO: Final = frozenset(MONTHS) | {"month", "year", "summer", "winter", "spring", "autumn"}
_SHORT: Final = frozenset(["hour", "hours", "minute", "minutes"])
_HAD: Final = frozenset(["stood", "put"])
_DEATH: Final = words("killed died dead deaths perished")
_SPANS: Final = frozenset(["weeks", "months", "years", "decades", "decade", "month", "year", "season"])
_TODAY: Final = frozenset(["morning", "dawn", "midnight", "night", "noon", "evening", "hours"])
_EVENTS: Final = words("""
    attack attacks strike strikes blast blasts explosion explosions fire fires crash crashes incident incidents
    quake earthquake earthquakes flood floods shooting shootings sinking shipwreck shipwrecks raid raids bombing
    bombings shelling storm cyclone hurricane typhoon landslide avalanche collapse accident accidents disaster
    plunge collision ambush clash clashes riot airstrike airstrikes barrage rollover
    stampede tsunami assault massacre derailment eruption tremor wreck wildfire blaze tragedy capsizing
    """)
_OTHER: Final = frozenset(["separately", "elsewhere", "similar", "окремо", "отдельно"])
_ANOTHER: Final = frozenset(["similar", "previous", "separate", "another", "different", "other"])
_COMPARED: Final = words("than double twice triple treble thrice number figure toll reported tally compared")
_ADDED: Final = frozenset(["further", "another", "additional"])
_SINCE: Final = words("the start beginning outbreak war invasion conflict october early late mid last its")


_CUES: Final = (
    FEAR
    | _EARLIER
    | _OTHER
    | _ANOTHER
    | words("""
    if will would since first had from past last previous this annually cumulative yearly each every per так с з від war
    conflict insurgency
    pandemic fighting crisis confirm verify confirming verified
    corroborate substantiate compared instead in earlier before ago followed follows after recalled recalls
    """)
)
"""Words without which a sentence tells of nothing but its own event."""


def cued(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence has any word or year that can set the scope or certainty of a figure."""
    if not _CUES.isdisjoint(page.low[sentence.first : sentence.after]):
        return True
    values = page.values
    return any(1900 <= values.get(at, 0) < 2100 for at in range(sentence.first, sentence.after))


def segment(page: Page, item: Draft) -> tuple[int, int]:
    """The clause around a figure, as tokens: cues in the next clause do not count."""
    first, after = item.first, item.after
    low, sentence = page.low, item.sentence
    while first > sentence.first and item.first - first < 40:
        word = low[first - 1]
        if word in _BOUNDS or (word == "," and low[first] in _COMMA_OPENS):
            break
        first -= 1
    while after < sentence.after and after - item.after < 40:
        word = low[after]
        if word in _BOUNDS or (word == "," and after + 1 < sentence.after and low[after + 1] in _COMMA_OPENS):
            break
        after += 1
    return first, after


def judge(page: Page, item: Draft, published: date | None, latest: int) -> None:
    """Sets scope and certainty of a figure. `latest` is the latest year that the text names (0: none)."""
    first, after = segment(page, item)
    low = page.low
    if item.number.old or _older(low, item, first, after):
        item.scope = "superseded"
    elif _cumulative(page, first, after, item):
        item.scope = "cumulative"
    elif _other(page, item, first, after, published, latest):
        item.scope = "other_event"
    if feared(page, item, first, after):
        item.certainty = "feared"


def _older(low: list[str], item: Draft, first: int, after: int) -> bool:
    near = low[max(first, item.first - 9) : item.first] + low[item.after : min(after, item.after + 5)]
    if "first" in near and "at" in near and not _COUNTS.isdisjoint(near):
        return True
    if _EARLIER.isdisjoint(near):
        if "had" in near and not _HAD.isdisjoint(near):
            return True
        if "had" in near and "first" in near and not _COUNTS.isdisjoint(near):
            return True
        return "compared" in near[:4] or ("instead" in near and "of" in near)
    behind = low[item.after : min(after, item.after + 4)]
    told = not _COUNTS.isdisjoint(near)
    return told and (
        not _EARLIER.isdisjoint(low[max(first, item.first - 9) : item.first])
        or "reported" in behind
        or "announced" in behind
        or "given" in behind
        or "стат" in behind
    )


def _cumulative(page: Page, first: int, after: int, item: Draft) -> bool:
    low = page.low
    end = item.sentence.after
    if low[item.sentence.first] == "since" and item.first - item.sentence.first < 16:
        first = item.sentence.first  # `Since the invasion began, …` dates all that follows
    for at in range(first, after):
        word = low[at]
        if word in ("since", "from") and at + 1 < end and (word == "since" or low[at + 1] in ("the", "october")):
            following = low[at + 1]
            if (
                word == "since"
                and following not in WEEKDAYS
                and not _today_or_record(low, at, end)
                and (following in _SINCE or at + 1 in page.values or page.capital(at + 1))
            ):
                return True
        elif word in ("past", "last", "previous") and low[at - 1] in ("the", "over", "in", "during", "within"):
            if not _SPANS.isdisjoint(low[at + 1 : min(end, at + 4)]):
                return True
        elif (
            (word == "this" and at + 1 < end and low[at + 1] in ("year", "season", "month", "decade"))
            or word in ("annually", "cumulative", "yearly")
            or (word in ("each", "every", "per") and at + 1 < end and low[at + 1] in ("year", "month"))
            or (word in ("так", "с", "з", "від") and at + 1 < end and low[at + 1] in ("початку", "начала"))
        ):
            return True
        elif word == "war" and low[at - 1] == "the" and low[at - 2] in ("during", "throughout", "in", "of"):
            return not _DEATH.isdisjoint(low[first:after]) and low[at - 2] != "of"
    return _total_war(low, first, after)


def _today_or_record(low: list[str], at: int, end: int) -> bool:
    """`since early morning` is today; `the worst day since August` tells of this day."""
    if not _TODAY.isdisjoint(low[at + 1 : min(end, at + 4)]):
        return True
    return any(
        w.endswith("iest")
        or w
        in ("worst", "first", "biggest", "largest", "highest", "most", "bloodiest", "strongest", "greatest", "heaviest")
        for w in low[max(0, at - 6) : at]
    )


def _total_war(low: list[str], first: int, after: int) -> bool:
    """`the war has killed more than 12,000`, `the conflict, which has displaced …`."""
    for at in range(first, min(after, first + 5)):
        if low[at] in ("war", "conflict", "insurgency", "pandemic") and low[at + 1 : at + 2] in (
            ["killed"],
            ["claimed"],
        ):
            return True
        if low[at] in ("war", "conflict", "fighting", "insurgency", "crisis", "pandemic") and low[at + 1 : at + 2]:
            return low[at + 1] in ("has", "had", "that", "which") and not {"has", "had"}.isdisjoint(
                low[at + 1 : at + 4]
            )
    return False


def _other(page: Page, item: Draft, first: int, after: int, published: date | None, latest: int) -> bool:
    low = page.low
    begin = max(item.sentence.first, item.first - REACH)
    if _opens_apart(low, begin, first, after):
        return True
    year = published.year if published is not None else latest
    for at in range(begin, after):
        word = low[at]
        value = page.values.get(at, 0)
        dated = 1900 <= value < year and low[at].isdecimal() and at != item.number.at and low[at - 1] != "since"
        dated = dated and "born" not in low[max(0, at - 3) : at]
        if dated and (at >= first or begin == first):
            return True
        if at >= first and word in _ANOTHER and not _EVENTS.isdisjoint(low[at + 1 : at + 4]):
            return True
        if (
            word in ("last", "previous")
            and low[at + 1 : at + 2]
            and low[at + 1] in ("week", "month", "year", "summer", "winter", "spring", "autumn")
        ):
            if low[at + 1] == "week" and not _ADDED.isdisjoint(low[max(begin, item.first - 2) : item.after]):
                continue  # `a further three were abducted last week` goes on with the same count
            return at >= first or begin == first
        if word in ("earlier", "before", "ago") and at >= first and low[at - 1] in UNITS and low[at - 1] not in _SHORT:
            if at > item.after and not _COMPARED.isdisjoint(low[item.after : at]):
                continue  # `95 dead, more than double the number reported a day earlier`
            return True
        if word in ("followed", "follows", "after", "recalled", "recalls") and at < item.first and item.first - at < 16:
            if (
                low[at + 1 : at + 2]
                and low[at + 1] in ("a", "an", "another", "the")
                and word in ("followed", "follows")
            ):
                return not _EVENTS.isdisjoint(low[at + 1 : at + 7])
            if _event_that(low, at, item.first):
                return True
    return False


def _opens_apart(low: list[str], begin: int, first: int, after: int) -> bool:
    """`In a separate attack …`, `Elsewhere, …`, `Meanwhile in Odesa …`."""
    if low[begin] in _OTHER or not _OTHER.isdisjoint(low[first : min(after, first + 4)]):
        return True
    second, third = low[begin + 1], low[begin + 2 : begin + 3]
    if low[begin] == "earlier":
        return second in ("in", "this") and not _LONG_AGO.isdisjoint(third)
    if low[begin] == "meanwhile":
        return second in ("in", "near", "at")
    if low[begin] == "in" and [second, *third] in (["a", "separate"], ["another", "attack"]):
        return True
    return low[begin] == "a" and second == "separate"


def _event_that(low: list[str], at: int, to: int) -> bool:
    """`after a blast in Kharkiv that killed`: the figure belongs to the event behind `after`."""
    words = low[at + 1 : to]
    return bool(words) and words[0] in ("a", "an", "another") and "that" in words and not _EVENTS.isdisjoint(words[:6])


def other_place(sentence: Sentence, page: Page, name: str, main: str) -> bool:
    """Whether a sentence opens with a place that is not the main one: `In Odesa, two …`."""
    low = page.low
    opens = low[sentence.first] in ("in", "near", "at", "meanwhile", "elsewhere")
    opens = opens and low[sentence.first + 1 : sentence.first + 2] not in (["least"], ["most"])
    if not opens or not _NEXT_TO.isdisjoint(low[sentence.first : sentence.first + 3]):
        return False
    return bool(
        opens and name and main and name.casefold() not in main.casefold() and main.casefold() not in name.casefold()
    )
