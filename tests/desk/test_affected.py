"""What changed since a file was handed over: found by the desk's memory or by what the claims say, told safely."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk.add import add
from factdesk.desk.affected import affected
from factdesk.desk.attach import attach
from factdesk.desk.carried import carrying, exports, moment, touched
from factdesk.desk.check import check_file
from factdesk.desk.edit import edit, remove
from factdesk.desk.export import export
from factdesk.desk.next_undo import next_undo
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.review import mark
from factdesk.desk.undo import undo
from factdesk.model.errors import NotFound, Refused
from support.desks import FIGURE, small


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with small(tmp_path / "desk.sqlite") as found:
        edit(found, "A1", {"scope": "the strike", "as_of": "2025-04-04", "said_at": "2025-04-04"})
        mark(found, ["A1"], "confirmed", basis="authority", reason="they count")
        mark(found, ["A2"], "disputed", basis="evidence-unclear", reason="unclear")
        export(found, tmp_path / "out.sqlite")
        yield found


def told(desk: Desk, which: str | None = None) -> list[tuple[str | None, str, list[str]]]:
    (one,) = affected(desk, which)
    return [(c.code, c.kind, [change.field for change in c.changes]) for c in one.changed]


def test_an_export_is_remembered_in_the_ledger_and_is_not_undone(desk: Desk) -> None:
    (record,) = exports(desk)
    assert (record.name, record.claims, record.include_open) == ("out.sqlite", 2, 0)
    assert next_undo(desk) == "dispute A2 (six)"
    undo(desk)
    assert len(exports(desk)) == 1
    assert check_file(desk.path).ok


def test_nothing_changed_says_so(desk: Desk) -> None:
    assert told(desk) == []
    assert [one.name for one in carrying(desk, desk.db.value("SELECT id FROM claims WHERE code = 'A1'"))] == [
        "out.sqlite"
    ]
    assert carrying(desk, desk.db.value("SELECT id FROM claims WHERE code = 'A3'")) == []


def test_a_change_names_the_files_that_carry_what_it_touched(desk: Desk, tmp_path: Path) -> None:
    before = moment(desk)
    edit(desk, "A3", {"scope": "elsewhere"})
    assert touched(desk, before) == []
    mark(desk, ["A1"], "open", reason="look again")
    assert touched(desk, before) == ["out.sqlite"]
    export(desk, tmp_path / "second.sqlite")
    assert touched(desk, before) == ["out.sqlite"]
    assert touched(desk, moment(desk)) == []


def test_what_we_wrote_down_wrongly_is_a_correction(desk: Desk) -> None:
    edit(desk, "A1", {"figure": "at least 61"})
    ((code, kind, fields),) = told(desk)
    assert (code, kind, fields) == ("A1", "correction", ["words", "low", "value"])
    (one,) = affected(desk)[0].changed
    assert "Officials said" in one.then
    assert one.draft.startswith("Correction: In “out.sqlite”, handed over on")
    assert "at least 16" in one.draft.casefold()
    assert "at least 61" in one.draft.casefold()


def test_a_newer_figure_of_the_same_voice_is_an_update_and_was_not_wrong(desk: Desk) -> None:
    more = {"scope": "the strike", "as_of": "2025-04-05", "said_at": "2025-04-05", "speaker": "Officials"}
    add(desk, "claim", {**FIGURE, **more, "code": "A9", "figure": "18"})
    assert told(desk) == [("A1", "update", ["superseded"])]
    (one,) = affected(desk)[0].changed
    assert "18 people were killed" in one.draft
    assert "was not wrong" in one.draft


def test_a_withdrawn_source_is_a_source_error(desk: Desk) -> None:
    edit(desk, "S1", {"withdrawn": "retracted"})
    assert [(code, kind) for code, kind, _ in told(desk)] == [("A1", "source-error"), ("A2", "source-error")]
    mark(desk, ["A1"], "denied", basis="by-evidence", reason="refuted")
    assert told(desk)[0] == ("A1", "source-error", ["verdict", "withdrawn"])


def test_a_verdict_taken_back_on_the_same_evidence_is_a_correction_and_on_new_accounts_an_update(desk: Desk) -> None:
    mark(desk, ["A1"], "disputed", basis="figures-conflict", reason="look again")
    assert told(desk) == [("A1", "correction", ["verdict"])]
    more = {"scope": "the strike", "as_of": "2025-04-04", "speaker": "Ministry"}
    add(desk, "claim", {**FIGURE, **more, "code": "A9", "figure": "11"})
    assert told(desk) == [("A1", "update", ["verdict"])]
    mark(desk, ["A2"], "confirmed", basis="document", reason="the register")
    assert ("A2", "update", ["verdict"]) in told(desk)


def test_a_claim_that_was_removed_is_a_correction_that_quotes_nothing(desk: Desk) -> None:
    remove(desk, "A2")
    ((code, kind, fields),) = told(desk)
    assert (code, kind, fields) == (None, "correction", ["removed"])
    (one,) = affected(desk)[0].changed
    assert (one.public, one.then) == (False, "")
    assert "claim 2 of “out.sqlite”" in one.draft


def test_what_is_confidential_now_is_neither_named_nor_quoted(desk: Desk) -> None:
    add(desk, "source", {"code": "S7", "kind": "call", "title": "Talk with Zvirova", "confidentiality": "confidential"})
    more = {"scope": "the strike", "as_of": "2025-04-05", "said_at": "2025-04-05", "speaker": "Officials"}
    add(desk, "claim", {**FIGURE, **more, "code": "A9", "figure": "777"})
    attach(desk, ["A9"], source="S7")
    assert told(desk) == [("A1", "update", ["superseded"])]
    assert "777" not in repr(affected(desk))
    assert "what it is, is not public" in affected(desk)[0].changed[0].draft
    edit(desk, "Officials", {"confidentiality": "confidential"})
    edit(desk, "A1", {"figure": "at least 61"})
    found = repr(affected(desk))
    assert "Officials" not in found
    assert "Zvirova" not in found
    assert "a source that is not named" in found.casefold()


def test_a_withheld_name_in_a_claim_s_words_holds_its_draft_back(desk: Desk) -> None:
    add(desk, "speaker", {"name": "Olha Zvirova", "confidentiality": "confidential"})
    edit(desk, "A1", {"scope": "what Zvirova saw"})
    (one,) = affected(desk)[0].changed
    assert not one.public
    assert "Zvirova" not in repr(one)


def test_a_file_is_known_by_its_hash_under_any_name(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "A1", {"figure": "at least 61"})
    shutil.copy(tmp_path / "out.sqlite", tmp_path / "other.sqlite")
    (found,) = affected(desk, str(tmp_path / "other.sqlite"))
    assert (found.name, found.known, len(found.changed)) == ("other.sqlite", True, 1)
    assert affected(desk, found.content_hash[:12])[0].content_hash == found.content_hash
    with pytest.raises(NotFound):
        affected(desk, "nothing")
    with pytest.raises(Refused):
        affected(desk, str(desk.path))


def test_a_file_of_another_laptop_is_matched_by_what_its_claims_say(desk: Desk, tmp_path: Path) -> None:
    with small(tmp_path / "elsewhere.sqlite", author="Bo") as other:
        edit(other, "A1", {"scope": "the strike", "as_of": "2025-04-04", "said_at": "2025-04-04"})
        mark(other, ["A1"], "confirmed", basis="authority", reason="they count")
        export(other, tmp_path / "theirs.sqlite", include_open=True)
    (found,) = affected(desk, str(tmp_path / "theirs.sqlite"))
    assert (found.known, found.claims, found.unmatched) == (False, 3, ())
    assert [(one.code, [c.field for c in one.changes]) for one in found.changed] == [("A2", ["verdict"])]
    edit(desk, "A1", {"figure": "at least 61"})
    add(desk, "claim", {**FIGURE, "counted": "soldiers", "figure": "up to 85", "speaker": "Ministry"})
    (found,) = affected(desk, str(tmp_path / "theirs.sqlite"))
    assert {one.code for one in found.changed} == {"A1", "A2"}
    assert found.unmatched == (3,)


def test_a_desk_that_cannot_be_written_exports_without_remembering(desk: Desk, tmp_path: Path) -> None:
    with open_desk(desk.path, read_only=True, author="Anna") as reader:
        assert export(reader, tmp_path / "again.sqlite").remembered is None
    with open_desk(desk.path) as nobody:
        assert export(nobody, tmp_path / "third.sqlite").remembered is None
    assert len(exports(desk)) == 1
