"""The standing on the command line: sentences, one document, or a line a part; nothing in it acts on a terminal."""

from __future__ import annotations

import json
from pathlib import Path

from support.command_line import Cli


def test_findings_are_told_the_gravest_first_with_their_claims(cli: Cli, sample: Path) -> None:
    text = cli("standing", sample, "A").ok().out
    heads = ("Cannot all be true", "Questions of scope", "One statement, other words", "Denied", "Agree",
             "Superseded, and none was wrong", "Several reports, one root", "Bounds that the confirmed claims imply",
             "Range over all claims that stand", "Asks for another look")  # fmt: skip
    assert [text.index(head) for head in heads] == sorted(text.index(head) for head in heads)
    assert "[A49 A54]" in text
    assert "- A17: The figure was superseded by A28" in text
    assert "- people killed: 20 (the missile attack, 2025-04-16) [A58]" in text


def test_all_of_it_as_one_document_and_as_lines(cli: Cli, sample: Path) -> None:
    whole = cli("standing", sample, "A", "--json").ok().json()
    lines = [json.loads(line) for line in cli("standing", sample, "A", "--jsonl").ok().lines]
    assert lines[0] == {"part": "incident", **whole["incident"]}
    for part, entries in whole.items():
        if isinstance(entries, list):
            assert [{"part": part, **entry} for entry in entries] == [one for one in lines if one["part"] == part]
    assert whole["cut"] is False


def test_an_incident_without_figures_says_so(cli: Cli, desk: Path) -> None:
    cli("add", desk, "incident", "--title", "Nothing yet", "--code", "N").ok()
    assert "No figures and no denials yet." in cli("standing", desk, "N").ok().out
    assert cli("standing", desk, "Z9").code == 1
    assert cli("standing", desk).code == 2


def test_hostile_texts_stay_texts(cli: Cli, nasty: Path) -> None:
    for incident in cli("incidents", nasty, "--json").ok().json()[:12]:
        for form in ((), ("--json",), ("--jsonl",)):
            result = cli("standing", nasty, incident["id"], *form).ok()
            assert b"\x1b" not in result.raw
            assert b"\x07" not in result.raw
