"""The reader against the corpus: the floors that the project holds, for both halves apart."""

from __future__ import annotations

import pytest
from tests.support.passages import HALVES, Score, passages

from factdesk.desk.intake import propose

FLOORS = {
    "tuned": {"recall": 0.97, "precision": 0.98, "qualifier": 0.98, "parts": 0.95, "attribution": 0.95, "denials": 0.9},
    "untouched": {
        "recall": 0.9,
        "precision": 0.92,
        "qualifier": 0.95,
        "parts": 0.85,
        "attribution": 0.8,
        "denials": 0.75,
    },
}


def score(half: str) -> Score:
    total = Score()
    for passage in passages(half):
        total.add(passage, propose(passage.text, {"published_at": passage.day.isoformat()}))
    return total


def test_the_corpus_is_large_enough_and_every_passage_has_a_trap_or_a_figure() -> None:
    assert len(passages("tuned")) >= 60
    assert len(passages("untouched")) >= 60
    assert all(p.figures or p.traps for half in HALVES for p in passages(half))


@pytest.mark.parametrize("half", HALVES)
def test_the_reader_keeps_its_floors(half: str) -> None:
    got = score(half)
    rates = {name: got.rate(name) for name in FLOORS[half]}
    assert all(rates[name] >= floor for name, floor in FLOORS[half].items()), (rates, got.faults)
    assert got.traps <= got.passages / 40, got.faults


@pytest.mark.parametrize("half", HALVES)
def test_spans_and_ties_are_sound(half: str) -> None:
    for passage in passages(half):
        found = propose(passage.text, {"published_at": passage.day.isoformat()})
        ids = {item["id"] for kind in ("figures", "assertions") for item in found[kind]}
        assert len(ids) == len(found["figures"]) + len(found["assertions"])
        for item in found["figures"]:
            words = " ".join(passage.text[item["start"] : item["end"]].split())
            assert item["words"] in words, passage.name
            assert item["quote"] in passage.text
            assert item["part_of"] in ids | {None}
        for item in found["assertions"]:
            assert passage.text[item["start"] : item["end"]] == item["quote"]
            assert item["denies"] in ids | {None}
