"""Searches a finished reviewed file for every text that was to stay behind: its values, its search index, its bytes.

Values are read back and searched word by word, because in the pages a long value is cut up (overflow pages) and
the search index keeps words in lower case without accents. The bytes are searched as well, because a page may
hold what no value shows. Together the three find what each of them alone would miss.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from factdesk.model.leaks import OWN_WORDS, PROSE, Finder, Leak, Secret, in_small_letters
from factdesk.store import export_schema
from factdesk.store.export_bytes import present

MOST: Final = 200
"""How many leaks are listed."""

ORDINARY: Final = 5
"""A part of a name that stands in small letters in more places than these is a word like any other: `sample`."""

Told = Callable[[str, int], str]
"""Names a record of the reviewed file, given by table and id, as the desk's people call it."""


@dataclass(slots=True)
class Findings:
    """What a search found: leaks refuse the export, cautions do so until a person read them."""

    leaks: list[Leak] = field(default_factory=list)
    cautions: list[Leak] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def note(self, secret: Secret, place: str, column: str) -> None:
        """Keeps one finding; what comes after the first few hundred is the same story."""
        kept = self.cautions if secret.caution else self.leaks
        if len(kept) < MOST:
            kept.append(Leak(secret, place, column))


def values(conn: sqlite3.Connection, secrets: Iterable[Secret], told: Told, beat: Callable[[], None]) -> Findings:
    """Searches every text of the file, value by value."""
    secrets = list(secrets)
    finder, findings = Finder([*secrets, *in_small_letters(secrets)]), Findings()
    sayings: defaultdict[int, list[tuple[Secret, str, int, str]]] = defaultdict(list)
    small: defaultdict[str, list[tuple[Secret, str, int, str]]] = defaultdict(list)
    public: set[int] = set()
    for table, row, column, text in _texts(conn, beat):
        found = finder.find(text)
        for secret in _one_caution_each(found) if found else ():
            findings.seen.add(id(secret))
            own = (table, column) in OWN_WORDS
            if secret.rule == "saying":
                if own and text.strip() != secret.text.strip():
                    sayings[id(secret)].append((secret, table, row, column))
                else:
                    public.add(id(secret))  # somebody said the same in public, in as many words
            elif secret.rule == "small":
                if len(small[secret.text]) <= ORDINARY:
                    small[secret.text].append((secret, table, row, column))
            elif not secret.caution or (table, column) in PROSE:
                findings.note(secret, told(table, row), column)
    kept = [places for key, places in sayings.items() if key not in public]
    kept += [places for places in small.values() if len(places) <= ORDINARY]
    for secret, table, row, column in (place for places in kept for place in places):
        if (table, column) in PROSE:
            findings.note(secret, told(table, row), column)
    return findings


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


def whole_file(conn: sqlite3.Connection, path: Path, secrets: list[Secret], told: Told,
               beat: Callable[[], None]) -> Findings:  # fmt: skip
    """Searches the finished file: its values, the words of its search index, and its bytes."""
    findings = values(conn, secrets, told, beat)
    finder = Finder(s for s in secrets if s.rule not in ("saying", "part", "former"))
    for term in vocabulary(conn):
        for secret in finder.find(term):
            if id(secret) not in findings.seen:
                findings.note(secret, "the search index", "")
    beat()
    hidden = {secret.text.encode("utf-8"): secret for secret in secrets if id(secret) not in findings.seen}
    there = {hidden[data].text: hidden[data] for data in present(path, hidden)}
    # What a value holds was judged above, by whole words; what only the bytes hold is no value at all.
    for text in _in_no_value(conn, there, beat):
        findings.leaks.append(Leak(there[text], "the bytes of the file", ""))
    beat()
    return findings


def vocabulary(conn: sqlite3.Connection) -> Iterator[str]:
    """Every word of every search index, as the index keeps it."""
    for index in export_schema.SEARCH:
        conn.execute(f"CREATE VIRTUAL TABLE temp.{index}_words USING fts5vocab ('main', '{index}', 'row')")
        yield from (term for (term,) in conn.execute(f"SELECT term FROM temp.{index}_words"))


def _texts(conn: sqlite3.Connection, beat: Callable[[], None]) -> Iterator[tuple[str, int, str, str]]:
    for table, columns in export_schema.FREE.items():
        cursor = conn.execute(f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id")
        while rows := cursor.fetchmany(500):
            beat()
            for row in rows:
                for column, text in zip(columns, row[1:], strict=True):
                    if text:
                        yield table, row[0], column, text


def _in_no_value(conn: sqlite3.Connection, texts: Iterable[str], beat: Callable[[], None]) -> list[str]:
    """Those of the texts that are part of no value, nor of the dictionary, nor of the schema itself.

    Each table is read once for all of them; what was found is not looked for again.
    """
    left = list(texts)
    asked = {**export_schema.FREE, "about": ("meaning",), "manifest": ("value",), "sqlite_master": ("sql",)}
    for table, columns in asked.items():
        if not left:
            break
        cursor = conn.execute(f"SELECT {', '.join(columns)} FROM {table}")
        while left and (rows := cursor.fetchmany(500)):
            beat()
            # told apart by a character that only a text which is looked at one by one may hold
            whole = _BETWEEN.join(value for row in rows for value in row if value)
            left = [text for text in left if text not in whole or (_BETWEEN in text and not _in_one(text, rows))]
        cursor.close()
    return left


_BETWEEN: Final = "\0"


def _in_one(text: str, rows: Iterable[Sequence[str | None]]) -> bool:
    return any(text in value for row in rows for value in row if value)
