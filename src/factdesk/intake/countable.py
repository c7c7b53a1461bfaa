"""Which numbers can count anything: not years, dates, ages, ratios, stocks or units."""

from __future__ import annotations

from typing import Final

from factdesk.intake.counted import Noun
from factdesk.intake.measures import WORDS
from factdesk.intake.nouns import GROUPS, PEOPLE, UNITS
from factdesk.intake.numbers import Quantity
from factdesk.intake.pieces import Chunk
from factdesk.intake.tokens import Page
from factdesk.intake.words import words
from factdesk.model.numerals import ALL_WORDS

MONTHS: Final = words("""
    january february march april june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec січня лютого березня квітня травня червня липня серпня вересня жовтня листопада
    грудня января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    """)
_MEASURING: Final = frozenset(WORDS) | words("were was are is total toll and of to at with or")
_SINGLE: Final = words("family household home house village street building block apartment platoon crew car hospital")
_HANDED: Final = words("exchanged exchange returned repatriated swapped swap handed transferred")
_ASKED: Final = words(
    "interviewed surveyed questioned polled visited consulted employs employed employing seats houses"
)
_PERSON: Final = words("girl boy man woman child baby infant toddler daughter son teenager youth pensioner widow")
_AGED: Final = words("them those whom children boys girls men women people all were are victims aged anyone everyone")
_YEARS: Final = words("years year year-old year-olds months month-old")
_OLD: Final = frozenset(["year-old", "year-olds", "month-old"])
_HOW: Final = frozenset(["young", "old", "far", "early", "late", "long"])
_RIGHT: Final = frozenset(
    ["in", ",", "and", "or", "&", ")", "years", "year", "year-old", "year-olds", "months", "month-old"]
)
_LEFT: Final = (
    frozenset(["of", "the", "to", "as", "in", "from", "and", ",", "between", "or", "aged", "age", "ages"])
    | _AGED
    | _ASKED
)
"""Words beside a number without which it need not be looked at twice."""

PLURALS: Final = words("people persons civilians children soldiers women men officers workers passengers others")
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
    if (before in _LEFT or before in ALL_WORDS or number.first - 1 in page.values) and _by_left(page, number, counted):
        return False
    if number.after < len(low) and low[number.after] in _RIGHT and _by_right(page, number):
        return False
    handed = counted.at > 0 and low[counted.at] == "bodies"
    if handed and not _HANDED.isdisjoint(low[max(0, number.first - 6) : number.first]):
        return False
    if counted.kind == "none" and number.figure.qualifier == "between" and before in PEOPLE:
        return False  # `four women between 45 and 75`: their ages
    value = page.values.get(number.at)
    if value is not None:
        if before in MONTHS or (number.after < len(low) and low[number.after] in MONTHS):
            return False
        plain = low[number.at].isdecimal() and len(low[number.at]) == 4
        if plain and 1900 <= value <= 2099 and (before in _DATING or before in MONTHS or before in (",", "(")):
            return False
        return not (counted.kind == "none" and number.first == number.at and _age(page, number.at, number.after))
    return True


def _by_left(page: Page, number: Quantity, counted: Noun) -> bool:
    """Whether the words before a number make it a share, an age or a stock."""
    low, first = page.low, number.first
    if _share(low, first) or _ages(page, first) or (low[first - 1] == "in" and _ratio(page, first, number.after)):
        return True
    if _one_of(low, first, number.at, counted.at) or low[first - 1] in _ASKED:
        return True
    if low[first - 1] == "as" and low[first - 2] in _HOW:
        return True
    return counted.kind == "none" and (_under(low, number) or _aged_of(low, first))


def _by_right(page: Page, number: Quantity) -> bool:
    """Whether the words behind a number make it a ratio or one of several ages."""
    return _ratio(page, number.first, number.after) or _listed_ages(page, number.at, number.after)


def _share(low: list[str], first: int) -> bool:
    """`half of the 120 passengers`: the number is the stock, not the count."""
    if low[max(0, first - 2) : first] in (["home", "to"], ["population", "of"]):
        return True
    near = low[max(0, first - 3) : first]
    return "of" in near and not {"half", "most", "majority", "quarter", "third", "percent", "cent", "%"}.isdisjoint(
        low[max(0, first - 5) : first]
    )


def _ratio(page: Page, first: int, after: int) -> bool:
    """`nine in ten`, `one in three`."""
    low = page.low
    if first >= 2 and low[first - 1] == "in" and (first - 2 in page.values or low[first - 2] in ALL_WORDS):
        return True
    if not (after + 1 < len(low) and low[after] == "in" and low[after + 1] in ALL_WORDS):
        return False
    return (
        low[after + 1] not in ("no", "both")
        and low[after + 2 : after + 3] != ["month"]
        and not (after + 2 < len(low) and low[after + 2] in UNITS)
    )


def _ages(page: Page, first: int) -> bool:
    """`aged 8 and 10`, `aged between 19 and 63`."""
    low = page.low
    back = first - 1
    while (
        back >= 0
        and first - back < 8
        and (
            back in page.values
            or low[back] in ("and", ",", "to", "between", "from", "or", "ranged", "ranging", "range")
            or low[back] in ALL_WORDS
        )
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
    if at > 2 and low[at - 3] in ("in", "at", "near"):
        return False  # `Fatalities in Lahore, 40; …`
    if person in PEOPLE or (page.capital(at - 2) and person[0].isalpha()):
        return True
    return low[at - 1] == low[after] == "," and person[0].isalpha() and person not in _MEASURING


def _one_of(low: list[str], first: int, at: int, head: int) -> bool:
    """`three children of one family`, `from one village`: the one is theirs, not another count."""
    return (
        low[at] == "one"
        and first == at
        and first > 0
        and low[first - 1] in ("of", "from")
        and head > at
        and (low[head] in _SINGLE)
    )


def _aged_of(low: list[str], first: int) -> bool:
    """`a girl of six`."""
    if first < 2 or low[first - 1] != "of":
        return False
    if low[first - 2] in ("age", "ages"):
        return True
    if low[first - 2] in GROUPS:
        return False
    return low[first - 2] in _PERSON or (first > 2 and low[first - 3] in ("a", "an") and low[first - 2] in PEOPLE)


def _under(low: list[str], number: Quantity) -> bool:
    """`41 of them under 15`: a limit of age."""
    return low[number.first] in ("under", "over") and number.first > 0 and low[number.first - 1] in _AGED


def _listed_ages(page: Page, at: int, after: int) -> bool:
    """`his daughters (21, 18, 7)`, `8, 12 and 17 years old`: numbers of years behind people."""
    low, values = page.low, page.values
    end = min(len(low), after + 9)
    place = after
    while place < end and (low[place] in (",", "and", "or", "&") or place in values):
        place += 1
    if place < end and low[place] in _YEARS and (low[place] in _OLD or low[place + 1 : place + 2] in (["old"], ["of"])):
        return True
    if place >= end or low[place] != ")" or at not in values or values[at] > 110:
        return False
    back = at
    while back > 0 and at - back < 9 and (low[back - 1] in (",", "and", "&") or back - 1 in values):
        back -= 1
    people = back > 1 and low[back - 1] == "(" and (low[back - 2] in PEOPLE or page.capital(back - 2))
    return people and not (at == back and place == after and low[back - 2] in PLURALS)
