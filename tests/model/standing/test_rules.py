"""The rules of standing one by one: what compares, supersedes, differs in scope, bounds, agrees and is denied."""

from __future__ import annotations

import pytest

from factdesk.model.standing.comparable import compare, quantities
from factdesk.model.standing.facts import voices
from factdesk.model.standing.moments import moment
from factdesk.model.standing.nesting import BASIC, Nesting, kinds
from factdesk.model.standing.superseded import change
from factdesk.model.standing.whole import stand
from support.standing import DAY, carrier, conflicts, figure, speaker, standing, statement, states, told

NEXT = "2025-04-05"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (figure("A", "9", "children"), figure("B", "16"), (True, "inside", "same", "same")),
        (figure("A", "16"), figure("B", "9", "minors", day=NEXT), (True, "around", "same", "before")),
        (figure("A", "16"), figure("B", "16", scope=None), (True, "equal", "could-differ", "same")),
        (figure("A", "16"), figure("B", "16", scope=" The  STRIKE"), (True, "equal", "same", "same")),
        (figure("A", "4", "dogs"), figure("B", "16"), (True, "apart", "same", "same")),
        (figure("A", "4"), figure("B", "16", measure="injured"), (False, "equal", "same", "same")),
        (figure("A", "4", measure="hospitalised"), figure("B", "16", measure="injured"),
         (True, "equal", "same", "same")),
        (figure("A", "4", day=None), figure("B", "16"), (True, "equal", "same", "unknown")),
    ],
)  # fmt: skip
def test_what_compares_with_what(one, other, expected) -> None:  # type: ignore[no-untyped-def]
    found = compare(one, other, quantities([one, other], BASIC), BASIC)
    assert (found.measure, found.population, found.scope, found.moment) == expected
    assert found.comparable == (found.measure and found.population != "apart" and found.scope == "same")


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("at least 16", "at least 18", "rise"), ("16", "18", "rise"), ("at least 16", "18", "narrower"),
        ("18", "16", "fall"), ("at least 18", "at least 16", "fall"), ("up to 85", "up to 60", "fall"),
        ("up to 60", "up to 85", "rise"), ("16", "sixteen", "restated"), ("72", "over 70", "vaguer"),
        ("about 100", "about 80", "fall"), ("10 to 20", "12 to 15", "narrower"), ("10 to 20", "15 to 30", "rise"),
    ],
)  # fmt: skip
def test_what_happened_between_two_figures_of_one_voice(earlier: str, later: str, expected: str) -> None:
    one, other = figure("A", earlier), figure("B", later, day=NEXT)
    assert change(one, other) == expected
    assert states(one, other) == {"A": "superseded", "B": "current"}


def test_superseded_needs_the_same_voice_measure_counted_and_scope() -> None:
    first = figure("A", "16")
    for other in (
        figure("B", "18", day=NEXT, by="Region"),
        figure("B", "18", day=NEXT, measure="injured"),
        figure("B", "18", "children", day=NEXT),
        figure("B", "18", day=NEXT, scope="the day"),
        figure("B", "18", day=NEXT, by=None),
    ):
        assert states(first, other) == {"A": "current", "B": "current"}
    assert states(first, figure("B", "18", said=NEXT)) == {"A": "superseded", "B": "current"}
    assert states(figure("B", "18", day=None), figure("C", "16", day=None)) == {"B": "current", "C": "current"}


def test_a_fall_is_flagged_and_both_figures_are_kept() -> None:
    found = standing(figure("A", "20"), figure("B", "18", day=NEXT))
    assert "Revised downwards from 20 people killed to 18: ask why. Both figures are kept." in told(found, "revised")
    assert found.conflicts == ()
    (span,) = (one for one in found.bounds if one.basis == "standing")
    assert (span.low.number, span.high.number) == (18, 20)


def test_those_in_hospital_may_grow_fewer_without_a_revision() -> None:
    found = standing(figure("A", "33", measure="hospitalised"), figure("B", "20", measure="hospitalised", day=NEXT))
    assert not told(found, "revised")
    assert "this number may fall" in told(found, "ladder")


def test_a_body_and_who_names_it_as_theirs_are_one_voice() -> None:
    city, mayor, other = speaker("City"), speaker("Mayor", organisation="City"), speaker("B", organisation="Elsewhere")
    assert voices([city, mayor, other]) == {city.id: city.id, mayor.id: city.id, other.id: other.id}


def test_civilians_are_the_toll_of_a_voice_that_tells_no_others_apart() -> None:
    assert states(figure("A", "18", "civilians"), figure("B", "20", day=NEXT))["A"] == "superseded"
    soldiers = figure("C", "2", "military personnel")
    assert states(figure("A", "18", "civilians"), figure("B", "20", day=NEXT), soldiers)["A"] == "current"
    both = figure("C", "22")
    assert states(figure("A", "18", "civilians"), figure("B", "23", day=NEXT), both)["A"] == "current"


def test_a_part_of_the_same_population_is_not_its_whole() -> None:
    whole, part = figure("A", "16"), figure("B", "6", part_of="A")
    assert conflicts(whole, part) == []
    assert states(whole, part) == {"A": "current", "B": "current"}
    assert conflicts(figure("A", "4", by="X"), figure("B", "6", part_of="A")) == [{"A", "B"}]


def test_parts_and_wholes_conflict_by_their_sums() -> None:
    found = conflicts(
        figure("A", "19", by="X"), figure("B", "11", "children", by="Y"), figure("C", "9", "adults", by="Z")
    )
    assert found == [{"A", "B", "C"}]
    assert (
        conflicts(figure("A", "21", by="X"), figure("B", "at least 11", "children"), figure("C", "9", "adults")) == []
    )
    assert conflicts(figure("A", "20", by="X"), figure("B", "21", "military personnel", by="Y")) == [{"A", "B"}]


def test_no_conflict_across_scopes_populations_unknown_or_moments_apart() -> None:
    assert conflicts(figure("A", "9", by="X"), figure("B", "11", by="Y", scope="the day")) == []
    assert conflicts(figure("A", "9", "dogs", by="X"), figure("B", "11", "cats", by="Y")) == []
    assert conflicts(figure("A", "9", by="X"), figure("B", "11", by="Y", day=NEXT)) == []
    assert conflicts(figure("A", "11", by="X"), figure("B", "9", by="Y", day=NEXT)) == [{"A", "B"}]
    assert conflicts(figure("A", "11", by="X", measure="injured"),
                     figure("B", "9", by="Y", day=NEXT, measure="injured")) == []  # fmt: skip
    assert conflicts(figure("A", "about 9", by="X"), figure("B", "100", by="Y")) == []


def test_a_conflict_names_speakers_words_and_why() -> None:
    line = told(standing(figure("A", "at least 11", by="X"), figure("B", "nine", by="Y")), "conflict")
    assert "At least 11 people killed (X) and nine (Y), 4 Apr 2025 cannot both be true" in line
    assert "no number is both 11 or more and 9" in line
    assert "The hours are not told" in line
    nested = told(standing(figure("A", "11", "children"), figure("B", "nine")), "conflict")
    assert nested.startswith("City: 11 children killed and nine people, 4 Apr 2025 cannot both")
    assert "children killed are among the people killed, and 11 do not fit into 9" in nested


def test_hours_make_a_ladder_of_two_voices() -> None:
    early, late = "2025-04-04T10:00+03:00", "2025-04-04T09:00+01:00"
    assert moment(early).before(moment(late))
    assert conflicts(figure("A", "9", by="X", day=early), figure("B", "11", by="Y", day=late)) == []
    assert conflicts(figure("A", "11", by="X", day=early), figure("B", "9", by="Y", day=late)) == [{"A", "B"}]
    assert not moment("2025-04").before(moment("2025-04-15"))
    assert moment("2025-03").before(moment("2025-04-01"))
    assert not moment(None).not_after(moment(DAY))


def test_denied_by_evidence_withdrawn_and_lost_wordings_take_no_part() -> None:
    rival = figure("B", "11", by="Y")
    assert conflicts(figure("A", "9", by="X", verdict="denied", basis="by-evidence"), rival) == []
    assert conflicts(figure("A", "9", by="X", verdict="denied", basis="by-party"), rival) == [{"A", "B"}]
    gone = figure("A", "9", by="X", carriers=(carrier("S1", withdrawn=True),))
    assert conflicts(gone, rival) == []
    assert states(gone, rival)["A"] == "set-aside"


def test_a_party_s_denial_lowers_no_bound() -> None:
    ministry, staff = speaker("Ministry", side="R"), speaker("Staff", side="U")
    claim = figure("A", "85", "military personnel", by=ministry)
    denial = statement("B", "No.", by=staff, kind="denial", denies="A", aspect="number")
    with_denial, without = standing(claim, denial), standing(claim)
    assert with_denial.bounds == without.bounds
    (denied,) = with_denial.denials
    assert denied.about_enemy
    assert [(one.by, one.side, one.aspect, one.interest) for one in denied.rejections] == [
        ("Staff", "U", "number", "other party")
    ]
    assert "no bound is lowered by it" in denied.sentence


def test_confirmed_claims_bound_parts_and_wholes() -> None:
    sure = {"verdict": "confirmed", "basis": "authority"}
    found = stand([
        figure("A", "at least 16", by="X", **sure), figure("B", "9", "children", by="Y", day=NEXT, **sure),
        figure("C", "at least 12", "adults", by="Z", day=NEXT, **sure), figure("D", "30", by="W", day=NEXT),
    ])  # fmt: skip
    people = next(one for one in found.bounds if one.basis == "confirmed" and one.counted == "people")
    assert (people.low.number, set(people.low.claims), people.low.derived) == (21, {"c-B", "c-C"}, True)
    assert people.high.number is None


def test_figures_of_several_voices_agree_where_one_number_fits() -> None:
    found = standing(figure("A", "at least 19", by="X"), figure("B", "20", by="Y"), figure("C", "25", by="Z"))
    (agreed,) = found.agreements
    assert (set(agreed.claims), agreed.low, agreed.high) == ({"c-A", "c-B"}, 20, 20)
    assert standing(figure("A", "20", by=None, carriers=(carrier("S1", "R"),)),
                    figure("B", "20", by=None, carriers=(carrier("S2", "R"),))).agreements == ()  # fmt: skip


def test_roots_count_and_circles_are_named() -> None:
    five = tuple(carrier(f"S{number}", "post") for number in range(5))
    found = standing(figure("A", "16", carriers=five))
    assert told(found, "one-root") == "A: 5 reports, 1 root (post)."
    circle = tuple(carrier(name, "S1", circle=("S1", "S2")) for name in ("S1", "S2"))
    line = told(standing(figure("A", "16", carriers=circle)), "circle")
    assert "2 reports, 1 root" in line
    assert "S1 and S2 carry each other in a circle" in line


def test_the_vocabulary_can_be_extended() -> None:
    more = BASIC.extended(
        Nesting(inside=frozenset((("teachers", "civilians"),)), same=frozenset((("docents", "teachers"),)))
    )
    claims = [figure("A", "5", "Docents", by="X"), figure("B", "4", by="Y")]
    assert stand(claims).conflicts == ()
    assert len(stand(claims, more).conflicts) == 1


def test_many_unknown_populations_are_compared_by_nesting_alone() -> None:
    names = [f"group {number}" for number in range(20)]
    more = BASIC.extended(Nesting(inside=frozenset((name, "people") for name in names)))
    found = kinds(more, [("killed", name) for name in (*names, "people")])
    assert found.within(("killed", "group 3"), ("killed", "people"))
    assert not found.within(("killed", "group 3"), ("killed", "group 4"))
    assert not found.apart([("killed", "group 3"), ("killed", "group 4")])


def test_an_incident_of_very_many_rivals_is_cut_and_says_so() -> None:
    found = stand([figure(f"A{number}", str(number + 1), by=f"S{number}") for number in range(300)])
    assert found.cut
    assert len(found.conflicts[0].sets) == 400
    assert len(found.conflicts[0].sentence) < 600
