"""Signs and joining words that part the pieces of a sentence."""

from __future__ import annotations

from typing import Final

from factdesk.intake.pieces import Chunk
from factdesk.intake.tokens import Page

_MARKS: Final[dict[str, str]] = {
    ",": "comma",
    ";": "stop",
    ":": "colon",
    "(": "open",
    ")": "close",
    "[": "open",
    "]": "close",
    "—": "dash",
    "–": "dash",
    "-": "dash",
    "and": "and",
    "or": "and",
    "&": "and",
    "plus": "and",
    "+": "and",
    "/": "comma",
    "і": "and",
    "та": "and",
    "и": "and",
    "й": "and",
    "|": "stop",
    "•": "stop",
    "●": "stop",
    "но": "sub",
    "але": "sub",
    "=": "colon",
    **dict.fromkeys(["who", "that", "which"], "rel"),
    **dict.fromkeys(
        [
            "when",
            "while",
            "after",
            "before",
            "because",
            "as",
            "where",
            "whose",
            "but",
            "although",
            "though",
            "since",
            "until",
            "if",
            "whereas",
        ],
        "sub",
    ),
    **dict.fromkeys(["including", "incl", "зокрема", "includes", "inclusive", "включаючи", "включая"], "incl"),
}
_JOINING: Final = {"as": ("as", "well", "as"), "along": ("along", "with"), "together": ("together", "with")}
_BEFORE_THAT: Final = frozenset(["in", "inside", "on", "of", "at", "from", "near", "with", "aboard", "by", "to", "for"])
QUOTES: Final = frozenset('“”"«»„‟')
_INCLUDING: Final = (
    ("among", "them"),
    ("among", "whom"),
    ("of", "whom"),
    ("of", "which"),
    ("of", "them"),
    ("of", "these"),
    ("of", "those"),
    ("among", "those"),
    ("amongst", "them"),
    ("у", "тому", "числі"),
    ("в", "тому", "числі"),
    ("в", "том", "числе"),
    ("серед", "них"),
    ("среди", "них"),
    ("из", "них"),
    ("з", "них"),
    ("із", "них"),
    ("в", "т", "."),
    ("из", "которых"),
    ("з", "яких"),
    ("серед", "яких"),
    ("среди", "которых"),
)
_INCL_FIRST: Final = frozenset(p[0] for p in _INCLUDING)


SIGNS: Final = frozenset(_MARKS) | _INCL_FIRST | frozenset(_JOINING)
"""Tokens at which such a piece can begin."""


def sign(page: Page, at: int, end: int) -> Chunk | None:
    """The sign, joining word or `among them` at token `at`, or None."""
    word = page.low[at]
    if word in _INCL_FIRST:
        for phrase in _INCLUDING:
            if phrase[0] == word and tuple(page.low[at : min(end, at + len(phrase))]) == phrase:
                return Chunk("incl", at, at + len(phrase))
    if word in _JOINING and tuple(page.low[at : at + len(_JOINING[word])]) == _JOINING[word]:
        return Chunk("and", at, at + len(_JOINING[word]))
    if word == "that" and page.low[at - 1] in _BEFORE_THAT:
        return None  # `two people inside that car died`
    if word == "since" and page.low[at - 1] in ("have", "has", "had"):
        return None  # `have since been found`
    kind = _MARKS.get(word)
    return Chunk(kind, at, at + 1) if kind else None
