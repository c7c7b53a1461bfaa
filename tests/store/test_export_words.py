"""The search indexes cut texts as we do, for every character that is held to be tame; rows come in order."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator

import pytest

from factdesk.model.leaks import words
from factdesk.store import export_schema, export_words

_INDEX = "CREATE VIRTUAL TABLE f USING fts5 (x, tokenize='unicode61 remove_diacritics 2')"


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    assert "unicode61 remove_diacritics 2" in export_schema.search("claims_fts")
    conn.execute(_INDEX)
    conn.execute("CREATE VIRTUAL TABLE v USING fts5vocab (f, 'instance')")
    yield conn
    conn.close()


def test_every_tame_character_is_cut_by_an_index_as_by_us(index: sqlite3.Connection) -> None:
    tame = re.compile(f"[{export_words.TAME}]")
    characters = [char for char in map(chr, range(sys.maxunicode + 1)) if tame.match(char)]
    assert len(characters) > 2_000
    texts = [f"{char} a{char}b ы{char}ы {char}x x {char} {char}{char}" for char in characters]
    index.execute("BEGIN")
    index.executemany("INSERT INTO f (rowid, x) VALUES (?, ?)", enumerate(texts))
    index.execute("COMMIT")
    found: dict[int, list[str]] = {}
    for row, term in index.execute("SELECT doc, term FROM v ORDER BY doc, offset"):
        found.setdefault(row, []).append(term)
    for row, text in enumerate(texts):
        assert [word for term in found[row] for word in words(term)] == words(text), f"U+{ord(characters[row]):04X}"


def test_what_is_cut_otherwise_is_wild() -> None:
    for text in ("Зві\u200bрова", "日本語", "ﺣَﻠَﺐ", "ｆｕｌｌ", "№ 5", "cafe\u0301", "straße\u00ad"):
        assert export_words.wild(f'["{text}"]\n'.encode())
    for text in ("plain", "Звірова, «Ґанок» — їй", "مستشفى", "Łódź", "tab\\t"):
        assert not export_words.wild(f'["{text}"]\n'.encode())


def test_rows_and_stretches_come_in_order_and_none_twice() -> None:
    found = export_words.together({1, 5, 7, 12, 300}, [(5, 9), (8, 11), (100, 200)])
    assert list(found) == [(1, 1), (5, 12), (100, 200), (300, 300)]
    assert list(export_words.together(set(), [])) == []
    long = list(export_words.together(set(range(1, 2_000)), [(1_500, 1_700)]))
    assert [row for first, last in long for row in range(first, last + 1)] == list(range(1, 2_000))
    assert max(last - first for first, last in long) < 700
