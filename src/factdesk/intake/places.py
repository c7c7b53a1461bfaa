"""Names of places behind `in`, `near`, `city of` …, as they stand in the text."""

from __future__ import annotations

from typing import Final

from factdesk.intake.countable import MONTHS
from factdesk.intake.dates import WEEKDAYS
from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

_BEFORE: Final = words("in near outside across around at from into off over в у под біля поблизу возле")
_KINDS: Final = words("""
    city town village district region province state county oblast municipality neighbourhood neighborhood
    suburb port island prefecture capital resort hamlet settlement місті місто селі городе
    """)
_NO_PLACE: Final = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | words("""
    telegram facebook twitter x parliament nato un reuters afp ap bbc cnn english ukrainian russian the a an may
    president minister ministry police mr mrs ms god
    """)
)
_NO_NAME: Final = words(
    "crash crashes attack attacks strike strikes quake earthquake flood floods fire blast bus truck train plane"
)
"""Words in capitals that end a name of a place in a headline: `in Cameroon Bus Crash`."""
_REACH: Final = 6


def places(page: Page, sentence: Sentence) -> list[tuple[int, str]]:
    """The places of a sentence, each with the token where its name begins."""
    found: list[tuple[int, str]] = []
    low = page.low
    at = sentence.first
    while at < sentence.after:
        if low[at] in _BEFORE:
            start = _name_from(page, at + 1, sentence.after)
            if start is not None:
                after = _name_to(page, start, sentence.after)
                found.append((start, _plain(page.said(start, after))))
                at = after
                continue
        at += 1
    return found


def _name_from(page: Page, at: int, end: int) -> int | None:
    """The first token of a name behind a preposition: `in the central Ukrainian city of Kryvyi Rih`."""
    kinds = False
    for place in range(at, min(end, at + _REACH)):
        word = page.low[place]
        if word in _KINDS:
            kinds = True
        if page.capital(place) and word[0].isalpha():
            if _kind_follows(page, place, end):
                continue
            if word in _NO_PLACE or word.removesuffix("'s") in _NO_PLACE:
                return None
            return place
        if not word[0].isalpha() or (word in _BEFORE and not kinds) or word in ("said", "and", "when", "who", "his"):
            return None
    return None


def _kind_follows(page: Page, at: int, end: int) -> bool:
    """Whether the capital word only describes: `the Ukrainian city of …`."""
    return at + 2 < end and page.low[at + 1] in _KINDS and page.low[at + 2] in ("of", "named")


def _name_to(page: Page, at: int, end: int) -> int:
    after = at + 1
    while after < end and after - at < 4:
        word = page.low[after]
        if not page.capital(after) or not word[0].isalpha() or word in _NO_PLACE or word in _NO_NAME:
            break
        after += 1
    return after


def _plain(name: str) -> str:
    for tail in ("'s", "’s"):
        name = name.removesuffix(tail)
    return name


def nearest(found: list[tuple[int, str]], at: int) -> str:
    """The first place behind token `at`, else the last one before it, else nothing."""
    behind = [name for place, name in found if place > at]
    return behind[0] if behind else found[-1][1] if found else ""
