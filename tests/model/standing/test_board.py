"""The toll board, the figures over time, and the verdicts that would settle a conflict."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factdesk.model.standing.board import Scale, boards, scale, timelines
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.settle import proposals
from factdesk.model.standing.whole import Standing, restand, stand
from support.standing import carrier, figure, speaker

NEXT = "2025-04-05"


def told(*facts: Fact) -> tuple[dict[str, Fact], Standing]:
    return {fact.id: fact for fact in facts}, stand(facts)


def test_a_measure_is_one_board_with_every_population_in_turn_the_oldest_first() -> None:
    known, found = told(
        figure("A", "18", day=NEXT), figure("B", "9", "children"), figure("C", "at least 16"),
        figure("D", "50", measure="injured"),
    )  # fmt: skip
    killed, injured = boards(known, found, {"c-B": ("edited",)})
    assert (killed.measure, [line.code for line in killed.lines]) == ("killed", ["C", "A", "B"])
    assert [(line.low, line.high, line.state) for line in killed.lines] == [
        (16, None, "superseded"), (18, 18, "current"), (9, 9, "current"),
    ]  # fmt: skip
    assert [line.stale for line in killed.lines] == [False, False, True]
    assert (killed.scale, injured.scale) == (Scale(18, log=False), Scale(50, log=False))


def test_figures_that_conflict_are_marked_and_vague_ones_are_not_sure() -> None:
    known, found = told(figure("A", "9", by="X"), figure("B", "11", by="Y"), figure("C", "about 10", by="Z"))
    (board,) = boards(known, found, {})
    assert {line.code: ("conflict" in line.marks, line.sure) for line in board.lines} == {
        "A": (True, True), "B": (True, True), "C": (False, False),
    }  # fmt: skip


def test_twelve_beside_12000_make_the_scale_logarithmic_and_it_says_so() -> None:
    assert scale([12, 12_000]) == Scale(12_000, log=True)
    assert "logarithmic" in scale([12, 12_000]).said
    assert "logarithmic" not in scale([16, 85, None]).said
    assert scale([]).high == 1


@given(st.lists(st.integers(0, 10**9), min_size=1), st.integers(0, 10**9), st.integers(0, 10**9))
def test_places_on_a_scale_keep_the_order_and_stay_on_it(ends: list[int], one: int, other: int) -> None:
    found = scale(list(ends))
    low, high = sorted((one, other))
    assert 0.0 <= found.place(low) <= found.place(high) <= found.place(None) == 1.0
    assert found.place(0) == 0.0


def test_a_track_is_what_one_voice_said_for_one_scope_in_the_order_of_saying() -> None:
    city, mayor = speaker("City"), speaker("Mayor", organisation="City")
    facts = [figure("A", "18", by=mayor, day="2025-04-06", said=NEXT), figure("B", "16", by=city),
             figure("C", "20", by="Region"), figure("D", "3", scope="the day", by=city)]  # fmt: skip
    known = {fact.id: fact for fact in facts}
    (line,) = timelines(known, stand(facts))
    assert [(track.speaker, [point.number for point in track.points]) for track in line.tracks] == [
        ("Mayor", [18]), ("City", [16]), ("Region", [20]), ("City", [3]),
    ]  # fmt: skip
    assert line.last - line.first == 86_400


def test_a_conflict_of_two_is_settled_by_keeping_either_side_or_left_disputed() -> None:
    two = (carrier("S1"), carrier("S2"))
    known, found = told(figure("A", "9", by="X", carriers=two), figure("B", "11", by="Y", carriers=(carrier("S3"),)))
    dispute, *keep = proposals(found.conflicts[0], known)
    assert [(give.verdict, give.basis, set(give.claims)) for give in dispute.gives] == [
        ("disputed", "figures-conflict", {"c-A", "c-B"})
    ]
    assert not dispute.settles
    assert {tuple((give.verdict, give.basis, give.claims) for give in one.gives) for one in keep} == {
        (("confirmed", "independent", ("c-A",)), ("denied", "by-evidence", ("c-B",))),
        (("confirmed", "authority", ("c-B",)), ("denied", "by-evidence", ("c-A",))),
    }


@given(st.lists(st.integers(1, 6), min_size=2, max_size=5))
def test_what_is_said_to_settle_a_conflict_leaves_none(numbers: list[int]) -> None:
    facts = [figure(f"A{place}", str(number), by=f"S{place}") for place, number in enumerate(numbers)]
    known, found = told(*facts)
    for conflict in found.conflicts:
        for one in proposals(conflict, known):
            if one.settles:
                denied = {id_ for give in one.gives if give.verdict == "denied" for id_ in give.claims}
                assert not stand([fact for fact in facts if fact.id not in denied]).conflicts


@given(st.data())
def test_after_verdicts_alone_the_standing_is_what_telling_all_anew_says(data: st.DataObject) -> None:
    words = st.sampled_from(("9", "11", "at least 9", "up to 10", "about 8"))
    verdicts = st.sampled_from((("open", None), ("confirmed", "authority"), ("denied", "by-evidence"),
                                ("denied", "by-party")))  # fmt: skip
    said = [(data.draw(words), data.draw(st.sampled_from(("people", "children"))), f"S{place % 3}")
            for place in range(data.draw(st.integers(1, 6)))]  # fmt: skip

    def judged() -> list[Fact]:
        given = [data.draw(verdicts) for _ in said]
        return [
            figure(f"A{place}", text, counted, by=by, verdict=verdict, basis=basis)
            for place, ((text, counted, by), (verdict, basis)) in enumerate(zip(said, given, strict=True))
        ]

    old, new = judged(), judged()
    assert restand(stand(old), {fact.id: fact for fact in old}, new) == stand(new)
