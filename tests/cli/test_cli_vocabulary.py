"""`factdesk vocabulary`: shows, extends, refuses in one line."""

from __future__ import annotations

from pathlib import Path

from support.command_line import Cli


def test_words_are_said_shown_and_taken_back(cli: Cli, sample: Path) -> None:
    cli("vocabulary", sample, "--inside", "rescuers", "civilians", "--whole", "passengers", "crew, travellers").ok()
    cli("vocabulary", sample, "--after", "Serhii Lysak", "Oleksandr Vilkul", "--note", "a test").ok()
    found = cli("vocabulary", sample, "--json").ok().json()
    assert [(one["relation"], one["word"], one["others"]) for one in found["own"]] == [
        ("inside", "rescuers", ["civilians"]), ("whole", "passengers", ["crew", "travellers"]),
    ]  # fmt: skip
    (one,) = found["successors"]
    assert (one["speaker"], one["after"], one["note"]) == ("Serhii Lysak", "Oleksandr Vilkul", "a test")
    text = cli("vocabulary", sample).ok().out
    assert "passengers are crew + travellers" in text
    assert "children are inside civilians" in text
    cli("remove", sample, found["own"][0]["id"]).ok()
    assert len(cli("vocabulary", sample, "--json").ok().json()["own"]) == 1


def test_a_contradiction_is_one_line_and_nothing_is_stored(cli: Cli, sample: Path) -> None:
    failed = cli("vocabulary", sample, "--inside", "people", "children")
    assert (failed.code, failed.out, failed.err.count("\n")) == (2, "", 1)
    assert cli("vocabulary", sample, "--json").ok().json()["own"] == []
