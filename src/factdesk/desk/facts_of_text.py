"""What a text says of itself as a source: headline, agency, day, language, address. A proposal; nothing is guessed."""

from __future__ import annotations

import re
from typing import Final

from factdesk.intake.dates import published_in
from factdesk.intake.tokens import page

__all__ = ["facts_of_text"]

HEAD: Final = 4000
"""Characters at the beginning that are looked at."""
LONGEST_TITLE: Final = 160
_ADDRESS: Final = re.compile(r"(?:url|source|link)?:?\s{0,3}(https?://[^\s<>\"'(){}\[\]|\\^`]{4,500})", re.IGNORECASE)
_DATELINE: Final = re.compile(r"\(([A-Z][\w .&'-]{1,30})\)\s{0,2}[\u2014\u2013-]")
_ENGLISH: Final = frozenset(["the", "of", "and", "to", "in", "a", "said", "was", "were", "on", "that", "for", "with"])
_LETTERS: Final = (
    ("uk", re.compile("[іїєґІЇЄҐ]")), ("ru", re.compile("[ыэъёЫЭЪЁ]")), ("he", re.compile("[\u05d0-\u05ea]")),
    ("ar", re.compile("[\u0621-\u064a]")), ("zh", re.compile("[\u4e00-\u9fff]")),
)  # fmt: skip


def facts_of_text(text: str) -> dict[str, str]:
    """Fields of a source as far as the beginning of the text tells them; what it does not tell is left out."""
    head = text[:HEAD]
    found = {
        "title": _title(text),
        "publisher": (m := _DATELINE.search(head[:400])) and m[1],
        "url": _address(text),
        "published_at": _published(head),
        "language": _language(head),
    }
    return {name: value for name, value in found.items() if value}


def _title(text: str) -> str:
    """The first line, where it looks like a headline: short, no sentence, and more follows."""
    first, _, rest = text.lstrip()[: HEAD * 2].partition("\n")
    line = " ".join(first.split())
    short = 0 < len(line) <= LONGEST_TITLE and not line.endswith((".", ":", ",")) and not _ADDRESS.match(line)
    return line if short and rest.strip() else ""


def _address(text: str) -> str:
    """A line among the first or last that is an address and nothing else: a link inside a text may lead elsewhere."""
    lines = [line.strip() for line in (*text[:HEAD].splitlines()[:6], *text[-HEAD:].splitlines()[-4:])]
    return next((found[1] for line in lines if (found := _ADDRESS.fullmatch(line))), "")


def _published(head: str) -> str:
    day = published_in(page(head))
    return day.isoformat() if day is not None else ""


def _language(head: str) -> str:
    """The language, told by letters that only it has, or by the commonest English words."""
    words = head.casefold().split()
    if words and sum(word in _ENGLISH for word in words) * 8 >= len(words):
        return "en"
    counted = {name: len(letters.findall(head)) for name, letters in _LETTERS}
    best = max(counted, key=lambda name: counted[name])
    return best if counted[best] * 60 > len(head) else ""
