"""What each command does to a desk, and how it is undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.command_line import Cli


def test_a_claim_goes_from_report_to_verdict_and_back(cli: Cli, desk: Path) -> None:
    attached = cli("attach", desk, "A1", "--url", "https://example.org/a", "--quote", "at least 16 people").ok()
    assert attached.out.startswith("S1\t")
    marked = cli("mark", desk, "A1", "confirmed", "--basis", "authority", "--reason", "the city itself").ok()
    assert marked.out == "confirm A1 (at least 16)\n"
    assert "one root" in marked.err
    (line,) = cli("claims", desk).ok().lines
    assert line.split("\t")[:3] == ["A1", "confirmed authority", "at least 16 people killed"]
    assert cli("undo", desk).ok().out == "undo confirm A1 (at least 16)\n"
    assert cli("claims", desk).ok().lines[0].split("\t")[1] == "open"
    assert cli("redo", desk).ok().out == "redo confirm A1 (at least 16)\n"
    assert cli("claims", desk, "--json").ok().json()[0]["verdict"] == "confirmed"


def test_edit_changes_empties_and_understands_figures(cli: Cli, desk: Path) -> None:
    cli("edit", desk, "A1", "figure=up to 85", "scope=the city", "as-of=2025-04-05").ok()
    claim = cli("claims", desk, "--json").ok().json()[0]
    assert (claim["low"], claim["high"], claim["scope"], claim["as_of"]) == (0, 85, "the city", "2025-04-05")
    cli("edit", desk, "A1", "scope=", "speaker=").ok()
    claim = cli("claims", desk, "--json").ok().json()[0]
    assert (claim["scope"], claim["speaker"]) == (None, None)
    cli("edit", desk, "A1", "scope=a=b").ok()
    assert cli("claims", desk, "--json").ok().json()[0]["scope"] == "a=b"


def test_remove_and_undo(cli: Cli, desk: Path) -> None:
    cli("remove", desk, "A1").ok()
    assert cli("claims", desk).ok().raw == b""
    cli("undo", desk).ok()
    assert len(cli("claims", desk).ok().lines) == 1


def test_attach_takes_files_text_and_known_sources(cli: Cli, desk: Path, tmp_path: Path) -> None:
    paper = tmp_path / "statement.txt"
    paper.write_text("sixteen")
    first = cli("attach", desk, "A1", "--file", paper, "--kind", "statement", "--confidential", "--json").ok().json()
    again = cli("attach", desk, "A1", "--file", paper, "--quote", "sixteen").ok()
    assert "used again" in again.err
    cli(
        "attach", desk, "A1", "--text", "-", "--title", "Post", "--source-root", "S1", stdin="шістнадцять".encode()
    ).ok()
    cli("attach", desk, "A1", "--source", "S1", "--quote", "not so", "--opposes").ok()
    card = cli("show", desk, "A1", "--json").ok().json()
    assert [tie["stance"] for tie in card["citations"]].count("opposes") == 1
    source = cli("show", desk, first["source"], "--json").ok().json()
    assert (source["confidentiality"], source["file_name"], source["file_size"]) == ("confidential", "statement.txt", 7)
    assert cli("show", desk, "S2", "--json").ok().json()["root"] == first["source"]
    assert card["roots"] == 1


def test_a_known_source_keeps_its_fields_and_its_secrecy(cli: Cli, desk: Path) -> None:
    cli("attach", desk, "A1", "--url", "https://example.org/a").ok()
    refused = cli("attach", desk, "A1", "--url", "https://EXAMPLE.org/a", "--confidential")
    assert (refused.code, "confidentiality=confidential" in refused.err) == (2, True)
    assert cli("attach", desk, "A1", "--source", "S1", "--title", "New").code == 2
    assert len(cli("show", desk, "A1", "--json").ok().json()["citations"]) == 1


def test_many_claims_are_marked_as_one_change(cli: Cli, sample: Path) -> None:
    codes = [line.split("\t")[0] for line in cli("claims", sample, "--where", "incident:B").ok().lines]
    cli("mark", sample, *codes, "disputed", "--basis", "evidence-unclear", "--reason", "r", "--json").ok()
    assert {c["verdict"] for c in cli("claims", sample, "--where", "incident:B", "--json").ok().json()} == {"disputed"}
    cli("undo", sample).ok()
    piped = "\n".join(codes).encode()
    cli("mark", sample, "-", "open", "--reason", "again", stdin=piped).ok()
    assert {c["verdict"] for c in cli("claims", sample, "--where", "incident:B", "--json").ok().json()} == {"open"}


def test_mark_rests_on_chosen_sources(cli: Cli, sample: Path) -> None:
    cli("mark", sample, "A1", "confirmed", "--basis", "authority", "--reason", "r", "--rests-on", "S1").ok()
    card = cli("show", sample, "A1", "--json").ok().json()
    chosen = {tie["id"] for tie in card["citations"] if tie["source"]["code"] == "S1"}
    assert set(card["reviews"][0]["rests_on"]) == chosen


def test_lines_from_a_pipe_are_added_as_one_change(cli: Cli, desk: Path) -> None:
    records = [
        {"speaker": {"name": "Police"}},
        {"incident": {"title": "Drones", "code": "B"}},
        {"claim": {"incident": "B", "figure": "six", "measure": "killed", "counted": "children", "speaker": "Police"}},
        {"claim": {"incident": "B", "kind": "statement", "statement": "Я так сказав"}},
        {"source": {"title": "Report", "url": "https://example.org/x"}},
        {"citation": {"claim": "B1", "source": "S1", "quote": "six"}},
    ]
    data = "\n".join(json.dumps(record) for record in records).encode() + b"\n\n"
    added = cli("add", desk, "-", "--json", stdin=data).ok().json()
    assert [one["record"] for one in added] == [next(iter(record)) for record in records]
    assert len(cli("claims", desk).ok().lines) == 3
    cli("undo", desk).ok()
    assert len(cli("claims", desk).ok().lines) == 1
    bare = b'{"name": "Mayor"}\r\n{"name": "Governor", "role": "head"}\r\n'
    assert len(cli("add", desk, "speaker", "-", stdin=bare).ok().lines) == 2


def test_a_bad_line_is_named_and_nothing_is_added(cli: Cli, desk: Path) -> None:
    before = cli("log", desk, "--json").ok().json()
    bad = {
        b'{"name": "x"}\n{"name": ""}\n': "line 2, name",
        b'{"name": "x"}\n\n{"nam": "y"}\n': "line 3",
        b"{": "line 1: this is not JSON",
        b"[1]": "not an object",
        b'{"name": "a", "name": "b"}': "given twice",
        b'{"name": "a\\u0000b"}': "NUL",
        b'{"name": "a\\ud800b"}': "surrogate",
        b'{"name": 5}': "not text",
        b'{"name": "caf\xe9"}': "not UTF-8",
        b"[" * 100_000: "line 1",
        b'{"name": ' + b"9" * 5000 + b"}": "line 1",
        b"": "no record",
    }
    for data, told in bad.items():
        result = cli("add", desk, "speaker", "-", stdin=data)
        assert result.code == 2
        assert told in result.err
        assert (result.err.count("\n"), result.raw) == (1, b"")
    assert cli("add", desk, "-", stdin=b'{"claims": {}}').code == 2
    assert cli("log", desk, "--json").ok().json() == before


def test_the_desk_is_found_where_none_is_named(
    cli: Cli, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTDESK_DESK", str(desk))
    assert len(cli("claims").ok().lines) == 1
    cli("show", "A1").ok()
    cli("attach", "A1", "--url", "https://example.org/1").ok()
    cli("mark", "A1", "confirmed", "--basis", "authority", "--reason", "r").ok()
    cli("edit", "A1", "scope=x").ok()
    cli("add", "speaker", "--name", "Police").ok()
    cli("add", "speaker", "-", stdin=b'{"name": "Fire brigade"}').ok()
    assert cli("search", "brigade").ok().lines
    cli("check").ok()
    cli("undo").ok()
    cli("remove", "A1").ok()
    monkeypatch.delenv("FACTDESK_DESK")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = cli("new").ok()
    assert made.out.strip() == str(tmp_path / "data" / "factdesk" / "desk.sqlite")
    assert cli("claims").ok().raw == b""


def test_new_makes_one_file_and_overwrites_nothing(cli: Cli, tmp_path: Path) -> None:
    cli("new", tmp_path / "a.sqlite", "--sample").ok()
    again = cli("new", tmp_path / "a.sqlite")
    assert (again.code, [p.name for p in tmp_path.iterdir()]) == (4, ["a.sqlite"])
    assert len(cli("claims", tmp_path / "a.sqlite").ok().lines) > 30


def test_all_that_a_filter_lets_pass_is_marked_as_one_change_once_the_number_was_agreed_to(
    cli: Cli, sample: Path
) -> None:
    wanted = ("mark", sample, "disputed", "--where", "incident:A verdict:open kind:figure", "--basis",
              "evidence-unclear", "--reason", "r")  # fmt: skip
    number = len(cli("claims", sample, "--where", "incident:A verdict:open kind:figure").ok().lines)
    refused = cli(*wanted)
    assert (refused.code, f"mark {number} claims disputed?" in refused.err, "--yes" in refused.err) == (2, True, True)
    marked = cli(*wanted, "--yes", "--json").ok().json()
    assert (marked["label"], marked["claims"]) == (f"dispute {number} claims", number)
    assert all(0 < times <= number for times in marked["warnings"].values())
    assert cli("claims", sample, "--where", "incident:A verdict:open kind:figure").ok().lines == []
    cli("undo", sample).ok()
    assert len(cli("claims", sample, "--where", "incident:A verdict:open kind:figure").ok().lines) == number
    assert "no claim passes" in cli("mark", sample, "open", "--where", "low>999999", "--reason", "r").err
    assert cli("mark", sample, "A1", "open", "--where", "killed>1", "--reason", "r").code == 2


def test_filters_are_kept_used_and_dropped(cli: Cli, sample: Path) -> None:
    assert cli("filters", sample).ok().raw == b""
    cli("filters", sample, "--save", "thin", "verdict:confirmed root:1").ok()
    assert cli("filters", sample, "--json").ok().json() == {"thin": "verdict:confirmed root:1"}
    plain = cli("claims", sample, "--where", "verdict:confirmed root:1 incident:A").ok().lines
    assert plain
    assert cli("claims", sample, "--where", "@thin incident:A").ok().lines == plain
    assert cli("claims", sample, "--where", '"@thin"').ok().lines == []
    bad = cli("filters", sample, "--save", "worse", "verdict:thin")
    assert (bad.code, "column 9" in bad.err) == (2, True)
    assert cli("filters", sample, "--save", "a b", "killed>1").code == 2
    cli("filters", sample, "--drop", "@thin").ok()
    assert cli("filters", sample, "--drop", "thin").code == 1
    assert cli("check", sample).ok().code == 0
