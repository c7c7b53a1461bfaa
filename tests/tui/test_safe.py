"""Text that is shown: literal, visible, and of the width that was asked for."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from factdesk.tui import safe
from support.hostile import HOSTILE, Hostile

HARMFUL = {"Cc", "Cf", "Cs", "Zl", "Zp"}
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("aж中🙂\u0301\u202e\u200d\ufe0f \n\t\x1b[]")), max_size=60)


def harmless(text: str) -> bool:
    return not any(unicodedata.category(char) in HARMFUL for char in text)


@pytest.mark.parametrize("item", HOSTILE, ids=str)
def test_every_maker_shows_hostile_text_literally(item: Hostile) -> None:
    made = (
        safe.content(item.text).plain,
        safe.rich_text(item.text).plain,
        safe.assemble(("x", "bold"), (item.text, "dim")).plain,
        safe.strip([(item.text, None)]).text,
        "".join(safe.wrap(item.text[:5000], 40)),
        safe.cut(item.text, 30),
        safe.pad(item.text, 30),
        safe.cell(item.text, 12).text,
    )
    assert all(harmless(text) for text in made)
    assert item.plain in made[0]
    assert item.plain in made[1]


def test_markup_is_text() -> None:
    shown = safe.content("[@click=app.quit]x[/] [/y]", "bold")
    assert shown.plain == "[@click=app.quit]x[/] [/y]"
    assert [(span.start, span.end, span.style) for span in shown.spans] == [(0, 26, "bold")]


def test_line_breaks_stay_only_where_asked() -> None:
    assert safe.content("a\nb", newlines=True).plain == "a\nb"
    assert "\n" not in safe.content("a\nb").plain


@given(TEXTS, st.integers(0, 40))
def test_cut_never_takes_more_cells(text: str, cells: int) -> None:
    assert cell_len(safe.cut(text, cells)) <= cells


@given(TEXTS, st.integers(1, 40), st.sampled_from(["left", "right", "center"]))
def test_fit_takes_exactly_the_cells(text: str, cells: int, align: safe.Align) -> None:
    assert cell_len(safe.fit(text, cells, align)) == cells


@given(st.lists(TEXTS, max_size=4), st.integers(1, 60))
def test_strip_takes_exactly_the_width(texts: list[str], width: int) -> None:
    strip = safe.strip([(text, None) for text in texts], width)
    assert sum(cell_len(segment.text) for segment in strip) == width == strip.cell_length


@given(TEXTS, st.integers(2, 40))
def test_wrap_fits_and_loses_nothing_but_spaces(text: str, cells: int) -> None:
    lines = safe.wrap(text, cells)
    assert all(cell_len(line) <= cells for line in lines)
    whole = safe.plain(text, newlines=True)
    assert "".join(lines).replace(" ", "") == whole.replace(" ", "").replace("\n", "")


def test_wrap_breaks_at_words_and_inside_only_what_is_too_long() -> None:
    assert safe.wrap("at least sixteen people", 10) == ["at least", "sixteen", "people"]
    assert safe.wrap("щонайменше шістнадцять", 11) == ["щонайменше", "шістнадцять"]
    assert safe.wrap("a https://example.org/x", 8) == ["a", "https://", "example.", "org/x"]
    assert safe.wrap("中文字 中文", 6) == ["中文字", "中文"]
    assert safe.wrap("", 5) == [""]


def test_wide_characters_are_never_halved() -> None:
    assert safe.cut("中文字", 4) == "中…"
    assert safe.fit("中文", 3) == "中…"
    assert safe.fit("中文", 2) == "… "


def test_cut_marks_what_it_leaves_out() -> None:
    assert safe.cut("Kryvyi Rih", 6) == "Kryvy…"
    assert safe.cut("Kryvyi Rih", 10) == "Kryvyi Rih"
    assert safe.cut("x" * 10_000, 5) == "xxxx…"


def test_strip_keeps_styles_and_marks_the_cut() -> None:
    bold = Style(bold=True)
    strip = safe.strip([("CONF ", bold), ("at least sixteen", None)], 12)
    assert strip.text == "CONF at lea…"
    assert next(iter(strip)).style == bold


@pytest.mark.parametrize("char", ["x", "ж", "中", "\u202e"])
def test_a_megabyte_in_one_line_is_counted_not_drawn(char: str) -> None:
    lines = safe.wrap(char * 1_048_576, 80)
    assert lines[-1] == "… 948,576 more characters"
    assert safe.content(char * 1_048_576).plain.endswith("… 948,576 more characters")


def test_none_is_empty() -> None:
    assert safe.content(None).plain == safe.cut(None, 5) == ""
    assert safe.fit(None, 3) == "   "
