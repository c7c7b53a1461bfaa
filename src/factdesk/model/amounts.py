"""One count inside a phrase: cuts the text into tokens and reads digits or number words as a whole number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from factdesk.model import numerals
from factdesk.model.checks import LARGEST, said
from factdesk.model.errors import BadInput
from factdesk.model.numerals import Phrase

LONGEST: Final = 120
"""A figure with more characters than this is no figure; it also bounds the work."""

_BLANKS: Final = " \u00a0\u2007\u2009\u202f"
_MARKS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
_FOLD: Final = {
    **dict.fromkeys(map(ord, "’ʼ‘`´′＇"), "'"),
    **dict.fromkeys(map(ord, "–—‒−‐‑﹣－"), "-"),
    ord("…"): "..",
    ord("ё"): "е",
}
_TOKEN: Final = re.compile(
    rf"(?P<number>\d+(?:[{_BLANKS},.'\u066c]\d+)*)(?P<glued>[^\W\d_]\w*)?"
    r"|(?P<word>[^\W\d_]+(?:['-][^\W\d_]+)*)\.?"
    r"|(?P<sign>>=|<=|\.\.\.?|[≥≤<>~≈+-])"
    r"|(?P<blank>\s+)"
)
_GROUPS: Final = re.compile(rf"\d{{1,3}}(?:([{_BLANKS},.'\u066c])\d{{3}})(?:\1\d{{3}})*")
_EXAMPLE: Final = "write it as it was said, such as at least 16, up to 85 or 16–20"


def refuse(what: str, todo: str = _EXAMPLE) -> BadInput:
    """A BadInput about the field `figure`, ready to raise."""
    return BadInput(what, where="figure", todo=todo)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign (folded to one spelling), or a number written in digits with its value."""

    text: str
    value: int | None = None
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A count: `value` where it is a number, else `low`, the least that a vague word can mean.

    `after` is the place of the first token behind it.
    """

    value: int | None
    low: int | None
    after: int


def fold(text: str) -> str:
    """One spelling for case, apostrophes, dashes, ellipses and ё; direction marks (LRM, RLM, ALM) go."""
    return text.translate(_MARKS).casefold().translate(_FOLD)


def tokens(text: str) -> list[Token]:
    """The tokens of a phrase. Raises BadInput for what can be no part of a figure; linear in the text."""
    if len(text) > LONGEST:
        raise refuse(f"a figure has at most {LONGEST} characters, this has {len(text)}")
    found: list[Token] = []
    folded = fold(text)
    at = 0
    while at < len(folded):
        match = _TOKEN.match(folded, at)
        if match is None:
            raise refuse(f"{said(folded[at])} was not understood")
        at = match.end()
        if match["number"]:
            if match["glued"]:
                raise refuse(f"{said(match[0])} was not understood")
            found.append(_number(match["number"]))
            at = _skip_ending(folded, at)
        elif match["word"]:
            found.extend(_words(match["word"]))
        elif match["sign"]:
            found.append(Token(".." if match["sign"] == "..." else match["sign"]))
    return found


def _skip_ending(text: str, at: int) -> int:
    """Steps over the case ending of `50-ти`."""
    match = _TOKEN.match(text, at + 1) if text[at : at + 1] == "-" else None
    return match.end() if match and match["word"] in numerals.ENDINGS else at


def _number(written: str) -> Token:
    """Digits of one script, in one run or in groups of three behind one kind of separator.

    `4.053` and `4,053` are 4053: people and things are counted in whole numbers, so the mark can only
    part thousands. `4.5` and `0.053` can only be decimals and are refused; so is 007.
    """
    digits = [c for c in written if c.isdecimal()]
    if len({ord(c) - unicodedata.decimal(c) for c in digits}) > 1:
        raise refuse(f"{said(written)} mixes the digits of two scripts")
    plain = len(digits) == len(written)
    if not plain and not _GROUPS.fullmatch(written):
        if any(c in _BLANKS for c in written):
            raise refuse(f"{said(written)} is more than one number")
        raise refuse(f"{said(written)} is not a whole number", "write a whole number, such as 4053")
    if len(digits) > 1 and unicodedata.decimal(digits[0]) == 0:
        raise refuse(f"{said(written)} is not a whole number", "leave the leading zero out")
    value = int("".join(digits))
    if value > LARGEST:
        raise refuse("the number is larger than 2^53", "look at it again")
    return Token(written, value, grouped=not plain)


def _words(word: str) -> list[Token]:
    """A word, or the parts of a hyphenated one where every part is a word of this field (`twenty-one`)."""
    parts = word.split("-")
    known = (numerals.ALL_WORDS, numerals.SCALES, numerals.PLURAL_SCALES)
    if len(parts) == 1 or word in numerals.ALL_WORDS:
        return [Token(word)]
    if not all(part in numerals.ARTICLES or part == "half" or any(part in k for k in known) for part in parts):
        return [Token(word)]
    joined = [Token(part) for part in parts]
    amount = read_amount(joined, 0)
    if amount is not None and amount.after == len(joined):
        return joined
    return [t for part in parts for t in (Token("-"), Token(part))][1:]


def phrase_at(
    found: list[Token], at: int, phrases: dict[Phrase, str] | dict[Phrase, int] | dict[Phrase, None]
) -> Phrase | None:
    """The longest of `phrases` that begins at token `at`, or None."""
    for length in range(min(4, len(found) - at), 0, -1):
        words = tuple(token.text for token in found[at : at + length])
        if words in phrases:
            return words
    return None


def read_amount(found: list[Token], at: int, *, genitive: bool = False, between: bool = False) -> Amount | None:
    """The count that begins at token `at`, or None where no count begins there.

    `genitive` says that the words before it govern the genitive (see numerals.GENITIVE_SCALES), `between`
    that an `and` parts two numbers instead of going on with one.
    """
    if at >= len(found):
        return None
    if set_phrase := phrase_at(found, at, numerals.NUMBER_PHRASES):
        return Amount(numerals.NUMBER_PHRASES[set_phrase], None, at + len(set_phrase))
    if vague := phrase_at(found, at, numerals.VAGUE):
        return _scaled(found, numerals.VAGUE[vague], at + len(vague))
    word = found[at].text
    if word in numerals.PLURAL_SCALES:
        scale = numerals.PLURAL_SCALES[word]
        if genitive and word in numerals.GENITIVE_SCALES:
            return Amount(scale, None, at + 1)
        return _scaled(found, 2 * scale, at + 1)
    return _whole_number(found, at, between)


def _scaled(found: list[Token], low: int, at: int) -> Amount:
    """A vague count, multiplied where a scale follows: `several dozen`, `tens of thousands`."""
    behind_of = at + 1 if at < len(found) and found[at].text == numerals.OF else at
    word = found[behind_of].text if behind_of < len(found) else ""
    scale = numerals.SCALES.get(word) or numerals.PLURAL_SCALES.get(word)
    return Amount(None, low * scale, behind_of + 1) if scale else Amount(None, low, at)


def _whole_number(found: list[Token], at: int, between: bool) -> Amount | None:
    """Digits or number words, with their scales: `16`, `twenty-one`, `two dozen`, `сто п'ять`, `5 тисяч`."""
    total, current, begun = 0, 0, False
    start = at
    while at < len(found):
        token = found[at]
        scale = numerals.SCALES.get(token.text) or (numerals.PLURAL_SCALES.get(token.text) if begun else None)
        if token.value is not None and not begun:
            current = token.value
        elif at == start and token.text in numerals.ARTICLES:
            current = 1
        elif scale and _may_scale(found[at - 1] if begun else None, total, current, scale):
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif _may_add(token.text, total, current, found[at - 1] if begun else None):
            current += numerals.ALL_WORDS[token.text]
        elif between or not (token.text == "and" and begun and _continues(found, at, total + current)):
            break
        begun = True
        at += 1
    if total + current > LARGEST:
        raise refuse("the number is larger than 2^53", "look at it again")
    return Amount(total + current, None, at) if begun else None


def _may_scale(before: Token | None, total: int, current: int, scale: int) -> bool:
    """Whether a scale can follow: smaller than the one before it, and not behind `4.053`."""
    if before is None:
        return True
    if before.grouped or (current == 0 and total == 0):
        return False
    if scale >= 1000:
        return current > 0 and (total == 0 or total % (scale * 1000) == 0)
    return 0 < current < 100 and (total == 0 or scale == 100)


def _may_add(word: str, total: int, current: int, before: Token | None) -> bool:
    """Whether a number word can be added: `twenty one` and `hundred five`, but not `five five`."""
    value = numerals.ALL_WORDS.get(word)
    if value is None or before is None:
        return value is not None
    if before.value is not None or before.text in numerals.ARTICLES or value == 0:
        return False
    if current == 0:
        return total > value
    room = 100 if current % 100 == 0 else 10 if current % 10 == 0 and current % 100 >= 20 else 0
    return value < room


def _continues(found: list[Token], at: int, number: int) -> bool:
    """Whether the `and` at this place goes on with the same number: `one hundred and five`."""
    following = numerals.ALL_WORDS.get(found[at + 1].text, 0) if at + 1 < len(found) else 0
    return number >= 100 and number % 100 == 0 and 0 < following < 100
