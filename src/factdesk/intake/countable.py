"""Which numbers can count anything: not years, dates, ages, ratios, stocks or units."""

from __future__ import annotations

from typing import Final

from factdesk.intake.nouns import PEOPLE
from factdesk.intake.pieces import Chunk
from factdesk.intake.tokens import Page
from factdesk.intake.words import words
from factdesk.model.numerals import ALL_WORDS

MONTHS: Final = words("""
    january february march april june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec січня лютого березня квітня травня червня липня серпня вересня жовтня листопада
    грудня января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    """)
_DATING: Final = words("in since of by until from year during before after early late mid for between")


def countable(page: Page, found: list[Chunk], k: int) -> bool:
    """Whether a number can count anything: not a year, a date, an age, a time or a unit."""
    piece = found[k]
    number, counted = piece.number, piece.noun
    assert number is not None
    assert counted is not None
    if counted.kind in ("unit", "weapon"):
        return False
    low = page.low
    before = low[number.first - 1] if number.first else ""
    if _share(low, number.first) or _ages(page, number.first) or _ratio(page, number.first, number.after):
        return False
    value = page.values.get(number.at)
    if value is not None:
        if before in MONTHS or (number.after < len(low) and low[number.after] in MONTHS):
            return False
        plain = low[number.at].isdecimal() and len(low[number.at]) == 4
        if plain and 1900 <= value <= 2099 and (before in _DATING or before in MONTHS or before in (",", "(")):
            return False
        return not (counted.kind == "none" and number.first == number.at and _age(page, number.at, number.after))
    return True


def _share(low: list[str], first: int) -> bool:
    """`half of the 120 passengers`: the number is the stock, not the count."""
    near = low[max(0, first - 3) : first]
    return "of" in near and not {"half", "most", "majority", "quarter", "third", "percent", "cent", "%"}.isdisjoint(
        low[max(0, first - 5) : first]
    )


def _ratio(page: Page, first: int, after: int) -> bool:
    """`nine in ten`, `one in three`."""
    low = page.low
    if first >= 2 and low[first - 1] == "in" and (first - 2 in page.values or low[first - 2] in ALL_WORDS):
        return True
    return (
        after + 1 < len(low)
        and low[after] == "in"
        and low[after + 1] in ALL_WORDS
        and low[after + 1] not in ("no", "both")
    )


def _ages(page: Page, first: int) -> bool:
    """`aged 8 and 10`, `aged between 19 and 63`."""
    low = page.low
    back = first - 1
    while (
        back >= 0
        and first - back < 8
        and (back in page.values or low[back] in ("and", ",", "to", "between", "from", "or"))
    ):
        back -= 1
    return back >= 0 and low[back] in ("aged", "ages", "age")


def _age(page: Page, at: int, after: int) -> bool:
    """`Maria Koval, 34, …`, `a man (57)`: a bare number set off behind a person."""
    low = page.low
    if at < 2 or after >= len(low) or low[at - 1] not in (",", "("):
        return False
    if low[after] not in (",", ")", ".", ";", "and") or page.values[at] > 110:
        return False
    person = low[at - 2]
    return person in PEOPLE or (page.capital(at - 2) and person[0].isalpha())
