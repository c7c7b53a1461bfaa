"""The desk's records as frozen values that check themselves: what one row of each plain table holds."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, ClassVar, Final

from factdesk.model import checks, vocabulary
from factdesk.model.handover import Export
from factdesk.model.record import Record as Record
from factdesk.model.terms import Succession, Term
from factdesk.model.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """One event at one place and stretch of time, or (kind `statements`) statements without one.

    `lat` and `lon` are decimal degrees kept as text, as they were typed (-90..90, -180..180).
    `began` and `ended` are ISO 8601, as precise as `began_precision` says.
    """

    KIND: ClassVar[str] = "incident"
    TABLE: ClassVar[str] = "incidents"
    code: str
    title: str
    kind: str = "event"
    began: str | None = None
    began_precision: str | None = None
    ended: str | None = None
    place: str | None = None
    region: str | None = None
    country: str | None = None
    lat: str | None = None
    lon: str | None = None
    place_precision: str | None = None
    summary: str | None = None

    def __post_init__(self) -> None:
        checks.required(self, "title")
        checks.code(self)
        checks.one_of(self, "kind", vocabulary.INCIDENT_KINDS)
        checks.one_of(self, "place_precision", vocabulary.PLACE_PRECISION, empty=True)
        checks.one_of(self, "began_precision", vocabulary.TIME_PRECISION, empty=True)
        checks.moment(self, "began", "ended")
        checks.degrees(self, "lat", 90)
        checks.degrees(self, "lon", 180)
        checks.texts(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Record):
    """Who asserts: a person or body, never the publisher. `side` is the party to the conflict, if any."""

    KIND: ClassVar[str] = "speaker"
    TABLE: ClassVar[str] = "speakers"
    name: str
    role: str | None = None
    organisation: str | None = None
    side: str | None = None
    confidentiality: str = "public"
    note: str | None = None

    def __post_init__(self) -> None:
        checks.required(self, "name")
        checks.one_of(self, "confidentiality", vocabulary.CONFIDENTIALITY)
        checks.texts(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One attributed statement that can be judged on its own.

    `low`..`high` is the interval of whole numbers that the qualifier implies; None is an open end.
    `value` is the number as said (None for ranges and vague words), `words` the verbatim qualifier and
    number. `speaker` None means that the carrying source says it in its own voice or names nobody.
    """

    KIND: ClassVar[str] = "claim"
    TABLE: ClassVar[str] = "claims"
    code: str
    incident: str
    kind: str
    measure: str | None = None
    counted: str | None = None
    part_of: str | None = None
    low: int | None = None
    high: int | None = None
    qualifier: str | None = None
    value: int | None = None
    words: str | None = None
    scope: str | None = None
    as_of: str | None = None
    statement: str | None = None
    speaker: str | None = None
    said_at: str | None = None
    denies: str | None = None
    denies_aspect: str | None = None

    def __post_init__(self) -> None:
        checks.code(self)
        checks.required(self, "incident")
        checks.one_of(self, "kind", vocabulary.CLAIM_KINDS)
        checks.one_of(self, "qualifier", vocabulary.QUALIFIERS, empty=True)
        checks.one_of(self, "denies_aspect", vocabulary.DENIED_ASPECTS, empty=True)
        checks.whole_numbers(self, "low", "high", "value")
        checks.interval(self)
        if self.kind == "figure":
            checks.required(self, "measure", "counted", "words", "qualifier")
        else:
            checks.required(self, "statement")
            checks.only_figures(self)
        checks.not_itself(self, "part_of", "denies")
        checks.moment(self, "as_of", "said_at")
        checks.texts(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """An item that carries claims.

    `root` is the source, or `root_speaker` the speaker, that it merely carries; a source with neither is
    a root itself. `file` is the SHA-256 (hex) of a copy kept inside the desk. `withdrawn` says why and
    when the source was taken back; None while it stands.
    """

    KIND: ClassVar[str] = "source"
    TABLE: ClassVar[str] = "sources"
    code: str
    kind: str
    title: str
    publisher: str | None = None
    url: str | None = None
    archived_url: str | None = None
    published_at: str | None = None
    seen_at: str | None = None
    language: str | None = None
    root: str | None = None
    root_speaker: str | None = None
    confidentiality: str = "public"
    reliability: str | None = None
    file: str | None = None
    withdrawn: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        checks.code(self)
        checks.required(self, "title")
        checks.one_of(self, "kind", vocabulary.SOURCE_KINDS)
        checks.one_of(self, "confidentiality", vocabulary.CONFIDENTIALITY)
        checks.one_of(self, "reliability", vocabulary.RELIABILITY, empty=True)
        checks.web_address(self, "url", "archived_url")
        checks.moment(self, "published_at", "seen_at")
        checks.not_itself(self, "root")
        checks.one_root(self)
        checks.texts(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Record):
    """The tie between a claim and a source: the exact quote, its translation, where in the source. `root` or
    `root_speaker` is whose own words the source carries in this one citation; with neither, the source's root holds."""

    KIND: ClassVar[str] = "citation"
    TABLE: ClassVar[str] = "citations"
    claim: str
    source: str
    quote: str | None = None
    translation: str | None = None
    locator: str | None = None
    stance: str = "supports"
    root: str | None = None
    root_speaker: str | None = None

    def __post_init__(self) -> None:
        checks.required(self, "claim", "source")
        checks.one_of(self, "stance", vocabulary.STANCES)
        checks.one_root(self)
        checks.texts(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """One person's judgement of one claim. Never edited: a newer review stands above an older one.

    `rests_on` holds citation ids of the same claim, `warnings` the codes that were shown when it was given.
    """

    KIND: ClassVar[str] = "review"
    TABLE: ClassVar[str] = "reviews"
    claim: str
    verdict: str
    reason: str
    reviewer: str
    at: str
    basis: str | None = None
    rests_on: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checks.required(self, "claim", "reviewer", "at")
        checks.reason(self)
        checks.basis(self)
        checks.texts(self)

    def values(self) -> dict[str, Any]:
        """As a mapping with lists for the tuples, so that JSON gives it back unchanged."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in Record.values(self).items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class File(Record):
    """A copy kept inside the desk: `id` is the SHA-256 (hex) of its bytes, `size` their number."""

    KIND: ClassVar[str] = "file"
    TABLE: ClassVar[str] = "files"
    size: int
    name: str
    media_type: str | None = None

    def __post_init__(self) -> None:
        checks.sha256(self, "id")
        checks.whole_numbers(self, "size")
        checks.texts(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Record):
    """What was taken in from a data set: `rows` read are those `taken` and those `set_aside`; `map` is its TOML.

    `dataset` is the set's name, `sha256` (hex) that of the file, `flagged` how many of the rows taken had a remark.
    """

    KIND: ClassVar[str] = "import"
    TABLE: ClassVar[str] = "imports"
    dataset: str
    file: str
    sha256: str
    rows: int
    taken: int
    set_aside: int
    flagged: int
    map: str

    def __post_init__(self) -> None:
        checks.required(self, "dataset", "file")
        checks.sha256(self, "sha256")
        checks.whole_numbers(self, "rows", "taken", "set_aside", "flagged")
        checks.texts(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(Record):
    """The code (of a speaker: the name) and id of a record that was joined with another: they lead to `record` now."""

    KIND: ClassVar[str] = "alias"
    TABLE: ClassVar[str] = "aliases"
    code: str
    former: str
    kind: str
    record: str

    def __post_init__(self) -> None:
        checks.required(self, "code", "former", "record")
        checks.one_of(self, "kind", ("incident", "source", "speaker"))
        checks.not_itself(self, "record")
        checks.texts(self)


RECORDS: Final[dict[str, type[Record]]] = {
    r.KIND: r
    for r in (Incident, Speaker, File, Source, Claim, Citation, Review, Term, Succession, Import, Export, Alias)
}
"""Every kind of record by its name, in an order in which foreign keys can be satisfied."""


def make(kind: str, values: dict[str, Any]) -> Record:
    """A checked record from a mapping.

    Raises BadInput for a kind or field that does not exist or a value that cannot stand.
    """
    cls = RECORDS.get(kind)
    if cls is None:
        raise checks.bad(f"no record is called {kind!r}", where="kind", todo=f"use one of {', '.join(RECORDS)}")
    known, needed = _names(cls)  # type: ignore[arg-type]  # a class can be hashed
    if not values.keys() <= known:
        unknown = sorted(values.keys() - known)
        raise checks.bad(f"a {kind} has no field {unknown[0]!r}", todo=f"its fields are {', '.join(cls.columns())}")
    lists = {k: tuple(v) for k, v in values.items() if isinstance(v, list)}
    if not needed <= values.keys():
        missing = [f.name for f in fields(cls) if f.name in needed - values.keys()]
        raise checks.bad("this is required", where=missing[0], todo=f"give the {kind} a {missing[0]}")
    return cls(**{**values, **lists} if lists else values)


@cache
def _names(cls: type[Record]) -> tuple[frozenset[str], frozenset[str]]:
    """The fields of a record, and those among them that must be given."""
    return frozenset(cls.columns()), frozenset(f.name for f in fields(cls) if checks.has_no_default(f))
