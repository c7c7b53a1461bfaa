"""Reads the cells of one record by a map: each field by its kind, with what could not be read kept in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from factdesk.model import vocabulary
from factdesk.model.checks import address_fault, bad, said
from factdesk.model.errors import BadInput
from factdesk.model.importing.cells import BadCell, Compiler, Getter, Scope, bare, label
from factdesk.model.times import fault, parse_moment

Reader = Callable[[str], str]

WORDS: Final[dict[str, Mapping[str, str]]] = {
    "incident.kind": vocabulary.INCIDENT_KINDS,
    "incident.place_precision": vocabulary.PLACE_PRECISION,
    "incident.began_precision": dict.fromkeys(vocabulary.TIME_PRECISION, ""),
    "claim.kind": vocabulary.CLAIM_KINDS,
    "claim.qualifier": vocabulary.QUALIFIERS,
    "claim.denies_aspect": vocabulary.DENIED_ASPECTS,
    "source.kind": vocabulary.SOURCE_KINDS,
    "source.confidentiality": vocabulary.CONFIDENTIALITY,
    "source.reliability": vocabulary.RELIABILITY,
    "speaker.confidentiality": vocabulary.CONFIDENTIALITY,
    "citation.stance": vocabulary.STANCES,
    "review.verdict": vocabulary.VERDICTS,
}
"""Fields that take a word of a list."""

MOMENTS: Final = {"incident.began", "incident.ended", "claim.as_of", "claim.said_at", "source.published_at",
                  "source.seen_at", "review.at"}  # fmt: skip
DEGREES: Final = {"incident.lat": 90, "incident.lon": 180}
ADDRESSES: Final = {"source.url", "source.archived_url"}

_DEGREES: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?")
_PLAIN_URL: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?:[/?#][!-~]*)?")
_ISO: Final = re.compile(
    r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])?)?"
)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Fields:
    """The fields of one record as a map gives them, compiled; `unread` collects what could not be read."""

    def __init__(self, compiler: Compiler, kind: str, spec: Mapping[str, Any], names: tuple[str, ...]) -> None:
        self.kind = kind
        self.plan: list[tuple[str, Getter, Reader | None]] = []
        self._spec = spec
        for name in names:
            if name in spec:
                where = f"{kind}.{name}"
                self.plan.append((name, compiler.cell(spec[name], where), reader_of(where, spec[name])))

    def read(self, scope: Scope, unread: list[BadCell]) -> dict[str, Any]:
        """The values that could be read; the others go to `unread`, each with its field."""
        values: dict[str, Any] = {}
        for name, get, read in self.plan:
            try:
                value = get(scope)
                if value is None:
                    continue
                if read is not None:
                    value = read(value)
                elif "\0" in value or not (value.isascii() or _storable(value)):
                    raise BadCell("it holds a character that no desk can keep (NUL, or half a pair)", value)
                values[name] = value
            except BadCell as problem:
                problem.column = label(self._spec[name], scope) or problem.column or f"{self.kind}.{name}"
                unread.append(problem)
        return values


def reader_of(where: str, spec: Any) -> Reader | None:
    """What reads a field from a cell's text; None for plain text."""
    if where in WORDS:
        return _word_reader(WORDS[where])
    if where in MOMENTS:
        return moment_reader(spec, where)
    if where in DEGREES:
        return _degrees_reader(DEGREES[where])
    return read_address if where in ADDRESSES else None


def moment_reader(spec: Any, where: str) -> Reader:
    """What reads a moment: `date` of its cell names how it is written, or `day` to drop the time."""
    forms = spec.get("date", ()) if isinstance(spec, dict) else ()
    forms = (forms,) if isinstance(forms, str) else tuple(forms)
    for form in forms:
        if not isinstance(form, str) or (form != "day" and "%" not in form):
            raise bad(f"{said(form)} is no form of a date", where=where, todo='write "day", or a form such as %d/%m/%Y')
    return lambda text: read_moment(text, forms)[0]


@lru_cache(maxsize=4096)
def read_moment(text: str, forms: tuple[str, ...] = ()) -> tuple[str, str]:
    """A moment as ISO 8601 and its precision. Raises BadCell for one that does not exist or has two readings."""
    plain = bare(text)
    if forms == ("day",) and _DAY.match(plain):
        plain = plain[:10]
    elif forms:
        plain = _by_form(plain, forms, text)
    if _ISO.fullmatch(plain):  # the common form, three times as fast
        try:
            datetime.fromisoformat(plain)
        except ValueError:
            pass
        else:
            return plain, "day" if len(plain) == 10 else "minute"
    if fault(plain) is None:
        return plain, {4: "year", 7: "month", 10: "day"}.get(len(plain), "minute")
    try:
        return parse_moment(plain)
    except BadInput as problem:
        raise BadCell(problem.what.partition(":")[0], text) from None


def _by_form(plain: str, forms: tuple[str, ...], text: str) -> str:
    for form in forms:
        try:
            if form == "day":
                continue
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    if "day" in forms and _DAY.match(plain):
        return plain[:10]
    raise BadCell("this is not a date of the form that the map gives", text)


def _word_reader(words: Mapping[str, str]) -> Reader:
    def read(text: str) -> str:
        if text in words:
            return text
        word = bare(text).casefold()
        for one in words:
            if one.casefold() == word:
                return one
        raise BadCell("the desk has no such word", text)

    return read


def _degrees_reader(most: int) -> Reader:
    def read(text: str) -> str:
        plain = bare(text)
        if not _DEGREES.fullmatch(plain):
            try:
                plain = repr(round(float(plain), 9))
            except ValueError:
                plain = ""
        if not _DEGREES.fullmatch(plain) or abs(float(plain)) > most:
            raise BadCell("this is no place on the map", text)
        return plain.rstrip("0").rstrip(".") if "." in plain else plain  # 48.140000 and 48.14 are one place

    return read


def read_address(text: str) -> str:
    """A web address without blanks around it. Raises BadCell for what is none."""
    plain = bare(text)
    if len(plain) < 2_000 and _PLAIN_URL.fullmatch(plain):
        return plain
    problem, _ = address_fault(plain)
    if problem:
        raise BadCell(problem, text)
    return plain


def _storable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
