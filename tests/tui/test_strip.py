"""The verdict strip: what it proposes, what it warns of, and that nothing is recorded before Enter."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import SelectionList, Static

from factdesk.desk import browse
from factdesk.desk.drafts import drafts
from factdesk.desk.open import open_desk
from factdesk.model.vocabulary import BASES
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.strip_lines import basis_lines, meaning, room
from factdesk.tui.theme import Look
from factdesk.tui.widgets.status_line import StatusLine
from factdesk.tui.widgets.words_field import WordsField
from support.screen import shown, until
from support.strip import strip_of

MakeApp = Callable[..., DeskApp]


def text_of(app: DeskApp, name: str) -> str:
    return str(app.screen.query_one(name, Static).render())


async def recorded(pilot: Any, text: str) -> None:
    for _ in range(600):
        await pilot.pause(0.05)
        lines = pilot.app.screen.query(StatusLine)
        if lines and text in lines.first().text:
            return
    pytest.fail(f"never said {text!r}")


async def at_claim(pilot: Any, code: str) -> None:
    """Goes to a claim of the first incident."""
    await pilot.pause()
    await pilot.press("enter")
    screen = pilot.app.screen
    claim = browse.claim_card(screen.desk, code).claim.id
    assert screen.claims.go_to_key(claim)
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_enter_records_with_what_was_proposed(make_app: MakeApp, sample: Path, size: tuple[int, int]) -> None:
    app = make_app(sample)
    async with app.run_test(size=size) as pilot:
        await at_claim(pilot, "A4")
        await pilot.press("c")
        await pilot.pause()
        assert strip_of(app)
        assert "● authority" in text_of(app, "#strip-basis")
        assert "one root" in text_of(app, "#strip-warnings")
        assert "S1" in app.screen.query_one("#strip-reason", WordsField).text
        await pilot.press("enter")
        await recorded(pilot, "recorded: confirm A4")
    with open_desk(sample, read_only=True) as desk:
        review = browse.claim_card(desk, "A4").reviews[0]
    assert (review.verdict, review.basis, review.reviewer) == ("confirmed", "authority", "Test Editor")
    assert review.warnings == ("one-root", "no-quote") or "one-root" in review.warnings
    assert review.rests_on


async def test_escape_records_nothing_and_asks_where_a_reason_was_typed(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_claim(pilot, "A4")
        await pilot.press("d", *"because", "escape")
        await pilot.pause()
        assert strip_of(app)
        assert "not recorded" in text_of(app, "#strip-warnings")
        await pilot.press("escape")
        await pilot.pause()
        assert strip_of(app) is None
    with open_desk(sample, read_only=True) as desk:
        assert browse.claim_card(desk, "A4").verdict == "open"


async def test_a_missing_reason_is_said_in_place(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_claim(pilot, "A4")
        await pilot.press("x", "backspace", "enter")
        await pilot.pause()
        assert strip_of(app)
        assert "needs a reason" in text_of(app, "#strip-warnings")


async def test_arrows_change_the_basis_and_space_the_citations(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_claim(pilot, "A1")
        await pilot.press("c")
        await pilot.pause()
        assert "● independent" in text_of(app, "#strip-basis")
        await pilot.press("down")
        assert "● first-hand" in text_of(app, "#strip-basis")
        await pilot.press("up", "tab", "space")
        await pilot.pause()
        chosen = app.screen.query_one(SelectionList).selected
        await pilot.press("shift+tab", "enter")
        await recorded(pilot, "recorded: confirm A1")
    with open_desk(sample, read_only=True) as desk:
        review = browse.claim_card(desk, "A1").reviews[0]
    assert set(review.rests_on) == set(chosen)
    assert review.basis == "independent"


async def test_a_click_chooses_the_basis(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_claim(pilot, "A4")
        await pilot.press("c")
        await pilot.pause()
        await pilot.click("#strip-basis", offset=(4, 2))
        assert "● document" in str(app.screen.query_one("#strip-basis", Static).content)


async def test_twelve_marked_claims_are_one_action_and_one_undo(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("j", "j", "j", "enter", "home", *["space"] * 10)
        await pilot.pause()
        assert len(app.screen.claims.targets()) == 10  # type: ignore[attr-defined]
        await pilot.press("d")
        await pilot.pause()
        assert "10 marked claims" in str(app.screen.query_one("#strip").border_title)
        await pilot.press(*"same reason", "enter")
        await recorded(pilot, "recorded: dispute 10 claims")
        with open_desk(sample, read_only=True) as desk:
            assert browse.counts(desk).disputed >= 10
            disputed = browse.counts(desk).disputed
        await pilot.press("u")
        await recorded(pilot, "recorded: undo dispute 10 claims")
        with open_desk(sample, read_only=True) as desk:
            assert browse.counts(desk).disputed < disputed - 8


async def test_letters_of_the_cyrillic_layout_work(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_claim(pilot, "A4")
        await pilot.press("с")
        await pilot.pause()
        assert strip_of(app)
        assert "Confirm" in str(app.screen.query_one("#strip").border_title)


async def test_a_reason_that_was_typed_outlives_the_program(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_claim(pilot, "A4")
        await pilot.press("d", *"counted twice")
        with open_desk(sample, read_only=True, author="Test Editor") as desk:
            await until(pilot, lambda: [d for d in drafts(desk) if "counted twice" in str(d.fields)])
    again = make_app(sample)
    async with again.run_test(size=(120, 36)) as pilot:
        await recorded(pilot, "typed and not saved")
        again.action_drafts()
        await pilot.pause()
        await pilot.press("1")
        await until(pilot, lambda: strip_of(again))
        assert again.screen.query_one("#strip-reason", WordsField).text == "counted twice"
        await pilot.press("enter")
        await recorded(pilot, "recorded: dispute A4")
    with open_desk(sample, read_only=True, author="Test Editor") as desk:
        assert drafts(desk) == []
        assert browse.claim_card(desk, "A4").reviews[0].reason == "counted twice"


async def test_a_verdict_that_cannot_be_recorded_comes_back_with_its_reason(
    make_app: MakeApp, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(sample)
    monkeypatch.setattr("factdesk.store.connection.BUSY_MS", 200)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_claim(pilot, "A4")
        await pilot.press("c", *"my reason")
        with closing(sqlite3.connect(sample, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("enter")
            for _ in range(600):
                await pilot.pause(0.05)
                if strip_of(app) and "Not recorded" in text_of(app, "#strip-warnings"):
                    break
            other.execute("ROLLBACK")
        await pilot.pause()
        assert strip_of(app)
        assert "Not recorded" in text_of(app, "#strip-warnings")
        await pilot.press("enter")
        await recorded(pilot, "recorded: confirm A4")
    with open_desk(sample, read_only=True) as desk:
        assert browse.claim_card(desk, "A4").reviews[0].reason == "my reason"


async def test_warnings_of_marked_claims_say_how_many_they_are_for(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_claim(pilot, "A1")
        await pilot.press("space", "space", "space", "c")
        await pilot.pause()
        told = text_of(app, "#strip-warnings")
        assert "2 of 3 are judged already" in told
        assert "(2 of 3)" in told or "(3 of 3)" in told


async def test_nothing_below_the_strip_acts_while_it_asks(make_app: MakeApp, sample: Path) -> None:
    """Neither by a key that the strip has no use for nor by the mouse; then the list has the keys again."""
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_claim(pilot, "A4")
        screen: Any = app.screen
        before = screen.claims.items.cursor
        await pilot.press("c", "tab", "u", "x", "q", "2", "j", "pagedown")
        await pilot.click(screen.claims.items, offset=(5, 3))
        await pilot.pause()
        assert strip_of(app)
        assert app.screen is screen
        assert (app.changes, screen.claims.items.cursor) == (0, before)
        await pilot.press("escape", "j")
        assert strip_of(app) is None
        assert screen.claims.items.has_focus
        assert screen.claims.items.cursor == before + 1


async def test_a_pasted_reason_is_shown_safely_and_kept_as_it_came(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_claim(pilot, "A4")
        await pilot.press("c")
        strip = strip_of(app)
        assert strip is not None
        strip.reason.paste("\x1b[31mred\u202e one\nline")
        await pilot.pause()
        told = shown(app)
        assert "\x1b" not in told
        assert "\u202e" not in told
        assert "1 line break of the paste became blanks" in told
        await pilot.press("enter")
        await recorded(pilot, "recorded: confirm A4")
    with open_desk(sample, read_only=True) as desk:
        assert browse.claim_card(desk, "A4").reviews[0].reason == "\x1b[31mred\u202e one line"


def test_no_line_of_the_bases_is_broken_and_the_meaning_is_whole_in_itself() -> None:
    at = Look("factdesk-dark", False, True)
    for verdict, bases in BASES.items():
        for chosen in bases:
            lines = [line.plain for line in basis_lines(verdict, chosen, at, room(80))]
            assert max(map(len, lines)) <= 76
    assert any("chooses another" in line.plain for line in basis_lines("confirmed", "document", at, room(80)))
    assert meaning("confirmed", 74) == "the desk can state it in its own voice, as qualified"
    assert meaning("confirmed", 100).endswith("for that scope and moment")
