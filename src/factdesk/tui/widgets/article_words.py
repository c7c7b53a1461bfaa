"""Words of an article by place: the one at a character, the one after and the one before it. Pure."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["hits", "spanned", "word_at", "word_before"]

LONGEST: Final = 60
"""Characters after which a run without blanks is taken in pieces."""
_NO_BLANKS: Final = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
"""Scripts that write no blanks between words: each sign is one."""
_WORD: Final = re.compile(rf"[{_NO_BLANKS}]|[^\s{_NO_BLANKS}]{{1,{LONGEST}}}")
_BEFORE: Final = "“”‘’„«»\"'([{—–-…"
_AFTER: Final = "“”‘’„«»\"')]}—–-….,;:!?"


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A word without the punctuation around it, if anything is left of it then."""
    word = text[start:end]
    left = len(word) - len(word.lstrip(_BEFORE))
    right = len(word.rstrip(_AFTER))
    return (start + left, start + right) if left < right else (start, end)


def word_at(text: str, index: int) -> tuple[int, int] | None:
    """The first word that ends after the character `index`; None behind the last one."""
    for found in _WORD.finditer(text, max(0, index - LONGEST)):
        start, end = _bare(text, *found.span())
        if end > index:
            return start, end
    return None


def word_before(text: str, index: int) -> tuple[int, int] | None:
    """The last word that begins before the character `index`; None before the first one."""
    low, room = index, 2 * LONGEST
    while low > 0:  # blanks between paragraphs may be long
        low, room = max(0, index - room), room * 2
        found = [one.span() for one in _WORD.finditer(text, low, index + LONGEST) if one.start() < index]
        begun = [bare for bare in (_bare(text, *one) for one in found) if bare[0] < index]
        if begun and (begun[-1][0] > low or low == 0):
            return begun[-1]
    return None


def spanned(first: tuple[int, int], last: tuple[int, int]) -> tuple[int, int]:
    """From the one word to the other, whichever comes first."""
    return min(first[0], last[0]), max(first[1], last[1])


def hits(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where the words stand one after the other, in any case and with any blanks between them."""
    parts = words.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts), re.IGNORECASE)
    return [found.span() for found in pattern.finditer(text)]
