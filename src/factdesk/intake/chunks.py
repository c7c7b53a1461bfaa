"""Cuts a sentence into the pieces that decide which number belongs to which measure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from factdesk.intake import measures
from factdesk.intake.counted import ORDINALS, Noun, noun
from factdesk.intake.headlines import ONE, headline, person
from factdesk.intake.joins import described, groups, some_of
from factdesk.intake.numbers import STARTS, Quantity, quantity
from factdesk.intake.pieces import BE, Chunk
from factdesk.intake.predicates import CUES, other, pred
from factdesk.intake.roles import roles
from factdesk.intake.sentences import Sentence
from factdesk.intake.signs import QUOTES, SIGNS, sign
from factdesk.intake.tokens import Page
from factdesk.intake.updates import again, answered, was

NOTHING: Final = frozenset(["нет", "нема", "немає"])
"""Words that are no count by themselves, but zero behind a measure: `погибших нет`."""
WORDS_HERE: Final = SIGNS | CUES
"""Words at which another piece than plain words may begin."""
_WHOLLY: Final = frozenset(["all", "of", "the", "its", "his", "her", "their"])


def chunks(page: Page, sentence: Sentence, before: str = "") -> list[Chunk]:
    """The pieces of one sentence in order; `before` is the measure of the figure before it, for `it rose to …`."""
    found: list[Chunk] = []
    at, end = sentence.first, sentence.after
    answer = bool(before) and answered(page, sentence)
    if before and not answer and again(page, sentence):
        begin = was(page, sentence) or at
        found.extend([Chunk("x", at, begin)] if begin > at else [])
        found.append(Chunk("pred", begin, begin + 1, sense=measures.Sense(before, "toll")))
        at = begin + 1
    low, values = page.low, page.values
    alone = headline(page, sentence)
    while at < end:
        word = low[at]
        if word in QUOTES:
            at += 1  # `eliminated "over 400 fighters"`: the marks part nothing
            continue
        piece = None
        if at in values or word in STARTS or _begins(word, found, low[at + 1] if at + 1 < end else ""):
            piece = _number(page, at, sentence)
            if piece is not None and piece.number is not None:
                if piece.number.article and found and found[-1].kind == "num" and found[-1].noun and found[-1].noun.of:
                    found[-1].after = at = piece.after  # `one of them a minor` is one count
                    continue
                _give_back(found, piece.number.first)
                _all(found, low, piece.at)
                if answer and piece.after >= end - 1 and all(c.kind != "pred" for c in found):
                    found.append(Chunk("pred", piece.at, piece.at, sense=measures.Sense(before, "toll")))
        if piece is None and alone and word in ONE:
            piece = person(page, at, sentence)
        if piece is None and (word in WORDS_HERE or word[0] > "~"):
            piece = sign(page, at, end) or pred(page, at, sentence, found, before)
        if piece is None:
            piece = other(found, page, at)
        else:
            found.append(piece)
        at = piece.after
    return roles(page, described(groups(page, some_of(page, found))), end)


def _begins(word: str, found: list[Chunk], behind: str) -> bool:
    """Whether a number begins with part of a word (`twenty-one`), or with a word that is one only behind a measure."""
    if "-" in word:
        return len(word) > 1 and word.partition("-")[0] in STARTS
    if word not in NOTHING:
        return False
    return (bool(found) and found[-1].kind == "pred") or (behind != "" and measures.slavic(behind) is not None)


def _number(page: Page, at: int, sentence: Sentence) -> Chunk | None:
    number = quantity(page, at, sentence.first, sentence.after)
    if number is None:
        return None
    counted = noun(page, number.after, sentence.after)
    if number.article and counted.kind == "none" and _one_more(page, number, sentence.after):
        counted = replace(counted, kind="people")
    if number.article and (counted.kind not in ("people", "things") or counted.of or _plural(page, counted)):
        return None
    return Chunk("num", number.first, max(number.after, counted.after), number, counted)


def _one_more(page: Page, number: Quantity, end: int) -> bool:
    """`a fourth died`, `another was wounded`: the noun is that of the number before."""
    at = number.after
    if page.low[number.at] != "another":
        if at >= end or page.low[at] not in ORDINALS:
            return False
        at += 1
    if at >= end:
        return False
    word = page.low[at]
    known = measures.WORDS.get(word)
    return word in BE or word in ("has", "had", "later") or (known is not None and known.form in ("part", "intr"))


def _plural(page: Page, counted: Noun) -> bool:
    head = page.low[counted.at]
    if head == "member" and page.low[counted.at - 1] in ("staff", "family", "crew", "team", "gang", "board"):
        return False
    return counted.sense is not None or head in (
        "people",
        "staff",
        "crew",
        "police",
        "personnel",
        "site",
        "national",
        "official",
        "market",
        "road",
        "farm",
        "family",
        "village",
        "member",
        "station",
        "building's",
        "male",
        "female",
        "guest",
        "local",
    )


def _give_back(found: list[Chunk], first: int) -> None:
    """Takes the words that turned out to limit a number from the pieces before it."""
    while found and found[-1].at >= first:
        found.pop()
    if found and found[-1].after > first:
        found[-1].after = first


def _all(found: list[Chunk], low: list[str], at: int) -> None:
    """`killed all seven climbers`, `killed all of the five`: the words between verb and number say nothing."""
    if low[at - 1] not in _WHOLLY or len(found) < 2 or found[-1].kind != "x" or found[-2].kind != "pred":
        return
    if _WHOLLY.issuperset(low[found[-1].at : at]):
        found.pop()
