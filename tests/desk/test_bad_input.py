"""What cannot stand is refused in one clear line that names the field, and nothing of it is stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add, add_many
from factdesk.desk.attach import attach
from factdesk.desk.check import check
from factdesk.desk.edit import edit, remove
from factdesk.desk.history import log
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.review import mark, preview
from factdesk.model.errors import BadInput, Failed, Incoherent, NotFound, Problem, Refused
from support import desks


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desks.small(tmp_path / "desk.sqlite") as made:
        yield made


Act = Callable[[Desk], object]


def claim(**fields: Any) -> Act:
    """Adds a figure with these fields."""
    figure = {} if "low" in fields else {"figure": "3"}
    return lambda desk: add(desk, "claim", {**desks.FIGURE, **figure, **fields})


def source(**fields: Any) -> Act:
    """Adds a source with these fields."""
    return lambda desk: add(desk, "source", {"kind": "article", "title": "T", **fields})


def verdict(claims: list[str], word: str, **given: Any) -> Act:
    """Marks claims."""
    return lambda desk: mark(desk, claims, word, **{"reason": "so", **given})


BAD: dict[str, tuple[Act, type[Problem], str, str]] = {
    "unknown incident": (claim(incident="Z"), NotFound, "", "no incident is called 'Z'"),
    "unknown speaker": (claim(speaker="Nobody"), NotFound, "", "no speaker is called"),
    "unknown whole": (claim(part_of="A99"), NotFound, "", "no claim is called"),
    "unknown kind of record": (lambda d: add(d, "rumour", {}), BadInput, "", "rumour cannot be added"),
    "a review added past the rules": (lambda d: add(d, "review", {}), BadInput, "", "cannot be added this way"),
    "unknown field": (claim(colour="red"), BadInput, "", "no field 'colour'"),
    "unknown kind of claim": (claim(kind="rumour"), BadInput, "kind", "rumour"),
    "no incident": (claim(incident=None), BadInput, "incident", "required"),
    "no measure": (claim(measure=" "), BadInput, "measure", "required"),
    "no figure": (claim(figure=""), BadInput, "words", "required"),
    "a figure that was not understood": (claim(figure="many people"), BadInput, "figure", "not understood"),
    "a figure with two numbers": (claim(figure="16 and 20"), BadInput, "figure", "more than one number"),
    "a negative figure": (claim(figure="-5"), BadInput, "figure", "negative"),
    "low above high": (claim(figure="20-16"), Incoherent, "figure", "above high"),
    "low above high in fields": (
        claim(low=9, high=3, qualifier="between", words="x"), Incoherent, "low", "above high"),
    "exact with two ends": (
        claim(low=1, high=3, qualifier="exact", words="x"), Incoherent, "qualifier", "one number"),
    "a part larger than its whole": (
        claim(part_of="A2", figure="7"), Incoherent, "part_of", "larger than its whole"),
    "a whole smaller than its part": (
        lambda d: edit(d, "A1", {"figure": "5"}), Incoherent, "figure", "larger than the whole"),
    "part of itself": (lambda d: edit(d, "A1", {"part_of": "A1"}), Incoherent, "part_of", "itself"),
    "part of its own part": (
        lambda d: edit(d, "A1", {"part_of": "A2", "figure": "3"}), Incoherent, "part_of", "itself"),
    "a taken code": (claim(code="A1"), Incoherent, "code", "taken"),
    "a code with a blank": (claim(code="A 1"), BadInput, "code", "cannot be a code"),
    "a day that does not exist": (claim(said_at="2025-02-30"), BadInput, "said_at", "no day 30"),
    "a month that does not exist": (claim(as_of="2025-13-01"), BadInput, "as_of", "13"),
    "an hour that does not exist": (claim(said_at="2025-04-04T25:00"), BadInput, "said_at", "25"),
    "no date": (claim(said_at="someday"), BadInput, "said_at", ""),
    "NUL": (claim(scope="a\0b"), BadInput, "scope", "NUL"),
    "half a surrogate": (claim(scope="a\ud800"), BadInput, "scope", "surrogate"),
    "a number where text belongs": (claim(scope=5), BadInput, "scope", "not text"),
    "text where a number belongs": (claim(low="9", qualifier="exact", words="9"), BadInput, "low", "whole number"),
    "a number in a denial": (
        lambda d: add(d, "claim", {"incident": "A", "kind": "denial", "statement": "No", "figure": "3"}),
        Incoherent, "", "hold no number"),
    "an address without a scheme": (source(url="example.org/x"), BadInput, "url", "no scheme"),
    "an address with a strange scheme": (source(url="javascript://x"), BadInput, "url", "not a web address"),
    "an address with a blank": (source(url="https://a b"), BadInput, "url", "blank"),
    "an address without a host": (source(url="https:///x"), BadInput, "url", "no host"),
    "an address without a scheme, attached": (
        lambda d: attach(d, ["A1"], url="example.org"), BadInput, "url", "no scheme"),
    "two roots": (source(root="S1", root_speaker="Officials"), Incoherent, "root", "either"),
    "its own root": (lambda d: edit(d, "S1", {"root": "S1"}), Incoherent, "root", "itself"),
    "a claim as a root": (source(root="A1"), NotFound, "", "no source or speaker"),
    "unknown confidentiality": (source(confidentiality="secret"), BadInput, "confidentiality", "secret"),
    "unknown reliability": (source(reliability="G"), BadInput, "reliability", "G"),
    "a latitude beyond the pole": (
        lambda d: add(d, "incident", {"title": "T", "lat": "91"}), BadInput, "lat", "no place on the map"),
    "nothing to attach": (lambda d: attach(d, ["A1"]), BadInput, "", "nothing to attach"),
    "no claim to attach to": (lambda d: attach(d, [], source="S1"), BadInput, "", "no claim is named"),
    "an unknown claim to attach to": (lambda d: attach(d, ["A9"], source="S1"), NotFound, "", "A9"),
    "an unknown source to attach": (lambda d: attach(d, ["A1"], source="S77"), NotFound, "", "S77"),
    "a missing file": (lambda d: attach(d, ["A1"], file="/no/such/file"), NotFound, "/no/such/file", "no such file"),
    "an unknown field of a citation": (
        lambda d: attach(d, ["A1"], source="S2", mood="x"), BadInput, "", "no field 'mood'"),
    "an unknown stance": (lambda d: attach(d, ["A1"], source="S2", stance="neutral"), BadInput, "stance", "neutral"),
    "the same citation again": (lambda d: attach(d, ["A1"], source="S1", quote="16"), Incoherent, "source", "already"),
    "fields for a source that is known": (
        lambda d: attach(d, ["A1"], url="https://t.me/s/officials/1", fields={"confidentiality": "confidential"}),
        Incoherent, "confidentiality", "S1 is on the desk already"),
    "an unknown verdict": (verdict(["A1"], "true"), BadInput, "verdict", "'true'"),
    "a basis of another verdict": (verdict(["A1"], "denied", basis="independent"), BadInput, "basis", "no basis for"),
    "no basis": (verdict(["A1"], "confirmed"), BadInput, "basis", "no basis"),
    "a basis where there is none": (verdict(["A1"], "open", basis="document"), BadInput, "basis", "no basis for open"),
    "no reason": (verdict(["A1"], "open", reason="  "), BadInput, "reason", "needs a reason"),
    "a reason with NUL": (verdict(["A1"], "open", reason="a\0"), BadInput, "reason", "NUL"),
    "no claim to mark": (verdict([], "open"), BadInput, "", "no claim is named"),
    "an unknown claim among known ones": (verdict(["A1", "A9"], "open"), NotFound, "", "A9"),
    "resting on another claim's source": (
        verdict(["A1"], "confirmed", basis="authority", rests_on=["S2"]), Incoherent, "rests_on", "not a citation of"),
    "resting on nothing known": (
        verdict(["A1"], "confirmed", basis="authority", rests_on=["S99"]), NotFound, "", "S99"),
    "an edit of nothing": (lambda d: edit(d, "A1", {}), BadInput, "A1", "nothing would change"),
    "an edit that changes nothing": (
        lambda d: edit(d, "A1", {"figure": "at least 16"}), BadInput, "A1", "nothing would change"),
    "a claim moved to another incident": (
        lambda d: (add(d, "incident", {"code": "B", "title": "T"}), edit(d, "A1", {"incident": "B"}))[1],
        BadInput, "incident", "cannot be changed"),
    "an unknown record": (lambda d: edit(d, "X1", {"scope": "x"}), NotFound, "", "X1"),
    "a review edited": (
        lambda d: (mark(d, ["A1"], "open", reason="so"), edit(d, d.db.value("SELECT id FROM reviews"), {}))[1],
        NotFound, "", "no "),
    "an incident with claims removed": (lambda d: remove(d, "A"), Incoherent, "A", "3 claims still refer"),
    "a whole removed": (lambda d: remove(d, "A1"), Incoherent, "A1", "1 part still refers"),
    "a cited source removed": (lambda d: remove(d, "S1"), Incoherent, "S1", "2 citations still refer"),
    "a speaker removed": (lambda d: remove(d, "Officials"), Incoherent, "Officials", "1 claim still refers"),
    "no records": (lambda d: add_many(d, []), BadInput, "", "nothing to add"),
    "a preview of an unknown verdict": (lambda d: preview(d, ["A1"], "maybe"), BadInput, "verdict", "maybe"),
}  # fmt: skip

STORING_FIRST = {"a claim moved to another incident", "a review edited"}
"""Cases that store something sound before the bad input."""


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_one_clear_line_and_stores_nothing(desk: Desk, what: str) -> None:
    act, kind, where, told = BAD[what]
    before, lines = desks.contents(desk), len(log(desk, limit=10_000))
    with pytest.raises(Problem) as found:
        act(desk)
    problem = found.value
    assert type(problem) is kind, problem
    assert problem.where == where or not where, problem
    assert told in str(problem), problem
    assert "\n" not in str(problem)
    assert "\0" not in str(problem)
    assert 10 < len(str(problem)) < 300
    assert problem.exit_code in (1, 2)
    if what not in STORING_FIRST:
        assert desks.contents(desk) == before
        assert len(log(desk, limit=10_000)) == lines


def test_one_bad_record_of_many_stores_none(desk: Desk) -> None:
    before = desks.contents(desk)
    good = {**desks.FIGURE, "figure": "3", "code": "A8"}
    with pytest.raises(NotFound):
        add_many(desk, [("claim", good), ("claim", {**good, "code": "A9", "part_of": "A77"})])
    assert desks.contents(desk) == before
    add_many(desk, [("claim", good), ("claim", {**good, "code": "A9", "part_of": "A8"})])
    assert len(browse.claim_card(desk, "A8").parts) == 1


def test_nobody_signs_nothing(desk: Desk) -> None:
    for name in (None, "", "  "):
        desk.author = name
        with pytest.raises(BadInput, match="nobody is named"):
            add(desk, "speaker", {"name": "New"})


def test_a_read_only_desk_refuses_every_change(desk: Desk) -> None:
    with open_desk(desk.path, author="Ben", read_only=True) as reader:
        acts: list[Act] = [
            claim(), verdict(["A1"], "open"), lambda d: edit(d, "A1", {"scope": "x"}), lambda d: remove(d, "A2"),
            lambda d: attach(d, ["A1"], url="https://example.org"),
        ]  # fmt: skip
        for act in acts:
            with pytest.raises(Refused, match="reading only") as refused:
                act(reader)
            assert refused.value.exit_code == 4


def test_two_names_for_one_beginning_are_said(desk: Desk) -> None:
    add(desk, "speaker", {"name": "Officials"})
    with pytest.raises(NotFound, match="2 records are called 'Officials'") as found:
        claim(speaker="Officials")(desk)
    assert "use one of their ids: p-" in str(found.value)


def test_parts_go_only_so_deep(desk: Desk) -> None:
    above = "A1"
    for level in range(1, 17):
        above = add(desk, "claim", {**desks.FIGURE, "code": f"L{level}", "figure": "3", "part_of": above}).code
    with pytest.raises(Incoherent, match="levels deep"):
        claim(part_of=above)(desk)
    add(desk, "claim", {**desks.FIGURE, "code": "TOP", "figure": "at least 20"})
    with pytest.raises(Incoherent, match="levels deep"):
        edit(desk, "A1", {"part_of": "TOP"})
    edit(desk, "L9", {"part_of": "TOP"})
    assert check(desk).ok


def test_a_text_too_long_for_the_file_is_said(desk: Desk) -> None:
    desk.db.conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 100_000)
    before = desks.contents(desk)
    with pytest.raises(Failed, match="too long"):
        add(desk, "speaker", {"name": "x", "note": "y" * 200_000})
    assert desks.contents(desk) == before
