"""Fields: what is typed is kept character for character and shown visibly; moving, wrapping, undo, pasting."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.pilot import Pilot

from factdesk.model.text import is_safe
from factdesk.tui import forms
from factdesk.tui.cells import width_of
from factdesk.tui.desk_app import DeskApp
from factdesk.tui.forms.attaching import ATTACH
from factdesk.tui.forms.specs import SPECS
from factdesk.tui.screens.dialogs import ask_text
from factdesk.tui.widgets.fields.buffer import Buffer
from factdesk.tui.widgets.fields.path import as_path, entries
from factdesk.tui.widgets.fields.shown import Layout, glyphs, index_at, offset_of
from factdesk.tui.widgets.fields.text import TextField
from support.form_app import field, running, screen_text
from support.hostile import HOSTILE, Hostile

TEXTS = st.text(alphabet=st.sampled_from("ab \n\t\x1b\u202e\u0301\u200bж漢😀\ufe0f́"), max_size=200)


@given(TEXTS, st.integers(2, 30))
def test_rows_cover_every_character_once_and_fit(text: str, cells: int) -> None:
    layout = Layout()
    layout.lay_out(text, cells)
    seen = []
    for y in range(layout.rows):
        start, stop = layout.row(y)
        seen.append(text[start:stop])
        shown = "".join(mark for mark, _ in glyphs(text, start, stop)).rstrip(" ")
        widest = max((width for _, width in glyphs(text, start, stop)), default=0)
        assert width_of(shown) <= max(cells, widest)
        assert layout.row_of(start) == y or start == stop
    assert "".join(seen) == text.replace("\n", "")


@given(TEXTS)
def test_what_is_shown_is_safe(text: str) -> None:
    assert all(is_safe(char) for mark, _ in glyphs(text, 0, len(text)) for char in mark)


@given(TEXTS, st.integers(0, 60))
def test_cells_and_characters_lead_to_each_other(text: str, cells: int) -> None:
    index = index_at(text, 0, len(text), cells)
    assert offset_of(text, 0, index) <= cells
    assert index == len(text) or offset_of(text, 0, index + 1) > cells


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), TEXTS), max_size=12))
def test_undo_leads_back_through_every_change(edits: list[tuple[int, int, str]]) -> None:
    buffer = Buffer("begun")
    for a, b, came in edits:
        buffer.move(min(a, b))
        buffer.move(max(a, b), select=True)
        buffer.insert(came)
    last = buffer.text
    while buffer.undo():
        pass
    assert buffer.text == "begun"
    while buffer.redo():
        pass
    assert buffer.text == last


def test_a_layout_breaks_only_what_was_typed_into() -> None:
    layout = Layout()
    text = "line\n" * 10_000
    layout.lay_out(text, 60)
    assert layout.rows == 10_001
    layout.lay_out(text + "x", 60)
    assert layout.row_of(len(text)) == 10_000


async def test_keys_of_a_line(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        got: list[str] = []
        ask_text(app, "Say", got.append, value="one two")
        await pilot.pause()
        await pilot.press("ctrl+w", *"three", "home", "X", "end", "backspace", "left", "delete", *"EE")
        field = app.screen.query_one(TextField)
        assert field.text == "Xone thrEE"
        await pilot.press("ctrl+left", "ctrl+k")
        assert field.text == "Xone "
        await pilot.press("ctrl+z")
        assert field.text == "Xone thrEE"
        await pilot.press("ctrl+a", *"all new", "ctrl+z", "ctrl+z", "ctrl+y", "enter")
        await pilot.pause()
        assert got == ["all"]


async def test_a_selection_by_mouse_is_replaced(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        ask_text(app, "Say", lambda text: None, value="abcdef")
        await pilot.pause()
        field = app.screen.query_one(TextField)
        await pilot.mouse_down(field, offset=(field.margin + 1, 0))
        await pilot.hover(field, offset=(field.margin + 4, 0))
        await pilot.mouse_up(field, offset=(field.margin + 4, 0))
        assert field.buffer.selected == "bcd"
        await pilot.press("-")
        assert field.text == "a-ef"


@pytest.mark.parametrize("start", range(6))
async def test_a_hostile_paste_is_shown_visibly_and_kept(sample: Path, start: int) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "incident", {}, lambda added: None)
        await pilot.pause()
        for item in HOSTILE[start::6]:
            await paste_hostile(app, pilot, item)


async def paste_hostile(app: DeskApp, pilot: Pilot[None], item: Hostile) -> None:
    """Pastes into a field of many lines and into one of one line, both empty."""
    summary, title = (app.screen.query_one(f"#field-{name}", TextField) for name in ("summary", "title"))
    for one in (summary, title):
        one.text = ""
        one.focus()
        one.post_message(events.Paste(item.text))
        await pilot.pause()
        await pilot.press("home")
        assert all(is_safe(char) for char in screen_text(app).replace("\n", "")), item
    kept = item.text if "\n" in item.text else item.text.replace("\r", "\n")
    assert summary.text == kept, item
    assert not set("\r\n\x0b\x0c\x85\u2028\u2029") & set(title.text), item
    if item.plain and not item.long:
        assert " ".join(item.plain.split()) in " ".join(title.text.split()), item


async def test_line_breaks_of_a_paste_become_blanks_and_that_is_said(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        ask_text(app, "Say", lambda text: None)
        await pilot.pause()
        app.screen.query_one(TextField).post_message(events.Paste("one\rtwo\r\n"))
        await pilot.pause()
        assert app.screen.query_one(TextField).text == "one two"
        assert "1 line break of the paste became blanks" in screen_text(app)


async def test_a_value_with_a_line_break_keeps_it(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        ask_text(app, "Say", lambda text: None, value="x\nA1 forged")
        await pilot.pause()
        assert "x␊A1 forged" in screen_text(app)
        await pilot.press("end", "!")
        assert app.screen.query_one(TextField).text == "x\nA1 forged!"


async def test_a_megabyte_can_be_pasted_and_typed_into(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "incident", {}, lambda added: None)
        await pilot.pause()
        summary = app.screen.query_one("#field-summary", TextField)
        summary.focus()
        text = "word " * 209_716
        summary.post_message(events.Paste(text))
        await pilot.pause()
        await pilot.press("ctrl+home", "X", "ctrl+end", "Y", "up", "up", "Z")
        assert len(summary.text) == len(text) + 3
        assert summary.text.startswith("Xword")
        assert summary.text.endswith("Y")
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert len(summary.text) == len(text) + 3


@pytest.mark.parametrize("spec", [*SPECS.values(), ATTACH], ids=lambda spec: spec.kind)
def test_labels_and_help_fit_eighty_columns(spec: object) -> None:
    for one in getattr(spec, "fields"):  # noqa: B009
        assert width_of(one.label) + one.required <= 12, one.label
        assert width_of(one.help) <= 74, one.help
        assert one.help


def test_path_completion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Reports").mkdir()
    (tmp_path / "report one.pdf").write_text("x")
    (tmp_path / ".hidden").write_text("x")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert [m.code for m in entries("~/re")] == ["Reports/", "report one.pdf"]
    assert [m.key for m in entries("~/.h")] == ["~/.hidden"]
    assert entries(f"{tmp_path}/nowhere/") == []
    assert entries("\x00/") == []
    file = tmp_path / "report one.pdf"
    assert as_path(f"'{file}'\n") == str(file)
    assert as_path(str(file).replace(" ", "\\ ")) == str(file)
    assert as_path(file.as_uri()) == str(file)
    assert as_path("it's not a path") == "it's not a path"


async def test_enter_takes_a_match_and_goes_on(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "claim", {"incident": "A", "figure": "16"}, print)
        await pilot.pause()
        assert field(app, "counted").has_focus
        await pilot.press(*"chil", "down", "enter")
        assert (field(app, "counted").text, field(app, "measure").has_focus) == ("children", True)
        await pilot.press("down", "enter")
        assert field(app, "measure").text == "killed"
        assert field(app, "words").has_focus


async def test_a_field_that_was_left_shows_how_its_text_begins(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        forms.open_add(app, "incident", {}, print)
        await pilot.pause()
        await pilot.press(*"First words of a title that is much longer than the field in which it stands, last words")
        assert "last words" in screen_text(app)
        await pilot.press("tab")
        assert "First words" in screen_text(app)
        assert "last words" not in screen_text(app)
        await pilot.press("shift+tab")
        assert "last words" in screen_text(app)
