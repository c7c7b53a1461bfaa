"""Whose words a source carries for one claim, from the command line: given, changed, shown, filtered."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.command_line import Cli


@pytest.fixture
def told(cli: Cli, desk: Path) -> Path:
    """Two outlets with the governor's words for A1, and their own count for A2."""
    cli("add", desk, "speaker", "--name", "Governor Lysak").ok()
    cli("add", desk, "claim", "--code", "A2", "--incident", "A", "--figure", "21", "--measure", "killed",
        "--counted", "people").ok()  # fmt: skip
    for code in ("S1", "S2"):
        cli("add", desk, "source", "--code", code, "--title", f"Page {code}").ok()
        cli("attach", desk, "A1", "--source", code, "--root", "Governor Lysak").ok()
        cli("add", desk, "citation", "--claim", "A2", "--source", code).ok()
    return desk


def test_one_speaker_in_two_outlets_is_one_root(cli: Cli, told: Path) -> None:
    roots = {claim["code"]: claim["roots"] for claim in cli("claims", told, "--json").ok().json()}
    assert roots == {"A1": 1, "A2": 2}
    assert [line.split("\t")[0] for line in cli("claims", told, "--where", "root:1").ok().lines] == ["A1"]
    text = cli("show", told, "A1").ok().out
    assert "citations (2 supporting sources, 1 roots)" in text
    assert text.count("here it carries the words of Governor Lysak") == 2
    assert cli("show", told, "A2").ok().out.count("a root itself") == 2
    ties = cli("show", told, "A1", "--json").ok().json()["citations"]
    assert {(tie["root"], tie["carries"]["name"], tie["carries"]["source"]) for tie in ties} == {
        ("Governor Lysak", "Governor Lysak", None)
    }
    assert cli("show", told, "A2", "--json").ok().json()["citations"][0]["carries"] is None


def test_the_warning_says_why_it_is_one_root(cli: Cli, told: Path) -> None:
    thin = cli("mark", told, "A1", "confirmed", "--basis", "independent", "--reason", "two outlets").ok()
    assert "not-independent" in thin.err or "independent" in thin.err
    (warning,) = [
        w for w in cli("show", told, "A1", "--json").ok().json()["warnings"] if w["code"] == "not-independent"
    ]
    assert warning["text"] == (
        "The basis says independent, but its 2 sources fold to one root: all of it goes back to Governor Lysak."
    )
    tie = cli("show", told, "A1", "--json").ok().json()["citations"][0]["id"]
    cli("edit", told, tie, "root=").ok()
    assert "no longer holds" in " ".join(cli("show", told, "A1", "--json").ok().json()["stale"])
    cli("edit", told, tie, "root_speaker=Governor Lysak").ok()
    assert cli("claims", told, "--json").ok().json()[0]["roots"] == 1


def test_the_source_tells_for_which_claims_it_carries_whom(cli: Cli, told: Path) -> None:
    assert "(carrying Governor Lysak)" in cli("show", told, "S1").ok().out
    source = cli("show", told, "S1", "--json").ok().json()
    assert list(source["carries"].values()) == ["Governor Lysak"]
    (row,) = [one for one in cli("sources", told, "--json").ok().json() if one["code"] == "S1"]
    assert (row["root"], row["claims"], row["carrying"]) == (None, 2, 1)
    cli("attach", told, "A2", "--source", "S2", "--root", "S1", "--locator", "end").ok()
    assert [one["code"] for one in cli("show", told, "S1", "--json").ok().json()["carriers"]] == ["S2"]
    assert len(cli("sources", told, "--where", "has:root").ok().lines) == 2


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--root", "S1"), "the source cannot carry its own words"),
        (("--root", "Nobody at all"), "Nobody at all"),
        (("--root", "S2", "--root-speaker", "Governor Lysak"), "either another source or a speaker"),
    ],
)
def test_what_makes_no_sense_gets_one_line(cli: Cli, told: Path, words: tuple[str, ...], what: str) -> None:
    done = cli("attach", told, "A2", "--source", "S1", "--quote", "x", *words)
    assert done.code
    assert done.err.count("\n") == 1
    assert what in done.err
    assert len(cli("show", told, "A2", "--json").ok().json()["citations"]) == 2
