"""Every hostile text through every command: nothing reaches the terminal, nothing is lost, nothing crashes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.audit import audit
from support.command_line import Cli, Result
from support.hostile import HOSTILE, KEPT, REFUSED, SHORT, Hostile
from support.hostile_desk import FIELDS, codes, records, spoken

LISTS = ("claims", "incidents", "sources", "speakers", "queue", "log")


def clean(result: Result, *, code: int = 0) -> Result:
    """The result, if it ended as it should and neither stream holds anything that a terminal would obey."""
    assert result.code == code, result.err
    assert audit(result.raw, allow="\t") == []
    assert audit(result.err.encode("utf-8", "surrogateescape")) == []
    return result


@pytest.mark.parametrize("command", LISTS)
@pytest.mark.parametrize("form", ["plain", "tty", "json", "jsonl"])
def test_lists_are_plain_text_in_every_form(
    cli: Cli, nasty: Path, command: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    words = [command, nasty, f"--{form}"] if form.startswith("json") else [command, nasty]
    result = clean(cli(*words, "--limit=300", tty=form == "tty"))
    if form == "json":
        assert result.json()
    elif form == "jsonl":
        assert all(json.loads(line) for line in result.raw.splitlines())
    elif form == "plain":
        assert {line.count("\t") for line in result.lines} == {result.lines[0].count("\t")}


@pytest.mark.parametrize("item", KEPT, ids=str)
def test_a_record_shows_each_text_and_gives_it_back_unchanged(cli: Cli, nasty: Path, item: Hostile) -> None:
    text = spoken(item)
    for ref, fields in ((codes(item)[0], FIELDS["incident"]), (codes(item)[3], FIELDS["source"])):
        assert item.plain in clean(cli("show", nasty, ref)).out
        shown = clean(cli("show", nasty, ref, "--json")).json()
        assert {shown[name] for name in fields} == {text}
    if item.long:  # a card repeats it in its history, reviews and citations: megabytes that prove nothing more
        assert item.plain in clean(cli("show", nasty, codes(item)[1], tty=True)).out
        return
    card = clean(cli("show", nasty, codes(item)[1], "--json")).json()
    assert {card[name] for name in ("measure", "counted", "words", "scope", "speaker_name")} == {text}
    assert card["citations"][0]["quote"] == text
    assert item.plain in clean(cli("show", nasty, codes(item)[1])).out
    assert card["reviews"][0]["reason"].strip() == text.strip()
    clean(cli("show", nasty, codes(item)[1], tty=True))


@pytest.mark.parametrize("item", SHORT, ids=str)
def test_texts_given_as_arguments_are_stored_unchanged(cli: Cli, desk: Path, item: Hostile) -> None:
    text = spoken(item)
    clean(cli("add", desk, "incident", f"--title={text}", "--code=X", f"--summary={text}"))
    assert clean(cli("show", desk, "X", "--json")).json()["summary"] == text
    clean(cli("edit", desk, "A1", f"scope={text}", f"measure={text}"))
    clean(cli("attach", desk, "A1", "--url=https://x.example/", f"--quote={text}", f"--title={text}", f"--note={text}"))
    clean(cli("mark", desk, "A1", "confirmed", "--basis=authority", f"--reason={text}"))
    card = clean(cli("show", desk, "A1", "--json")).json()
    assert (card["scope"], card["citations"][0]["quote"]) == (text, text)
    clean(cli("undo", desk))
    clean(cli("log", desk, "--record=A1"))


def test_texts_from_a_pipe_are_stored_unchanged(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "piped.sqlite"
    clean(cli("new", path))
    data = "\n".join(json.dumps({kind: fields}) for item in KEPT for kind, fields in records(item))
    clean(cli("add", path, "-", stdin=data.encode()))
    claims = {claim["code"]: claim for claim in clean(cli("claims", path, "--json")).json()}
    for item in KEPT:
        assert claims[codes(item)[1]]["words"] == spoken(item)
        assert claims[codes(item)[2]]["statement"] == spoken(item)


@pytest.mark.parametrize("item", REFUSED, ids=str)
def test_what_cannot_be_stored_is_refused_with_a_reason(cli: Cli, desk: Path, item: Hostile) -> None:
    before = desk.read_bytes()
    line = json.dumps({"name": item.text}).encode()
    result = clean(cli("add", desk, "speaker", "-", stdin=line), code=2)
    assert ("NUL" in result.err) or ("surrogate" in result.err)
    assert clean(cli("add", desk, "speaker", f"--name={item.text}"), code=2).err.count("\n") == 1
    assert desk.read_bytes() == before


@pytest.mark.parametrize("item", HOSTILE, ids=str)
def test_hostile_words_anywhere_on_the_line_end_in_order(
    cli: Cli, desk: Path, item: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = item.text
    (desk.parent / "far" / "down").mkdir(parents=True)
    monkeypatch.chdir(desk.parent / "far" / "down")  # from here no path of the list leads to a file
    before = len(cli("log", desk).lines)
    for words in (
        ("search", desk, text), ("claims", desk, f"--where={text}"), ("sources", desk, f"--where={text}"),
        ("speakers", desk, f"--where={text}"), ("show", desk, text), ("mark", desk, text, "open", "--reason=r"),
        ("mark", desk, "A1", text, "--reason=r"), ("edit", desk, text, "scope=x"), ("edit", desk, "A1", f"{text}=x"),
        ("attach", desk, text, "--url=https://x.example"), ("attach", desk, "A1", f"--url={text}"),
        ("attach", desk, "A1", f"--file={text}"), ("attach", desk, "A1", f"--source={text}"),
        ("log", desk, f"--since={text}"), ("log", desk, f"--record={text}"), ("remove", desk, text),
        ("add", desk, text), ("add", desk, "claim", text), ("undo", f"--as={text}", desk), ("claims", text),
        (text, text),
    ):  # fmt: skip
        result = cli(*words)
        assert audit(result.raw, allow="\t") == []
        assert audit(result.err.encode("utf-8", "surrogateescape")) == []
        assert result.code in (0, 1, 2, 4), result.err
        assert "internal error" not in result.err
        assert result.err.count("\n") <= 1
    assert len(cli("log", desk).lines) == before
