"""The export: the plan first, what is not public only by name, one file or none."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static

from factdesk.desk.add import add
from factdesk.desk.edit import edit
from factdesk.desk.export import plan_export
from factdesk.desk.open import create_desk, open_desk
from factdesk.desk.verify import verify
from factdesk.model.errors import Cancelled
from factdesk.tui.screens import export as module
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.screens.export import ExportScreen, default_target
from support.desks import contents
from support.screen import shown, until


async def open_export(pilot: Any) -> ExportScreen:
    await pilot.press("E")
    await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen) and pilot.app.screen._plan)
    screen: ExportScreen = pilot.app.screen
    return screen


def told(screen: ExportScreen) -> str:
    return "\n".join("".join(text for text, _ in line.pieces) for line in screen.pane.lines)


def said(screen: ExportScreen) -> str:
    return str(screen.query_one("#export-said", Static).render())


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_plan_tells_what_goes_and_what_stays_and_why(
    sample: Path, make_app: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with make_app(sample).run_test(size=size) as pilot:
        screen = await open_export(pilot)
        await pilot.pause()
        assert "29 claims" in shown(pilot.app)
        assert "What stays behind" in shown(pilot.app)
        assert "59 claims     the claim was not judged yet" in told(screen)
        assert "confidential and nobody named it" in told(screen)
        assert screen.query_one(Input).value == str(sample.with_name("desk-reviewed.sqlite"))
    assert not sample.with_name("desk-reviewed.sqlite").exists()


async def test_a_file_is_written_and_checked(sample: Path, make_app: Callable[..., Any]) -> None:
    out = sample.with_name("desk-reviewed.sqlite")
    with open_desk(sample, read_only=True) as desk:
        content = plan_export(desk).content_hash
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_export(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: "Verified:" in told(screen))
        assert content in told(screen)
        assert "factdesk verify" in told(screen)
    assert verify(out).ok
    assert verify(out).content_hash == content


async def test_what_is_confidential_goes_only_after_it_was_named(sample: Path, make_app: Callable[..., Any]) -> None:
    out = sample.with_name("desk-reviewed.sqlite")
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_export(pilot)
        await pilot.press("tab", "j", "space")
        await until(pilot, lambda: "Name S26" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert screen.toggles.chosen == []
        await pilot.press("space")
        await until(pilot, lambda: "Name S26" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen and "Named for this file" in told(screen))
        assert "[x] confidential S26" in shown(pilot.app)
        await pilot.press("f2")  # the title of the named source holds the name of its speaker, who was not named
        await until(pilot, lambda: "Did you read this place?" in shown(pilot.app))
        await pilot.press("y")
        await until(pilot, lambda: "Verified:" in told(screen))
    with sqlite3.connect(out) as conn:
        assert conn.execute("SELECT count(*) FROM sources WHERE title LIKE '%Cornflower%'").fetchone() == (1,)
        assert conn.execute("SELECT count(*) FROM sources WHERE title LIKE '%Bluebell%'").fetchone() == (0,)


async def test_open_claims_go_where_they_are_asked_for(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_export(pilot)
        await pilot.press("tab", "space")
        await until(pilot, lambda: screen._plan is not None and screen._plan.include_open)
        assert "the claim was not judged yet" not in told(screen)
        await pilot.press("space")
        await until(pilot, lambda: screen._plan is not None and not screen._plan.include_open)


async def test_a_file_that_is_there_is_written_over_only_when_confirmed(
    sample: Path, make_app: Callable[..., Any]
) -> None:
    out = sample.with_name("desk-reviewed.sqlite")
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_export(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: "Verified:" in told(screen))
        before = out.stat().st_ino
        await pilot.press("f2")
        await until(pilot, lambda: "Write over desk-reviewed.sqlite?" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert out.stat().st_ino == before
        await pilot.press("f2")
        await until(pilot, lambda: "Write over" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: out.stat().st_ino != before)


@pytest.mark.parametrize("name", ["desk.sqlite", "notes.txt"])
async def test_nothing_else_is_ever_written_over(sample: Path, make_app: Callable[..., Any], name: str) -> None:
    sample.with_name("notes.txt").write_text("mine")
    before = held(sample.with_name(name))
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_export(pilot)
        screen.query_one(Input).value = str(sample.with_name(name))
        await pilot.press("f2")
        await until(pilot, lambda: "Write over" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: said(screen).startswith("!"))
        assert held(sample.with_name(name)) == before


def held(path: Path) -> object:
    """What is in a file that nobody may write over: of a desk, what it says, since an open one is tidied up."""
    if path.suffix == ".txt":
        return path.read_bytes()
    with open_desk(path, read_only=True) as desk:
        return contents(desk)


async def test_a_folder_that_is_not_there_is_one_line_in_place(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_export(pilot)
        screen.query_one(Input).value = str(sample.parent / "nowhere" / "out.sqlite")
        await pilot.press("f2")
        await until(pilot, lambda: said(screen).startswith("!"))
        assert pilot.app.screen is screen


async def test_a_stopped_export_leaves_no_file(
    sample: Path, make_app: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def slow(desk: Any, out: Path, *args: Any, progress: Callable[[int, int | None], None], **more: Any) -> Any:
        begun.set()
        try:
            while True:
                stopped.wait(0.01)
                progress(1, 100)
        except Cancelled:
            stopped.set()
            raise

    monkeypatch.setattr(module, "export", slow)
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_export(pilot)
        await pilot.press("f2")
        await until(pilot, begun.is_set)
        await until(pilot, lambda: "Writing" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen and "Stopped" in said(screen))
        assert stopped.is_set()
    assert not sample.with_name("desk-reviewed.sqlite").exists()


async def test_a_change_by_somebody_else_makes_a_new_plan(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_export(pilot)
        before = screen._plan.content_hash
        with open_desk(sample, author="Other") as desk:
            edit(desk, "A1", {"scope": "this explosion"})
        await until(pilot, lambda: screen._plan is not None and screen._plan.content_hash != before)


async def test_a_withheld_name_in_a_public_text_refuses_the_export(sample: Path, make_app: Callable[..., Any]) -> None:
    with open_desk(sample, author="Other") as desk:
        edit(desk, "A", {"summary": "As Sample witness Cornflower (invented for the sample) told this desk."})
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        screen = await open_export(pilot)
        assert "This would give away what stays behind" in told(screen)
        assert "summary" in told(screen)
        await pilot.press("f2")
        await pilot.pause(0.2)
    assert not sample.with_name("desk-reviewed.sqlite").exists()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_part_of_a_withheld_name_is_read_before_anything_is_written(
    sample: Path, make_app: Callable[..., Any], size: tuple[int, int]
) -> None:
    out = sample.with_name("desk-reviewed.sqlite")
    with open_desk(sample, author="Other") as desk:
        add(desk, "speaker", {"name": "Oksana Zvirova", "confidentiality": "confidential"})
        edit(desk, "A", {"summary": "As our witness O. Zvirova told this desk."})
        edit(desk, "A1", {"scope": "by Zvirova"})
    async with make_app(sample).run_test(size=size) as pilot:
        screen = await open_export(pilot)
        assert "Read these places before anything is written" in told(screen)
        for key in ("enter", "escape"):
            await pilot.press("f2")
            await until(pilot, lambda: "Did you read these 2 places?" in shown(pilot.app))
            await pilot.pause()
            assert "the summary of incident A" in shown(pilot.app)
            assert "to mend it: edit the summary" in shown(pilot.app)
            assert "y  I read them, write it" in shown(pilot.app)
            assert "Zvirova" not in shown(pilot.app)
            await pilot.press(key)
            await until(pilot, lambda: pilot.app.screen is screen)
        assert not out.exists()
        await pilot.press("f2")
        await until(pilot, lambda: "Did you read" in shown(pilot.app))
        await pilot.press("y")
        await until(pilot, lambda: "Verified:" in told(screen))
    assert verify(out).ok


async def test_an_empty_desk_says_that_no_claim_would_go(tmp_path: Path, make_app: Callable[..., Any]) -> None:
    create_desk(tmp_path / "empty.sqlite").close()
    async with make_app(tmp_path / "empty.sqlite").run_test(size=(80, 24)) as pilot:
        screen = await open_export(pilot)
        assert "No claim would be in the file" in told(screen)


async def test_escape_goes_back_and_writes_nothing(sample: Path, make_app: Callable[..., Any]) -> None:
    async with make_app(sample).run_test(size=(80, 24)) as pilot:
        await open_export(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))
    assert not sample.with_name("desk-reviewed.sqlite").exists()


def test_a_scratch_copy_is_exported_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert default_target(Path("/tmp/factdesk-demo-abc/demo.sqlite")) == tmp_path / "demo-reviewed.sqlite"
    assert default_target(Path("/home/x/kr.sqlite")) == Path("/home/x/kr-reviewed.sqlite")


async def test_another_choice_stops_the_plan_that_is_still_made(
    sample: Path, make_app: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[bool] = []

    def slow(desk: Any, include_open: bool, named: Any, progress: Callable[[int, int | None], None]) -> Any:
        while not include_open:
            try:
                threading.Event().wait(0.01)
                progress(35, 100)
            except Cancelled:
                stopped.append(include_open)
                raise
        return plan_export(desk, include_open, named, progress)

    monkeypatch.setattr(module, "plan_export", slow)
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        await pilot.press("E")
        await until(pilot, lambda: "looking through the desk: 35 %" in shown(pilot.app))
        screen = pilot.app.screen
        await pilot.press("tab", "space")
        await until(pilot, lambda: screen._plan is not None)
        assert stopped == [False]
        assert screen._plan.include_open
        assert "looking through" not in shown(pilot.app)
