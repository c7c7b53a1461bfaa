"""Where a verdict is thin the desk warns, where its ground has moved it is stale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model.verdicts import Case, Tie, party_about_enemy, stale_causes, warn
from factdesk.model.vocabulary import BASES


def tie(id_: str, root: str = "", stance: str = "supports", **changes: object) -> Tie:
    made = Tie(
        id=id_, root=root or f"root of {id_}", stance=stance, quoted=True, confidentiality="public", withdrawn=False
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def case(verdict: str, basis: str | None, *ties: Tie, **changes: object) -> Case:
    made = Case(verdict=verdict, basis=basis, kind="figure", counted="people", side=None, ties=ties)
    return replace(made, **changes)  # type: ignore[arg-type]


A, B = tie("a", "telegram"), tie("b", "reuters")
AGAINST = tie("x", "ohchr", "opposes")
ECHO = tie("e", "telegram")

RULES = [
    ("two roots and a quote", case("confirmed", "independent", A, B), []),
    ("one root", case("confirmed", "authority", A), ["one-root"]),
    ("ten outlets, one root", case("confirmed", "document", A, ECHO), ["one-root"]),
    ("independent with one root", case("confirmed", "independent", A, ECHO), ["not-independent"]),
    ("one of two chosen", case("confirmed", "independent", A, B, rests_on=("a",)), ["not-independent"]),
    ("nothing attached", case("confirmed", "document"), ["no-source"]),
    ("only a contrary source", case("confirmed", "document", AGAINST), ["no-source"]),
    ("contrary source chosen", case("confirmed", "document", A, AGAINST, rests_on=("x",)), ["no-source"]),
    (
        "all withdrawn",
        case("confirmed", "document", replace(A, withdrawn=True)),
        ["no-source", "withdrawn"],
    ),
    (
        "one withdrawn",
        case("confirmed", "independent", A, replace(B, withdrawn=True)),
        ["not-independent", "withdrawn"],
    ),
    (
        "no quote",
        case("confirmed", "independent", replace(A, quoted=False), replace(B, quoted=False)),
        ["no-quote"],
    ),
    ("one quote is enough", case("confirmed", "independent", replace(A, quoted=False), B), []),
    (
        "enemy losses",
        case("confirmed", "independent", A, B, side="Russia", counted="Military Personnel"),
        ["party-about-enemy"],
    ),
    (
        "denied by the other side",
        case("confirmed", "independent", A, B, side="Russia", denials=("Ukraine",), denied_by_sides=("Ukraine",)),
        ["party-about-enemy", "denied-too"],
    ),
    (
        "denied by its own side",
        case("confirmed", "independent", A, B, side="Russia", denials=("Envoy",), denied_by_sides=("Russia",)),
        ["denied-too"],
    ),
    ("own losses", case("confirmed", "independent", A, B, side="Ukraine", counted="children"), []),
    (
        "not public",
        case(
            "confirmed",
            "independent",
            replace(A, confidentiality="confidential"),
            replace(B, confidentiality="background"),
        ),
        ["not-public"],
    ),
    ("disputed by nobody", case("disputed", "figures-conflict", A), ["nothing-opposes"]),
    ("disputed by a rival figure", case("disputed", "figures-conflict", A, rivals=1), []),
    ("disputed by a denial", case("disputed", "status", A, denials=("Ukraine",)), []),
    ("disputed by a source", case("disputed", "status", A, AGAINST), []),
    ("denied by nothing", case("denied", "by-evidence", A), ["nothing-contrary"]),
    ("denied by evidence", case("denied", "by-evidence", A, AGAINST), []),
    ("denied by a party", case("denied", "by-party", denials=("Ukraine",)), []),
    ("denied by a party that is not here", case("denied", "by-party", AGAINST), ["no-party"]),
    ("denied by evidence that is not here", case("denied", "by-evidence", denials=("Ukraine",)), ["no-evidence"]),
    ("denied, but two roots say so", case("denied", "by-party", A, B, denials=("Ukraine",)), ["supported-too"]),
    ("denied, and one root echoed", case("denied", "by-party", A, ECHO, denials=("Ukraine",)), []),
    (
        "denied by a withdrawn source",
        case("denied", "by-evidence", replace(AGAINST, withdrawn=True)),
        ["nothing-contrary", "withdrawn"],
    ),
    ("open", case("open", None), []),
]


@pytest.mark.parametrize(("name", "judged", "codes"), RULES, ids=[rule[0] for rule in RULES])
def test_what_a_verdict_is_warned_of(name: str, judged: Case, codes: list[str]) -> None:
    assert [warning.code for warning in warn(judged)] == codes, name


def test_a_warning_is_one_sentence() -> None:
    for name, judged, _ in RULES:
        for warning in warn(judged):
            assert warning.text[0].isupper(), name
            assert warning.text.endswith("."), name
            assert len(warning.text) <= 110, name


def test_denials_are_named_and_counted() -> None:
    judged = case("confirmed", "independent", A, B, denials=("Ukraine",))
    assert warn(judged)[-1].text == "It is denied by Ukraine: consider disputed."
    judged = replace(judged, denials=("Ukraine", "General Staff", "Lubinets"))
    assert warn(judged)[-1].text == "It is denied by Ukraine and 2 more: consider disputed."


def test_who_speaks_of_an_enemy() -> None:
    assert not party_about_enemy(case("confirmed", "document", counted="soldiers"))
    assert party_about_enemy(case("confirmed", "document", counted="soldiers", side="Russia"))
    assert not party_about_enemy(case("confirmed", "document", side="Russia", denied_by_sides=("", "Russia")))


TIES = st.builds(
    Tie,
    id=st.text("abcde", min_size=1, max_size=1),
    root=st.sampled_from(["p", "q", "r"]),
    stance=st.sampled_from(["supports", "opposes"]),
    quoted=st.booleans(),
    confidentiality=st.sampled_from(["public", "background", "confidential"]),
    withdrawn=st.booleans(),
)


@given(st.lists(TIES, max_size=5, unique_by=lambda t: t.id), st.sampled_from([(v, b) for v in BASES for b in BASES[v]]))
def test_more_support_never_adds_a_warning_about_roots(ties: list[Tie], judged: tuple[str, str]) -> None:
    def about_roots(*found: Tie) -> set[str]:
        return {w.code for w in warn(case(*judged, *found))} & {"no-source", "one-root", "not-independent", "no-quote"}

    before = about_roots(*ties)
    after = about_roots(*ties, tie("new", "a fresh root"))
    order = {"no-source": 2, "one-root": 1, "not-independent": 1}
    assert max((order.get(c, 0) for c in after), default=0) <= max((order.get(c, 0) for c in before), default=0)
    assert "no-quote" not in after


def test_what_makes_a_verdict_stale() -> None:
    assert stale_causes() == ()
    causes = stale_causes(edited=True, withdrawn=["S3", "S4"], gone=2, superseded_by="A17")
    assert causes == (
        "The claim was edited after the verdict was given.",
        "Source S3, which it rests on, was withdrawn.",
        "Source S4, which it rests on, was withdrawn.",
        "2 of the citations that it rested on were removed.",
        "The figure was superseded by A17.",
    )
    assert stale_causes(gone=1) == ("1 of the citations that it rested on was removed.",)
