"""Files that leave the desk, by the command line: the reviewed file, its check, backups; and who signs."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from factdesk.desk.author import config_file
from support.command_line import Cli


def test_the_reviewed_file_is_written_and_verified(cli: Cli, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "reviewed.sqlite"
    told = cli("export", sample, out, "--json").ok().json()
    assert told["path"] == str(out)
    stays = sum(one["number"] for one in told["withheld"] if one["name"] == "claims")
    assert 0 < told["going"]["claims"] == len(cli("claims", sample).ok().lines) - stays
    assert _withheld(told, "sources", "confidential") == 1
    found = cli("verify", out, "--json").ok().json()
    assert (found["ok"], found["content_hash"]) == (True, told["content_hash"])
    assert cli("verify", out).ok().lines[-1] == f"{out}: in order"
    again = cli("export", sample, tmp_path / "again.sqlite", "--json").ok().json()
    assert again["content_hash"] == told["content_hash"]


def _withheld(told: dict[str, list[dict[str, object]]], name: str, reason: str) -> int:
    return sum(int(str(one["number"])) for one in told["withheld"] if (one["name"], one["reason"]) == (name, reason))


def test_open_and_named_records_go_when_asked(cli: Cli, sample: Path, tmp_path: Path) -> None:
    secret = next(s for s in cli("sources", sample, "--json").ok().json() if s["confidentiality"] == "confidential")
    more = cli("export", sample, tmp_path / "a.sqlite", "--include", "open", "--json").ok().json()
    assert more["going"]["claims"] > 80
    assert more["named"] == []
    card = cli("show", sample, secret["code"], "--json").ok().json()
    names = [f"--name-confidential={secret['code']}"]
    names += [f"--name-confidential={card['root_speaker']}"] if card["root_speaker"] else []
    named = cli("export", sample, "--plan", *names, "--json").ok().json()
    assert sum(one["number"] for one in named["named"] if one["name"] == "sources") == 1


def test_a_plan_writes_nothing(cli: Cli, sample: Path) -> None:
    told = cli("export", sample, "--plan").ok()
    assert "withheld" in told.out
    assert "content hash" in told.out
    assert [path.name for path in sample.parent.iterdir()] == [sample.name]


def test_an_export_that_would_leak_is_refused_whole(cli: Cli, desk: Path, tmp_path: Path) -> None:
    cli("attach", desk, "A1", "--text=x", "--title=Oksana Whistleblower", "--confidential").ok()
    cli("attach", desk, "A1", "--url=https://example.org/a", "--quote=at least 16").ok()
    cli("mark", desk, "A1", "confirmed", "--basis=authority", "--reason=as Oksana Whistleblower told us").ok()
    result = cli("export", desk, tmp_path / "out.sqlite")
    assert (result.code, result.raw, result.err.count("\n")) == (4, b"", 1)
    assert not (tmp_path / "out.sqlite").exists()
    planned = cli("export", desk, "--plan", "--json")
    assert (planned.code, len(planned.json()["leaks"]) > 0) == (4, True)


def test_a_surname_in_a_reason_is_refused_until_somebody_read_it(cli: Cli, desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite"
    cli("add", desk, "speaker", "--name=Oksana Zvirova", "--confidentiality=confidential").ok()
    cli("attach", desk, "A1", "--text=x", "--title=Talk in the yard", "--confidential").ok()
    cli("attach", desk, "A1", "--url=https://example.org/a", "--quote=at least 16").ok()
    cli("mark", desk, "A1", "confirmed", "--basis=authority", "--reason=as our witness O. Zvirova told").ok()
    for words in (["export", desk, out], ["sheet", desk, "A"]):
        refused = cli(*words)
        assert (refused.code, refused.raw, refused.err.count("\n")) == (4, b"", 1)
        assert "the reason of the review of A1" in refused.err
        assert "Zvirova" not in refused.err
    assert not out.exists()
    planned = cli("export", desk, "--plan", "--json")
    assert (planned.code, len(planned.json()["cautions"])) == (4, 1)
    assert cli("export", desk, "--plan", "--cautions-read").ok().out.startswith("  goes            1 incident\n")
    assert "16 people" in cli("sheet", desk, "A", "--cautions-read").ok().out
    cli("export", desk, out, "--cautions-read").ok()
    cli("undo", desk).ok()
    cli("export", desk, out, "--replace", "--include=open").ok()


@pytest.mark.parametrize("word", ["verify", "export", "backup"])
def test_files_that_are_there_are_never_overwritten(cli: Cli, sample: Path, tmp_path: Path, word: str) -> None:
    other = tmp_path / "thesis.txt"
    other.write_text("years of work")
    words = ("verify", other) if word == "verify" else (word, sample, other)
    assert cli(*words).code == 4
    assert cli("export", sample, other, "--replace").code == 4
    assert other.read_text() == "years of work"
    assert cli("export", sample, sample, "--replace").code == 4
    assert cli("export", sample, tmp_path / "no" / "such" / "x.sqlite").code == 1


def test_verify_finds_a_changed_file(cli: Cli, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "reviewed.sqlite"
    cli("export", sample, out).ok()
    cli("export", sample, out, "--replace").ok()
    with sqlite3.connect(out) as conn:
        conn.execute("UPDATE claims SET words = 'at least 61' WHERE rowid = 1")
    conn.close()
    found = cli("verify", out)
    assert (found.code, "not in order" in found.out, found.err) == (1, True, "")
    assert cli("verify", out, "--json").json()["ok"] is False


def test_a_backup_is_a_desk(cli: Cli, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "backup.sqlite"
    assert cli("backup", sample, out, "--json").ok().json() == {"path": str(out), "size": out.stat().st_size}
    assert cli("claims", out, "--json").ok().json() == cli("claims", sample, "--json").ok().json()
    cli("check", out).ok()


def test_the_name_is_asked_for_once_and_kept(
    cli: Cli, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTDESK_AUTHOR")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    first = cli("add", desk, "speaker", "--name=Mayor", stdin="Олена\n".encode(), asked=True).ok()
    assert first.err.startswith("Your name")
    second = cli("add", desk, "speaker", "--name=Governor").ok()
    assert second.err == ""
    assert {line["author"] for line in cli("log", desk, "--limit=2", "--json").ok().json()} == {"Олена"}
    assert config_file().is_relative_to(tmp_path)
    cli("edit", desk, "A1", "scope=x", "--as", "Borys").ok()
    assert cli("log", desk, "--limit=1", "--json").ok().json()[0]["author"] == "Borys"
    assert cli("undo", desk).ok().out.startswith("undo add speaker Governor")


def test_an_empty_answer_is_refused(cli: Cli, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTDESK_AUTHOR")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    result = cli("undo", desk, stdin=b"\n", asked=True)
    assert (result.code, "author" in result.err) == (2, True)
