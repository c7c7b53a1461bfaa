"""The second wall, tried with every character there is."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from factdesk.tui.filters import AsciiFilter, SafeFilter, harmless

BLACK = Color(0, 0, 0)
HARMFUL = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_no_harmful_character_passes() -> None:
    passed = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in HARMFUL
        for out in harmless(f"a{chr(code)}b")
        if unicodedata.category(out) in HARMFUL
    ]
    assert passed == []


def test_the_width_that_was_laid_out_stays() -> None:
    texts = ["\x1b[31mred", "a\u202eb", "a\u00adb", "\u200b", "x\u0600y", "\x9b31m", "a\u2028b"]
    assert [cell_len(harmless(text)) for text in texts] == [cell_len(text) for text in texts]
    assert harmless("\x1b]52;c;x\x07") == "]52;c;x"


def test_clean_segments_are_handed_on_untouched() -> None:
    segments = [Segment("Київ 中文 🙂"), Segment("x", Style(bold=True))]
    assert SafeFilter().apply(segments, BLACK) is segments


def test_links_and_control_segments_do_not_pass() -> None:
    linked = Segment("bank", Style(link="https://x\x1b\\evil", bold=True))
    out = SafeFilter().apply([linked, Segment("\x07", None, [])], BLACK)
    assert [segment.text for segment in out] == ["bank", ""]
    assert all(segment.style is None or segment.style.link is None for segment in out)
    assert out[0].style is not None
    assert out[0].style.bold


def test_ascii_draws_lines_and_keeps_letters_and_figures() -> None:
    out = AsciiFilter().apply([Segment("╭─ ✓ Київ ≥16 │▌◆ …╯")], BLACK)[0].text
    assert out == "+- + Київ ≥16 |>* ~+"
    assert cell_len(out) == cell_len("╭─ ✓ Київ ≥16 │▌◆ …╯")


@pytest.mark.parametrize("hidden", ["\u115f", "\u3164", "\u034f", "\ufdd0", "\U0001ffff", "\ue000"], ids=ascii)
def test_invisible_letters_and_noncharacters_do_not_pass(hidden: str) -> None:
    shown = harmless(f"a{hidden}b")
    assert hidden not in shown
    assert cell_len(shown) == cell_len(f"a{hidden}b")


def test_piles_of_marks_are_cut_and_vowel_marks_stay() -> None:
    assert harmless("e" + "\u0301" * 60 + "x") == "e" + "\u0301" * 4 + "x"
    assert harmless("قُتِلَ") == "قُتِلَ"
