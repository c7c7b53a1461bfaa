"""Hostile reports at the screen: shown harmlessly, read without blocking, stored as they are or refused."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk import browse
from factdesk.desk.open import create_desk
from factdesk.model.views import ClaimFilter
from factdesk.tui.screens.dialogs import Progress
from factdesk.tui.taking.intake import IntakeScreen
from factdesk.tui.taking.report_form import ReportForm
from factdesk.tui.widgets.article_rows import Lit, LitSpans, lay_out
from support.form_app import SIZES, field, running, screen_text, until
from support.hostile import SHORT
from support.taking import pasted, read, said

HARMFUL = {"Cc", "Cf", "Cs", "Zl", "Zp"}
NASTY = "\n\n".join(
    f"At least {nr} people were killed in {item.text}, police said." for nr, item in enumerate(SHORT, 2)
)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "desk.sqlite"
    create_desk(path, author="Tester").close()
    return path


def harmful(text: str) -> list[str]:
    return [hex(ord(char)) for char in set(text) if char != "\n" and unicodedata.category(char) in HARMFUL]


@pytest.mark.parametrize("size", SIZES)
async def test_a_report_of_nasty_texts_is_shown_harmlessly_and_stored_as_it_is(
    empty: Path, size: tuple[int, int]
) -> None:
    async with running(empty, size) as (app, pilot):
        screen = await read(app, pilot, NASTY, "2025-06-02")
        assert len(screen.sheet.candidates) > len(SHORT) // 2
        for place in range(0, len(screen.items.rows), 7):
            screen.items.go_to(place)
            await pilot.pause()
            shown = screen_text(app)
            assert not harmful(shown)
            assert len(shown.splitlines()) <= size[1]
        await pilot.press("A", "w", "y")
        await until(pilot, lambda: not isinstance(app.screen, IntakeScreen) and browse.counts(app.bridge.desk).total)
        desk = app.bridge.desk
        rows = browse.claim_window(desk, ClaimFilter()).rows(0, 20)
        quotes = [citation.quote for row in rows for citation in browse.claim_card(desk, row.id).citations]
        assert len(quotes) >= 20
        assert all(quote and quote in screen.sheet.text for quote in quotes)


async def test_what_no_file_can_hold_is_refused_in_one_line(empty: Path) -> None:
    async with running(empty) as (app, pilot):
        await pasted(app, pilot, "At least 5 people were killed\x00 there, police said.")
        await pilot.press("f2")
        await until(pilot, lambda: "Nothing was recorded" in said(app))
        assert isinstance(app.screen, ReportForm)
        assert "NUL" in screen_text(app)
        assert not harmful(screen_text(app))


@pytest.mark.parametrize(
    "text",
    ["قتل ٥ أشخاص في الهجوم على المدينة " * 6000, "x" * 100_000 + "七" * 60_000, "At least 5 killed. " * 12_000],
    ids=["right to left", "without a break", "many figures"],
)
async def test_a_long_text_is_read_and_walked_through(empty: Path, text: str) -> None:
    async with running(empty, (120, 36)) as (app, pilot):
        screen = await read(app, pilot, text)
        await until(pilot, lambda: len(screen.article.rows) > 1000)
        screen.article.focus()
        await pilot.press("end")
        assert screen.article.here[1] > len(text) - 5000
        assert screen.article.scroll_offset.y > 0
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: screen.article.rows.cells < 80 and screen.article.rows.cells > 60)


async def test_reading_can_be_stopped(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(desk: Any, document: Any, source: Any, progress: Any) -> None:
        while True:
            progress(1, 100)
            time.sleep(0.01)

    monkeypatch.setattr("factdesk.tui.taking.report_form.read_document", endless)
    async with running(empty) as (app, pilot):
        await pasted(app, pilot, "At least 5 people were killed.")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, Progress))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReportForm))
        assert "Stopped" in said(app)
        await pilot.pause(0.2)
        assert isinstance(app.screen, ReportForm)
        assert field(app, "text").value


def test_rows_and_spans_cover_the_text() -> None:
    text = "One line.\r\nAnother, with wide 七七 signs and a tab\there.\n\nEnd"
    for cells in (4, 11, 80):
        rows = lay_out(text, cells)
        shown = "".join(text[a:b] for a, b in zip(rows.starts, rows.stops, strict=True))
        assert shown == text.replace("\r\n", "").replace("\n", "")
        assert [rows.row_of(start) for start in rows.starts if start < len(text)][-1] == len(rows) - 1
    spans = LitSpans([Lit(0, 20, "a", "assertion"), Lit(4, 8, "f", "figure"), Lit(30, 40, "b", "denial")])
    assert (spans.at(5).id, spans.at(2).id, spans.at(25)) == ("f", "a", None)  # type: ignore[union-attr]
    assert [(a, b, lit.id if lit else "") for a, b, lit in spans.runs(2, 32)] == [
        (2, 4, "a"), (4, 8, "f"), (8, 20, "a"), (20, 30, ""), (30, 32, "b"),
    ]  # fmt: skip
