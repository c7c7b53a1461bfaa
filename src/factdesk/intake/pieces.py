"""The piece of a sentence that the rules work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factdesk.intake import measures
from factdesk.intake.counted import Noun
from factdesk.intake.numbers import Quantity
from factdesk.intake.words import words

BE: Final = words("were was been being be are is get got gets s'")
REACH: Final = 10
"""Pieces on each side of a number that are looked at; it keeps the work linear."""


@dataclass(slots=True, eq=False)
class Chunk:
    """A piece of a sentence, tokens `at`..`after`.

    `kind`: num, pred, x (other words), comma, and, open, close, dash, colon, stop, rel, sub, incl. `role` of a
    pred: obj (the number is behind it), subj (before it), noun, toll, group (`the wounded`), free. `verb` of
    other words: 2 where a clause goes on in them, 1 where it may.
    """

    kind: str
    at: int
    after: int
    number: Quantity | None = None
    noun: Noun | None = None
    sense: measures.Sense | None = None
    role: str = ""
    verb: int = 0
    aux: bool = False
