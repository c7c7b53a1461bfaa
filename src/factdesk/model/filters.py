"""The filter language of the lists and of `--where`: text to ClaimFilter and back.

    verdict:open,disputed who:"RU MoD" killed>10 injured<=5 counted:children place:Kharkiv since:2025-04-01 dogs

A term is `name:value`, with several values behind commas, or `measure>number` with > >= < <= or =. All
terms must hold; the values of one term are alternatives. Everything else is searched for as words. Quotes
keep blanks, commas and colons together; inside them a backslash stands before a quote or a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from factdesk.model import times, vocabulary
from factdesk.model.checks import LARGEST, said, storable
from factdesk.model.errors import BadInput
from factdesk.model.views import ClaimFilter

LISTS: Final = {"verdict": "verdicts", "kind": "kinds", "measure": "measures", "counted": "counted"}
SINGLES: Final = {
    "who": "speaker",
    "place": "place",
    "incident": "incident",
    "since": "since",
    "until": "until",
    "sort": "order",
}
NAMES: Final = (*LISTS, *SINGLES)
"""The names that may stand before a colon."""

SIGNS: Final = (">=", "<=", ">", "<", "=")

_ALIASES: Final = {"speaker": "who", "order": "sort"}
_SIGN_ALIASES: Final = {"≥": ">=", "≤": "<="}
_KNOWN: Final[dict[str, Iterable[str]]] = {"verdict": vocabulary.VERDICTS, "kind": vocabulary.CLAIM_KINDS}
_SPELT: Final = {word: word for word in (*vocabulary.MEASURES, *vocabulary.COUNTED)}

_QUOTED: Final = r'"(?:[^"\\]|\\[\s\S])*"'
_TERM: Final = re.compile(rf'(?P<name>{_QUOTED}|[^\s":<>=≤≥]+)?(?P<sign>:|>=|<=|[<>=≤≥])')
_VALUE: Final = re.compile(rf'{_QUOTED}|[^\s",]+')
_WORD: Final = re.compile(rf"{_QUOTED}|\S+")
_DIGITS: Final = re.compile(r"[0-9]{1,16}")


@dataclass(slots=True)
class _Found:
    """What was read so far, as the keyword arguments of a ClaimFilter."""

    lists: dict[str, list[str]] = field(default_factory=dict)
    singles: dict[str, str] = field(default_factory=dict)
    numbers: list[tuple[str, str, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def parse_filter(text: str) -> ClaimFilter:
    """The filter that a person typed.

    `speaker`, `place` and `incident` hold what was typed (a name or its beginning, a code), `since` and
    `until` ISO 8601. Raises BadInput whose `where` is the column (1-based) and whose `todo` lists what may
    stand there. Takes time linear in the text.
    """
    storable(text, "filter")
    found = _Found()
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        term = _TERM.match(text, at)
        at = _term(text, term, found) if term and not _is_word(term) else _word(text, at, found)
    fields: dict[str, Any] = {LISTS[name]: tuple(dict.fromkeys(values)) for name, values in found.lists.items()}
    fields.update({SINGLES[name]: value for name, value in found.singles.items()})
    return ClaimFilter(**fields, numbers=tuple(dict.fromkeys(found.numbers)), words=" ".join(found.words))


def _is_word(term: re.Match[str]) -> bool:
    """Whether what looks like a term is searched for: `10:30` is a time, not a filter called 10."""
    name = term["name"] or ""
    return term["sign"] == ":" and bool(name) and not name[0].isalpha()


def _word(text: str, at: int, found: _Found) -> int:
    word = _WORD.match(text, at)
    if word is None or (text[at] == '"' and (word[0] == '"' or not _is_quoted(word[0]))):
        raise _bad(at, "this quote is never closed", "close it, or leave it out")
    found.words.extend(_bare(word[0]).split())
    return word.end()


def _term(text: str, term: re.Match[str], found: _Found) -> int:
    start, at = term.start(), term.end()
    sign = _SIGN_ALIASES.get(term["sign"], term["sign"])
    if term["name"] is None:
        raise _bad(start, f"nothing stands before {sign}", "write a name as in verdict:open or killed>10, or quote it")
    name = _bare(term["name"])
    values, end = _values(text, at)
    if not values:
        raise _bad(at, f"nothing stands after {name}{sign}"[:60], f"write it as in {_example(name, sign)}")
    if sign != ":":
        found.numbers.append((_spelt(name), sign, _number(at, values)))
        return end
    name = _ALIASES.get(name.casefold(), name.casefold())
    if name in LISTS:
        found.lists.setdefault(name, []).extend(_allowed(name, value, place) for place, value in values)
    elif name in SINGLES:
        _single(name, values, start, found)
    else:
        raise _bad(start, f"no filter is called {said(name)}", f"use {', '.join(NAMES)}, or quote it to search for it")
    return end


def _values(text: str, at: int) -> tuple[list[tuple[int, str]], int]:
    """The values behind a sign, parted by commas, each with its place, and the place behind them."""
    values: list[tuple[int, str]] = []
    while match := _VALUE.match(text, at):
        values.append((at, _bare(match[0])))
        at = match.end()
        if text[at : at + 1] != ",":
            break
        at += 1
    if at < len(text) and text[at] == '"':
        raise _bad(at, "this quote is never closed or has no blank before it", "close it, or leave it out")
    if at < len(text) and not text[at].isspace():
        raise _bad(at, f"{said(text[at])} cannot stand here", "put a blank between two filters")
    return values, at


def _single(name: str, values: list[tuple[int, str]], start: int, found: _Found) -> None:
    place, value = values[0]
    if len(values) > 1:
        raise _bad(values[1][0], f"{name} takes one value", "leave the others out, or quote a value that has a comma")
    if name in found.singles:
        raise _bad(start, f"{name} is given twice", "leave one of the two out")
    if not value.strip():
        raise _bad(place, f"nothing stands after {name}:", f"write it as in {_example(name, ':')}")
    if name in ("since", "until"):
        try:
            value = times.parse_moment(value)[0]
        except BadInput as problem:
            raise _bad(place, problem.what, problem.todo) from None
    found.singles[name] = value


def _allowed(name: str, value: str, place: int) -> str:
    if name not in _KNOWN:
        return _spelt(value)
    word = value.casefold()
    if word not in _KNOWN[name]:
        raise _bad(place, f"{said(value)} is no {name}", f"use {', '.join(_KNOWN[name])}")
    return word


def _spelt(word: str) -> str:
    """A word of the suggested measures and counted things in its own spelling, others as typed."""
    return _SPELT.get(word.casefold(), word)


def _number(at: int, values: list[tuple[int, str]]) -> int:
    written = values[0][1]
    if len(values) > 1 or not _DIGITS.fullmatch(written) or int(written) > LARGEST:
        raise _bad(at, f"{said(','.join(v for _, v in values))} is no number", "write digits only, as in killed>10")
    return int(written)


def _example(name: str, sign: str) -> str:
    if sign != ":":
        return "killed>10"
    return {"verdict": "verdict:open", "kind": "kind:figure", "since": "since:2025-04-01"}.get(name, 'who:"RU MoD"')


def _bare(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written[1:-1], flags=re.DOTALL) if _is_quoted(written) else written


def _is_quoted(written: str) -> bool:
    return re.fullmatch(_QUOTED, written) is not None


def _bad(at: int, what: str, todo: str) -> BadInput:
    return BadInput(what, where=f"column {at + 1}", todo=todo)


def show_filter(wanted: ClaimFilter) -> str:
    """The filter as text that parse_filter reads back as the same filter."""
    terms = [
        f"{name}:{','.join(map(_quote, getattr(wanted, attribute)))}"
        for name, attribute in LISTS.items()
        if getattr(wanted, attribute)
    ]
    singles: dict[str, str | None] = {name: getattr(wanted, attribute) for name, attribute in SINGLES.items()}
    if singles["sort"] == ClaimFilter().order:
        singles["sort"] = None
    terms += [f"{name}:{_quote(value)}" for name, value in singles.items() if value]
    terms += [f"{_quote(measure)}{sign}{number}" for measure, sign, number in wanted.numbers]
    terms += [_quote(word, needs=_TERM.match) for word in wanted.words.split()]
    return " ".join(terms)


_PLAIN: Final = re.compile(r'[^\s":,<>=≤≥\\]+')


def _quote(value: str, needs: Callable[[str], object] | None = None) -> str:
    """The value, in quotes where it would be read as something else without them."""
    if _PLAIN.fullmatch(value):
        return value
    if needs is not None and '"' not in value and not needs(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
