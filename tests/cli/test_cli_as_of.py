"""`--as-of`: records and lists as they stood, and one clear line where there is no such past."""

from __future__ import annotations

from pathlib import Path

from support.command_line import Cli


def newest(cli: Cli, desk: Path) -> int:
    return int(cli("log", desk, "--json", "--limit=1").ok().json()[0]["seq"])


def test_a_claim_and_the_lists_as_they_stood(cli: Cli, desk: Path) -> None:
    cli("mark", desk, "A1", "confirmed", "--basis=authority", "--reason=counted").ok()
    then = newest(cli, desk)
    cli("mark", desk, "A1", "disputed", "--basis=status", "--reason=contested").ok()
    cli("edit", desk, "A1", "scope=this street").ok()
    shown = cli("show", desk, "A1", f"--as-of={then}", "--json").ok()
    assert (shown.json()["verdict"], shown.json()["scope"], len(shown.json()["reviews"])) == ("confirmed", None, 1)
    assert f"as it stood after change {then} (Anna Test" in shown.err
    assert "disputed" in cli("claims", desk).ok().out
    assert "confirmed" in cli("claims", desk, f"--as-of=#{then}").ok().out
    assert cli("incidents", desk, f"--as-of={then}", "--json").ok().json()[0]["counts"]["confirmed"] == 1
    assert cli("show", desk, "A1", "--json").ok().json()["verdict"] == "disputed"


def test_a_record_of_later_is_not_there(cli: Cli, desk: Path) -> None:
    before = newest(cli, desk)
    cli("add", desk, "incident", "--title=Later", "--code=Z").ok()
    assert cli("show", desk, "Z", f"--as-of={before}").code == 1
    cli("show", desk, "Z").ok()


def test_no_such_past_is_one_line(cli: Cli, desk: Path) -> None:
    for word, code in (("123456", 1), ("1999", 1), ("someday", 2), ("2025-02-31", 2)):
        result = cli("show", desk, "A1", f"--as-of={word}")
        assert (result.code, result.out, result.err.count("\n")) == (code, "", 1), word
        assert "as-of" in result.err
