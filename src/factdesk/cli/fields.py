"""Options and values from the model's field lists, so that no field is named twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Final, TypeVar

import click

from factdesk.model import vocabulary
from factdesk.model.errors import BadInput
from factdesk.model.records import RECORDS

Function = TypeVar("Function", bound=Callable[..., Any])

HELP: Final = {
    "code": "Short name, such as A12; chosen by the desk where it is left out.",
    "title": "What it is called.",
    "began": "When it began: 2025-04-04, 2025-04, or 2025-04-04T18:50+03:00.",
    "ended": "When it ended.",
    "place": "Town or place.",
    "region": "Region.",
    "country": "Country.",
    "lat": "Latitude in decimal degrees.",
    "lon": "Longitude in decimal degrees.",
    "summary": "A few sentences of context.",
    "name": "Name of the person or body.",
    "role": "What the person is.",
    "organisation": "The body that the person speaks for.",
    "side": "The party to the conflict, if any.",
    "note": "A note for the desk; it stays behind in exports.",
    "incident": "The incident, by code or id.",
    "measure": f"What happened to those counted: {', '.join(vocabulary.MEASURES)} … or your word.",
    "counted": f"Who or what is counted: {', '.join(vocabulary.COUNTED[:5])} … or your words.",
    "part_of": "The claim that this one is a part of, by code or id.",
    "low": "Lowest number that the words allow.",
    "high": "Highest number that the words allow.",
    "value": "The number as said.",
    "words": "Qualifier and number word for word, where they differ from --figure.",
    "scope": "What the figure covers.",
    "as_of": "The moment for which it holds.",
    "statement": "What is said, for claims that are no figures.",
    "speaker": "Who says it, by name or id.",
    "said_at": "When it was said.",
    "denies": "The claim that this one denies, by code or id.",
    "publisher": "Who published it.",
    "url": "Its web address.",
    "archived_url": "The address of an archived copy.",
    "published_at": "When it was published.",
    "seen_at": "When you saw it.",
    "language": "Its language.",
    "root": "The source or speaker that it only carries, by code, name or id.",
    "root_speaker": "The speaker that it only carries.",
    "file": "SHA-256 of a file that the desk holds.",
    "withdrawn": "Why and when it was withdrawn; empty while it stands.",
    "claim": "The claim, by code or id.",
    "source": "The source, by code or id.",
    "quote": "The words as they stand in the source.",
    "translation": "A translation of the quote.",
    "locator": "Where in the source: page, minute, paragraph.",
}
"""What the help says of each field; word lists explain themselves."""

IN_CITATION: Final = {
    "root": "Whose words the source carries for this claim: a speaker or another source, by name, code or id.",
    "root_speaker": "The speaker whose words the source carries for this claim.",
}
"""The same of fields that mean something of their own in a citation."""

_WORDS: Final[dict[tuple[str, str], dict[str, str]]] = {
    ("incident", "kind"): vocabulary.INCIDENT_KINDS,
    ("claim", "kind"): vocabulary.CLAIM_KINDS,
    ("source", "kind"): vocabulary.SOURCE_KINDS,
    ("claim", "qualifier"): vocabulary.QUALIFIERS,
    ("claim", "denies_aspect"): vocabulary.DENIED_ASPECTS,
    ("source", "confidentiality"): vocabulary.CONFIDENTIALITY,
    ("speaker", "confidentiality"): vocabulary.CONFIDENTIALITY,
    ("source", "reliability"): vocabulary.RELIABILITY,
    ("citation", "stance"): vocabulary.STANCES,
    ("incident", "place_precision"): vocabulary.PLACE_PRECISION,
    ("incident", "began_precision"): dict.fromkeys(vocabulary.TIME_PRECISION, ""),
}
FIGURE: Final = 'A figure as people write it: "at least 16", "up to 85", "16-20", "dozens".'


def names_of(kind: str) -> list[str]:
    """The fields of a record that can be given, `figure` among those of a claim."""
    names = [field.name for field in fields(RECORDS[kind]) if field.name != "id"]
    return [*names, "figure"] if kind == "claim" else names


def options(kind: str, *leave: str) -> Callable[[Function], Function]:
    """An option for every field of a kind of record, but for those that are left out."""

    def decorate(function: Function) -> Function:
        for name in reversed([name for name in names_of(kind) if name not in leave]):
            function = click.option(_flag(name), name, metavar="TEXT", help=_help(kind, name))(function)
        return function

    return decorate


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def _help(kind: str, name: str) -> str:
    if name == "figure":
        return FIGURE
    words = _WORDS.get((kind, name))
    if words:
        return f"One of {', '.join(words)}."
    return IN_CITATION[name] if kind == "citation" and name in IN_CITATION else HELP[name]


def typed(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values from a command line as the record wants them: whole numbers where it holds such.

    Raises BadInput for a field that the record does not have or digits that are none.
    """
    known = names_of(kind)
    numbers = {field.name for field in fields(RECORDS[kind]) if str(field.type).startswith("int")}
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise BadInput(f"a {kind} has no field {name!r}", todo=f"its fields are {', '.join(known)}")
        found[name] = _number(name, value) if name in numbers and isinstance(value, str) and value.strip() else value
    return found


def _number(name: str, text: str) -> int:
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > 17:
        raise BadInput("this is not a whole number", where=name, todo="write digits only")
    return int(digits)
