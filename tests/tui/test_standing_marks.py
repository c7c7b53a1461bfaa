"""What stands is told where claims are judged and listed: in the strip, and as marks of incidents and claims."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from factdesk.desk.open import open_desk
from factdesk.desk.review import mark
from factdesk.tui import rows
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.theme import DARK, Look
from factdesk.tui.widgets.window_list import WindowList
from support.screens import shown, until

MakeApp = Callable[..., DeskApp]


async def judged(pilot: Any, code: str, key: str) -> None:
    """Opens the strip on a claim of the first incident."""
    await pilot.pause()
    screen: Any = pilot.app.screen
    await pilot.press("enter")
    items = screen.claims.items
    items.go_to(next(at for at in range(items.count) if items.row_of(at).code == code))
    await pilot.press(key)
    await pilot.pause()


def text(app: DeskApp) -> str:
    return " ".join(" ".join(shown(app)).replace("│", " ").split())


async def test_the_strip_says_what_a_figure_conflicts_with(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(200, 60)) as pilot:
        await judged(pilot, "A49", "c")
        await until(pilot, lambda: "Cannot all be true: 11 children killed" in text(pilot.app))


async def test_the_strip_says_what_superseded_a_figure(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(200, 60)) as pilot:
        await judged(pilot, "A43", "c")
        await until(pilot, lambda: "A43 was superseded by A46: 20 people killed (Oleksandr Vilkul)" in text(pilot.app))


async def test_the_strip_says_why_a_verdict_asks_for_another_look(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(200, 60)) as pilot:
        await judged(pilot, "A17", "c")
        await until(pilot, lambda: "A17 asks for another look" in text(pilot.app))


async def test_conflicts_are_counted_while_nobody_types_and_shown_in_the_list(make_app: MakeApp, sample: Path) -> None:
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        incidents: WindowList[Any] = app.screen.query_one("#incidents", WindowList)
        assert "≠" not in text(app), "nothing is counted at the start"
        app.bridge.resting = lambda: 60.0
        await until(pilot, lambda: incidents.row_of(1).conflicts, 10)
        await pilot.pause()
        assert "≠2" in text(app)


def test_an_incident_without_conflicts_tells_of_stale_verdicts(sample: Path) -> None:
    from factdesk.desk.browse import incidents
    from factdesk.desk.standing import refresh

    with open_desk(sample, author="T") as desk:
        mark(desk, ["A18"], "confirmed", basis="authority", reason="said on the day")
        while refresh(desk, 1.0):
            pass
        row = next(row for row in incidents(desk) if row.code == "A")
    assert row.conflicts
    for look, sign in ((Look(DARK, ascii=False, colour=True), "≠2"), (Look(DARK, ascii=True, colour=False), "!=2")):
        assert sign in rows.incident(row, 60, look, False).text
    from dataclasses import replace

    calm = replace(row, conflicts=0)
    assert f"!{row.stale}" in rows.incident(calm, 60, Look(DARK, ascii=False, colour=True), False).text
    unknown = rows.incident(replace(row, conflicts=None, stale=None), 60, Look(DARK, ascii=False, colour=True), False)
    assert "≠" not in unknown.text
    assert "!" not in unknown.text


def test_counting_stops_at_a_key_and_lets_no_reader_wait_for_a_commit(sample: Path) -> None:
    from factdesk.tui.idle_work import conflicts_left

    with open_desk(sample, author="T") as desk:
        due, asked = desk.db.value("SELECT count(*) FROM standing_due"), []
        assert due > 1
        before = desk.change_count()
        assert conflicts_left(desk, lambda: asked.append(1) or 0.0) == due
        assert len(asked) == 2, "once after the first incident, once before the commit that was left out"
        assert desk.change_count() == before
        assert conflicts_left(desk, lambda: 60.0) == 0


async def test_stale_verdicts_stand_in_the_queue_behind_what_is_open(make_app: MakeApp, sample: Path) -> None:
    from factdesk.desk.standing import refresh

    with open_desk(sample, author="T") as desk:
        while refresh(desk, 1.0):
            pass
    app = make_app(sample)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "queue" and app.screen.items.count)  # type: ignore[attr-defined]
        await pilot.pause()
        assert "1 of 61 open" in text(app)
        assert "2 to look at again" in text(app)
        await pilot.press("G")
        await pilot.pause()
        assert "2 of 2 to look at again" in text(app)
        assert "asks for another look:" in text(app)
        assert " again" in text(app)


async def test_a_stale_verdict_says_so_in_its_card_at_once(make_app: MakeApp, sample: Path) -> None:
    async with make_app(sample).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen: Any = pilot.app.screen
        await pilot.press("enter")
        await until(pilot, lambda: screen._board_of == screen._incident)
        items = screen.claims.items
        items.go_to(next(at for at in range(items.count) if items.row_of(at).code == "A17"))
        await pilot.pause()
        assert "stale" in " ".join(piece for line in screen.card.lines for piece, _ in line.pieces)
