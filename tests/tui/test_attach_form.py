"""Attaching: an address, a file, pasted text, a known source; to one claim and to many; stopped half-way."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from textual import events

from factdesk.desk import browse
from factdesk.desk.open import open_desk
from factdesk.tui import forms
from factdesk.tui.forms.form import RecordForm
from factdesk.tui.screens.dialogs import Progress
from support.form_app import SIZES, field, running, screen_text, until


@pytest.mark.parametrize("size", SIZES)
async def test_an_address(sample: Path, size: tuple[int, int]) -> None:
    async with running(sample, size) as (app, pilot):
        done: list[Any] = []
        forms.open_attach(app, ["A1"], done.append)
        await pilot.pause()
        assert "Attach a source to A1: at least 16 people killed" in screen_text(app)
        field(app, "url").focus()
        field(app, "url").post_message(events.Paste("https://example.org/a?b=1"))
        await pilot.pause()
        field(app, "quote").text = "не менше 16"
        field(app, "stance").state = "opposes"
        field(app, "publisher").text = "An outlet"
        await pilot.press("f2")
        await until(pilot, lambda: done)
        with open_desk(sample, read_only=True) as desk:
            tie = next(c for c in browse.claim_card(desk, "A1").citations if c.id == done[0].citations[0])
        assert (tie.quote, tie.stance, tie.source.publisher) == ("не менше 16", "opposes", "An outlet")
        assert tie.source.url == "https://example.org/a?b=1"
        assert not done[0].reused


async def test_a_known_address_is_used_again_for_several_claims(sample: Path) -> None:
    with open_desk(sample, read_only=True) as desk:
        window = browse.source_window(desk)
        known = next(row for row in window.rows(0, window.count()) if row.url and row.withdrawn is None)
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_attach(app, ["A1", "A2", "A3"], done.append)
        await pilot.pause()
        assert "3 claims: A1, A2, A3" in screen_text(app)
        field(app, "url").text = f"{known.url}?utm_source=mail#top"
        await until(pilot, lambda: "is on the desk already: it is used again" in field(app, "url").note)
        assert known.code in field(app, "url").note
        assert not field(app, "title").display
        field(app, "quote").text = "quoted for the test"
        await pilot.press("f2")
        await until(pilot, lambda: done)
        assert done[0].reused
        assert (done[0].source, len(done[0].citations)) == (known.id, 3)


async def test_a_file_is_copied_and_found_again(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "report of today.txt"
    file.write_bytes(os.urandom(3 * 1024 * 1024))
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_attach(app, ["A1"], done.append)
        await pilot.pause()
        field(app, "way").focus()
        await pilot.press("f", "down")
        assert field(app, "file").has_focus
        field(app, "file").post_message(events.Paste(str(tmp_path / "report")))
        await until(pilot, lambda: any(m.code == "report of today.txt" for m in field(app, "file").matches))
        await pilot.press("right")
        assert field(app, "file").text == str(file)
        await pilot.press("f2")
        await until(pilot, lambda: done)
        with open_desk(sample, read_only=True) as desk:
            card = browse.source_card(desk, done[0].source)
        assert (card.file_size, card.file_name) == (3 * 1024 * 1024, "report of today.txt")
        assert card.source.title == "report of today.txt"
        await until(pilot, lambda: len(app.screen_stack) == 1)
        forms.open_attach(app, ["A2"], done.append)
        await pilot.pause()
        field(app, "way").state = "file"
        field(app, "file").text = str(file)
        await until(pilot, lambda: "is on the desk already" in field(app, "file").note)


async def test_a_copy_shows_how_far_it_is_and_can_be_stopped(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "long.bin"
    file.write_bytes(b"x" * 4 * 1024 * 1024)
    monkeypatch.setattr("factdesk.tui.bridge.PROGRESS_SECONDS", 0.0)
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_attach(app, ["A1"], done.append)
        await pilot.pause()
        field(app, "way").state = "file"
        field(app, "file").text = str(file)
        form: Any = app.screen
        job = form.job()
        told = form._copying._report

        def slow(at: int, total: int | None) -> None:
            told(at, total)
            time.sleep(0.15)

        form._copying._report = slow
        form.saving = True
        form.start(job)
        await until(pilot, lambda: isinstance(app.screen, Progress))
        await until(pilot, lambda: "%" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped: nothing of the file was kept" in screen_text(app))
        assert isinstance(app.screen, RecordForm)
        assert field(app, "file").text == str(file)
        assert not done
        with open_desk(sample, read_only=True) as desk:
            assert desk.db.value("SELECT count(*) FROM files WHERE name = 'long.bin'") == 0


async def test_pasted_text_of_a_megabyte(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_attach(app, ["A1"], done.append)
        await pilot.pause()
        field(app, "way").state = "text"
        text = "Слово за словом. " * 60_000
        field(app, "text").focus()
        field(app, "text").post_message(events.Paste(text))
        await pilot.pause()
        await pilot.press("f2")
        await until(pilot, lambda: done)
        with open_desk(sample, read_only=True) as desk:
            assert browse.source_card(desk, done[0].source).file_size == len(text.encode())


async def test_a_known_source_is_found_by_typing(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_attach(app, ["A4"], done.append)
        await pilot.pause()
        field(app, "way").focus()
        await pilot.press("k", "down", *"S2")
        await until(pilot, lambda: field(app, "source").matches)
        await pilot.press("enter")
        assert field(app, "source").chosen.code == "S2"
        field(app, "quote").text = "found by typing"
        await pilot.press("f2")
        await until(pilot, lambda: done)
        assert done[0].code == "S2"


@pytest.mark.parametrize(
    ("way", "name", "text", "said"),
    [
        ("address", "url", "example.org/x", "no scheme"),
        ("address", "url", "", "this is required"),
        ("file", "file", "/nowhere/at/all", "there is no such file"),
        ("file", "file", "/dev/null", "a device or pipe"),
        ("text", "text", "  ", "this is required"),
        ("known", "source", "nothing like that", "no source"),
    ],
)
async def test_what_cannot_be_attached_is_said_at_its_field(
    sample: Path, way: str, name: str, text: str, said: str
) -> None:
    async with running(sample) as (app, pilot):
        done: list[Any] = []
        forms.open_attach(app, ["A1"], done.append)
        await pilot.pause()
        field(app, "way").state = way
        field(app, name).text = text
        await pilot.press("f2")
        await until(pilot, lambda: said in field(app, name).error)
        assert said.split()[0] in screen_text(app)
        assert not done


async def test_a_link_to_a_file_is_refused(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    async with running(sample) as (app, pilot):
        forms.open_attach(app, ["A1"], print)
        await pilot.pause()
        field(app, "way").state = "file"
        field(app, "file").text = str(tmp_path / "link")
        await pilot.press("f2")
        await until(pilot, lambda: "symbolic link" in field(app, "file").error)


async def test_an_attachment_that_was_begun_comes_back(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_attach(app, ["A1", "A2"], print)
        await pilot.pause()
        field(app, "way").state = "text"
        field(app, "text").text = "long words"
        await pilot.press("ctrl+q")
    async with running(sample) as (app, pilot):
        draft = forms.pending_drafts(app)[0]
        assert forms.describe_draft(draft)[1] == "long words"
        forms.resume_draft(app, draft, print)
        await pilot.pause()
        assert field(app, "text").text == "long words"
        assert "2 claims" in screen_text(app)


async def test_the_likely_kind_is_proposed_until_one_is_chosen(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_attach(app, ["A1"], print)
        await pilot.pause()
        kind = field(app, "kind")
        assert kind.value == "article"
        field(app, "url").text = "https://t.me/s/channel/123"
        assert kind.value == "post"
        field(app, "way").state = "file"
        assert kind.value == "document"
        kind.focus()
        await pilot.press("p")
        assert kind.value == "photo"
        field(app, "way").state = "address"
        assert kind.value == "photo"
        assert "F1 Help" in screen_text(app)
        assert "? Help" not in screen_text(app)
