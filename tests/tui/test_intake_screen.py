"""Intake at the screen: from a paste to claims, with every decision taken back, moved, corrected or added by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.desk import browse
from factdesk.desk.drafts import drafts
from factdesk.desk.open import create_desk, open_desk
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.screens.desk import DeskScreen
from factdesk.tui.taking.candidate_form import CandidateForm
from factdesk.tui.taking.intake import IntakeScreen
from factdesk.tui.taking.report_form import ReportForm
from factdesk.tui.taking.small_form import GroupForm
from support.form_app import SIZES, field, running, screen_text, until
from support.taking import pasted, read, said, typed

REPORT = (
    "Blast at a market\n\nLVIV (Reuters) - A blast at a market in Lviv on Monday killed at least seven people, "
    "including two children, the regional governor, Maksym Kozytskyi, said. More than 20 others were injured, he said. "
    "Eleven stalls stood empty.\n\n"
    "In Odesa, a fire late on Sunday killed three people.\n"
    "Since 2022 more than 12,000 civilians have been killed in the war, according to the United Nations."
)

DAY = "2025-06-02"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "desk.sqlite"
    create_desk(path, author="Tester").close()
    return path


def at(screen: IntakeScreen, words: str) -> None:
    """The cursor to the candidate with these words."""
    id_ = next(one.id for one in screen.sheet.candidates.values() if words in (one.words or one.statement))
    screen.items.go_to(next(i for i, row in enumerate(screen.items.rows) if row[1] == id_))


@pytest.mark.parametrize("size", SIZES)
async def test_from_a_paste_to_claims_as_one_change(empty: Path, size: tuple[int, int]) -> None:
    async with running(empty, size) as (app, pilot):
        screen = await read(app, pilot, REPORT, DAY)
        shown = screen_text(app)
        assert "at least seven people killed" in shown
        assert "7..∞" in shown
        assert "new incident Lviv, 2 Jun 2025" in shown
        assert browse.counts(screen.desk).total == 0
        await pilot.press("A")
        assert "left (another event, cumulative)" in said(app)
        await pilot.press("a", "delete", "w")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen) and "recorded: S1" in said(app))
        assert browse.counts(app.bridge.desk).total == screen.sheet.tally()[0]
        await pilot.press("u")
        await until(pilot, lambda: not browse.counts(app.bridge.desk).total)
        assert browse.incidents(app.bridge.desk) == []


async def test_the_source_is_prefilled_from_the_text(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        await pasted(app, pilot, REPORT)
        told = {name: field(app, name).value for name in ("title", "publisher", "language")}
        assert told == {"title": "Blast at a market", "publisher": "Reuters", "language": "en"}
        field(app, "title").focus()
        await pilot.press("ctrl+u", "x")
        field(app, "text").focus()
        await pilot.press("ctrl+home", "enter")
        assert field(app, "title").value == "x"


async def test_moving_in_one_side_moves_the_other(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, REPORT, DAY)
        await pilot.press("j")
        one = screen.sheet.candidates[screen.items.current[1]]  # type: ignore[index]
        assert (one.words, screen.article.here) == ("two", (one.start, one.end))
        await pilot.press("tab", "j")
        row = screen.items.current
        assert row is not None
        assert screen.sheet.candidates[row[1]].words == "More than 20"
        await pilot.press("j")
        assert "No rule found anything" in said(app)
        x, y = _cell(app, "three people")
        await pilot.click(offset=(x, y))
        row = screen.items.current
        assert row is not None
        assert screen.sheet.candidates[row[1]].words == "three"


def _cell(app: DeskApp, words: str) -> tuple[int, int]:
    for y, line in enumerate(screen_text(app).splitlines()):
        if words in line:
            return line.index(words), y
    raise AssertionError(words)


async def test_a_candidate_is_corrected_with_the_interval_in_view(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, REPORT, DAY)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, CandidateForm) and field(app, "figure").has_focus)
        await pilot.press("ctrl+u")
        await typed(pilot, "up to 9")
        assert "0..9" in screen_text(app)
        await pilot.press("f2")
        await until(pilot, lambda: app.screen is screen)
        one = next(iter(screen.sheet.accepted().candidates))
        assert (one.low, one.high, one.words, one.speaker) == (0, 9, "up to 9", "Maksym Kozytskyi")
        await pilot.press("u")
        assert screen.sheet.tally()[0] == 0
        assert "Taken back: corrected" in said(app)


async def test_what_was_missed_is_added_from_chosen_words_and_from_a_sentence(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, REPORT, DAY)
        start = REPORT.index("Eleven stalls")
        screen.article.chosen = (start, start + len("Eleven stalls"))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, CandidateForm) and field(app, "measure").has_focus)
        assert (field(app, "figure").value, field(app, "counted").value) == ("Eleven", "stalls")
        await typed(pilot, "destroyed")
        await pilot.press("f2")
        await until(pilot, lambda: app.screen is screen)
        added = screen.sheet.candidates["m1"]
        assert (added.low, added.measure, added.quote) == (11, "destroyed", "Eleven stalls stood empty.")
        assert "added by hand" in screen_text(app)


async def test_candidates_move_to_another_incident_and_its_facts_can_be_mended(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, REPORT, DAY)
        at(screen, "three")
        await pilot.press("m", "1")
        await pilot.pause()
        assert (
            screen.sheet.candidates[_id(screen, "three")].incident
            == screen.sheet.candidates[_id(screen, "two")].incident
        )
        await pilot.press("u", "g", "e")
        await until(pilot, lambda: isinstance(app.screen, GroupForm))
        await pilot.press("tab", "ctrl+u")
        await typed(pilot, "The market")
        await pilot.press("f2")
        await until(pilot, lambda: app.screen is screen)
        assert "new incident The market" in screen_text(app)


def _id(screen: IntakeScreen, words: str) -> str:
    return next(one.id for one in screen.sheet.candidates.values() if one.words == words)


async def test_esc_asks_and_what_was_decided_is_taken_up_again(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, REPORT, DAY)
        await pilot.press("a", "delete", "escape", "escape")
        assert app.screen is screen
        await pilot.press("escape", "k")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen))
        again = app.screen
        assert isinstance(again, IntakeScreen)
        assert again.sheet.decided == screen.sheet.decided
        assert again.sheet.source == screen.sheet.source
        await pilot.press("escape", "t")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
    with open_desk(empty, author="Tester") as desk:
        assert (drafts(desk), browse.counts(desk).total) == ([], 0)


async def test_a_killed_program_loses_no_decision(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, REPORT, DAY)
        await pilot.press("a", "a")
        screen.keeper.keep_now()
        await until(
            pilot, lambda: drafts(app.bridge.desk) and drafts(app.bridge.desk)[0].fields["decisions"]["decided"]
        )
    async with running(empty, (80, 24)) as (app, pilot):
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, IntakeScreen))
        assert app.screen.sheet.tally()[0] == 2  # type: ignore[attr-defined]


async def test_another_day_of_publication_reads_the_text_again(empty: Path) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, REPORT)
        assert "no day of publication" in screen_text(app)
        await pilot.press("a", "s")
        await until(pilot, lambda: isinstance(app.screen, ReportForm))
        field(app, "published-at").focus()
        await typed(pilot, DAY)
        await pilot.press("f2")
        await until(pilot, lambda: app.screen is screen)
        first = screen.sheet.candidates[_id(screen, "at least seven")]
        assert (first.as_of, screen.sheet.decided) == ("2025-06-02", {first.id: "accepted"})


async def test_a_text_in_which_nothing_is_found_says_what_can_be_done(empty: Path) -> None:
    async with running(empty) as (app, pilot):
        screen = await read(app, pilot, "The weather was fine.")
        assert "Nothing was found in this text." in screen_text(app)
        await pilot.press("w")
        assert "Nothing is accepted yet" in said(app)
        await pilot.press("j", "n")
        await until(pilot, lambda: isinstance(app.screen, CandidateForm))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
