"""Search over everything: any script, any text as typed, and nothing that is ever read as search syntax."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.desk import browse, find
from factdesk.desk.add import add, add_many
from factdesk.desk.attach import attach
from factdesk.desk.check import check
from factdesk.desk.edit import edit, remove
from factdesk.desk.open import Desk
from factdesk.desk.review import mark
from factdesk.model.errors import NotFound
from factdesk.model.filter_terms import Term
from factdesk.model.views import ClaimFilter
from factdesk.store.filters import match
from factdesk.store.search import LIT, RANKED, tend
from support import desks
from support.hostile import HOSTILE

SYNTAX = ('"', '""', "*", "a*b", "NEAR(a b)", "a OR b", "AND", "NOT x", "title:x", "^x", "-x", "+", "(", ")", "{a b}:c",
          "'; DROP TABLE claims; --", "a\0b", "\ud800", "x" * 100_000, "a " * 10_000, "²", "_", "%", "١٦")  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desks.small(tmp_path_factory.mktemp("search") / "desk.sqlite") as made:
        add(
            made, "source", {"code": "S9", "kind": "article", "title": "ضربة صاروخية على كريفي ريه", "note": "Ångström"}
        )
        attach(made, ["A1"], source="S9", quote="не менше шістнадцяти", translation="at least sixteen")
        yield made


def found(desk: Desk, text: str) -> set[str]:
    """Kind and code of every hit."""
    return {f"{hit.kind} {hit.code}" for hit in find.find(desk, text)}


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("кривий", {"incident A"}),
        ("КРИВИЙ рі", {"incident A"}),
        (unicodedata.normalize("NFD", "Кривий"), {"incident A"}),
        ("صاروخية", {"source S9"}),
        ("كريفي", {"source S9"}),
        ("angstr", {"source S9"}),
        (unicodedata.normalize("NFD", "Ångström"), {"source S9"}),
        ("шістнадцяти", {"citation A1"}),
        ("sixteen", {"citation A1"}),
        ("soldiers", {"claim A3"}),
        ("minis", {"speaker Ministry"}),
        ("a3", {"claim A3"}),
        ("strike on", {"incident A"}),
        ("on strike", {"incident A"}),
        ("strike ministry", set()),
        ("", set()),
        (" \t ", set()),
        ("!?", set()),
    ],
)
def test_words_are_found_in_any_script_case_and_order(desk: Desk, text: str, hits: set[str]) -> None:
    assert found(desk, text) == hits


TEXTS = (*SYNTAX, *(nasty.text for nasty in HOSTILE))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_text_is_ever_an_error(desk: Desk, text: str) -> None:
    find.find(desk, text)
    browse.claim_window(desk, ClaimFilter(words=text)).count()
    browse.source_window(desk, text).count()
    browse.claim_window(
        desk,
        ClaimFilter(
            terms=(Term("who", (text,)), Term("place", (text,)), Term("source", (text,)), Term("code", (text,)))
        ),
    ).count()
    with pytest.raises(NotFound) as missing:
        browse.claim_card(desk, text)
    assert "\n" not in str(missing.value)
    assert len(str(missing.value)) < 300


@given(st.text(max_size=60))
def test_a_query_is_quoted_words_and_nothing_else(text: str) -> None:
    query = match(text)
    words = [part for part in query.replace("*", "").split('"') if part.strip()]
    assert query.count('"') == 2 * len(words)
    assert not query or query.endswith('"*')


def test_a_snippet_lights_what_was_found(desk: Desk) -> None:
    (hit,) = find.find(desk, "صاروخية")
    assert f"{LIT[0]}صاروخية{LIT[1]}" in hit.snippet


def test_hits_are_newest_first_and_limited(tmp_path: Path) -> None:
    with desks.small(tmp_path / "desk.sqlite") as desk:
        for number in range(5):
            add(desk, "source", {"kind": "post", "title": f"Repeated {number}"})
        assert [hit.title for hit in find.find(desk, "repeated", limit=3)] == [
            "Repeated 4", "Repeated 3", "Repeated 2"]  # fmt: skip


def test_the_index_follows_every_change(tmp_path: Path) -> None:
    with desks.small(tmp_path / "desk.sqlite") as desk:
        edit(desk, "A3", {"scope": "the garrison"})
        assert found(desk, "garrison") == {"claim A3"}
        edit(desk, "A3", {"scope": "the barracks"})
        assert found(desk, "garrison") == set()
        mark(desk, ["A3"], "denied", basis="by-party", reason="the word enthusiasm is no part of the index")
        assert found(desk, "barracks") == {"claim A3"}
        remove(desk, "A3")
        assert found(desk, "barracks") == set()
        tend(desk.db)
        assert found(desk, "strike") == {"incident A"}
        assert check(desk).ok


def test_a_word_that_stands_ten_thousand_times_in_a_text_is_found_at_once(tmp_path: Path) -> None:
    with desks.small(tmp_path / "long.sqlite") as made:
        attach(made, ["A1"], source="S1", quote="line\n" * 10_000)
        attach(made, ["A1"], source="S2", quote="word " * 5_000 + "шістнадцять " + "word " * 5_000)
        began = time.thread_time()
        assert [hit.kind for hit in find.find(made, "line")] == ["citation"]
        assert time.thread_time() - began < 1.0
        [late] = find.find(made, "ШІСТНАДЦЯТЬ")
        assert f"{LIT[0]}шістнадцять{LIT[1]}" in late.snippet


def test_the_best_come_first_where_few_are_found(tmp_path: Path) -> None:
    with desks.empty(tmp_path / "desk.sqlite") as desk:
        add(desk, "incident", {"code": "A", "title": "Somewhere"})
        row = {"incident": "A", "kind": "assertion"}
        add(desk, "claim", {**row, "code": "A1", "statement": "a drone, a drone and a drone"})
        add(
            desk, "claim", {**row, "code": "A2", "statement": "a drone among very many other words of a long statement"}
        )
        assert [hit.code for hit in find.find(desk, "drone")] == ["A2", "A1"]
        assert [hit.code for hit in find.find(desk, "drone", best=True)] == ["A1", "A2"]
        assert find.find_in_order(desk, "drone", 9, True)[1]
        more = [("claim", {**row, "statement": f"drone {n}"}) for n in range(RANKED)]
        add_many(desk, more, "more")
        assert [hit.title for hit in find.find(desk, "drone", 1, best=True)] == [f"drone {RANKED - 1}"]
        assert not find.find_in_order(desk, "drone", 1, True)[1]
