"""Claims with their judgement, page by page: what a list that leaves the program says of each claim."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from factdesk.model.records import Claim
from factdesk.model.roots import Carried, Parents, fold_ties
from factdesk.model.verdicts import warn
from factdesk.model.views import Judged
from factdesk.store import cards, kept, tables
from factdesk.store.connection import Database
from factdesk.store.kept import Causes

_FIELDS: Final = ", ".join(f"c.{name}" for name in Claim.columns())
_PAGE: Final = f"""
SELECT i.code, p.name, (length(c.outline) - 8) / 9, c.verdict, {_FIELDS} FROM json_each(?) AS k
JOIN claims AS c ON c.nr = k.value JOIN incidents AS i ON i.id = c.incident
LEFT JOIN speakers AS p ON p.id = c.speaker ORDER BY k.key
"""
_TIES: Final = """
SELECT t.claim, t.source, t.stance, s.withdrawn, t.root, t.root_speaker
FROM json_each(?) AS k JOIN claims AS c ON c.nr = k.value
JOIN citations AS t ON t.claim = c.id JOIN sources AS s ON s.id = t.source
"""


_Tie = tuple[str, Carried, bool]
"""A source, what it carries in this citation, and whether it supports the claim and still stands."""


def page(db: Database, keys: Sequence[int], known: dict[str, tuple[int, Causes]] | None = None) -> list[Judged]:
    """The claims with these `nr`, in this order, in one state of the desk; those that are gone are left out.

    `known` keeps from page to page what was told of an incident, as long as it is not changed.
    """
    wanted = json.dumps(list(keys))
    with db.snapshot():
        ties: defaultdict[str, list[_Tie]] = defaultdict(list)
        for claim, source, stance, withdrawn, root, speaker in db.all(_TIES, wanted):
            ties[claim].append((source, (root, speaker), stance == "supports" and withdrawn is None))
        carried = cards.parents(
            db, {id_ for group in ties.values() for source, own, _ in group for id_ in (source, own[0])}
        )
        known = {} if known is None else known
        return [_judged(db, row, ties, carried, known) for row in db.all(_PAGE, wanted)]


def _judged(
    db: Database, row: tuple[Any, ...], ties: dict[str, list[_Tie]], carried: Parents,
    known: dict[str, tuple[int, Causes]],
) -> Judged:  # fmt: skip
    incident, speaker, depth, verdict = row[:4]
    claim = tables.from_row("claim", row[4:])
    assert isinstance(claim, Claim)
    tied = ties.get(claim.id, [])
    basis, warnings = _standing(db, claim) if verdict != "open" else (None, ())
    stale = _causes(db, claim.incident, known).get(claim.id, ()) if verdict != "open" else ()
    folded = fold_ties([(source, own) for source, own, _ in tied], carried)
    return Judged(
        claim, incident, speaker, depth, verdict, basis, stale, warnings, sources=len({source for source, *_ in tied}),
        roots=len({root for (root, _), (*_, stands) in zip(folded, tied, strict=True) if stands}),
    )  # fmt: skip


def _causes(db: Database, incident: str, known: dict[str, tuple[int, Causes]]) -> Causes:
    stamp = int(db.value("SELECT stamp FROM standing_due WHERE incident = ?", incident) or 0)
    if incident not in known or known[incident][0] != stamp:
        known.clear()  # lists go incident by incident: one at a time is enough
        known[incident] = stamp, kept.causes(db, incident)
    return known[incident][1]


def _standing(db: Database, claim: Claim) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """Basis and warnings of the review in force, by the same rules as the card's."""
    given = cards.reviews(db, claim.id)
    if not given:
        return None, ()
    known = cards.citations(db, claim.id)
    found = cards.case(db, claim, given[0].verdict, given[0].basis, given[0].rests_on, known)
    return given[0].basis, tuple((w.code, w.text) for w in warn(found))
