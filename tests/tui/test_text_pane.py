"""The text pane: wrapping, scrolling, anchors, hits, and long or hostile texts."""

from __future__ import annotations

import pytest

from factdesk.tui.safe import LONGEST
from factdesk.tui.widgets.text_lines import RULE, Line, field, heading, lay_out, line
from factdesk.tui.widgets.text_pane import TextPane
from support.hostile import HOSTILE
from support.screens import SIZES, DemoApp, DemoScreen, shown, until


def texts(lines: list[Line], width: int) -> list[str]:
    return [laid.text for laid in lay_out(lines, width)]


def test_lines_wrap_with_a_hanging_indent() -> None:
    assert texts([field("speaker", "Ukrainian officials, in Kyiv", width=9)], 24) == [
        "speaker  Ukrainian",
        "         officials, in",
        "         Kyiv",
    ]
    assert texts([line("a\nb c", indent=2, hang=2)], 20) == ["  a", "    b c"]


def test_pieces_keep_their_styles_over_breaks() -> None:
    laid = list(lay_out([line(("at least ", "dim"), ("sixteen people", "quote"))], 12))
    assert [one.pieces for one in laid] == [
        (("at least", "dim"),),
        (("sixteen", "quote"),),
        (("people", "quote"),),
    ]


def test_a_narrow_pane_gives_up_indents_before_text() -> None:
    assert texts([line("abcdef", indent=30, hang=30)], 8) == ["    abcd", "    ef"]


def test_what_is_too_long_is_counted() -> None:
    laid = texts([line("x" * (LONGEST + 1000))], 100)
    assert laid[-1].strip().endswith("… 1,000 more characters")


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_note_and_175_sources_are_laid_out_once_and_drawn_as_seen(size: tuple[int, int]) -> None:
    note = "Слова свідків, “дослівно” – " * 1300
    lines = [heading("Note"), line(note), RULE, *(line(f"S{n}", ("  BBC", "dim"), ref=f"s-{n}") for n in range(175))]
    app = DemoApp(DemoScreen(lines=lines))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        pane = app.demo.pane
        assert len(pane._strips) <= size[1]
        pane.focus()
        await pilot.press("G")
        assert "S174" in "\n".join(shown(app))
        await pilot.press("up", "enter")
        assert app.demo.done == ["entered s-174"]
        await pilot.press("g")
        assert pane.scroll_offset.y == 0


async def test_show_replaces_from_the_top_or_keeps_the_place() -> None:
    app = DemoApp(DemoScreen(lines=[line(f"line {n}", ref=str(n)) for n in range(100)]))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        pane = app.demo.pane
        pane.focus()
        await pilot.press("pagedown", "down")
        place, ref = pane.scroll_offset.y, pane.current_ref
        assert (place, ref) == (20, "20")
        pane.show([line(f"LINE {n}", ref=str(n)) for n in range(100)], keep=True)
        assert (pane.scroll_offset.y, pane.current_ref) == (place, ref)
        pane.show([line("short")])
        await pilot.pause()
        assert (pane.scroll_offset.y, pane.current_ref) == (0, None)
        assert "short" in "\n".join(shown(app))
        assert "LINE" not in "\n".join(shown(app))


async def test_what_was_shown_while_it_was_hidden_is_there_when_it_comes_back() -> None:
    app = DemoApp(DemoScreen(lines=[line("old")]))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        pane = app.demo.pane
        pane.display = False
        await pilot.pause()
        pane.show([line(f"new {n}") for n in range(50)])
        await pilot.pause()
        pane.display = True
        await until(pilot, lambda: "new 5" in "\n".join(shown(app)))
        assert "old" not in "\n".join(shown(app))
        assert pane.max_scroll_y > 20


async def test_a_lit_line_is_drawn_anew_though_its_text_is_the_same() -> None:
    app = DemoApp(DemoScreen(lines=[line("same", ref="a")]))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.demo.pane.focus()
        await pilot.press("j")
        lit = app.screen._compositor.render_strips()[1]
        app.demo.pane.show([line("same", ref="a")])
        await pilot.pause()
        unlit = app.screen._compositor.render_strips()[1]
        assert (lit.text, list(lit) != list(unlit)) == (unlit.text, True)


async def test_arrows_go_from_anchor_to_anchor_in_view_and_scroll_between() -> None:
    lines = [line("top", ref="a"), line("b", ref="b"), *[line("…")] * 60, line("end", ref="z")]
    app = DemoApp(DemoScreen(lines=lines))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        pane = app.demo.pane
        pane.focus()
        await pilot.press("j", "j")
        assert (pane.current_ref, pane.scroll_offset.y) == ("b", 0)
        await pilot.press("j")
        assert (pane.current_ref, pane.scroll_offset.y) == ("b", 1)
        await pilot.press("G", "j", "enter")
        assert app.demo.done == ["entered z"]


async def test_a_click_enters_an_anchor_and_nothing_else() -> None:
    app = DemoApp(DemoScreen(lines=[line("https://example.org"), line("A12", ref="c-12")]))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.click(TextPane, offset=(3, 0))
        assert app.demo.done == []
        await pilot.click(TextPane, offset=(2, 1))
        assert app.demo.done == ["entered c-12"]


async def test_find_goes_to_hits_round_and_round() -> None:
    lines = [line(f"line {n}") for n in range(90)]
    app = DemoApp(DemoScreen(lines=[*lines[:40], line("ШІСТНАДЦЯТЬ killed"), *lines, line("шістнадцять hurt"), *lines]))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        pane = app.demo.pane
        assert pane.find("шістнадцять")
        first = pane.scroll_offset.y
        assert pane.find("шістнадцять")
        await pilot.pause()
        assert (first, pane.scroll_offset.y) == (40, 131)
        assert pane.find("шістнадцять")
        assert pane.scroll_offset.y == 40
        assert pane.find("шістнадцять", backwards=True)
        assert pane.scroll_offset.y == 131
        assert not pane.find("nowhere")


async def test_the_mouse_selects_text_that_can_be_copied() -> None:
    app = DemoApp(DemoScreen(lines=[line("at least sixteen"), line("people killed")]))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.mouse_down(TextPane, offset=(4, 0))
        await pilot.hover(TextPane, offset=(6, 1))
        await pilot.mouse_up(TextPane, offset=(6, 1))
        assert app.screen.get_selected_text() == "least sixteen\npeople"


async def test_resizing_wraps_anew_and_keeps_the_place() -> None:
    lines = [line(f"{n} " + "word " * 30) for n in range(50)]
    app = DemoApp(DemoScreen(lines=lines))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.demo.pane.focus()
        await pilot.press("pagedown", "pagedown", "pagedown")
        top = next(laid for laid in app.demo.pane._laid[app.demo.pane.scroll_offset.y :])
        await pilot.resize_terminal(200, 24)
        await pilot.pause()
        assert app.demo.pane._laid[app.demo.pane.scroll_offset.y].source == top.source


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 8))
async def test_hostile_lines(start: int) -> None:
    some = HOSTILE[start : start + 8]
    lines = [Line(((item.text[:300], "text"),), hang=2, ref=item.text[:10]) for item in some]
    app = DemoApp(DemoScreen(lines=lines))
    async with app.run_test(size=(200, 60), notifications=True) as pilot:
        app.demo.pane.focus()
        await pilot.press("j", "j")
        drawn = "\n".join(shown(app))
        while not app.demo.pane.is_vertical_scroll_end:
            await pilot.press("pagedown")
            drawn += "\n".join(shown(app))
        for item in some:
            if item.plain and len(item.text) < 80:
                assert item.plain in drawn, item.name
