"""What reviewed files carried and what the same claims are now, from the desk and from files of other desks."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from factdesk.model.handover import FIGURE, Carried, Export, Packing
from factdesk.model.values import dataclass
from factdesk.store import export_check, tables
from factdesk.store.connection import Database, readable
from factdesk.store.export_select import Reading

_FIELDS: Final = ", ".join(f"c.{name}" for name in FIGURE)
_CARRIED: Final = f"""
SELECT c.id, json_array(c.verdict,
  (SELECT r.basis FROM desk.reviews AS r WHERE r.claim = c.id ORDER BY r.nr DESC LIMIT 1),
  json(CASE WHEN c.nr NOT IN (SELECT nr FROM taken.lost) THEN '[]' ELSE (
   SELECT json_group_array(DISTINCT t.source) FROM desk.citations AS t JOIN desk.sources AS s ON s.id = t.source
   WHERE t.claim = c.id AND t.stance = 'supports' AND s.withdrawn IS NOT NULL) END),
  json_array({_FIELDS}))
FROM taken.claims AS k CROSS JOIN desk.claims AS c ON c.nr = k.nr WHERE k.n > ? AND k.n <= ? ORDER BY k.n
"""
_LOST: Final = """
INSERT OR IGNORE INTO taken.lost SELECT c.nr FROM taken.withdrawn AS w CROSS JOIN desk.sources AS s ON s.nr = w.nr
CROSS JOIN desk.citations AS t ON t.source = s.id CROSS JOIN desk.claims AS c ON c.id = t.claim
"""
_NOW: Final = f"""
SELECT c.id, c.incident, c.code, c.verdict,
  (SELECT r.basis FROM reviews AS r WHERE r.claim = c.id ORDER BY r.nr DESC LIMIT 1),
  (SELECT json_group_array(DISTINCT t.source) FROM citations AS t JOIN sources AS s ON s.id = t.source
   WHERE t.claim = c.id AND t.stance = 'supports' AND s.withdrawn IS NOT NULL),
  {_FIELDS}
FROM json_each(?) AS k JOIN claims AS c ON c.id = k.value
"""


_STRETCH: Final = 2_000
"""Claims that are read and packed together."""


@dataclass(frozen=True, slots=True)
class Held:
    """A claim as the desk holds it now; `withdrawn` are ids of withdrawn sources that support it."""

    claim: str
    incident: str
    code: str
    verdict: str
    basis: str | None
    withdrawn: tuple[str, ...]
    values: dict[str, Any]


def carried(desk: Reading) -> str:
    """The claims that an export carries, as its record keeps them."""
    pack = Packing()
    desk.conn.execute("CREATE TABLE taken.lost (nr INTEGER PRIMARY KEY)")
    desk.conn.execute(_LOST)
    (last,) = desk.conn.execute("SELECT coalesce(max(n), 0) FROM taken.claims").fetchone()
    for after in range(0, last, _STRETCH):
        pack.add(desk.conn.execute(_CARRIED, (after, after + _STRETCH)).fetchall())
        desk.same()
    return pack.text()


def held(db: Database, claims: Iterable[str]) -> dict[str, Held]:
    """The claims with these ids that are on the desk, by id."""
    found = {}
    for id_, incident, code, verdict, basis, withdrawn, *values in db.all(_NOW, json.dumps(list(claims))):
        told = dict(zip(FIGURE, values, strict=True))
        found[id_] = Held(id_, incident, code, verdict, basis, tuple(json.loads(withdrawn)), told)
    return found


def exports(db: Database, content_hash: str | None = None, *, carrying: str = "") -> list[tuple[int, Export]]:
    """The exports that the desk knows, oldest first, each behind the ledger entry that wrote it; only those with this
    content hash, and those that carry a claim."""
    rows = db.all(
        f"SELECT nr, {', '.join(Export.columns())} FROM exports"
        " WHERE (?1 IS NULL OR content_hash = ?1)"
        " AND (?2 = '' OR instr(carried, ?2) OR instr(carried, ?3)) ORDER BY nr",
        content_hash, f" {carrying} " if carrying else "", f'"{carrying}"',
    )  # fmt: skip
    found = [(row[0], tables.from_row("export", row[1:])) for row in rows]
    return [(nr, record) for nr, record in found if isinstance(record, Export)]


def added_since(db: Database, claims: Sequence[str], seq: int) -> set[str]:
    """Which of these claims came onto the desk after the ledger entry `seq`."""
    rows = db.all("SELECT c.id FROM json_each(?) AS k JOIN claims AS c ON c.id = k.value WHERE c.nr > ?",
                  json.dumps(list(claims)), seq)  # fmt: skip
    return {row[0] for row in rows}


def touched_since(db: Database, seq: int) -> set[str] | None:
    """The incidents whose claims changed after the ledger entry `seq`; None where anything may have."""
    rows = db.all("SELECT DISTINCT kind, about FROM ledger WHERE seq > ? AND kind NOT IN ('action', 'export')", seq)
    if any(kind not in ("claim", "review", "citation", "incident") for kind, _ in rows):
        return None
    about = json.dumps([record for kind, record in rows if kind != "incident"])
    return {row[0] for row in db.all("SELECT DISTINCT c.incident FROM json_each(?) AS k JOIN claims AS c"
                                     " ON c.id = k.value", about)}  # fmt: skip


MANY: Final = 300
"""Changed claims beyond which they are not looked for in every file."""


def touched(db: Database, seq: int) -> list[str]:
    """The names of the exports that carry a claim which was changed or judged after the ledger entry `seq`."""
    if db.one("SELECT 1 FROM exports") is None:
        return []
    changed = "SELECT DISTINCT about FROM ledger WHERE seq > ? AND kind IN ('claim', 'review') LIMIT ?"
    claims = [row[0] for row in db.all(changed, seq, MANY + 1)]
    if len(claims) > MANY:
        return [row[0] for row in db.all("SELECT DISTINCT name FROM exports ORDER BY nr")]
    rows = db.all(
        "SELECT DISTINCT x.name FROM exports AS x JOIN json_each(?) AS k"
        """ ON instr(x.carried, ' ' || k.value || ' ') OR instr(x.carried, '"' || k.value || '"') ORDER BY x.nr""",
        json.dumps(claims),
    )
    return [row[0] for row in rows]


_SPEAKER: Final = "CASE WHEN c.speaker_withheld THEN '(withheld)' ELSE p.name END"
_IN_FILE: Final = f"""
SELECT c.id, i.title, i.began, c.verdict, r.basis, {_FIELDS.replace("c.speaker", _SPEAKER)}
FROM claims AS c JOIN incidents AS i ON i.id = c.incident LEFT JOIN speakers AS p ON p.id = c.speaker
LEFT JOIN reviews AS r ON r.claim = c.id AND r.in_force = 1 ORDER BY c.id
"""
_ON_DESK: Final = f"""
SELECT c.id, i.title, i.began, c.verdict, '', {_FIELDS.replace("c.speaker", "p.name")}, coalesce(p.id, '')
FROM claims AS c JOIN incidents AS i ON i.id = c.incident LEFT JOIN speakers AS p ON p.id = c.speaker ORDER BY c.nr
"""


def hash_of_file(path: Path) -> str | None:
    """The content hash that a reviewed file states of itself. Raises what a check of its header raises."""
    export_check.read_header(path)
    with readable(path):
        conn = _immutable(path)
        try:
            row = conn.execute("SELECT value FROM manifest WHERE section = 'file' AND name = 'content hash'").fetchone()
        finally:
            conn.close()
    return row[0] if row and isinstance(row[0], str) else None


def matched(db: Database, path: Path) -> tuple[list[Carried], list[int]]:
    """The claims of a reviewed file whose export this desk does not know, found again by what they say.

    A claim is the same where incident, measure, population, scope, moments, speaker and statement are; where one claim
    of the desk alone has all of them, its figure may differ. Returns them and the numbers of those that were not found
    or could be several.
    """
    with readable(path):
        conn = _immutable(path)
        try:
            rows = conn.execute(_IN_FILE).fetchall()
        finally:
            conn.close()
    exact: defaultdict[tuple[Any, ...], list[tuple[str, str]]] = defaultdict(list)
    like: defaultdict[tuple[Any, ...], list[tuple[str, str]]] = defaultdict(list)
    for id_, title, began, _, _, *values, speaker in db.all(_ON_DESK):
        told = dict(zip(FIGURE, values, strict=True))
        exact[_identity(title, began, told, figure=True)].append((id_, speaker))
        like[_identity(title, began, told, figure=False)].append((id_, speaker))
    found, missing = [], []
    for number, title, began, verdict, basis, *values in rows:
        told = dict(zip(FIGURE, values, strict=True))
        ids = exact.get(_identity(title, began, told, figure=True)) or like.get(
            _identity(title, began, told, figure=False), []
        )
        if len(ids) == 1:
            told["speaker"] = ids[0][1] or None
            found.append(Carried(number, ids[0][0], verdict, basis, (), told))
        else:
            missing.append(number)
    return found, missing


def _identity(title: str, began: str | None, values: dict[str, Any], *, figure: bool) -> tuple[Any, ...]:
    names = ("kind", "measure", "counted", "scope", "as_of", "said_at", "speaker")
    more = ("words", "low", "high", "value", "statement") if figure else ()
    return (title, began, *(values[name] for name in (*names, *more)))


def _immutable(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True, isolation_level=None)
    conn.execute("PRAGMA trusted_schema=OFF")
    return conn
