"""What an export holds and what it leaves behind, mark by mark and count by count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.add import add, add_many
from factdesk.desk.attach import attach
from factdesk.desk.edit import edit
from factdesk.desk.export import ExportPlan, export, plan_export
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.review import mark
from factdesk.desk.sample import build_sample
from factdesk.desk.verify import verify
from factdesk.model.errors import BadInput, NotFound
from support import handover
from support.handover import rows


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with handover.build(tmp_path / "desk.sqlite") as made:
        yield made


@pytest.fixture
def out(desk: Desk) -> Path:
    return export(desk, desk.path.with_name("out.sqlite")).path


def behind(plan: ExportPlan) -> dict[tuple[str, str | None], int]:
    return {(counted.name, counted.reason): counted.number for counted in plan.withheld}


def claim(out: Path, value: int, columns: str) -> tuple[Any, ...]:
    (found,) = rows(out, f"SELECT {columns} FROM claims WHERE value = ?", value)
    return found


def test_every_reason_is_counted(desk: Desk) -> None:
    plan = plan_export(desk)
    assert plan.going == {
        "incidents": 1, "speakers": 1, "sources": 5, "claims": 5, "citations": 7, "reviews": 5, "review_citations": 7,
    }  # fmt: skip
    assert behind(plan) == {
        ("incidents", "no-claim"): 1,
        ("speakers", "confidential"): 1,
        ("speakers", "not-needed"): 1,
        ("sources", "confidential"): 1,
        ("sources", "background"): 1,
        ("sources", "not-cited"): 1,
        ("claims", "sources"): 1,
        ("claims", "speaker"): 1,
        ("claims", "open"): 2,
        ("citations", "source"): 3,
        ("citations", "claim"): 1,
        ("reviews", "claim"): 2,
    }
    assert all(counted.why and counted.why != counted.reason for counted in plan.withheld)
    assert {counted.name: counted.number for counted in plan.marked} == {
        "claims without a citation": 1,
        "claims whose speaker is withheld": 1,
        "parts whose whole is withheld": 1,
        "denials of a withheld claim": 1,
        "sources whose root is withheld": 2,
        "reviews that rest on withheld citations": 2,
    }
    assert plan.named == plan.leaks == plan.cautions == ()


def test_the_plan_is_what_the_file_holds(desk: Desk, out: Path) -> None:
    plan = plan_export(desk)
    for table, number in plan.going.items():
        assert rows(out, f"SELECT count(*), min(id), max(id) FROM {table}") == [(number, 1, number)]
    told = rows(out, "SELECT name, reason, value FROM manifest WHERE section = 'withheld'")
    assert {(name, reason): int(value) for name, reason, value in told} == behind(plan)
    assert verify(out).content_hash == plan.content_hash
    assert verify(out).ok


def test_a_withheld_speaker_is_marked_and_not_named(out: Path) -> None:
    assert claim(out, 9, "speaker, speaker_withheld") == (None, 1)
    assert claim(out, 16, "(SELECT name FROM speakers WHERE id = speaker), speaker_withheld") == ("Town council", 0)
    assert claim(out, 6, "speaker, speaker_withheld") == (None, 0)


def test_links_to_withheld_claims_become_marks(out: Path) -> None:
    assert claim(out, 2, "part_of, part_of_withheld") == (None, 1)
    assert claim(out, 6, "part_of, part_of_withheld") == (1, 0)
    (denial,) = rows(out, "SELECT denies, denies_withheld FROM claims WHERE kind = 'denial'")
    assert denial == (None, 1)


def test_a_withheld_root_becomes_a_mark_and_still_counts_once(out: Path) -> None:
    roots = dict(rows(out, "SELECT title, root_withheld FROM sources"))
    assert roots["Retold from the cellar"] == roots["Retold once more"] == 1
    assert roots["Report of the day"] == roots["Carries the channel"] == 0
    # three of its four sources that go are one article, one cellar told twice, one channel
    assert claim(out, 16, "roots, (SELECT count(*) FROM citations WHERE claim = claims.id)") == (3, 4)


def test_a_source_that_is_only_carried_goes_along(out: Path) -> None:
    found = rows(out, "SELECT r.title FROM sources AS s JOIN sources AS r ON r.id = s.root")
    assert found == [("Council's channel",)]
    assert rows(out, "SELECT p.name FROM sources AS s JOIN speakers AS p ON p.id = s.root_speaker") == [
        ("Town council",)
    ]


def test_a_review_says_how_much_of_its_ground_is_withheld(out: Path) -> None:
    sql = "SELECT rests_on_withheld, (SELECT count(*) FROM review_citations AS k WHERE k.review = r.id)"
    found = rows(out, f"{sql} FROM reviews AS r JOIN claims AS c ON c.id = r.claim WHERE c.value = 16")
    assert found == [(1, 4)]


def test_what_stays_behind_is_nowhere_in_the_bytes(desk: Desk, out: Path) -> None:
    data = out.read_bytes()
    for text in (handover.NAME, handover.TITLE, handover.NOTE, handover.QUOTE, "drop.example", "slow to answer",
                 "Bluebell", "Unneeded", "depot burnt", "Nobody cites", str(desk.path.parent)):  # fmt: skip
        assert text.encode() not in data, text
        assert text.lower().encode() not in data, text


def test_nothing_of_the_desks_own_numbering_leaves(desk: Desk, out: Path) -> None:
    data = out.read_bytes()
    for table in ("incidents", "speakers", "sources", "claims", "citations", "reviews"):
        for (id_,) in rows(desk.path, f"SELECT id FROM {table}"):
            assert id_.encode() not in data
    assert rows(out, "SELECT name FROM pragma_table_info('claims') WHERE name IN ('code', 'nr', 'outline')") == []


def test_open_claims_go_when_they_are_wanted(desk: Desk) -> None:
    plan = plan_export(desk, include_open=True)
    assert plan.going["claims"] == 7
    assert plan.going["incidents"] == 2
    assert ("claims", "open") not in behind(plan)
    assert behind(plan)["claims", "sources"] == 1


@pytest.mark.parametrize("by", ["code", "id"])
def test_a_source_goes_when_a_person_names_it(desk: Desk, by: str) -> None:
    ref = "S2" if by == "code" else rows(desk.path, "SELECT id FROM sources WHERE code = 'S2'")[0][0]
    made = export(desk, desk.path.with_name("named.sqlite"), name_confidential=[ref])
    assert [(c.name, c.reason, c.number) for c in made.plan.named] == [("sources", "confidential", 1)]
    (found,) = rows(made.path, "SELECT url, root_speaker, root_withheld FROM sources WHERE title = ?", handover.TITLE)
    assert found == (handover.URL, None, 1)
    assert claim(made.path, 12, "roots") == (1,)
    data = made.path.read_bytes()
    assert handover.NOTE.encode() not in data
    assert handover.NAME.encode() not in data


def test_a_speaker_goes_when_a_person_names_them(desk: Desk) -> None:
    made = export(desk, desk.path.with_name("named.sqlite"), name_confidential=[handover.NAME, "S1"])
    assert claim(made.path, 9, "(SELECT name FROM speakers WHERE id = speaker)") == (handover.NAME,)
    assert claim(made.path, 3, "speaker_withheld") == (0,)
    assert [(c.name, c.number) for c in made.plan.named] == [("speakers", 1)]


def test_a_name_that_nobody_has_is_refused(desk: Desk) -> None:
    for ref in ("S99", "A1", "Nobody"):
        with pytest.raises(NotFound):
            plan_export(desk, name_confidential=[ref])


def test_a_claim_that_only_a_withheld_source_opposes_goes_by_what_supports_it(desk: Desk) -> None:
    add_many(desk, [handover.figure("A20", 20), handover.figure("A21", 21), handover.figure("A22", 22)], "more")
    for code, source, stance in (("A20", "S1", "supports"), ("A20", "S2", "opposes"), ("A21", "S2", "opposes"),
                                 ("A22", "S1", "opposes"), ("A22", "S2", "supports")):  # fmt: skip
        attach(desk, [code], source=source, stance=stance)
    mark(desk, ["A20", "A21", "A22"], "disputed", basis="status", reason="contested")
    out = export(desk, desk.path.with_name("out.sqlite")).path
    assert [value for (value,) in rows(out, "SELECT value FROM claims WHERE value >= 20")] == [20]


def test_what_a_withheld_speaker_alone_says_stays_behind_even_if_something_public_opposes_it(desk: Desk) -> None:
    attach(desk, ["A7"], source="S1", stance="opposes", quote="not so")
    assert behind(plan_export(desk))["claims", "speaker"] == 1


def test_a_stale_verdict_is_marked(desk: Desk) -> None:
    edit(desk, "A2", {"scope": "the market alone"})
    edit(desk, "S6", {"withdrawn": "taken back on 6 April"})
    edit(desk, "A8", {"scope": "x"})
    edit(desk, "A8", {"scope": None})
    made = export(desk, desk.path.with_name("out.sqlite"))
    assert rows(made.path, "SELECT value FROM claims WHERE stale ORDER BY id") == [(16,), (6,)]
    assert ("claims whose verdict is stale", 2) in [(c.name, c.number) for c in made.plan.marked]
    assert claim(made.path, 16, "roots") == (2,)


def test_older_reviews_go_and_the_newest_is_in_force(desk: Desk) -> None:
    mark(desk, ["A1"], "disputed", basis="figures-conflict", reason="another count came in")
    out = export(desk, desk.path.with_name("out.sqlite")).path
    found = rows(out, "SELECT r.verdict, in_force FROM reviews AS r JOIN claims AS c ON c.id = claim"
                 " WHERE value = 16 ORDER BY r.id")  # fmt: skip
    assert found == [("confirmed", 0), ("disputed", 1)]
    assert claim(out, 16, "verdict") == ("disputed",)


def test_a_whole_comes_before_its_parts(tmp_path: Path) -> None:
    with build_sample(tmp_path / "sample.sqlite", author="Anna") as desk:
        out = export(desk, tmp_path / "out.sqlite", include_open=True).path
    assert rows(out, "SELECT count(*) FROM claims WHERE part_of IS NOT NULL") != [(0,)]
    assert rows(out, "SELECT id FROM claims WHERE part_of >= id") == []
    assert verify(out).ok
    data = out.read_bytes()
    assert b"Cornflower" not in data
    assert b"cornflower" not in data


def test_an_empty_desk_gives_an_empty_file(tmp_path: Path) -> None:
    from factdesk.desk.open import create_desk

    with create_desk(tmp_path / "desk.sqlite") as desk:
        made = export(desk, tmp_path / "out.sqlite")
    assert set(made.plan.going.values()) == {0}
    assert verify(made.path).ok


def test_a_desk_that_is_only_read_can_be_exported(desk: Desk) -> None:
    desk.close()
    with open_desk(desk.path, read_only=True) as closed:
        before = desk.path.read_bytes()
        assert verify(export(closed, desk.path.with_name("out.sqlite")).path).ok
    assert desk.path.read_bytes() == before


def test_control_characters_become_visible_and_letters_stay(desk: Desk) -> None:
    text = "a\x1b[2Jb\x9bc\u202ed\re\tf\r\ng\u200cعلی\x7f"
    add(desk, "source", {"code": "S9", "kind": "post", "title": text})
    attach(desk, ["A1"], source="S9")
    out = export(desk, desk.path.with_name("out.sqlite")).path
    shown = "a␛[2Jb<U+009B>c<U+202E>d␍e\tf\r\ng\u200cعلی␡"
    assert rows(out, "SELECT count(*) FROM sources WHERE title = ?", shown) == [(1,)]


def test_an_export_needs_no_author(desk: Desk) -> None:
    desk.author = None
    assert plan_export(desk).going["claims"] == 5
    with pytest.raises(BadInput):
        mark(desk, ["A1"], "open", reason="nobody")
