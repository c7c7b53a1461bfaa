"""Searches a finished reviewed file for every text that was to stay behind: its values, its search index, its bytes.

Values are read back and searched word by word, because in the pages a long value is cut up (overflow pages) and
the search index keeps words in lower case without accents. The bytes are searched as well, because a page may
hold what no value shows. Together the three find what each of them alone would miss.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from factdesk.model.leaks import LONG_SAYING, OWN_WORDS, PROSE, Finder, Leak, Secret, in_small_letters
from factdesk.store import export_schema, export_words
from factdesk.store.export_bytes import present
from factdesk.store.export_words import Stretch

MOST: Final = 200
"""How many leaks are listed."""

ORDINARY: Final = 5
"""A part of a name that stands in small letters in more places than these is a word like any other: `sample`."""

Told = Callable[[str, int], str]
"""Names a record of the reviewed file, given by table and id, as the desk's people call it."""


@dataclass(slots=True)
class Findings:
    """What a search found: leaks refuse the export, cautions do so until a person read them.

    `seen` are the secrets that stand in a value, `terms` the words of each search index that may belong to one.
    """

    leaks: list[Leak] = field(default_factory=list)
    cautions: list[Leak] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    terms: dict[str, list[str]] = field(default_factory=dict)

    def note(self, secret: Secret, place: str, column: str) -> None:
        """Keeps one finding; what comes after the first few hundred is the same story."""
        kept = self.cautions if secret.caution else self.leaks
        if len(kept) < MOST:
            kept.append(Leak(secret, place, column))


def values(conn: sqlite3.Connection, secrets: Iterable[Secret], told: Told, beat: Callable[[], None],
           wild: Mapping[str, Sequence[Stretch]]) -> Findings:  # fmt: skip
    """Searches every text of the file where a secret may stand in it; `wild` names the rows by table that the search
    indexes do not know as we do.

    What a withheld source said is looked for in the desk's own words alone; where it stands there, all else is read
    too, since somebody may have said the same in public.
    """
    secrets = [*(given := list(secrets)), *in_small_letters(given)]
    findings, finders = Findings(), _Finders(secrets)
    sayings: defaultdict[int, list[_Place]] = defaultdict(list)
    small: defaultdict[str, list[_Place]] = defaultdict(list)
    for table, row, column, text in _texts(conn, finders, findings.terms, beat, wild):
        own = (table, column) in OWN_WORDS
        found = finders.of(table, column).find(text)
        for secret in _one_caution_each(found) if found else ():
            if secret.rule == "saying":
                if own and text.strip() != secret.text.strip():
                    sayings[id(secret)].append((secret, table, row, column))
                continue
            findings.seen.add(id(secret))
            if secret.rule == "small":
                if len(small[secret.text]) <= ORDINARY:
                    small[secret.text].append((secret, table, row, column))
            elif not secret.caution or (table, column) in PROSE:
                findings.note(secret, told(table, row), column)
    public = _said_in_public(conn, [places[0][0] for places in sayings.values()], beat)
    kept = [places for key, places in sayings.items() if key not in public]
    kept += [places for places in small.values() if len(places) <= ORDINARY]
    for secret, table, row, column in (place for places in kept for place in places):
        if (table, column) in PROSE:
            findings.note(secret, told(table, row), column)
    return findings


_Place = tuple[Secret, str, int, str]
"""A secret, and the table, row and column where it stands."""


class _Finders:
    """A search for everything, for where the desk writes in its own words, and one for what identifies somebody."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self.whole = Finder(secrets)
        self.naming = Finder(secret for secret in secrets if secret.rule != "saying")

    def of(self, table: str, column: str) -> Finder:
        """The search that a column asks for."""
        return self.whole if (table, column) in OWN_WORDS else self.naming


def _said_in_public(conn: sqlite3.Connection, secrets: Sequence[Secret], beat: Callable[[], None]) -> set[int]:
    """Those of the sayings that stand in what others said, or are all that the desk says in a place."""
    found: set[int] = set()
    if not secrets:
        return found
    finder = Finder(secrets)
    for table, columns in export_schema.FREE.items():
        for rows in _read(conn, f"SELECT {', '.join(columns)} FROM {table}", beat):
            for column, text in ((column, text) for row in rows for column, text in zip(columns, row, strict=True)):
                for secret in finder.find(text) if text else ():
                    if (table, column) not in OWN_WORDS or text.strip() == secret.text.strip():
                        found.add(id(secret))
    return found


def _one_caution_each(found: Sequence[Secret]) -> list[Secret]:
    """What was found in one text, with one caution for each record that it may give away: the longest."""
    longest: dict[tuple[str, str], Secret] = {}
    for small in (False, True):  # one in small letters counts only where nothing surer stands
        for secret in found:
            key = (secret.kind, secret.ref)
            if secret.caution and small == (secret.rule == "small") and not (small and _surer(longest.get(key))):
                longest[key] = max(longest.get(key, secret), secret, key=lambda s: len(s.text))
    return [secret for secret in found if not secret.caution or longest[secret.kind, secret.ref] is secret]


def _surer(secret: Secret | None) -> bool:
    return secret is not None and secret.rule != "small"


def whole_file(conn: sqlite3.Connection, path: Path, secrets: list[Secret], told: Told, beat: Callable[[], None],
               wild: Mapping[str, Sequence[Stretch]]) -> Findings:  # fmt: skip
    """Searches the finished file: its values, the words of its search index, and its bytes."""
    findings = values(conn, secrets, told, beat, wild)
    finder = Finder(s for s in secrets if s.rule not in ("saying", "part", "former"))
    for term in (term for terms in findings.terms.values() for term in terms):
        for secret in finder.find(term):
            if id(secret) not in findings.seen:
                findings.note(secret, "the search index", "")
    beat()
    hidden = {secret.text.encode("utf-8"): secret for secret in secrets if id(secret) not in findings.seen
              and (secret.rule != "saying" or len(secret.text.strip()) >= LONG_SAYING)}  # fmt: skip
    there = {hidden[data].text: hidden[data] for data in present(path, hidden, beat)}
    # What a value holds was judged above, by whole words; what only the bytes hold is no value at all.
    for text in _in_no_value(conn, _no_whole_value(conn, there), beat):
        findings.leaks.append(Leak(there[text], "the bytes of the file", ""))
    beat()
    return findings


def _texts(conn: sqlite3.Connection, finders: _Finders, known: dict[str, list[str]], beat: Callable[[], None],
           wild: Mapping[str, Sequence[Stretch]]) -> Iterator[tuple[str, int, str, str]]:  # fmt: skip
    """The texts of the rows in which a secret may stand; `known` gets the words of the search indexes that may."""
    for table, columns in export_schema.FREE.items():
        index, beside = f"{table}_fts", export_words.beside(table)
        own = any((table, column) in OWN_WORDS for column in columns if column not in beside)
        near = finders.whole if own else finders.naming
        terms = known[index] = export_words.hot_terms(conn, index, near)
        rows = export_words.rows_with(conn, index, terms)
        beat()
        for column in beside:
            rows |= export_words.rows_beside(conn, table, column, finders.of(table, column), beat)
        sql = f"SELECT id, {', '.join(columns)} FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id"
        for stretch in export_words.together(rows, wild.get(table, ())):
            for row in conn.execute(sql, stretch).fetchall():
                yield from (
                    (table, row[0], column, text) for column, text in zip(columns, row[1:], strict=True) if text
                )
        beat()


def _read(conn: sqlite3.Connection, sql: str, beat: Callable[[], None]) -> Iterator[list[Any]]:
    cursor = conn.execute(sql)
    try:
        while rows := cursor.fetchmany(500):
            beat()
            yield rows
    finally:
        cursor.close()


def _no_whole_value(conn: sqlite3.Connection, texts: Mapping[str, Secret]) -> list[str]:
    """The texts without those that are the whole of a value where such texts stand: most of them were said again."""
    left = dict.fromkeys(texts)
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS hidden_texts (text TEXT PRIMARY KEY) WITHOUT ROWID")
    for table, columns in export_schema.FREE.items():
        for column in columns:
            some = [(text,) for text in left if texts[text].field == column]
            if some:
                conn.executemany("INSERT OR IGNORE INTO hidden_texts VALUES (?)", some)
                sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IN (SELECT text FROM hidden_texts)"
                for (text,) in conn.execute(sql).fetchall():
                    left.pop(text, None)
    conn.execute("DROP TABLE hidden_texts")
    return list(left)


def _in_no_value(conn: sqlite3.Connection, texts: Iterable[str], beat: Callable[[], None]) -> list[str]:
    """Those of the texts that are part of no value, nor of the dictionary, nor of the schema itself.

    Each table is read once for all of them; what was found is not looked for again.
    """
    left = list(texts)
    asked = {**export_schema.FREE, "about": ("meaning",), "manifest": ("value",), "sqlite_master": ("sql",)}
    for table, columns in asked.items():
        if not left:
            break
        for rows in _read(conn, f"SELECT {', '.join(columns)} FROM {table}", beat):
            # told apart by a character that only a text which is looked at one by one may hold
            whole = _BETWEEN.join(value for row in rows for value in row if value)
            left = [text for text in left if text not in whole or (_BETWEEN in text and not _in_one(text, rows))]
            if not left:
                break
    return left


_BETWEEN: Final = "\0"


def _in_one(text: str, rows: Iterable[Sequence[str | None]]) -> bool:
    return any(text in value for row in rows for value in row if value)
