"""Reads a figure as people write it (`at least 16`, `до 85`, `dozens`) as the interval that it implies."""

from __future__ import annotations

from dataclasses import dataclass

from factdesk.model import numerals
from factdesk.model.amounts import Amount, Token, phrase_at, read_amount, refuse, tokens
from factdesk.model.checks import LARGEST, said
from factdesk.model.errors import Incoherent


@dataclass(frozen=True, slots=True)
class Figure:
    """What was said, and what it implies: whole numbers `low`..`high`, None for an open end.

    `qualifier` is a word of vocabulary.QUALIFIERS. `value` is the number as said, None for ranges and
    vague words. `words` is the text as typed, without blanks around it.
    """

    low: int | None
    high: int | None
    qualifier: str
    value: int | None
    words: str


def parse_figure(text: str) -> Figure:
    """The figure that `text` states, in English, Ukrainian or Russian, in digits of any script or words.

    at_least n: n..∞; more_than n: n+1..∞; up_to n: 0..n; fewer_than n: 0..n-1; exact n: n..n; between a
    and b: a..b, both included; about n: no bounds, since the word sets none; nearly n and almost n: about,
    with n as the upper end, since they deny that n was passed; vague words: their least..∞; `a` alone: 1..∞,
    since `a baby is among them` does not say that there was no other.

    Raises BadInput (where: `figure`) that says what was not understood; nothing is guessed. Takes time
    linear in the text, and refuses texts of more than 120 characters.
    """
    words = text.strip()
    if not words:
        raise refuse("no figure was given")
    found = tokens(words)
    at = _skip_fillers(found, 0)
    qualifier, at, genitive = _prefix(found, at)
    at = _skip_fillers(found, at)
    first = read_amount(found, at, genitive=genitive, between=qualifier == "between")
    if first is None:
        raise _not_a_number(found, at)
    suffix = phrase_at(found, first.after, numerals.SUFFIXES)
    if suffix is not None:
        if qualifier:
            raise refuse("this has words that limit it before and behind the number", "keep one of the two")
        qualifier = numerals.SUFFIXES[suffix]
    elif _joins(found, first.after, qualifier):
        return _range(found, first, qualifier, words)
    _nothing_left(found, _skip_fillers(found, first.after + len(suffix or ())))
    if words.casefold() in numerals.ARTICLES:
        return Figure(1, None, "vague", None, words)
    return _vague(first, qualifier, words) if first.value is None else _single(first.value, qualifier, words)


def stated(number: int, qualifier: str, words: str) -> Figure:
    """The figure of a number that was read already; `qualifier` is what a phrase of numerals.QUALIFIERS means.

    Raises BadInput as `parse_figure` does.
    """
    return _single(number, qualifier, words)


def _skip_fillers(found: list[Token], at: int) -> int:
    while filler := phrase_at(found, at, numerals.FILLERS):
        at += len(filler)
    return at


def _prefix(found: list[Token], at: int) -> tuple[str, int, bool]:
    """The qualifier in front (or ""), the place behind it, and whether it governs the genitive."""
    phrase = phrase_at(found, at, numerals.QUALIFIERS)
    if phrase is None or (phrase in numerals.VAGUE and len(found) == at + len(phrase)):
        return "", at, False
    return numerals.QUALIFIERS[phrase], at + len(phrase), phrase not in numerals.NOMINATIVE


def _joins(found: list[Token], at: int, qualifier: str) -> bool:
    """Whether a range goes on at this token; `and` goes on with one only after `between`."""
    if at >= len(found) or found[at].text not in numerals.JOINERS:
        return qualifier == "between"
    return qualifier == "between" or found[at].text not in numerals.ONLY_BETWEEN


def _range(found: list[Token], first: Amount, qualifier: str, words: str) -> Figure:
    second = read_amount(found, first.after + 1, between=True) if first.after < len(found) else None
    if second is None:
        raise refuse("the other end of the range is missing or not understood", "write it as 16–20")
    if second.after < len(found) and _joins(found, second.after, ""):
        raise refuse("a range has two ends, this has more", "write the lowest and the highest")
    _nothing_left(found, second.after)
    if qualifier not in ("", "between", "exact"):
        raise refuse("a range cannot have a further limit", "write the range alone, or one number with the limit")
    if first.value is None or second.value is None:
        raise refuse("a range needs two numbers", "write both ends as numbers")
    if first.value > second.value:
        raise Incoherent(
            f"low {first.value} is above high {second.value}", where="figure", todo="write the lower number first"
        )
    return Figure(first.value, second.value, "between", None, words)


def _single(number: int, qualifier: str, words: str) -> Figure:
    if qualifier == "between":
        raise refuse("the other end of the range is missing", "write it as 16–20")
    if qualifier == "fewer_than" and number == 0:
        raise refuse("nothing is fewer than 0", "write 0 or none")
    if qualifier == "more_than" and number == LARGEST:
        raise refuse("the number is larger than 2^53", "look at it again")
    if qualifier in ("", "exact"):
        return Figure(number, number, "exact", number, words)
    bounds: dict[str, tuple[int | None, int | None]] = {
        "at_least": (number, None),
        "more_than": (number + 1, None),
        "up_to": (0, number),
        "fewer_than": (0, number - 1),
        "about": (None, None),
        "nearly": (None, number),
    }
    low, high = bounds[qualifier]
    kept = "about" if qualifier == "nearly" else qualifier or "exact"
    return Figure(low, high, kept, number, words)


def _vague(amount: Amount, qualifier: str, words: str) -> Figure:
    """A vague word; `at least dozens` says no more than `dozens`, other limits of it mean nothing sure."""
    if qualifier not in ("", "at_least"):
        raise refuse("a limit cannot stand with a word that is no number", "write a number, or the word alone")
    if amount.low is not None and amount.low > LARGEST:
        raise refuse("the number is larger than 2^53", "look at it again")
    return Figure(amount.low, None, "vague", None, words)


def _nothing_left(found: list[Token], at: int) -> None:
    if at >= len(found):
        return
    left = found[at]
    if left.value is not None or read_amount(found, at) is not None:
        raise refuse("this has more than one number", "write each as a claim of its own")
    if left.text in numerals.JOINERS and read_amount(found, at + 1) is not None:
        raise refuse("this has more than one number", "write 16–20 for a range, or two claims")
    if left.text.isalpha():
        raise refuse(f"{said(left.text)} was not understood", "what is counted belongs in ‘counted’")
    raise refuse(f"{said(left.text)} was not understood behind the number")


def _not_a_number(found: list[Token], at: int) -> Exception:
    if at >= len(found):
        return refuse("there is no number in it")
    if found[at].text == "-":
        return refuse("a count cannot be negative")
    return refuse(f"{said(found[at].text)} was not understood")


def describe(figure: Figure) -> str:
    """What was understood, in words: `16 or more`, `31 or more`, `at most 85`, `exactly 6`, `16 to 20`."""
    low, high = figure.low, figure.high
    if figure.qualifier == "about":
        return f"near {figure.value}, " + ("no bounds" if high is None else f"not above {high}")
    if low is not None and low == high:
        return f"exactly {low}"
    if high is None:
        return f"{low} or more"
    return f"at most {high}" if low == 0 and figure.qualifier != "between" else f"{low} to {high}"
