"""Bad input: each gets one clear line on stderr, its exit code, nothing on stdout, and nothing half-written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from factdesk.__main__ import screen_wanted
from support.command_line import Cli

WRONG = [
    # the words of the line, the exit code, and what the one line must say
    (["show", "DESK", "A99"], 1, ["A99", "factdesk"]),
    (["show", "DESK", "c-23456789abcdef"], 1, ["c-23456789abcdef"]),
    (["show", "DESK"], 2, ["ID is missing"]),
    (["show", "DESK", "A1", "A2"], 2, ["one word too many"]),
    (["mark", "DESK", "A1", "A99", "open", "--reason=r"], 1, ["A99"]),
    (["mark", "DESK", "A1", "confirmed", "--basis=by-party", "--reason=r"], 2, ["by-party", "independent"]),
    (["mark", "DESK", "A1", "confirmed", "--reason=r"], 2, ["basis"]),
    (["mark", "DESK", "A1", "confirmed", "--basis=authority"], 2, ["reason"]),
    (["mark", "DESK", "A1", "confirmed", "--basis=authority", "--reason= "], 2, ["reason"]),
    (["mark", "DESK", "A1", "true", "--reason=r"], 2, ["true", "confirmed"]),
    (["mark", "DESK", "A1", "open", "--basis=authority", "--reason=r"], 2, ["authority"]),
    (["mark", "DESK", "confirmed"], 2, ["missing"]),
    (["mark", "DESK", "-", "open", "--reason=r"], 2, ["no claim"]),
    (["mark", "DESK", "A1", "confirmed", "--basis=authority", "--reason=r", "--rests-on=S9"], 1, ["S9"]),
    (["add", "DESK", "claim", "--incident=A", "--figure=", "--measure=killed", "--counted=people"], 2, ["required"]),
    (["add", "DESK", "claim", "--incident=A", "--figure=many ducks", "--measure=killed", "--counted=people"], 2,
     ["ducks", "counted"]),
    (["add", "DESK", "claim", "--incident=A", "--figure=20-16", "--measure=killed", "--counted=people"], 2, ["above"]),
    (["add", "DESK", "claim", "--incident=A", "--low=20", "--high=16", "--qualifier=between", "--words=x",
      "--measure=killed", "--counted=people"], 2, ["low 20 is above high 16"]),
    (["add", "DESK", "claim", "--incident=A", "--figure=6", "--measure=killed", "--counted=children",
      "--part-of=Z1"], 1, ["Z1"]),
    (["add", "DESK", "claim", "--incident=Q", "--figure=6", "--measure=killed", "--counted=x"], 1, ["Q"]),
    (["add", "DESK", "claim", "--incident=A", "--statement=x", "--said-at=2025-02-30"], 2, ["said_at", "30"]),
    (["add", "DESK", "claim", "--incident=A", "--low=many"], 2, ["low", "whole number"]),
    (["add", "DESK", "claim", "--colour=red"], 2, ["--colour", "factdesk add claim --help"]),
    (["add", "DESK", "claims"], 2, ["claims", "claim"]),
    (["add", "DESK"], 2, ["incident"]),
    (["add", "DESK", "claim", "x"], 2, ["'x'"]),
    (["add", "DESK", "speaker", "-", "--name=x"], 2, ["exclude"]),
    (["add", "DESK", "incident", "--title=x", "--code=A"], 2, ["A is taken"]),
    (["add", "DESK", "incident", "--title=x", "--code=a b"], 2, ["code"]),
    (["add", "DESK", "source", "--title=x", "--url=example.org/a"], 2, ["https://"]),
    (["attach", "DESK", "A1", "--url=example.org/a"], 2, ["https://"]),
    (["attach", "DESK", "A1", "--url=javascript:alert(1)"], 2, ["url"]),
    (["attach", "DESK", "A1", "--file=/no/such/file.pdf"], 1, ["/no/such/file.pdf"]),
    (["attach", "DESK", "A1", "--file=/"], 4, ["folder"]),
    (["attach", "DESK", "A1", "--file=/dev/zero"], 4, ["device"]),
    (["attach", "DESK", "A1"], 2, ["nothing to attach"]),
    (["attach", "DESK", "A1", "--url=https://x.example", "--text=x"], 2, ["exclude"]),
    (["attach", "DESK", "A1", "--text= "], 2, ["empty"]),
    (["attach", "DESK", "A9", "--url=https://x.example"], 1, ["A9"]),
    (["attach", "DESK", "A1", "--source=S9"], 1, ["S9"]),
    (["attach", "DESK", "--url=https://x.example"], 2, ["claim"]),
    (["edit", "DESK", "A1", "incident=A2"], 1, ["A2"]),
    (["edit", "DESK", "A1", "colour=red"], 2, ["colour"]),
    (["edit", "DESK", "A1"], 2, ["nothing"]),
    (["edit", "DESK", "A1", "scope=x", "scope=y"], 2, ["twice"]),
    (["edit", "DESK", "A1", "scope=x", "city"], 2, ["city"]),
    (["edit", "DESK", "A1", "measure="], 2, ["measure"]),
    (["edit", "DESK", "A1", "part_of=A1"], 2, ["itself"]),
    (["edit", "DESK", "A1", "figure=at least 16"], 2, ["nothing would change"]),
    (["remove", "DESK", "A"], 2, ["refer"]),
    (["redo", "DESK"], 1, ["undo something first"]),
    (["log", "DESK", "--since=yesterday"], 2, ["since", "2025-04-04"]),
    (["log", "DESK", "--limit=-1"], 2, ["--limit"]),
    (["log", "DESK", "--limit=x"], 2, ["--limit"]),
    (["claims", "DESK", "--where=verdict:true"], 2, ["confirmed"]),
    (["claims", "DESK", "--sort=colour"], 2, ["outline"]),
    (["claims", "DESK", "--colour"], 2, ["--colour"]),
    (["claims", "DESK", "x"], 2, ["x"]),
    (["claims", "A"], 1, ["'A'"]),
    (["queue", "DESK", "--incident=Z"], 1, ["Z"]),
    (["search", "DESK"], 1, []),
    (["undo", "DESK", "--as="], 2, ["author"]),
    (["undo", "DESK", "--as=Nobody"], 1, ["nothing of yours"]),
    (["undo", "DESK", "--as=" + "x" * 100], 2, ["author"]),
    (["new", "DESK"], 4, ["already"]),
    (["new", "/no/such/folder/x.sqlite"], 1, ["folder"]),
    (["claims", "/no/such/desk.sqlite"], 1, ["factdesk new"]),
    (["clams"], 2, ["did you mean claims"]),
    (["xyzzy"], 2, ["factdesk --help"]),
    (["DESK", "more"], 2, ["one word too many"]),
    (["--colour"], 2, ["--colour"]),
    ([], 2, ["terminal"]),
    (["DESK"], 2, ["terminal"]),
    (["demo"], 2, ["terminal"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "told"), WRONG, ids=str)
def test_one_line_and_a_code(cli: Cli, desk: Path, words: list[str], code: int, told: list[str]) -> None:
    before = desk.read_bytes()
    result = cli(*[desk if word == "DESK" else word for word in words])
    assert result.code == code, result.err
    assert result.raw == b""
    assert result.err.count("\n") == 1
    assert "internal error" not in result.err
    assert [part for part in told if part.replace("DESK", str(desk)) not in result.err] == []
    assert desk.read_bytes() == before
    assert list(desk.parent.iterdir()) == [desk]


def test_a_part_is_never_larger_than_its_whole(cli: Cli, desk: Path) -> None:
    cli("edit", desk, "A1", "figure=16").ok()
    result = cli("add", desk, "claim", "--incident=A", "--figure=66", "--measure=killed", "--counted=children",
                 "--part-of=A1")  # fmt: skip
    assert (result.code, "A1" in result.err, len(cli("claims", desk).lines)) == (2, True, 1)


def test_nobody_signs_unnamed(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTDESK_AUTHOR")
    result = cli("undo", desk)
    assert (result.code, "--as NAME" in result.err, "FACTDESK_AUTHOR" in result.err) == (2, True, True)
    cli("claims", desk).ok()


def test_foreign_files_are_refused_untouched(cli: Cli, tmp_path: Path) -> None:
    text, other, newer = tmp_path / "notes.txt", tmp_path / "other.sqlite", tmp_path / "newer.sqlite"
    text.write_text("not a desk, but long enough to be one, if length were all that mattered " * 3)
    with sqlite3.connect(other) as conn:
        conn.execute("CREATE TABLE t (x)")
    conn.close()
    cli("new", newer).ok()
    data = bytearray(newer.read_bytes())
    data[60:64] = (999).to_bytes(4, "big")
    newer.write_bytes(data)
    for path, told in ((text, "not a desk"), (other, "not a factdesk desk"), (newer, "newer"), (tmp_path, "folder")):
        before = path.read_bytes() if path.is_file() else b""
        for words in (("claims", path), ("undo", path), ("check", path), ("add", path, "speaker", "--name=x")):
            result = cli(*words)
            assert (result.code, told in result.err, result.err.count("\n")) == (4, True, 1)
        assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_locked_desk_is_busy(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factdesk.store.connection.BUSY_MS", 50)
    other = sqlite3.connect(desk, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    result = cli("edit", desk, "A1", "scope=x")
    assert (result.code, result.err.count("\n"), "another program" in result.err) == (3, 1, True)
    other.close()
    cli("edit", desk, "A1", "scope=x").ok()


def test_a_read_only_desk_can_be_read_and_not_changed(cli: Cli, desk: Path) -> None:
    desk.chmod(0o444)
    assert len(cli("claims", desk).ok().lines) == 1
    result = cli("edit", desk, "A1", "scope=x")
    assert (result.code, "reading only" in result.err) == (4, True)


def test_an_error_of_ours_shows_no_data(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret name of a witness")

    monkeypatch.setattr("factdesk.desk.find.search", fail)
    result = cli("search", desk, "x")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "RuntimeError" in result.err
    assert "secret" not in result.err
    monkeypatch.setenv("FACTDESK_DEBUG", "1")
    assert "secret" in cli("search", desk, "x").err


def test_which_words_open_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk").touch()
    assert screen_wanted([]) == (None, None, False, False)
    assert screen_wanted(["demo", "--ascii"]) == (None, None, True, True)
    assert screen_wanted(["x.sqlite", "--as", "Anna"]) == ("x.sqlite", "Anna", False, False)
    assert screen_wanted(["desk", "--as=Anna"]) == ("desk", "Anna", False, False)
    for words in (["claims"], ["clams"], ["--help"], ["x.sqlite", "y"], ["demo", "--help"], ["--as"]):
        assert screen_wanted(words) is None
