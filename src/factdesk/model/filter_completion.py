"""What may be typed next in a filter: which field or value the cursor is in, and what of it stands there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from factdesk.model import vocabulary
from factdesk.model.filter_fields import ORDERS, Field, Fields
from factdesk.model.filter_text import quote
from factdesk.model.filters import NAMED, VALUE, bare, named

SORT: Final = Field("sort", "choice", "the order of the list", "sort:newest", ORDERS)
"""The order of the list, which is written like a field."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor is: in the name of a field (`field` None) or in a value of one, typed from `start` to `end`.

    `before` are the values of the same term that stand already.
    """

    start: int
    end: int
    typed: str
    field: Field | None = None
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be put in: `text` replaces the spot; `shown` with its `help` or its `count` is listed."""

    text: str
    shown: str
    help: str = ""
    count: int | None = None


def spot(text: str, at: int, fields: Fields) -> Spot | None:
    """What is typed at the cursor; None where it is a word or a number, for which there is nothing to offer."""
    start = _token_start(text, at)
    start += text.startswith("-", start) and start < at
    term = NAMED.match(text, start)
    if term is None or term.end() > at:
        typed = text[start:at]
        return Spot(start, at, typed) if '"' not in typed else None
    name = bare(term["name"] or "")
    field = SORT if name.casefold() == SORT.name else named(name, fields)
    if field is None or term["sign"] not in (":", "=") or field.kind in ("number", "date"):
        return None
    values: list[str] = []
    place = term.end()
    while (value := VALUE.match(text, place)) and value.end() < at and text[value.end()] == ",":
        values.append(bare(value[0]))
        place = value.end() + 1
    typed = text[place:at]
    return Spot(place, at, bare(typed) if typed.endswith('"') and len(typed) > 1 else typed.lstrip('"'), field,
                tuple(values))  # fmt: skip


def names(found: Spot, fields: Fields, measures: Collection[str], orders: Mapping[str, str]) -> list[Option]:
    """The fields and measures whose names begin as typed; all fields where nothing is typed."""
    typed = found.typed.casefold()
    options = [
        Option(f"{field.name}:" if field.kind not in ("number",) else field.name, field.name, field.help)
        for field in fields.values()
        if any(name.startswith(typed) for name in (field.name, *(field.aliases if typed else ())))
    ]
    if "measure" in fields and typed:
        known = dict.fromkeys((*measures, *vocabulary.MEASURES))
        options += [Option(f"{quote(word)}>", word, "a figure of this measure, as in killed>10 or killed:10..20")
                    for word in known if word.casefold().startswith(typed)]  # fmt: skip
    if orders and "sort".startswith(typed):
        options.append(Option("sort:", "sort", "the order of the list"))
    return options


def words(found: Spot, counted: Sequence[tuple[str, int | None]]) -> list[Option]:
    """The values of a field that fit what is typed: those that occur, counted, then the others that it may have."""
    assert found.field is not None
    typed = found.typed.casefold()
    told = found.field.values or {}
    options = [Option(quote(value), value, told.get(value, ""), count) for value, count in counted]
    known = {value for value, _ in counted}
    options += [Option(value, value, text) for value, text in told.items() if value not in known]
    return [o for o in options if typed in o.shown.casefold() and o.shown not in found.before]


def rest(text: str, found: Spot) -> str:
    """The filter without the term that the cursor is in."""
    start = _token_start(text, found.end)
    stop = found.end
    while stop < len(text) and not text[stop].isspace():
        stop += 1
    return f"{text[:start]}{text[stop:]}"


def put_in(text: str, found: Spot, option: Option) -> tuple[str, int]:
    """The text with the option in place of what was typed, and where the cursor then is."""
    rest = text[found.end :]
    gap = "" if option.text.endswith((":", ">")) or rest.startswith((" ", ",")) else " "
    if found.field is None and not option.text.endswith((":", ">")):
        gap = ""
    made = f"{text[: found.start]}{option.text}{gap}"
    return made + rest, len(made)


def _token_start(text: str, at: int) -> int:
    """Where the term or word begins that the cursor is in: behind the last blank that stands in no quotes."""
    start, quoted, place = 0, False, 0
    while place < at:
        char = text[place]
        if char == "\\" and quoted:
            place += 1
        elif char == '"':
            quoted = not quoted
        elif char.isspace() and not quoted:
            start = place + 1
        place += 1
    return start
