"""What the desk holds already of a text: the incident that fits, the same claim, the figure that is replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from factdesk.desk.candidates import STATEMENTS, Candidate, Group, candidates, groups
from factdesk.desk.intake import Proposal, propose
from factdesk.desk.open import Desk
from factdesk.intake.documents.document import Document
from factdesk.intake.same import place_key, same_place, same_speaker
from factdesk.model.views import CitationView, ClaimFilter, IncidentRow
from factdesk.store import cards, lists, lookup
from factdesk.store.connection import Database

__all__ = ["Held", "Narrowed", "Read", "Tie", "holdings", "narrow", "read_text", "shared_root", "tie"]

MOST: Final = 20_000
"""Claims of one incident that are compared; of a larger one the newest."""
WEEK: Final = 7
MONTHS: Final = 61
HEAD: Final = 20_000
"""Characters of a text in which the places of incidents are looked for."""


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
    """What ties a candidate to the desk: the claim that says the same, the one that it replaces, told in words.

    `scope` is that of the replaced claim: a figure that names none takes it over, or it would replace nothing.
    """

    known: str = ""
    supersedes: str = ""
    told: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it was read for a desk: candidates, groups, and the claims of the incidents that fit, by code.

    `speakers` are the names on the desk, `roots` names, for the code of a known claim, the one root of its carriers.
    """

    text: str
    source: dict[str, Any]
    candidates: tuple[Candidate, ...]
    groups: tuple[Group, ...]
    held: dict[str, tuple[Held, ...]]
    speakers: tuple[str, ...]
    roots: Mapping[str, str] = field(default_factory=dict)
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
        fitting = _fitting(group, incidents, published, text)
        for row in fitting:
            known.setdefault(row.code, holdings(desk, row.code))
        mine = [one for one in made if one.incident == group.key]
        best = _best(mine, group, {row: known[row.code] for row in fitting}, published)
        if best is not None:
            group = replace(group, code=best.code, proposed=best.code, title=best.title)
        placed.append(group)
        day = (best.began if best is not None else None) or group.began
        made = [_as_reported(one, day, published) if one.incident == group.key else one for one in made]
        told(len(text), None)
    names = tuple(speaker.name for speaker in lists.speakers(desk.db))
    return Read(text, source, tuple(made), tuple(placed), known, names, _roots_of(desk, made, placed, known))


def _as_reported(one: Candidate, day: str, published: str) -> Candidate:
    """A toll that is told later than the day of the event holds for when it was told: the day dates the event."""
    dates_event = bool(one.as_of) and one.as_of[:10] == day[:10] and published[:10] > one.as_of[:10]
    return replace(one, as_of="", as_of_words="") if dates_event else one


def _fitting(group: Group, incidents: Iterable[IncidentRow], published: str, text: str) -> list[IncidentRow]:
    """The incidents at that place against whose day nothing speaks; for statements the newest of that kind.

    Where the rules found no place, every incident whose place stands in the text may be meant.
    """
    if group.key == STATEMENTS:
        return [row for row in incidents if row.kind == "statements"][-1:]
    events = [row for row in incidents if row.kind == "event" and row.place]
    if group.place:
        named = [row for row in events if same_place(row.place or "", group.place)]
    else:
        spelt = f" {place_key(text[:HEAD])} "
        named = [row for row in events if f" {place_key(row.place or '')} " in spelt]
    return [row for row in named if _behind(row, group, published, MONTHS)]


def _behind(row: IncidentRow, group: Group, published: str, days: int) -> bool:
    """Whether nothing speaks against the day: as far as both are known, it is at most so many behind the incident."""
    first, last = _day(row.began), _day(group.began) or _day(published)
    return first is None or last is None or 0 <= (last - first).days <= days


def _best(
    mine: list[Candidate], group: Group, fitting: Mapping[IncidentRow, Sequence[Held]], published: str
) -> IncidentRow | None:
    """The incident that holds most of the figures; one that is more than a week old only where it holds any."""
    ranked = []
    for row, held in fitting.items():
        alike, near = _alike(mine, narrow(held)), _behind(row, group, published, WEEK)
        if alike or near:
            ranked.append((alike, near, row.nr, row))
    return max(ranked, key=lambda rank: rank[:3])[3] if ranked else None


def _day(moment: str | None) -> date | None:
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None


def _alike(mine: Sequence[Candidate], held: Narrowed) -> int:
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


Narrowed = Mapping[str, Sequence[Held]]
"""The claims of an incident by measure, or by statement."""


def narrow(held: Iterable[Held]) -> Narrowed:
    """The claims by what a candidate is compared with them for."""
    found: dict[str, list[Held]] = {}
    for one in held:
        found.setdefault(_key(one), []).append(one)
    return found


def _key(one: Held | Candidate) -> str:
    return f"figure {_same(one.measure)}" if one.kind == "figure" else f"said {_same(one.statement)}"


def tie(one: Candidate, held: Narrowed) -> Tie:
    """The claim of the incident that says the same, else the newest of the same speaker that it replaces."""
    near = [h for h in held.get(_key(one), ()) if _one_speaker(h.speaker, one.speaker)]
    if one.kind == "unread" or not near:
        return Tie()
    if one.kind != "figure":
        return Tie(known=near[0].code, told=f"on the desk as {near[0].code}")
    alike = [h for h in near if _same(h.counted) == _same(one.counted) and _one_scope(h.scope, one.scope)]
    equal = [h for h in alike if (h.low, h.high) == (one.low, one.high)]
    same = next((h for h in equal if _same(h.words) == _same(one.words)), None)
    if same is not None:
        return Tie(known=same.code, told=f"on the desk as {same.code}")
    when = one.said_at or one.as_of
    older = [h for h in alike if h not in equal and not (when and h.moment[:10] > when[:10])]
    if not older or not one.speaker or one.reading == "superseded":
        return Tie()
    last = max(older, key=lambda h: h.moment)
    about = f"{last.words}; {last.scope}" if last.scope else last.words
    return Tie(supersedes=last.code, told=f"replaces {last.code} ({about})", scope=last.scope)


def _one_scope(held: str, said: str) -> bool:
    """Whether a figure may be for that scope: a report seldom names the desk's scope, but it tells totals and fears."""
    return _same(held) == _same(said) or (not said and not _APART.intersection(_same(held).replace(",", " ").split()))


_APART: Final = frozenset(["cumulative", "feared"])


def _one_speaker(one: str, other: str) -> bool:
    return not (one or other) or bool(one and other and same_speaker(one, other))


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _roots_of(
    desk: Desk, made: Sequence[Candidate], placed: Sequence[Group], held: dict[str, tuple[Held, ...]]
) -> dict[str, str]:
    """For each claim that the desk has already and whose carriers have one root: what that root is called."""
    codes = {group.key: group.code for group in placed}
    index = {code: narrow(claims) for code, claims in held.items()}
    known = [tie(one, index.get(codes[one.incident], {})).known for one in made]
    found: dict[str, str] = {}
    for code in [code for code in dict.fromkeys(known) if code][:LOOKED]:
        root = shared_root(desk.db, lookup.resolve(desk.db.conn, code, "claim")[1])
        if root is not None:
            found[code] = root.root_label
    return found


LOOKED: Final = 200
"""Known claims of one text whose roots are told before it is stored; a millisecond each."""


def shared_root(db: Database, claim: str) -> CitationView | None:
    """A citation of the claim (by its id) whose root all share that support it and still stand; None for several."""
    ties = [one for one in cards.citations(db, claim) if one.stance == "supports" and one.source.withdrawn is None]
    return ties[0] if len({one.root_key for one in ties}) == 1 else None
