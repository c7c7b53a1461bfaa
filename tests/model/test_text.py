"""Text from outside: nothing that a terminal obeys comes through, everything is seen, plain text is untouched."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model.text import ZALGO, clean_line, is_safe, shorten, visible

SEEN = [
    ("\x1b[31mred", "␛[31mred"),
    ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
    ("a\x00b\x7fc", "a␀b␡c"),
    ("a\x85\x9bb", "a<U+0085><U+009B>b"),
    ("rep\u202egnp.exe", "rep<U+202E>gnp.exe"),
    ("\u2066a\u2069\u200e\u200f\u061c", "<U+2066>a<U+2069><U+200E><U+200F><U+061C>"),
    ("z\u200bw\u200cj\u200dn\u2060b\ufeff", "z<U+200B>w<U+200C>j<U+200D>n<U+2060>b<U+FEFF>"),
    ("a\u2028b\u2029c", "a<U+2028>b<U+2029>c"),
    ("\U000e0041tag", "<U+E0041>tag"),
    ("x\ufe00\U000e0100\u180b", "x<U+FE00><U+E0100><U+180B>"),
    ("soft\u00adhyphen", "soft<U+00AD>hyphen"),
    ("\ufff9a\ufffab\ufffb", "<U+FFF9>a<U+FFFA>b<U+FFFB>"),
    ("\ue000hit\ue001", "<U+E000>hit<U+E001>"),
    ("\ud83d", "<U+D83D>"),
    ("\uffff\ufdd0\u0378", "<U+FFFF><U+FDD0><U+0378>"),
    ("\u3164\u2800\u034f", "<U+3164><U+2800><U+034F>"),
    ("a\tb\r\nc", "a␉b␍␊c"),
    ("e" + "\u0301" * 41 + "!", "e" + "\u0301" * 4 + "<+37 marks>!"),
]


@pytest.mark.parametrize(("text", "shown"), SEEN)
def test_what_is_seen(text: str, shown: str) -> None:
    assert visible(text) == shown


PLAIN = [
    "At least 16 people killed, 50+ injured [/x] <b>",
    "Щонайменше 16 людей; п’ять будинків — «Кривий Ріг»",
    "قُتِلَ ١٦ شخصاً في كريفي ريه",
    "死者は少なくとも16人",
    "हिन्दी ภาษาไทย tiếng Việt",
    "עִבְרִית",
    "4\u00a0053 and 4\u202f053",
    "🕯️ ☎︎ ❤️ 😀",
    "nai\u0308ve café",
    "",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_untouched(text: str) -> None:
    assert visible(text) == text
    assert visible(text, newlines=True) == text
    assert clean_line(text) == text


def test_blocks_keep_their_lines_and_lists_have_one() -> None:
    assert visible("a\tb\r\nc\rd\ne", newlines=True) == "a    b\nc␍d\ne"
    assert clean_line("a\tb\r\nc\rd\ne\x0b") == "a b c d e␋"


@given(st.text(st.characters()))
def test_nothing_unsafe_comes_through(text: str) -> None:
    for shown in (visible(text), visible(text, newlines=True).replace("\n", ""), clean_line(text)):
        assert all(is_safe(char) for char in shown)
        shown.encode()


@given(st.text(st.characters()), st.booleans())
def test_a_second_run_changes_nothing(text: str, newlines: bool) -> None:
    shown = visible(text, newlines=newlines)
    assert visible(shown, newlines=newlines) == shown


@given(st.text(st.sampled_from("a\u0301\u0308\u064b\ufe0f\U000e0100")))
def test_towers_are_capped_and_no_mark_is_lost(text: str) -> None:
    shown = visible(text)
    longest = run = 0
    for char in shown:
        run = run + 1 if unicodedata.category(char) == "Mn" else 0
        longest = max(longest, run)
    assert longest <= ZALGO
    assert visible(shown) == shown
    assert shown.count("a") - 2 * shown.count("marks") // 2 == text.count("a")


@given(
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u115f\u1160\u3164\uffa0\u2800"))
)
def test_letters_numbers_and_signs_are_never_altered(text: str) -> None:
    assert visible(text) == text


def test_safe_characters_are_told_from_unsafe_ones() -> None:
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xD800, 0x10FFFF):
        assert not is_safe(chr(code)), hex(code)
    assert all(is_safe(char) for char in " aЖ١中␛é\u00a0\u0301\ufe0f\ufffd")


def test_a_megabyte_takes_little_time() -> None:
    begun = time.thread_time()
    for text in ("\x1b" * 10**6, "e\u0301\u0301\u0301\u0301\u0301" * 200_000, "слово\n" * 200_000, "\u0301" * 10**6):
        visible(text)
    assert time.thread_time() - begun < 3


def test_shortening_says_that_something_is_missing() -> None:
    assert shorten("sixteen", 7) == "sixteen"
    assert shorten("sixteen", 4) == "six…"
    assert shorten("sixteen", 1) == "…"
    assert shorten("sixteen", 0) == ""
