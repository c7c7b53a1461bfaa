"""Ids of imported records, derived from the set and its own key: importing twice, or on two laptops, meets itself."""

from __future__ import annotations

import hashlib
import re
from typing import Final

LETTERS: Final = {"incident": "i", "speaker": "p", "claim": "c", "source": "s", "citation": "t", "review": "r"}
"""The letter before the ids of each kind."""

_SIGNS: Final = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS: Final = [first + second for first in _SIGNS for second in _SIGNS]
_NO_CODE: Final = re.compile(r"[^\w.\-]+")
_LONGEST_CODE: Final = 24


def digits(text: str) -> str:
    """Seven characters of SHA-256, 35 bits."""
    bits = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:5], "big")
    return _PAIRS[bits >> 30] + _PAIRS[bits >> 20 & 1023] + _PAIRS[bits >> 10 & 1023] + _SIGNS[bits >> 5 & 31]


def record_id(kind: str, group: str, key: str) -> str:
    """A record's id: 35 bits of the group that it lies in (`digits` of its incident), 35 bits of its own key.

    Records of one incident get ids that lie side by side, so that a million of them are written page by page.
    """
    return f"{LETTERS[kind]}-{group}{digits(f'{kind} {key}')}"


def code_from(text: str, key: str) -> str:
    """A code from a foreign key: what may stand in a code, else as much of it as fits and four letters of its hash."""
    code = _NO_CODE.sub("-", text).strip("-")
    if code == text and 0 < len(code) <= _LONGEST_CODE:
        return code
    if 0 < len(code) <= _LONGEST_CODE:
        return code
    tail = digits(key)[:6]
    return f"{code[: _LONGEST_CODE - 7].rstrip('-.')}-{tail}" if code else tail
