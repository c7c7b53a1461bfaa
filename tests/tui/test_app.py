"""The application around the screens: sizes, walls, crashes, commands that explain themselves."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from typing import Any

import pytest
from textual.widgets import Input, Static

from factdesk.model.errors import Refused
from factdesk.tui.crash import crash_report
from factdesk.tui.screens.too_small import TooSmall
from factdesk.tui.theme import COLOURS, DARK, LIGHT, look
from factdesk.tui.widgets.key_footer import KeyFooter
from support.hostile import HOSTILE
from support.screens import SIZES, CountingWindow, DemoApp, DemoScreen, shown, until


class ReadOnlyBridge:
    """As much of a bridge as the application asks for."""

    read_only = True
    why_read_only = "the card is write-protected"

    def attach(self, post: Any) -> None: ...

    def start(self) -> None: ...


@pytest.mark.parametrize("size", SIZES)
async def test_it_fits_every_terminal(size: tuple[int, int]) -> None:
    app = DemoApp()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        lines = shown(app)
        assert (len(lines), {len(line) for line in lines}) == (size[1], {size[0]})
        assert "demo.sqlite" in lines[0]
        assert all(name in lines[0] for name in ("1 Desk", "2 Queue", "3 Sources", "4 History", "5 Search", "✗"))
        assert ("Anna" in lines[0]) == (size[0] >= 120)  # the names of the screens go first
        assert "? Help" in lines[-1]
        wanted = {80: "-narrow", 120: "-normal", 200: "-wide"}[size[0]]
        assert app.screen.has_class(wanted)


@pytest.mark.parametrize("size", [(20, 5), (39, 10), (40, 9), (1, 1)])
async def test_a_tiny_terminal_says_what_it_needs(size: tuple[int, int]) -> None:
    app = DemoApp()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        if size[0] >= 20:
            assert "needs 40×10" in " ".join(line.strip() for line in shown(app))
        await pilot.press("c", "2")
        assert (app.demo.done, app.current_mode) == ([], "desk")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.screen is app.demo)
        assert "demo.sqlite" in shown(app)[0]
        assert app.demo.list.size.height > 10


async def test_q_quits_a_tiny_terminal() -> None:
    app = DemoApp()
    async with app.run_test(size=(20, 5), notifications=True) as pilot:
        await pilot.press("q")
    assert app.return_code == 0


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 16))
async def test_hostile_messages(start: int) -> None:
    app = DemoApp()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        for item in HOSTILE[start : start + 16]:
            app.say(item.text[:200], "error")
            app.demo.status.undoable(item.text[:200])
            app.demo.query_one("HeaderLine").show(name=item.text, author=item.text)  # type: ignore[attr-defined]
            app.notify(item.text[:200], title=item.text[:50], timeout=0.2, markup=True)
            await pilot.pause()
            lines = shown(app)
            assert all("\x1b" not in line for line in lines)
            if item.plain and len(item.text) < 60:
                assert item.plain in lines[-2], item.name


async def test_text_past_the_first_wall_is_stopped_by_the_second() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        careless = "\x1b]52;c;c2VjcmV0\x07 \u202egnp.exe\u202c \x9b31m \ud800"
        await app.demo.mount(Static(careless, markup=False), before=0)
        await pilot.pause()
        text = "\n".join(shown(app))
        assert "]52;c;c2VjcmV0" in text
        assert not any(char in text for char in "\x1b\x07\u202e\u202c\x9b\ud800")
        text.encode("utf-8")


async def test_a_key_that_can_do_nothing_now_says_why() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("c")
        assert app.demo.done == ["confirm"]
        app.demo.why_not = lambda command: "No claim has the focus." if command.id == "confirm" else ""  # type: ignore[attr-defined]
        app.demo.query_one(KeyFooter).refresh()
        await pilot.press("с")
        assert app.demo.done == ["confirm"]
        assert "No claim has the focus." in shown(app)[-2]


async def test_a_read_only_desk_greys_and_explains_what_writes() -> None:
    app = DemoApp(bridge=ReadOnlyBridge())
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        app.demo.query_one("HeaderLine").show(read_only=True)  # type: ignore[attr-defined]
        await pilot.press("c")
        lines = shown(app)
        assert "READ ONLY" in lines[0]
        assert "the card is write-protected" in lines[-2]
        assert app.demo.done == []
        footer = app.demo.query_one(KeyFooter).render_line(0)
        styles = {segment.text.strip(): segment.style for segment in footer}
        now = look(app)
        assert styles["c"].color == now.style("dim").color  # type: ignore[union-attr]
        assert styles["/"].color == now.style("key").color  # type: ignore[union-attr]


async def test_a_click_on_the_footer_does_what_the_key_does() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.click(KeyFooter, offset=(3, 0))
        await pilot.pause()
        assert app.demo.done == ["confirm"]


async def test_the_palette_offers_what_can_be_done_here() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("colon", *"confirm")
        await app.workers.wait_for_complete()
        await until(pilot, lambda: "The desk can state it" in "\n".join(shown(app)))
        assert not app.screen.query_one(Input).cursor_blink
        await pilot.press("enter")
        await until(pilot, lambda: app.demo.done)
        assert app.demo.done == ["confirm"]


async def test_a_problem_is_one_line() -> None:
    app = DemoApp()
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        app.problem(Refused("it is read-only", where="desk.sqlite", todo="copy it"))
        await pilot.pause()
        assert "desk.sqlite: it is read-only; copy it" in shown(app)[-2]


async def test_themes_change_and_rows_follow() -> None:
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        colours = []
        for theme in (DARK, LIGHT):
            assert app.theme == theme
            strip = app.demo.list.render_lines(app.demo.list.size.region)[3]
            colours.append(next(s.style.color for s in strip if "claim" in s.text and s.style))
            app.action_theme()
            await pilot.pause()
        assert [colour and colour.name for colour in colours] == [COLOURS[t]["text"] for t in (DARK, LIGHT)]


async def test_no_color_sends_no_colour_and_still_shows_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = DemoApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style is not None]
        assert all(c is None or c.is_default for s in styles for c in (s.color, s.bgcolor))
        assert any(s.style is not None and s.style.reverse for s in strips[1])


async def test_ascii_draws_ascii() -> None:
    app = DemoApp(DemoScreen(CountingWindow(300, "Київ")), ascii=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("space")
        text = "\n".join(shown(app))
        assert "Київ" in text
        assert all(char.isascii() or char in "Київ" for char in text)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_text_is_readable_on_every_background(theme: str) -> None:
    colours = COLOURS[theme]
    for ground in ("background", "surface", "panel", "cursor", "cursor_idle", "marked"):
        for use in ("text", "dim", "heading", "accent", "open", "confirmed", "disputed", "denied", "warning", "error"):
            light, dark = sorted((luminance(colours[use]), luminance(colours[ground])), reverse=True)
            needed = 4.5 if ground in ("background", "surface") else 3.5
            assert (light + 0.05) / (dark + 0.05) >= needed, (use, ground)


def test_a_crash_prints_places_and_no_data_and_exits_with_one() -> None:
    code = textwrap.dedent(
        """
        import sys
        sys.path.insert(0, "tests")
        from factdesk.tui.app import run
        from support.screens import DemoApp, DemoScreen

        class Broken(DemoScreen):
            def action_confirm(self):
                secret = "Olena, witness"
                raise ValueError(f"cannot file {secret}")

        class App(DemoApp):
            def on_ready(self):
                self.set_timer(0.1, lambda: self.simulate_key("c"))

            def run(self, **options):
                return super().run(headless=True, size=(80, 24))

        sys.exit(run(App(Broken())))
        """
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert "ValueError" in ended.stderr
    assert "action_confirm" in ended.stderr
    assert "Olena" not in ended.stderr + ended.stdout
    assert "witness" not in ended.stderr + ended.stdout


def test_a_report_names_causes_and_no_folders() -> None:
    try:
        try:
            raise KeyError("Olena")
        except KeyError as inner:
            raise RuntimeError("/home/olena/desk.sqlite") from inner
    except RuntimeError as error:
        report = crash_report(error)
    assert "KeyError" in report
    assert "RuntimeError" in report
    assert "lena" not in report
    assert "/home" not in report
