"""Which characters all terminals draw one cell wide. It loads nothing, for the first page."""

from __future__ import annotations

import unicodedata
from typing import Final

_single: Final[set[str]] = set(map(chr, range(0x20, 0x7F)))
_other: Final[set[str]] = set()


def is_single(text: str) -> bool:
    """Whether all terminals draw every character one cell wide, where it stands: no marks, no right-to-left."""
    if _single.issuperset(text):
        return True
    for char in set(text) - _single:
        if char in _other or not _draws_single(char):
            _other.add(char)
            return False
        _single.add(char)
    return True


def _draws_single(char: str) -> bool:
    return (
        ord(char) < 0x2E80
        and char.isprintable()
        and not unicodedata.combining(char)
        and unicodedata.east_asian_width(char) not in "WF"
        and unicodedata.bidirectional(char) not in ("R", "AL", "AN", "NSM")
    )
