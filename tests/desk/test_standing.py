"""What the sample desk says of itself: every line that a good desk should say of that table, from the data alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from factdesk.desk.attach import attach
from factdesk.desk.open import open_desk
from factdesk.desk.standing import IncidentStanding, as_data, standing, superseded_by
from factdesk.model.errors import NotFound
from factdesk.model.verdicts import stale_causes
from support.desks import small


@pytest.fixture(scope="module")
def path(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copyfile(built_sample, tmp_path_factory.mktemp("standing") / "sample.sqlite"))


@pytest.fixture(scope="module")
def kryvyi_rih(path: Path) -> IncidentStanding:
    with open_desk(path, read_only=True) as desk:
        return standing(desk, "A")


@pytest.fixture(scope="module")
def kharkiv(path: Path) -> IncidentStanding:
    with open_desk(path, read_only=True) as desk:
        return standing(desk, "B")


def said(found: IncidentStanding, kind: str, *codes: str) -> str:
    """The sentence of this kind that is about all these claims and the fewest others."""
    known = {fact.claim.code: id_ for id_, fact in found.facts.items()}
    wanted = {known[code] for code in codes}
    lines = [one for one in found.standing.findings if one.kind == kind and wanted <= set(one.claims)]
    return min(lines, key=lambda one: len(set(one.claims))).sentence


def state(found: IncidentStanding, code: str) -> tuple[str, str | None]:
    """How a figure stands, and the code of what replaced it."""
    one = next(one for one in found.standing.figures if found.facts[one.claim].claim.code == code)
    return one.state, found.facts[one.superseded_by].claim.code if one.superseded_by else None


def in_conflict(found: IncidentStanding) -> list[set[str]]:
    """The codes of the claims of each minimal set that cannot all be true, pairs only."""
    return [
        {found.facts[id_].claim.code for id_ in conflict.claims}
        for conflict in found.standing.conflicts
        if conflict.kind != "parts"
    ]


def test_the_city_s_floors_rose_and_each_is_superseded_by_the_next(kryvyi_rih: IncidentStanding) -> None:
    line = said(kryvyi_rih, "ladder", "A17", "A28", "A43", "A46")
    assert "16 people (4 Apr 2025) → 18 civilians (5 Apr 2025) → 19 people (6 Apr 2025) → 20 people" in line
    assert "No conflict: each is superseded by the next of the same voice, and none was wrong." in line
    assert [state(kryvyi_rih, code) for code in ("A17", "A28", "A43", "A46")] == [
        ("superseded", "A28"), ("superseded", "A43"), ("superseded", "A46"), ("current", None),
    ]  # fmt: skip


def test_eighteen_beside_19_20_and_21_is_first_a_question_of_scope(kryvyi_rih: IncidentStanding) -> None:
    line = said(kryvyi_rih, "scope", "A36", "A41", "A46", "A53", "A58")
    assert line.startswith("18 people killed (UN Human Rights Office; the single explosion; 6 Apr 2025) beside")
    assert "first a question of scope, and of those who died later; not yet a contradiction" in line
    assert "Derived, to be asked: 18 + 1 = at least 19, 18 + 2 = 20 and 18 + 3 = 21." in line
    question = next(one for one in kryvyi_rih.standing.questions if one.sums and one.sums[0].base == 18)
    assert [(one.base, one.rest, one.total, one.derived) for one in question.sums] == [
        (18, 1, 19, True), (18, 2, 20, True), (18, 3, 21, True),
    ]  # fmt: skip


def test_twenty_after_21_cannot_both_hold_for_one_scope(kryvyi_rih: IncidentStanding) -> None:
    line = said(kryvyi_rih, "one-scope", "A53", "A58")
    assert "21 people killed" in line
    assert "20 (Serhii Lysak; 16 Apr 2025; the missile attack)" in line
    assert "cannot both hold for one scope: look again" in line


def test_nine_children_against_11_is_a_real_conflict(kryvyi_rih: IncidentStanding) -> None:
    assert in_conflict(kryvyi_rih) == [{"A49", "A54"}]
    line = said(kryvyi_rih, "conflict", "A49", "A54")
    assert "11 children killed (fakti.bg, no speaker named; 7 Apr 2025) and 9 (Euromaidan Press" in line
    assert "cannot both be true: one measure, population and scope" in line
    assert "9 is also said by" in line
    assert "UN Human Rights Office adds: “Each of the nine children killed was identified by name.”" in line


def test_up_to_85_is_a_ceiling_of_a_party_about_its_enemy_denied_by_the_other(kryvyi_rih: IncidentStanding) -> None:
    line = said(kryvyi_rih, "denied", "A12", "A24", "A14", "A10", "A39")
    assert "is a ceiling (0..85), claimed by a party about its enemy" in line
    assert "General Staff of the Armed Forces of Ukraine, the other party: the number" in line
    assert "Ukraine, the other party: what was hit or aimed at (of A11, the same statement)" in line
    assert "Dmytro Lubinets, a party" in line
    assert "UN Human Rights Office, no party (“All the witnesses" in line
    assert "it does not conflict arithmetically with at least 16 people killed" in line
    assert "the populations differ" in line
    assert not any("A12" in codes for codes in in_conflict(kryvyi_rih))


def test_85_and_up_to_85_are_not_the_same_claim_and_only_one_was_made(kryvyi_rih: IncidentStanding) -> None:
    line = said(kryvyi_rih, "wording", "A12", "A21")
    assert "are not the same claim: another qualifier" in line
    assert "Only “up to 85” was made" in line
    assert state(kryvyi_rih, "A21")[0] == "set-aside"
    assert state(kryvyi_rih, "A12")[0] == "current"


def test_destroyed_20_and_up_to_20_damaged_are_one_statement_in_two_outlets(kryvyi_rih: IncidentStanding) -> None:
    line = said(kryvyi_rih, "wording", "A13", "A20")
    assert "another measure and another qualifier, from one statement of Ministry of Defence of Russia" in line
    assert "carried by 2 sources of one root" in line


def test_32_34_and_35_injured_on_one_day_are_a_conflict_and_no_ladder(kharkiv: IncidentStanding) -> None:
    line = said(kharkiv, "conflict", "B2", "B10", "B13")
    assert "35 people injured (Ihor Terekhov), 34 (" in line
    assert "and 32 (Oleh Syniehubov), 4 Apr 2025 cannot all be true" in line
    assert "It is no ladder: Oleh Syniehubov, with the smaller number of injured" in line


def test_five_apartment_buildings_against_nearly_20_ask(kryvyi_rih: IncidentStanding) -> None:
    line = said(kryvyi_rih, "counting", "A6", "A55")
    assert "against nearly 20" in line
    assert "superseded by the newer count, or counted in another way" in line
    assert line.endswith(": ask.")


def test_outlets_that_carry_one_post_are_reports_of_one_root(kryvyi_rih: IncidentStanding) -> None:
    line = said(kryvyi_rih, "one-root", "A11")
    assert line.startswith("A11: 3 reports, 1 root (Ministry of Defence of Russia)")


def test_a_verdict_on_a_superseded_figure_asks_for_another_look(path: Path, kryvyi_rih: IncidentStanding) -> None:
    id_ = next(id_ for id_, fact in kryvyi_rih.facts.items() if fact.claim.code == "A17")
    causes = kryvyi_rih.stale()[id_]
    assert causes == ("The figure was superseded by A28 (18 civilians killed, Oleksandr Vilkul).",)
    with open_desk(path, read_only=True) as desk:
        assert stale_causes(superseded_by=superseded_by(desk, "A")[id_]) == causes


def test_the_bounds_name_the_claims_that_make_them(kryvyi_rih: IncidentStanding) -> None:
    codes = {id_: fact.claim.code for id_, fact in kryvyi_rih.facts.items()}
    found = {
        (one.basis, one.counted, one.scope): (one.low.number, one.high.number, [codes[id_] for id_ in one.low.claims])
        for one in kryvyi_rih.standing.bounds
        if one.measure == "killed"
    }
    assert found["confirmed", "people", "the missile attack"] == (20, 20, ["A58"])
    assert found["confirmed", "people", "missile and drone attacks of the day"] == (18, None, ["A31"])
    assert found["standing", "people", ""] == (16, None, ["A1"])
    assert found["standing", "military personnel", ""] == (0, 85, ["A12"])


def test_all_of_it_is_data_with_claims_by_their_codes(kryvyi_rih: IncidentStanding) -> None:
    data = json.loads(json.dumps(as_data(kryvyi_rih)))
    assert set(data) == {
        "incident", "figures", "ladders", "conflicts", "questions", "wordings", "bounds", "denials", "agreements",
        "origins", "findings", "cut", "stale", "boards", "timelines",
    }  # fmt: skip
    figure = next(one for one in data["figures"] if one["claim"] == "A17")
    assert (figure["state"], figure["superseded_by"], figure["change"]) == ("superseded", "A28", "rise")
    assert (figure["low"], figure["high"], figure["verdict"]) == (16, 16, "confirmed")
    conflict = data["conflicts"][0]
    assert (conflict["sides"], conflict["sets"]) == ([["A49"], ["A54"]], [[0, 1]])
    assert [one["settles"] for one in conflict["proposals"]] == [False, True, True]
    killed = next(one for one in data["boards"] if one["measure"] == "killed")
    assert killed["scale"] == {"high": 85, "log": False}
    assert {"A1", "A12", "A46"} <= {line["claim"] for line in killed["lines"]}
    tracks = next(
        one["tracks"] for one in data["timelines"] if (one["measure"], one["counted"]) == ("killed", "people")
    )
    assert ["A43", "A46"] in [[point["claim"] for point in track["points"]][-2:] for track in tracks]
    ids = set(kryvyi_rih.facts)
    assert not [one for one in data["findings"] if ids & set(one["claims"])]


def test_a_withdrawn_source_sets_a_figure_aside_and_a_circle_is_named(tmp_path: Path) -> None:
    with small(tmp_path / "desk.sqlite") as desk:
        from factdesk.desk.add import add
        from factdesk.desk.edit import edit

        add(desk, "source", {"code": "S3", "kind": "article", "title": "Third", "root": "S2"})
        attach(desk, ["A1"], source="S3")
        edit(desk, "S1", {"root": "S3"})
        circle = [one.sentence for one in standing(desk, "A").standing.findings if one.kind == "circle"]
        assert any("carry each other in a circle" in line and "2 reports, 1 root" in line for line in circle)
        edit(desk, "S1", {"withdrawn": "taken back"})
        found = standing(desk, "A")
        assert state(found, "A2") == ("set-aside", None)
        assert state(found, "A1") == ("current", None)


def test_an_unknown_incident_is_said(path: Path) -> None:
    with open_desk(path, read_only=True) as desk, pytest.raises(NotFound):
        standing(desk, "Z9")
