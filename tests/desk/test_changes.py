"""Adding, editing and marking: what a person gives becomes what the desk shows, and edits at once are noticed."""

from __future__ import annotations

from collections.abc import Iterator
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
from factdesk.desk.undo import undo
from factdesk.model.errors import Busy, NotFound
from support import desks
from support.hostile import HOSTILE


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desks.small(tmp_path / "desk.sqlite") as made:
        yield made


@pytest.mark.parametrize(
    ("figure", "read"),
    [
        ("at least 16", (16, None, "at_least", 16)),
        ("up to 85", (0, 85, "up_to", 85)),
        ("16–20", (16, 20, "between", None)),
        ("dozens", (24, None, "vague", None)),
        ("4 053", (4053, 4053, "exact", 4053)),
        ("більше 50", (51, None, "more_than", 50)),
        ("до 85", (0, 85, "up_to", 85)),
    ],
)
def test_a_figure_is_read_as_it_was_typed(desk: Desk, figure: str, read: tuple[Any, ...]) -> None:
    code = add(desk, "claim", {**desks.FIGURE, "figure": f" {figure} "}).code
    claim = browse.claim_card(desk, code).claim
    assert (claim.low, claim.high, claim.qualifier, claim.value) == read
    assert claim.words == figure


def test_verbatim_words_stand_beside_a_figure(desk: Desk) -> None:
    code = add(desk, "claim", {**desks.FIGURE, "figure": "at least 1", "words": "a baby"}).code
    claim = browse.claim_card(desk, code).claim
    assert (claim.low, claim.words) == (1, "a baby")


def test_codes_are_given_in_turn(desk: Desk) -> None:
    assert [add(desk, "claim", {**desks.FIGURE, "figure": "3"}).code for _ in range(3)] == ["A4", "A5", "A6"]
    assert add(desk, "source", {"kind": "post", "title": "T"}).code == "S3"
    assert add(desk, "incident", {"title": "T", "place": "Київ"}).code.startswith("КИ")
    made = add(desk, "incident", {"title": "T", "code": "KRY1"})
    assert add(desk, "claim", {**desks.FIGURE, "incident": made.id, "figure": "3"}).code == "KRY1-1"


def test_records_are_named_by_code_name_id_or_the_beginning_of_an_id(desk: Desk) -> None:
    ministry = next(s for s in browse.speakers(desk) if s.name == "Ministry")
    for ref in ("Ministry", ministry.id, ministry.id[:8]):
        code = add(desk, "claim", {**desks.FIGURE, "figure": "3", "speaker": ref}).code
        card = browse.claim_card(desk, code)
        assert card.speaker == ministry


@pytest.mark.parametrize("nasty", [text for text in HOSTILE if not text.refused], ids=str)
def test_text_is_stored_character_for_character(desk: Desk, nasty: Any) -> None:
    code = add(desk, "source", {"kind": "post", "title": f"x{nasty.text}", "note": f"{nasty.text}x"}).code
    kept = browse.source_card(desk, code).source
    assert (kept.title, kept.note) == (f"x{nasty.text}", f"{nasty.text}x")


def test_an_edit_sets_what_was_given_and_names_it(desk: Desk) -> None:
    action = edit(desk, "A1", {"figure": "more than 20", "scope": "the city", "code": "K1"})
    assert action.label == "edit claim K1"
    claim = browse.claim_card(desk, "K1").claim
    assert (claim.low, claim.qualifier, claim.words, claim.scope) == (21, "more_than", "more than 20", "the city")
    (line,) = log(desk, record="K1")[:1]
    assert line.changes.keys() == {"low", "value", "qualifier", "words", "scope", "code"}
    edit(desk, "K1", {"scope": ""})
    assert browse.claim_card(desk, "K1").claim.scope is None


def test_a_source_carries_one_thing_at_a_time(desk: Desk) -> None:
    edit(desk, "S2", {"root": "Ministry"})
    card = browse.source_card(desk, "S2")
    assert (card.source.root, card.root_label) == (None, "Ministry")
    edit(desk, "S2", {"root": "S1"})
    card = browse.source_card(desk, "S2")
    assert (card.source.root_speaker, card.root_label) == (None, "S1 Post")
    edit(desk, "S2", {"root_speaker": "Officials"})
    assert browse.source_card(desk, "S2").root_label == "Officials"
    edit(desk, "S2", {"root_speaker": None})
    assert browse.source_card(desk, "S2").root_label == "itself"


def test_two_who_edit_the_same_field_are_told(desk: Desk) -> None:
    with open_desk(desk.path, author="Ben") as ben:
        head = browse.claim_card(desk, "A1").head
        edit(ben, "A1", {"scope": "Ben's"}, seen=browse.claim_card(ben, "A1").head)
        with pytest.raises(Busy, match="scope was changed by Ben while you were editing") as busy:
            edit(desk, "A1", {"scope": "Anna's", "as_of": "2025-04-04"}, seen=head)
        assert busy.value.exit_code == 3
        assert browse.claim_card(desk, "A1").claim.as_of is None
        edit(desk, "A1", {"scope": "Anna's"}, seen=browse.claim_card(desk, "A1").head)
        assert browse.claim_card(ben, "A1").claim.scope == "Anna's"


def test_two_who_edit_different_fields_do_not_clash(desk: Desk) -> None:
    with open_desk(desk.path, author="Ben") as ben:
        head = browse.claim_card(desk, "A1").head
        edit(ben, "A1", {"as_of": "2025-04-04"})
        edit(desk, "A1", {"scope": "Anna's"}, seen=head)
    claim = browse.claim_card(desk, "A1").claim
    assert (claim.scope, claim.as_of) == ("Anna's", "2025-04-04")


def test_a_record_that_was_removed_meanwhile_is_said(desk: Desk) -> None:
    id_ = browse.claim_card(desk, "A3").claim.id
    with open_desk(desk.path, author="Ben") as ben:
        remove(ben, "A3")
    for act in (lambda: edit(desk, id_, {"scope": "x"}), lambda: remove(desk, id_),
                lambda: mark(desk, [id_], "open", reason="x"), lambda: attach(desk, [id_], source="S1")):  # fmt: skip
        with pytest.raises(NotFound):
            act()


def test_a_verdict_on_twelve_claims_is_one_action_and_one_undo(desk: Desk) -> None:
    codes = [one.code for one in add_many(desk, [("claim", {**desks.FIGURE, "figure": str(n)}) for n in range(12)])]
    action = mark(desk, [*codes, codes[0]], "disputed", basis="figures-conflict", reason="they differ")
    assert action.label == "dispute 12 claims"
    assert len(action.records) == 12
    assert browse.counts(desk).disputed == 12
    undo(desk)
    assert browse.counts(desk).disputed == 0
    assert check(desk).ok


def test_what_a_verdict_rests_on_is_what_speaks_for_it_unless_chosen(desk: Desk) -> None:
    attach(desk, ["A1"], source="S2", stance="opposes")
    ties = {tie.stance: tie.id for tie in browse.claim_card(desk, "A1").citations}
    expected = {"confirmed": ("authority", {ties["supports"]}), "denied": ("by-evidence", {ties["opposes"]}),
                "disputed": ("status", set(ties.values())), "open": (None, set())}  # fmt: skip
    for verdict, (basis, rests) in expected.items():
        assert set(preview(desk, ["A1"], verdict, basis).rests_on) == rests
        mark(desk, ["A1"], verdict, basis=basis, reason="so")
        assert set(browse.claim_card(desk, "A1").reviews[0].rests_on) == rests
    mark(desk, ["A1"], "confirmed", basis="document", reason="so", rests_on=["S2"])
    assert browse.claim_card(desk, "A1").reviews[0].rests_on == (ties["opposes"],)
    mark(desk, ["A1"], "confirmed", basis="document", reason="so", rests_on=[])
    assert browse.claim_card(desk, "A1").reviews[0].rests_on == ()


def test_the_warnings_that_were_shown_are_kept_with_the_verdict(desk: Desk) -> None:
    shown = preview(desk, ["A1"], "confirmed", "independent")
    assert "not-independent" in {warning.code for warning in shown.warnings}
    mark(desk, ["A1"], "confirmed", basis="independent", reason="so")
    card = browse.claim_card(desk, "A1")
    assert set(card.reviews[0].warnings) == {warning.code for warning in shown.warnings}
    assert (card.verdict, card.basis, card.reviews[0].reviewer) == ("confirmed", "independent", "Anna")


def test_a_verdict_goes_stale_when_its_ground_moves_and_fresh_when_it_is_given_anew(desk: Desk) -> None:
    mark(desk, ["A1"], "confirmed", basis="authority", reason="so")
    assert browse.claim_card(desk, "A1").stale == ()
    edit(desk, "A1", {"figure": "at least 18"})
    assert "edited" in browse.claim_card(desk, "A1").stale[0]
    mark(desk, ["A1"], "confirmed", basis="authority", reason="still")
    assert browse.claim_card(desk, "A1").stale == ()
    edit(desk, "S1", {"withdrawn": "2025-04-09: a hoax"})
    assert "S1" in browse.claim_card(desk, "A1").stale[0]
    assert browse.claim_card(desk, "A1").roots == 0
    undo(desk)
    assert browse.claim_card(desk, "A1").stale == ()


def test_a_claim_of_175_sources_and_a_note_of_36_000_characters_stays_usable(desk: Desk) -> None:
    note = "Довга примітка. " * 2_250
    rows = [("source", {"kind": "article", "title": f"Outlet {n}", "root": "S1", "note": note if n == 0 else None})
            for n in range(175)]  # fmt: skip
    made = add_many(desk, rows)
    add_many(desk, [("citation", {"claim": "A1", "source": one.code, "quote": "16"}) for one in made])
    card = browse.claim_card(desk, "A1")
    assert len(card.citations) == 176
    assert card.roots == 1
    assert len(browse.source_card(desk, "S1").carriers) == 176
    assert browse.source_card(desk, made[0].code).source.note == note.strip() or note
