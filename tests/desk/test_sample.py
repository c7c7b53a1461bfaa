"""The sample desk: whole, sound, quickly built, and built by the hands of its editors alone."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk import browse, find, history, sample
from factdesk.desk.check import check
from factdesk.desk.open import Desk, open_desk
from factdesk.model.errors import Failed, Refused
from factdesk.model.views import ClaimFilter

EDITORS = {"Olena Marchuk (sample editor)", "Tom Adeyemi (sample editor)"}

FOUNDING = {
    "A1": ("killed", "people", "at least 16", 16, None, "Ukrainian officials"),
    "A2": ("killed", "children", "six", 6, 6, "Ukrainian officials"),
    "A3": ("injured", "people", "over 50", 51, None, "Ukrainian officials"),
    "A4": ("hospitalised", "people", "more than 30", 31, None, "Ukrainian officials"),
    "A5": ("hospitalised", "children", "a", 1, None, "Ukrainian officials"),
    "A6": ("damaged", "apartment buildings", "five", 5, 5, "Ukrainian emergency services"),
    "A12": ("killed", "military personnel", "up to 85", 0, 85, "Ministry of Defence of Russia"),
    "A13": ("destroyed", "vehicles", "20", 20, 20, "Ministry of Defence of Russia"),
    "B1": ("killed", "civilians", "five", 5, 5, None),
    "B2": ("injured", "people", "34", 34, 34, None),
}
SAID = {
    "A7": ("assertion", "Ukrainian emergency services"), "A8": ("assertion", None),
    "A9": ("assertion", "Ukrainian officials"), "A10": ("assertion", "Dmytro Lubinets"),
    "A11": ("assertion", "Ministry of Defence of Russia"), "A14": ("denial", "Ukraine"),
    "A15": ("statement", "Volodymyr Zelenskyy"), "A16": ("assertion", None),
    "C1": ("assertion", "Ukrainian officials"), "D1": ("assertion", "Ukraine"), "D2": ("assertion", None),
    "D3": ("assertion", "Russia"), "D4": ("assertion", "Ukrainian officials"), "D5": ("assertion", "Andrii Sybiha"),
    "D6": ("statement", "David Lammy"), "D7": ("statement", "Marco Rubio"), "D8": ("statement", "Kirill Dmitriev"),
    "D9": ("assertion", "Kirill Dmitriev"), "D10": ("denial", "Russia"),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with sample.build_sample(tmp_path_factory.mktemp("sample") / "sample.sqlite", author="Reader") as built:
        yield built


def test_it_is_built_quickly(tmp_path: Path) -> None:
    began = time.thread_time()
    sample.build_sample(tmp_path / "quick.sqlite").close()
    assert time.thread_time() - began < 1.5
    assert os.listdir(tmp_path) == ["quick.sqlite"]


def test_it_is_sound(desk: Desk) -> None:
    report = check(desk)
    assert report.ok
    assert report.problems == ()
    assert report.counts["redacted"] == report.counts["unknown"] == 0


@pytest.mark.parametrize("code", FOUNDING)
def test_every_founding_figure_is_there_as_it_was_said(desk: Desk, code: str) -> None:
    card = browse.claim_card(desk, code)
    claim, speaker = card.claim, card.speaker
    said = (claim.measure, claim.counted, claim.words, claim.low, claim.high, speaker.name if speaker else None)
    assert said == FOUNDING[code]
    assert card.citations


@pytest.mark.parametrize("code", SAID)
def test_every_founding_statement_is_there(desk: Desk, code: str) -> None:
    card = browse.claim_card(desk, code)
    assert (card.claim.kind, card.speaker.name if card.speaker else None) == SAID[code]
    assert card.claim.statement
    assert card.citations


def test_parts_and_denials_are_tied(desk: Desk) -> None:
    whole = {code: browse.claim_card(desk, code).whole for code in ("A2", "A4", "A5")}
    assert {code: row.code if row else None for code, row in whole.items()} == {"A2": "A1", "A4": "A3", "A5": "A4"}
    assert {row.code for row in browse.claim_card(desk, "A11").denied_by} == {"A14", "A23"}
    assert {row.code for row in browse.claim_card(desk, "A12").denied_by} == {"A24"}
    thousands = browse.claim_card(desk, "D11").claim
    assert (thousands.qualifier, thousands.low, thousands.high) == ("vague", 2000, None)
    assert str(thousands.scope).startswith("cumulative")


def test_counts(desk: Desk) -> None:
    rows = browse.incidents(desk)
    assert [(row.code, row.kind) for row in rows] == [
        ("A", "event"), ("B", "event"), ("C", "event"), ("D", "statements")]  # fmt: skip
    total = browse.counts(desk)
    listed = browse.claim_window(desk, ClaimFilter())
    assert total.total == listed.count() == sum(row.counts.total for row in rows) >= 90
    assert 0.28 <= (total.confirmed + total.disputed + total.denied) / total.total <= 0.39
    assert browse.source_window(desk).count() == 24
    assert len(browse.speakers(desk)) == 22


def test_parts_stand_under_their_whole(desk: Desk) -> None:
    rows = browse.claim_window(desk, ClaimFilter(incident="A")).rows(0, 6)
    assert [(row.code, row.depth) for row in rows] == [
        ("A1", 0), ("A2", 1), ("A3", 0), ("A4", 1), ("A5", 2), ("A6", 0)]  # fmt: skip


def test_verdicts_stand_with_basis_reason_and_editor(desk: Desk) -> None:
    expected = {"A1": ("confirmed", "independent"), "A12": ("denied", "by-party"), "A11": ("denied", "by-evidence"),
                "A49": ("disputed", "figures-conflict"), "A2": ("open", None), "B2": ("disputed", "figures-conflict"),
                "A10": ("disputed", "status"), "A6": ("open", None)}  # fmt: skip
    for code, verdict in expected.items():
        card = browse.claim_card(desk, code)
        assert (card.verdict, card.basis) == verdict, code
        assert card.stale == (), code
        for review in card.reviews:
            assert review.reviewer in EDITORS
            assert "Invented sample verdict" in review.reason
    six = browse.claim_card(desk, "A2")
    assert [review.verdict for review in six.reviews] == ["open", "confirmed"]


def test_outlets_that_carry_one_post_are_one_root(desk: Desk) -> None:
    card = browse.claim_card(desk, "A11")
    carried = [tie for tie in card.citations if tie.stance == "supports"]
    assert [tie.source.code for tie in carried] == ["S1", "S4", "S5"]
    assert {tie.root_label for tie in carried} == {"Ministry of Defence of Russia"}
    assert card.roots == 1
    assert {row.code for row in browse.source_card(desk, "S2").carriers} == {"S1", "S4", "S5"}
    vilkul, ministry = browse.claim_card(desk, "A28"), browse.claim_card(desk, "A12")
    assert [tie.root_label for tie in vilkul.citations if tie.source.code == "S4"] == ["Oleksandr Vilkul"]
    assert {tie.root_label for tie in ministry.citations if tie.source.code == "S4"} == {
        "Ministry of Defence of Russia"
    }
    own = browse.claim_card(desk, "A8")
    assert [tie.root_key == tie.source.id for tie in own.citations if tie.source.code == "S1"] == [True]
    assert "one-root" not in {code for code, _ in browse.claim_card(desk, "A36").warnings}


def test_what_is_not_public_is_marked(desk: Desk) -> None:
    rows = browse.source_window(desk).rows(0, 30)
    assert {row.code: row.confidentiality for row in rows if row.confidentiality != "public"} == {
        "S25": "background", "S26": "confidential"}  # fmt: skip
    assert {s.confidentiality for s in browse.speakers(desk) if "Cornflower" in s.name} == {"confidential"}


@pytest.mark.parametrize(("words", "code"), [("Кривий", "A"), ("مختلقة", "S24"), ("Iskander", "A27"), ("kryvyi", "A")])
def test_three_scripts_are_found(desk: Desk, words: str, code: str) -> None:
    assert code in {hit.code for hit in find.find(desk, words)}


def test_the_history_is_a_days_work_of_two_editors(desk: Desk) -> None:
    lines = history.log(desk, limit=10_000)
    assert {line.author for line in lines} == EDITORS
    labels = [label for (label,) in desk.db.all("SELECT label FROM actions")]
    assert all(label.startswith(("add ", "attach ", "confirm ", "dispute ", "deny ", "re-open ")) for label in labels)
    assert 60 <= len(labels) <= 250


def test_a_demo_copy_is_private_and_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    one, two = sample.demo_copy(), sample.demo_copy()
    assert one.parent != two.parent
    assert stat.S_IMODE(one.parent.stat().st_mode) == 0o700
    assert os.listdir(one.parent) == [one.name]
    with open_desk(one, author="Reader") as copy:
        assert browse.counts(copy).total >= 90
    shutil.rmtree(one.parent)
    assert two.exists()


def test_what_stands_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    path.write_text("mine")
    with pytest.raises(Refused):
        sample.build_sample(path)
    assert path.read_text() == "mine"


def test_a_sample_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Failed("no room")

    monkeypatch.setattr(sample, "attach", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(Failed):
        sample.build_sample(tmp_path / "half.sqlite")
    with pytest.raises(Failed):
        sample.demo_copy()
    assert os.listdir(tmp_path) == []
