"""A figure while it is being read: what the rules have settled on so far."""

from __future__ import annotations

from dataclasses import dataclass

from factdesk.intake.counted import Noun
from factdesk.intake.numbers import Quantity
from factdesk.intake.sentences import Sentence
from factdesk.model.figures import Figure


@dataclass(slots=True, eq=False)
class Draft:
    """One figure of a sentence, filled in by one rule after the other.

    `first`..`after` are the tokens of its words with what is counted, `piece` its place among the sentence's
    pieces, `pred` that of the word that gave the measure (-1: its own noun).
    """

    sentence: Sentence
    first: int
    after: int
    piece: int
    pred: int
    side: str
    measure: str
    counted: str
    figure: Figure
    number: Quantity
    noun: Noun
    part_of: Draft | None = None
    derived: bool = False
    scope: str = "main"
    certainty: str = "stated"
    negated: bool = False
    place: str = ""
    when: str = ""
    as_of: str | None = None
    speaker: int | None = None

    @property
    def people(self) -> bool:
        """Whether people are counted."""
        return self.noun.kind != "things"

    def most(self) -> int | None:
        """The largest number that it can mean, None where it is open."""
        return self.figure.high

    def least(self) -> int:
        """The least that it can mean."""
        return self.figure.low if self.figure.low is not None else self.figure.value or 0
