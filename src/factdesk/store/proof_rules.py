"""What a row must be for its record to stand, as SQL: stricter than the model's own checks, never laxer.

A row that fails here may still stand; the model is asked then. `t` is the row's table. Text with NUL or other control
characters is kept out by `proof`, types and empty cells that must be full are those of the STRICT tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from factdesk.model import vocabulary
from factdesk.model.checks import LARGEST


def _quoted(words: Iterable[str]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)


def _among(name: str, words: Iterable[str], *, empty: bool = False) -> str:
    return f"(t.{name} IN ({_quoted(words)})" + (f" OR t.{name} IS NULL)" if empty else ")")


def _given(*names: str) -> str:
    """Texts whose first character is no blank: those of Unicode lie outside these ranges."""
    one = "(unicode(t.{0}) BETWEEN 33 AND 126 OR unicode(t.{0}) BETWEEN 161 AND 5759"
    one += " OR unicode(t.{0}) BETWEEN 8208 AND 8231 OR unicode(t.{0}) > 12288)"
    return " AND ".join(one.format(name) for name in names)


_SECOND: Final = "[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z"
"""The form in which most data sets tell a time: it needs no calendar up to the 28th of a month."""


def _moments(*names: str) -> str:
    """Days and times that SQLite's calendar gives back unchanged, with an offset of less than 14 hours.

    Only where something is added does it turn 31 April into 1 May.
    """
    one = """(t.{0} IS NULL OR t.{0} GLOB '{3}' AND substr(t.{0}, 6, 2) BETWEEN '01' AND '12'
    AND substr(t.{0}, 9, 2) BETWEEN '01' AND '28' AND substr(t.{0}, 12, 2) < '24'
  OR t.{0} >= '1000' AND t.{0} < '3000' AND CASE length(t.{0})
  WHEN 10 THEN date(t.{0}, '+0 days') = t.{0}
  WHEN 7 THEN date(t.{0} || '-01') = t.{0} || '-01'
  WHEN 4 THEN t.{0} NOT GLOB '*[^0-9]*'
  ELSE CASE substr(t.{0}, 17, 1)
    WHEN ':' THEN strftime('%Y-%m-%dT%H:%M:%S', substr(t.{0}, 1, 19), '+0 days') = substr(t.{0}, 1, 19)
      AND (substr(t.{0}, 20) IN ('', 'Z') OR {1})
    ELSE strftime('%Y-%m-%dT%H:%M', substr(t.{0}, 1, 16), '+0 days') = substr(t.{0}, 1, 16)
      AND (substr(t.{0}, 17) IN ('', 'Z') OR {2}) END END)"""
    return " AND ".join(one.format(name, _offset(f"t.{name}", 20), _offset(f"t.{name}", 17), _SECOND) for name in names)


def _offset(text: str, place: int) -> str:
    zone = f"substr({text}, {place})"
    return f"{zone} GLOB '[+-]0[0-9]:[0-5][0-9]' OR {zone} GLOB '[+-]1[0-3]:[0-5][0-9]'"


def _numbers(*names: str) -> str:
    return " AND ".join(f"coalesce(t.{name}, 0) BETWEEN 0 AND {LARGEST}" for name in names)


def _degrees(name: str, most: int) -> str:
    """Digits with one point in their midst, after a minus perhaps."""
    size = f"ltrim(t.{name}, '-')"
    return f"""(t.{name} IS NULL OR (t.{name} GLOB '[0-9]*' OR t.{name} GLOB '-[0-9]*')
  AND length({size}) BETWEEN 3 AND 15 AND instr({size}, '.') BETWEEN 2 AND 4 AND {size} GLOB '*[0-9]'
  AND length(replace({size}, '.', '')) = length({size}) - 1 AND replace({size}, '.', '') NOT GLOB '*[^0-9]*'
  AND abs(CAST(t.{name} AS REAL)) <= {most})"""


def _bases() -> str:
    pairs = [f"{verdict}/{basis}" for verdict, bases in vocabulary.BASES.items() for basis in bases or ("",)]
    return f"t.basis IS NOT '' AND t.verdict || '/' || coalesce(t.basis, '') IN ({_quoted(pairs)})"


_KNOWN: Final = _among("confidentiality", vocabulary.CONFIDENTIALITY)

_FIGURE: Final = f"""CASE t.kind WHEN 'figure' THEN {_given("measure", "counted", "words")} AND CASE t.qualifier
    WHEN 'exact' THEN t.low = t.high
    WHEN 'between' THEN t.low <= t.high
    WHEN 'at_least' THEN t.low IS NOT NULL
    WHEN 'more_than' THEN t.low IS NOT NULL
    WHEN 'up_to' THEN t.high IS NOT NULL
    WHEN 'fewer_than' THEN t.high IS NOT NULL
    ELSE {_among("qualifier", ("about", "vague"))} END
  ELSE {_given("statement")} AND t.low IS NULL AND t.high IS NULL AND t.value IS NULL AND t.qualifier IS NULL
    AND t.words IS NULL END"""

_RULES: Final[dict[str, tuple[str, ...]]] = {
    "incident": (
        _given("title"),
        _among("kind", vocabulary.INCIDENT_KINDS),
        _among("place_precision", vocabulary.PLACE_PRECISION, empty=True),
        _among("began_precision", vocabulary.TIME_PRECISION, empty=True),
        _moments("began", "ended"),
        _degrees("lat", 90),
        _degrees("lon", 180),
    ),
    "speaker": (_given("name"), _KNOWN),
    "source": (
        _given("title"),
        _among("kind", vocabulary.SOURCE_KINDS),
        _KNOWN,
        _among("reliability", vocabulary.RELIABILITY, empty=True),
        _moments("published_at", "seen_at"),
        "t.root IS NOT t.id",
        "(t.root IS NULL OR t.root_speaker IS NULL)",
    ),
    "claim": (
        _given("incident"),
        _among("kind", vocabulary.CLAIM_KINDS),
        _among("denies_aspect", vocabulary.DENIED_ASPECTS, empty=True),
        _numbers("low", "high", "value"),
        "(t.low IS NULL OR t.high IS NULL OR t.low <= t.high)",
        _FIGURE,
        "t.part_of IS NOT t.id AND t.denies IS NOT t.id",
        _moments("as_of", "said_at"),
    ),
    "citation": (
        _given("claim", "source"),
        _among("stance", vocabulary.STANCES),
        "t.root IS NOT t.source",
        "(t.root IS NULL OR t.root_speaker IS NULL)",
    ),
    "review": (_given("claim", "reviewer", "at", "reason"), _bases()),
}

STANDS: Final = {kind: " AND ".join(f"({rule})" for rule in rules) for kind, rules in _RULES.items()}
"""For each kind of which a desk holds many: the condition."""

LATER: Final = {"citation": ("root", "root_speaker")}
"""Fields that older versions did not know: their entries leave them out."""
