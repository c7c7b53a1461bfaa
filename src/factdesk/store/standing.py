"""Reads what the rules of `model.standing` look at: all claims of an incident with speakers, roots and verdicts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from factdesk.model.records import Claim, Speaker
from factdesk.model.roots import fold
from factdesk.model.standing.facts import Carrier, Fact, voices
from factdesk.model.verdicts import stale_causes
from factdesk.store import cards, tables
from factdesk.store.connection import Database

_CLAIMS: Final = f"""
SELECT c.verdict, {", ".join(f"c.{name}" for name in Claim.columns())} FROM claims AS c WHERE c.incident = ?
ORDER BY c.outline
"""
_SPEAKERS: Final = f"""
WITH said AS (SELECT DISTINCT speaker AS id FROM claims WHERE incident = ?1 AND speaker IS NOT NULL)
SELECT {", ".join(Speaker.columns())} FROM speakers WHERE id IN (SELECT id FROM said)
UNION SELECT {", ".join(f"b.{name}" for name in Speaker.columns())} FROM said
JOIN speakers AS p ON p.id = said.id JOIN speakers AS b ON b.name = p.organisation
"""
_TIES: Final = """
SELECT t.claim, t.id, t.stance, s.id, s.code, coalesce(s.publisher, s.title), s.withdrawn
FROM claims AS c JOIN citations AS t ON t.claim = c.id JOIN sources AS s ON s.id = t.source
WHERE c.incident = ? ORDER BY t.nr
"""
_REVIEWS: Final = """
SELECT c.id, r.id, r.basis, r.rests_on FROM claims AS c
JOIN reviews AS r ON r.nr = (SELECT max(nr) FROM reviews WHERE reviews.claim = c.id)
WHERE c.incident = ? AND c.verdict <> 'open'
"""
_ROOTS: Final = """
SELECT s.id, s.code || ' ' || coalesce(s.publisher, s.title), '', s.code
FROM json_each(?1) AS k JOIN sources AS s ON s.id = k.value
UNION ALL SELECT p.id, p.name, coalesce(p.side, ''), '' FROM json_each(?1) AS k JOIN speakers AS p ON p.id = k.value
"""


def facts(db: Database, incident: str) -> list[Fact]:
    """All claims of an incident in outline order, with all that the rules look at, in one state of the desk.

    Seven queries and, for each claim with a verdict, those that tell whether it was edited since.
    """
    with db.snapshot():
        speakers = {row[0]: _speaker(row) for row in db.all(_SPEAKERS, incident)}
        spoken = voices(speakers.values())
        ties, cited = _carriers(db, incident)
        reviews = {row[0]: row[1:] for row in db.all(_REVIEWS, incident)}
        found = []
        for verdict, *row in db.all(_CLAIMS, incident):
            claim = tables.from_row("claim", tuple(row))
            assert isinstance(claim, Claim)
            review = reviews.get(claim.id)
            found.append(
                Fact(
                    claim, speakers.get(claim.speaker or ""), spoken.get(claim.speaker or "", ""), verdict,
                    review[1] if review else None, tuple(ties.get(claim.id, ())),
                    _stale(db, claim.id, review, cited.get(claim.id, {})) if review else (),
                )
            )  # fmt: skip
        return found


def _speaker(row: Sequence[Any]) -> Speaker:
    found = tables.from_row("speaker", tuple(row))
    assert isinstance(found, Speaker)
    return found


def _carriers(db: Database, incident: str) -> tuple[dict[str, list[Carrier]], dict[str, dict[str, Carrier]]]:
    """Each claim's citations as the rules see them, in a list and by the citation's id."""
    rows = db.all(_TIES, incident)
    parents = cards.parents(db, [row[3] for row in rows])
    folded = {source: fold(source, parents) for source in {row[3] for row in rows}}
    keys = {key for root, circle in folded.values() for key in (root, *circle)}
    names = {row[0]: row[1:] for row in db.all(_ROOTS, json.dumps(sorted(keys)))}
    listed: defaultdict[str, list[Carrier]] = defaultdict(list)
    cited: defaultdict[str, dict[str, Carrier]] = defaultdict(dict)
    for claim, citation, stance, source, code, name, withdrawn in rows:
        root, circle = folded[source]
        root_name, side, _ = names.get(root, (root, "", ""))
        one = Carrier(
            source, code, name, stance, root, root_name, side, withdrawn is not None,
            tuple(names[key][2] for key in circle if key in names),
        )  # fmt: skip
        listed[claim].append(one)
        cited[claim][citation] = one
    return listed, cited


def _stale(db: Database, claim: str, review: Sequence[Any], cited: dict[str, Carrier]) -> tuple[str, ...]:
    """Why the verdict in force asks for another look, but for what the rules of standing add."""
    id_, _, rests_on = review
    rests = json.loads(rests_on)
    withdrawn = [cited[one].code for one in rests if one in cited and cited[one].withdrawn]
    gone = sum(one not in cited for one in rests)
    return stale_causes(edited=cards.edited_since(db, claim, id_), withdrawn=withdrawn, gone=gone)
