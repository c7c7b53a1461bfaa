"""Read models: what lists, cards and the command line show, as plain frozen values without I/O."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Generic, Protocol, TypeVar

from factdesk.model.filter_terms import Term
from factdesk.model.records import Claim, Incident, Source, Speaker
from factdesk.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims stand under each verdict."""

    open: int = 0
    confirmed: int = 0
    disputed: int = 0
    denied: int = 0

    @property
    def total(self) -> int:
        """All claims, whatever their verdict."""
        return self.open + self.confirmed + self.disputed + self.denied


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the incident list. `conflicts` and `stale` (verdicts that ask for another look) are None where the
    incident was changed since they were counted."""

    nr: int
    id: str
    code: str
    kind: str
    title: str
    began: str | None
    place: str | None
    country: str | None
    counts: Counts
    conflicts: int | None = None
    stale: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One line of a claim list. `depth` is 0 for a whole, 1 for its part, and so on. `stale`: its verdict asks for
    another look, as far as that was told last (see `store.kept`)."""

    nr: int
    id: str
    code: str
    incident: str
    incident_code: str
    kind: str
    depth: int
    measure: str | None
    counted: str | None
    low: int | None
    high: int | None
    qualifier: str | None
    words: str | None
    statement: str | None
    scope: str | None
    speaker: str | None
    said_at: str | None
    as_of: str | None
    verdict: str
    sources: int
    stale: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of the source list. `claims` counts the claims that cite it, `carriers` who carries it, wholly or in a
    citation; for `carrying` of the claims it carries somebody else's words by what a citation says."""

    nr: int
    id: str
    code: str
    kind: str
    title: str
    publisher: str | None
    url: str | None
    published_at: str | None
    confidentiality: str
    withdrawn: str | None
    root: str | None
    claims: int
    carriers: int
    carrying: int = 0


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation with its source and the root that it folds to (`root_label` names it).

    `root` or `root_speaker` is whose words the source carries in this citation, and `carries` names them; None and ""
    where only the source's own root holds.
    """

    id: str
    stance: str
    quote: str | None
    translation: str | None
    locator: str | None
    source: Source
    root_key: str
    root_label: str
    root: str | None = None
    root_speaker: str | None = None
    carries: str = ""


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as the card shows it, newest first in its list; `stands` marks the one in force."""

    id: str
    verdict: str
    basis: str | None
    reason: str
    rests_on: tuple[str, ...]
    warnings: tuple[str, ...]
    reviewer: str
    at: str
    stands: bool


@dataclass(frozen=True, slots=True)
class LogLine:
    """One change of one record: who did what when, inside which action (`label` names the action)."""

    seq: int
    entry: str
    action: str
    label: str
    kind: str
    record: str
    name: str
    op: str
    changes: dict[str, Any]
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim whole: with its people, its ties, its judgements and its past.

    `deniers` and `denies_speaker` name those who deny it, and who said what it denies, as they may be named in public.
    """

    claim: Claim
    incident: Incident
    speaker: Speaker | None
    verdict: str
    basis: str | None
    stale: tuple[str, ...]
    warnings: tuple[tuple[str, str], ...]
    whole: ClaimRow | None
    parts: tuple[ClaimRow, ...]
    denies: ClaimRow | None
    denied_by: tuple[ClaimRow, ...]
    citations: tuple[CitationView, ...]
    roots: int
    reviews: tuple[ReviewView, ...]
    history: tuple[LogLine, ...]
    head: str
    deniers: tuple[str, ...] = ()
    denies_speaker: str | None = None


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source whole: what it carries, who carries it, which claims cite it. `carries` names whose words it carries
    for a claim (by its id), where the citation says so."""

    source: Source
    root_label: str
    carriers: tuple[SourceRow, ...]
    claims: tuple[ClaimRow, ...]
    file_size: int | None
    file_name: str | None
    history: tuple[LogLine, ...]
    head: str
    carries: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result of any kind; `snippet` has the matched words between U+E000 and U+E001."""

    kind: str
    id: str
    code: str
    title: str
    snippet: str
    incident: str | None


@dataclass(frozen=True, slots=True)
class Action:
    """What one change of the desk did: `label` is how undo and the history name it.

    `records` are the ids of what was written, `about` those of the records whose past it belongs to (the
    claim for a review or citation).
    """

    id: str
    label: str
    author: str
    at: str
    kind: str
    records: tuple[str, ...] = field(default=())
    about: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which records a list shows: all `terms` must hold, and the search index must find `words`."""

    terms: tuple[Term, ...] = ()
    words: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter(Filter):
    """Which claims a list shows: of one incident or all, under these verdicts or any, that pass the terms.

    `ids` names the claims one by one.
    """

    incident: str | None = None
    ids: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    order: str = "outline"


Row = TypeVar("Row", covariant=True)


class Window(Protocol, Generic[Row]):
    """A long list read in pages: only what is on the screen is in memory, whatever its length."""

    def count(self) -> int:
        """How many rows the list has."""

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The rows `start`..`stop` (0-based, half open), fewer at the end."""

    def index_of(self, ref: int | str) -> int | None:
        """Where the row with that nr or id stands, or None."""

    def keys(self, start: int, stop: int) -> Sequence[int]:
        """The `nr` of those rows, without reading the rows."""

    def reload(self) -> None:
        """Reads the order anew after the desk changed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what is said about it, for lists that leave the program: `claims --json` and the plain list.

    `sources` counts the sources that are attached, `roots` the roots of those that support and still stand.
    """

    claim: Claim
    incident_code: str
    speaker_name: str | None
    depth: int
    verdict: str
    basis: str | None
    stale: tuple[str, ...]
    warnings: tuple[tuple[str, str], ...]
    sources: int
    roots: int
