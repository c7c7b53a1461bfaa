"""What a column probably holds, by its name and its first values: the words that data sets use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from factdesk.model.importing.cells import BadCell, as_text, bare
from factdesk.model.importing.fields import read_moment
from factdesk.model.importing.numbers import from_text, whole

ROLES: Final[dict[str, str]] = {
    "key": r"(?:(?:event|incident|record|claim|row|main|case)?[ _.-]?(?:id|code|nr|no|number|ref)|ext_id|identifier)",
    "began": r"(?:incident|event|report|start|reported)?[ _]?(?:date|day|began|when)(?:[ _]?(?:start|occurred))?",
    "ended": r"(?:date[ _]?end|end[ _]?date|ended|until)",
    "time": r"time",
    "place": r"(?:place|location|town|city|village|settlement|where|site|where_coordinates|location of .*|place_?name)",
    "region": r"(?:region|oblast|adm(?:in)?_?1|state|province|governorate|region of incident|county)",
    "country": r"(?:country|country of incident|nation)",
    "lat": r"(?:lat|latitude)",
    "lon": r"(?:lon|lng|long|longitude)",
    "coordinates": r"(?:coordinates|coords|lat[ _/,]*lon(?:g)?|geo|location_coordinates)",
    "title": r"(?:title|headline|event|incident|name|event_name)",
    "summary": r"(?:summary|description|details|notes?|comments?|remarks?)",
    "statement": r"(?:statement|claim|text|quote|assertion)",
    "url": r"(?:url|link|href|source[ _]?(?:url|link)|web(?:site)?|links|urls)",
    "publisher": r"(?:source|sources|publisher|outlet|media|agency|source[ _]?(?:name|office)|information source)",
    "speaker": r"(?:speaker|attribution|(?:said|claimed|reported)[ _]by|source_original|according[ _]to|authority)",
    "role": r"(?:role|speaker[ _]role|position)",
    "said_at": r"(?:said[ _]at|claimed[ _]at|said|claim[ _]date)",
    "measure": r"(?:measure|harm|outcome|casualty[ _]type)",
    "counted": r"(?:counted|population|unit|victims|group|who)",
    "figure": r"(?:figure|count|number|toll|value|words)",
    "low": r"(?:low|min|minimum|lower|lowest|at[ _]least)",
    "high": r"(?:high|max|maximum|upper|highest|up[ _]to)",
    "best": r"(?:best|point|estimate|best[ _]estimate)",
    "qualifier": r"(?:qualifier|approx|modifier|.*\*)",
    "scope": r"scope",
    "part_of": r"(?:part[ _]of|subset[ _]of|parent)",
    "grading": r".*(?:quality|reliab|grade|grading|confidence|clarity|certainty|credib|_?prec(?:ision)?|status)\b.*",
}
"""Each role with the names that stand for it, whole and in small letters."""

MEASURES: Final = (
    ("killed", r"kill|dead\b|death|fatal|died|succumb"),
    ("injured", r"injur|wound"),
    ("missing", r"missing"),
    ("displaced", r"displac|evacuat"),
    ("hospitalised", r"hospital"),
    ("detained", r"detain|arrest|\bpow\b|captur"),
    ("abducted", r"abduct|kidnap"),
    ("rescued", r"rescu|surviv"),
    ("destroyed", r"destroy"),
    ("damaged", r"damag"),
)
COUNTED: Final = (
    ("children", r"child|minor|kids"),
    ("women", r"wom[ae]n|female"),
    ("men", r"\bm[ae]n\b|\bmales?\b"),
    ("civilians", r"civil(?:ian)?(?!def)"),
    ("military personnel", r"milit|soldier|combatant|personnel|troops"),
    ("medics", r"\bmed(?:ic|ical)?s?\b|health|\bmed_"),
    ("journalists", r"press|journal"),
    ("schools", r"school"),
    ("homes", r"home|house"),
    ("vehicles", r"vehicle|car\b"),
    ("buildings", r"building"),
)

_LIMITS: Final = r"^(?P<stem>.*?)[ _.-]*(?P<limit>low|min|lower|high|max|upper|best|point)(?:est|imum)?$"


def role_of(name: str) -> str | None:
    """The role of a column by its name alone."""
    plain = " ".join(bare(name).casefold().split())
    return next((role for role, form in ROLES.items() if re.fullmatch(form, plain)), None)


def measure_of(name: str) -> str | None:
    """What a column of numbers measures; None where its name does not say."""
    plain = bare(name).casefold()
    return next((measure for measure, form in MEASURES if re.search(form, plain)), None)


def counted_of(name: str) -> str:
    """Who or what a column counts: people, where its name says no more."""
    plain = bare(name).casefold().replace("_", " ")
    return next((counted for counted, form in COUNTED if re.search(form, plain)), "people")


def limit_of(name: str) -> tuple[str, str] | None:
    """The stem and the limit (low, high, best) of a column that is an end of a range."""
    found = re.match(_LIMITS, bare(name).casefold())
    if not found:
        return None
    limit = found["limit"]
    which = "low" if limit[:2] in ("lo", "mi") else "high" if limit[:2] in ("hi", "ma", "up") else "best"
    return found["stem"], which


def values_of(rows: Sequence[Mapping[str, Any]], name: str, most: int = 200) -> list[str]:
    """The first values of a column that are not empty, as text; dots lead into nested values."""
    found = []
    for row in rows:
        value: Any = row.get(name)
        if value is None and "." in name:
            value = row
            for step in name.split("."):
                value = value.get(step) if isinstance(value, Mapping) else None
        text = bare(as_text(value)) if not isinstance(value, dict) else ""
        if text:
            found.append(text)
        if len(found) >= most:
            break
    return found


def mostly(values: Sequence[str], reads: Any, share: float = 0.8) -> bool:
    """Whether most of the values can be read so."""
    good = 0
    for value in values:
        try:
            good += reads(value) is not None
        except (BadCell, ValueError):
            continue
    return bool(values) and good >= share * len(values)


def are_numbers(values: Sequence[str]) -> bool:
    """Whether a column holds numbers (also such as no figure can be), and none of its figures is written in words."""
    return mostly(values, _number) and not any(_only_a_figure(value) for value in values)


def _number(value: str) -> float:
    try:
        return whole(value)
    except BadCell:
        return float(value)


def _figure(value: str) -> object:
    try:
        return from_text(value)
    except BadCell:
        return float(value)


def _only_a_figure(value: str) -> bool:
    return mostly([value], from_text) and not mostly([value], whole)


def are_figures(values: Sequence[str]) -> bool:
    """Whether a column holds figures as people write them; numbers that can be none are told row by row."""
    return mostly(values, _figure, 0.7)


def are_moments(values: Sequence[str]) -> bool:
    """Whether a column holds dates."""
    return mostly(values, read_moment)


def are_addresses(values: Sequence[str]) -> bool:
    """Whether a column holds web addresses, one or several a cell."""
    return bool(values) and sum(value.startswith(("http://", "https://")) for value in values) >= 0.6 * len(values)


EMPTY_WORDS: Final = ("NA", "N/A", "n/a", "-", "NULL", "null", "None", "unknown", "Unknown")
"""Words that stand for an empty cell."""


def empty_words(rows: Sequence[Mapping[str, Any]], header: Sequence[str]) -> list[str]:
    """Those of `EMPTY_WORDS` that stand among numbers or dates, where they can mean nothing else."""
    found: dict[str, None] = {}
    for name in header:
        values = values_of(rows, name)
        words = {value for value in values if value in EMPTY_WORDS}
        rest = [value for value in values if value not in EMPTY_WORDS]
        if words and (are_numbers(rest) or are_moments(rest) or not rest):
            found.update(dict.fromkeys(sorted(words)))
    return list(found)
