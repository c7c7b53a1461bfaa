"""A part of a withheld name in the desk's own words refuses the export until a person read the places."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk.add import add, add_many
from factdesk.desk.attach import attach
from factdesk.desk.edit import edit
from factdesk.desk.export import Unread, export, in_words, plan_export
from factdesk.desk.open import Desk
from factdesk.desk.review import mark
from factdesk.desk.sheet import sheet
from factdesk.desk.undo import undo
from factdesk.desk.verify import verify
from factdesk.model.errors import Busy
from factdesk.model.leaks import name_parts
from support import handover
from support.handover import rows

REASON = "as our witness O. Zvirova told"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with handover.build(tmp_path / "desk.sqlite") as made:
        add(made, "speaker", {"name": "Oksana Zvirova", "confidentiality": "confidential"})
        yield made


def out(desk: Desk) -> Path:
    return desk.path.with_name("out.sqlite")


def judged(desk: Desk, reason: str) -> None:
    mark(desk, ["A1"], "confirmed", basis="authority", reason=reason)


def unread(desk: Desk) -> str:
    """What the refusal says; no file is left, and a sheet is refused alike."""
    before = sorted(os.listdir(desk.path.parent))
    with pytest.raises(Unread) as caught:
        export(desk, out(desk))
    assert sorted(os.listdir(desk.path.parent)) == before
    assert caught.value.exit_code == 4
    with pytest.raises(Unread):
        sheet(desk, "A")
    return str(caught.value)


def test_a_surname_in_a_reason_refuses_and_is_not_printed(desk: Desk) -> None:
    judged(desk, REASON)
    told = unread(desk)
    assert "a part of the name of speaker p-" in told
    assert "stands in the reason of the review of A1" in told
    assert "--cautions-read" in told
    assert "Zvirova" not in told
    assert "Oksana" not in told


def test_the_export_goes_once_the_places_were_read(desk: Desk) -> None:
    judged(desk, REASON)
    made = export(desk, out(desk), cautions_read=True)
    assert len(made.plan.cautions) == 1
    assert sheet(desk, "A", cautions_read=True).entries


def test_background_counts_too_and_naming_the_speaker_lets_it_pass(desk: Desk) -> None:
    edit(desk, "Oksana Zvirova", {"confidentiality": "background"})
    judged(desk, REASON)
    unread(desk)
    assert plan_export(desk, name_confidential=["Oksana Zvirova"]).cautions == ()


def test_undoing_the_review_lets_the_export_pass(desk: Desk) -> None:
    judged(desk, REASON)
    unread(desk)
    undo(desk)
    export(desk, out(desk))


def test_judging_again_lets_the_export_pass_because_past_reasons_stay_behind(desk: Desk) -> None:
    judged(desk, REASON)
    judged(desk, "as a resident told")
    export(desk, out(desk))
    reviews = rows(out(desk), "SELECT reason, in_force FROM reviews WHERE claim = 1 ORDER BY id")
    assert reviews == [(None, 0), (None, 0), ("as a resident told", 1)]
    assert b"Zvirova" not in out(desk).read_bytes()
    assert verify(out(desk)).ok
    (told,) = rows(out(desk), "SELECT meaning FROM about WHERE table_name = 'reviews' AND column_name = 'reason'")
    assert "past reviews" in told[0]


@pytest.mark.parametrize(
    ("ref", "field", "place"),
    [
        ("A", "title", "incident A"), ("A", "summary", "incident A"), ("A", "place", "incident A"),
        ("Town council", "role", "speaker Town council"), ("Town council", "organisation", "speaker Town council"),
        ("S5", "title", "source S5"), ("S6", "withdrawn", "source S6"), ("A1", "scope", "claim A1"),
        ("A6", "statement", "claim A6"),
    ],
)  # fmt: skip
def test_every_place_where_the_desk_chose_the_words_is_looked_at(desk: Desk, ref: str, field: str, place: str) -> None:
    edit(desk, ref, {field: "says Zvirova"})
    told = unread(desk)
    assert f"the {field} of {place}" in told
    assert f"edit the {field}" in told


def test_what_a_source_said_is_its_own(desk: Desk) -> None:
    attach(desk, ["A1"], source="S5", quote="Zvirova spoke on the square")
    assert plan_export(desk).cautions == ()


@pytest.mark.parametrize("kind", ["interview", "call"])
@pytest.mark.parametrize("fields", [{"title": "Interview with Halyna Vedmid"}, {"publisher": "Halyna Vedmid"},
                                    {"title": "Halyna Vedmid, Avelmor"}])  # fmt: skip
def test_a_talk_names_its_person(desk: Desk, kind: str, fields: dict[str, str]) -> None:
    add_many(desk, [("source", {"code": "S20", "kind": kind, "title": "A talk", "confidentiality": "confidential",
                                **fields})], "a talk")  # fmt: skip
    judged(desk, "The interview in Avelmor and the call agree")
    assert plan_export(desk).cautions == ()
    judged(desk, "so says H. Vedmid")
    (found,) = plan_export(desk).cautions
    assert found.secret.text == "Vedmid"
    assert f"a part of the {next(iter(fields))} of source S20" in unread(desk)


def test_one_line_tells_of_a_record_and_a_place(desk: Desk) -> None:
    judged(desk, "Oksana agrees with what Zvirova and O. Zvirova said")
    assert len(plan_export(desk).cautions) == 1


@pytest.mark.parametrize(("title", "found"), [("Halyna Vedmid", 1), ("Register of Vedmid village", 0)])
def test_a_confidential_document_counts_where_its_title_reads_like_a_name(desk: Desk, title: str, found: int) -> None:
    add(desk, "source", {"code": "S20", "kind": "document", "title": title, "confidentiality": "confidential"})
    judged(desk, "so says H. Vedmid")
    assert len(plan_export(desk).cautions) == found


def test_the_surname_that_a_speaker_had_before_it_was_hidden_counts(desk: Desk) -> None:
    edit(desk, "Oksana Zvirova", {"name": "Witness 4"})
    judged(desk, REASON)
    assert "a part of the former name" in unread(desk)


def test_all_places_are_counted_in_the_message(desk: Desk) -> None:
    judged(desk, REASON)
    edit(desk, "A", {"summary": "Zvirova was there"})
    assert "(and in 1 other place)" in unread(desk)
    edit(desk, "A1", {"scope": "by Zvirova"})
    assert "(and in 2 other places)" in unread(desk)


def test_a_plan_without_cautions_says_nothing_of_new_ones(desk: Desk) -> None:
    judged(desk, "as our witness Vedmid told")
    seen = plan_export(desk)
    add(desk, "speaker", {"name": "Halyna Vedmid", "confidentiality": "confidential"})
    with pytest.raises(Busy):
        export(desk, out(desk), seen=seen, cautions_read=True)
    assert not out(desk).exists()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Oksana Zvirova", ["Oksana", "Zvirova"]), ("oksana zvirova", ["oksana", "zvirova"]),
        ("Interview with O. Zvirova by phone", ["Zvirova"]), ("Witness 4", []), ("Ann Lee", []),
        ("Anna-Maria Koval", ["Anna", "Maria", "Koval"]), ("أحمد الزهراني", ["أحمد", "الزهراني"]),
    ],
)  # fmt: skip
def test_the_parts_of_a_name(name: str, parts: list[str]) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("incidents", "incident"), ("claims whose speaker is withheld", "claim whose speaker is withheld"),
        ("denials of a withheld claim", "denial of a withheld claim"),
        ("reviews that rest on withheld citations", "review that rests on withheld citations"),
    ],
)  # fmt: skip
def test_one_is_told_in_the_singular(name: str, one: str) -> None:
    assert in_words(name, 1) == one
    assert in_words(name, 2) == in_words(name, 0) == name


@pytest.mark.parametrize("reason", ["as zvirova told us", "zvirova's word", "told by oksana"])
def test_a_name_typed_in_haste_is_read_too(desk: Desk, reason: str) -> None:
    judged(desk, reason)
    told = unread(desk)
    assert "a part of the name, in small letters, of speaker p-" in told
    assert "zvirova" not in told.casefold()


def test_a_word_that_the_desk_uses_again_and_again_is_no_name(desk: Desk) -> None:
    add(desk, "speaker", {"name": "Rose Harbourfield", "confidentiality": "confidential"})
    for number in range(8):
        attach(desk, ["A1"], url=f"https://example.org/{number}", quote=f"the toll rose on day {number}")
    judged(desk, "the water rose")
    assert plan_export(desk).cautions == ()
    undo(desk)
    judged(desk, "Rose told us that the water rose")
    assert len(plan_export(desk).cautions) == 1
