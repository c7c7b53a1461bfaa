"""Reads the filter language of the lists and of `--where`; README has its table of fields.

    verdict:open,disputed who:"RU MoD" killed>10 -has:quote counted:children said:2025-04-04..2025-04-06 dogs

A term is `field:value`, with alternatives behind commas and ranges as `10..20`, or `field>value` with
> >= < <= or =; a minus before it turns it round. All terms must hold. Everything else is searched for as words.
Quotes keep blanks, commas and colons together; inside them a backslash stands before a quote or a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from factdesk.model import times, vocabulary
from factdesk.model.checks import LARGEST, said, storable
from factdesk.model.errors import BadInput
from factdesk.model.filter_fields import CLAIM_FIELDS, ORDERS, Field, Fields
from factdesk.model.filter_terms import SIGNS, FilterProblem, Range, Term, Value
from factdesk.model.views import ClaimFilter, Filter

_SIGN_ALIASES: Final = {"≥": ">=", "≤": "<="}
_ORDER_ALIASES: Final = {"killed": "figure"}
_SPELT: Final = {word: word for word in (*vocabulary.MEASURES, *vocabulary.COUNTED)}

QUOTED: Final = r'"(?:[^"\\]|\\[\s\S])*"'
NAMED: Final = re.compile(rf'(?P<name>{QUOTED}|[^\s":<>=≤≥]+)?(?P<sign>:|>=|<=|[<>=≤≥])')
VALUE: Final = re.compile(rf'{QUOTED}|[^\s",]+')
_WORD: Final = re.compile(rf"{QUOTED}|\S+")
_DIGITS: Final = re.compile(r"[0-9]{1,16}")

Placed = list[tuple[int, str]]
"""Values as they were typed, each with its place in the text."""


@dataclass(slots=True)
class _Found:
    """What was read so far, and what may be written."""

    fields: Fields
    measures: Collection[str] | None
    orders: Mapping[str, str]
    terms: list[Term] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    order: str = ""


def parse(
    text: str, fields: Fields, *, measures: Collection[str] | None = None, orders: Mapping[str, str] | None = None
) -> Filter:
    """The filter that a person typed for a list with these fields and orders.

    `measures` are those on the desk; where they are given, a comparison with any other name is refused. Raises
    FilterProblem with the column and what may stand there. Takes time linear in the text.
    """
    storable(text, "filter")
    found = _Found(fields, measures, orders if orders is not None else ORDERS)
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        negated = text[at] == "-" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] != "-"
        start = at + negated
        term = NAMED.match(text, start)
        read = _term if term and not _is_word(term) else _word
        at = read(text, start, negated, found)
    return Filter(terms=_merged(found.terms), words=" ".join(found.words), order=found.order)


def parse_filter(text: str, measures: Collection[str] | None = None) -> ClaimFilter:
    """The filter of a list of claims that a person typed; see `parse`."""
    found = parse(text, CLAIM_FIELDS, measures=measures)
    return ClaimFilter(terms=found.terms, words=found.words, order=found.order or ClaimFilter().order)


def _is_word(term: re.Match[str]) -> bool:
    """Whether what looks like a term is searched for: `10:30` is a time, not a filter called 10."""
    name = term["name"] or ""
    return term["sign"] == ":" and bool(name) and not name[0].isalpha() and name[0] != '"'


def _word(text: str, at: int, negated: bool, found: _Found) -> int:
    word = _WORD.match(text, at)
    if word is None or (text[at] == '"' and (word[0] == '"' or not is_quoted(word[0]))):
        raise _bad(at, "this quote is never closed", "close it, or leave it out")
    said_words = bare(word[0]).split()
    if not negated:
        found.words.extend(said_words)
    elif said_words:
        found.terms.append(Term("", (" ".join(said_words),), negated=True))
    return word.end()


def _term(text: str, start: int, negated: bool, found: _Found) -> int:
    term = NAMED.match(text, start)
    assert term is not None
    at = term.end()
    sign = _SIGN_ALIASES.get(term["sign"], term["sign"])
    if term["name"] is None:
        raise _bad(start, f"nothing stands before {term['sign']}",
                   "write a field as in verdict:open or killed>10, or quote it")  # fmt: skip
    name = bare(term["name"])
    if name.casefold() in ("sort", "order"):
        return _sort(text, at, found)
    asked = named(name, found.fields)
    if asked is None and not _is_measure(name, term["sign"], found):
        raise _unknown(name, start, term["sign"], found)
    values, end = _values(text, at)
    if not values or (len(values) == 1 and not values[0][1].strip()):
        raise _bad(at, f"nothing stands after {name}{term['sign']}"[:60],
                   f"write it as in {asked.example if asked else 'killed>10'}")  # fmt: skip
    if asked is None:
        numbers = _compared(name, sign, values, _number)
        found.terms.append(Term(spelt(name, found.measures), numbers, sign, negated, measure=True))
    else:
        found.terms.append(_asked(asked, sign, values, start, negated, found))
    return end


def named(name: str, fields: Fields) -> Field | None:
    """The field of that name or alias, whatever its case."""
    name = name.casefold()
    return fields.get(name) or next((f for f in fields.values() if name in f.aliases), None)


def _is_measure(name: str, sign: str, found: _Found) -> bool:
    """Whether the name is a measure; behind a colon, and where the desk's are known, only one of these."""
    if "measure" not in found.fields:
        return False
    known = {word.casefold() for word in (*vocabulary.MEASURES, *(found.measures or ()))}
    return name.casefold() in known or (sign != ":" and found.measures is None)


def _asked(asked: Field, sign: str, values: Placed, start: int, negated: bool, found: _Found) -> Term:
    if asked.name in ("since", "until"):
        if sign != ":":
            raise _bad(start, f"{asked.name} takes no {sign}", f"write it as in {asked.example}")
        if len(values) > 1:
            raise _bad(values[1][0], f"{asked.name} takes one value", "leave the others out")
        if any(term.field == asked.name for term in found.terms):
            raise _bad(start, f"{asked.name} is given twice", "leave one of the two out")
        return Term(asked.name, (_moment(*values[0]),), negated=negated)
    if asked.kind in ("number", "date"):
        read = _number if asked.kind == "number" else _moment
        return Term(asked.name, _compared(asked.name, sign, values, read), sign, negated)
    if sign not in (":", "="):
        raise _bad(start, f"{asked.name} takes no {sign}", f"write it as in {asked.example}")
    return Term(asked.name, tuple(_allowed(asked, value, place, found) for place, value in values), negated=negated)


def _values(text: str, at: int) -> tuple[Placed, int]:
    """The values behind a sign, parted by commas, each with its place, and the place behind them."""
    values: Placed = []
    while match := VALUE.match(text, at):
        values.append((at, bare(match[0])))
        at = match.end()
        if text[at : at + 1] != ",":
            break
        at += 1
    if at < len(text) and text[at] == '"':
        raise _bad(at, "this quote is never closed or has no blank before it", "close it, or leave it out")
    if at < len(text) and not text[at].isspace():
        raise _bad(at, f"{said(text[at])} cannot stand here", "put a blank between two filters")
    return values, at


def _compared(name: str, sign: str, values: Placed, read: Callable[[int, str], str | int]) -> tuple[Value, ...]:
    """The values of a field that can be compared: single ones, and ranges behind a colon."""
    if sign != ":" and len(values) > 1:
        raise _bad(values[1][0], f"{name}{sign} takes one value", f"use {name}:{values[0][1]}..{values[1][1]}"
                   if len(name) < 30 and len(values[0][1] + values[1][1]) < 30 else "leave the others out")  # fmt: skip
    found: list[Value] = []
    for place, value in values:
        low, dots, high = value.partition("..")
        if not dots or sign != ":":
            found.append(read(place, value))
            continue
        if not low and not high:
            raise _bad(place, "this range has no end", f"write {name}:10.. or {name}:..20")
        span = Range(read(place, low) if low else None, read(place + len(low) + 2, high) if high else None)
        if low and high and _above(span):
            raise _bad(place, "this range ends before it begins", "write the smaller value first")
        found.append(span)
    return tuple(dict.fromkeys(found))


def _above(span: Range) -> bool:
    if isinstance(span.low, int) and isinstance(span.high, int):
        return span.low > span.high
    return str(span.low) > f"{span.high}~"  # a day is within its month


def _number(at: int, written: str) -> int:
    if not _DIGITS.fullmatch(written) or int(written) > LARGEST:
        raise _bad(at, f"{said(written)} is no number", "write digits only, as in killed>10 or killed:10..20")
    return int(written)


def _moment(at: int, written: str) -> str:
    try:
        return times.parse_moment(written)[0]
    except BadInput as problem:
        raise _bad(at, problem.what, problem.todo) from None


def _allowed(asked: Field, value: str, place: int, found: _Found) -> str:
    if not value.strip():
        raise _bad(place, f"nothing stands after {asked.name}:", f"write it as in {asked.example}")
    if asked.values is None:
        return spelt(value, found.measures if asked.name == "measure" else None) if asked.kind == "word" else value
    word = value.casefold()
    known = {allowed.casefold(): allowed for allowed in asked.values}
    if word not in known:
        what = "is not what a field can have" if asked.name == "has" else f"is no {asked.name}"
        raise _bad(place, f"{said(value)} {what}", _near(word, asked.values, f"use {', '.join(asked.values)}"))
    return known[word]


def _sort(text: str, at: int, found: _Found) -> int:
    values, end = _values(text, at)
    name = _ORDER_ALIASES.get(values[0][1].casefold(), values[0][1].casefold()) if values else ""
    if name not in found.orders:
        what = f"no order is called {said(values[0][1])}" if values else "nothing stands after sort:"
        raise _bad(at, what, _near(name, found.orders, f"use one of {', '.join(found.orders)}"))
    if len(values) > 1:
        raise _bad(values[1][0], "sort takes one value", "leave the others out")
    if found.order:
        raise _bad(at, "sort is given twice", "leave one of the two out")
    found.order = name
    return end


def _unknown(name: str, start: int, sign: str, found: _Found) -> FilterProblem:
    names = [*found.fields, "sort"]
    measures = (*vocabulary.MEASURES, *(found.measures or ())) if "measure" in found.fields else ()
    what = f"no field is called {said(name)}" if sign == ":" else f"no field or measure is called {said(name)}"
    listed = f"use {', '.join(names)}, or quote it to search for it"
    near = _near(name.casefold(), (*names, *measures), "")
    return _bad(start, what, f"{near}or quote it to search for it" if near else listed)


def _near(word: str, known: Iterable[str], otherwise: str) -> str:
    """The nearest known word as a question before what may be written."""
    from difflib import get_close_matches

    near = get_close_matches(word[:40], list(known), 1, 0.6)
    return f"did you mean {near[0]}? {otherwise}" if near else otherwise


def spelt(word: str, known: Iterable[str] | None) -> str:
    """A word of the suggested or known ones in their own spelling, others as typed."""
    same = (spelling for spelling in known or () if spelling.casefold() == word.casefold())
    return _SPELT.get(word.casefold()) or next(same, word)


def bare(written: str) -> str:
    """A value without its quotes."""
    return re.sub(r"\\(.)", r"\1", written[1:-1], flags=re.DOTALL) if is_quoted(written) else written


def is_quoted(written: str) -> bool:
    """Whether it stands in quotes that are closed."""
    return written[:1] == '"' and re.fullmatch(QUOTED, written) is not None


def _bad(at: int, what: str, todo: str) -> FilterProblem:
    return FilterProblem(what, column=at + 1, todo=todo)


def _merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """A record has one verdict, one speaker …: a field that is named twice offers alternatives."""
    found: dict[object, Term] = {}
    for term in terms:
        each = term.field in ("has", "") or term.negated or term.sign != ":"
        key: object = term if each else (term.field, term.measure)
        before = found.get(key)
        values = tuple(dict.fromkeys((*(before.values if before and not each else ()), *term.values)))
        found[key] = Term(term.field, values, term.sign, term.negated, term.measure)
    return tuple(found.values())


__all__ = ["SIGNS", "FilterProblem", "named", "parse", "parse_filter"]
