"""What the desk holds of a claim, as the lint looks at it, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass

from factdesk.model.sentences import attributed
from factdesk.model.standing.facts import Fact
from factdesk.model.standing.words import told, who
from factdesk.model.verdicts import MILITARY


@dataclass(frozen=True, slots=True)
class Held:
    """A claim with what stands around it.

    `superseded_by` is what replaced it, `denied_by` the names of those who reject it, `others` the claims that
    cannot hold with it. `place` is its incident's, `home` says that the draft is about that incident.
    """

    fact: Fact
    superseded_by: Held | None = None
    denied_by: tuple[str, ...] = ()
    place: str = ""
    home: bool = True

    @property
    def roots(self) -> int:
        """How many roots support it."""
        return len({one.root for one in self.fact.supporting()})

    @property
    def speaker(self) -> str:
        """The speaker's name, "" where nobody is named."""
        return self.fact.speaker.name if self.fact.speaker is not None else ""

    @property
    def partial(self) -> bool:
        """Whether a party speaks of its enemy: it counts the other side's soldiers, or somebody rejects it."""
        military = (self.fact.claim.counted or "").casefold() in MILITARY - {"vehicles", "aircraft", "ships"}
        return bool(self.denied_by) or (bool(self.fact.side) and military)

    def told(self) -> str:
        """The claim in a line: its words, code, speaker and verdict."""
        return f"{told(self.fact)} ({self.fact.claim.code}, {who(self.fact)}, {self.fact.verdict})"

    def sentence(self) -> str:
        """The attributed sentence that would be right."""
        fact = self.fact
        return attributed(fact.claim, fact.speaker, fact.verdict, fact.basis, self.denied_by)
