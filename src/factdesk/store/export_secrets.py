"""Collects every text that stays behind, from the copy of the desk: what the finished file is searched for."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from factdesk.model.leaks import Secret, name_parts, reads_like_a_name, words
from factdesk.store.connection import Database

_PRIVATE: Final = "why IN ('background', 'confidential')"

_QUERIES: Final = (
    # what identifies a source that is withheld
    ("text", "source", f"SELECT code, 'id', id FROM taken.sources WHERE {_PRIVATE}"),
    ("code", "source", f"SELECT code, 'code', code FROM taken.sources WHERE {_PRIVATE}"),
    ("text", "source", f"SELECT code, 'title', title FROM taken.sources WHERE {_PRIVATE}"),
    ("text", "source", f"SELECT code, 'url', url FROM taken.sources WHERE {_PRIVATE}"),
    ("text", "source", f"SELECT code, 'archived_url', archived_url FROM taken.sources WHERE {_PRIVATE}"),
    ("text", "source", f"SELECT code, 'note', note FROM taken.sources WHERE {_PRIVATE}"),
    ("text", "source", "SELECT s.code, 'file name', f.name FROM taken.sources AS s JOIN taken.files AS f"
     f" ON f.id = s.file WHERE s.{_PRIVATE} AND NOT EXISTS"
     " (SELECT 1 FROM taken.sources AS o WHERE o.file = s.file AND o.confidentiality = 'public')"),
    # what identifies a speaker who is withheld; the error must not print the name, so the id stands for it
    ("name", "speaker", f"SELECT id, 'name', name FROM taken.speakers WHERE {_PRIVATE}"),
    ("text", "speaker", f"SELECT id, 'id', id FROM taken.speakers WHERE {_PRIVATE}"),
    ("text", "speaker", f"SELECT id, 'note', note FROM taken.speakers WHERE {_PRIVATE}"),
    ("code", "claim", "SELECT code, 'code', code FROM taken.claims WHERE why IN ('sources', 'speaker')"),
    # what they said, and what only they support
    ("saying", "source", f"SELECT code, 'publisher', publisher FROM taken.sources WHERE {_PRIVATE}"),
    ("saying", "source", f"SELECT code, 'withdrawn', withdrawn FROM taken.sources WHERE {_PRIVATE}"),
    ("saying", "speaker", f"SELECT id, 'role', role FROM taken.speakers WHERE {_PRIVATE}"),
    ("saying", "speaker", f"SELECT id, 'organisation', organisation FROM taken.speakers WHERE {_PRIVATE}"),
    ("saying", "source", "SELECT s.code, 'quote', t.quote FROM taken.sources AS s"
     f" CROSS JOIN taken.citations AS t ON t.source = s.id WHERE s.{_PRIVATE}"),
    ("saying", "source", "SELECT s.code, 'translation', t.translation FROM taken.sources AS s"
     f" CROSS JOIN taken.citations AS t ON t.source = s.id WHERE s.{_PRIVATE}"),
    ("saying", "source", "SELECT s.code, 'locator', t.locator FROM taken.sources AS s"
     f" CROSS JOIN taken.citations AS t ON t.source = s.id WHERE s.{_PRIVATE}"),
    ("saying", "claim", "SELECT code, 'statement', statement FROM taken.claims WHERE why IN ('sources', 'speaker')"),
    ("saying", "review of", "SELECT c.code, 'reason', r.reason FROM taken.reviews AS r JOIN taken.claims AS c"
     " ON c.id = r.claim WHERE c.why IN ('sources', 'speaker')"),
    # notes never leave, whosever they are
    ("saying", "source", f"SELECT code, 'note', note FROM taken.sources WHERE note IS NOT NULL"
     f" AND NOT coalesce({_PRIVATE}, 0)"),
    ("saying", "speaker", f"SELECT id, 'note', note FROM taken.speakers WHERE note IS NOT NULL"
     f" AND NOT coalesce({_PRIVATE}, 0)"),
)  # fmt: skip

_ENTRIES: Final = """
SELECT l.record, l.body FROM json_each(?) AS k JOIN ledger AS l ON l.about = k.value AND l.record = k.value
WHERE l.kind = ? AND l.body IS NOT NULL ORDER BY l.seq
"""
_GONE: Final = "SELECT DISTINCT l.about FROM ledger AS l WHERE " + " AND ".join(
    f"NOT EXISTS (SELECT 1 FROM {table} AS k WHERE k.id = l.about)"
    for table in ("claims", "sources", "incidents", "actions", "speakers", "files")
)
"""Records of the ledger that no table holds any more."""

_GENERIC: Final = frozenset(("untitled", "pasted text.txt"))
"""Titles and file names that the desk itself gives; they say nothing of the source."""


def collect(conn: sqlite3.Connection, db: Database) -> list[Secret]:
    """All texts that must not be found in the file, each once. `conn` holds the copy with its selection."""
    found: dict[tuple[str, str], Secret] = {}
    for rule, kind, sql in _QUERIES:
        for ref, field, text in conn.execute(sql):
            wanted = _address(text) if field in ("url", "archived_url") and text else text
            if wanted and wanted.strip() and wanted not in _GENERIC:
                found.setdefault((rule, wanted), Secret(wanted, rule, kind, ref, field))
    for secret in (*_folders(db.path), *_name_parts(conn), *_former(conn, db)):
        found.setdefault((secret.rule, secret.text), secret)
    return list(found.values())


def _address(url: str) -> str | None:
    """The address without scheme and `www.`, as people write it in a text; a bare host identifies nothing."""
    bare = re.sub(r"^[a-z][a-z0-9+.\-]*://(www\.)?", "", url.strip(), flags=re.IGNORECASE).rstrip("/")
    return bare if re.search(r"[/?#].", bare) else None


def _folders(path: Path) -> Iterator[Secret]:
    """Where the desk and its editor live on this machine."""
    for folder, field in ((path.absolute().parent, "folder"), (Path.home(), "owner's folder")):
        if len(folder.parts) > 2:
            yield Secret(str(folder), "text", "the desk", path.name, field)


def _name_parts(conn: sqlite3.Connection) -> Iterator[Secret]:
    """The parts of withheld names: a surname alone may be a leak, or a word like any other.

    A talk with somebody tells in its title or publisher who that was, and so does any title that reads like a name;
    the places of the incidents are no secret there.
    """
    for id_, name in conn.execute(f"SELECT id, name FROM taken.speakers WHERE {_PRIVATE}"):
        yield from _parts(name, "speaker", id_)
    rows = conn.execute("SELECT place, region, country FROM taken.incidents").fetchall()
    places = {word for row in rows for text in row if text for word in words(text)}
    sources = f"SELECT code, kind IN ('interview', 'call'), title, publisher FROM taken.sources WHERE {_PRIVATE}"
    for code, talk, title, publisher in conn.execute(sources):
        for field, text in (("title", title), ("publisher", publisher)):
            if not text or not (talk or reads_like_a_name(text)):
                continue
            for secret in _parts(text, "source", code, field):
                if not places.issuperset(words(secret.text)):
                    yield secret


def _parts(name: str, kind: str, ref: str, field: str = "name") -> Iterator[Secret]:
    """The parts of one name. A name of a single word is no part: it is looked for as it is."""
    if len(re.findall(r"\w+", name)) > 1:
        for part in name_parts(name):
            yield Secret(part, "part", kind, ref, f"part of the {field}")


def _former(conn: sqlite3.Connection, db: Database) -> Iterator[Secret]:
    """Names, titles and addresses that withheld records had earlier, and those of records that were removed."""
    past = json.dumps(_withheld_or_gone(conn, db))
    for kind, table, code, fields in (
        ("speaker", "speakers", "id", ("name",)), ("source", "sources", "code", ("title", "url")),
    ):  # fmt: skip
        now = conn.execute(f"SELECT id, {code}, {', '.join(fields)} FROM taken.{table} WHERE {_PRIVATE}").fetchall()
        refs = {row[0]: row[1] for row in now}
        current = {text for row in now for text in row[2:]}
        for id_, states in _states(db, kind, past).items():
            if id_ not in refs and all(state.get("confidentiality") == "public" for state in states):
                continue
            for state in states:
                for field in fields:
                    text = state.get(field)
                    if text and text not in current and (field != "url" or (text := _address(text))):
                        ref = refs.get(id_, id_)
                        yield Secret(text, "former", kind, ref, f"former {field}")
                        if kind == "speaker":
                            yield from _parts(text, kind, ref, "former name")


def _withheld_or_gone(conn: sqlite3.Connection, db: Database) -> list[str]:
    """Records of the ledger that are withheld now, or that no table holds any more; read from indexes alone."""
    private = [id_ for table in ("sources", "speakers")
               for (id_,) in conn.execute(f"SELECT id FROM taken.{table} WHERE {_PRIVATE}")]  # fmt: skip
    return [*private, *(id_ for (id_,) in db.all(_GONE))]


def _states(db: Database, kind: str, records: str) -> dict[str, list[dict[str, str]]]:
    """What each record of the kind held over time, by its ledger entries; `records` is a JSON list of ids."""
    held: dict[str, list[dict[str, str]]] = {}
    for record, body in db.all(_ENTRIES, records, kind):
        states = held.setdefault(record, [])
        states.append({**(states[-1] if states else {}), **json.loads(body).get("set", {})})
    return held
