"""Finds the words that measure, and the verbs that only help them."""

from __future__ import annotations

from typing import Final

from factdesk.intake import measures, patterns
from factdesk.intake.numbers import STARTS
from factdesk.intake.pieces import BE, Chunk
from factdesk.intake.sentences import Sentence
from factdesk.intake.tokens import Page
from factdesk.intake.words import words
from factdesk.model.numerals import ALL_WORDS

_ADVERBS: Final = words("""
    also reportedly now then later critically seriously severely lightly badly fatally slightly not all both
    confirmed reported believed feared presumed still allegedly either subsequently previously listed said known
    initially gravely moderately themselves currently officially already to have left thought found believed
    pronounced kept remaining declared aboard completely partially partly heavily totally either mistakenly
    """)
_VERBS: Final = words("""
    were was are is has have had says said say told tells reported reports claimed claims attended live lives
    lived works hit struck fired launched took takes gathered began begins started used sent injured-by arrived
    joined voted broke include includes included comes lies held hold hosts faced
    """)
_BROUGHT: Final = words("dug brought pulled out up ashore washed lifted carried recovered taken hauled picked fished")
_SLAVIC_UNDER: Final = frozenset(["під", "под"])
_GRAVE: Final = ("важк", "тяжк", "критич", "крайне", "вкрай", "тяжел")
_SLAVIC_INTO: Final = frozenset(["у", "в", "до"])
_SLAVIC_WARDS: Final = ("лікарн", "больниц", "стаціонар", "стационар", "реанімац", "реанимац")
_COUNTS: Final = words("count tally figure total estimate reckoning")
_COME: Final = words("is was at to stands stood came comes reached has had now remains put given currently as")
_GRAVELY: Final = frozenset(["critical", "serious", "grave"])
_CAPTIVES: Final = frozenset(["hostage", "hostages", "captives", "abductees", "captive"])
_TOLD: Final = frozenset(["reported"])
_HAVE: Final = frozenset(["has", "have", "had"])


_GONE: Final = measures.Sense("destroyed", "adj", True)
_IT: Final = frozenset(["it", "number", "total", "figure", "toll"])
_MORE: Final = _COUNTS | _IT | _GRAVELY | {"number", "freed", "released", "gone"}
CUES: Final = frozenset(measures.WORDS) | frozenset(measures.PHRASES) | patterns.STARTS | _MORE
"""English words at which a measure word or turn of phrase can begin."""


def pred(page: Page, at: int, sentence: Sentence, earlier: list[Chunk], before: str) -> Chunk | None:
    """The measure word or turn of phrase that begins at token `at`, or None."""
    low = page.low
    word = low[at]
    if word == "number" and low[at + 1 : at + 2] == ["of"] and (counted := _number_of(low, at, sentence.after)):
        return Chunk("pred", at, counted[0], sense=counted[1])
    for phrase, sense in measures.PHRASES.get(word, ()):
        if tuple(low[at : min(sentence.after, at + len(phrase))]) == phrase:
            return Chunk("pred", at, at + len(phrase), sense=sense, aux=_aux(low, at, sentence.first))
    if word in patterns.STARTS:
        made = patterns.turn(page, at, sentence.after)
        if made is not None:
            return Chunk("pred", at, made[0], sense=made[1], aux=_aux(low, at, sentence.first))
    if word in _IT and (told := _last_sense(earlier, before)) and _may_pass(page, at, sentence.after):
        return Chunk("pred", at, at + 1, sense=measures.Sense(told, "toll"))
    if word in _COUNTS and (told := _last_sense(earlier, before)) and _counts(page, at, sentence.after):
        return Chunk("pred", at, at + 1, sense=measures.Sense(told, "toll"))
    if word in ("freed", "released") and _captives(low, at):
        return Chunk("pred", at, at + 1, sense=measures.Sense("rescued", "part"), aux=_aux(low, at, sentence.first))
    if word == "gone" and earlier and _things(earlier) and low[at + 1 : at + 2] in ([], [","], ["."], [";"], ["and"]):
        return Chunk(
            "pred", at, at + 1, sense=measures.Sense("destroyed", "adj", True), aux=_aux(low, at, sentence.first)
        )
    if word in _GRAVELY and _in_danger(low, at, sentence):
        return Chunk("pred", at, at + 1, sense=measures.Sense("injured", "adj"), aux=_aux(low, at, sentence.first))
    if low[at + 1 : at + 2] == ["off"] and word in ("killed", "kills", "kill", "killing"):
        return None
    found = measures.WORDS.get(word) or (measures.slavic(word) if word[0] > "~" else None)
    if found is None:
        return _slavic_state(low, at) if word[0] > "~" else None
    if word.startswith("завал") and low[at - 1] not in _SLAVIC_UNDER:
        return None
    after = at + 1
    while found.form == "free" and after < sentence.after and low[after] in ("безвісти", "без", "вести", "безвести"):
        after += 1
    if word == "unaccounted" and after < sentence.after and low[after] == "for":
        after += 1
    return Chunk("pred", at, after, sense=found, aux=_aux(low, at, sentence.first))


def _slavic_state(low: list[str], at: int) -> Chunk | None:
    """`у лікарні`, `в больницах`; `у важкому стані`, `в тяжелом состоянии`."""
    if low[at] in ("стані", "состоянии") and low[at - 1].startswith(_GRAVE):
        return Chunk("pred", at, at + 1, sense=measures.Sense("injured", "free"))
    if low[at].startswith(_SLAVIC_WARDS) and not _SLAVIC_INTO.isdisjoint(low[max(0, at - 2) : at]):
        return Chunk("pred", at, at + 1, sense=measures.Sense("hospitalised", "free"))
    return None


def _captives(low: list[str], at: int) -> bool:
    """`346 hostages freed`, `the abductees were released`."""
    return not _CAPTIVES.isdisjoint(low[max(0, at - 4) : at + 4])


def _things(earlier: list[Chunk]) -> bool:
    """Whether the last number counts things: `thousands of structures gone`, `12 houses are gone`."""
    noun = next((piece.noun for piece in reversed(earlier[-2:]) if piece.noun is not None), None)
    return noun is not None and noun.kind == "things"


def _in_danger(low: list[str], at: int, sentence: Sentence) -> bool:
    """`38 of whom are serious`, `seven critical`: the state that people are in, at the end of a clause."""
    if at + 1 >= sentence.after or low[at + 1] not in (",", ".", ";", ")", "and", "!"):
        return False
    return low[at - 1] in BE or low[at - 1] in ALL_WORDS or low[at - 1].isdecimal()


def _last_sense(found: list[Chunk], before: str) -> str:
    """What `the count` counts: what the last measure word before it measures."""
    last = next((c.sense for c in reversed(found[-12:]) if c.sense is not None and not c.sense.things), None)
    return last.measure if last is not None else before


def _may_pass(page: Page, at: int, end: int) -> bool:
    """`it could pass 150`, `the final number may rise to 40`: the toll before it, as it may become."""
    low = page.low
    if at + 3 >= end or low[at + 1] not in ("could", "may", "might", "will", "would", "can"):
        return False
    number = at + 3 + (low[at + 3] in ("to", "past", "above"))
    passing = low[at + 2] in ("pass", "reach", "exceed", "rise", "climb", "top", "surpass", "grow", "hit", "be")
    return passing and number < end and (number in page.values or low[number] in STARTS)


def _counts(page: Page, at: int, end: int) -> bool:
    """`its own count came to 32`, `the ministry's tally stands at 22`: a count of whatever was counted before."""
    for place in range(at + 1, min(end - 1, at + 5)):
        of = page.low[place] == "of" and page.low[at] in ("figure", "tally")
        if (of or page.low[place] in _COME) and (
            place + 1 in page.values or page.low[place + 1] in STARTS or page.low[place + 1] in _COME
        ):
            return True
        if page.low[place] not in _COME and page.low[place] not in _ADVERBS:
            return False
    return False


def _number_of(low: list[str], at: int, end: int) -> tuple[int, measures.Sense] | None:
    """`the number of confirmed deaths`, `the number of arrests`: a toll of what is named within a few words."""
    for place in range(at + 2, min(end, at + 6)):
        found = measures.WORDS.get(low[place])
        if found is not None:
            return place + 1, measures.Sense(found.measure, "toll", found.things)
        if not low[place][0].isalpha():
            return None
    return None


def _aux(low: list[str], at: int, begin: int) -> bool:
    body = low[at] in ("dead", "alive")
    for back in range(at - 1, max(begin, at - 5) - 1, -1):
        if low[back] in BE:
            return True
        if low[back] not in _ADVERBS and not (body and low[back] in _BROUGHT):
            return False
    return False


def other(found: list[Chunk], page: Page, at: int) -> Chunk:
    """Adds token `at` to the words before it, or begins a piece of such words, and returns the piece."""
    word = page.low[at]
    verb = 2 if word in _VERBS else 1 if word.endswith("ed") and word not in ("aged", "united") else 0
    helper = word in BE or word in _HAVE or word in _TOLD or (at > 0 and page.low[at - 1] in BE)
    if verb == 2 and helper and _helps(page, at + 1):
        verb = 0
    if found and found[-1].kind == "x":
        piece = found[-1]
        piece.after, piece.verb = at + 1, max(piece.verb, verb)
    else:
        piece = Chunk("x", at, at + 1, verb=verb)
        found.append(piece)
    return piece


def _helps(page: Page, at: int) -> bool:
    """Whether the verb before token `at` only helps a measure word that follows: `were also seriously injured`."""
    low = page.low
    for place in range(at, min(len(low), at + 9)):
        word = low[place]
        if word in measures.WORDS and (measures.WORDS[word].form != "noun" or word == "dead"):
            return True
        if any(tuple(low[place : place + len(phrase)]) == phrase for phrase, _ in measures.PHRASES.get(word, ())):
            return True
        if word in patterns.STARTS and patterns.turn(page, place, len(low)) is not None:
            return True
        if word not in _ADVERBS and word not in _BROUGHT and word not in BE and not word.endswith("ly"):
            return word == "among"
    return False
