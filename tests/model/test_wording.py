"""The sentence that is copied always names who says it, in which words, and what the desk makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model.figures import parse_figure
from factdesk.model.records import Claim, Speaker
from factdesk.model.sentences import attributed
from factdesk.model.text import is_safe
from factdesk.model.vocabulary import BASES, VERDICTS
from factdesk.model.wording import figure_text, interval, verdict_short, verdict_text

OFFICIALS = Speaker(id="p-1", name="Ukrainian officials", side="Ukraine")
MINISTRY = Speaker(id="p-2", name="Ministry of Defence of Russia", side="Russia")
LYSAK = Speaker(id="p-3", name="Serhii Lysak", role="governor", organisation="Dnipropetrovsk oblast")


def figure(words: str, counted: str = "people", measure: str = "killed", **more: Any) -> Claim:
    read = parse_figure(words)
    return Claim(
        id="c-1", code="A1", incident="i-1", kind="figure", measure=measure, counted=counted, low=read.low,
        high=read.high, qualifier=read.qualifier, value=read.value, words=words, **more,
    )  # fmt: skip


def assertion(statement: str) -> Claim:
    return Claim(id="c-2", code="A8", incident="i-1", kind="assertion", statement=statement)


HIT = assertion("A residential area was hit.")

SENTENCES = [
    (
        (figure("at least 16"), OFFICIALS, "confirmed", "independent"),
        "At least 16 people were killed, Ukrainian officials said.",
    ),
    (
        (figure("at least 16"), OFFICIALS, "open", None),
        "At least 16 people were killed, Ukrainian officials said; this desk has not verified it.",
    ),
    (
        (figure("18", scope="one explosion"), LYSAK, "disputed", "figures-conflict"),
        "18 people were killed (one explosion), Serhii Lysak (governor, Dnipropetrovsk oblast) said; "
        "other figures contradict it.",
    ),
    (
        (figure("up to 85", "military personnel"), MINISTRY, "denied", "by-party", ["Ukraine"]),
        "Ministry of Defence of Russia claimed, without evidence seen by this desk, up to 85 military personnel "
        "killed; Ukraine denies it.",
    ),
    (
        (figure("20", "vehicles", "destroyed"), MINISTRY, "denied", "by-evidence", ["Ukraine", "Lubinets"]),
        "Ministry of Defence of Russia claimed, without evidence seen by this desk, 20 vehicles destroyed; "
        "Ukraine and Lubinets deny it; evidence contradicts it.",
    ),
    (
        (figure("five", "civilians"), None, "confirmed", "document"),
        "Five civilians were killed, according to a report that names no speaker.",
    ),
    (
        (figure("one", "people"), OFFICIALS, "confirmed", "authority"),
        "One person was killed, Ukrainian officials said.",
    ),
    (
        (figure("at least one", "apartment buildings", "damaged"), OFFICIALS, "confirmed", "document"),
        "At least one apartment building was damaged, Ukrainian officials said.",
    ),
    ((figure("a", "children", "hospitalised"), OFFICIALS, "confirmed", "document"), "A child was hospitalised, Ukr"),
    ((figure("three", measure="missing"), OFFICIALS, "confirmed", "document"), "Three people went missing, Ukr"),
    ((HIT, None, "disputed", "status"), "A residential area was hit, according to a report that names no speaker; civ"),
    ((HIT, MINISTRY, "denied", "by-party"), "Ministry of Defence of Russia claimed, without evidence seen by this de"),
]


@pytest.mark.parametrize(("given_", "begins"), SENTENCES)
def test_the_attributed_sentence(given_: tuple[Any, ...], begins: str) -> None:
    assert attributed(*given_).startswith(begins)


def test_a_denial_is_never_bare() -> None:
    assert attributed(HIT, MINISTRY, "denied", "by-party").endswith("; a party denies it.")
    assert attributed(HIT, MINISTRY, "denied", "by-evidence").endswith("; evidence contradicts it.")
    told = {verdict_text("denied", basis) for basis in (*BASES["denied"], None)}
    assert told == {"denied by a party", "denied by evidence", "denied, basis not given"}
    assert "denied" not in told


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)


@given(
    NAMES, NAMES, st.sampled_from([(v, b) for v in VERDICTS for b in (*BASES[v], None)]), st.lists(NAMES, max_size=2)
)
def test_the_sentence_is_one_safe_line_with_its_speaker(
    name: str, words: str, judged: tuple[str, str | None], denied_by: list[str]
) -> None:
    claim = Claim(
        id="c",
        code="A1",
        incident="i",
        kind="figure",
        measure="killed",
        counted="people",
        qualifier="vague",
        words=words,
    )
    sentence = attributed(claim, Speaker(id="p", name=name), *judged, denied_by)
    assert all(is_safe(char) for char in sentence)
    visible_letters = [char for char in name if char.isalnum() and char.isascii()]
    assert all(char.casefold() in sentence.casefold() for char in visible_letters)
    assert sentence.endswith(".")


SINGULAR = [
    ("one", "people", "one person killed"),
    ("1", "men", "1 man killed"),
    ("an", "apartment buildings", "an apartment building killed"),
    ("more than one", "children", "more than one child killed"),
    ("up to one", "civilians", "up to one civilian killed"),
    ("one", "lorries", "one lorry killed"),
    ("two", "people", "two people killed"),
    ("some", "people", "some people killed"),
    ("no", "people", "no people killed"),
    ("one", "human press", "one human press killed"),
    ("один", "людей", "один людей killed"),
]


@pytest.mark.parametrize(("words", "counted", "text"), SINGULAR)
def test_what_is_counted_agrees_with_the_figure(words: str, counted: str, text: str) -> None:
    assert figure_text(figure(words, counted)) == text


def test_claims_without_a_number_are_their_statement() -> None:
    assert figure_text(HIT) == "A residential area was hit."


def test_verdicts_are_glyph_and_word_in_six_cells() -> None:
    assert [verdict_short(verdict) for verdict in VERDICTS] == ["· open", "✓ CONF", "~ DISP", "✗ DENY"]
    for verdict in VERDICTS:
        assert verdict_short(verdict, ascii_only=True).isascii()
        assert len(verdict_short(verdict)) <= 6
    assert verdict_text("confirmed", "independent") == "confirmed: two or more roots say so independently"
    assert verdict_text("open", None) == "open"


def test_intervals_in_short() -> None:
    assert interval(16, None) == "16..∞"
    assert interval(16, None, ascii_only=True) == "16.."
    assert interval(0, 85) == "0..85"
    assert interval(6, 6) == "6"
    assert interval(None, 20) == "?..20"
    assert interval(None, None) == "?"
