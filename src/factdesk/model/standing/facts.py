"""What the rules look at: a claim with its speaker, its voice, its verdict and the roots that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factdesk.model.records import Claim, Speaker
from factdesk.model.standing.moments import Moment, moment
from factdesk.model.standing.nesting import Key, Nesting


@dataclass(frozen=True, slots=True)
class Carrier:
    """One citation as the rules see it: its source, the root that it folds to, and on which side it stands.

    `name` is what people call the source. `root_name` names the root, `root_side` is the side of the speaker who is
    the root ("" for none or nobody). `circle` holds the codes of sources that carry each other in a circle.
    """

    source: str
    code: str
    name: str
    stance: str
    root: str
    root_name: str
    root_side: str = ""
    withdrawn: bool = False
    circle: tuple[str, ...] = ()
    citation: str = ""
    quoted: bool = False
    confidentiality: str = "public"


@dataclass(frozen=True, slots=True)
class Given:
    """The review in force: the citations that it rests on, the warnings that were shown, whether the claim was
    edited since."""

    rests_on: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim as the rules see it. `voice` is the same for a body and for those who name it as theirs."""

    claim: Claim
    speaker: Speaker | None = None
    voice: str = ""
    verdict: str = "open"
    basis: str | None = None
    carriers: tuple[Carrier, ...] = ()
    given: Given | None = None

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def moment(self) -> Moment:
        """The moment for which the figure holds; where none is told, the moment at which it was said."""
        return moment(self.claim.as_of or self.claim.said_at)

    @property
    def scope(self) -> str:
        """The scope in one spelling; "" where none is told. Scopes are free text: equal text is the same scope."""
        return " ".join((self.claim.scope or "").casefold().split())

    @property
    def side(self) -> str:
        """The speaker's party to the conflict, "" for none."""
        return (self.speaker.side or "").strip() if self.speaker else ""

    @property
    def interval(self) -> tuple[int, int | None]:
        """The whole numbers that the words allow; an open lower end is 0, since nothing counts below it."""
        return self.claim.low or 0, self.claim.high

    def key(self, nesting: Nesting) -> Key:
        """Measure and population in the vocabulary's spelling."""
        return nesting.key(self.claim.measure, self.claim.counted)

    def supporting(self) -> list[Carrier]:
        """The carriers that support it and still stand."""
        return [one for one in self.carriers if one.stance == "supports" and not one.withdrawn]

    def opposing(self) -> list[Carrier]:
        """The carriers that oppose it and still stand."""
        return [one for one in self.carriers if one.stance == "opposes" and not one.withdrawn]


def voices(speakers: Iterable[Speaker], after: Mapping[str, str] | None = None) -> dict[str, str]:
    """For each speaker the voice that they speak with, by id. `after` says whom a stated successor speaks after.

    Source of the rule: a successor or colleague continues the count of the body, and the desk states it: by naming a
    speaker of the desk as the organisation of another, or by a succession. So a mayor whose organisation is the
    desk's speaker "City of X" is one voice with it; two who merely share an organisation that is no speaker are two.
    """
    listed = list(speakers)
    bodies = {" ".join(one.name.casefold().split()): one.id for one in listed}
    up = {one.id: bodies.get(" ".join((one.organisation or "").casefold().split())) for one in listed}
    if not after:
        found = {id_: body or id_ for id_, body in up.items()}
        return {id_: found.get(body, body) for id_, body in found.items()}
    return {one.id: _first(one.id, up, after) for one in listed}


def _first(speaker: str, up: Mapping[str, str | None], after: Mapping[str, str]) -> str:
    """The body or the first of those who speak after each other."""
    seen: dict[str, None] = {}
    at: str | None = speaker
    while at is not None and at not in seen:
        seen[at] = None
        body = up.get(at)
        at = body if body is not None and body != at else after.get(at)
    return at if at is not None else list(seen)[-1]


def figures(facts: Iterable[Fact]) -> list[Fact]:
    """The figures among the claims."""
    return [fact for fact in facts if fact.claim.kind == "figure"]


def by_id(facts: Sequence[Fact]) -> dict[str, Fact]:
    """The claims by their ids."""
    return {fact.id: fact for fact in facts}
