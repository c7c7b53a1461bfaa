"""The newsroom's own vocabulary: which words lie inside which, and who speaks after whom.

Source of the rules: UCDP and the UN human rights office count populations that nest; a post that changes hands goes
on counting the same thing, and only a person can say so.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar, Final

from factdesk.model import checks
from factdesk.model.errors import Incoherent
from factdesk.model.record import Record
from factdesk.model.values import dataclass

RELATIONS: Final = {
    "inside": "the population lies inside the others: whoever is counted in it is counted in them",
    "same": "another word for the other one",
    "apart": "nobody is counted in both",
    "whole": "all of the others together, which share nobody",
    "measure-inside": "the measure lies inside the other: whoever is hospitalised is injured",
    "grows": "a number of this measure never falls from one moment to the next",
    "rises": "this measure is told upwards while a count goes on",
}
"""What may be said of a word, with the line that explains it."""

_OTHERS: Final = {"inside": (1, 8), "same": (1, 1), "apart": (1, 8), "whole": (2, 8), "measure-inside": (1, 1),
                  "grows": (0, 0), "rises": (0, 0)}  # fmt: skip
"""How many other words a relation takes, at least and at most."""


def folded(word: str) -> str:
    """A word of the vocabulary in its one spelling: lower case, single blanks."""
    return " ".join(word.casefold().split())


def term_id(relation: str, word: str, others: tuple[str, ...]) -> str:
    """The id follows from what is said, so that the same thing said on two laptops is one record."""
    import hashlib  # with it the interpreter loads a library of ciphers: not for reading a first page

    told = json.dumps([relation, folded(word), sorted(map(folded, others))], ensure_ascii=False)
    return "w-" + hashlib.sha256(told.encode()).hexdigest()[:14]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """One thing said of a word that counts: `word` stands in `relation` to `others`."""

    KIND: ClassVar[str] = "term"
    TABLE: ClassVar[str] = "terms"
    relation: str
    word: str
    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checks.one_of(self, "relation", RELATIONS)
        checks.required(self, "word")
        checks.texts(self)
        least, most = _OTHERS[self.relation]
        if not least <= len(self.others) <= most or not all(map(folded, self.others)):
            wanted = f"{least} to {most} other words" if most > 1 else "one other word" if most else "no other word"
            raise checks.bad(
                f"“{self.relation}” takes {wanted}", where="others", todo="see: factdesk vocabulary --help"
            )
        if len({folded(self.word), *map(folded, self.others)}) <= len(self.others):
            raise Incoherent("the same word stands there twice", where="others", todo="name each word once")

    def values(self) -> dict[str, Any]:
        """As a mapping with a list for the other words, so that JSON gives it back unchanged."""
        return {"id": self.id, "relation": self.relation, "word": self.word, "others": list(self.others)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Record):
    """The speaker speaks after another one, as their stated successor: one voice that goes on counting."""

    KIND: ClassVar[str] = "succession"
    TABLE: ClassVar[str] = "successions"
    speaker: str
    after: str
    note: str | None = None

    def __post_init__(self) -> None:
        checks.required(self, "speaker", "after")
        checks.texts(self)
        if self.speaker == self.after:
            raise Incoherent("nobody succeeds themselves", where="after", todo="name another speaker")
