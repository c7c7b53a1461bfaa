"""Collects every text that stays behind, from the copy of the desk: what the finished file is searched for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from factdesk.model.leaks import Secret, name_parts, reads_like_a_name, words
from factdesk.store.changes import PREFIX
from factdesk.store.connection import Database
from factdesk.store.export_select import Reading

_SOURCES: Final = "FROM taken.held_sources AS h CROSS JOIN desk.sources AS s ON s.nr = h.nr"
_SPEAKERS: Final = "FROM taken.held_speakers AS h CROSS JOIN desk.speakers AS p ON p.nr = h.nr"
_CLAIMS: Final = "FROM taken.held_claims AS h CROSS JOIN desk.claims AS c ON c.nr = h.nr"
_CITATIONS: Final = f"{_SOURCES} CROSS JOIN desk.citations AS t ON t.source = s.id"

_QUERIES: Final = (
    # what identifies a source that is withheld
    ("text", "source", f"SELECT s.code, 'id', s.id {_SOURCES}"),
    ("code", "source", f"SELECT s.code, 'code', s.code {_SOURCES}"),
    ("text", "source", f"SELECT s.code, 'title', s.title {_SOURCES}"),
    ("text", "source", f"SELECT s.code, 'url', s.url {_SOURCES}"),
    ("text", "source", f"SELECT s.code, 'archived_url', s.archived_url {_SOURCES}"),
    ("text", "source", f"SELECT s.code, 'note', s.note {_SOURCES}"),
    ("text", "source", f"SELECT s.code, 'file name', f.name {_SOURCES} CROSS JOIN desk.files AS f ON f.id = s.file"
     " WHERE NOT EXISTS (SELECT 1 FROM desk.sources AS o WHERE o.file = s.file AND o.confidentiality = 'public')"),
    # what identifies a speaker who is withheld; the error must not print the name, so the id stands for it
    ("name", "speaker", f"SELECT p.id, 'name', p.name {_SPEAKERS}"),
    ("text", "speaker", f"SELECT p.id, 'id', p.id {_SPEAKERS}"),
    ("text", "speaker", f"SELECT p.id, 'note', p.note {_SPEAKERS}"),
    ("code", "claim", f"SELECT c.code, 'code', c.code {_CLAIMS}"),
    # what they said, and what only they support
    ("saying", "source", f"SELECT s.code, 'publisher', s.publisher {_SOURCES}"),
    ("saying", "source", f"SELECT s.code, 'withdrawn', s.withdrawn {_SOURCES}"),
    ("saying", "speaker", f"SELECT p.id, 'role', p.role {_SPEAKERS}"),
    ("saying", "speaker", f"SELECT p.id, 'organisation', p.organisation {_SPEAKERS}"),
    ("saying", "source", f"SELECT s.code, 'quote', t.quote {_CITATIONS}"),
    ("saying", "source", f"SELECT s.code, 'translation', t.translation {_CITATIONS}"),
    ("saying", "source", f"SELECT s.code, 'locator', t.locator {_CITATIONS}"),
    ("saying", "claim", f"SELECT c.code, 'statement', c.statement {_CLAIMS}"),
    ("saying", "review of", f"SELECT c.code, 'reason', r.reason {_CLAIMS}"
     " CROSS JOIN desk.reviews AS r ON r.claim = c.id"),
    # notes never leave, whosever they are
    ("saying", "source", "SELECT code, 'note', note FROM desk.sources WHERE note IS NOT NULL"
     " AND nr NOT IN (SELECT nr FROM taken.held_sources)"),
    ("saying", "speaker", "SELECT id, 'note', note FROM desk.speakers WHERE note IS NOT NULL"
     " AND nr NOT IN (SELECT nr FROM taken.held_speakers)"),
)  # fmt: skip

_ENTRIES: Final = """
SELECT l.record, l.body FROM json_each(?) AS k JOIN ledger AS l ON l.about = k.value AND l.record = k.value
WHERE l.kind = ? AND l.body IS NOT NULL ORDER BY l.seq
"""
_GONE: Final = " UNION ALL ".join(
    f"SELECT DISTINCT l.about FROM ledger AS l WHERE l.about >= '{prefix}-' AND l.about < '{prefix}.'"
    f" AND NOT EXISTS (SELECT 1 FROM {table} AS k WHERE k.id = l.about)"
    for prefix, table in ((PREFIX["source"], "sources"), (PREFIX["speaker"], "speakers"))
)
"""Sources and speakers of the ledger that no table holds any more; their ids begin with a letter and a hyphen."""

_GENERIC: Final = frozenset(("untitled", "pasted text.txt"))
"""Titles and file names that the desk itself gives; they say nothing of the source."""


def collect(desk: Reading) -> list[Secret]:
    """All texts that must not be found in the file, each once; the selection must be in `taken`."""
    found: dict[tuple[str, str], Secret] = {}
    for rule, kind, sql in _QUERIES:
        for ref, field, text in desk.all(sql):
            wanted = _address(text) if field in ("url", "archived_url") and text else text
            if wanted and wanted.strip() and wanted not in _GENERIC:
                found.setdefault((rule, wanted), Secret(wanted, rule, kind, ref, field))
    for secret in (*_folders(desk.db.path), *_name_parts(desk), *_former(desk, desk.db)):
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


def _name_parts(desk: Reading) -> Iterator[Secret]:
    """The parts of withheld names: a surname alone may be a leak, or a word like any other.

    A talk with somebody tells in its title or publisher who that was, and so does any title that reads like a name;
    the places of the incidents are no secret there.
    """
    for id_, name in desk.all(f"SELECT p.id, p.name {_SPEAKERS}"):
        yield from _parts(name, "speaker", id_)
    sources = f"SELECT s.code, s.kind IN ('interview', 'call'), s.title, s.publisher {_SOURCES}"
    places: set[str] | None = None
    for code, talk, title, publisher in desk.all(sources):
        for field, text in (("title", title), ("publisher", publisher)):
            if not text or not (talk or reads_like_a_name(text)):
                continue
            places = _places(desk) if places is None else places
            for secret in _parts(text, "source", code, field):
                if not places.issuperset(words(secret.text)):
                    yield secret


def _places(desk: Reading) -> set[str]:
    """The words of the incidents' places."""
    told = [desk.all(f"SELECT DISTINCT {name} FROM desk.incidents") for name in ("place", "region", "country")]
    return {word for rows in told for (text,) in rows if text for word in words(text)}


def _parts(name: str, kind: str, ref: str, field: str = "name") -> Iterator[Secret]:
    """The parts of one name. A name of a single word is no part: it is looked for as it is."""
    if len(re.findall(r"\w+", name)) > 1:
        for part in name_parts(name):
            yield Secret(part, "part", kind, ref, f"part of the {field}")


def _former(desk: Reading, db: Database) -> Iterator[Secret]:
    """Names, titles and addresses that withheld records had earlier, and those of records that were removed."""
    past = json.dumps(_withheld_or_gone(desk, db))
    for kind, fields, sql in (
        ("speaker", ("name",), f"SELECT p.id, p.id, p.name {_SPEAKERS}"),
        ("source", ("title", "url"), f"SELECT s.id, s.code, s.title, s.url {_SOURCES}"),
    ):
        now = desk.all(sql)
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


def _withheld_or_gone(desk: Reading, db: Database) -> list[str]:
    """Records of the ledger that are withheld now, or that no table holds any more; read from indexes alone."""
    private = [id_ for (id_,) in (*desk.all(f"SELECT s.id {_SOURCES}"), *desk.all(f"SELECT p.id {_SPEAKERS}"))]
    return [*private, *(id_ for (id_,) in db.all(_GONE))]


def _states(db: Database, kind: str, records: str) -> dict[str, list[dict[str, str]]]:
    """What each record of the kind held over time, by its ledger entries; `records` is a JSON list of ids."""
    held: dict[str, list[dict[str, str]]] = {}
    for record, body in db.all(_ENTRIES, records, kind):
        states = held.setdefault(record, [])
        states.append({**(states[-1] if states else {}), **json.loads(body).get("set", {})})
    return held
