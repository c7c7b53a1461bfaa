"""What the lists, cards and the history print: for people, for programs, and in poor locales."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factdesk.cli.names import COMMANDS
from factdesk.model.records import RECORDS
from support.command_line import Cli

CLAIM_KEYS = {*RECORDS["claim"].columns(), "verdict", "basis", "stale", "warnings", "sources", "roots"}


def test_claims_as_json_have_all_fields_and_the_judgement(cli: Cli, sample: Path) -> None:
    found = cli("claims", sample, "--json").ok().json()
    assert all(set(claim) >= CLAIM_KEYS for claim in found)
    first = found[0]
    assert (first["code"], first["low"], first["high"], first["qualifier"]) == ("A1", 16, None, "at_least")
    assert (first["verdict"], first["basis"], first["sources"], first["roots"]) == ("confirmed", "independent", 3, 2)
    assert isinstance(first["stale"], list)
    warned = next(claim for claim in found if claim["warnings"])
    assert warned["warnings"][0].keys() == {"code", "text"}


def test_json_lines_hold_the_same_records_as_the_list(cli: Cli, sample: Path) -> None:
    for kind in ("claims", "incidents", "sources", "speakers", "queue", "log"):
        whole = cli(kind, sample, "--json").ok().json()
        lines = [json.loads(line) for line in cli(kind, sample, "--jsonl").ok().lines]
        assert lines == whole
        assert lines
        assert [json.loads(line) for line in cli(kind, sample, "--jsonl", "--limit", 3).ok().lines] == whole[:3]
        assert len(cli(kind, sample).ok().lines) == len(whole)


def test_lists_agree_with_the_cards(cli: Cli, sample: Path) -> None:
    for claim in cli("claims", sample, "--json").ok().json():
        card = cli("show", sample, claim["id"], "--json").ok().json()
        assert {name: card[name] for name in claim} == claim


def test_an_empty_list_is_an_empty_document(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    cli("new", path).ok()
    assert cli("claims", path, "--json").ok().json() == []
    assert cli("claims", path, "--jsonl").ok().raw == b""
    assert cli("claims", path).ok().raw == b""
    assert cli("claims", path, tty=True).ok().raw == b""


def test_claims_are_filtered_and_sorted(cli: Cli, sample: Path) -> None:
    found = cli("claims", sample, "--where", "incident:A verdict:open killed>=10", "--json").ok().json()
    assert found
    assert all(c["incident_code"] == "A" and c["verdict"] == "open" and c["measure"] == "killed" for c in found)
    newest = cli("claims", sample, "--sort", "newest", "--json").ok().json()
    assert newest[0]["code"] != "A1"
    assert {c["id"] for c in newest} == {c["id"] for c in cli("claims", sample, "--json").ok().json()}


def test_incidents_sources_and_speakers_are_filtered_by_words(cli: Cli, sample: Path) -> None:
    assert [i["code"] for i in cli("incidents", sample, "--where", "kharkiv", "--json").ok().json()] == ["B"]
    assert cli("incidents", sample, "--json").ok().json()[0]["counts"]["total"] > 16
    assert all("Human Rights" in s["title"] or "Human" in (s["publisher"] or "")
               for s in cli("sources", sample, "--where", "Human Rights", "--json").ok().json())  # fmt: skip
    assert cli("speakers", sample, "--where", "council nobody", "--json").ok().json() == []


def test_the_queue_holds_the_open_claims(cli: Cli, sample: Path) -> None:
    queued = cli("queue", sample, "--json").ok().json()
    open_claims = cli("claims", sample, "--where", "verdict:open", "--json").ok().json()
    assert {c["id"] for c in queued if c["verdict"] == "open"} == {c["id"] for c in open_claims}
    judged = [c for c in queued if c["verdict"] != "open"]
    assert queued[len(open_claims) :] == judged
    stale = [c for c in cli("claims", sample, "--json").ok().json() if c["stale"]]
    assert {c["id"] for c in judged} == {c["id"] for c in stale} != set()
    assert {c["incident_code"] for c in cli("queue", sample, "--incident", "B", "--json").ok().json()} == {"B"}


def test_show_tells_a_claim_whole(cli: Cli, sample: Path) -> None:
    text = cli("show", sample, "A1").ok().out
    for part in ("✓ CONF", "at least 16", "16..∞", "S1", "carries", "roots", "Olena Marchuk", "history", "A2"):
        assert part in text
    card = cli("show", sample, "A1", "--json").ok().json()
    assert card["citations"][0]["source"]["code"] == "S1"
    assert card["reviews"][0]["stands"] is True
    assert card["sentence"].startswith("At least 16")


@pytest.mark.parametrize("ref", ["A", "A1", "S1", "Ukrainian officials"])
def test_show_takes_every_kind_of_record(cli: Cli, sample: Path, ref: str) -> None:
    found = cli("show", sample, ref, "--json").ok().json()
    assert ref in (found.get("code"), found.get("name"))
    assert ref in cli("show", sample, ref).ok().out
    assert cli("show", sample, found["id"], "--json").ok().json() == found


def test_show_takes_citations_and_reviews_by_id(cli: Cli, sample: Path) -> None:
    card = cli("show", sample, "A1", "--json").ok().json()
    citation = cli("show", sample, card["citations"][0]["id"], "--json").ok().json()
    assert (citation["record"], citation["claim"]) == ("citation", card["id"])
    review = cli("show", sample, card["reviews"][0]["id"], "--json").ok().json()
    assert (review["record"], review["verdict"]) == ("review", "confirmed")


def test_a_denied_claim_never_stands_bare(cli: Cli, sample: Path) -> None:
    denied = cli("claims", sample, "--where", "verdict:denied").ok().lines
    assert denied
    assert all(line.split("\t")[1].split()[1].startswith("by-") for line in denied)


def test_the_log_tells_who_did_what(cli: Cli, desk: Path) -> None:
    cli("edit", desk, "A1", "scope=x", "--as", "Borys").ok()
    newest = cli("log", desk, "--json").ok().json()[0]
    assert (newest["author"], newest["op"], newest["changes"]) == ("Borys", "edit", {"scope": "x"})
    assert len(cli("log", desk, "--record", "A1").ok().lines) == 2
    assert cli("log", desk, "--since", "2999").ok().raw == b""
    assert len(cli("log", desk, "--since", "2000").ok().lines) == 4
    assert len(cli("log", desk, "--limit", "2").ok().lines) == 2


def test_search_finds_words_and_reads_nothing_as_syntax(cli: Cli, sample: Path) -> None:
    kinds = {hit["kind"] for hit in cli("search", sample, "Kryvyi", "--json").ok().json()}
    assert {"incident", "source"} <= kinds
    assert cli("search", sample, "Kryvyi Ri").ok().lines == cli("search", sample, "kryvyi", "ri").ok().lines
    for text in ('"', "a OR", "NEAR(", "title:x", "*", "Kryvyi AND NOT"):
        cli("search", sample, text).ok()


def test_check_is_clean_and_finds_damage(cli: Cli, sample: Path) -> None:
    assert cli("check", sample, "--json").ok().json()["ok"] is True
    assert ": sound" in cli("check", sample).ok().out
    data = bytearray(sample.read_bytes())
    at = data.index(b"at least 16")
    data[at : at + 11] = b"at least 61"
    sample.write_bytes(data)
    result = cli("check", sample)
    assert result.code == 1
    assert "not sound" in result.out


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_has_help(cli: Cli, command: str) -> None:
    text = cli(command, "--help").ok().out
    assert text.startswith(f"Usage: factdesk {command}")
    assert "--help" in text


def test_the_help_names_every_command_and_examples(cli: Cli) -> None:
    text = cli("--help").ok().out
    assert all(f"  {name} " in text for name in COMMANDS)
    assert "Examples:" in text
    for kind in ("incident", "speaker", "claim", "source", "citation"):
        text = cli("add", kind, "--help").ok().out
        for field in RECORDS[kind].columns()[1:]:
            assert "--" + field.replace("_", "-") in text


def test_on_a_terminal_columns_are_aligned_and_cut(cli: Cli, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    for kind in ("claims", "incidents", "sources", "speakers", "queue", "log"):
        lines = cli(kind, sample, tty=True).ok().lines
        assert lines[0].split()
        assert max(map(cell_len, lines)) <= 80
    first = cli("claims", sample, tty=True).ok().lines[1]
    assert "✓ CONF independent" in first
    assert "\x1b" not in first
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[94m" in cli("claims", sample, tty=True).ok().out


def test_a_locale_without_utf8_gets_escapes_and_no_traceback(cli: Cli, sample: Path) -> None:
    plain = cli("show", sample, "S24", encoding="ascii").ok()
    assert b"\\u" in plain.raw
    listed = cli("claims", sample, "--json", encoding="ascii").ok()
    assert listed.raw.isascii()
    assert listed.json() == cli("claims", sample, "--json").ok().json()
    assert b"+ CONF" in cli("claims", sample, encoding="latin-1", tty=True).ok().raw
