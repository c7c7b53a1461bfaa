"""The founding article comes out as an editor reads it: figures, parts, speakers, incidents, no trap."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factdesk.desk.intake import propose

NEAR = [parent / "shared" / "seed" / "article.txt" for parent in Path(__file__).resolve().parents]


@pytest.fixture(scope="module")
def read() -> dict[str, Any]:
    found = next((path for path in NEAR if path.exists()), None)
    if found is None:
        pytest.skip("the article is not here")
    return propose(found.read_text(encoding="utf-8"), {"published_at": "2025-04-04"})


EXPECTED = [
    ("killed", "people", "at least 16", 16, None, None, "Ukrainian officials", "Kryvyi Rih", "main"),
    ("killed", "children", "six", 6, 6, "at least 16", "Ukrainian officials", "Kryvyi Rih", "main"),
    ("injured", "people", "Over 50", 51, None, None, "Ukrainian officials", "Kryvyi Rih", "main"),
    ("hospitalised", "people", "more than 30", 31, None, "Over 50", "Ukrainian officials", "Kryvyi Rih", "main"),
    ("hospitalised", "children", "a", 1, None, "more than 30", "Ukrainian officials", "Kryvyi Rih", "main"),
    ("damaged", "apartment buildings", "five", 5, 5, None, "Ukrainian emergency services", "Kryvyi Rih", "main"),
    ("killed", "military personnel", "up to 85", 0, 85, None, "Russia’s Defense Ministry", "Kryvyi Rih", "main"),
    ("destroyed", "vehicles", "20", 20, 20, None, "Russia’s Defense Ministry", "Kryvyi Rih", "main"),
    ("killed", "civilians", "five", 5, 5, None, None, "Kharkiv, late Thursday", "other_event"),
    ("injured", "people", "34", 34, 34, None, None, "Kharkiv, late Thursday", "other_event"),
    ("killed", "non-combatants", "thousands", 2000, None, None, None, "Kryvyi Rih", "cumulative"),
]


def test_the_figures_are_those_of_the_facts_and_no_more(read: dict[str, Any]) -> None:
    words = {figure["id"]: figure["words"] for figure in read["figures"]}
    told = [
        (f["measure"], f["counted"], f["words"], f["low"], f["high"], words.get(f["part_of"] or ""), f["speaker"],
         f["incident_hint"], f["scope"])
        for f in read["figures"]
    ]  # fmt: skip
    assert told == EXPECTED


def test_days_are_resolved_beside_their_words(read: dict[str, Any]) -> None:
    assert (read["figures"][0]["as_of"], read["figures"][0]["as_of_words"]) == ("2025-04-04", "Friday")
    assert (read["figures"][8]["as_of"], read["figures"][8]["as_of_words"]) == ("2025-04-03", "late Thursday")


STATEMENTS = [
    ("assertion", "hit a residential area", None, "main"),
    ("assertion", "fires broke out", "Ukrainian emergency services", "main"),
    ("assertion", "near a playground, and smoke", None, "main"),
    ("assertion", "ballistic missile with cluster munitions", "Ukrainian officials", "main"),
    ("assertion", "targeted only civilian infrastructure", "Dmytro Lubinets", "main"),
    ("statement", "This was a Russian missile on an ordinary city", "Volodymyr Zelenskyy", "main"),
    ("statement", "In an area with residential buildings", "Volodymyr Zelenskyy", "main"),
    ("assertion", "Western military advisers in a restaurant", "Russia’s Defense Ministry", "main"),
    ("denial", "any military site was involved", "Ukraine", "main"),
    ("assertion", "agreed to a U.S. proposal", "Ukraine", "statements"),
    ("assertion", "rejected the proposal", "Russia", "statements"),
    ("accusation", "striking Russian energy sites", "Russia", "statements"),
    ("assertion", "attacked a thermal power plant in Kherson", "Ukrainian officials", "other_event"),
    ("assertion", "strengthen its position in negotiations", "Ukrainian officials", "statements"),
    ("assertion", "showed Russia does not want peace", "Andrii Sybiha", "statements"),
    ("statement", "We must pressure Russia into peace", "Andrii Sybiha", "statements"),
    ("assertion", "“dragging his feet.”", "David Lammy", "statements"),
    ("assertion", "become clear “very soon.”", "Marco Rubio", "statements"),
    ("assertion", "would “take some time.”", "Kirill Dmitriev", "statements"),
    ("assertion", "distorting Russia’s position", "Kirill Dmitriev", "statements"),
    ("denial", "deny targeting civilians", "Russia", "statements"),
    ("statement", "proves Russia wants only war", "Volodymyr Zelenskyy", "statements"),
]
"""A7 to A11, A14 to A16, C1 and D1 to D10 of the facts, with the quotations beside them, in the text's order."""


def test_the_statements_are_those_of_the_facts_and_no_more(read: dict[str, Any]) -> None:
    assert [(a["type"], a["speaker"], a["scope"]) for a in read["assertions"]] == [
        (kind, speaker, scope) for kind, _, speaker, scope in STATEMENTS
    ]
    for (_, words, _, _), found in zip(STATEMENTS, read["assertions"], strict=True):
        assert words in found["quote"]
    assert [a["place"] for a in read["assertions"] if a["scope"] == "other_event"] == ["Kherson"]
    assert read["unread"] == []


def test_the_denial_is_tied_to_what_it_denies(read: dict[str, Any]) -> None:
    denial = next(a for a in read["assertions"] if a["type"] == "denial" and a["speaker"] == "Ukraine")
    denied = next(a for a in read["assertions"] if a["id"] == denial["denies"])
    assert denied["speaker"] == "Russia’s Defense Ministry"
    general = next(a for a in read["assertions"] if a["type"] == "denial" and a["speaker"] == "Russia")
    assert general["denies"] is None
    assert "restaurant" in denied["quote"]


def test_names_and_roles_are_split(read: dict[str, Any]) -> None:
    roles = {a["speaker"]: a["speaker_role"] for a in read["assertions"]}
    assert roles["Andrii Sybiha"] == "Ukrainian Foreign Minister"
    assert roles["Marco Rubio"] == "U.S. Secretary of State"
    assert "ombudsman" in (roles["Dmytro Lubinets"] or "")
