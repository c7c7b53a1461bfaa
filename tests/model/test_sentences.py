"""The attributed sentence for every verdict, basis, qualifier, kind and confidentiality, with and without denials."""

from __future__ import annotations

from itertools import product

import pytest

from factdesk.model.figures import parse_figure
from factdesk.model.records import Claim, Speaker
from factdesk.model.sentences import NOBODY, NOT_PUBLIC, UNNAMED, Around, attributed
from factdesk.model.vocabulary import BASES, CONFIDENTIALITY, VERDICTS

FIGURES = {
    "exact": "16", "at_least": "at least 16", "more_than": "more than 16", "up_to": "up to 16",
    "fewer_than": "fewer than 16", "about": "about 16", "between": "16 to 20", "vague": "dozens",
}  # fmt: skip
JUDGED = [(verdict, basis) for verdict in VERDICTS for basis in (BASES[verdict] or [None])]


def figure(words: str, counted: str = "people", measure: str = "killed") -> Claim:
    read = parse_figure(words)
    return Claim(
        id="c", code="A1", incident="i", kind="figure", measure=measure, counted=counted, low=read.low,
        high=read.high, qualifier=read.qualifier, value=read.value, words=words,
    )  # fmt: skip


def said(kind: str, text: str = "The bridge fell.") -> Claim:
    return Claim(id="c", code="A2", incident="i", kind=kind, statement=text)


def speaker(confidentiality: str = "public", side: str | None = None) -> Speaker:
    return Speaker(id="p", name="Olha Zvirova", role="nurse", side=side, confidentiality=confidentiality)


@pytest.mark.parametrize(("verdict", "basis"), JUDGED)
@pytest.mark.parametrize("qualifier", FIGURES)
def test_a_figure_keeps_its_qualifier_and_bears_the_hedge_of_its_verdict(
    qualifier: str, verdict: str, basis: str | None
) -> None:
    claim = figure(FIGURES[qualifier])
    assert claim.qualifier == qualifier
    for confidentiality, denied, public in product(CONFIDENTIALITY, ((), ("Ministry",)), (True, False)):
        line = attributed(claim, speaker(confidentiality), verdict, basis,
                          around=Around(denied_by=denied, public=public))  # fmt: skip
        assert FIGURES[qualifier] in line.casefold()
        assert ("Zvirova" in line) == (confidentiality == "public")
        assert (UNNAMED in line.casefold()) == (confidentiality != "public")
        assert ("Ministry denies it" in line) == bool(denied)
        assert line.endswith(NOT_PUBLIC) == (not public)
        assert ("this desk has not verified" in line) == (verdict == "open")
        assert ("claimed, without evidence seen by this desk" in line) == (verdict == "denied")
        assert ("evidence contradicts it" in line) == (basis == "by-evidence")
        assert ("a party denies it" in line) == (basis == "by-party" and not denied)
        assert "\n" not in line


@pytest.mark.parametrize(("verdict", "basis"), JUDGED)
@pytest.mark.parametrize("kind", ["assertion", "denial", "statement"])
def test_words_are_told_as_what_they_are(kind: str, verdict: str, basis: str | None) -> None:
    for who in (speaker(), speaker("confidential"), None):
        line = attributed(said(kind), who, verdict, basis)
        named = "Olha Zvirova (nurse)" if who is not None and who.confidentiality == "public" else ""
        assert (named or (UNNAMED if who else NOBODY)).casefold() in line.casefold()
        assert "the bridge fell" in line.casefold()
        if verdict == "denied":
            assert "claimed, without evidence seen by this desk, that the bridge fell" in line
        elif kind == "statement":
            assert ": The bridge fell" in line


def test_a_withheld_speaker_is_not_nobody_and_a_named_one_is_named() -> None:
    assert attributed(figure("16"), None, "confirmed", "document", around=Around(withheld=True)) == (
        "16 people were killed, a source that is not named said."
    )
    assert "Zvirova" in attributed(figure("16"), speaker("confidential"), "open", None, around=Around(named=True))


def test_what_a_party_says_of_its_enemy_is_claimed_until_it_is_confirmed() -> None:
    claim, party = figure("up to 85", "military personnel"), speaker(side="Russia")
    line = attributed(claim, party, "open", None, ["Ukraine"])
    assert line == (
        "Olha Zvirova (nurse) claimed, without evidence seen by this desk, up to 85 military personnel killed; this "
        "desk has not verified it; Ukraine denies it."
    )
    assert "claimed" not in attributed(claim, party, "confirmed", "admission")
    assert "claimed" not in attributed(claim, speaker(), "open", None)
    assert "claimed" not in attributed(figure("16"), party, "open", None)


def test_a_denial_says_what_it_denies_and_who_said_that() -> None:
    around = Around(rejects=("up to 85 military personnel killed", "Ministry"))
    assert attributed(said("denial", "The figure is invented."), speaker(), "confirmed", "document", around=around) == (
        "Olha Zvirova (nurse) denied “up to 85 military personnel killed” (Ministry): The figure is invented."
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("thousands", "Thousands of people were killed,"), ("dozens", "Dozens of people were killed,"),
        ("hundreds", "Hundreds of people"), ("16 to 20", "16 to 20 people were killed,"), ("one", "One person was"),
    ],
)  # fmt: skip
def test_numbers_stand_as_people_write_them(words: str, line: str) -> None:
    assert attributed(figure(words), speaker(), "confirmed", "document").startswith(line)


def test_several_sentences_stand_behind_their_speaker_and_names_keep_their_capital() -> None:
    two = said("assertion", "The bridge fell. Nobody was on it.")
    assert attributed(two, speaker(), "confirmed", "document") == (
        "Olha Zvirova (nurse) said: The bridge fell. Nobody was on it."
    )
    assert attributed(two, None, "open", None).startswith("According to a report that names no speaker: The bridge")
    kyiv = said("assertion", "Kyiv was hit.")
    assert "that Kyiv was hit" in attributed(kyiv, speaker(), "denied", "by-evidence")
