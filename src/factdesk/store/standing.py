"""Reads what the rules of `model.standing` look at: all claims of an incident with speakers, roots and verdicts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from factdesk.model.records import Claim, Speaker
from factdesk.model.roots import fold_ties
from factdesk.model.standing.facts import Carrier, Fact, Given, voices
from factdesk.store import cards, tables
from factdesk.store.connection import Database

_CLAIMS: Final = f"""
SELECT c.verdict, {", ".join(f"c.{name}" for name in Claim.columns())} FROM claims AS c WHERE c.incident = ?
ORDER BY c.outline
"""
_SPEAKERS: Final = f"""
WITH RECURSIVE said (id) AS (
  SELECT DISTINCT speaker FROM claims WHERE incident = ?1 AND speaker IS NOT NULL
  UNION SELECT n.after FROM said JOIN successions AS n ON n.speaker = said.id
)
SELECT {", ".join(Speaker.columns())} FROM speakers WHERE id IN (SELECT id FROM said)
UNION SELECT {", ".join(f"b.{name}" for name in Speaker.columns())} FROM said
JOIN speakers AS p ON p.id = said.id JOIN speakers AS b ON b.name = p.organisation
"""
_TIES: Final = """
SELECT t.claim, t.id, t.stance, coalesce(t.quote, '') <> '', s.id, s.code, coalesce(s.publisher, s.title),
  s.confidentiality, s.withdrawn, t.root, t.root_speaker
FROM claims AS c JOIN citations AS t ON t.claim = c.id JOIN sources AS s ON s.id = t.source
WHERE c.incident = ?1 AND c.id = coalesce(?2, c.id) ORDER BY t.nr
"""
_REVIEWS: Final = """
SELECT c.id, r.id, r.basis, r.rests_on, r.warnings FROM claims AS c
JOIN reviews AS r ON r.nr = (SELECT max(nr) FROM reviews WHERE reviews.claim = c.id)
WHERE c.incident = ?1 AND c.id = coalesce(?2, c.id) AND c.verdict <> 'open'
"""
_EDITED: Final = """
SELECT c.id FROM claims AS c JOIN ledger AS l ON l.about = c.id AND l.record = c.id
WHERE c.incident = ?1 AND c.id = coalesce(?2, c.id) AND c.verdict <> 'open' GROUP BY c.id HAVING count(*) > 1
"""
_ROOTS: Final = """
SELECT s.id, s.code || ' ' || coalesce(s.publisher, s.title), '', s.code
FROM json_each(?1) AS k JOIN sources AS s ON s.id = k.value
UNION ALL SELECT p.id, p.name, coalesce(p.side, ''), '' FROM json_each(?1) AS k JOIN speakers AS p ON p.id = k.value
"""


def facts(db: Database, incident: str) -> list[Fact]:
    """All claims of an incident in outline order, with all that the rules look at, in one state of the desk.

    Nine queries and, for each judged claim that was ever edited, those that tell whether that was since.
    """
    with db.snapshot():
        speakers = {row[0]: _speaker(row) for row in db.all(_SPEAKERS, incident)}
        spoken = voices(speakers.values(), dict(db.all("SELECT speaker, after FROM successions")))
        ties = _carriers(db, incident)
        reviews = _given(db, incident)
        found = []
        for verdict, *row in db.all(_CLAIMS, incident):
            claim = tables.from_row("claim", tuple(row))
            assert isinstance(claim, Claim)
            basis, given = reviews.get(claim.id, (None, None))
            found.append(
                Fact(claim, speakers.get(claim.speaker or ""), spoken.get(claim.speaker or "", ""), verdict, basis,
                     tuple(ties.get(claim.id, ())), given)
            )  # fmt: skip
        return found


def only_verdicts(db: Database, incident: str, seq: int) -> list[str] | None:
    """The incident's claims that were judged since the entry `seq`; None where anything else was changed since.

    What happened to claims, sources and speakers of other incidents may bear on this one, so it counts.
    """
    rows = db.all("SELECT DISTINCT kind, about FROM ledger WHERE seq > ? LIMIT ?", seq, _MANY)
    if len(rows) == _MANY or any(kind not in ("review", "action", "export") for kind, _ in rows):
        return None
    about = [id_ for kind, id_ in rows if kind == "review"]
    sql = "SELECT c.id FROM json_each(?) AS k JOIN claims AS c ON c.id = k.value WHERE c.incident = ?"
    return [row[0] for row in db.all(sql, json.dumps(about), incident)]


_MANY: Final = 500
"""Entries beyond which reading all claims anew is not slower than reading each by itself."""


def rejudged(db: Database, old: Fact) -> Fact:
    """The same claim with the verdict that it has now."""
    verdict = str(db.value("SELECT verdict FROM claims WHERE id = ?", old.id) or "open")
    basis, given = _given(db, old.claim.incident, old.id).get(old.id, (None, None))
    return replace(old, verdict=verdict, basis=basis, given=given)


def _speaker(row: Sequence[Any]) -> Speaker:
    found = tables.from_row("speaker", tuple(row))
    assert isinstance(found, Speaker)
    return found


def _carriers(db: Database, incident: str) -> dict[str, list[Carrier]]:
    """Each claim's citations as the rules see them."""
    rows = db.all(_TIES, incident, None)
    folded = _folded(db, rows)
    keys = {key for root, circle in folded.values() for key in (root, *circle)}
    names = {row[0]: row[1:] for row in db.all(_ROOTS, json.dumps(sorted(keys)))}
    listed: defaultdict[str, list[Carrier]] = defaultdict(list)
    for claim, citation, stance, quoted, source, code, name, confidentiality, withdrawn, *_ in rows:
        root, circle = folded[citation]
        root_name, side, _ = names.get(root, (root, "", ""))
        listed[claim].append(
            Carrier(
                source, code, name, stance, root, root_name, side, withdrawn is not None,
                tuple(names[key][2] for key in circle if key in names), citation, bool(quoted), confidentiality,
            )
        )  # fmt: skip
    return listed


def _folded(db: Database, rows: Sequence[tuple[Any, ...]]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The root and the circle of each citation, by its id."""
    parents = cards.parents(db, {id_ for row in rows for id_ in (row[4], row[9])})
    by_claim: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        by_claim[row[0]].append(row)
    return {
        row[1]: root
        for group in by_claim.values()
        for row, root in zip(group, fold_ties([(row[4], (row[9], row[10])) for row in group], parents), strict=True)
    }


def _given(db: Database, incident: str, claim: str | None = None) -> dict[str, tuple[str | None, Given]]:
    """For each judged claim of the incident, or one of them, the basis and the review in force."""
    edited = {row[0] for row in db.all(_EDITED, incident, claim)}
    return {
        id_: (basis, Given(tuple(json.loads(rests_on)), tuple(json.loads(warnings)),
                           id_ in edited and cards.edited_since(db, id_, review)))
        for id_, review, basis, rests_on, warnings in db.all(_REVIEWS, incident, claim)
    }  # fmt: skip
