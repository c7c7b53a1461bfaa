"""The fields of the filter language: their names, what each asks for, and the values that each may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from factdesk.model import vocabulary
from factdesk.model.values import dataclass

Kind = Literal["choice", "word", "text", "date", "number", "flag"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `kind` says what its values are.

    `choice`: a word of `values`, the only ones; `word`: a word of an open list, whole; `text`: words that
    begin like those typed; `date`: a day, month or moment; `number`: whole numbers; `flag`: yes or no. `each`
    marks a field of which a record has several at once, so that naming it twice asks for both.
    """

    name: str
    kind: Kind
    help: str
    example: str
    values: Mapping[str, str] | None = None
    aliases: tuple[str, ...] = ()
    each: bool = False


FLAG: Final = {"yes": "it is so", "no": "it is not"}

_HAS_CLAIM: Final = {
    "source": "a source is attached",
    "quote": "a citation quotes it word for word",
    "translation": "a quote has a translation",
    "file": "a copy of a source is kept in the desk",
    "url": "a source has an address",
    "archive": "a source has an archived address",
    "note": "a source has a note",
    "opposing": "a source speaks against it",
    "withdrawn": "a source of it was withdrawn",
    "speaker": "it says who said it",
    "scope": "it says what it covers",
    "date": "it says when it was said",
    "review": "somebody judged it at least once",
    "parts": "other claims are parts of it",
    "whole": "it is a part of another claim",
    "denial": "another claim denies it",
}
_HAS_SOURCE: Final = {
    "file": "a copy is kept in the desk",
    "url": "an address",
    "archive": "an archived address",
    "note": "a note",
    "quote": "a citation quotes it",
    "root": "it carries another source, or a speaker's words, wholly or in a citation",
    "claims": "a claim cites it",
}

_CLAIMS: Final = (
    Field("verdict", "choice", "the verdict in force", "verdict:open,disputed", vocabulary.VERDICTS),
    Field("basis", "choice", "on what the verdict in force rests", "basis:authority",
          {b: text for found in vocabulary.BASES.values() for b, text in found.items()}),
    Field("by", "text", "who gave the verdict in force", 'by:"Olena K"', aliases=("reviewer",)),
    Field("reviewed", "date", "when the verdict in force was given", "reviewed:2025-04-05.."),
    Field("kind", "choice", "what sort of claim it is", "kind:figure,denial", vocabulary.CLAIM_KINDS),
    Field("measure", "word", "what happened to those who are counted", "measure:killed"),
    Field("counted", "word", "who or what is counted", 'counted:children,"military personnel"'),
    Field("low", "number", "the least that the figure allows", "low>=10"),
    Field("high", "number", "the most that the figure allows", "high<100"),
    Field("who", "text", "the speaker: name or organisation", 'who:"Ministry of Defence"', aliases=("speaker",)),
    Field("side", "text", "the speaker's side in the conflict", "side:Russia"),
    Field("place", "text", "place, region or country of the incident", "place:Kharkiv"),
    Field("incident", "word", "the incident, by its code", "incident:A,B"),
    Field("code", "word", "the claim's own code; a star stands for any ending", "code:A1*"),
    Field("since", "date", "said then or later", "since:2025-04-01"),
    Field("until", "date", "said then or earlier", "until:2025-04"),
    Field("said", "date", "when it was said", "said:2025-04-04..2025-04-06"),
    Field("asof", "date", "the moment for which it holds", "asof>2025-04-04"),
    Field("source", "text", "a source that carries it: code, or words of its title", "source:S7"),
    Field("publisher", "text", "who published a source that carries it", "publisher:Telegram"),
    Field("confidentiality", "choice", "a source that carries it is so", "confidentiality:confidential",
          vocabulary.CONFIDENTIALITY),
    Field("root", "number", "how many roots support it", "root:1", aliases=("roots",)),
    Field("sources", "number", "how many citations it has", "sources>=3"),
    Field("conflict", "flag", "a figure that cannot hold beside another of its incident", "conflict:yes", FLAG),
    Field("stale", "flag", "its verdict asks for another look", "stale:yes", FLAG),
    Field("has", "choice", "what the claim has", "has:file -has:quote", _HAS_CLAIM, each=True),
)  # fmt: skip

_INCIDENTS: Final = (
    Field("kind", "choice", "event, or a file of statements", "kind:event", vocabulary.INCIDENT_KINDS),
    Field("code", "word", "the incident's code; a star stands for any ending", "code:A"),
    Field("place", "text", "its place, region or country", "place:Kherson"),
    Field("since", "date", "it began then or later", "since:2025-04-01"),
    Field("until", "date", "it began then or earlier", "until:2025-04"),
    Field("claims", "number", "how many claims it has", "claims>=10"),
)

_SOURCES: Final = (
    Field("kind", "choice", "what sort of source it is", "kind:post,video", vocabulary.SOURCE_KINDS),
    Field("code", "word", "the source's code; a star stands for any ending", "code:S7"),
    Field("title", "text", "words of its title", "title:playground"),
    Field("publisher", "text", "who published it", "publisher:Reuters"),
    Field("confidentiality", "choice", "whether it may be shown", "confidentiality:public",
          vocabulary.CONFIDENTIALITY),
    Field("reliability", "choice", "the letter it was given", "reliability:A,B", vocabulary.RELIABILITY),
    Field("language", "word", "its language", "language:uk"),
    Field("withdrawn", "flag", "whether it was taken back", "withdrawn:yes", FLAG),
    Field("since", "date", "published then or later", "since:2025-04-01"),
    Field("until", "date", "published then or earlier", "until:2025-04"),
    Field("claims", "number", "how many claims cite it", "claims:0"),
    Field("incident", "word", "a claim of this incident cites it", "incident:A"),
    Field("who", "text", "it carries a claim of this speaker", "who:Lysak", aliases=("speaker",)),
    Field("verdict", "choice", "it carries a claim with this verdict", "verdict:disputed", vocabulary.VERDICTS),
    Field("has", "choice", "what the source has", "has:file", _HAS_SOURCE, each=True),
)  # fmt: skip

Fields = Mapping[str, Field]
"""Fields by the name that stands before the colon."""


def _table(fields: Iterable[Field]) -> dict[str, Field]:
    return {field.name: field for field in fields}


CLAIM_FIELDS: Final = _table(_CLAIMS)
SOURCE_FIELDS: Final = _table(_SOURCES)
THROUGH_CLAIMS: Final = tuple(
    field.name for field in _CLAIMS if field.name not in {f.name for f in _INCIDENTS} | {"incident", "asof", "sources"}
)
"""Fields of claims that a list of incidents takes too: some claim of the incident must pass them together."""
INCIDENT_FIELDS: Final = _table((*_INCIDENTS, *(CLAIM_FIELDS[name] for name in THROUGH_CLAIMS)))

ORDERS: Final = {
    "outline": "as entered, parts under their whole",
    "newest": "newest first",
    "code": "by code",
    "said": "latest said first",
    "figure": "largest figure first",
    "verdict": "by verdict",
    "measure": "by measure",
    "speaker": "by speaker",
    "place": "by place",
    "sources": "most sources first",
    "oldest": "oldest first",
    "earliest": "earliest said first",
    "smallest": "smallest figure first",
    "fewest": "fewest sources first",
    "-code": "by code, from the end",
    "-verdict": "by verdict, from the end",
    "-measure": "by measure, from the end",
    "-speaker": "by speaker, from the end",
    "-place": "by place, from the end",
}
"""The orders of a list of claims, in the words that its border shows."""

OTHER_WAY: Final = {
    "newest": "oldest", "said": "earliest", "figure": "smallest", "sources": "fewest", "code": "-code",
    "verdict": "-verdict", "measure": "-measure", "speaker": "-speaker", "place": "-place",
}  # fmt: skip
"""Each order that can be turned round, and what it is called then."""
