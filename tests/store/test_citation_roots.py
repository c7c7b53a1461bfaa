"""What a source carries in one citation: counted, filtered, noted as due, undone, checked, brought to older desks."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factdesk.desk import browse
from factdesk.desk.add import add
from factdesk.desk.attach import attach
from factdesk.desk.check import check
from factdesk.desk.edit import edit, remove
from factdesk.desk.filtering import claim_filter
from factdesk.desk.join import join
from factdesk.desk.open import Desk, open_desk
from factdesk.desk.undo import redo, undo
from factdesk.model.errors import Incoherent, NotFound
from factdesk.store import kept, schema
from factdesk.store.judged import page
from support import desks


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A toll that two outlets carry, and what is told of another one."""
    found = desks.empty(tmp_path / "desk.sqlite")
    add(found, "incident", {"code": "A", "title": "Strike"})
    for name in ("Governor", "Ministry"):
        add(found, "speaker", {"name": name})
    for code in ("S1", "S2", "S3"):
        add(found, "source", {"code": code, "kind": "article", "title": f"Page {code}"})
    add(found, "claim", {**desks.FIGURE, "code": "A1", "figure": "18", "speaker": "Governor"})
    add(found, "claim", {**desks.FIGURE, "code": "A2", "figure": "21"})
    return found


def roots(desk: Desk, code: str) -> list[str]:
    """The roots of a claim's citations by name, as the card, the list and the filter count them alike."""
    card = browse.claim_card_now(desk, code)
    nr = desk.db.value("SELECT nr FROM claims WHERE code = ?", code)
    assert page(desk.db, [nr])[0].roots == card.roots
    assert browse.claim_window(desk, claim_filter(desk, f"root:{card.roots} code:{code}")).count() == 1
    return [tie.root_label for tie in card.citations]


def test_one_page_carries_the_governor_for_one_claim_and_counts_itself_for_another(desk: Desk) -> None:
    for code in ("S1", "S2"):
        attach(desk, ["A1"], source=code, root="Governor")
        attach(desk, ["A2"], source=code)
    assert roots(desk, "A1") == ["Governor", "Governor"]
    assert roots(desk, "A2") == ["S1 Page S1", "S2 Page S2"]
    assert (browse.claim_card_now(desk, "A1").roots, browse.claim_card_now(desk, "A2").roots) == (1, 2)
    assert check(desk).ok


def test_undo_redo_and_edit_move_a_citation_from_root_to_root(desk: Desk) -> None:
    tie = attach(desk, ["A1"], source="S1", root_speaker="Governor").citations[0]
    edit(desk, tie, {"root": "S2"})
    assert roots(desk, "A1") == ["S2 Page S2"]
    undo(desk)
    assert roots(desk, "A1") == ["Governor"]
    redo(desk)
    edit(desk, tie, {"root": None})
    assert roots(desk, "A1") == ["S1 Page S1"]
    assert check(desk).ok


def test_what_makes_no_sense_is_refused(desk: Desk) -> None:
    with pytest.raises(Incoherent, match="own words"):
        attach(desk, ["A1"], source="S1", root="S1")
    with pytest.raises(Incoherent, match="either another source or a speaker"):
        attach(desk, ["A1"], source="S1", root="S2", root_speaker="Governor")
    with pytest.raises(NotFound):
        attach(desk, ["A1"], source="S1", root="Nobody")
    attach(desk, ["A1"], source="S1", root="S2")
    attach(desk, ["A1"], source="S3", root="Ministry")
    for held in ("S2", "Ministry"):
        with pytest.raises(Incoherent, match="1 citation still refers to it"):
            remove(desk, held)


def test_an_incident_is_due_when_a_root_of_its_citations_changes(desk: Desk) -> None:
    add(desk, "source", {"code": "S9", "kind": "post", "title": "Post"})
    edit(desk, "S2", {"root": "S9"})
    attach(desk, ["A1"], source="S1", root="S2")
    attach(desk, ["A2"], source="S3", root="Ministry")
    for ref, values in (("S9", {"title": "Withdrawn post"}), ("S2", {"root": None}), ("Ministry", {"side": "Russia"})):
        kept.refresh(desk.db, 10)
        assert not kept.due(desk.db)
        edit(desk, ref, values)
        assert kept.due(desk.db), ref


def test_joined_records_take_the_roots_of_citations_along_and_undo_parts_them(desk: Desk) -> None:
    attach(desk, ["A1"], source="S1", root="Ministry")
    attach(desk, ["A1"], source="S3", root="S2")
    attach(desk, ["A2"], source="S2", root="S1")
    before = desks.contents(desk)
    join(desk, "Governor", "Ministry")
    join(desk, "S3", "S2")
    assert roots(desk, "A1") == ["Governor", "S3 Page S3"]
    assert check(desk).ok
    join(desk, "S1", "S3")
    assert roots(desk, "A2") == ["S1 Page S1"]
    for _ in range(3):
        undo(desk)
    assert desks.contents(desk) == before
    assert check(desk).ok


def test_an_older_desk_gets_the_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "schema"
    folder.mkdir()
    for file in schema.files():
        if "citation_roots" not in file.name:
            shutil.copy(file, folder)
    old = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(old)) as conn:
        for file in sorted(folder.iterdir()):
            for statement in schema.statements(file.read_text("utf-8")):
                conn.execute(statement)
        conn.execute("INSERT INTO incidents (nr, id, code, kind, title) VALUES (1, 'i-1', 'A', 'event', 'Strike')")
        conn.commit()
        for file in schema.files():
            if "citation_roots" in file.name:
                for statement in schema.statements(file.read_text("utf-8")):
                    conn.execute(statement)
        made = dict(conn.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    for name, text in schema.expected().items():
        assert made[name] == text, name


SOURCES = st.sampled_from(["S1", "S2", "S3", "S4"])
CARRIED = st.none() | SOURCES | st.sampled_from(["Governor", "Ministry"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=st.dictionaries(SOURCES, CARRIED), ties=st.lists(st.tuples(SOURCES, CARRIED), max_size=5))
def test_the_filter_counts_as_the_card_does(
    tmp_path: Path, parents: dict[str, str | None], ties: list[tuple[str, str | None]]
) -> None:
    path = tmp_path / "any.sqlite"
    path.unlink(missing_ok=True)
    with desks.empty(path) as desk, desk.db.hasty():
        add(desk, "incident", {"code": "A", "title": "Strike"})
        add(desk, "claim", {**desks.FIGURE, "code": "A1", "figure": "18"})
        for name in ("Governor", "Ministry"):
            add(desk, "speaker", {"name": name})
        for code in ("S1", "S2", "S3", "S4"):
            add(desk, "source", {"code": code, "kind": "article", "title": code})
        for code, root in parents.items():
            if root != code and root is not None:
                edit(desk, code, {"root": root})
        for place, (source, root) in enumerate(ties):
            attach(desk, ["A1"], source=source, locator=str(place), root=None if root == source else root)
        roots(desk, "A1")


def test_the_view_for_people_tells_what_each_citation_carries(desk: Desk) -> None:
    edit(desk, "S2", {"root": "S1"})
    attach(desk, ["A1"], source="S1", root="Governor")
    attach(desk, ["A1"], source="S2")
    attach(desk, ["A1"], source="S3")
    with open_desk(desk.path) as again:
        told = again.db.all("SELECT source, carries, carries_by FROM citations_current")
    assert told == [("S1", "Governor", "this citation"), ("S2", "S1", "the source"), ("S3", None, None)]
