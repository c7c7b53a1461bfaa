"""What citations carry in the standing of an incident: reports and roots, circles by name, stale verdicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.add import add
from factdesk.desk.attach import attach
from factdesk.desk.edit import edit
from factdesk.desk.open import Desk
from factdesk.desk.review import mark
from factdesk.desk.standing import standing
from support import desks


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = desks.empty(tmp_path / "desk.sqlite")
    add(found, "incident", {"code": "A", "title": "Strike"})
    add(found, "speaker", {"name": "Governor", "side": "Ukraine"})
    for code in ("S1", "S2"):
        add(found, "source", {"code": code, "kind": "article", "title": f"Page {code}"})
    add(found, "claim", {**desks.FIGURE, "code": "A1", "figure": "18", "speaker": "Governor"})
    add(found, "claim", {**desks.FIGURE, "code": "A2", "counted": "children", "figure": "9"})
    return found


def findings(desk: Desk, kind: str) -> list[str]:
    return [one.sentence for one in standing(desk, "A").standing.findings if one.kind == kind]


def test_two_outlets_that_quote_one_speaker_are_reports_of_one_root(desk: Desk) -> None:
    for code in ("S1", "S2"):
        attach(desk, ["A1"], source=code, root="Governor")
        attach(desk, ["A2"], source=code)
    assert findings(desk, "one-root") == ["A1: 2 reports, 1 root (Governor)."]
    facts = standing(desk, "A").facts.values()
    sides = {fact.claim.code: {one.root_side for one in fact.carriers} for fact in facts}
    assert sides == {"A1": {"Ukraine"}, "A2": {""}}


def test_a_circle_through_citations_is_named_for_its_claim_alone(desk: Desk) -> None:
    for claim in ("A1", "A2"):
        for code, other in (("S1", "S2"), ("S2", "S1")):
            attach(desk, [claim], source=code, root=other if claim == "A1" else None)
    (line,) = findings(desk, "circle")
    assert line.startswith("A1: 2 reports, 1 root")
    pair = line.partition("; ")[2].partition(" carry each other in a circle")[0]
    assert set(pair.split(" and ")) == {"S1", "S2"}


def test_a_verdict_is_stale_once_its_roots_fold(desk: Desk) -> None:
    ties = [attach(desk, ["A2"], source=code, quote="nine").citations[0] for code in ("S1", "S2")]
    mark(desk, ["A2"], "confirmed", basis="independent", reason="Two pages, each with its own count.")
    assert browse.claim_card_now(desk, "A2").stale == ()
    for tie in ties:
        edit(desk, tie, {"root": "Governor"})
    (cause,) = browse.claim_card_now(desk, "A2").stale
    assert cause == (
        "A warning is new since the verdict: The basis says independent, but its 2 sources fold to one root: "
        "all of it goes back to Governor."
    )
