"""Claims with their judgement, page by page: what a list that leaves the program says of each claim."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from factdesk.model.records import Claim
from factdesk.model.roots import Parents, fold
from factdesk.model.verdicts import warn
from factdesk.model.views import Judged
from factdesk.store import cards, tables
from factdesk.store.connection import Database

_FIELDS: Final = ", ".join(f"c.{name}" for name in Claim.columns())
_PAGE: Final = f"""
SELECT i.code, p.name, (length(c.outline) - 8) / 9, c.verdict, {_FIELDS} FROM json_each(?) AS k
JOIN claims AS c ON c.nr = k.value JOIN incidents AS i ON i.id = c.incident
LEFT JOIN speakers AS p ON p.id = c.speaker ORDER BY k.key
"""
_TIES: Final = """
SELECT t.claim, t.source, t.stance, s.withdrawn FROM json_each(?) AS k JOIN claims AS c ON c.nr = k.value
JOIN citations AS t ON t.claim = c.id JOIN sources AS s ON s.id = t.source
"""


def page(db: Database, keys: Sequence[int]) -> list[Judged]:
    """The claims with these `nr`, in this order, in one state of the desk; those that are gone are left out."""
    wanted = json.dumps(list(keys))
    with db.snapshot():
        ties: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
        for claim, source, stance, withdrawn in db.all(_TIES, wanted):
            ties[claim].append((source, stance == "supports" and withdrawn is None))
        carried = cards.parents(db, list({source for group in ties.values() for source, _ in group}))
        return [_judged(db, row, ties, carried) for row in db.all(_PAGE, wanted)]


def _judged(db: Database, row: tuple[Any, ...], ties: dict[str, list[tuple[str, bool]]], carried: Parents) -> Judged:
    incident, speaker, depth, verdict = row[:4]
    claim = tables.from_row("claim", row[4:])
    assert isinstance(claim, Claim)
    tied = ties.get(claim.id, [])
    basis, stale, warnings = _standing(db, claim) if verdict != "open" else (None, (), ())
    return Judged(
        claim, incident, speaker, depth, verdict, basis, stale, warnings, sources=len({source for source, _ in tied}),
        roots=len({fold(source, carried)[0] for source, stands in tied if stands}),
    )  # fmt: skip


def _standing(db: Database, claim: Claim) -> tuple[str | None, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Basis, causes of staleness and warnings of the review in force, by the same rules as the card's."""
    given = cards.reviews(db, claim.id)
    if not given:
        return None, (), ()
    known = cards.citations(db, claim.id)
    found = cards.case(db, claim, given[0].verdict, given[0].basis, given[0].rests_on, known)
    return given[0].basis, cards.stale(db, claim, given[0], known), tuple((w.code, w.text) for w in warn(found))
