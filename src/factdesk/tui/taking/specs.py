"""The forms of intake: the report and its source, a candidate, and the incident that candidates belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from factdesk.model import vocabulary as words
from factdesk.tui.forms.spec import Field, FormSpec, Group
from factdesk.tui.forms.specs import CARRIES, SOURCE_FIELDS, SPECS

__all__ = ["CANDIDATE", "INCIDENT", "REPORT", "SOURCE_NAMES"]

_WHEN: Final = "2025-04-04, 4 Apr 2025 18:50 +03:00 …"
_SAID: Final = "Prefilled from the text where it tells."
_CLAIM: Final = {field.name: field for field in SPECS["claim"].fields}
_CARRY: Final = {field.name: field for field in CARRIES}

REPORT: Final = FormSpec(
    "report",
    (
        Group("The report", (
            Field("way", "from", "choice", start="text",
                  choices={"text": "pasted, or typed", "file": "a file: text, HTML or mail"},
                  help="← → or a letter chooses. Tab goes on; F2 reads."),
            Field("text", "text", "text", required=True, only=("text",), most=9,
                  placeholder="paste the article, post or statement here",
                  help="Paste the whole text. Tab goes on to its source; F2 reads it."),
            Field("file", "file", "path", required=True, only=("file",), placeholder="~/…",
                  help="The path of the file; → completes. F2 reads."),
        )),
        Group("Its source", (
            replace(SOURCE_FIELDS[0], required=False,
                    help="The headline, as the text tells it; left empty, how the text begins."),
            Field("published_at", "published", "moment",
                  help=f"“On Friday” counts from this day: {_WHEN}"),
            Field("publisher", "publisher", help=f"The outlet, channel or office. {_SAID}"),
            Field("url", "address", help="The web address, with https:// in front."),
            replace(SOURCE_FIELDS[1], start="article"),
            Field("language", "language", help="The language: en, uk, ru, ar …; as the text tells it."),
        )),
        Group("Where it comes from",
              (_CARRY["root"], _CARRY["confidentiality"], _CARRY["reliability"], _CARRY["note"])),
    ),
    switch="way",
)  # fmt: skip

SOURCE_NAMES: Final = tuple(field.name for group in REPORT.groups[1:] for field in group.fields)
"""The fields that belong to the source."""

WORDS_OF: Final = {
    "speaker": "the speaker's: one root with others who carry them",
    "itself": "its own: it found out by itself, and is a root",
}

CANDIDATE: Final = FormSpec(
    "candidate",
    (
        Group("Claim", (
            Field("kind", "kind", "choice", choices=words.CLAIM_KINDS, start="figure",
                  help="← → or a letter chooses. The other fields follow the kind."),
            replace(_CLAIM["figure"],
                    help="As people say it, with the word that limits it; its interval stands below."),
            _CLAIM["counted"], _CLAIM["measure"], _CLAIM["words"], _CLAIM["statement"],
        )),
        Group("Who said it", (
            Field("speaker", "speaker", "suggest",
                  help="Who asserts it; names of the desk are offered. Empty: nobody."),
            Field("carries", "words of", "choice", choices=WORDS_OF, start="speaker",
                  help="Whose words the source carries: what counts is the root."),
            _CLAIM["said_at"],
        )),
        Group("What it covers", (
            Field("incident", "incident", "pick", required=True, what="incident", new="new incident",
                  help="Backspace empties it; then type to find another. Enter takes."),
            Field("part_of", "part of", "pick", only=("figure",), what="figure",
                  help="The whole that this figure is a part of, in the text or on the desk."),
            replace(_CLAIM["denies"], help="What this denial rejects, in the text or on the desk."),
            _CLAIM["scope"], _CLAIM["as_of"],
        )),
    ),
    switch="kind",
)  # fmt: skip

INCIDENT: Final = FormSpec(
    "group",
    (
        Group("Which incident", (
            Field("way", "is", "choice", start="new",
                  choices={"new": "made when the text is written to the desk", "known": "one that is on the desk"},
                  help="← → or a letter chooses."),
            Field("incident", "incident", "pick", required=True, only=("known",), what="incident",
                  help="Type to find it by code, title or place; Enter takes."),
            Field("title", "title", required=True, only=("new",), help="One event at one place, as the desk calls it."),
            Field("place", "place", only=("new",), help="The town, district or site."),
            Field("began", "began", "moment", only=("new",), help=f"When it began: {_WHEN}"),
            Field("kind", "kind", "choice", only=("new",), choices=words.INCIDENT_KINDS, start="event",
                  help="Statements with no single place get an incident of their own kind."),
        )),
    ),
    switch="way",
)  # fmt: skip
