"""The checks that records make of themselves: each raises BadInput or Incoherent in one short line."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from factdesk.model import times, vocabulary
from factdesk.model.errors import BadInput, Incoherent

LARGEST: Final = 2**53
"""The largest whole number kept: JSON readers and spreadsheets hold every integer up to it exactly."""

LONGEST_ADDRESS: Final = 8192
CODE: Final = re.compile(r"[\w.\-]{1,24}")
"""A short name in full: any script's letters and digits."""
_DEGREES: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_FIGURES_ONLY: Final = ("low", "high", "value", "qualifier", "words")
_BOUNDS: Final = {
    "at_least": ("low",),
    "more_than": ("low",),
    "up_to": ("high",),
    "fewer_than": ("high",),
    "exact": ("low", "high"),
    "between": ("low", "high"),
}
"""The ends of the interval that a qualifier cannot be without."""


def bad(what: str, *, where: str = "", todo: str = "") -> BadInput:
    """A BadInput ready to raise."""
    return BadInput(what, where=where, todo=todo)


def said(value: object) -> str:
    """A value quoted for an error line: shortened, and with everything unprintable escaped by repr()."""
    if isinstance(value, str) and len(value) > 40:
        value = value[:39] + "…"
    return repr(value)


def has_no_default(field: dataclasses.Field[Any]) -> bool:
    """Whether a record cannot be made without this field."""
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def required(record: Any, *names: str) -> None:
    """Refuses a field that is missing, empty or nothing but blanks."""
    for name in names:
        value = getattr(record, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            raise bad("this is required", where=name, todo=f"give the {record.KIND} a {name}")


def code(record: Any) -> None:
    """Refuses a short name that is not 1 to 24 letters (any script), digits, hyphens, dots, underscores."""
    value = record.code
    if not isinstance(value, str) or not CODE.fullmatch(value):
        raise bad(
            f"{said(value)} cannot be a code",
            where="code",
            todo="use 1 to 24 letters, digits, hyphens, dots or underscores, such as A12",
        )


def one_of(record: Any, name: str, words: Iterable[str], *, empty: bool = False) -> None:
    """Refuses a word that is not on the list; `empty` says whether None may stand there."""
    value = getattr(record, name)
    if value is None and empty:
        return
    allowed = tuple(words)
    if not isinstance(value, str) or value not in allowed:
        raise bad(f"{said(value)} is not known here", where=name, todo=f"use one of {', '.join(allowed)}")


def moment(record: Any, *names: str) -> None:
    """Refuses what is no ISO 8601 date or time (see times.fault); None may stand there."""
    for name in names:
        value = getattr(record, name)
        if value is None:
            continue
        fault = times.fault(value) if isinstance(value, str) else "this is not a date"
        if fault:
            raise bad(f"{fault}: {said(value)}", where=name, todo=f"write {times.FORM}")


def degrees(record: Any, name: str, most: int) -> None:
    """Refuses what is no text of decimal degrees between -`most` and `most`; None may stand there."""
    value = getattr(record, name)
    if value is None:
        return
    if not isinstance(value, str) or not _DEGREES.fullmatch(value) or abs(float(value)) > most:
        raise bad(
            f"{said(value)} is no place on the map",
            where=name,
            todo=f"write decimal degrees from -{most} to {most}, such as 47.9105",
        )


def texts(record: Any) -> None:
    """Refuses text that cannot be stored (NUL, half a surrogate pair) and what is no text where text belongs.

    Everything else is kept character for character.
    """
    for name, text, optional, several, number in _types(type(record)):  # type: ignore[arg-type]  # a class can be hashed
        value = getattr(record, name)
        if text and isinstance(value, str):
            if "\0" in value or not value.isascii():
                storable(value, name)
        elif value is None and optional:
            continue
        elif several and isinstance(value, tuple) and all(isinstance(v, str) for v in value):
            for part in value:
                storable(part, name)
        elif value is None:
            required(record, name)
        elif not number:
            wanted = "a list of texts" if several else "text"
            raise bad(f"{said(value)} is not {wanted}", where=name, todo=f"give {wanted}")


@cache
def _types(cls: Any) -> tuple[tuple[str, bool, bool, bool, bool], ...]:
    """For each field of a record: its name, whether it is a text, may be empty, is a list of texts, is a number."""
    kinds = [(field.name, str(field.type)) for field in dataclasses.fields(cls)]
    return tuple((name, "str" in kind and "tuple" not in kind, "None" in kind, "tuple" in kind, kind.startswith("int"))
                 for name, kind in kinds)  # fmt: skip


def storable(text: str, name: str) -> None:
    """Refuses text that holds NUL or half a surrogate pair; `name` is the field for the error line."""
    if "\0" in text:
        raise bad(
            f"character {text.index(chr(0)) + 1} is NUL, at which other programs cut the text off",
            where=name,
            todo="remove it",
        )
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise bad(
            f"character {error.start + 1} is half a surrogate pair, which no file can hold",
            where=name,
            todo="copy the text again from its source",
        ) from None


def whole_numbers(record: Any, *names: str) -> None:
    """Refuses what is no whole number from 0 to 2**53; None may stand there."""
    for name in names:
        value = getattr(record, name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int):
            raise bad(f"{said(value)} is not a whole number", where=name, todo="write digits only")
        if not 0 <= value <= LARGEST:
            raise bad("the number is below 0 or above 2^53", where=name, todo="look at it again")


def interval(record: Any) -> None:
    """Refuses low above high, and a qualifier without the bounds that it implies (`at_least` has a low)."""
    low, high, qualifier = record.low, record.high, record.qualifier
    if low is not None and high is not None and low > high:
        raise Incoherent(f"low {low} is above high {high}", where="low", todo="exchange or correct them")
    for name in _BOUNDS.get(qualifier or "", ()):
        if getattr(record, name) is None:
            raise Incoherent(f"{qualifier} needs a {name}", where=name, todo="give it, or change the qualifier")
    if qualifier == "exact" and low != high:
        raise Incoherent(
            f"exact means one number, not {low} to {high}",
            where="qualifier",
            todo="use between, or one number",
        )


def only_figures(record: Any) -> None:
    """Refuses a number in a claim that is no figure."""
    for name in _FIGURES_ONLY:
        if getattr(record, name) is not None:
            raise Incoherent(
                f"{record.kind} claims hold no number", where=name, todo="leave it out, or use kind figure"
            )


def part_of_whole(part: Any, whole: Any) -> None:
    """Refuses a part of another incident, or larger than its whole (its low above the whole's high)."""
    if part.incident != whole.incident:
        raise Incoherent(
            f"{whole.code} belongs to another incident",
            where="part_of",
            todo="choose a claim of this incident",
        )
    if part.low is not None and whole.high is not None and part.low > whole.high:
        raise Incoherent(
            f"the part ({part.low} or more) is larger than its whole {whole.code} (at most {whole.high})",
            where="part_of",
            todo="correct one of the two figures, or take the part out of that whole",
        )


def not_itself(record: Any, *names: str) -> None:
    """Refuses a record that refers to itself."""
    for name in names:
        if getattr(record, name) is not None and getattr(record, name) == record.id:
            raise Incoherent(f"the {record.KIND} names itself", where=name, todo=f"choose another {record.KIND}")


def web_address(record: Any, *names: str) -> None:
    """Refuses what is no http(s) address with a host, of at most 8192 characters; None may stand there."""
    for name in names:
        value = getattr(record, name)
        if value is None:
            continue
        problem, todo = address_fault(value)
        if problem:
            raise bad(problem, where=name, todo=todo)


def address_fault(value: object) -> tuple[str, str]:
    """Why a value is no http(s) address and what to do; two empty texts where it is one."""
    if not isinstance(value, str):
        return f"{said(value)} is not text", "write the address as text"
    if len(value) > LONGEST_ADDRESS:
        return f"the address has more than {LONGEST_ADDRESS} characters", "look for its short form"
    if not value.isprintable() or any(c.isspace() for c in value):
        return (
            "the address holds a blank or an invisible character",
            "write %20 for a blank, and drop the rest",
        )
    try:
        address = urlsplit(value)
        host, _ = address.hostname, address.port
    except ValueError:
        return f"{said(value)} is no web address", "copy it again from the browser"
    if address.scheme not in ("http", "https"):
        if address.scheme and "://" in value:
            return f"{address.scheme}:// is not a web address", "attach a local copy as a file instead"
        return "the address has no scheme", "write https:// in front"
    if not host:
        return "the address names no host", "copy it again from the browser"
    return "", ""


def one_root(record: Any) -> None:
    """Refuses a source or a citation that carries both another source and a speaker, and a source cited as its own."""
    if record.root is not None and record.root_speaker is not None:
        raise Incoherent(
            f"a {record.KIND} carries either another source or a speaker",
            where="root",
            todo="leave one of the two out",
        )
    if record.root is not None and record.root == getattr(record, "source", None):
        raise Incoherent(
            "the source cannot carry its own words",
            where="root",
            todo="leave it out: without it the words are the source's own, or of whom the source carries",
        )


def reason(record: Any) -> None:
    """Refuses a verdict without a reason."""
    if not isinstance(record.reason, str) or not record.reason.strip():
        raise bad("a verdict needs a reason", where="reason", todo="say in a few words why it holds")


def basis(record: Any) -> None:
    """Refuses an unknown verdict, and a basis that does not belong to it (`open` has none)."""
    one_of(record, "verdict", vocabulary.VERDICTS)
    allowed = vocabulary.BASES[record.verdict]
    if record.basis is None and not allowed:
        return
    if not allowed:
        raise bad(f"{record.verdict} has no basis", where="basis", todo="leave it out")
    if not isinstance(record.basis, str) or record.basis not in allowed:
        named = "no basis was given" if record.basis is None else f"{said(record.basis)} is no basis"
        raise bad(f"{named} for {record.verdict}", where="basis", todo=f"use one of {', '.join(allowed)}")


def sha256(record: Any, name: str) -> None:
    """Refuses what is no SHA-256 written as 64 lower-case hexadecimal digits."""
    value = getattr(record, name)
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise bad(f"{said(value)} is no SHA-256", where=name, todo="write 64 hexadecimal digits in lower case")
