"""Words of an article by place: forwards and backwards they are the same, in every script, at any length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factdesk.tui.widgets.article_words import hits, spanned, word_at, word_before

TEXT = "Blast in Lviv: “at least seven” people, said\n\n  the governor (Kozytskyi). 死亡12人"
WORDS = ["Blast", "in", "Lviv", "at", "least", "seven", "people", "said", "the", "governor", "Kozytskyi",
         "死", "亡", "12", "人"]  # fmt: skip


def forwards(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    while (word := word_at(text, at)) is not None:
        found.append(word)
        at = word[1]
    return found


def backwards(text: str) -> list[tuple[int, int]]:
    found, at = [], len(text)
    while (word := word_before(text, at)) is not None:
        found.append(word)
        at = word[0]
    return found[::-1]


def test_words_are_bare_of_what_stands_around_them() -> None:
    assert [TEXT[slice(*word)] for word in forwards(TEXT)] == WORDS
    assert [TEXT[slice(*word)] for word in backwards(TEXT)] == WORDS


@given(st.text(st.sampled_from("ab“,.( \n死12")))
def test_both_ways_give_the_same_words(text: str) -> None:
    assert forwards(text) == backwards(text)


def test_far_apart_and_without_blanks_every_step_goes_on() -> None:
    far = "one" + " " * 5000 + "two"
    assert backwards(far) == forwards(far) == [(0, 3), (5003, 5006)]
    run = "x" * 100_000
    steps = forwards(run)
    assert (len(steps), steps[-1][1]) == (1667, len(run))
    assert word_before(run, len(run)) is not None


def test_a_choice_spans_both_ways() -> None:
    assert spanned((10, 12), (3, 5)) == spanned((3, 5), (10, 12)) == (3, 12)


def test_hits_are_found_in_any_case_over_line_breaks() -> None:
    assert [TEXT[slice(*hit)] for hit in hits(TEXT, "SAID the")] == ["said\n\n  the"]
    assert hits(TEXT, " ") == hits(TEXT, "no such") == []
    assert len(hits("a.c abc", "a.c")) == 1
