"""Cuts a sentence into the pieces that decide which number belongs to which measure."""

from __future__ import annotations

from typing import Final

from factdesk.intake import measures, patterns
from factdesk.intake.counted import Noun, noun
from factdesk.intake.joins import described, some_of
from factdesk.intake.nouns import PEOPLE
from factdesk.intake.numbers import STARTS, quantity
from factdesk.intake.pieces import BE, Chunk
from factdesk.intake.roles import roles
from factdesk.intake.sentences import Sentence
from factdesk.intake.speech import VERBS
from factdesk.intake.tokens import Page
from factdesk.intake.words import words

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
_STOOD: Final = words("stood stands rose risen climbed jumped")
_IT_IS: Final = frozenset(["it's", "that's"])
_TOLD: Final = frozenset(["reported"])
_WHOLLY: Final = frozenset(["all", "of", "the", "its", "his", "her", "their"])
_HAVE: Final = frozenset(["has", "have", "had"])
_MARKS: Final[dict[str, str]] = {
    ",": "comma",
    ";": "stop",
    ":": "colon",
    "(": "open",
    ")": "close",
    "[": "open",
    "]": "close",
    "—": "dash",
    "–": "dash",
    "-": "dash",
    "and": "and",
    "or": "and",
    "&": "and",
    "plus": "and",
    "+": "and",
    "/": "comma",
    "і": "and",
    "та": "and",
    "и": "and",
    "й": "and",
    "|": "stop",
    "•": "stop",
    "●": "stop",
    "но": "sub",
    "але": "sub",
    "=": "colon",
    **dict.fromkeys(["who", "that", "which"], "rel"),
    **dict.fromkeys(
        [
            "when",
            "while",
            "after",
            "before",
            "because",
            "as",
            "where",
            "whose",
            "but",
            "although",
            "though",
            "since",
            "until",
            "if",
            "whereas",
        ],
        "sub",
    ),
    **dict.fromkeys(["including", "incl", "зокрема", "includes", "inclusive", "включаючи", "включая"], "incl"),
}
_INCLUDING: Final = (
    ("among", "them"),
    ("among", "whom"),
    ("of", "whom"),
    ("of", "them"),
    ("of", "these"),
    ("of", "those"),
    ("among", "those"),
    ("amongst", "them"),
    ("у", "тому", "числі"),
    ("в", "тому", "числі"),
    ("в", "том", "числе"),
    ("серед", "них"),
    ("среди", "них"),
    ("из", "них"),
    ("з", "них"),
    ("із", "них"),
    ("в", "т", "."),
    ("из", "которых"),
    ("з", "яких"),
    ("серед", "яких"),
    ("среди", "которых"),
)
_INCL_FIRST: Final = frozenset(p[0] for p in _INCLUDING)


def again(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence goes on about the toll before it: `It had stood at 233 …`, `It later rose to 16.`"""
    words = page.low[sentence.first : min(sentence.after, sentence.first + 7)]
    if words[0] in _IT_IS and len(words) > 2 and (words[1] in STARTS or sentence.first + 1 in page.values):
        return not PEOPLE.isdisjoint(words[2:5]) and "who" not in words  # `It's 18 children and two adults.`
    return (words[0] == "it" and not _STOOD.isdisjoint(words[:5])) or _answer(page, sentence)


def _answer(page: Page, sentence: Sentence) -> bool:
    """`The ministry acknowledges only 12.`: the number is all that is said, of what the figure before it measured."""
    last = sentence.after - 2
    if last - sentence.first > 8 or last - sentence.first < 2 or page.low[last + 1] not in (".", "!"):
        return False
    back = last - 1 - (page.low[last - 1] in ("only", "just"))
    return page.low[back] in VERBS and (last in page.values or page.low[last] in STARTS)


def chunks(page: Page, sentence: Sentence, before: str = "") -> list[Chunk]:
    """The pieces of one sentence in order; `before` is the measure of the figure before it, for `it rose to …`."""
    found: list[Chunk] = []
    at, end = sentence.first, sentence.after
    answer = bool(before) and _answer(page, sentence)
    if before and not answer and again(page, sentence):
        found.append(Chunk("pred", at, at + 1, sense=measures.Sense(before, "toll")))
        at += 1
    low, values = page.low, page.values
    while at < end:
        word = low[at]
        piece = None
        if at in values or word in STARTS or ("-" in word and len(word) > 1 and word.partition("-")[0] in STARTS):
            piece = _number(page, at, sentence)
            if piece is not None and piece.number is not None:
                if piece.number.article and found and found[-1].kind == "num" and found[-1].noun and found[-1].noun.of:
                    found[-1].after = at = piece.after  # `one of them a minor` is one count
                    continue
                _give_back(found, piece.number.first)
                _all(found, low, piece.at)
                if answer:
                    found.append(Chunk("pred", piece.at, piece.at, sense=measures.Sense(before, "toll")))
        if piece is None:
            piece = _sign(page, at, end) or _pred(page, at, sentence)
        if piece is None:
            piece = _other(found, page, at)
        else:
            found.append(piece)
        at = piece.after
    return roles(page, described(some_of(page, found)), end)


def _number(page: Page, at: int, sentence: Sentence) -> Chunk | None:
    number = quantity(page, at, sentence.first, sentence.after)
    if number is None:
        return None
    counted = noun(page, number.after, sentence.after)
    if number.article and (counted.kind not in ("people", "things") or counted.of or _plural(page, counted)):
        return None
    return Chunk("num", number.first, max(number.after, counted.after), number, counted)


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


def _sign(page: Page, at: int, end: int) -> Chunk | None:
    word = page.low[at]
    if word in _INCL_FIRST:
        for phrase in _INCLUDING:
            if phrase[0] == word and tuple(page.low[at : min(end, at + len(phrase))]) == phrase:
                return Chunk("incl", at, at + len(phrase))
    kind = _MARKS.get(word)
    return Chunk(kind, at, at + 1) if kind else None


def _pred(page: Page, at: int, sentence: Sentence) -> Chunk | None:
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
    if low[at + 1 : at + 2] == ["off"] and word in ("killed", "kills", "kill", "killing"):
        return None
    found = measures.WORDS.get(word) or (measures.slavic(word) if word[0] > "~" else None)
    if found is None:
        return None
    after = at + 1
    while found.form == "free" and after < sentence.after and low[after] in ("безвісти", "без", "вести", "безвести"):
        after += 1
    if word == "unaccounted" and after < sentence.after and low[after] == "for":
        after += 1
    return Chunk("pred", at, after, sense=found, aux=_aux(low, at, sentence.first))


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
    for back in range(at - 1, max(begin, at - 5) - 1, -1):
        if low[back] in BE:
            return True
        if low[back] not in _ADVERBS:
            return False
    return False


def _other(found: list[Chunk], page: Page, at: int) -> Chunk:
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
        if word not in _ADVERBS and word not in BE and not word.endswith("ly"):
            return word == "among"
    return False
