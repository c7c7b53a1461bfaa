"""A newsroom's own words and successors: through the ledger, undone like any change, and felt by the standing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factdesk.desk.add import add
from factdesk.desk.check import check_file
from factdesk.desk.edit import remove
from factdesk.desk.open import Desk
from factdesk.desk.standing import refresh, standing
from factdesk.desk.undo import redo, undo
from factdesk.desk.vocabulary import say, vocabulary
from factdesk.model.errors import BadInput, Incoherent, NotFound
from factdesk.model.terms import RELATIONS, term_id
from factdesk.store import kept
from support.desks import FIGURE, small


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with small(tmp_path / "desk.sqlite") as found:
        for code, counted, figure, who in (("A4", "rescuers", "20", "Officials"), ("A5", "people", "18", "Ministry")):
            add(found, "claim", {**FIGURE, "code": code, "counted": counted, "figure": figure, "speaker": who})
        yield found


def conflicts(desk: Desk) -> list[set[str]]:
    found = standing(desk, "A")
    return [{found.facts[id_].claim.code for id_ in one.claims} for one in found.standing.conflicts]


def test_a_word_that_lies_inside_another_makes_figures_comparable_and_undo_takes_it_back(desk: Desk) -> None:
    assert {"A4", "A5"} not in conflicts(desk)
    refresh(desk)
    done = say(desk, [("inside", "Rescuers", ("Civilians",))])
    assert done.label == "say that Rescuers are inside Civilians"
    assert kept.due(desk.db)
    assert {"A4", "A5"} in conflicts(desk)
    undo(desk)
    assert {"A4", "A5"} not in conflicts(desk)
    redo(desk)
    assert [term.word for term in vocabulary(desk).own] == ["Rescuers"]
    assert check_file(desk.path).ok


def test_other_words_lead_to_the_same_population_however_many_stand_between(desk: Desk) -> None:
    add(desk, "claim", {**FIGURE, "code": "A6", "counted": "ours", "figure": "30", "speaker": "Ministry"})
    say(desk, [("same", "ours", ("first responders",)), ("same", "first responders", ("rescuers",))])
    assert {"A4", "A6"} in conflicts(desk)


def test_a_stated_successor_is_one_voice_with_who_spoke_before(desk: Desk) -> None:
    for code, figure, who, day in (("B1", "16", "Officials", "2025-04-04"), ("B2", "18", "Ministry", "2025-04-05")):
        more = {"scope": "x", "said_at": day, "as_of": day, "counted": "dogs"}
        add(desk, "claim", {**FIGURE, **more, "code": code, "figure": figure, "speaker": who})

    def replaced() -> dict[str, str]:
        found = standing(desk, "A")
        codes = {id_: fact.claim.code for id_, fact in found.facts.items()}
        return {codes[old]: codes[new] for old, new in found.standing.superseded_by().items()}

    assert replaced() == {}
    say(desk, successors=[("Ministry", "Officials")], note="the post changed hands")
    assert replaced() == {"B1": "B2"}
    (one,) = vocabulary(desk).successors
    assert (one.speaker_name, one.after_name) == ("Ministry", "Officials")
    with pytest.raises(Incoherent, match="succeed each other"):
        say(desk, successors=[("Officials", "Ministry")])
    remove(desk, one.id)
    assert replaced() == {}
    assert check_file(desk.path).ok


@pytest.mark.parametrize(
    "word",
    [
        ("inside", "civilians", ("children",)), ("inside", "people", ("medics",)),
        ("apart", "children", ("civilians",)),
        ("same", "civilians", ("guests",)), ("inside", "a", ()), ("same", "a", ("b", "c")), ("grows", "a", ("b",)),
        ("inside", "a", ("A",)), ("whole", "a", ("b",)), ("inside", " ", ("b",)), ("under", "a", ("b",)),
        ("whole", "children", ("people", "dogs")), ("inside", "a\0", ("b",)),
    ],
)  # fmt: skip
def test_what_contradicts_or_says_nothing_is_refused(desk: Desk, word: tuple[str, str, tuple[str, ...]]) -> None:
    with pytest.raises((BadInput, Incoherent)):
        say(desk, [("inside", "rescuers", ("civilians",)), word])
    assert vocabulary(desk).own == ()


def test_the_same_word_said_twice_is_one_record_and_refused(desk: Desk) -> None:
    assert term_id("inside", "Medics  ", ("A", "b")) == term_id("inside", "medics", ("B", "a"))
    say(desk, [("rises", "poisoned", ())])
    with pytest.raises(Incoherent, match="said already"):
        say(desk, [("rises", "Poisoned", ())])
    with pytest.raises(BadInput):
        say(desk)
    with pytest.raises(NotFound):
        say(desk, successors=[("Nobody", "Officials")])


def test_a_speaker_who_succeeds_somebody_cannot_be_removed(desk: Desk) -> None:
    add(desk, "speaker", {"name": "New"})
    say(desk, successors=[("New", "Officials")])
    with pytest.raises(Incoherent, match="succession"):
        remove(desk, "New")


def test_every_relation_of_every_desk_is_explained(desk: Desk) -> None:
    assert {relation for relation, _, _ in vocabulary(desk).basic} == set(RELATIONS)
