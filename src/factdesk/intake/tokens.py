"""Cuts a text into words, numbers and signs, kept as columns: the offsets are into the text as given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_GAPS: Final = " \u00a0\u2007\u2009\u202f"
_TOKEN: Final = re.compile(
    rf"(?P<n>\d{{1,3}}([{_GAPS},.'’\u066c])\d{{3}}(?:\2\d{{3}})*(?![\d.,:/]\d|\d)|\d+(?:[.,:/]\d+)*)"
    r"(?P<g>(?:[-‑–](?![A-Z]))?[^\W\d_]+(?:[-‑][^\W\d_]+)*)?"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W\d_]+[-‑]?\d[\w-]*"
    r"|[^\W\d_]+(?:['’ʼ‑-][^\W\d_]+)*"
    r"|\S"
)
"""Every repeated part begins with a sign that the part before it cannot hold, so nothing is tried twice."""

_SPELLING: Final = str.maketrans("’ʼ‑ё", "''-е")
ENDINGS: Final = frozenset(["ти", "х", "ох", "ьох", "ма", "ми", "м", "го", "го"])
"""Case endings that Ukrainian and Russian hang on digits."""

ROUND: Final = {"odd": "about", "plus": "at_least"}
"""Words hung on a number that make it a round one: `200-odd`, `150-plus`."""

UNKNOWN: Final = -1
"""The value of digits that are no whole number (4.5, 12:30) or are glued to a word (30-day)."""


_BEFORE_DASH: Final = frozenset(["dead", "killed", "wounded", "injured", "hurt", "missing", "died"])


def _apart(word: str, start: int) -> list[tuple[int, int]]:
    """`dead-Interfax` of a headline as three tokens."""
    dash = word.index("-")
    return [(start, start + dash), (start + dash, start + dash + 1), (start + dash + 1, start + len(word))]


@dataclass(frozen=True, slots=True)
class Page:
    """A text and its tokens: `low` folded words, `starts` and `ends` their offsets.

    `values` holds for digits the whole number that they write (UNKNOWN where none) and for words None.
    """

    raw: str
    low: list[str]
    starts: list[int]
    ends: list[int]
    values: dict[int, int]

    def said(self, first: int, after: int) -> str:
        """The words from token `first` up to but without token `after`, as given."""
        return self.raw[self.starts[first] : self.ends[after - 1]] if after > first else ""

    def capital(self, at: int) -> bool:
        """Whether the token begins with a capital letter."""
        start = self.starts[at]
        if self.raw[start].isupper():
            return True
        word = self.low[at]
        if "-" not in word[2:4]:
            return False
        dash = word.index("-", 2)  # `al-Farra`, `el-Sisi`, `ash-Sharif`
        return self.raw[start + dash + 1 : start + dash + 2].isupper()


def page(text: str) -> Page:
    """The tokens of a text, in one pass."""
    low: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: dict[int, int] = {}
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = text[start:end].lower()
        if match.start("n") >= 0:
            values[len(low)] = (
                int(word) if len(word) < 4 and word[0] != "0" and word.isdecimal() else _value(*match.group("n", "g"))
            )
        elif "-" in word and word.partition("-")[0] in _BEFORE_DASH and text[start + word.index("-") + 1].isupper():
            for first, last in _apart(match[0], start):
                starts.append(first)
                ends.append(last)
                low.append(text[first:last].lower())
            continue
        starts.append(start)
        ends.append(end)
        low.append(word if word.isascii() else word.translate(_SPELLING))
    return Page(text, low, starts, ends, values)


def _value(written: str, glued: str | None) -> int:
    if glued is not None and (ending := glued.lstrip("-‑–").lower()) not in ENDINGS and ending not in ROUND:
        return UNKNOWN
    digits = "".join(c for c in written if c.isdecimal())
    if len(digits) != len(written):
        parts = re.split(r"\D", written)
        if ":" in written or "/" in written or not 1 <= len(parts[0]) <= 3 or any(len(p) != 3 for p in parts[1:]):
            return UNKNOWN
        if parts[0].startswith("0"):
            return UNKNOWN
    if len(digits) > 15 or (len(digits) > 1 and digits[0] == "0"):
        return UNKNOWN
    return int(digits)
