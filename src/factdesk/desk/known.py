"""What the desk holds already of a text: the incident that fits, the same claim, the figure that is replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from factdesk.desk.candidates import STATEMENTS, Candidate, Group, candidates, groups
from factdesk.desk.intake import Proposal, propose
from factdesk.desk.open import Desk
from factdesk.intake.documents.document import Document
from factdesk.intake.same import same_place, same_speaker
from factdesk.model.views import ClaimFilter, IncidentRow
from factdesk.store import cards, lists, lookup

__all__ = ["Held", "Read", "Tie", "holdings", "read_text", "tie"]

MOST: Final = 20_000
"""Claims of one incident that are compared; of a larger one the newest."""
WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Held:
    """A claim that is on the desk, as far as it is compared."""

    code: str
    id: str
    kind: str
    measure: str
    counted: str
    low: int | None
    high: int | None
    words: str
    statement: str
    scope: str
    speaker: str
    moment: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a candidate to the desk: the claim that says the same, the one that it replaces, told in words."""

    known: str = ""
    supersedes: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it was read for a desk: candidates, groups, and the claims of the incidents that fit, by code.

    `speakers` are the names on the desk, `root` the code of the source or the name of the speaker that the carriers
    of the known claims share, "" where there is no such one.
    """

    text: str
    source: dict[str, Any]
    candidates: tuple[Candidate, ...]
    groups: tuple[Group, ...]
    held: dict[str, tuple[Held, ...]]
    speakers: tuple[str, ...]
    root: str = ""
    document: Document | None = None


def read_text(
    desk: Desk, text: str, source: dict[str, Any], progress: Callable[[int, int | None], None] | None = None
) -> Read:
    """Reads a text for this desk. `source` holds the fields of the source as far as they are known.

    Raises BadInput for a text that is empty or too long, Cancelled where `progress` says so.
    """
    return place(desk, text, propose(text, source, progress), source, progress)


def read_document(
    desk: Desk, document: Document, source: dict[str, Any] | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Read:  # fmt: skip
    """Reads a document for this desk; `source` holds what a person knows better than the document tells itself."""
    told = {name: value for name, value in (source or {}).items() if value}
    read = read_text(desk, document.text, {**document.source, **told}, progress)
    return replace(read, document=document)


def place(
    desk: Desk, text: str, found: Proposal, source: dict[str, Any],
    progress: Callable[[int, int | None], None] | None = None,
) -> Read:  # fmt: skip
    """What was found in a text beside what the desk holds: incidents that fit, claims that are known."""
    told = progress or (lambda done, total: None)
    told(len(text), None)
    published = str(source.get("published_at") or "")
    made = candidates(found, published)
    incidents = lists.incidents(desk.db)
    known: dict[str, tuple[Held, ...]] = {}
    placed = []
    for group in groups(made, text, published):
        fitting = _fitting(group, incidents, published)
        for row in fitting:
            known.setdefault(row.code, holdings(desk, row.code))
        mine = [one for one in made if one.incident == group.key]
        best = max(fitting, key=lambda row: (_alike(mine, known[row.code]), row.nr), default=None)
        code = best.code if best else ""
        placed.append(replace(group, code=code, proposed=code))
        told(len(text), None)
    names = tuple(speaker.name for speaker in lists.speakers(desk.db))
    return Read(text, source, tuple(made), tuple(placed), known, names, _shared_root(desk, made, placed, known))


def _fitting(group: Group, incidents: Iterable[IncidentRow], published: str) -> list[IncidentRow]:
    """The incidents with that place against whose day nothing speaks; for statements those of that kind."""
    if group.key == STATEMENTS:
        return [row for row in incidents if row.kind == "statements"][-1:]
    if not group.place:
        return []
    day = group.began or published
    named = [row for row in incidents if row.kind == "event" and row.place and same_place(row.place, group.place)]
    return [row for row in named if _same_time(row.began, day)]


def _same_time(began: str | None, day: str) -> bool:
    """Whether nothing speaks against the day: as far as both are known they are at most a week apart."""
    first, second = _day(began), _day(day)
    return first is None or second is None or 0 <= (second - first).days <= WEEK


def _day(moment: str | None) -> date | None:
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None


def _alike(mine: Sequence[Candidate], held: Sequence[Held]) -> int:
    """How many of the candidates are on the desk, or replace what is."""
    return sum(tie(one, held) != Tie() for one in mine[:200])


def holdings(desk: Desk, incident: str) -> tuple[Held, ...]:
    """The claims of an incident as far as they are compared. Raises NotFound."""
    id_ = lookup.resolve(desk.db.conn, incident, "incident")[1]
    window = lists.claims(desk.db, ClaimFilter(incident=id_))
    count = window.count()
    rows = window.rows(max(0, count - MOST), min(count, MOST))
    return tuple(
        Held(row.code, row.id, row.kind, row.measure or "", row.counted or "", row.low, row.high, row.words or "",
             row.statement or "", row.scope or "", row.speaker or "", row.as_of or row.said_at or "")
        for row in rows
    )  # fmt: skip


def tie(one: Candidate, held: Sequence[Held]) -> Tie:
    """The claim of the incident that says the same, else the newest of the same speaker that it replaces."""
    mine = one.speaker
    if one.kind == "unread" or not held:
        return Tie()
    if one.kind != "figure":
        same = next((h for h in held if h.statement and _same(h.statement) == _same(one.statement)
                     and _one_speaker(h.speaker, mine)), None)  # fmt: skip
        return Tie(known=same.code, told=f"on the desk as {same.code}") if same else Tie()
    near = [h for h in held if h.kind == "figure" and _same(h.measure) == _same(one.measure)
            and _one_speaker(h.speaker, mine) and _same(h.scope) == _same(one.scope)]  # fmt: skip
    alike = [h for h in near if _same(h.counted) == _same(one.counted)]
    same = next(
        (h for h in alike if (h.low, h.high) == (one.low, one.high) and _same(h.words) == _same(one.words)), None
    )
    if same is not None:
        return Tie(known=same.code, told=f"on the desk as {same.code}")
    if not mine or one.reading == "superseded":
        return Tie()
    when = one.said_at or one.as_of
    older = [h for h in alike if (h.low, h.high) != (one.low, one.high) and not (when and h.moment[:10] > when[:10])]
    if not older:
        return Tie()
    last = max(older, key=lambda h: h.moment)
    return Tie(supersedes=last.code, told=f"replaces {last.code} ({last.words})")


def _one_speaker(one: str, other: str) -> bool:
    return not (one or other) or bool(one and other and same_speaker(one, other))


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _shared_root(
    desk: Desk, made: Sequence[Candidate], placed: Sequence[Group], held: dict[str, tuple[Held, ...]]
) -> str:
    """The root of what carries the known claims, where all of them have the same one."""
    codes = {group.key: group.code for group in placed}
    known = [tie(one, held.get(codes[one.incident], ())).known for one in made]
    roots: dict[str, str] = {}
    for code in [code for code in dict.fromkeys(known) if code][:40]:
        id_ = lookup.resolve(desk.db.conn, code, "claim")[1]
        for citation in cards.citations(desk.db, id_):
            if citation.stance == "supports":
                roots[citation.root_key] = citation.root_key
    return next(iter(roots)) if len(roots) == 1 else ""
