"""Which reviewed files carry a claim that changed since, what changed, and a draft of the notice that is due.

Everything here is fit to be shown: what is not public now is neither named nor quoted, only counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from factdesk.desk.open import Desk
from factdesk.model.errors import NotFound
from factdesk.model.handover import KINDS, Carried, Change, Export, Now, changes, notice, unpacked
from factdesk.model.leaks import Finder
from factdesk.model.notices import UNSAID, Said, draft
from factdesk.model.records import Claim, Speaker
from factdesk.model.sentences import Around, attributed
from factdesk.model.standing.whole import stand
from factdesk.model.times import show_moment
from factdesk.store import handover, tables, terms
from factdesk.store import standing as stored
from factdesk.store.going import Going, going
from factdesk.store.handover import Held


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim of a reviewed file that changed since: `number` is its id in the file, `code` that on the desk.

    `kind` is the notice that is proposed. `public` False: what changed may not be said; then `then`, `now` and the
    values of `changes` are empty, and the draft only says that something changed.
    """

    number: int
    code: str | None
    kind: str
    public: bool
    then: str
    now: str
    changes: tuple[Change, ...]
    draft: str


@dataclass(frozen=True, slots=True)
class Affected:
    """A reviewed file with what changed since it was written, the gravest notices first.

    `known`: this desk remembers the export; else its claims were found again by what they say, and `unmatched` are
    the numbers of those that were not, or that could be several. `claims` counts what the file carries.
    """

    name: str
    content_hash: str
    at: str | None
    known: bool
    claims: int
    changed: tuple[Changed, ...]
    unmatched: tuple[int, ...] = ()


def affected(
    desk: Desk, which: str | None = None, named: Sequence[str] = (), progress: Callable[[int, int | None], None] | None
    = None,
) -> list[Affected]:  # fmt: skip
    """Every remembered file, or the one that `which` names (by file, name, content hash or id), against the desk now.

    Files in which nothing changed are in the list too, with nothing in `changed`. `named` are ids of sources and
    speakers that may be named though they are not public. Raises NotFound, and Refused for a file that is none.
    """
    wanted = _wanted(desk, which)
    with desk.db.snapshot():
        may = _May(desk, going(desk.db, None, named, include_open=True, secrets=True))
        found = []
        for place, (seq, record, carried, unmatched) in enumerate(wanted):
            if progress is not None:
                progress(place, len(wanted))
            found.append(_affected(desk, may, seq, record, carried, unmatched))
    return found


_Wanted = tuple[int | None, Export, list[Carried], tuple[int, ...]]


def _wanted(desk: Desk, which: str | None) -> list[_Wanted]:
    every = handover.exports(desk.db)
    if which is None:
        return [_known(*one) for one in every]
    path = Path(which).expanduser()
    if path.is_file():
        return [_file(desk, path)]
    found = [one for one in every if which in (one[1].id, one[1].name) or _begins(one[1].content_hash, which)]
    if not found:
        raise NotFound("no export of this desk is called so", where=which, todo="see them with: factdesk affected")
    return [_known(*one) for one in found]


def _begins(content_hash: str, which: str) -> bool:
    return len(which) >= 8 and content_hash.startswith(which.casefold())


def _known(seq: int, record: Export) -> _Wanted:
    return seq, record, list(unpacked(record.carried)), ()


def _file(desk: Desk, path: Path) -> _Wanted:
    """A reviewed file: by its content hash where the desk remembers it, else by what its claims say."""
    content_hash = handover.hash_of_file(path) or ""
    known = handover.exports(desk.db, content_hash) if content_hash else []
    if known:
        seq, record = known[-1]
        return _known(seq, replace(record, name=path.name))
    carried, missing = handover.matched(desk.db, path)
    record = Export(
        id="x-unknown", content_hash=content_hash if len(content_hash) == 64 else "0" * 64, name=path.name,
        at="2000-01-01", include_open=0, claims=len(carried) + len(missing), carried="[]",
    )  # fmt: skip
    return None, record, carried, tuple(missing)


class _May:
    """What may be said: which claims and speakers go, and a search for what stays behind."""

    def __init__(self, desk: Desk, allowed: Going) -> None:
        self.desk, self.claims, self.speakers = desk, frozenset(allowed.claims), allowed.speakers
        self._finder = Finder(one for one in allowed.secrets if one.rule != "saying")

    def speaker(self, id_: str | None) -> tuple[Speaker | None, bool]:
        """The speaker where they may be named, and whether one is withheld."""
        if id_ is None:
            return None, False
        found = tables.fetch(self.desk.db.conn, "speaker", id_) if id_ in self.speakers else None
        return (found, False) if isinstance(found, Speaker) else (None, True)

    def sentence(self, values: Mapping[str, Any], verdict: str, basis: str | None) -> str:
        """A claim as a sentence of the desk."""
        speaker, withheld = self.speaker(values.get("speaker"))
        fields = {name: value for name, value in values.items() if name in Claim.columns()}
        claim = Claim(**{"id": "c-said", "code": "said", "incident": "i-said", **fields})
        return attributed(claim, speaker, verdict, basis, around=Around(withheld=withheld, named=True))

    def clean(self, text: str) -> bool:
        """Whether nothing that stays behind stands in it."""
        return not self._finder.find(text)


def _affected(
    desk: Desk, may: _May, seq: int | None, record: Export, carried: Sequence[Carried], unmatched: tuple[int, ...]
) -> Affected:
    now = handover.held(desk.db, [one.claim for one in carried])
    later, rivals = _since(desk, seq, {one.claim for one in carried}, now)
    found = list(_changed(may, record, seq is not None, carried, now, later, rivals))
    found.sort(key=lambda one: (list(KINDS).index(one.kind), one.number))
    at = record.at if seq is not None else None
    return Affected(record.name, record.content_hash, at, seq is not None, record.claims, tuple(found), unmatched)


def _since(desk: Desk, seq: int | None, carried: set[str], now: Mapping[str, Held]) -> tuple[dict[str, str], set[str]]:
    """For each carried claim what superseded it since, and which are contradicted by claims that came in since."""
    touched = handover.touched_since(desk.db, seq) if seq is not None else None
    incidents = {one.incident for one in now.values()}
    words = terms.nesting(desk.db)
    later: dict[str, str] = {}
    rivals: set[str] = set()
    for incident in sorted(incidents if touched is None else incidents & touched):
        found = stand(stored.facts(desk.db, incident), words)
        others = {one.claim for one in found.figures} - carried
        new = handover.added_since(desk.db, list(others), seq) if seq is not None else others
        for old, newer in found.superseded_by().items():
            if old in carried and newer in new:
                later[old] = newer
        for conflict in found.conflicts:
            if not new.isdisjoint(conflict.claims):
                rivals |= carried & set(conflict.claims)
    return later, rivals


def _changed(
    may: _May, record: Export, known: bool, carried: Sequence[Carried], now: Mapping[str, Held],
    later: Mapping[str, str], rivals: set[str],
) -> Iterator[Changed]:  # fmt: skip
    newer = handover.held(may.desk.db, later.values())
    for then in carried:
        held = now.get(then.claim)
        is_ = (
            Now("", None, (), None) if held is None else
            Now(held.verdict, held.basis, held.withdrawn if known else (), held.values, later.get(then.claim),
                then.claim in rivals)
        )  # fmt: skip
        found = changes(then, is_)
        if found:
            yield _told(may, record, then, held, found, notice(then, is_, found), newer.get(later.get(then.claim, "")))


def _told(
    may: _May, record: Export, then: Carried, held: Held | None, found: tuple[Change, ...], kind: str,
    newer: Held | None,
) -> Changed:  # fmt: skip
    code = held.code if held is not None else None
    public = held is not None and then.claim in may.claims
    if not public:
        blank = tuple(Change(one.field, None, None) for one in found)
        where = f"claim {then.number} of “{record.name}”"
        why = "it was removed from the desk, which cannot tell any more whether it was public. " if held is None else ""
        text = f"[{kind}, {where}: {why}{UNSAID}]"
        return Changed(then.number, code, kind, False, "", "", blank, text)
    assert held is not None
    said = Said(
        then=may.sentence(then.values, then.verdict, then.basis),
        reads=may.sentence(held.values, held.verdict, held.basis),
        later=may.sentence(newer.values, newer.verdict, newer.basis)
        if newer is not None and newer.claim in may.claims else "",
        name=record.name, on=show_moment(record.at[:10]) if record.id != "x-unknown" else "[when?]",
    )  # fmt: skip
    text = draft(kind, found, said)
    told = tuple(_shown(may, one) for one in found)
    if not may.clean(text):
        text = f"[{kind}, claim {then.number} of “{record.name}”: a withheld name may stand in it. {UNSAID}]"
        blank = tuple(Change(one.field, None, None) for one in found)
        return Changed(then.number, code, kind, False, "", "", blank, text)
    return Changed(then.number, code, kind, True, said.then, said.reads, told, text)


def _shown(may: _May, change: Change) -> Change:
    """A change as it may be shown: speakers by name or not at all, ids of other records not at all."""
    if change.field == "speaker":
        then, now = (may.speaker(id_)[0] for id_ in (change.old, change.new))
        return Change("speaker", then.name if then else None, now.name if now else None)
    if change.field in ("withdrawn", "superseded"):
        return Change(change.field, None, None)
    return change
