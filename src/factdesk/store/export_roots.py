"""Folds the sources and citations of an export to their roots, by number: what corroboration counts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from factdesk.model.roots import Parents, fold, fold_ties

_SETTLE: Final = """
UPDATE taken.roots SET root = coalesce((SELECT r.root FROM taken.roots AS r WHERE r.nr = taken.roots.above), above)
WHERE root IS NULL AND NOT EXISTS (
  SELECT 1 FROM taken.roots AS r WHERE r.nr = taken.roots.above AND r.root IS NULL)
"""
_CIRCLES: Final = """
SELECT r.nr, s.id, a.id FROM taken.roots AS r JOIN desk.sources AS s ON s.nr = r.nr
JOIN desk.sources AS a ON a.nr = r.above WHERE r.root IS NULL
"""
_TANGLED: Final = """
SELECT DISTINCT o.claim FROM taken.own AS o WHERE o.source IS NOT NULL OR EXISTS (
  SELECT 1 FROM taken.citations AS k JOIN taken.roots AS r ON r.nr = k.source
  WHERE k.claim = o.claim AND r.above IS NOT NULL)
"""
_TIES: Final = """
SELECT m.n, t.nr, t.source, t.root, t.root_speaker FROM json_each(?) AS j CROSS JOIN taken.claims AS m ON m.n = j.value
CROSS JOIN desk.claims AS c ON c.nr = m.nr CROSS JOIN desk.citations AS t ON t.claim = c.id ORDER BY m.n, t.nr
"""
_CHAIN: Final = """
WITH RECURSIVE chain (id, root, speaker) AS (
  SELECT id, root, root_speaker FROM desk.sources WHERE id IN (SELECT value FROM json_each(?))
  UNION SELECT s.id, s.root, s.root_speaker FROM chain JOIN desk.sources AS s ON s.id = chain.root
) SELECT id, root, speaker FROM chain
"""
_ROOT: Final = """
UPDATE taken.citations SET root = coalesce((SELECT nr FROM desk.sources WHERE id = ?1),
  -(SELECT nr FROM desk.speakers WHERE id = ?1)) WHERE claim = ?2 AND nr = ?3 AND root IS NOT NULL
"""

_BATCH: Final = 500
"""Claims whose citations are folded together."""


def fold_sources(conn: sqlite3.Connection) -> None:
    """Gives every source that carries something its root, withheld or not; a circle counts as its smallest id."""
    while conn.execute(_SETTLE).rowcount:
        pass
    rows = conn.execute(_CIRCLES).fetchall()
    parents: Parents = {id_: (above, None) for _, id_, above in rows}
    numbers = {id_: nr for nr, id_, _ in rows}
    conn.executemany("UPDATE taken.roots SET root = ? WHERE nr = ?",
                     ((numbers[fold(id_, parents)[0]], nr) for nr, id_, _ in rows))  # fmt: skip


def fold_citations(conn: sqlite3.Connection) -> None:
    """Counts the roots of every claim; where citations say by themselves what they carry, and sources carry sources,
    one citation may bear on another, and the claim is folded as a whole."""
    claims = [claim for (claim,) in conn.execute(_TANGLED)]
    for at in range(0, len(claims), _BATCH):
        rows = conn.execute(_TIES, (json.dumps(claims[at : at + _BATCH]),)).fetchall()
        asked = json.dumps(list({id_ for row in rows for id_ in row[2:4] if id_ is not None}))
        parents = {id_: (root, speaker) for id_, root, speaker in conn.execute(_CHAIN, (asked,))}
        for claim, group in groupby(rows, key=lambda row: row[0]):
            _fold(conn, claim, list(group), parents)
    conn.execute("CREATE TABLE taken.root_counts (claim INTEGER PRIMARY KEY, roots INTEGER NOT NULL)")
    conn.execute("INSERT INTO taken.root_counts SELECT claim, count(*) FROM (SELECT DISTINCT claim, root"
                 " FROM taken.citations WHERE root IS NOT NULL) GROUP BY claim")  # fmt: skip


def _fold(conn: sqlite3.Connection, claim: int, rows: Sequence[tuple[Any, ...]], parents: Parents) -> None:
    folded = fold_ties([(source, (root, speaker)) for _, _, source, root, speaker in rows], parents)
    conn.executemany(_ROOT, ((key, claim, row[1]) for row, (key, _) in zip(rows, folded, strict=True)))
